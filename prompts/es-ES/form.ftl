# El formulario de aviso: páginas, campos, opciones y botones.
# En cada página: $schoolPhone (el teléfono de protección del colegio), $emergency (el número de emergencias).
# En cuanto sabemos de quién se trata, $schoolPhone nunca es un número al que conteste esa persona.

## Páginas

page-danger =
    .title = ¿Hay alguien en peligro?
    .text =
        ¿Hay un niño o una niña en peligro ahora mismo? ¿Tiene heridas, ha desaparecido o podría suicidarse? Llama al { $emergency } y después al colegio, en el { $schoolPhone }. Este formulario puede esperar.

        Si no, sigue. Son pocas preguntas. No se envía nada hasta que lo envías tú, y entonces ves una referencia. Sin referencia no hay aviso. Si te atascas, llama al { $schoolPhone }.

page-need_someone =
    .title = Pide ayuda ya
    .text =
        Si alguien está en peligro, llama primero al { $emergency }.

        Sobre un niño o una niña: alertamos al equipo de protección y te mostramos su teléfono.

        Sobre una persona adulta que trabaja o colabora aquí: te mostramos números a los que llamar. No alertamos a nadie, porque podría tratarse de esa persona.

page-message =
    .title = El mensaje
    .text =
        Tu aviso llevará un enlace al mensaje que has elegido, para que quien se ocupe pueda encontrarlo. No se copia aquí nada de lo que dice ni ningún archivo. Puedes quitar el enlace antes de enviar.

        No hace falta que abras ni leas otra vez el mensaje.
    .added = El enlace al mensaje va ahora con este aviso. Lo verás otra vez antes de enviarlo.

page-about =
    .title = ¿De quién se trata?
    .text = De tu respuesta depende quién lee esto. ¿Te preocupa lo que ha hecho una persona adulta de aquí? Elige a la persona adulta, aunque también afecte a un niño o una niña.

page-category =
    .title = ¿Qué te preocupa?
    .text = Elige lo que más se parezca. No hace falta acertar del todo.

page-who =
    .title = ¿Qué persona adulta es?
    .text =
        Te lo preguntamos para dejar a esa persona fuera de quienes leen esto.

        ¿Ya has dicho que es la directora o el director? Sigue.

        ¿No sabes su nombre? Déjalo vacío. Entonces llega a alguien con más responsabilidad. Dentro de un momento podrás describir a esa persona.

page-year =
    .title = ¿De qué curso?
    .text =
        Te lo preguntamos porque en este colegio decide a quién se avisa.

        ¿No lo sabes? Sigue sin responder. No preguntes a ningún niño o niña para saberlo.

page-picture =
    .title = ¿Hay alguna imagen?
    .text = Cuentan también los vídeos y las imágenes falsas o hechas con inteligencia artificial. No mires ni preguntes para saberlo. «No lo sé seguro» es una respuesta completa.

page-before =
    .title = Antes de escribir
    .text = Lee esto primero. Protege al niño o a la niña, y también a ti.

page-rules =
    .title = Antes de escribir
    .text = Lee esto primero. Te llevará medio minuto. Protege al niño o a la niña, y también a ti.

page-what =
    .title = ¿Qué ha pasado?
    .text =
        ¿Se trata de una persona adulta de aquí y todavía no lo has dicho? Vuelve a la primera pregunta y dilo. De eso depende quién lee esto.

        Escribe los nombres. No añadas imágenes ni archivos. Si hay una imagen íntima, no la describas.

page-described =
    .title = Describe a la persona
    .text = Solo si todavía no nos has dicho quién es. Si ya lo has hecho, sigue.

# $nextOpen: cuándo vuelve a abrir el colegio.
page-wait =
    .title = ¿Esto puede esperar?
    .text =
        El colegio está cerrado ahora. Vuelve a abrir: { $nextOpen }. Si respondes que no, o que no lo sabes, avisamos también a la persona de guardia, si puede leerlo.

        Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, no esperes a nadie de aquí. Llama al { $emergency }.

page-check =
    .title = Antes de enviar
    .text =
        Esto llega a { $readers }. Verán que lo envías tú. Dejamos fuera a quien nos has dicho que es de quien se trata.{ $hasLink ->
            [yes] {" "}Va con un enlace al mensaje, para quienes leen el aviso entero. No va nada más del mensaje.
           *[no] {""}
        }

        { $hasLadder ->
            [yes] Si no hay respuesta a tiempo, enviamos un recordatorio y después avisamos a { $ladder }.
           *[no] Si no hay respuesta a tiempo, enviamos un recordatorio.
        } Quien está en esta lista puede leerlo, o leer su parte, en cualquier momento, y puede compartirlo con quien tenga que actuar.

        { $hasAdvice ->
            [yes] Es posible que se pida consejo a { $adviceOnly }. Hearken no envía nada fuera del colegio.
           *[no] Hearken no envía nada fuera del colegio.
        }

        ¿Has nombrado a alguien que está en esta lista? Dilo abajo primero.

        ¿Listo? Pulsa «{ $send }». Si sales ahora, no se envía nada.
    .changed = Ha cambiado quién leería esto desde la última vez que lo viste. Vuelve a mirar la lista.
    .text_unrouted =
        Esto no se puede enviar a nadie del colegio. Todas las personas que podrían leerlo pueden estar implicadas.

        Si sigues, lo guardamos bajo llave y te mostramos a quién llamar fuera del colegio. La llamada la tienes que hacer tú. Si sales ahora, no hay aviso.

page-named_here =
    .title = Alguien de la lista
    .text = Elige a todas las personas de las que se trata. Las quitamos de la lista y te mostramos quién lo leerá en su lugar.

page-same_name =
    .title = Sin enviar: un nombre
    .text =
        Todavía no se ha enviado nada. Responde abajo primero y después envíalo.

        { $hasLink ->
            [yes] Un nombre que has escrito coincide con el de alguien que leería esto, o esa persona escribió el mensaje.
           *[no] Has escrito un nombre que coincide con el de alguien que leería esto.
        } Llega a { $readers }.

        Puede ser otra persona, o alguien a quien solo se lo has contado. No podemos saberlo, por eso te preguntamos.

page-after_risk =
    .title = Unas preguntas rápidas
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No preguntes a ningún niño o niña para saberlo. Si alguien está en peligro ahora, llama al { $emergency }.

page-after_harassment =
    .title = ¿Hay peligro ahora?
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No preguntes a ningún niño o niña para saberlo. Si alguien está en peligro ahora, llama al { $emergency }.

page-after_bullying =
    .title = Sobre el acoso
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No preguntes a ningún niño o niña para saberlo.

page-after_conduct =
    .title = Qué te pareció
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

        No tienes que decidir qué es esto. Eso corresponde a { $lead }. Si un niño o una niña está en peligro ahora, llama al { $emergency }.

page-after_filming =
    .title = Sobre la grabación
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No mires en el móvil para saberlo ni pidas que te enseñen la grabación.

page-after_grooming =
    .title = Sobre el contacto
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No leas los mensajes del niño o la niña para saberlo. Si va ahora camino de encontrarse con alguien, llama al { $emergency }.

page-after_message =
    .title = Sobre el mensaje
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. Si alguien está en peligro ahora, llama al { $emergency }.

page-after_hate =
    .title = Qué se dijo
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No busques si hay más.

page-after_extremism =
    .title = Qué has notado
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No pongas a prueba al niño o a la niña con preguntas. Si alguien puede acabar con heridas dentro de poco, llama al { $emergency }.

page-after_self_harm =
    .title = ¿Está a salvo?
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

        ¿Un niño o una niña se ha hecho daño, o dice que puede quitarse la vida? Llama al { $emergency } y después al { $schoolPhone }. Si puedes, quédate a su lado.

page-after_site =
    .title = La página web
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No vuelvas a la página para saberlo.

        El equipo de informática puede leer la dirección, el aparato y si la página está cerrada. No pongas nombres ahí.

page-after_content =
    .title = Qué se veía
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No vuelvas a mirar para saberlo.

page-after_scam =
    .title = Sobre el engaño
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. Nadie debe pagar ni enviar nada más.

page-after_account =
    .title = La cuenta o el aparato
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

        El equipo de informática puede leer estas respuestas. No pongas nombres ni contraseñas.

page-after_data =
    .title = Sobre los datos
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

        Quienes cuidan de los datos y de los ordenadores pueden leer estas respuestas. Basta con pulsar; no hay que escribir.

page-after_author =
    .title = Nombres en el mensaje
    .text =
        Tu aviso está enviado. Podemos enviar una nota privada a quien escribió el mensaje que elegiste. Le pide que quite los nombres y los datos personales.

        Si dices que sí, esa persona sabrá que alguien ha dado aviso de su mensaje, y puede adivinar quién. La nota no dice quién, ni nada más de lo que nos has contado. Si tienes dudas, di que no.

page-after_welfare =
    .title = ¿Está a salvo?
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No busques marcas ni pidas a ningún niño o niña que te las enseñe.

        ¿Un niño o una niña ha desaparecido o tiene heridas graves? Llama primero al { $emergency } y después al { $schoolPhone }.

page-after_device =
    .title = Móviles y aparatos
    .text =
        Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No mires dentro de un aparato para saberlo.

        El equipo de informática puede leer dónde está el aparato. No pongas nombres ahí.

page-after_who =
    .title = Los menores implicados
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No vuelvas a preguntar a ningún niño o niña.

page-after_when =
    .title = Cuándo, y quién lo sabe
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

page-after_think =
    .title = Lo que viste y piensas
    .text = Tu aviso está enviado. Aquí puedes separar lo que viste de lo que piensas. Las dos cosas ayudan. ¿Nada que añadir? Pulsa «Terminar».

## Campos

field-about = ¿De quién se trata?
    .hint = Si no lo sabes, elige «No lo sé seguro».

field-category = ¿Qué clase de preocupación es?

field-subject = ¿Quién es la persona adulta?
    .hint = Elige por el nombre. Puedes elegir a más de una.

field-subject_described = ¿Qué sabes de esa persona?
    .hint = Su trabajo, su clase o dónde estaba, y cuándo la viste. Bastan unas palabras.

field-year = ¿De qué curso se trata?
    .hint = Elige todos los cursos que puedan ser. Si no lo sabes, déjalo vacío.
    .said = Curso

field-picture = ¿Imagen íntima o sexual de un menor?
    .hint = «Menor» es cualquiera que no ha cumplido 18 años. No mires para saberlo.

field-seen = ¿Has visto la imagen?
    .hint = Basta con sí o no. No la describas ni vuelvas a mirarla.

field-understood = He leído esto y lo voy a cumplir

field-what_happened = ¿Qué has visto u oído?
    .hint = Quién, qué, cuándo y dónde. Puede ser breve. Podrás añadir más después de enviarlo.

field-also_about = ¿De quién se trata?
    .hint = Elige a todas las personas de las que hablas. No reciben este aviso.

field-can_wait = ¿Puede esperar a que abra el colegio?
    .hint = Con «no» o «no lo sé seguro» lo tratamos como urgente y pedimos respuesta enseguida.

field-leave_link_out = Enviarlo sin el enlace al mensaje
    .hint = Quien lea el aviso tendrá entonces que preguntar qué mensaje es.

field-ask_author = ¿Enviar una nota a quien lo escribió?
    .hint = «No» es una respuesta completa. Quien lea tu aviso puede hablar con esa persona.
    .said = Enviar a quien escribió el mensaje una nota para que quite los nombres

field-name_is_subject = ¿Se trata de alguien que leería esto?
    .hint = Con «sí» o «no lo sé seguro» dejamos fuera a esa persona.

field-immediate_risk = ¿Hay un niño o una niña en peligro ya?
    .hint = Heridas, desaparición, riesgo de suicidio u otro peligro. Si es así, llama primero.

field-adult_involved = ¿Interviene una persona adulta (18 o más)?
    .hint = Porque la hace, la pide, la envía o la recibe.

field-pressure = ¿Ha habido presión, engaño o amenazas?
    .hint = Para hacer la imagen o enviarla, o con la amenaza de difundirla.

field-under_13 = ¿Sale en la imagen alguien de menos de 13?
    .hint = Solo si ya lo sabes. No mires para saberlo.

field-harassment_unsafe = ¿Alguien tiene heridas o está en peligro ya?
    .hint = Si es así, pide ayuda por teléfono primero.

field-harassment_what = ¿Qué fue?
    .hint = Elige todo lo que sepas.

field-harassment_together = ¿Van a volver a encontrarse hoy?
    .hint = En una clase, en el autobús, en un equipo o después del colegio.

field-bullying_hurt = ¿Ha habido daño, o amenaza de hacerlo?
    .hint = Golpes, empujones, o la amenaza de darlos.

field-bullying_going_on = ¿Sigue pasando?

field-bullying_how = ¿Cómo pasa?
    .hint = Elige todo lo que sepas.

field-bullying_avoids = ¿Evita ir a algún sitio por esto?
    .hint = Al colegio, a clase, al comedor o al autobús.

field-conduct_level = ¿Qué te pareció?
    .hint = Guíate por lo que viste u oíste. No hace falta que lo sepas seguro.

field-conduct_with_children = ¿Esa persona está ahora con menores?
    .hint = Aquí, en una excursión o en un club. No vayas a mirar para saberlo.

field-conduct_told = ¿Sabe esa persona que te preocupa?
    .hint = Si no lo sabe, déjalo así.

field-conduct_before = ¿Ha pasado antes algo parecido?
    .hint = Solo lo que tú sepas. No vayas preguntando.

field-filming_private = ¿Fue en un lugar íntimo?
    .hint = Un baño, un vestuario, un dormitorio, o por debajo de la ropa de alguien.

field-filming_what = ¿Qué se hizo?
    .hint = Elige todo lo que sepas.

field-filming_who = ¿Quién lo hizo?

field-meeting = ¿Van a verse en persona, o se han visto ya?
    .hint = Con alguien a quien conoció en internet o fuera del colegio.

field-contact_going_on = ¿Siguen en contacto?

field-contact_who = ¿Quién es, hasta donde sabes?

field-contact_how = ¿Cómo se comunican?
    .hint = Elige todo lo que sepas.

field-message_threat = ¿Amenaza con hacer daño a alguien?

field-message_to = ¿Quién lo recibió?

field-message_from = ¿Quién lo envió, hasta donde sabes?

field-message_how = ¿Cómo llegó?
    .hint = Elige todo lo que sepas.

field-hate_threat = ¿Amenaza, o anima a hacer daño?

field-hate_aimed = ¿Contra quién va?

field-hate_about = ¿De qué trata?
    .hint = Elige todo lo que sepas.

field-hate_still_there = ¿Lo pueden ver todavía otras personas?

field-extremist_plan = ¿Se habla de viajar o de hacer daño?
    .hint = Para unirse a un grupo, o de un ataque. Hablar de un arma también cuenta.

field-extremist_contact = ¿Hay alguien que lo esté captando?

field-extremist_signs = ¿Qué has notado?
    .hint = Lo que se dijo o se hizo, no el aspecto de nadie ni lo que cree.

field-self_harm_now = ¿Qué sabes?
    .hint = Elige lo más grave. No preguntes al niño o a la niña para saberlo.

field-self_harm_with = ¿Hay ahora alguien a su lado?

field-self_harm_means = ¿Tiene algo con lo que hacerse daño?
    .hint = Solo si lo sabes. No registres su mochila ni sus bolsillos.

field-self_harm_knows = ¿Sabe el niño o la niña que nos lo cuentas?

field-site_address = La dirección, si la sabes
    .hint = Sin nombres: lo puede leer informática. No vuelvas a la página para mirarla.

field-site_device = ¿Qué aparato es y dónde está?
    .hint = Por ejemplo: «portátil 14, biblioteca». Sin nombres: lo puede leer informática.

field-site_seen_by = ¿Quién la ha visto?
    .hint = ¿Es una web útil que está bloqueada? Elige la última respuesta.

field-site_closed = ¿Está cerrada ya la página?

field-content_illegal = ¿Podría ser ilegal?
    .hint = Por ejemplo, imágenes sexuales de menores o cómo hacer daño a alguien. No vuelvas a mirar.

field-content_what = ¿Qué era?
    .hint = Elige todo lo que sepas.

field-content_on_purpose = ¿Se buscó a propósito?

field-content_upset = ¿Le ha afectado a algún niño o niña?

field-scam_threat = ¿Hay amenazas o chantaje a alguien?

field-scam_lost = ¿Se ha perdido dinero o algún dato bancario?

field-scam_what = ¿Qué es?

field-scam_going_on = ¿Sigue pasando?

field-account_what = ¿Qué ha pasado?

field-account_which = ¿Qué aparato o qué cuenta?
    .hint = Como «portátil de personal 14». Sin nombres ni contraseñas: lo puede leer informática.

field-account_clicked = ¿Alguien pulsó, respondió o escribió algo?

field-account_done = ¿Qué se ha hecho ya?
    .hint = Elige todo lo que sepas.

field-data_how = ¿Qué ha pasado con los datos?

field-data_what = ¿Qué clase de datos son?
    .hint = Elige todo lo que sepas.

field-data_count = ¿De cuántas personas son?

field-data_back = ¿Se han recuperado, o ya nadie puede verlos?

field-missing = ¿Ha desaparecido un niño o una niña?
    .hint = O no está donde debería. Si es así, llama primero.

field-injury = ¿Tiene heridas un niño o una niña?
    .hint = Solo lo que has visto o te han contado. No busques marcas.

field-home_unsafe = ¿Le da miedo volver hoy a casa?
    .hint = ¿O crees que allí no estaría a salvo?

field-welfare_signs = ¿Qué has notado?
    .hint = Elige todo lo que sepas.

field-device_involved = ¿Hay de por medio un móvil u otro aparato?
    .hint = Un móvil, una tableta, un ordenador, una cámara o una memoria USB.

field-device_where = ¿Dónde está ahora el aparato?
    .hint = El lugar, y si está apagado. Sin nombres: lo puede leer informática. No lo cojas para saberlo.

field-spread = ¿Hasta dónde ha llegado?
    .hint = Solo lo que ya sepas. No vayas preguntando.

field-made_by_ai = ¿Dicen que es falsa o hecha con IA?
    .hint = Solo si alguien lo ha dicho. No mires para saberlo.

field-pupils = ¿Qué alumnos o alumnas?
    .hint = Nombre, curso y grupo. O escribe «No sé quién es».

field-child_where = ¿Dónde está ahora el niño o la niña?
    .hint = El lugar y quién está a su lado, si lo sabes.

field-how_known = ¿Cómo lo supiste?

field-child_words = ¿Qué dijo el niño o la niña?
    .hint = Sus palabras, lo más exactas que puedas. Si hay una imagen íntima, no la describas.

field-told_already = ¿Se lo has dicho a alguien en persona?
    .hint = A quién y cuándo.

field-contact_now = ¿Dónde te encontramos ahora?
    .hint = Un aula o un número de teléfono.

field-happened_on = ¿Qué día pasó?
    .hint = No el día en que escribes esto. Si no lo sabes, déjalo vacío.

field-happened_at = ¿A qué hora?
    .hint = Si no lo sabes, déjalo vacío.

field-i_saw = Lo que has visto y oído tú
    .hint = Solo hechos. Si hay una imagen íntima, no la describas.

field-i_think = Lo que piensas o sientes sobre esto
    .hint = Vale la pena escribir lo que te preocupa, aunque no puedas demostrarlo.

field-who_knows = ¿Quién más lo sabe?
    .hint = Solo las personas que ya conoces. No vayas preguntando.

## Opciones

option-about-pupil = Un alumno o una alumna
option-about-pupils = Varios alumnos o alumnas
option-about-staff = Una persona adulta que trabaja o colabora aquí
option-about-head = La directora o el director
option-about-safeguarding_team = Alguien del equipo de protección
option-about-governor = Alguien de la junta de gobierno del colegio
option-about-outsider = Un padre o una madre, una visita o alguien de fuera
option-about-nobody = Nadie: una página web, un aparato, una cuenta o unos datos
option-about-unsure = No lo sé seguro

option-category-nudes = Imágenes íntimas o sexuales hechas o enviadas por menores, o falsas
option-category-sexual_harassment = Comentarios, presión o violencia sexual entre menores
option-category-bullying = Acoso escolar
option-category-staff_conduct = Cómo se comporta una persona adulta de aquí
option-category-device_misuse = Grabar o hacer fotos sin permiso, u otro mal uso del móvil
option-category-grooming = Alguien se gana la confianza de un menor para abusar o aprovecharse
option-category-offensive_message = Un mensaje desagradable o amenazante
option-category-indecent_images = Imágenes sexuales de menores en un aparato o una web, o con un adulto
option-category-online_hate = Odio hacia alguien por ser como es
option-category-radicalisation = Acercarse a ideas extremistas o a la violencia
option-category-self_harm = Autolesiones, suicidio, problemas con la comida o retos peligrosos
option-category-harmful_content = Cosas violentas, sexuales o falsas vistas o buscadas en internet
option-category-filtering_breach = El filtro deja pasar una web mala o bloquea una útil
option-category-scam_gambling = Estafas, apuestas o anuncios dañinos
option-category-account_security = Aparato perdido, contraseña compartida o correo sospechoso
option-category-data_breach = Datos personales perdidos o enviados a quien no era
option-category-welfare_other = Otra preocupación por un niño o una niña

option-year-early_years = Infantil: Nursery o Reception
option-year-1 = Year 1
option-year-2 = Year 2
option-year-3 = Year 3
option-year-4 = Year 4
option-year-5 = Year 5
option-year-6 = Year 6
option-year-7 = Year 7
option-year-8 = Year 8
option-year-9 = Year 9
option-year-10 = Year 10
option-year-11 = Year 11
option-year-12 = Year 12
option-year-13 = Year 13
option-year-not_known = No lo sé

option-picture-yes = Sí
option-picture-not_sure = No lo sé seguro
option-picture-no = No

option-seen-no = No
option-seen-by_accident = Sí, sin querer
option-seen-other_way = Sí, de otra manera

option-can_wait-no = No, alguien tiene que verlo ya
option-can_wait-not_sure = No lo sé seguro
option-can_wait-yes = Sí, puede esperar hasta entonces

option-ask_author-yes = Sí, enviar la nota
option-ask_author-no = No

option-name_is_subject-no = No, no se trata de nadie de la lista
option-name_is_subject-yes = Sí
option-name_is_subject-not_sure = No lo sé seguro

option-immediate_risk-yes = Sí
option-immediate_risk-no = No
option-immediate_risk-not_known = No lo sé

option-adult_involved-yes = Sí
option-adult_involved-no = No
option-adult_involved-not_known = No lo sé

option-pressure-yes = Sí
option-pressure-no = No
option-pressure-not_known = No lo sé

option-under_13-yes = Sí
option-under_13-no = No
option-under_13-not_known = No lo sé

option-harassment_unsafe-yes = Sí
option-harassment_unsafe-no = No
option-harassment_unsafe-not_known = No lo sé

option-harassment_what-remarks = Comentarios, bromas o motes
option-harassment_what-messages = Mensajes o publicaciones
option-harassment_what-pressure = Presión o amenazas
option-harassment_what-touching = Tocamientos
option-harassment_what-assault = Agresión
option-harassment_what-not_known = No lo sé

option-harassment_together-yes = Sí
option-harassment_together-no = No
option-harassment_together-not_known = No lo sé

option-bullying_hurt-yes = Sí
option-bullying_hurt-no = No
option-bullying_hurt-not_known = No lo sé

option-bullying_going_on-yes = Sí
option-bullying_going_on-no = No
option-bullying_going_on-not_known = No lo sé

option-bullying_how-in_person = Cara a cara
option-bullying_how-messages = En mensajes o en un grupo de chat
option-bullying_how-posts = En publicaciones que ven otras personas
option-bullying_how-game = En un juego
option-bullying_how-not_known = No lo sé

option-bullying_avoids-yes = Sí
option-bullying_avoids-no = No
option-bullying_avoids-not_known = No lo sé

option-conduct_level-uneasy = No me pareció bien, o incumple nuestras normas para el personal
option-conduct_level-risk = Podría poner en peligro a un menor
option-conduct_level-harm = Ha hecho daño a un menor, o puede haberlo hecho
option-conduct_level-crime = Puede ser un delito contra un menor
option-conduct_level-not_sure = No lo sé seguro

option-conduct_with_children-yes = Sí
option-conduct_with_children-no = No
option-conduct_with_children-not_known = No lo sé

option-conduct_told-yes = Sí
option-conduct_told-no = No
option-conduct_told-not_known = No lo sé

option-conduct_before-yes = Sí
option-conduct_before-no = No
option-conduct_before-not_known = No lo sé

option-filming_private-yes = Sí
option-filming_private-no = No
option-filming_private-not_known = No lo sé

option-filming_what-filmed = Se grabó un vídeo
option-filming_what-photographed = Se hicieron fotos
option-filming_what-listened = Se grabó el sonido
option-filming_what-in_class = Se usó un móvil o una cámara donde no se puede
option-filming_what-other = Otra cosa

option-filming_who-pupil = Un alumno o una alumna
option-filming_who-adult_outside = Una persona adulta de fuera
option-filming_who-not_known = No lo sé

option-meeting-soon = Sí, hoy o mañana
option-meeting-later = Sí, más adelante, o no sé cuándo
option-meeting-happened = Ya se han visto
option-meeting-no = No
option-meeting-not_known = No lo sé

option-contact_going_on-yes = Sí
option-contact_going_on-no = No
option-contact_going_on-not_known = No lo sé

option-contact_who-adult_known = Una persona adulta a la que conoce fuera del colegio
option-contact_who-adult_stranger = Una persona adulta a la que solo conoce por internet
option-contact_who-young_person = Otro chico u otra chica
option-contact_who-not_known = No lo sé

option-contact_how-game = En un juego
option-contact_how-app = En una aplicación o un chat
option-contact_how-phone = Por teléfono o por SMS
option-contact_how-in_person = En persona
option-contact_how-not_known = No lo sé

option-message_threat-soon = Sí, y puede ser pronto
option-message_threat-yes = Sí, sin decir cuándo
option-message_threat-no = No
option-message_threat-not_known = No lo sé

option-message_to-pupil = Un alumno o una alumna
option-message_to-me = Yo
option-message_to-colleague = Otra persona que trabaja aquí
option-message_to-school = El colegio

option-message_from-pupil = Un alumno o una alumna
option-message_from-parent = La familia de alguien
option-message_from-outsider = Otra persona de fuera
option-message_from-unknown = No se sabe

option-message_how-email = Por correo electrónico
option-message_how-app = En una aplicación o un chat
option-message_how-posts = En una publicación que ven otras personas
option-message_how-phone = Por teléfono o por SMS
option-message_how-paper = En papel

option-hate_threat-yes = Sí
option-hate_threat-no = No
option-hate_threat-not_known = No lo sé

option-hate_aimed-child = Contra un niño o una niña, o unos pocos
option-hate_aimed-group = Contra todo un grupo
option-hate_aimed-nobody = Contra nadie de aquí
option-hate_aimed-not_known = No lo sé

option-hate_about-race = El origen, el color de la piel o de dónde es alguien
option-hate_about-religion = La religión o las creencias
option-hate_about-disability = Una discapacidad
option-hate_about-sex = Ser chica o chico, mujer u hombre
option-hate_about-sexuality = A quién quiere alguien
option-hate_about-trans = Ser una persona trans
option-hate_about-other = Otra cosa
option-hate_about-not_known = No lo sé

option-hate_still_there-yes = Sí
option-hate_still_there-no = No
option-hate_still_there-not_known = No lo sé

option-extremist_plan-soon = Sí, y puede ser pronto
option-extremist_plan-yes = Sí, sin decir cuándo
option-extremist_plan-no = No
option-extremist_plan-not_known = No lo sé

option-extremist_contact-in_person = Sí, en persona
option-extremist_contact-online = Sí, por internet
option-extremist_contact-no = No
option-extremist_contact-not_known = No lo sé

option-extremist_signs-said = Lo que dijo o escribió
option-extremist_signs-shared = Lo que vio o compartió
option-extremist_signs-joined = Un grupo en el que entró o al que sigue
option-extremist_signs-changed = Un cambio en su forma de comportarse
option-extremist_signs-other = Otra cosa

option-self_harm_now-hurt_now = Hoy se ha hecho daño
option-self_harm_now-suicidal = Dice que puede quitarse la vida
option-self_harm_now-before = Se hizo daño hace tiempo
option-self_harm_now-online = Lo mira o habla de ello en internet
option-self_harm_now-not_known = No lo sé

option-self_harm_with-yes = Sí, una persona adulta
option-self_harm_with-no = No
option-self_harm_with-not_known = No lo sé

option-self_harm_means-yes = Sí
option-self_harm_means-no = No
option-self_harm_means-not_known = No lo sé

option-self_harm_knows-yes = Sí
option-self_harm_knows-no = No
option-self_harm_knows-not_known = No lo sé

option-site_seen_by-child = Un niño o una niña
option-site_seen_by-children = Varios niños o niñas
option-site_seen_by-adults = Solo personas adultas
option-site_seen_by-nobody = Nadie
option-site_seen_by-blocked = Nadie: está bloqueada una web útil

option-site_closed-yes = Sí
option-site_closed-no = No
option-site_closed-not_known = No lo sé

option-content_illegal-yes = Sí
option-content_illegal-no = No
option-content_illegal-not_known = No lo sé

option-content_what-sexual = Algo sexual
option-content_what-violent = Algo violento o cruel
option-content_what-dangerous = Drogas, armas o un reto peligroso
option-content_what-false = Algo falso o engañoso
option-content_what-other = Otra cosa

option-content_on_purpose-yes = Sí
option-content_on_purpose-no = No
option-content_on_purpose-not_known = No lo sé

option-content_upset-yes = Sí
option-content_upset-no = No
option-content_upset-not_known = No lo sé

option-scam_threat-yes = Sí
option-scam_threat-no = No
option-scam_threat-not_known = No lo sé

option-scam_lost-yes = Sí
option-scam_lost-no = No
option-scam_lost-not_known = No lo sé

option-scam_what-scam = Una estafa, o un mensaje para engañar
option-scam_what-gambling = Apuestas
option-scam_what-advert = Un anuncio dañino
option-scam_what-other = Otra cosa

option-scam_going_on-yes = Sí
option-scam_going_on-no = No
option-scam_going_on-not_known = No lo sé

option-account_what-lost = Un aparato perdido o robado
option-account_what-password = Otras personas saben una contraseña
option-account_what-email = Un correo o un mensaje sospechoso
option-account_what-broken_in = Alguien ha entrado, o lo ha intentado
option-account_what-other = Otra cosa

option-account_clicked-yes = Sí
option-account_clicked-no = No
option-account_clicked-not_known = No lo sé

option-account_done-password = Se ha cambiado la contraseña
option-account_done-off = El aparato está apagado o fuera de la red
option-account_done-told = Se lo hemos dicho en persona a informática
option-account_done-nothing = Todavía nada

option-data_how-wrong_person = Han llegado a quien no era
option-data_how-lost = Se han perdido o los han robado
option-data_how-online = Otras personas los ven en internet
option-data_how-broken_in = Alguien ha entrado
option-data_how-other = Otra cosa

option-data_what-contact = Nombres, direcciones o teléfonos
option-data_what-health = Salud o necesidades especiales
option-data_what-safeguarding = Preocupaciones por un menor, o asuntos de familia
option-data_what-passwords = Contraseñas
option-data_what-money = Datos bancarios o de pago
option-data_what-other = Otra cosa

option-data_count-one = De una
option-data_count-few = De 2 a 10
option-data_count-many = De más de 10
option-data_count-not_known = No lo sé

option-data_back-yes = Sí
option-data_back-partly = En parte
option-data_back-no = No
option-data_back-not_known = No lo sé

option-missing-yes = Sí
option-missing-no = No
option-missing-not_known = No lo sé

option-injury-needs_help = Sí, y necesita ayuda ahora
option-injury-yes = Sí, pero ahora no necesita ayuda
option-injury-no = No
option-injury-not_known = No lo sé

option-home_unsafe-yes = Sí
option-home_unsafe-no = No
option-home_unsafe-not_known = No lo sé

option-welfare_signs-said = Algo que dijo el niño o la niña
option-welfare_signs-marks = Una marca o una herida
option-welfare_signs-changed = Un cambio en su forma de comportarse
option-welfare_signs-neglect = Hambre, suciedad, cansancio o ropa que no abriga
option-welfare_signs-home = Algo de su casa o de quien le cuida
option-welfare_signs-other = Otra cosa

option-device_involved-yes = Sí
option-device_involved-no = No
option-device_involved-not_known = No lo sé

option-spread-nobody = No la tiene nadie más
option-spread-one = La tiene otra persona
option-spread-several = La tienen varias personas
option-spread-online = Está en internet
option-spread-not_known = No lo sé

option-made_by_ai-yes = Sí
option-made_by_ai-no = No
option-made_by_ai-not_known = No lo sé

option-how_known-child_told = Me lo contó el niño o la niña
option-how_known-other_child = Me lo contó otro niño u otra niña
option-how_known-saw_it = Lo vi o lo oí yo
option-how_known-message = Llegó en un mensaje o una nota
option-how_known-colleague = Me lo contó alguien del personal
option-how_known-parent = Me lo contó la familia
option-how_known-other = De otra manera

option-who_knows-pupils = Otros alumnos o alumnas
option-who_knows-parents = Familias
option-who_knows-colleagues = Gente del personal
option-who_knows-outside = Gente de fuera del colegio
option-who_knows-nobody = Nadie, que yo sepa
option-who_knows-not_known = No lo sé

## Títulos sobre las clases de la lista

group-conduct = Cómo se comporta alguien
    .name = Conducta
group-contact = Mensajes y contactos
    .name = Contacto
group-content = Cosas vistas o encontradas
    .name = Contenido
group-commerce = Dinero y anuncios
    .name = Comercio
group-systems = Aparatos, cuentas y datos
    .name = Cuentas, aparatos y datos
group-welfare = Otras cosas
    .name = Bienestar

## Tipos y personas, como las lee el equipo de protección

category-nudes = Imágenes íntimas
category-sexual_harassment = Acoso o violencia sexual entre menores
category-grooming = Embaucamiento o explotación de un menor
category-indecent_images = Imágenes sexuales de menores
category-bullying = Acoso escolar
category-online_hate = Odio o discriminación
category-radicalisation = Radicalización
category-self_harm = Autolesiones o suicidio
category-harmful_content = Contenido dañino
category-filtering_breach = Filtro de internet
category-account_security = Seguridad de una cuenta o un aparato
category-data_breach = Fuga de datos personales
category-staff_conduct = Conducta de una persona adulta
category-scam_gambling = Estafa, apuestas o publicidad
category-device_misuse = Mal uso de un aparato o de la cámara
category-offensive_message = Mensaje ofensivo o amenazante
category-welfare_other = Otra preocupación por el bienestar

about-pupil = Un alumno o una alumna
about-pupils = Varios alumnos o alumnas
about-staff = Alguien que trabaja, es voluntario o tiene una contrata aquí
about-head = La directora o el director
about-safeguarding_team = El equipo de protección
about-governor = Alguien de la junta de gobierno del colegio
about-outsider = Un padre o una madre, una visita o alguien de fuera
about-nobody = Ninguna persona
about-unsure = No está claro

## Botones

# Después de «Avisar de este mensaje», con otro aviso sin terminar.
action-report_this = Avisar de este mensaje
action-add_link = Añadir enlace a mi aviso
action-carry_on = Seguir
action-back = Volver
action-need_someone = Necesito a alguien ya
action-page_child = Un menor: alerta al equipo
action-show_adult = Un adulto: ver números
action-send = Enviar a { $lead }
# Solo donde nadie de dentro puede recibirlo.
action-send_unrouted = Guardarlo bajo llave y ver los números
action-named_here = He nombrado a alguien
action-save = Guardar y seguir
action-skip = Saltar esto
action-finish = Terminar
action-close = Cerrar
action-acknowledge = Confirmar que lo tengo
action-read = Leer el aviso
# Lo mismo para quien solo tiene una tarea y no lee lo que se escribió.
action-read_task = Leer mi parte
action-read_call = Voy: dime quién
# Lo mismo cuando alguien ya responde.
action-see_call = Ver quién es
action-read_file = Leer
action-add_more = Añadir algo más
action-raise = Dar un aviso
# La mañana después de un aviso que nadie de dentro pudo recibir.
action-reached = He hablado con alguien
action-not_reached = Ver otra vez los números
# Un formulario que se empezó y se dejó.
action-nothing_yet = ¿Nadie ha respondido?
action-helped = Ya hay alguien conmigo
action-resume = Terminar mi aviso
action-start_new = Empezar otro aviso
action-destroy = Destruirlo
action-destroy_now = Destruirlo ahora
