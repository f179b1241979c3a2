# The paper form, for when systems are down: `hearken print`. Sides 1 and 2 are kept, sides 3 and 4 are handed in.
# Kinds, subjects, the picture question and the dos and don'ts are the form's own words (form.ftl, guidance.ftl).
# $emergency: the emergency number.

paper-title = A worry about a child, on paper
paper-when_to_use = For when Hearken doesn't work, or you can't get to it.
paper-side = Side { $number } of 4
paper-keep = Sides 1 and 2 are yours to keep
paper-give = Sides 3 and 4 are handed in
paper-school = School

## Side 1: danger, and who to phone

paper-danger = Is a child hurt, missing, suicidal or unsafe right now?
    .do = Stay with them. Call { $emergency }. Then phone the number below that fits. This form can wait.

paper-phone = Who to phone, and who to give this form to
    .first = Phone first, then write, today. Never phone anyone it is about, and never give them this form. If everyone in a row is part of it, phone outside the school.
    .about = It is about
    .to = Phone, and give it to
    .next = No answer? Phone

# What a worry is about, at the start of a row.
paper-about-child = A child
paper-about-picture = A nude or sexual picture of a child
paper-about-adult = An adult who works or helps here
paper-about-team = Someone in the safeguarding team
paper-about-head = The headteacher
paper-about-governor = A governor
paper-about-filter = A bad site, or the web filter
paper-about-account = A lost device, a password or an odd email
paper-about-data = Personal details lost or sent to the wrong person

paper-outside = Outside the school
    .do = You may phone at any time. You need nobody's permission.
paper-nobody = Nobody at school. Phone outside the school.

## Sides 1 and 2: dos and don'ts

paper-picture_rules = If there is, or may be, a nude or sexual picture of a child
    .note = Videos, fakes and pictures made by AI count too.
paper-always_rules = Always
paper-adult_rules = If it is about an adult here
paper-kind_rules = For some kinds of worry
# $kinds: names of kinds, such as "Bullying, Hate or discrimination".
paper-only_for = { $kinds }:
paper-not_pictures = Never do this with a nude or sexual picture.
paper-law = The law

paper-steps = What to do
    .one = 1. Phone. A call comes first.
    .two = 2. Fill in sides 3 and 4. Short is fine. Leave out what you don't know.
    .three = 3. Give them by hand, today, and ask for a signature. No signature means that nobody has it yet.

## Side 3: ticks and short lines

paper-form = What it is about
    .note = Use a pen. Leave out what you don't know. Don't ask a child to find out.
paper-danger_first = Danger now? Call { $emergency } first.
paper-tick_one = Tick one.
paper-tick_any = Tick what fits.
paper-pupils = Which pupils?
    .note = Name, year and form. Or write "don't know".
paper-adult = Is it an adult? Who?
    .note = Name, job, or what you know about them.
paper-picture_first = Yes, or not sure? Read side 1 before you write another word.
paper-happened = When and where did it happen?
    .date = Date
    .time = Time
    .place = Place
paper-told = Have you told anyone in person?
    .who = Who
    .when = When
paper-contact = Where can we reach you now?
    .note = A room or a phone number.

## Side 4: writing

paper-what = What happened?
    .note = Who, what, when, where. Names in full. If there is a nude picture, don't describe it.
paper-child_words = What the child said
    .note = Their own words, as near as you can.
paper-i_saw = What you saw and heard yourself
    .note = Facts only.
paper-i_think = What you think or feel about it
    .note = A worry is worth writing down, even if you can't prove it.
paper-more_paper = Need more room? Use more paper, and write your name on each sheet.

paper-sign = About you, and when you write this
    .name = Your name and job
    .signature = Signature
    .date = Date
    .time = Time

paper-hand_in = Now give it by hand
    .never = Never leave it in a pigeonhole or on a desk. Never email it or take a photo of it. Don't keep a copy.
# $what: what it is about. $to: the role or roles.
paper-hand_in_line = { $what }: { $to }

paper-taken = Whoever takes it fills this in
    .name = Name and role
    .date = Date
    .time = Time
    .reference = Hearken reference
    .note = Type it into Hearken as soon as it works. Then keep these sheets with the record. Don't throw them away.

# Said by the command. $file: where the sheets are.
paper-written = The paper form is in { $file }. Open it in a browser and print it on both sides: sides 1 and 2 are kept by the phone, sides 3 and 4 are for each report.
