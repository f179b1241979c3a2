# Lo que no se pudo hacer: qué ha pasado, qué está a salvo, qué hacer ahora.
# $schoolPhone y $emergency como en las páginas del formulario.

phone-either = { $phone } (sobre una persona adulta de aquí: { $head }; sobre la dirección: { $chair })

refusal-unknown_command =
    .heading = No conocemos esa orden.
    .text = No se ha enviado nada. Para dar un aviso, escribe { $command }. Si un niño o una niña está en peligro, llama al { $emergency } y después al colegio, en el { $schoolPhone }.

refusal-not_your_draft =
    .heading = No puedes abrir este formulario.
    .text = No ha cambiado nada. Para dar tu propio aviso, escribe /concern. Si un niño o una niña está en peligro, llama al { $emergency } y después al { $schoolPhone }.

refusal-draft_gone =
    .heading = Ese formulario ha caducado.
    .text = No llegó a enviarse, y lo que contenía se ha destruido. Escribe /concern para empezar otra vez, o llama ahora al { $schoolPhone }.

refusal-draft_sent =
    .heading = Este aviso ya está enviado.
    .text = Tu referencia es { $reference }. Cuenta una sola vez, pulses las veces que pulses. ¿Hay algo nuevo? Pulsa «Añadir algo más» o llama al { $schoolPhone }.

refusal-older_page =
    .heading = Esa copia de la página era antigua.
    .text = No se ha perdido nada de lo que guardaste. Aquí tienes la página más reciente. Revísala y sigue desde aquí.
    .typed = Esta página estaba abierta dos veces, o has vuelto atrás. Lo que has escrito aquí todavía no está guardado. Revísalo y sigue.

refusal-not_allowed =
    .heading = No puedes abrir eso.
    .text = No ha cambiado nada. Si te preocupa un niño o una niña y necesitas ayuda, llama al { $schoolPhone }.

refusal-no_school =
    .heading = Este chat todavía no está unido a un colegio.
    .text = No se ha enviado nada. Habla ahora, en persona o por teléfono, con la coordinación de protección de tu colegio. Si un niño o una niña está en peligro, llama al { $emergency }.

refusal-not_saved =
    .heading = No hemos podido guardarlo.
    .text = Ahora mismo no se ha enviado nada. Los avisos que ya tienen referencia siguen a salvo. Llama ahora al { $schoolPhone } y cuéntalo de palabra, o al { $emergency } si un niño o una niña está en peligro.

refusal-unknown_outcome =
    .heading = No sabemos si se ha guardado.
    .text = Puede que se haya enviado y puede que no. No esperes a saberlo. Llama ahora al { $schoolPhone } y cuéntalo. Llama al { $emergency } si un niño o una niña está en peligro.

refusal-vault_closed =
    .heading = Hearken no puede recibir avisos ahora mismo.
    .text = Ahora mismo no se ha enviado nada. Los avisos que ya tienen referencia siguen a salvo. Llama ahora al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro.

refusal-too_fast =
    .heading = Has pulsado demasiadas veces seguidas.
    .text = La última vez no ha tenido efecto. Lo que guardaste sigue ahí. Espera un momento y vuelve a intentarlo, o llama al { $schoolPhone }.

refusal-fault =
    .heading = Algo ha fallado aquí. No has sido tú.
    .text = Si no ves una referencia de tu aviso, cuenta con que no se ha enviado. Llama ahora al { $schoolPhone }, o al { $emergency } si un niño o una niña está en peligro. Para el servicio técnico: { $code }.

refusal-taken =
    .heading = Alguien ya se ocupa de esto.
    .text = Confirmado por { $role } ({ $time }). No tienes que hacer nada más, y ya no habrá recordatorios.

refusal-case_gone =
    .heading = Eso ya no está aquí.
    .text = No hay nada que abrir. Si te preocupa un niño o una niña y necesitas ayuda, llama al { $schoolPhone }.

## Junto a un campo

error-required = Falta responder a esto.
error-too_long = Tiene { $length } caracteres y caben { $most }. No se ha perdido nada. Acórtalo aquí y añade el resto después de enviarlo.
error-blank = Está vacío. Escribe unas palabras.
error-not_an_option = Elige una respuesta de la lista.
error-date = No entendemos esa fecha. Escríbela así: 2026-11-21, o déjala vacía.
error-time = No entendemos esa hora. Escríbela así: 14:05, o déjala vacía.
error-tick = Lee esto y marca la casilla. Después podrás continuar.
error-unknown_person = No encontramos a esa persona aquí. Elígela de la lista, o descríbela.
