# Formularios sobre un caso, y las tarjetas que vienen después.
# En cada página: $schoolPhone y $emergency como en las páginas de un aviso, $readers: los cargos que leen el caso.
# El `.said` de un campo va encima de él en el caso, donde lo leen otras personas.

## Una pregunta a quien dio el aviso

page-ask_reporter =
    .title = Haz una pregunta
    .text =
        Pregunta a quien dio el aviso qué vio, oyó o le contaron, y cuándo. Una pregunta cada vez da la mejor respuesta.

        No pidas una imagen ni detalles de ella. No pidas que vuelva a hablar con el niño o la niña: eso lo decides tú. No pongas los nombres de otros menores.

        Tu pregunta solo se envía a quien dio el aviso. Queda en el aviso con su respuesta, y quienes leen el aviso ven las dos.

field-question = ¿Qué quieres preguntar?
    .hint = Sobre lo que pasó. Palabras sencillas, sin nombres que no le hagan falta.
    .said = Pregunta

action-ask_reporter = Preguntar a quien dio el aviso
action-send_question = Enviar esta pregunta

asked =
    .heading = Tu pregunta sobre { $reference } está en camino.
    .text = Se envía a quien dio el aviso y a nadie más, y queda en el aviso. Te avisamos cuando responda. Si no lo ha hecho el siguiente día lectivo, se lo recordamos una vez. ¿No puede esperar? Ve a hablar en persona.
    .push = Tu pregunta está en camino.

ask-closed =
    .heading = { $reference } está cerrado.
    .text = No se ha enviado nada. Ábrelo otra vez y después pregunta.

ask-not_them =
    .heading = Aquí no se puede preguntar a quien dio el aviso.
    .text = No se ha enviado nada. A quien dio el aviso { $reference } se le ha nombrado en él, así que no le enviamos nada sobre esto. Habla con alguien que tenga más responsabilidad que tú sobre qué hacer.

notice-question =
    .heading = Hay una pregunta sobre tu aviso { $reference }.
    .text = Pulsa «Leer y responder». Solo puedes verla tú. «No lo sé» es una buena respuesta.
    .push = Hearken tiene una pregunta para ti.

notice-question_again =
    .heading = Una pregunta sobre tu aviso { $reference } sigue esperando.
    .text = Pulsa «Leer y responder». «No lo sé» es una buena respuesta, y puedes decir que prefieres hablar. No volveremos a recordarte esta.
    .push = Hearken sigue teniendo una pregunta para ti.

# Se muestra solo a quien dio el aviso, debajo de la pregunta.
question =
    .heading = Una pregunta sobre tu aviso { $reference }
    .text =
        Escribe lo que ya sabes. «No lo sé» es una buena respuesta. No vuelvas a preguntar al niño o a la niña ni mires ninguna imagen.

        Tu respuesta llega a { $readers }. Si un niño o una niña está en peligro ahora, llama al { $emergency } y después al { $schoolPhone }.
    .push = Hearken tiene una pregunta para ti.

question-expires = Esta vista se cierra: { $time }. Para volver a la pregunta, escribe /hearken y abre tu aviso.

question-answered =
    .heading = Ya has respondido a esta pregunta sobre { $reference }.
    .text = Hemos avisado a quienes leen tu aviso. ¿Hay algo nuevo? Pulsa «Añadir algo más» o llama al { $schoolPhone }.
    .push = Gracias por tu respuesta.

action-read_question = Leer y responder
action-answer_question = Escribir una respuesta
action-rather_talk = Prefiero hablar

page-answer_question =
    .title = Tu respuesta
    .text =
        Escribe lo que ya sabes. «No lo sé» es una buena respuesta. No vuelvas a preguntar al niño o a la niña. Si hay una imagen íntima, no la describas.

        Esto llega a { $readers }.

field-answer = ¿Qué sabes de esto?
    .hint = Puede ser breve.
    .said = Respuesta

action-send_answer = Enviar esta respuesta

# Junto a lo que se ha escrito.
answer-named =
    Todavía no lo hemos enviado. Contiene un nombre que coincide con el de alguien que lee este aviso, y si se trata de esa persona, no debe recibirlo. ¿Se trata de esa persona? Escribe /hearken, abre este aviso y pulsa «Alguien a quien nombré lee esto». ¿No se trata de ella? Escríbelo aquí sin el nombre.

answer-saved =
    .heading = Tu respuesta sobre { $reference } ha llegado.
    .text = Gracias. Hemos avisado a quienes tienen tu aviso, y la leen allí. ¿Hay algo nuevo? Pulsa «Añadir algo más» en tu aviso o llama al { $schoolPhone }.
    .push = Tu respuesta ha llegado.

answer-talk =
    .heading = Hemos dicho que prefieres hablar.
    .text = Alguien que tiene { $reference } irá a verte. También puedes llamar ahora al { $schoolPhone }. Si un niño o una niña está en peligro, llama primero al { $emergency }.
    .push = Hemos dicho que prefieres hablar.

notice-reply =
    .heading = Aviso { $reference }: hay respuesta de quien lo dio
    .text = «Leer el aviso» te muestra la respuesta solo a ti, con el resto del aviso, y anotamos que lo has leído.
    .push = Hay una respuesta sobre { $reference }.

notice-would_talk =
    .heading = Aviso { $reference }: quien lo dio prefiere hablar
    .text = Preguntaste algo y prefiere contártelo en persona. Ve a verle hoy. «Leer el aviso» muestra quién es y qué se preguntó.
    .push = Alguien prefiere hablar contigo sobre { $reference }.

## Cerrar y volver a abrir

page-close_case =
    .title = Cierra este aviso
    .text =
        Escribe qué se hizo y por qué se puede cerrar. Otras personas se apoyarán en ello cuando tú no estés.

        Cerrar no borra nada. Puedes volver a abrirlo cuando quieras, y también se abre si quien dio el aviso añade algo. A quien lo dio se le dice que está cerrado, y nunca cómo acabó.

field-what_was_done = ¿Qué se hizo y por qué se cierra ahora?
    .hint = Quién hizo qué, y cuándo.
    .said = Lo que se hizo

action-close_case = Cerrar este aviso
action-close_now = Cerrarlo
action-reopen_case = Volver a abrir

closed =
    .heading = { $reference } está cerrado.
    .text = No se ha borrado nada y puedes volver a abrirlo cuando quieras. A quien lo dio se le dice que está cerrado, y nada más.
    .push = { $reference } está cerrado.

close-not_taken =
    .heading = { $reference } todavía no lo tiene nadie.
    .text = No se puede cerrar antes de que alguien lo tenga. Primero confírmalo y después ciérralo.

reopened =
    .heading = { $reference } está abierto.
    .text = Alguien tiene que hacerse cargo otra vez. Avisamos a quienes lo tenían. Si eres tú, confírmalo.
    .push = { $reference } vuelve a estar abierto.

notice-closed =
    .heading = Aviso { $reference }: cerrado
    .text = No se ha borrado nada. «Leer el aviso» te lo sigue mostrando solo a ti, y allí se puede volver a abrir.
    .push = El aviso { $reference } se ha cerrado.

## Alguien de quien se trata, nombrado después de enviarlo

page-name_subject =
    .title = Deja fuera a alguien
    .text =
        Elige a todas las personas adultas de aquí de las que se trata. Desde ahora no pueden verlo, y no se les dice nada. Puede que pase a alguien con más responsabilidad.

        Si tú lees este aviso, puede que también lo pierdas. Eso no dice nada sobre ti.

        Aquí no se puede deshacer.

field-named = ¿De quién se trata?
    .hint = Elige por el nombre. Puedes elegir a más de una persona.
    .said = Personas nombradas

field-named_unknown = Es alguien de aquí que no está en la lista

action-name_subject = Dejar fuera a alguien
action-name_reader = Alguien a quien nombré lee esto
action-name_them = Dejar fuera a esas personas ahora

named-still =
    .heading = Hecho. Esas personas ya no están en { $reference }.
    .text = No se les dice nada. Ahora es para { $readers }. Tú lo sigues teniendo.
    .push = Hecho.

named-reporter =
    .heading = Hecho. Esas personas ya no están en { $reference }.
    .text = No se les dice nada. Ahora es para { $readers }. ¿Te sigue preocupando? Llama al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro.
    .push = Hecho.

# A quien lo ha perdido con eso, o a quien se nombra: no debe decir por qué, ni quién lo tiene.
named-out =
    .heading = Hecho. Hemos actuado según lo que nos dijiste.
    .text = { $reference } está con alguien que tiene más responsabilidad, y tú ya no lo tienes. No hace falta que hagas nada. Si un niño o una niña está en peligro, llama al { $emergency }.
    .push = Hecho.

notice-moved =
    .heading = Te llega el aviso { $reference }: { $urgency }
    .text =
        Para: { $who }. Tipo: { $group }. Plazo para confirmar: { $due }.

        Ahora se sabe más sobre quién está implicado, y por eso sube hasta ti. Basta con que confirme una persona para que no haya más recordatorios. «Leer el aviso» te lo muestra solo a ti, y anotamos que lo has leído.
    .push = Te llega un aviso. Referencia { $reference }, { $urgency }.

notice-regrouped =
    .heading = Aviso { $reference }: ha cambiado quién lo lee
    .text = Algunas personas han quedado fuera. No hace falta que hagas nada. No hables de esto con nadie que no pueda abrirlo aquí.
    .push = Hay novedades del aviso { $reference }.

## Por dónde va, como lo ve quien dio el aviso. Nunca dice cómo acabó.

# Los cuatro pasos; `.now` va en un título: «Tu aviso K7F-2QX: alguien lo tiene».
status-received = Recibido
    .now = recibido
status-read = Leído
    .now = leído
status-in_hand = Alguien lo tiene
    .now = alguien lo tiene
status-closed = Cerrado
    .now = cerrado
status-unrouted = No entregado
    .now = no entregado dentro del colegio
status-not_yet = Todavía no

status =
    .heading = Tu aviso { $reference }: { $state }
    .text =
        No te diremos cómo acaba para el niño o la niña. Eso queda entre quienes se ocupan de ello.

        ¿Hay algo nuevo, o te sigue preocupando? Pulsa «Añadir algo más» o llama al { $schoolPhone }. Si un niño o una niña está en peligro, llama al { $emergency }.
    .push = Tu aviso { $reference } está en Hearken.

# $contacts: nombres de servicios y números, uno por línea.
status-nobody =
    .heading = Tu aviso { $reference } necesita que llames a alguien.
    .text =
        Nadie del colegio puede seguir con él, porque todas las personas que podrían hacerlo pueden estar implicadas. Está guardado bajo llave.

        Alguien tiene que saberlo. Llama ahora a uno de estos números:

        { $contacts }

        Cuenta lo mismo que nos has contado. Si un niño o una niña está en peligro, llama al { $emergency }. No necesitas permiso de nadie.
    .push = Abre Hearken. Referencia { $reference }.

report =
    .heading = Tu aviso { $reference }: { $state }
    .text = Enviado: { $received }.
    .push = Tu aviso { $reference }.

action-mine = Ver por dónde va

## Junto a un formulario que no se pudo guardar. Si se pulsa otra vez, cuenta una sola vez.

form-not_saved = No hemos podido guardarlo. No se ha enviado nada, y lo que has escrito sigue aquí. Vuelve a pulsar el botón. Si no puede esperar, llama al { $schoolPhone }.
form-unknown_outcome = No sabemos si se ha guardado. Lo que has escrito sigue aquí. Vuelve a pulsar el botón: cuenta una sola vez. Si no puede esperar, llama al { $schoolPhone }.

## En el propio caso

# $role: quién lo escribió. $to: el número de la pregunta.
case-not_theirs = alguien que ya no lo tiene
# Encima de lo que lee quien solo tiene una tarea en el asunto.
case-task = Abajo está lo que necesitas para tu parte, no lo que se escribió. Puede que se añada algo más. No abras ninguna página, imagen o mensaje para comprobarlo. ¿Abajo no hay nada que hacer, o tienes dudas? Pregunta en persona o por teléfono a quien lleva el asunto.
case-the_reporter = quien dio el aviso
case-entry-more = Añadido por quien dio el aviso
case-entry-question = Pregunta a quien dio el aviso. Hay respuesta.
case-entry-question-waits = Pregunta a quien dio el aviso. Aún sin respuesta.
case-entry-answer = Respuesta a la entrada { $to }
case-entry-answer-talk = La entrada { $to } pedía una respuesta. Prefiere hablar: ve a verle.
case-entry-closed = Cerrado
case-entry-reopened = Abierto otra vez
case-entry-named = Se nombró a alguien de quien se trata
case-entry-named-unknown = Se nombró a una persona adulta de aquí que no está en la lista
