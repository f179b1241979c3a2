# El registro de políticas, el calendario de tareas y lo que se recuerda en una mañana de clase.
# $title: el nombre propio de una política o de una tarea. $date: un día con su año. $when: late, today o antes.
# $reason: una de las frases remind-why. $again: yes cuando $until dice cuándo volvemos a preguntar.

command-policies = políticas, politicas
command-duties = tareas

## Los recordatorios de una mañana

notice-review =
    .heading = Por revisar: { $title }
    .text =
        { $when ->
            [late] Había que revisarla a más tardar el { $date }.
            [today] Hay que revisarla hoy, { $date }.
           *[ahead] Hay que revisarla a más tardar el { $date }.
        } { $reason }

        ¿Ya está revisada y aprobada? Pulsa «Revisada» y di cuándo. Con eso terminan estos recordatorios.{ $again ->
            [yes] {" "}Si no, volvemos a preguntar el { $until }.
           *[no] {""}
        }
    .push = Hearken tiene un recordatorio para ti.

notice-duty =
    .heading = Por hacer: { $title }
    .text =
        { $when ->
            [late] El plazo terminó el { $date }.
            [today] El plazo termina hoy, { $date }.
           *[ahead] El plazo termina el { $date }.
        } { $reason }

        Pulsa «Hecho» cuando lo esté. ¿Aún no puede ser, o no hace falta? Dilo, y por qué. Con cualquiera de las tres cosas terminan estos recordatorios.{ $again ->
            [yes] {" "}Si no, volvemos a preguntar el { $until }.
           *[no] {""}
        }
    .push = Hearken tiene un recordatorio para ti.

# Lo que hace cada persona que trabaja aquí, como una contraseña nueva. Nadie lo resuelve por los demás.
notice-duty_everybody =
    .heading = Por hacer: { $title }
    .text =
        { $when ->
            [late] El plazo terminó el { $date }. Si aún no está hecho, hazlo hoy, por favor.
            [today] Hazlo hoy, { $date }, por favor.
           *[ahead] Hazlo a más tardar el { $date }, por favor.
        } Lo hacen todas las personas que trabajan aquí. Una vez hecho, no hay nada que pulsar ni nadie a quien avisar. Pasado el día no volvemos a preguntar. ¿No sabes cómo? Pregunta en secretaría.
    .push = Hearken tiene un recordatorio para ti.

# $count: cuántas líneas hay. Los días están debajo.
notice-digest =
    .heading = Lo que vence en los próximos 90 días
    .text =
        Esta es la lista del equipo directivo, una vez al mes. { $count ->
            [0] No hay nada que venza ni que vaya con retraso.
            [one] Hay una cosa que vence o va con retraso.
           *[other] Hay { $count } cosas que vencen o van con retraso.
        } { $reason } También se avisa a quien se ocupa de cada una.
    .push = Hearken tiene la lista de este mes para ti.

notice-calendar_ends =
    .heading = El calendario escolar termina el { $date }.
    .text =
        Hearken no conoce ningún trimestre después de ese día. Entonces toma todos los días laborables por días de clase, y recuerda cosas también en vacaciones. { $reason }

        Pide a quien cuida de Hearken que ponga el curso siguiente. Con eso termina este recordatorio.
    .push = Hearken tiene un recordatorio para ti.

# Varios a la vez. Cada uno está debajo, en su propia línea.
notice-mornings =
    .heading = { $count } cosas pendientes
    .text = Son tuyas, o no hay nadie más a quien pedirlas. Cada botón te lleva directamente a una de ellas, y «Todo lo mío», a todas. En cuanto está hecha, dejamos de preguntar.
    .push = Hearken tiene recordatorios para ti.

remind-review =
    { $when ->
        [late] Con retraso: { $title }. Había que revisarla a más tardar el { $date }.
        [today] Hoy: { $title }. Hay que revisarla.
       *[ahead] { $title }. Hay que revisarla a más tardar el { $date }.
    } { $reason }
remind-duty =
    { $when ->
        [late] Con retraso: { $title }. El plazo terminó el { $date }.
        [today] Hoy: { $title }.
       *[ahead] { $title }. El plazo termina el { $date }.
    } { $reason }
remind-duty_everybody =
    { $when ->
        [late] Con retraso: { $title }. El plazo terminó el { $date }.
        [today] Hoy: { $title }. Hazlo, por favor.
       *[ahead] { $title }. Hazlo a más tardar el { $date }, por favor.
    } Lo hacen todas las personas que trabajan aquí. No hay nada que pulsar.
remind-digest = La lista de este mes para el equipo directivo. Cosas que vencen o van con retraso: { $count }.
remind-calendar_ends = El calendario escolar de Hearken termina el { $date }. Pide que pongan el curso siguiente.
remind-more = Y { $count ->
        [one] una más
       *[other] { $count } más
    }. Pulsa «Todo lo mío» para verlo todo.

# $role: de quién es.
remind-why-holds = Corresponde a: { $role }.
remind-why-instead = Corresponde a: { $role }. Nadie tiene aquí esa función en Hearken, así que te llega a ti.

action-review_named = Revisada: { $title }
action-done_named = Hecho: { $title }
action-mine_due = Todo lo mío

## El registro

policies =
    .heading = El registro de políticas
    .text =
        { $count ->
            [0] No hay que revisar ninguna en los próximos 90 días.
            [one] Hay que revisar una política ahora o en los próximos 90 días.
           *[other] Hay que revisar { $count } políticas ahora o en los próximos 90 días.
        }

duties =
    .heading = Lo que toca a lo largo del curso
    .text =
        { $count ->
            [0] No hay nada pendiente en los próximos 90 días.
            [one] Hay una cosa pendiente ahora o en los próximos 90 días.
           *[other] Hay { $count } cosas pendientes ahora o en los próximos 90 días.
        }

# $when: también undated.
policy =
    .heading =
        { $when ->
            [late] Con retraso: { $title }
            [today] Vence hoy: { $title }
            [undated] Sin fecha: { $title }
           *[ahead] { $title }
        }
policy-early = Se ha pedido revisarla antes de tiempo.

duty =
    .heading =
        { $when ->
            [late] Con retraso: { $title }
            [today] Vence hoy: { $title }
           *[ahead] { $title }
        }
duty-put_off = Se aplazó hasta este día.

fact-policy = Política
fact-duty = Tarea
fact-due = Plazo
fact-next_review = Próxima revisión
fact-last_review = Última revisión
fact-owner = Se ocupa
fact-approver = La revisa y la aprueba
fact-cycle = Cada cuánto
fact-cycle-months = cada { $count ->
        [one] mes
       *[other] { $count } meses
    }
fact-undated = Aún sin fecha. Pulsa «Revisada» para ponerla.
fact-never = No se sabe

action-policies = Todas las políticas
action-duties = Todas las tareas
action-policy_reviewed = Revisada
action-policy_early = Revisarla antes
action-policy_document = Añadir enlace o nota
action-policy_history = Historial
action-duty_done = Hecho
action-duty_postpone = Aplazar
action-duty_not_applicable = No hace falta
action-duty_history = Historial

## Formularios

page-policy_reviewed =
    .title = Política revisada
    .text = Para una política que se ha revisado y aprobado. Queda en el historial, y se apunta la próxima revisión.

field-reviewed_by = ¿Quién la ha revisado?
    .hint = Déjalo vacío si has sido tú.
    .said = La ha revisado
field-approved_on = ¿Cuándo se aprobó?
    .said = Aprobada el
field-approved_by = ¿Quién la aprobó?
    .hint = El cargo o el órgano, por ejemplo el consejo escolar.
    .said = Aprobada por
field-next_review = ¿Cuándo toca la próxima revisión?
    .hint = Proponemos un ciclo completo desde hoy. Cámbiala si acordasteis otra cosa.
    .said = Próxima revisión

action-save_review = Apuntar la revisión

page-policy_early =
    .title = Revisarla antes
    .text = Úsalo cuando algo ha cambiado, o cuando un incidente os ha enseñado algo. Los recordatorios empiezan de nuevo para el nuevo día.

field-early_trigger = ¿Por qué ahora?
    .said = Por qué
option-early_trigger-guidance = Ha cambiado la ley o la guía oficial
option-early_trigger-incident = Hemos aprendido algo de un incidente
option-early_trigger-technology = Hay tecnología nueva
option-early_trigger-other = Otra cosa
field-early_reason = ¿Qué ha cambiado?
    .hint = Una o dos frases. Sin nombres de alumnos ni de personal.
    .said = Qué ha cambiado
field-early_due = Revisarla a más tardar el
    .said = Revisarla a más tardar el

action-save_early = Pedir la revisión

page-policy_document =
    .title = Enlace o nota
    .text = Hearken no guarda archivos. Di dónde está el texto y, si lo tienes, añade su SHA-256: con él cualquiera puede mostrar más adelante que es el mismo texto.

field-document_link = Enlace al texto
    .hint = Empieza por https://
    .said = Enlace
field-document_hash = SHA-256 del archivo
    .hint = 64 letras y cifras. Déjalo vacío si no lo tienes.
    .said = Huella SHA-256
field-document_note = Nota
    .hint = Para quien la revise la próxima vez. Sin nombres de alumnos.
    .said = Nota

action-save_document = Guardarlo

page-duty_done =
    .title = Hecho
    .text = Queda en el historial, para ti y para una inspección.

field-done_on = ¿Cuándo se hizo?
    .said = Hecho el
field-done_evidence = ¿Qué lo demuestra?
    .hint = Una línea sobre lo que se hizo, o dónde consta. Sin nombres de alumnos.
    .said = Qué lo demuestra

action-save_done = Apuntarlo como hecho

page-duty_postpone =
    .title = Aplazar
    .text = Te lo recordamos para el nuevo día. El motivo queda en el historial.

field-postponed_to = ¿Hasta qué día?
    .said = Aplazado hasta
field-postponed_reason = ¿Por qué?
    .hint = Con una frase basta.
    .said = Por qué

action-save_postponed = Aplazarlo

page-duty_not_applicable =
    .title = No hace falta
    .text = Solo esta vez: vuelve a tocar. El motivo queda en el historial.

field-not_applicable_reason = ¿Por qué no hace falta?
    .hint = Con una frase basta.
    .said = Por qué no hace falta

action-save_not_applicable = Esta vez no hace falta

# Junto a lo que se escribió.
register-not_yet = Ese día aún no ha llegado. Elige hoy o un día anterior.
register-past = Ese día ya ha pasado. Elige un día a partir de mañana.
register-before = La próxima revisión tiene que ser posterior al día en que se aprobó.
register-far = Ese día queda demasiado lejos. Comprueba el año.
register-later = Una revisión anticipada tiene que ser anterior a la próxima, que es el { $date }.
register-link = Un enlace empieza por https:// y no lleva espacios.
register-hash = Un SHA-256 tiene 64 signos: las cifras y las letras entre la a y la f.
register-nothing = Todavía no hay nada que guardar. Añade un enlace o una nota.
register-not_saved = No hemos podido guardarlo. No ha cambiado nada. Lo que has escrito sigue aquí: pulsa otra vez.
register-unknown_outcome = No sabemos si se ha guardado. Pulsa otra vez: cuenta una sola vez.

## Lo que se apuntó

policy-saved =
    .heading = Apuntado: { $title } está revisada.
    .text = La próxima revisión es el { $date }. Hasta entonces no decimos nada, y avisamos con tiempo. ¿Quieres guardar un enlace al texto aprobado? Pulsa «Añadir enlace o nota».
policy-saved_early =
    .heading = Se ha pedido revisarla antes: { $title }
    .text = Hay que revisarla a más tardar el { $date }. Se lo recordamos a quien se ocupa de ella y al equipo directivo hasta que conste como revisada.
policy-saved_document =
    .heading = Guardado: { $title }
    .text = Está en el historial.
duty-saved =
    .heading = Apuntado como hecho: { $title }
    .text = Gracias. No volvemos a preguntar por esto.
duty-saved_postponed =
    .heading = Aplazado: { $title }
    .text = Ahora el plazo termina el { $date }.
duty-saved_not_applicable =
    .heading = Apuntado: esta vez no hace falta { $title }.
    .text = No volvemos a preguntar por esto. La próxima vez toca como siempre.
# Alguien se adelantó.
duty-settled =
    .heading = Ya está resuelto: { $title }
    .text = Alguien lo ha apuntado ya. No tienes que hacer nada.

## Historial

history =
    .heading = Historial: { $title }
    .text =
        { $count ->
            [0] Todavía no consta nada.
            [one] Una entrada. Las entradas no se cambian ni se quitan nunca.
           *[other] { $count } entradas, primero la más reciente. Las entradas no se cambian ni se quitan nunca.
        } Esta vista se cierra a esta hora: { $time }.

noted-reviewed = { $time }: revisada, lo apuntó { $colleague }.
noted-early = { $time }: revisión anticipada, la pidió { $colleague }.
noted-document = { $time }: un enlace o una nota, de { $colleague }.
noted-done = { $time }: hecho, lo apuntó { $colleague }.
noted-postponed = { $time }: lo aplazó { $colleague }.
noted-not_applicable = { $time }: no hace falta, lo apuntó { $colleague }.
noted-cli = quien cuida de Hearken

## Para `hearken check`

check-reminded = Nadie tiene la función { $who } ({ $role }), a la que el perfil asigna políticas o tareas. Sus recordatorios llegan al equipo directivo o a la dirección.
    .do = Da la función a alguien en los ajustes, o cambia en el perfil a quién corresponde.
