# What only Slack asks for. A form is a window there. Its button forward has room for 24 characters.

# On that button, where the words of the action itself are too long.
slack-short = Seguir
slack-short-send = Enviar
slack-short-send_unrouted = Guardar bajo llave
slack-short-page_child = Alertar al equipo
slack-short-name_them = Dejar fuera ahora
# Above it then, at the end of the page. $short: what the button says. $whole: the action's own words.
slack-forward = «{ $short }» significa: { $whole }.
# In the box of a sentence that is ticked.
slack-tick = Sí

# At the end of a window or a message that has no room for everything.
slack-more_view = El resto no cabe en esta ventana. Está guardado. Quien se ocupa de Hearken en tu centro puede ayudarte a leerlo.
slack-more_message = El resto no cabe en un mensaje. Escribe /hearken para verlo en una ventana.

# At the top of a window with one part of what is too long for one, and its buttons. $part, $of: numbers.
slack-part = Parte { $part } de { $of }. Los botones del final llevan a las demás.
slack-part-next = Leer la parte siguiente
slack-part-before = Volver a la parte anterior

# In place of a form that was sent in and that there is nothing more to say of.
slack-closed =
    .heading = Este formulario se ha cerrado
    .text = Para seguir, pulsa otra vez el botón en tus mensajes. O escribe /hearken.

# In direct messages, where a form cannot open by itself. The button under it says what action-raise says.
slack-open =
    .heading = Pulsa el botón para abrir el formulario
    .text =
        ¿Hay algún niño o niña en peligro ahora? Primero pide ayuda por teléfono. El formulario puede esperar.

        Slack solo abre un formulario cuando pulsas un botón. Lo que ya escribiste está guardado. Si estabas con otra cosa, pulsa otra vez su botón.

# In direct messages, in place of something private that Slack did not open in time.
slack-read_again =
    .heading = Pulsa otra vez el botón para leerlo
    .text = Slack no lo abrió a tiempo. No se muestra aquí, porque lo que está en los mensajes se queda ahí.

# In a window, in place of something private once its time is over.
slack-expired =
    .heading = Esto se ha cerrado
    .text = Pulsa otra vez el botón para leerlo.
