# El espacio de demostración en un navegador.

local-title = Demostración de Hearken
# Cómo se llama la pestaña del navegador. $what: el nombre de una persona, o qué es la página.
local-title_of = { $what } · { local-title }
local-banner = Espacio de demostración. No es para avisos reales.
local-personas = Personas
local-you_are = Eres { $name }, { $job }
local-channels = Canales
local-direct = Mensajes directos
local-thread = Hilo
local-composer = Mensaje
local-composer_hint = Escribe /concern para empezar
local-send = Enviar
local-clock = Hora en la demostración
local-move_time = Adelantar la hora
local-move_5 = 5 min
local-move_15 = 15 min
local-move_60 = 1 hora
local-move_day = 1 día
local-now = Ahora: { $time }
local-empty = Aquí todavía no hay nada.
local-empty_direct = Aquí todavía no hay nada. Para dar un aviso, escribe /concern abajo.
local-offline = La demostración ha dejado de responder. No se envía nada hasta que vuelva. Esta página lo sigue intentando sola.
local-skip_to_main = Ir a la parte principal
local-nobody_found = No hay nadie con ese nombre. Vacía la casilla para ver a todo el mundo.
# Junto a tu propio nombre en una lista de personas.
local-you = tú
local-rules = Qué tener en cuenta
local-reasons = Ver los motivos
local-reasons_hide = Ocultar los motivos
# Encima de lo que se abrió para leer, cuando algo ha cambiado.
local-stale = Esto ha cambiado desde que lo abriste.
local-read_again = Verlo como está ahora
local-optional = (opcional)
local-completion_concern = Dar un aviso sobre un niño o una niña, o sobre una persona adulta de aquí
local-completion_hearken = Ver tus avisos y empezar uno nuevo
local-completion_help = Ver qué puedes escribir aquí

local-lang = es-ES
local-intro = Mira lo que encuentra alguien del personal cuando da un aviso, y lo que recibe la coordinación de protección. Todo se queda en este ordenador.
local-bot = Hearken
local-home = Inicio
local-menu = Lugares y personas
local-places = Lugares
# Dos personas en una página.
local-together = Ver a dos personas a la vez
local-together_title = Dos personas a la vez
local-left = A la izquierda
local-right = A la derecha
local-shown = A quién ves
local-one = Una persona
local-be_one = O ponte en el lugar de una persona
local-start = Volver al principio
local-private_space = Privado
local-members = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
local-messages = { $count ->
    [one] 1 mensaje
   *[other] { $count } mensajes
}
local-unread = Nuevo
local-completion = Órdenes
local-kept = Tu formulario sigue abierto.
local-resume = Volver a tu formulario
# El navegador pone los números de estos dos.
local-count = { $count } de { $limit } caracteres
local-count_over = Sobran { $count } caracteres
local-failed = La demostración no ha respondido. Lo que escribiste sigue aquí. Vuelve a pulsar.
local-refused_elsewhere = La demostración solo responde al navegador de este ordenador.
local-refused_too_big = Es demasiado largo para enviarlo. No se ha enviado nada.
local-refused_not_understood = La demostración no ha podido leerlo. No se ha enviado nada. Vuelve a cargar la página.
local-refused_no_such_persona = En esta demostración no hay nadie con ese nombre.
local-refused_no_such_place = Aquí no hay ningún lugar así.

local-persona-teacher = Docente
local-persona-dsl = Coordinación de protección (DSL)
local-persona-deputy = Coordinación adjunta de protección
local-persona-head = Dirección
local-persona-slt = Equipo directivo
local-persona-it_lead = Coordinación TIC
local-persona-colleague = Auxiliar de aula
local-persona-governor = Presidencia de la junta de gobierno
local-persona-on_call = Guardia fuera de horario
