# Tarjetas después de enviar, mensajes a quienes actúan y las partes de un caso.
# `.push` es lo que puede verse en una pantalla bloqueada: nunca el contenido, nunca un nombre.
# $schoolPhone nunca es un número al que conteste alguien de quien trata el aviso.

## Para quien da el aviso

# $deadline y $due van detrás de «Plazo:». $ladder va detrás de «a». $remindFirst: no, si se avisa a todos a la vez.
receipt =
    .heading = Enviado. Tu referencia es { $reference }.
    .text =
        Esperamos la confirmación de { $lead }. Plazo: { $byWhen ->
            [minutes] { $deadline }
           *[moment] { $due }
        }. { $remindFirst ->
            [no] { $hasLadder ->
                [yes] Si no llega, avisamos a { $ladder }.
               *[no] Si no llega, volvemos a avisar.
            }
           *[yes] { $hasLadder ->
                [yes] Si no llega, enviamos un recordatorio. Después avisamos a { $ladder }.
               *[no] Si no llega, enviamos un recordatorio.
            }
        }

        ¿Te sigue preocupando? Llama al { $schoolPhone }. Si nadie contesta y un niño o una niña puede estar en peligro, llama al { $emergency }. No necesitas permiso de nadie.

        Decidir a quién más se informa, también a las familias, corresponde a { $lead }. ¿Sabes algo más? Pulsa «Añadir algo más»: son pocas preguntas y ayudan a actuar. Gracias por contárnoslo.
    .push = Enviado. Referencia { $reference }.

# $contacts: nombres de servicios y números, uno por línea.
receipt-unrouted =
    .heading = No entregado dentro del colegio. Tu referencia es { $reference }.
    .text =
        Tu aviso está guardado bajo llave. No se ha enviado a nadie del colegio, porque todas las personas que podrían leerlo pueden estar implicadas.

        Alguien tiene que saberlo. Llama ahora a uno de estos números:

        { $contacts }

        Guarda la referencia. Cuenta lo mismo que nos has contado. Si un niño o una niña está en peligro, llama al { $emergency }. No necesitas permiso de nadie.

        Mañana te preguntaremos si has podido hablar con alguien.
    .push = Abre Hearken. Referencia { $reference }.

receipt-again =
    .heading = Ya estaba enviado. Tu referencia es { $reference }.
    .text =
        Este aviso ya lo enviaste antes y ha llegado. Cuenta una sola vez. La referencia es la misma.

        ¿Hay algo nuevo? Pulsa «Añadir algo más». ¿Te sigue preocupando? Llama al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro.
    .push = Ya estaba enviado. Referencia { $reference }.

page-now-child =
    .heading = Estamos alertando al equipo de protección.
    .text =
        No esperes. Llama ahora al { $schoolPhone }. Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro, llama primero al { $emergency }. Si puedes, quédate a su lado.

        Pedir ayuda no sustituye al aviso escrito. Cuando el niño o la niña esté a salvo, vuelve y escribe lo que ha pasado.

page-now-adult =
    .heading = Números a los que puedes llamar ahora
    .text =
        No hemos alertado a nadie. Llama a alguien que no tenga que ver con esto:

        { $contacts }

        Si alguien está en peligro, llama primero al { $emergency }. No necesitas permiso de nadie.

# Se ha pasado el plazo y nadie lo ha confirmado. Debajo van los números.
late =
    .heading = Nadie ha confirmado todavía que tiene { $reference }.
    .text =
        El plazo era: { $due }. Seguimos insistiendo, y avisamos también a la siguiente persona.

        Puedes llamar ahora a cualquiera de estos números. No necesitas permiso de nadie. Si un niño o una niña está en peligro, llama al { $emergency }.
    .push = Tu aviso { $reference } sigue esperando. Abre Hearken.

late-not_yet =
    .heading = Aún hay tiempo para { $reference }. Plazo: { $due }.
    .text =
        Esperamos la confirmación de { $lead } antes de esa hora. Si no llega, te avisamos.

        ¿Te preocupa ahora? Puedes llamar a cualquiera de estos números. No necesitas permiso de nadie. Si un niño o una niña está en peligro, llama al { $emergency }.
    .push = Hay novedades de tu aviso { $reference }.

call-ended =
    .heading = Qué bien que haya alguien contigo.
    .text = Hemos dicho a las personas a las que alertamos que ya no necesitas a nadie más. Cuando el niño o la niña esté a salvo, escribe lo que ha pasado.

notice-call_waits =
    .heading = Nadie ha respondido todavía a tu llamada.
    .text = Volvemos a pedírselo al equipo de protección y a otras personas que pueden ayudar. No esperes. Llama ahora a uno de estos números. Si un niño o una niña está en peligro, llama primero al { $emergency }.
    .push = Nadie ha respondido todavía. Abre Hearken.

notice-read =
    .heading = { $reference }: leído por { $lead }.
    .text =
        No tienes que hacer nada. No te diremos cómo acaba para el niño o la niña. Eso queda entre quienes se ocupan de ello.

        ¿Hay algo nuevo, o te sigue preocupando? Pulsa «Añadir algo más» o llama al { $schoolPhone }.
    .push = Hay novedades de tu aviso { $reference }.

# $state: las palabras `.reporter` de un estado.
notice-status =
    .heading = { $reference }: { $state }
    .text =
        No te diremos cómo acaba para el niño o la niña. Eso queda entre quienes se ocupan de ello.

        ¿Hay algo nuevo, o te sigue preocupando? Pulsa «Añadir algo más» o llama al { $schoolPhone }.
    .push = Hay novedades de tu aviso { $reference }.

notice-reached =
    .heading = ¿Has podido hablar con alguien?
    .text =
        Tu aviso { $reference } no se ha entregado dentro del colegio. Si todavía no has hablado con nadie, llama ahora a uno de estos números:

        { $contacts }

        Si un niño o una niña está en peligro, llama al { $emergency }.
    .push = Hearken tiene una pregunta para ti.

reached-thanks =
    .heading = Gracias por decírnoslo.
    .text = Hemos anotado que hablaste con alguien sobre { $reference }, y no volveremos a preguntar. Si un niño o una niña está en peligro, llama al { $emergency }.

# Junto a lo que se ha escrito: nombra a alguien que lee este aviso.
more-named =
    Todavía no lo hemos añadido. Contiene un nombre que coincide con el de alguien que lee este aviso, y si se trata de esa persona, no debe recibirlo. ¿Se trata de esa persona? Escribe /hearken, abre este aviso y pulsa «Alguien a quien nombré lee esto». ¿No se trata de ella? Escríbelo aquí sin el nombre.

# $time: cuándo se empezó. $until: cuándo se destruye.
draft-found =
    .heading = Tienes un aviso sin terminar.
    .text =
        Empezado: { $time }. No se ha enviado y nadie lo ha visto. Si lo dejas así, lo destruiremos ({ $until }).

        Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, llama al { $emergency }. Después llama al { $schoolPhone }.
    .push = Algo que empezaste en Hearken no se ha enviado.

# Después de «Avisar de este mensaje», con otro aviso sin terminar.
draft-found_message =
    .heading = Tienes otro aviso sin terminar.
    .text =
        Empezado: { $time }. El mensaje que acabas de elegir no forma parte de él. Guardamos el enlace al mensaje mientras decides.

        «Avisar de este mensaje» empieza un aviso aparte. El que está sin terminar se queda como está ({ $until }).

        Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, llama al { $emergency }. Después llama al { $schoolPhone }.
    .push = Algo que empezaste en Hearken no se ha enviado.

draft-destroy =
    .heading = ¿Destruir tu aviso sin terminar?
    .text = No se ha enviado. Una vez destruido, nadie puede recuperarlo. Si un niño o una niña puede correr peligro, termínalo o llama al { $schoolPhone }.

draft-destroyed =
    .heading = Tu aviso sin terminar está destruido.
    .text = No se ha enviado nada y nadie lo ha visto. ¿Te sigue preocupando? Llama al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro.

notice-draft =
    .heading = ¿Querías terminar lo que empezaste aquí?
    .text = Cuando te escribimos no se había enviado y nadie lo había visto. Pulsa «Terminar mi aviso» para seguir. Si lo dejas así, lo destruiremos ({ $until }). ¿Prefieres hablar? Llama al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro.
    .push = Algo que empezaste en Hearken no se ha enviado.

# $told: no, si el aviso abierto de quien lo manda deja fuera al equipo de protección.
file-refused =
    .heading = No hemos aceptado ese archivo.
    .text =
        Hearken no acepta archivos ni imágenes, porque una imagen sexual de un menor no debe pasar nunca de mano en mano. No lo hemos abierto ni guardado. Puede que siga en este chat.

        No se lo envíes a nadie. No lo borres ni pidas a ningún niño o niña que lo borre: la policía puede necesitarlo. No vuelvas a mirarlo.

        { $told ->
            [no] Todavía no se ha avisado a nadie.
           *[yes] Hemos dicho a { $lead } que se ofreció un archivo, y nada de lo que contiene.
        } Si puede que salga un menor, llama ahora al { $schoolPhone }. Para contar lo que ha pasado, escribe /concern y usa palabras.

home =
    .heading = ¿Hay algo que te preocupa?
    .text =
        Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, llama al { $emergency }. Después llama al colegio, en el { $schoolPhone }.

        Si no, pulsa «Dar un aviso». Son pocas preguntas. Antes de enviarlo ves quién lo va a leer. No hace falta que lo sepas seguro.

# Respuesta a unas palabras sueltas, que quizá eran el propio aviso: no se han leído ni guardado.
direct =
    .heading = Nadie ha leído lo que has escrito aquí.
    .text =
        No es un aviso y no hemos avisado a nadie. Pulsa «Dar un aviso» y escríbelo ahí.

        ¿Hay un niño o una niña en peligro ahora? Llama al { $emergency } y después al { $schoolPhone }.
    .push = No hemos avisado a nadie. Abre Hearken.

# En lo que se abre, si se ha escrito algo detrás de /concern.
concern-typed = Lo que has escrito detrás de /concern no se ha enviado ni guardado. Podrás escribirlo enseguida.

# Lo que se puede escribir detrás de /hearken, entre comas y en minúsculas. Se entienden las palabras de todos los idiomas.
command-home = inicio, mis avisos
command-concern = aviso, dar aviso, preocupación, preocupacion

help =
    .heading = Qué puedes escribir aquí
    .text =
        /concern da un aviso. Antes de enviarlo ves quién lo leerá.

        /hearken muestra tu inicio: tus avisos, las preguntas que te hacen y los avisos que puedes leer.

        /hearken ayuda muestra esto.

        Nada de lo que has escrito detrás de /hearken se ha enviado ni lo hemos guardado. Si un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo, llama al { $emergency }. Después llama al { $schoolPhone }.

## Para quienes actúan

# En el inicio de quien puede recibir avisos. $count: todos. $more: cuántos no salen en la lista.
concerns =
    .heading = Avisos abiertos que puedes leer: { $count }
    .text = Primero van los que aún no ha confirmado nadie. { $hasMore ->
            [yes] Abajo están los primeros, y hay { $more } más.
           *[no] Abajo están todos.
        }
concern-waits =
    .heading = { $reference }: { $urgency }. Sin confirmar.
    .text = Tipo: { $group }. Plazo para confirmar: { $due }.
concern-taken =
    .heading = { $reference }: { $urgency }
    .text = Tipo: { $group }. Estado: { $state }. Lo tiene { $role } ({ $time }).
concern-task =
    .heading = { $reference }: una tarea para ti
    .text = Tipo: { $group }. Urgencia: { $urgency }. Confirmarlo corresponde a otras personas.

# $group: las palabras de un grupo. $due: hasta cuándo se puede confirmar. $who: el cargo o los cargos que deben actuar.
notice-new =
    .heading = Aviso { $reference }: { $urgency }
    .text =
        Para: { $who }. Tipo: { $group }. Plazo para confirmar: { $due }.

        Basta con que confirme una persona para que no haya más recordatorios. «Leer el aviso» te lo muestra solo a ti, y anotamos que lo has leído.
    .push = Un aviso nuevo te necesita. Referencia { $reference }, { $urgency }.

# A quien tiene una tarea en el asunto y no lee lo que se escribió, como informática.
notice-task =
    .heading = Aviso { $reference }: una tarea para ti
    .text =
        Tipo: { $group }. Urgencia: { $urgency }. Confirmarlo corresponde a otras personas. Tú no tienes que hacerlo.

        «Leer mi parte» te la muestra solo a ti, y no el aviso. Anotamos que lo has leído.
    .push = Hay una tarea para ti en un aviso. Referencia { $reference }, { $urgency }.

notice-reminder =
    .heading = Recordatorio: aviso { $reference }, { $urgency }
    .text = Nadie lo ha confirmado. El plazo era: { $due }. Por eso insistimos. Basta con que confirme una persona para que no haya más recordatorios.
    .push = El aviso { $reference } sigue esperando. Abre Hearken.

notice-next =
    .heading = { $reference } pasa a { $who }: { $urgency }
    .text =
        Te llega porque no hubo respuesta a tiempo de { $before }. Tipo: { $group }. El plazo para confirmar era: { $due }.

        Basta con que confirme una persona para que no haya más recordatorios. «Leer el aviso» te lo muestra solo a ti, y anotamos que lo has leído.
    .push = Te llega un aviso que necesita respuesta. Referencia { $reference }, { $urgency }.

notice-unowned =
    .heading = El aviso { $reference } vuelve a necesitar a alguien: { $urgency }
    .text =
        Quien lo tenía no puede seguir con él, o estaba cerrado y se ha vuelto a abrir. Tipo: { $group }. Plazo para confirmar: { $due }.

        Basta con que confirme una persona para que no haya más recordatorios. «Leer el aviso» te lo muestra solo a ti, y anotamos que lo has leído.
    .push = Un aviso vuelve a necesitar a alguien. Referencia { $reference }, { $urgency }.

notice-page =
    .heading = Alguien del personal te necesita ahora.
    .text =
        Púlsalo solo si puedes ir o llamar ahora. Avisamos de que ya hay quien responde y dejamos de pedírselo a los demás.

        Es una petición de ayuda, no un aviso: puede que todavía no haya nada que leer.
    .push = Alguien del personal te necesita ahora. Abre Hearken.

notice-page-again =
    .heading = Alguien del personal sigue necesitando ayuda ahora.
    .text = Nadie ha respondido todavía, por eso insistimos. Púlsalo solo si puedes ir o llamar ahora. Avisamos de que ya hay quien responde y dejamos de pedírselo a los demás.
    .push = Alguien del personal te sigue necesitando. Abre Hearken.

# $role: quién ha respondido.
notice-page-answered =
    .heading = La petición de ayuda ya tiene respuesta.
    .text = Se encarga { $role } ({ $time }). Si eres tú, ve a su encuentro o llama ahora. Si no, ya no tienes que hacer nada.
    .push = Una petición de ayuda ya tiene respuesta.

notice-page-ended =
    .heading = La petición de ayuda ha terminado.
    .text = Nos han dicho que ya hay alguien allí ({ $time }). Ya no tienes que hacer nada.
    .push = Una petición de ayuda ha terminado.

# Se muestra a una sola persona, después de «Voy: dime quién».
notice-page-read =
    .heading = Busca ahora a esta persona.
    .text = { $colleague } pidió ayuda al equipo de protección ({ $since }) por un niño o una niña. Ve a su encuentro o llama. Le hemos dicho que llame al { $emergency } si un niño o una niña está en peligro.

notice-acknowledged =
    .heading = Aviso { $reference }: confirmado
    .text = Confirmado por { $role } ({ $time }). Ya no habrá más recordatorios para nadie.
    .push = El aviso { $reference } está confirmado.

notice-more =
    .heading = Aviso { $reference }: hay algo más
    .text = Quien dio el aviso ha añadido algo. Urgencia: { $urgency }. «Leer el aviso» te lo muestra solo a ti, y anotamos que lo has leído.
    .push = Ha llegado algo más sobre { $reference }, { $urgency }.

notice-file =
    .heading = Se ofreció un archivo y no se aceptó.
    .text =
        Alguien ha intentado enviar un archivo. No lo hemos abierto, guardado ni enviado a nadie, así que no podemos decir qué contiene. Puede que siga en su chat.

        Le hemos dicho que no lo comparta ni lo borre. «Leer» te muestra con quién hablar.
    .push = Hearken no ha aceptado un archivo. Abre Hearken.

# Se muestra a una sola persona, después de «Leer».
notice-file-read =
    .heading = Habla con esta persona.
    .text = { $colleague } ofreció un archivo ({ $since }). Habla en persona. No pidas que te lo envíe ni que te lo enseñe.

notice-answered =
    .heading = Tu petición de ayuda tiene respuesta de { $role }.
    .text = Ya se sabe que necesitas a alguien ahora. Si un niño o una niña está en peligro, no esperes: llama al { $emergency }.
    .push = Alguien ha recibido tu petición de ayuda.

more-saved =
    .heading = Añadido a { $reference }.
    .text = Gracias. Quienes leen tu aviso verán también esto. Puedes añadir algo más cuando quieras.
    .push = Añadido a { $reference }.

# Cuando se pulsa «Terminar» sin haber respondido a nada.
more-none =
    .heading = No se ha añadido nada a { $reference }.
    .text = Tu aviso está como estaba. Puedes añadir algo más cuando quieras.
    .push = No se ha añadido nada a { $reference }.

## A quien escribió un mensaje del que se dio aviso

# Nada de ningún aviso, y el nombre de nadie.
notice-author =
    .heading = Quita, por favor, los nombres de uno de tus mensajes.
    .text =
        El mensaje de abajo lleva un nombre o un dato de alguien que es mejor que no esté en este chat. Pasa con facilidad.

        Ábrelo, por favor, y edítalo para que no quede ningún nombre ni nada que señale a una persona. No lo copies en ningún otro sitio. No hace falta que respondas. Si crees que alguien corre peligro, escribe /concern: eso es privado.
    .message = El mensaje
    .push = Hearken tiene una nota para ti.

## El espacio privado del equipo de protección

# $wrong: las palabras de un space-… de abajo. Debajo de un aviso que llega a alguien directamente.
notice-directly =
    Por qué te llega directamente: { $wrong } Por eso no lo hemos publicado ahí. Lo publicado antes sigue mostrando la referencia, la urgencia y el tipo, nunca lo escrito.

# $wrong y $mend: las palabras de un space-… de abajo.
notice-space =
    .heading = Hay que mirar el espacio del equipo de protección.
    .text =
        { $wrong } Hasta que se arregle no publicamos ahí ningún aviso. Quienes pueden recibirlos los reciben directamente, así que no se pierde nada.

        { $mend }

        Lo publicado antes sigue mostrando la referencia, la urgencia y el tipo, nunca lo escrito. Quien pueda leer ahora el espacio puede leer esas líneas. Si es demasiado, usad un espacio privado nuevo y decid cuál es a quien se ocupa de Hearken.
    .push = Hearken tiene una nota para ti sobre un espacio compartido.

space-gone = El espacio del equipo ya no existe, está vacío o no podemos entrar en él.
    .mend = Para arreglarlo: recuperadlo y dejad entrar otra vez a Hearken. O cread un espacio privado nuevo para el equipo y decid cuál es a quien se ocupa de Hearken.
space-public = Cualquiera del colegio puede encontrar y leer el espacio del equipo.
    .mend = Para arreglarlo: hacedlo privado. Si vuestro chat no lo permite, cread un espacio privado nuevo para el equipo.
space-strangers = Personas invitadas, o de fuera del colegio, pueden leer el espacio del equipo.
    .mend = Para arreglarlo: sacadlas, y dejad de compartir el espacio con nadie de fuera.
space-unmatched = Alguien del espacio del equipo no está en la lista de personal del colegio.
    .mend = Para arreglarlo: sacad a esa persona. Si trabaja aquí, pedid a quien se ocupa de Hearken que la añada.
space-no_part = Alguien del espacio del equipo no tiene parte en leer los avisos.
    .mend = Para arreglarlo: sacad a esa persona. Si debe leer avisos, pedid a quien se ocupa de Hearken que le dé su función.

## Un caso

case =
    .heading = Aviso { $reference }
    .push = El aviso { $reference } está abierto.
case-unknown_person = Alguien que no está en la lista del personal
case-facts-reference = Referencia
case-facts-received = Recibido
case-facts-urgency = Urgencia
case-facts-why = Por qué esta urgencia
case-facts-category = Tipo
case-facts-about = De quién se trata
case-facts-named = Personas nombradas
case-message = El mensaje por el que empezó (enlace)
case-message-picture = Puede haber una imagen sexual. No abras el enlace solo para mirar: decide antes si hace falta que alguien la vea, y quién.
case-facts-deadline = Plazo
case-facts-state = Estado
case-facts-reporter = Quién dio el aviso
case-said = Lo que escribió
case-entry = Entrada { $number }, { $time }, { $role }
case-expires = Esta vista se cierra: { $time }. Hemos anotado que lo has leído.

# `.reporter`: lo que ve quien dio el aviso. Nunca dice cómo acabó.
state-received = Recibido
    .reporter = recibido
state-acknowledged = Confirmado
    .reporter = alguien lo tiene
state-under_review = En estudio
    .reporter = alguien lo tiene
state-managed_in_school = Se lleva en el colegio
    .reporter = alguien lo tiene
state-referred = Derivado
    .reporter = alguien lo tiene
state-closed = Cerrado
    .reporter = cerrado
state-unrouted = No entregado dentro del colegio
    .reporter = no entregado dentro del colegio
