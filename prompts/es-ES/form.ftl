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

        ¿No sabes su nombre? Déjalo vacío. Entonces llega a alguien con más responsabilidad. Dentro de un momento podrás describir a esa persona.

page-picture =
    .title = ¿Hay alguna imagen?
    .text = Cuentan también los vídeos y las imágenes falsas o hechas con inteligencia artificial. No mires ni preguntes para saberlo. «No lo sé seguro» es una respuesta completa.

page-before =
    .title = Antes de escribir
    .text = Lee esto primero. Protege al niño o a la niña, y también a ti.

page-described =
    .title = Describe a la persona
    .text = Solo si no has podido elegir su nombre. Si lo has elegido, sigue.

page-what =
    .title = ¿Qué ha pasado?
    .text =
        ¿Se trata de una persona adulta de aquí y todavía no lo has dicho? Vuelve a la primera pregunta y dilo. Cambia quién lee esto.

        Escribe los nombres. No añadas imágenes ni archivos. Si hay una imagen íntima, no la describas.

# $nextOpen: cuándo vuelve a abrir el colegio.
page-wait =
    .title = ¿Esto puede esperar?
    .text =
        El colegio está cerrado ahora. Vuelve a abrir: { $nextOpen }. Si respondes que no, o que no lo sabes, avisamos también a la persona de guardia, si puede leerlo.

        Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, no esperes a nadie de aquí. Llama al { $emergency }.

page-check =
    .title = Antes de enviar
    .text =
        Esto llega a { $readers }. Verán que lo envías tú.

        { $hasLadder ->
            [yes] Si no hay respuesta a tiempo, enviamos un recordatorio y después avisamos a { $ladder }.
           *[no] Si no hay respuesta a tiempo, enviamos un recordatorio.
        } Quien está en esta lista puede leerlo en cualquier momento y puede compartirlo con quien tenga que actuar.

        { $hasAdvice ->
            [yes] Es posible que se pida consejo a { $adviceOnly }. Hearken no envía nada fuera del colegio.
           *[no] Hearken no envía nada fuera del colegio.
        }

        ¿Has nombrado a alguien que está en esta lista? Dilo abajo primero. Si sales ahora, no se envía nada.
    .changed = Ha cambiado quién leería esto desde la última vez que lo viste. Vuelve a mirar la lista.
    .text_unrouted =
        Esto no se puede enviar a nadie del colegio. Todas las personas que podrían leerlo pueden estar implicadas.

        Si sigues, lo guardamos bajo llave y te mostramos a quién llamar fuera del colegio. La llamada la tienes que hacer tú. Si sales ahora, no hay aviso.

page-named_here =
    .title = Alguien de la lista
    .text = Elige a todas las personas de las que se trata. Las quitamos de la lista y te mostramos quién lo leerá en su lugar.

page-same_name =
    .title = Comprueba un nombre
    .text =
        Has escrito un nombre que coincide con el de alguien que leería esto. Llega a { $readers }.

        Puede ser otra persona, o alguien a quien solo se lo has contado. No podemos saberlo, por eso te preguntamos.

page-after_risk =
    .title = Unas preguntas rápidas
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No preguntes a ningún niño o niña para saberlo. Si alguien está en peligro ahora, llama al { $emergency }.

page-after_device =
    .title = Móviles y aparatos
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

page-after_how =
    .title = Cómo lo supiste
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás. No vuelvas a preguntar al niño o a la niña.

page-after_who =
    .title = Quién está implicado
    .text = Tu aviso está enviado. Responde lo que ya sepas y sáltate lo demás.

page-after_think =
    .title = Lo que viste y piensas
    .text = Tu aviso está enviado. Aquí puedes separar lo que viste de lo que piensas. Las dos cosas ayudan. Sáltatelas si no tienes nada que añadir.

## Campos

field-about = ¿De quién se trata?
    .hint = Si no lo sabes, elige «No lo sé seguro».

field-category = ¿Qué clase de preocupación es?

field-subject = ¿Quién es la persona adulta?
    .hint = Elige por el nombre. Puedes elegir a más de una.

field-subject_described = ¿Qué sabes de esa persona?
    .hint = Su trabajo, su clase o dónde estaba, y cuándo la viste. Bastan unas palabras.

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

field-device_involved = ¿Hay de por medio un móvil u otro aparato?
    .hint = Un móvil, una tableta, un ordenador, una cámara o una memoria USB.

field-device_where = ¿Dónde está ahora el aparato?
    .hint = ¿Quién lo tiene? ¿Está apagado? No lo cojas para saberlo.

field-how_known = ¿Cómo lo supiste?

field-child_words = ¿Qué dijo el niño o la niña?
    .hint = Sus palabras, lo más exactas que puedas. Si hay una imagen íntima, no la describas.

field-happened_on = ¿Qué día pasó?
    .hint = Si no lo sabes, déjalo vacío.

field-happened_at = ¿A qué hora?
    .hint = Si no lo sabes, déjalo vacío.

field-pupils = ¿Qué alumnos o alumnas?
    .hint = Nombres y clases, hasta donde los conozcas.

field-who_knows = ¿Quién más lo sabe?
    .hint = Solo las personas que ya conoces. No vayas preguntando.

field-told_already = ¿Se lo has dicho a alguien en persona?
    .hint = A quién y cuándo.

field-contact_now = ¿Dónde te encontramos ahora?
    .hint = Un aula o un número de teléfono.

field-i_saw = Lo que has visto y oído tú
    .hint = Solo hechos. Si hay una imagen íntima, no la describas.

field-i_think = Lo que piensas o sientes sobre esto
    .hint = Vale la pena escribir lo que te preocupa, aunque no puedas demostrarlo.

## Opciones

option-about-pupil = Un alumno o una alumna
option-about-pupils = Varios alumnos o alumnas
option-about-staff = Una persona adulta que trabaja o colabora aquí
option-about-head = La directora o el director
option-about-safeguarding_team = Alguien del equipo de protección
option-about-governor = Alguien del consejo de gobierno
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

option-picture-yes = Sí
option-picture-not_sure = No lo sé seguro
option-picture-no = No

option-seen-no = No
option-seen-by_accident = Sí, sin querer
option-seen-other_way = Sí, de otra manera

option-can_wait-no = No, alguien tiene que verlo ya
option-can_wait-not_sure = No lo sé seguro
option-can_wait-yes = Sí, puede esperar hasta entonces

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

option-device_involved-yes = Sí
option-device_involved-no = No
option-device_involved-not_known = No lo sé

option-how_known-child_told = Me lo contó el niño o la niña
option-how_known-other_child = Me lo contó otro niño u otra niña
option-how_known-saw_it = Lo vi o lo oí yo
option-how_known-message = Llegó en un mensaje o una nota
option-how_known-colleague = Me lo contó alguien del personal
option-how_known-parent = Me lo contó la familia
option-how_known-other = De otra manera

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

## Clases y personas, como las lee el equipo de protección

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
about-governor = Alguien del consejo de gobierno
about-outsider = Un padre o una madre, una visita o alguien de fuera
about-nobody = Ninguna persona
about-unsure = No está claro

## Botones

action-carry_on = Seguir
action-back = Volver
action-need_someone = Necesito a alguien ya
action-page_child = Alertar al equipo: es sobre un niño o una niña
action-show_adult = Ver números: es sobre una persona adulta de aquí
action-send = Enviar a { $lead }
# Solo donde nadie de dentro puede recibirlo.
action-send_unrouted = Guardarlo bajo llave y ver los números
action-named_here = He nombrado a alguien de esta lista
action-save = Guardar y seguir
action-skip = Saltar esto
action-finish = Terminar
action-close = Cerrar
action-acknowledge = Confirmar que lo tengo
action-read = Leer
action-read_call = Leer
action-read_file = Leer
action-add_more = Añadir algo más
action-raise = Dar un aviso
# La mañana después de un aviso que nadie de dentro pudo recibir.
action-reached = He hablado con alguien
action-not_reached = Ver otra vez los números
# Un formulario que se empezó y se dejó.
action-nothing_yet = ¿No ha pasado nada?
action-helped = Ya hay alguien conmigo
action-resume = Terminar mi aviso
action-start_new = Empezar otro aviso
action-destroy = Destruirlo
action-destroy_now = Destruirlo ahora
