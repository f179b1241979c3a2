# Lo que el personal lee y firma: las normas de uso, las orientaciones, el código de conducta.
# $title: cómo se llama. $edition: como la nombró el centro. $date: un día con su año.

command-aup = aup, firmar, firmas

audience-staff = Personal
audience-governors = Consejo escolar
audience-volunteers = Voluntariado
audience-contractors = Empresas externas

## Leer

attest-page =
    .title = Leer y firmar

attest-lead =
    { $title }, { $edition }. Se lee en { $minutes ->
        [one] un minuto
       *[other] unos { $minutes } minutos
    }. Puedes parar en cualquier página y seguir más tarde.
    .same =
        { $title }, { $edition }. Es el mismo texto que firmaste el { $date }. Vuelve a leerlo antes de firmar: se tarda { $minutes ->
            [one] un minuto
           *[other] unos { $minutes } minutos
        }. Puedes parar en cualquier página y seguir más tarde.
    .changed =
        Este texto ha cambiado desde que lo firmaste el { $date }: { $title }. { $count ->
            [one] Hay una cosa distinta.
           *[other] Hay { $count } cosas distintas.
        } Primero ves lo que ha cambiado y después el texto entero. Se tarda { $minutes ->
            [one] un minuto
           *[other] unos { $minutes } minutos
        }. Puedes parar en cualquier página y seguir más tarde.
    .looks =
        { $title }, { $edition }. Desde que lo firmaste el { $date } solo ha cambiado su aspecto, ninguna palabra. Se lee en { $minutes ->
            [one] un minuto
           *[other] unos { $minutes } minutos
        }.
    .new =
        Este texto tiene tantos cambios desde que lo firmaste el { $date } que es mejor leerlo entero: { $title }. Se tarda { $minutes ->
            [one] un minuto
           *[other] unos { $minutes } minutos
        }. Puedes parar en cualquier página y seguir más tarde.
    .document = { $title }, { $edition }. Es un documento en su propia página: ábrelo, léelo y vuelve aquí para firmar. Puedes seguir más tarde.
    .document_same = { $title }, { $edition }. Es el mismo documento que firmaste el { $date }. Léelo otra vez antes de firmar. Puedes seguir más tarde.
    .document_changed = { $title } ha cambiado desde que lo firmaste el { $date }. Abre el documento, léelo y vuelve aquí para firmar. Puedes seguir más tarde.

attest-whole = El texto entero: { $title }, { $edition }.
attest-goes_on = { $heading } (sigue)
attest-document = Abre el documento, léelo y vuelve aquí: { $link }

attest-change =
    .new = Nuevo
    .out = Quitado
    .changed = Cambiado
attest-mark =
    .new = [nuevo: { $words }]
    .out = [quitado: { $words }]

field-attest_answer = Tu respuesta
attest-wrong = No es así. { $why } Elige otra vez.

attest-promise = Vas a firmar: { $title }, { $edition } (texto { $hash }). Se guardan tu nombre, la hora y estas palabras. El equipo directivo puede ver que has firmado. ¿Hay algo que no está claro? Pregunta antes de firmar.
field-attest_read = Lo he leído
field-attest_understood = Lo entiendo
field-attest_follow = Lo voy a cumplir

attest-tick = Para firmar, marca «{ $label }».

action-attest_next = Página siguiente
action-attest_back = Atrás
action-attest_sign = Firmar
action-read_and_sign = Leer y firmar
action-my_signatures = Mis firmas
action-unsigned = Ver quién falta
action-leaver = Ver quién es

attest-newer = El texto ha cambiado desde que empezaste a leer, así que no se ha firmado nada. Este es el más nuevo.

attest-not_saved =
    .heading = No hemos podido guardarlo.
    .text = Puede que tu firma no esté guardada. Abre tu inicio con /hearken y mira: si todavía dice «Leer y firmar», sigue allí. Estás donde estabas.

## Lo que hay que firmar y lo que se ha firmado

attest-asked =
    .heading = Para firmar: { $title }
    .text =
        { $late ->
            [yes] El plazo acabó el { $date }. Fírmalo ahora, por favor.
           *[no] Fírmalo a más tardar el { $date }.
        } { $minutes ->
            [0] Puedes leerlo en el móvil
            [one] Se tarda más o menos un minuto. Puedes leerlo en el móvil
           *[other] Se tarda unos { $minutes } minutos. Puedes leerlo en el móvil
        } y seguir donde lo dejaste. Los avisos paran cuando hayas firmado.
    .push = Hearken tiene algo para que lo firmes.

attest-nothing =
    .heading = Nada que firmar
    .text = Ahora mismo no tienes nada que firmar. Te avisamos cuando lo haya.

attest-not_yours =
    .heading = No tienes que firmarlo
    .text = A ti no se te pide que firmes esto: { $title }. No se ha firmado nada.

attest-later =
    .heading = Todavía no se puede: { $title }
    .text = Podrás firmarlo a partir del { $date }. Te avisaremos ese día.

attest-signed =
    .heading = Lo que has firmado
    .text = Cada firma se guarda con sus palabras exactas.
attest-name = { $title }, { $edition }
attest-when = { $date }, { $time }

attest-receipt =
    .heading = Firmado. { $title }
    .text = Tu firma está guardada. Ya no te avisamos más de esto. Este comprobante está en «Mis firmas».
    .push = Tu firma está guardada.
attest-receipt_again =
    .heading = Esto ya lo has firmado: { $title }
    .text = Con una firma basta. Este es tu comprobante.

attest-fact =
    .edition = Edición
    .signed = Firmado
    .paper = Firmado en papel
    .hash = Texto
    .wording = Aceptaste esto
    .team = Tu equipo
    .leaver = Quién se ha ido

## Para quienes dirigen

attest-bar = { $bar } { $percent } % ({ $part } de { $whole })

attest-progress =
    .heading = Cómo vamos: { $title }
    .text =
        { $state ->
            [later] { $edition }. Se abre el { $opens } y el plazo acaba el { $date }.
           *[open] { $edition }, con plazo hasta el { $date }. Fuera de plazo: { $late }. De baja o permiso, se les pide a la vuelta: { $leave }. No tienen que firmar: { $excepted }.
        }
    .push = Cómo van las firmas.

attest-team =
    .heading = Tu equipo: { $title }
    .text =
        { $count ->
            [one] Falta una persona de tu equipo por firmar.
           *[other] Faltan { $count } personas de tu equipo por firmar.
        } Lo que más ayuda es que se lo digas tú.
    .push = Falta gente de tu equipo por firmar.

attest-unsigned =
    .heading = Sin firmar: { $title }
    .text =
        { $count ->
            [one] Falta una persona.
           *[other] Faltan { $count } personas.
        } Esta lista solo la ves tú. No la pases ni la publiques. Lo que más ayuda es una palabra discreta.
    .push = Una lista solo para ti.
attest-everybody =
    .heading = Han firmado todos: { $title }
    .text = No falta nadie de quienes dependen de ti.
    .push = Una lista solo para ti.
attest-line =
    .due = { $name }, hasta el { $date }
    .late = { $name }, fuera de plazo desde el { $date }
attest-more_names =
    { $count ->
        [one] Y una persona más. «hearken aup status» las lista a todas.
       *[other] Y { $count } personas más. «hearken aup status» las lista a todas.
    }

attest-leaver =
    .heading = Alguien se ha ido
    .text =
        Su último día fue el { $date }. Encárgate de esto:

        1. Equipos: ha devuelto portátil, tableta, móvil, llaves y tarjeta.

        2. Se han cambiado los PIN y los códigos de las puertas que conocía.

        3. Sus cuentas están cerradas o las lleva otra persona: correo, programas del centro, buzones comunes, redes sociales.

        4. En sus aparatos no quedan fotos ni datos del alumnado.
    .push = Alguien se ha ido. Hay cosas que recoger.

attest-expires = Esta vista se cierra a esta hora: { $time }.

## Los avisos de una mañana

notice-sign =
    .heading = Para firmar: { $title }
    .text =
        { $when ->
            [late] El plazo acabó el { $date }.
            [today] Hoy es el último día para esto.
           *[ahead] Fírmalo a más tardar el { $date }.
        } Lo firman todas las personas de tu grupo cada curso, y cuando cambia el texto. Pulsa el botón para leerlo y firmarlo. Si ya lo firmaste antes, ves primero lo que ha cambiado. Te avisamos hasta que firmes, y después paramos.
    .push = Hearken tiene algo para que lo firmes.

notice-unsigned =
    .heading = Sin firmar: { $title }
    .text =
        { $count ->
            [one] Una persona que depende de ti va tarde. El plazo acabó el { $date }.
           *[other] { $count } personas que dependen de ti van tarde. El plazo acabó el { $date }.
        } Se lo recordamos cada semana. Mira quién falta y habla un momento con cada persona. Esto termina cuando no falte nadie.
    .push = Hearken tiene un aviso para ti.

notice-leaver =
    .heading = Alguien se ha ido
    .text = Hay que encargarse de sus equipos, sus PIN y sus cuentas. Pulsa el botón para ver quién es y qué hacer. Te lo decimos una sola vez.
    .push = Hearken tiene un aviso para ti.

# No se puede avisar a nadie, porque el texto no está en Hearken. $date: el día desde el que se firma. $attestation: su id.
notice-unpublished =
    .heading = Aún no está en Hearken: { $title }
    .text =
        { $when ->
            [late] El personal tenía que firmarlo desde el { $date }.
            [today] El personal tiene que firmarlo desde hoy.
           *[ahead] El personal tiene que firmarlo desde el { $date }.
        } El texto aún no está aquí, así que no se avisa a nadie. { $reason }

        Da el texto a quien cuida de Hearken. Se añade con «hearken aup publish ARCHIVO --attestation { $attestation }». Con eso termina este recordatorio. Si vuestro centro no lo firma aquí, se puede quitar del perfil.
    .push = Hearken tiene un recordatorio para ti.
remind-unpublished = { $title }: el texto aún no está en Hearken, así que nadie puede firmarlo ({ $date }).
attest-unpublished =
    .heading = Aún no está en Hearken: { $title }
    .text = Nadie puede firmarlo aquí hasta que se añada el texto. Lo hace quien cuida de Hearken, con «hearken aup publish ARCHIVO --attestation { $attestation }».

remind-sign =
    { $when ->
        [late] Tarde: { $title }. Había que firmarlo a más tardar el { $date }.
        [today] Hoy: { $title }. Fírmalo, por favor.
       *[ahead] { $title }. Fírmalo a más tardar el { $date }.
    }
remind-unsigned =
    { $count ->
        [one] { $title }. Una persona que depende de ti va tarde con la firma.
       *[other] { $title }. { $count } personas que dependen de ti van tarde con la firma.
    }
remind-leaver = Alguien se ha ido: equipos, PIN y cuentas.
action-sign_named = Firmar: { $title }
action-unsigned_named = Quién falta: { $title }

## hearken aup

aup-text = { $title }, edición { $edition }, { $locale }. SHA-256: { $hash }
aup-nothing_new = Ya está publicado, palabra por palabra. No hay nada que hacer.
aup-other_language = Esta edición ya está en otro idioma. Quien use { $locale } lee este texto. No se vuelve a pedir a nadie.
aup-small =
    En lugar de { $replaces }, para: { $audience }. { $count ->
        [0] Un cambio pequeño. Todavía no ha firmado nadie: a partir de ahora todos ven este texto.
        [one] Un cambio pequeño. La única persona que ha firmado conserva su firma. Los demás ven este texto a partir de ahora.
       *[other] Un cambio pequeño. Las { $count } personas que han firmado conservan su firma. Los demás ven este texto a partir de ahora.
    }
aup-campaign =
    { $audience }, curso { $year }. Se abre el { $opens } y el plazo acaba el { $date }.
    Personas a las que se pide: { $count }. De ellas, sin cuenta en el chat, que firman en papel: { $unreachable }. De baja o permiso, se les pide a la vuelta: { $leave }.
    Avisos a quien no haya firmado:
aup-step =
    .opens = { $date }: se abre
    .after =
        { $date }: { $count ->
            [one] un día
           *[other] { $count } días
        } después de abrirse
    .before =
        { $date }: { $count ->
            [one] un día
           *[other] { $count } días
        } antes de que acabe el plazo
    .due = { $date }: el último aviso
    .overdue = después, cada semana: a ellos y a su responsable, y desde la segunda semana al equipo directivo
aup-not_done = Todavía no se ha hecho nada. Añade --yes para hacerlo.
aup-done = Hecho.

aup-status = { $title }, edición { $edition }, con plazo hasta el { $date }
    .none = No se ha publicado nada para firmar. Empieza con: hearken aup publish FILE

aup-visitors =
    { $count ->
        [one] Visitas que han firmado en papel, aparte de lo anterior: una
       *[other] Visitas que han firmado en papel, aparte de lo anterior: { $count }
    }

aup-paper =
    .recorded = Firmado en papel: { $count } ({ $names })
    .before = Ya habían firmado, así que no se añade nada: { $count } ({ $names })
    .not_asked = No se les pide firmar esto, así que quedan fuera: { $count } ({ $names })
    .wrong_day = Firmado antes de publicarse el texto, en otro curso o en un día que aún no ha llegado, así que quedan fuera: { $count } ({ $names })
    .visitor = Una visita ha firmado esto en papel: { $title }. El nombre queda sellado. A las visitas no les llegan avisos.
    .visitor_before = Esta visita ya había firmado esto: { $title }. No se añade nada.
    .visitor_wrong_day = Ese día es anterior al texto o aún no ha llegado: { $title }. No se ha anotado nada.

aup-except =
    .done = { $name } no tiene que firmar esto: { $title }. El motivo queda sellado.
    .before = Ya constaba que { $name } no tiene que firmar esto: { $title }.
    .signed = { $name } ya ha firmado esto: { $title }. No se ha cambiado nada.
    .not_asked = A { $name } no se le pide firmar esto: { $title }. No se ha cambiado nada.
    .lifted = A { $name } se le pide otra vez que firme esto, hasta el { $date }: { $title }.
    .lifted_later = A { $name } se le pide otra vez que firme esto: { $title }. Ahora no está en el centro, así que se le pide a la vuelta.
    .not_excepted = No hay ninguna excepción de { $name } que quitar: { $title }. No se ha cambiado nada.

aup-exported = Se han escrito { $count } líneas en { $file }. El archivo contiene nombres: guárdalo donde solo lo lea quien lo necesita.

## Las pruebas en PDF

aup-pdf =
    .title = Pruebas de firma: { $school }
    .made = Hecho el { $date }. Cada firma se guarda con el SHA-256 del texto exacto y de las palabras exactas del compromiso. Nada de estos registros se puede cambiar ni quitar.
    .campaign = { $title }, { $edition } (curso { $year }, con plazo hasta el { $date })
    .count = { $audience }: han firmado { $part } de { $whole }. Fuera de plazo: { $late }. De baja o permiso: { $leave }. No tienen que firmar: { $excepted }.
    .visitors = Visitas y grupos que han firmado en papel: { $count }. No cuentan en lo anterior.
    .page = Página { $part } de { $whole }
    .text = El texto de la edición { $edition } tiene el SHA-256 { $hash }.
    .due = hasta el { $date }
    .wordings = Las palabras que se firmaron
    .wording = SHA-256 de estas palabras: { $hash }
aup-column =
    .name = Nombre
    .audience = Grupo
    .state = Estado
    .when = Cuándo
    .how = Cómo
    .hash = Texto
    .visitor = Visita
    .party = Vino con
    .recorded = Anotado por
aup-state =
    .signed = firmado
    .unsigned = sin firmar
    .on_leave = de baja
    .excepted = no tiene que
    .later = más tarde
aup-how =
    .chat = en el chat
    .paper = en papel
