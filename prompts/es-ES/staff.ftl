# Para quien lleva la lista del personal: `hearken staff` y `hearken feed`, en su propio terminal.

## Lo que cambiaría una lista. $lines: cuántas, o cuáles; $blank, $count, $of: números.

staff-read = Líneas leídas: { $lines }. Líneas en blanco que se han saltado: { $blank }.
staff-line = línea { $lines }
staff-more = y { $count } más. Para verlas todas: --all

staff-count-joins = se incorporan
staff-count-returns = vuelven
staff-count-changes = cambian
staff-count-leaves = ya no están, según la lista
staff-count-missing = estaban en la lista y ahora faltan
staff-count-stays = siguen igual
staff-count-twice = líneas repiten a alguien
staff-count-held = líneas quedan sin aplicar
staff-count-left_before = se fueron antes de que los conociéramos, y se saltan

staff-heading-joins = Se incorporan
staff-heading-returns = Se habían ido y vuelven
staff-heading-changes = Cambian
staff-heading-leaves = Su último día ya ha pasado
staff-heading-missing = Faltan en esta lista
staff-heading-missing_in_settings = Faltan en esta lista y figuran en la configuración: se quedan. Si se han ido, quítalos de allí
staff-heading-no_name = Sin aplicar: no hay un nombre que podamos leer
staff-heading-too_long = Sin aplicar: hay más celdas que títulos, y pueden estar en la columna que no es
staff-heading-bad_address = Sin aplicar: esto no es una dirección de correo
staff-heading-bad_date = Una fecha no se puede leer y queda como estaba. ¿Va primero el mes? Entonces usa --month-first
staff-heading-twice = La misma persona varias veces. Vale la primera línea
staff-heading-shared_number = Sin aplicar: un mismo número de empleado con nombres distintos
staff-heading-shared_address = Sin aplicar: una misma dirección de correo para personas distintas
staff-heading-two_people = Sin aplicar: el número y la dirección, o dos líneas, llevan a personas distintas. Corrige la lista
staff-heading-other_number = Sin aplicar: la dirección es de alguien con otro número de empleado. ¿Es la misma persona? Añade --same LÍNEA
staff-heading-reused_number = Sin aplicar: conocemos a alguien con este número de empleado y otro nombre. Añade --same LÍNEA si es la misma persona, --new LÍNEA si el número es ahora de otra
staff-heading-other_name = Sin aplicar: la dirección es de alguien con otro nombre. ¿Es la misma persona? Añade --same LÍNEA
staff-heading-other_address = Sin aplicar: conocemos a alguien con este nombre y no sabemos si es la misma persona. Añade --same LÍNEA si lo es, --new LÍNEA si no
staff-heading-namesakes = Dos personas con el mismo nombre. Entran las dos. Compruébalo, por favor
staff-heading-manager_unknown = Su responsable no está en la lista, así que no tienen
staff-heading-manager_unclear = Varias personas se llaman como su responsable, así que no tienen. Usa una dirección o un número de empleado
staff-heading-manager_loop = Son responsables unos de otros en círculo, así que no tienen responsable

staff-what-name = nombre
staff-what-address = dirección
staff-what-number = número de empleado
staff-what-audience = lo que firman
staff-what-starts = primer día
staff-what-ends = último día
staff-what-leave = permiso
staff-what-manager = responsable

staff-leavers_in_settings = Algunas de las personas que se van tienen una función en la configuración. La conservan hasta que las quites de allí.
staff-missing_kept = Quienes faltan se quedan como están.
staff-missing_unsaid = En esta lista faltan personas que estaban antes, así que no se ha cambiado nada. Si se han ido, añade --leavers end. Si se quedan, añade --leavers none.
staff-too_many = Se irían { $count } de { $of }. Es más de un tercio, así que no se ha cambiado nada. Si es correcto, añade --leavers end. Si se quedan, añade --leavers none.
staff-dry_run = No se ha cambiado nada. Para cambiarlo, repite la orden con --yes.
staff-applied = Hecho.

## La lista. $day: un día, como 2026-09-01.

staff-account-active = tiene cuenta
staff-account-off = cuenta desactivada
staff-account-none = aún sin cuenta
staff-starts = empieza el { $day }
staff-ends = último día: { $day }
staff-ended = se fue el { $day }
staff-leave_until = de permiso hasta el { $day }
staff-in_settings = en la configuración
staff-not_on_list = no está en la lista
staff-list_count = Personas: { $count }
staff-list_off = Cuentas desactivadas: { $count }. Eso solo no quiere decir que se hayan ido. Si se han ido: hearken staff end
staff-list_no_names = Los nombres solo salen en un terminal. Para verlos aquí, añade --names.

staff-leave_set = Su permiso queda guardado. En esos días no se les pide nada.
staff-leave_cancelled = Ya no están de permiso.
staff-end_set = Su último día queda guardado.
staff-end_cancelled = Se quedan.

## El calendario de una función. $url: su dirección; $id, $role, $day: lo que dicen.

feed-made = Esta dirección enseña las fechas de { $role } a quien la tenga. Se muestra una sola vez. Pégala en Outlook o en Google Calendar como calendario de internet:
feed-no_url = Pon delante la dirección con la que se llega a esta máquina desde fuera.
feed-none = No hay ningún calendario.
feed-created = creado el { $day }
feed-fetched = leído por última vez el { $day }
feed-never = nunca leído
feed-is_revoked = retirado el { $day }
feed-revoked = Esta dirección ya no enseña nada.
