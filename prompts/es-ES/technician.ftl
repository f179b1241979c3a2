# Para quienes preparan Hearken y lo cuidan.

# Para `hearken route explain`: por qué un aviso va a donde va. Una frase sencilla cada uno.
# $role, $roles: cargos como en roles.ftl, por ejemplo «la coordinación de protección».

## Caminos

because-about_head = Trata de la dirección, así que sube a la junta de gobierno del colegio.
because-about_governor = Trata de alguien de la junta de gobierno del colegio, así que va a quienes dirigen el colegio y no tienen que ver con ello.
because-about_adult = Trata de una persona adulta que trabaja o colabora aquí, así que sube y no pasa a sus iguales.
because-data = Trata de datos perdidos o filtrados, o de una cuenta o un aparato perdidos, así que va a quienes cuidan de los datos.
because-filtering = Trata de una web que pasó el filtro o que se bloqueó por error, así que sigue el camino del filtro.
because-images = Trata de imágenes íntimas o sexuales de menores, así que lo lleva el equipo de protección y se muestran servicios de fuera.
because-child_at_risk = Un menor puede correr un peligro grave, así que lo lleva el equipo de protección y se muestran servicios de fuera.
because-prevent = Puede que alguien se esté acercando al extremismo, así que lo lleva el equipo de protección y se muestran la policía y los servicios de prevención.
because-pupil = No encaja ningún otro camino, así que va por el habitual al equipo de protección.
because-images_sixth_form = Trata de imágenes íntimas de un menor y de alguien de Year 12 o 13, así que se avisa también a la coordinación de Prevent, que lleva la protección en esos cursos.
because-images_found = Se han encontrado imágenes sexuales de menores, así que lo lleva el equipo de protección, y se pide a la coordinación TIC que las bloquee sin mirarlas.
because-images_found_sixth_form = Se han encontrado imágenes sexuales de menores e interviene alguien de Year 12 o 13, así que se avisa también a la coordinación TIC y a quien lleva la protección en esos cursos.
because-child_at_risk_primary = Un menor de Primaria puede correr un peligro grave, así que lo lleva el equipo de protección y se avisa también a la dirección de Primaria.
because-child_at_risk_secondary = Un menor de Secundaria puede correr un peligro grave, así que lo lleva el equipo de protección y se avisa también a la dirección de Secundaria.
because-child_at_risk_sixth_form = Alguien de Year 12 o 13 puede correr un peligro grave, así que lo lleva el equipo de protección y se avisa también a quien lleva la protección en esos cursos.
because-sexual_harassment = Trata de acoso o violencia sexual entre menores, así que se avisa enseguida a la coordinación de protección y a la dirección.
because-sexual_harassment_sixth_form = Trata de acoso o violencia sexual entre menores y de alguien de Year 12 o 13, así que se avisa enseguida a la coordinación de protección, a la dirección y a quien lleva la protección en esos cursos.
because-offensive_message = Trata de un mensaje ofensivo o amenazante, así que se avisa a la coordinación de protección y también a quienes cuidan de la seguridad digital.
because-filtering_sixth_form = Trata de una web que pasó el filtro y de alguien de Year 12 o 13, así que se avisa también a quien lleva la protección en esos cursos.
because-pupil_primary = Trata de un menor de Primaria, así que se avisa a la coordinación de protección y también a la dirección de Primaria.
because-pupil_secondary = Trata de un menor de Secundaria, así que se avisa a la coordinación de protección y también a la dirección de Secundaria.
because-pupil_sixth_form = Trata de alguien de Year 12 o 13, así que se avisa también a quien lleva la protección en esos cursos.

because-own_route = El perfil propio del colegio lo envía por este camino.

## Reglas por encima de todos los perfiles

because-subject_excluded = Nadie de quien trata un aviso lo recibe, así que se deja fuera a { $roles }.
because-team_withheld = El aviso nombra a la coordinación de protección, o no permite descartarla, así que todo el equipo de protección queda fuera hasta que decida la dirección.
because-raised = El aviso trata de una persona adulta de aquí, así que sube.
because-unknown_adult = Trata de una persona adulta de aquí que no sabemos quién es, así que todo el equipo de protección queda fuera y el aviso sube.
because-no_holder = No hay nadie que pueda leer esto en el cargo de { $role }, así que se pasa al siguiente.
because-nobody_left = Nadie del colegio puede recibir esto, así que se guarda bajo llave y a quien da el aviso se le muestran contactos de fuera.
because-moved_up = El aviso no puede ir a la primera opción, así que sube a { $role }.

## Urgencia: como mínimo esta, porque

urgency-because-danger_now = Un niño o una niña está en peligro ahora, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-unsafe_now = Un niño o una niña tiene heridas o está en peligro ahora, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-suicidal = Un niño o una niña se ha hecho daño hoy o puede quitarse la vida, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-missing = Ha desaparecido un niño o una niña, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-meeting_soon = Un menor puede verse hoy o mañana con alguien que se ganó su confianza para abusar o aprovecharse, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-plan_soon = Se habla de viajar o de hacer daño, y puede ser pronto, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-threat_soon = Alguien amenaza con hacer daño, y puede ser pronto, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-harmed_and_near = Una persona adulta de aquí puede haber hecho daño a un menor y ahora está con menores, así que se avisa a la vez a todas las personas que pueden recibirlo.
urgency-because-illegal_images = Las imágenes sexuales de menores son urgentes.
urgency-because-picture = Hay, o puede haber, una imagen íntima o sexual de un menor, así que es urgente.
urgency-because-sexual_harassment = El acoso o la violencia sexual entre menores es urgente.
urgency-because-adult_or_groomed = Puede que alguien esté embaucando o explotando a un menor, así que es urgente.
urgency-because-offensive_message = De un mensaje ofensivo o amenazante se avisa enseguida, así que es urgente.
urgency-because-data_breach = De una fuga de datos se avisa enseguida, así que es urgente.
urgency-because-account_security = De un aparato perdido o una cuenta vulnerada se avisa enseguida, así que es urgente.
urgency-because-self_harm = Las autolesiones y el suicidio son urgentes.
urgency-because-referral_criterion = Interviene una persona adulta, hay presión sobre un menor o hay alguien de menos de 13 años, así que es al menos urgente.
urgency-because-made_by_ai = Se dice que una imagen es falsa o está hecha con inteligencia artificial, así que es urgente.
urgency-because-harm_by_adult = Una persona adulta de aquí puede haber hecho daño a un menor o haberlo puesto en peligro, así que es urgente.
urgency-because-private_filming = Puede que se haya grabado a un menor en un lugar íntimo, así que es urgente.
urgency-because-hurt_or_threatened = Alguien ha sufrido daños, amenazas o chantaje, así que es urgente.
urgency-because-extremism = Puede que alguien esté captando a un menor, o se habla de viajar o de hacer daño, así que es urgente.
urgency-because-illegal_content = Lo que se vio podría ser ilegal, así que es urgente.
urgency-because-hurt_or_unsafe_at_home = Un niño o una niña tiene heridas, o puede que hoy no esté a salvo en casa, así que es urgente.
urgency-because-cannot_wait = El colegio estaba cerrado, y quien dio el aviso no dijo que pudiera esperar.
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

init-token = Hay una clave de acceso en { $file }. Solo puede leer ese archivo quien ejecuta Hearken.
# Preguntas, solo ante el teclado; `.wrong` si la respuesta no sirve. $otherwise: lo que vale si se pulsa Intro.
# $profiles: los perfiles que hay.
init-ask-name = ¿Cómo se llama tu centro? [{ $otherwise }]
init-ask-phone = ¿Qué teléfono lleva a la persona responsable de protección? [{ $otherwise }]
    .wrong = Un número de teléfono lleva cifras. ¿Cuál lleva a la persona responsable de protección?
init-ask-profile = ¿Qué perfil seguís: { $profiles }? [{ $otherwise }]
    .wrong = No hay ningún perfil con ese nombre. ¿Cuál de estos: { $profiles }?
init-ask-platform = ¿Dónde usará el personal Hearken: local (para probarlo, en este equipo) o slack? [{ $otherwise }]
    .wrong = Escribe local o slack.
init-ask-bot_token = Pega el token del bot (xoxb-…). No se muestra. Intro: más tarde.
    .wrong = Ese no es el token del bot: empieza por xoxb- y no lleva espacios. Pégalo otra vez. Intro: más tarde.
init-ask-app_token = Pega el token de la aplicación (xapp-…). No se muestra. Intro: más tarde.
    .wrong = Ese no es el token de la aplicación: empieza por xapp- y no lleva espacios. Pégalo otra vez. Intro: más tarde.
init-ask-channel = ¿Qué id tiene el canal privado del equipo (C…)? Intro: todavía no hay.
    .wrong = El id de un canal empieza por C o G y lleva mayúsculas y cifras, como C0123ABCD. No es su nombre. Intro: todavía no hay.
init-ask-dsl_email = ¿Qué correo tiene en Slack la persona responsable de protección? Intro: más tarde.
    .wrong = Un correo lleva una @. ¿Cuál tiene en Slack la persona responsable de protección? Intro: más tarde.
init-ask-dsl_name = ¿Cómo se llama la persona responsable de protección?
init-ask-deputy_email = ¿Qué correo tiene en Slack la persona suplente? Intro: más tarde.
    .wrong = Un correo lleva una @, y no puede ser el de la persona responsable. ¿Cuál tiene en Slack la persona suplente? Intro: más tarde.
init-ask-deputy_name = ¿Cómo se llama la persona suplente?

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
check-calendar_fine = Se conocen los trimestres. Último día: { $day }.
check-calendar_own = Se ha leído tu calendario { $file }. Trimestres: { $terms }. Cierres: { $closed }. Entradas sin usar: { $count }.
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
check-head_of_year = La persona { $user } coordina un curso, y la configuración no dice cuál. No se le avisa de nada.
    .do = Añade a esa persona sus cursos, por ejemplo years = [7]. Infantil es 0.
check-years = Nadie coordina estos cursos: { $years }. Un aviso sobre ellos no pasa por la coordinación de curso. Infantil es 0.
    .do = Añádelos a los cursos de una persona. Si tu colegio no tiene esos cursos, di en los caminos del perfil que van a la coordinación de curso cuáles tiene, por ejemplo year = [7, 8].
check-user_twice = Dos personas de la configuración tienen el usuario { $user }.
    .do = Da a cada una su propio usuario.
check-member = En el espacio { $space } hay alguien que no está entre las personas de la configuración.
    .do = Quita a esa persona del espacio, o añádela a la configuración.
check-locale = Se pide hablar a { $user } en { $locale }, y el perfil no ofrece ese idioma.
    .do = Pon en el locale de esa persona uno de estos: { $locales }. O quita esa línea.
check-phone = No hay teléfono de protección. Es el número al que se pide llamar cuando algo falla.
    .do = Pon en school.phone un número que alguien conteste.
check-phone_made_up = El teléfono de protección { $phone } es inventado. No contesta nadie.
    .do = Pon en school.phone un número que alguien conteste.
check-contacts = No hay número para: { $roles }.
    .do = Añádelos en [school.contacts], para poder mostrarlos a quien los necesite.
check-contacts_made_up = Estos números son inventados: { $roles }.
    .do = Pon números reales en [school.contacts], o quita esas líneas.
check-calendar_file = { $why }
    .do = Corrige esas líneas. Hasta entonces cuentan los trimestres del perfil.
check-calendar_begins = Tu calendario empieza más tarde. Primer día: { $day }. Hasta entonces cuenta como vacaciones a partir de este día: { $since }. Antes, cualquier día de lunes a viernes cuenta como lectivo.
    .do = Pon también en el archivo los trimestres de este curso, mientras duren.
check-calendar_begins_bare = Tu calendario empieza más tarde. Primer día: { $day }. Hasta entonces, cualquier día de lunes a viernes cuenta como lectivo.
    .do = Pon también en el archivo los trimestres de este curso, mientras duren.
check-calendar_none = El perfil { $profile } no tiene trimestres, así que cualquier día de lunes a viernes cuenta como lectivo, y nada se repite cada trimestre.
    .do = Pon en él tus trimestres, cada uno en un bloque [[term]] con su nombre, su primer día y su último día. Así los plazos esperan a los días lectivos.
check-calendar_ends = Los trimestres se acaban. Último día: { $day }. Después, cualquier día de lunes a viernes cuenta como lectivo.
    .do = Añade los próximos trimestres a tu archivo de calendario o al perfil { $profile }.
check-calendar_example = Hay trimestres o días de cierre en el perfil { $profile } que son ejemplos, y no los de tu colegio.
    .do = Indica tu propio calendario en la configuración: calendar = "trimestres.ics". O copia el perfil, pon tus propios días y quita las líneas example = true.
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

## hearken check, en Slack
# $workspace, $told, $account, $channel: ids de Slack. $scopes: nombres de permisos de Slack. $seconds: un número.

check-slack_token_fine = El token del bot funciona, en el espacio de trabajo { $workspace }.
check-slack_by_itself = El espacio de trabajo { $workspace } deja entrar a Hearken por sí mismo, en /slack/install.
check-slack_app_token_fine = El token de la aplicación abre una conexión.
check-slack_scopes_fine = La aplicación puede hacer lo que necesita y nada más.
check-slack_clock_fine = El reloj coincide con el de Slack.
check-slack_accounts_fine = Todas las personas con un cargo tienen cuenta en Slack.
check-slack_channel_fine = El canal { $channel } es privado y solo están en él personas con un cargo.
check-slack_test_sent = Mensajes de prueba enviados: { $count }.
# Se dice antes de hacerlo. $count: cuántas personas.
check-slack_test_now = Ahora se envía un mensaje de prueba: a { $count } personas responsables de protección, y al canal de protección si lo hay.
# El propio mensaje de prueba.
check-slack_test_notice = Esto es una prueba de Hearken. Nadie ha avisado de nada. No tienes que hacer nada.

check-slack_settings = Slack no se puede usar: { $why }
    .do = Corrígelo en los ajustes, en [slack]. Mira docs/slack.md.
check-slack_file_open = Otras personas de este equipo pueden leer el token de { $file }.
    .do = Hazlo privado: chmod 600 { $file }
check-slack_token = El token del bot no funciona: { $why }.
    .do = Copia otra vez el Bot User OAuth Token, en api.slack.com/apps, en OAuth & Permissions. Si no se llega a Slack, mira que este equipo pueda conectar con slack.com.
check-slack_app_token = El token de la aplicación no abre ninguna conexión: { $why }.
    .do = Crea otro con el permiso connections:write, en api.slack.com/apps, en Basic Information, y activa Socket Mode. Si no se llega a Slack, mira que este equipo pueda conectar con slack.com.
check-slack_workspace = El token del espacio de trabajo { $workspace } es de { $told }. No se usa.
    .do = Pon el token o el id correctos en [[slack.workspace]].
check-slack_scopes = La aplicación no puede hacer todo lo que debe. Faltan: { $scopes }.
    .do = Pega otra vez el manifiesto (hearken manifest slack) y vuelve a instalar la aplicación.
check-slack_scopes_more = La aplicación puede hacer más de lo que necesita: { $scopes }.
    .do = Quita esos permisos en api.slack.com/apps, en OAuth & Permissions, y vuelve a instalar la aplicación.
check-slack_unknown = Nadie sabe qué cuenta de Slack tiene { $user }. No le llegaría nada.
    .do = Ponle un email, o slack con el id de su cuenta.
check-slack_account = No hay cuenta en Slack para { $user }. No le llegaría nada.
    .do = Mira que el correo sea el que tiene en Slack, o pon el id de su cuenta: slack = "U…".
check-slack_account_gone = La cuenta de { $user } en Slack está desactivada. No le llega nada.
    .do = Da el cargo a otra persona, o haz que activen la cuenta.
check-slack_account_guest = { $user } es una persona invitada en Slack. Las invitadas pueden avisar, pero no reciben avisos de otras personas.
    .do = Haz que sea miembro de pleno derecho, o da el cargo a otra persona.
check-slack_account_unasked = Slack no dice si { $user } tiene cuenta: { $why }.
    .do = Repite esta comprobación dentro de un minuto.
check-slack_account_unlinked = Hearken todavía no sabe que la cuenta de { $user } en Slack es suya. No le llega nada.
    .do = Vuelve a iniciar Hearken con estos ajustes y comprueba otra vez. Si sigue igual, pon a esa persona en los ajustes: slack = "{ $account }".
check-slack_channel = Hearken no ve el canal { $channel }.
    .do = Escribe en ese canal: /invite @Hearken. Mira también que el id sea correcto: está al final de los detalles del canal.
check-slack_channel_public = El canal { $channel } es público. No se publica nada en él.
    .do = Hazlo privado, o crea uno privado para el equipo de protección.
check-slack_channel_strangers = En el canal { $channel } hay una persona invitada, otra aplicación o alguien de otra organización. No se publica nada en él.
    .do = Sácalas del canal. Mientras tanto se escribe a cada persona por separado.
check-slack_channel_others = En el canal { $channel } hay personas sin cargo en los ajustes: { $count }. Se escribe a cada persona por separado.
    .do = Sácalas del canal, o ponles su cargo en los ajustes.
check-slack_clock = El reloj de este equipo y el de Slack se llevan { $seconds } segundos.
    .do = Haz que el equipo ponga su reloj en hora por la red.
check-slack_clock_far = El reloj de este equipo y el de Slack se llevan { $seconds } segundos. Con 300 se rechaza lo que envía Slack.
    .do = Pon el reloj en hora ahora, y haz que el equipo lo haga por la red.
check-slack_test_failed = No se pudo enviar un mensaje de prueba a todas las personas.
    .do = Arregla primero lo demás que se dice aquí y prueba otra vez.

## hearken manifest slack: lo que el personal lee en Slack. Los nombres de los atajos, con 24 caracteres como mucho.

slack-manifest-description = Avisa de una preocupación sobre un menor y asegúrate de que llega a quien debe.
slack-manifest-concern = Avisa de algo que te preocupa. Solo tú ves el formulario.
slack-manifest-hearken = Mira de qué has avisado y qué te espera.
slack-manifest-report = Avisar de algo
slack-manifest-report_about = Abre el formulario. Solo lo ves tú.
slack-manifest-report_message = Avisar de este mensaje
slack-manifest-report_message_about = Se avisa con un enlace. El mensaje no se copia.

# Lo que muestra el navegador después de /slack/install.
slack-install-done = Hearken ya puede trabajar en tu espacio de trabajo. Puedes cerrar esta página.
slack-install-denied = No se ha dejado entrar a Hearken. No ha cambiado nada.
slack-install-expired = Este enlace vale una vez, durante diez minutos, en el navegador que lo abrió. Empieza otra vez en /slack/install.
slack-install-not_listed = Este espacio de trabajo no está en los ajustes de Hearken, así que no se ha guardado nada. Pregunta a quien lleva Hearken.
slack-install-not_kept = No se ha podido guardar. No ha cambiado nada. Empieza otra vez en /slack/install, o pregunta a quien lleva Hearken.
slack-install-failed = Slack no lo ha confirmado. No ha cambiado nada. Empieza otra vez en /slack/install.
