# The dos and don'ts. Where, when and why we may say so stands in guidance.toml.
# $lead: the lead role of this report's route, such as "the DSL", or role-unknown_lead before the route is known.
# It is never the first word of a sentence, and never a role the concern is about.
# $emergency: the emergency number. $jurisdiction: GB-ENG, ES and so on; whose services and numbers are named.

rule-danger_999 = Don't leave a child in danger alone. Call { $emergency } yourself, then phone { $lead }.
    .why = Anyone may call, from any phone, without permission.

## Where the report began from a message

rule-leave_message = Leave the message where it is. Don't copy it, take a screenshot, forward it or ask anyone to delete it.
    .why = What it shows may be needed later, and a copy can do harm.

## The kind's own

rule-not_the_subject = Don't speak to the adult about it, not even to be fair. When they are told is for { $lead } to decide.
    .why = A warning could put a child at risk.

rule-not_public = Don't name a teacher in public or online.
    .why = It is illegal to publish the name of a teacher accused of a crime against a pupil at their school, unless they have been charged.

rule-close_not_navigate = Close or minimise the page. Don't go back for the address, and don't take a screenshot. Reassure any child who saw it.
    .why = Going back can show it again.

rule-no_reply = Don't answer the message or the sender. Don't ask a child to.
    .why = An answer can warn the sender or make things worse.

rule-keep_evidence = Keep the messages as they are, and note the times and names. Nobody should hit back.
    .why = They show what was said and when.

## Where a sexual picture may be in it

rule-never_view = Don't look at the picture, save it or share it, and never ask a child to. Leave a message that may hold one unopened.
    .why = It is illegal to save or share sexual pictures of anyone under 18, and even looking can break the law.

rule-viewed_by_accident = Have you already seen it by accident, or because a child showed you? Tell { $lead }, here or in person, and don't look again.
    .why = It helps you to have that on record.

rule-never_delete = Don't delete anything. Don't ask a child to delete it.
    .why = The police may need it.

rule-never_ask_details = Don't ask any child in this about the picture: what it shows, who took it, who has it.
    .why = Those questions are for { $lead } to ask.

rule-tell_nobody_else = Don't discuss this with colleagues, the children in it or any parents. You may always call { $emergency }{ $jurisdiction ->
        [ES] , social services, the police or the prosecutor for minors
       *[other] , children's social care or, about an adult, the local authority
    }.
    .why = For those calls you need nobody's permission.

rule-no_blame = Say and do nothing that blames or shames a child.
    .why = A child who feels blamed may stop talking.

rule-reassure = If a child told you: say they did right, that you have to pass it on, and that { $lead } will help. Don't promise to keep it secret, or how it will end.
    .why = A promise that breaks makes it harder to tell anyone again.

rule-secure_device = If a device has to be kept: switch it off, lock it away for { $lead }, and tell them where it is. Don't search it, whoever owns it. Use no force: if they won't hand it over, tell { $lead }.
    .why = Searching it can break the law or spoil evidence.

rule-no_search_es = In Spain, don't look in a pupil's phone and don't ask for its PIN. Contacting the parents is for { $lead }.
    .why = Schools in Spain have no right to search a pupil's phone.

## The reader's own duties by law

rule-own_duty_fgm = Are you a teacher? If a girl under 18 tells you she has been cut (FGM), or you see signs of it, you must tell the police yourself: call 101. Tell { $lead } as well.
    .why = This duty is yours alone, and you need nobody's permission. Never examine a child. If she is in danger now, call { $emergency }.

rule-own_duty_report = Told of sexual abuse by a child, or by whoever did it? Seen it, or a recording of it? You yourself must tell the police or children's social care, as soon as you can. Tell { $lead } as well.
    .why = This duty is yours, and you need nobody's permission.

rule-own_duty_es = Signs that someone is harming a child? In Spain you yourself must tell social services at once, and the police or the prosecutor for minors if health or safety is at risk. Tell { $lead } as well.
    .why = This duty is yours, and you need nobody's permission.

## At the free text

rule-own_words = Write what you saw and heard: facts, dates, times and places, not opinions. If a child told you, use their words.
    .why = The exact words can matter later.

rule-no_leading_questions = If a child is telling you something, let them talk. Don't suggest answers or press for more.
    .why = Questions that suggest an answer can change what a child says.

rule-not_to_rumours = Don't warn parents or other schools yourself.
    .why = It could point to a child, or get in the way of the police.

rule-no_personal_channels = Don't text, email or message about this from your own accounts. Phoning { $emergency } or the school from any phone is fine.
    .why = Copies would stay where the school can't look after them.

rule-no_ai = Don't paste any of this into an AI tool, such as a chatbot.
    .why = It would send private details outside the school.

## Last

rule-report_now = Telling { $lead } at once comes first. Don't look into it yourself.
    .why = Questions asked too early can harm a child or spoil evidence.
