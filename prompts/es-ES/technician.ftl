# Para quienes preparan Hearken y lo cuidan.

# Para `hearken route explain`: por qué un aviso va a donde va. Una frase sencilla cada uno.
# $role, $roles: cargos como en roles.ftl, por ejemplo «la coordinación de protección».

## Caminos

because-about_head = Trata de la dirección, así que sube al consejo de gobierno.
because-about_governor = Trata de alguien del consejo de gobierno, así que va a quienes dirigen el colegio y no tienen que ver con ello.
because-about_adult = Trata de una persona adulta que trabaja o colabora aquí, así que sube y no pasa a sus iguales.
because-data = Trata de datos perdidos o filtrados, o de una cuenta o un aparato perdidos, así que va a quienes cuidan de los datos.
because-filtering = Trata de una web que pasó el filtro o que se bloqueó por error, así que sigue el camino del filtro.
because-images = Trata de imágenes íntimas o sexuales de menores, así que lo lleva el equipo de protección y se muestran servicios de fuera.
because-child_at_risk = Un menor puede correr un peligro grave, así que lo lleva el equipo de protección y se muestran servicios de fuera.
because-prevent = Puede que alguien se esté acercando al extremismo, así que lo lleva el equipo de protección y se muestran la policía y los servicios de prevención.
because-pupil = No encaja ningún otro camino, así que va por el habitual al equipo de protección.

## Reglas por encima de todos los perfiles

because-subject_excluded = Nadie de quien trata un aviso lo recibe, así que se deja fuera a { $roles }.
because-team_withheld = El aviso nombra a la coordinación de protección, o no permite descartarla, así que todo el equipo de protección queda fuera hasta que decida la dirección.
because-raised = El aviso trata de una persona adulta de aquí, así que sube.
because-unknown_adult = Trata de una persona adulta de aquí que no sabemos quién es, así que todo el equipo de protección queda fuera y el aviso sube.
because-no_holder = No hay nadie que pueda leer esto en el cargo de { $role }, así que se pasa al siguiente.
because-nobody_left = Nadie del colegio puede recibir esto, así que se guarda bajo llave y a quien da el aviso se le muestran contactos de fuera.
because-moved_up = El aviso no puede ir a la primera opción, así que sube a { $role }.

## Urgencia: como mínimo esta, porque

urgency-because-illegal_images = Las imágenes sexuales de menores son urgentes.
urgency-because-picture = Hay, o puede haber, una imagen íntima o sexual de un menor, así que es urgente.
urgency-because-sexual_harassment = El acoso o la violencia sexual entre menores es urgente.
urgency-because-adult_or_groomed = Puede que alguien esté embaucando o explotando a un menor, así que es urgente.
urgency-because-offensive_message = De un mensaje ofensivo o amenazante se avisa enseguida, así que es urgente.
urgency-because-data_breach = De una fuga de datos se avisa enseguida, así que es urgente.
urgency-because-account_security = De un aparato perdido o una cuenta vulnerada se avisa enseguida, así que es urgente.
urgency-because-self_harm = Las autolesiones y el suicidio son urgentes.
urgency-because-referral_criterion = Interviene una persona adulta, hay presión sobre un menor o hay alguien de menos de 13 años, así que es al menos urgente.
urgency-because-cannot_wait = El colegio estaba cerrado, y quien dio el aviso dijo que no podía esperar.
urgency-because-danger_now = Un niño o una niña está en peligro ahora, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-none = Ninguna regla lo hace más urgente, así que es para hoy.

## hearken init
# $file, $settings: una ruta. $school: su nombre. $passphrase: seis grupos de letras y cifras. $fingerprint: identifica la clave.

init-settings = La configuración está en { $file }. Las personas y los números que contiene son inventados: pon los tuyos.
init-settings_there = Ya hay una configuración en { $file }. Se ha dejado como estaba.
init-key = La clave del colegio está en { $file }. Abre todos los avisos: quien la tenga junto con la base de datos puede leerlos.
init-key_there = Ya hay una clave en { $file }. Se ha dejado como estaba.
init-paper =
    HOJA DE RECUPERACIÓN DE { $school }

    Sin la clave no se puede volver a leer ningún aviso. Si se pierde, con esto se recupera:

    {"    "}{ $passphrase }

    Hazlo ahora. Esto se muestra una sola vez y no se guarda en ningún sitio.
    1. Cópialo en papel, o imprime esta página, y comprueba cada grupo.
    2. Escribe encima: Hearken, clave { $fingerprint }, y la fecha de hoy.
    3. Guárdalo en la caja fuerte del colegio. Es para quienes pueden leer todos los avisos.
    4. Copia este archivo en otro lugar, por ejemplo en una memoria USB en la misma caja fuerte:
       { $file }

    Para usarlo: hearken recover --settings { $settings }
init-copy_there = Ya hay una copia de recuperación en { $file }. Su frase de acceso se mostró cuando se hizo.
init-copy_recipients = Hay una copia de recuperación en { $file }. Pueden abrirla los destinatarios que dice la configuración. Guárdala también en otro lugar.
init-copy_recipients_there = Ya hay en { $file } una copia de recuperación para los destinatarios que dice la configuración.
init-next =
    Qué viene ahora:
    1. Pon las personas y los números de tu colegio en { $file }.
    2. Mira qué falta:  hearken check --settings { $file }
    3. Arranca:         hearken serve --settings { $file }

## hearken check
# Cada uno dice qué se encontró, y `.do` qué hacer.
# $file, $folder: una ruta. $why: lo que dijo la parte que falló. $role, $roles: como están en la configuración.
# $who: un cargo en palabras. $route, $profile, $user, $space: identificadores. $count: cuántos. $hours: cuántas horas.

check-level-fine = bien
check-level-warning = atención
check-level-problem = PROBLEMA
check-ok = Ningún problema. Para mirar: { $warnings }.
check-not_ok = Problemas: { $problems }. Para mirar: { $warnings }. Resuelve los problemas antes de que alguien confíe en Hearken.
check-settings_read = La configuración de { $file } se puede leer.
check-prompts_fine = Las preguntas, las palabras y las pautas están en orden.
check-profile_fine = El colegio sigue el perfil { $profile }.
check-roles_fine = Todos los cargos a los que llega un aviso los tiene alguien.
check-phone_fine = El teléfono de protección es { $phone }.
check-contacts_fine = Hay un número para todas las personas y servicios que se pueden mostrar.
check-key_fits = La clave abre lo que hay guardado.
check-key_there = Hay una clave. Todavía no hay nada guardado con que probarla.
check-clock_fine = El reloj de esta máquina no va atrasado.
check-database_new = Todavía no hay base de datos. Se crea en el primer arranque.
check-database_fine = La base de datos se puede leer.
check-copy_fine = Hay una copia de recuperación de la clave en { $file }.

check-settings = { $why }
    .do = Corrígelo en el archivo de configuración. Para empezar con uno nuevo: hearken init
check-school_id = El ajuste school.id contiene un signo no permitido.
    .do = Usa solo letras, cifras, - y _.
check-listen = Otras personas de la red podrían abrir el espacio local, que no tiene contraseñas.
    .do = Pon listen en "127.0.0.1:4747".
check-prompts_unreadable = Las preguntas y las palabras no se pueden leer: { $why }
    .do = Corrige ese archivo, o quita el ajuste prompts_dir para usar lo que viene incluido.
check-prompts = Fallos en las preguntas y las palabras: { $count }. El primero: { $why }
    .do = Míralos todos con: hearken prompts check --prompts DIR
check-profile = El perfil no se puede usar: { $why }
    .do = Pon en school.profile uno que exista.
check-nobody = Nadie podría recibir un aviso por el camino { $route }.
    .do = Da a alguien uno de sus cargos. Los verás en el perfil.
check-lead = Nadie tiene el cargo { $role } ({ $who }), que lleva algunos avisos. Van al siguiente de la lista.
    .do = Añade "{ $role }" a los cargos de una persona en la configuración.
check-role = Nadie tiene el cargo { $role } ({ $who }), al que se avisa si no hay otra respuesta. Se pasa al siguiente.
    .do = Añade "{ $role }" a los cargos de una persona en la configuración, si tu colegio tiene ese cargo.
check-user_twice = Dos personas de la configuración tienen el usuario { $user }.
    .do = Da a cada una su propio usuario.
check-member = En el espacio { $space } hay alguien que no está entre las personas de la configuración.
    .do = Quita a esa persona del espacio, o añádela a la configuración.
check-phone = No hay teléfono de protección. Es el número al que se pide llamar cuando algo falla.
    .do = Pon en school.phone un número que alguien conteste.
check-phone_made_up = El teléfono de protección { $phone } es inventado. No contesta nadie.
    .do = Pon en school.phone un número que alguien conteste.
check-contacts = No hay número para: { $roles }.
    .do = Añádelos en [school.contacts], para poder mostrarlos a quien los necesite.
check-contacts_made_up = Estos números son inventados: { $roles }.
    .do = Pon números reales en [school.contacts], o quita esas líneas.
check-data_dir = Todavía no hay carpeta de datos en { $folder }.
    .do = La crea: hearken init. Si ya había una, comprueba que data_dir está bien.
check-data_dir_open = Otros usuarios de esta máquina pueden mirar en la carpeta de datos { $folder }.
    .do = Hazla privada: chmod 700 { $folder }
check-key_unreadable = La clave no se puede usar: { $why }. No se puede recibir ningún aviso.
    .do = Corrígelo. Si el archivo está dañado, recupera la clave con: hearken recover
check-key_lost = No hay clave en { $file }, y hay avisos que la necesitan. No se puede recibir ningún aviso.
    .do = Recupérala con: hearken recover
check-key_missing = Todavía no hay clave.
    .do = Créala, con su copia de recuperación, con: hearken init
check-key_wrong = La clave de { $file } no es la que cerró lo que hay guardado. No se puede recibir ningún aviso.
    .do = Recupera la buena con: hearken recover. Comprueba también que data_dir y database_url están bien.
check-clock_early = El reloj de esta máquina marca un día anterior a esta versión.
    .do = Ponlo en hora y deja que la máquina lo tome de la red.
check-clock_behind = El reloj de esta máquina va { $hours } horas por detrás del último registro.
    .do = Si va mal ahora, ponlo en hora. Si iba mal entonces, los recordatorios que planeó llegarán con ese retraso.
check-database = La base de datos no se puede usar: { $why }.
    .do = Comprueba que database_url está bien y que la base de datos funciona. En una carpeta de datos: que este usuario puede leerla.
check-recipients = Los destinatarios de la recuperación no se pueden usar: { $why }.
    .do = Pon en recovery_recipients las palabras públicas que escribió age-keygen.
check-copies_unreadable = No se puede saber si hay una copia de recuperación de la clave: { $why }
    .do = Comprueba que este usuario puede leer la carpeta de datos.
check-copy_recipients = Todavía no hay copia de recuperación para los destinatarios que dice la configuración.
    .do = Se hace en el próximo arranque, o ahora con: hearken init
check-copy_stale = La copia de recuperación { $file } es de una clave anterior. No recupera la que está en uso.
    .do = Haz una de la clave en uso con: hearken init. Guarda la antigua: las copias de seguridad antiguas la necesitan.
check-copy_missing = No hay copia de recuperación de la clave. Si la clave se pierde, no se podrá volver a leer ningún aviso.
    .do = Haz una con: hearken init
