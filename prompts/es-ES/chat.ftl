# What several chat platforms say around a form, a card or a choice.

chat-only_you = Solo lo ves tú
chat-close = Cerrar
# How far somebody is in a form.
chat-step = Paso { $step } de { $of }
# Behind a rule that is the law; everything else is good practice.
chat-law = Es ley
# In a box that people are looked for in.
chat-pick_people = Busca un nombre
# Over a page whose answers cannot all be taken.
chat-error_summary = { $count ->
    [one] Hay que revisar una respuesta
   *[other] Hay que revisar { $count } respuestas
}
