# Lo que se revisa, se firma y se hace durante el curso, con el nombre que lleva en avisos y calendarios.
# $policy: el título del documento, sin traducir. $title: lo que se firma, con su nombre de más abajo.

agenda-policy_review = Toca revisar: { $policy }
agenda-attestation = Leer y firmar: { $title }
agenda-digest = Lo que vence en los próximos 90 días

duty-access_rights = Revisar quién tiene acceso a qué sistemas, con la delegación de protección de datos
duty-aup_discussion = Repasar las normas de uso con el personal y el alumnado
duty-calendar_ends = Añadir a Hearken los trimestres del próximo curso: su calendario se acaba pronto
duty-dsl_governor_meeting = Reunión de protección con quien la supervisa en el órgano de gobierno
duty-filtering_checks = Comprobar que el filtrado y la supervisión funcionan
duty-filtering_review = Revisar el filtrado y la supervisión
duty-image_consent = Pedir a las familias permiso para hacer y publicar fotos
duty-incident_team = Reunión del equipo de incidentes para repasar lo ocurrido
duty-leaver_images = Borrar las imágenes del alumnado que se fue hace siete años
duty-monitoring_report = Informar a la dirección y al órgano de gobierno sobre la seguridad en línea
duty-online_safety_review = Revisar la seguridad en línea de todo el colegio
duty-online_safety_training = Formación en seguridad en línea para todo el personal
duty-password_change = Cambia tu contraseña
duty-risk_assessment = Evaluar los riesgos de estar en línea
duty-safer_internet_day = Día de Internet Segura
duty-training_update = Novedades de seguridad en línea en una reunión de personal

attestation-aup = Normas de uso aceptable
attestation-code_of_conduct = Código de conducta del personal
attestation-kcsie = Keeping Children Safe in Education, primera parte
attestation-online_safety_policy = Política de seguridad en línea
