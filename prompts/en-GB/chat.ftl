# What several chat platforms say around a form, a card or a choice.

chat-only_you = Only you can see this
chat-close = Close
# How far somebody is in a form.
chat-step = Step { $step } of { $of }
# Behind a rule that is the law; everything else is good practice.
chat-law = The law
# In a box that people are looked for in.
chat-pick_people = Find a name
# Over a page whose answers cannot all be taken.
chat-error_summary = { $count ->
    [one] One answer needs another look
   *[other] { $count } answers need another look
}
