# The concern form: pages, fields, options and buttons.
# In every page: $schoolPhone (the school's safeguarding phone), $emergency (the emergency number), $jurisdiction (GB-ENG,
# ES and so on: whose law and whose services; what stands under * fits everywhere else).
# Once we know who it is about, $schoolPhone is never a number that reaches that person.

## Pages

page-danger =
    .title = Is anyone in danger now?
    .text =
        Is a child hurt, missing, suicidal or unsafe right now? Call { $emergency }, then the school on { $schoolPhone }. This form can wait.

        If not, carry on. It takes a few answers. Nothing is sent until you send it, and then you see a reference. No reference means no report. If you get stuck, call { $schoolPhone }.

page-need_someone =
    .title = Get someone now
    .text =
        If anyone is in danger, call { $emergency } first.

        About a child: we alert the safeguarding team, and show you their phone number.

        About an adult who works or helps here: we show you numbers to call. We alert nobody, because it may be about them.

page-message =
    .title = The message
    .text =
        Your report will carry a link to the message you picked, so that whoever deals with it can find it. Nothing it says and no file in it is copied here. You can leave the link out before you send.

        You needn't open or read the message again to report it.
    .added = The link to the message goes with this report now. You see that again before you send it.

page-about =
    .title = Who is it about?
    .text = Your answer decides who reads this. Worried about what an adult here did? Choose the adult, even if a child is part of it.

page-category =
    .title = What kind of worry?
    .text = Pick the nearest one. It doesn't have to be exactly right.

page-who =
    .title = Which adult is it?
    .text =
        We ask so that we can leave them off the list of people who read this.

        Said already that it is the headteacher? Carry on.

        Don't know the name? Leave it empty. Then it goes to someone senior. You can describe them in a moment.

page-year =
    .title = Which year group?
    .text =
        We ask because it decides who is told at this school.

        Don't know? Carry on without it. Don't ask a child to find out.

page-picture =
    .title = Is there a picture?
    .text = Count videos too, and pictures that are fake or made by AI. Don't look or ask to find out. "Not sure" is a full answer.

page-before =
    .title = Before you write
    .text = Read these first. They protect the child, and you.

page-rules =
    .title = Before you write
    .text = Read these first. They take half a minute, and they protect everyone in this, you too.

page-what =
    .title = What happened?
    .text =
        Is it about an adult here, and you haven't said so yet? Go back to the first question and say so. It changes who reads this.

        Put names in. Don't add pictures or files. If there is a nude picture, don't describe it.

page-described =
    .title = Describe the adult
    .text = Only if you haven't told us yet who it is. If you have, carry on.

# $nextOpen: when school opens next.
page-wait =
    .title = Can this wait?
    .text =
        School is closed now. It opens on { $nextOpen }. If you say no, or aren't sure, we also tell whoever is on call, if they may read it.

        If a child is hurt, missing, suicidal or unsafe right now, don't wait for anyone here. Call { $emergency }.

page-check =
    .title = Before you send
    .text =
        This goes to { $readers }. They will see that it came from you. We leave out everyone you told us it is about.{ $hasLink ->
            [yes] {" "}A link to the message goes with it, for those who read the report in full. Nothing else of the message does.
           *[no] {""}
        }

        { $hasLadder ->
            [yes] If they don't answer in time, we remind them, then tell { $ladder }.
           *[no] If they don't answer in time, we remind them.
        } Anyone on this list may read it, or their part of it, at any time, and may share it with people who must act on it.

        { $hasAdvice ->
            [yes] They may ask { $adviceOnly } for advice. We send nothing outside the school ourselves.
           *[no] We send nothing outside the school ourselves.
        }

        Is someone you named on this list? Say so below first.

        Ready? Press "{ $send }". If you leave now, nothing is sent.
    .changed = Who would read this has changed since you last looked. Please check the list again.
    .text_unrouted =
        Nobody at this school can be sent this. Everyone who could read it may be part of it.

        If you carry on, we lock it away and show you who to call outside the school. You have to make the call. If you leave now, there is no report.

page-named_here =
    .title = Someone on the list
    .text = Pick everyone this is about. We take them off, then show you who will read it instead.

page-same_name =
    .title = Not sent: check a name
    .text =
        Nothing is sent yet. Please answer below first, then send it.

        { $hasLink ->
            [yes] A name you wrote fits someone who would read this, or they wrote the message.
           *[no] You wrote a name that fits someone who would read this.
        } It goes to { $readers }.

        It may be a different person, or only someone you told. We can't tell, so we ask you.

page-after_risk =
    .title = A few quick questions
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't ask a child to find out. If a child is in danger now, call { $emergency }.

page-after_harassment =
    .title = Is everyone safe?
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't ask a child to find out. If a child is in danger now, call { $emergency }.

page-after_bullying =
    .title = About the bullying
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't ask a child to find out.

page-after_conduct =
    .title = How it looked to you
    .text =
        Your report is sent. Answer what you already know, and skip the rest.

        You don't have to decide what this is. That is for { $lead }. If a child is in danger now, call { $emergency }.

page-after_filming =
    .title = About the filming
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't look in the phone to find out, and don't ask to see the clip.

page-after_grooming =
    .title = About the contact
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't read the child's messages to find out. If a child is on the way to meet someone now, call { $emergency }.

page-after_message =
    .title = About the message
    .text = Your report is sent. Answer what you already know, and skip the rest. If someone is in danger now, call { $emergency }.

page-after_hate =
    .title = What was said
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't search for more of it.

page-after_extremism =
    .title = What you noticed
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't test the child with questions. If someone may be about to get hurt, call { $emergency }.

page-after_self_harm =
    .title = Is the child safe?
    .text =
        Your report is sent. Answer what you already know, and skip the rest.

        Has a child hurt themselves, or do they say they may end their life? Call { $emergency }, then { $schoolPhone }. Stay with them if you can.

page-after_site =
    .title = The page or site
    .text =
        Your report is sent. Answer what you already know, and skip the rest. Don't go back to the page to find out.

        The IT team may read the address, the device and whether it is closed. Put no names there.

page-after_content =
    .title = What was on it
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't look again to find out.

page-after_scam =
    .title = About the scam
    .text = Your report is sent. Answer what you already know, and skip the rest. Nobody should pay or send anything more.

page-after_account =
    .title = Account or device
    .text =
        Your report is sent. Answer what you already know, and skip the rest.

        The IT team may read these answers. Put no names and no passwords in them.

page-after_data =
    .title = About the data
    .text =
        Your report is sent. Answer what you already know, and skip the rest.

        The people who look after data and computers may read these answers. You only need to press, not write.

page-after_author =
    .title = Names in the message
    .text =
        Your report is sent. We can send a private note to the person who wrote the message you picked. It asks them to take names and personal details out of it.

        If you say yes, they will know that somebody reported their message, and they may guess who. The note doesn't say who, or what else you told us. If you aren't sure, say no.

page-after_welfare =
    .title = Is the child safe?
    .text =
        Your report is sent. Answer what you already know, and skip the rest. Don't look for marks, and don't ask a child to show you any.

        Is a child missing, or badly hurt? Call { $emergency } first, then { $schoolPhone }.

page-after_device =
    .title = Phones and devices
    .text =
        Your report is sent. Answer what you already know, and skip the rest. Don't look in a device to find out.

        The IT team may read where the device is. Put no names there.

page-after_who =
    .title = The children in it
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't go back to a child to ask.

page-after_when =
    .title = When, and who knows
    .text = Your report is sent. Answer what you already know, and skip the rest.

page-after_think =
    .title = What you saw and think
    .text = Your report is sent. Here you can keep what you saw apart from what you think. Both help. Nothing to add? Press "Finish".

## Fields

field-about = Who is it about?
    .hint = If you can't tell, choose "I'm not sure".

field-category = What kind of worry is it?

field-subject = Who is the adult?
    .hint = Pick by name. You can pick more than one.

field-subject_described = What do you know about them?
    .hint = Job, class or place, and when you saw them. A few words will do.

field-year = Which year is it?
    .hint = Choose every year it may be. Leave it empty if you don't know.
    .said = Year group

field-picture = A nude or sexual picture of a child?
    .hint = "Child" means anyone under 18. Don't look to check.

field-seen = Have you seen the picture?
    .hint = Yes or no is enough. Don't describe it, and don't look again.

field-understood = I have read this and will follow it

field-what_happened = What did you see or hear?
    .hint = Who, what, when, where. Short is fine. You can add more after you send it.

field-also_about = Who is it about?
    .hint = Pick everyone you mean. They don't get this report.

field-can_wait = Can it wait until school opens?
    .hint = "No" or "not sure": we treat it as urgent and ask for an answer at once.

field-leave_link_out = Send it without the link to the message
    .hint = Then whoever reads it has to ask which message you mean.

field-ask_author = Send the person who wrote it a note?
    .hint = "No" is a full answer. Those who read your report can speak to them instead.
    .said = Send the author of the message a note, to take names out of it

field-name_is_subject = Is it about someone who would read it?
    .hint = "Yes" or "not sure": we leave that person out.

field-immediate_risk = Is a child in danger right now?
    .hint = Hurt, missing, suicidal or unsafe. If yes, phone for help first.

field-adult_involved = Is an adult (18 or over) part of it?
    .hint = Taking it, asking for it, sending it or getting it.

field-pressure = Was a child pushed, tricked or threatened?
    .hint = Pushed into taking it or sending it, or told it would be shared.

field-under_13 = Is anyone in the picture under 13?
    .hint = Only if you know already. Don't look to check.

field-harassment_unsafe = Is a child hurt or unsafe right now?
    .hint = If yes, phone for help first.

field-harassment_what = What was it?
    .hint = Pick all that you know of.

field-harassment_together = Will they meet again today?
    .hint = In a lesson, on the bus, in a team, after school.

field-bullying_hurt = Has anyone been hurt, or threatened with it?
    .hint = Hit, pushed, or told they would be.

field-bullying_going_on = Is it still going on?

field-bullying_how = How does it happen?
    .hint = Pick all that you know of.

field-bullying_avoids = Is the child staying away because of it?
    .hint = From school, lessons, lunch or the bus.

field-conduct_level = How did it look to you?
    .hint = Go by what you saw or heard. You don't have to be sure.

field-conduct_with_children = Is the adult with children now?
    .hint = Here, on a trip or at a club. Don't go and watch them to find out.

field-conduct_told = Does the adult know you are worried?
    .hint = If not, please leave it so.

field-conduct_before = Has something like it happened before?
    .hint = Only what you know yourself. Don't ask around.

field-filming_private = Was it somewhere private?
    .hint = A toilet, a changing room, a bedroom, or up someone's clothes.

field-filming_what = What was done?
    .hint = Pick all that you know of.

field-filming_who = Who did it?

field-meeting = Is a meeting planned, or has there been one?
    .hint = With someone they got to know online or outside school.

field-contact_going_on = Is the contact still going on?

field-contact_who = Who is it, as far as you know?

field-contact_how = How are they in contact?
    .hint = Pick all that you know of.

field-message_threat = Does it threaten to hurt someone?

field-message_to = Who got it?

field-message_from = Who sent it, as far as you know?

field-message_how = How did it come?
    .hint = Pick all that you know of.

field-hate_threat = Does it threaten, or call for harm?

field-hate_aimed = Who is it aimed at?

field-hate_about = What is it about?
    .hint = Pick all that you know of.

field-hate_still_there = Can others still see it?

field-extremist_plan = Any talk of travelling, or hurting people?
    .hint = To join a group, or an attack. Talk of a weapon counts.

field-extremist_contact = Is someone drawing the child in?

field-extremist_signs = What did you notice?
    .hint = What was said or done, not how someone looks or what they believe.

field-self_harm_now = What do you know?
    .hint = Pick the most serious. Don't ask the child to find out.

field-self_harm_with = Is somebody with the child now?

field-self_harm_means = Do they have something to hurt themselves?
    .hint = Only if you know. Don't search their bag or pockets.

field-self_harm_knows = Does the child know you have told us?

field-site_address = The address, if you know it
    .hint = No names here: IT may read it. Don't go back to the page to look.

field-site_device = Which device, and where is it?
    .hint = Such as "laptop 14, library". No names here: IT may read it.

field-site_seen_by = Who saw it?
    .hint = A useful site that is blocked? Choose the last answer.

field-site_closed = Is the page closed now?

field-content_illegal = Could it be against the law?
    .hint = Such as sexual pictures of children, or how to harm people. Don't look again.

field-content_what = What was it?
    .hint = Pick all that you know of.

field-content_on_purpose = Was it looked for on purpose?

field-content_upset = Is a child upset by it?

field-scam_threat = Is somebody being threatened or blackmailed?

field-scam_lost = Has money or a bank detail gone?

field-scam_what = What is it?

field-scam_going_on = Is it still going on?

field-account_what = What is wrong?

field-account_which = Which device or account?
    .hint = Such as "staff laptop 14". No names, no passwords: IT may read it.

field-account_clicked = Did anyone click, reply or type anything in?

field-account_done = What has been done already?
    .hint = Pick all that you know of.

field-data_how = What happened to it?

field-data_what = What kind of details?
    .hint = Pick all that you know of.

field-data_count = How many people is it about?

field-data_back = Is it back, or out of reach again?

field-missing = Is a child missing now?
    .hint = Or not where they should be. If yes, phone first.

field-injury = Is a child hurt?
    .hint = Only what you saw or were told. Don't look for marks.

field-home_unsafe = Is the child afraid to go home today?
    .hint = Or do you think they wouldn't be safe there?

field-welfare_signs = What did you notice?
    .hint = Pick all that you know of.

field-device_involved = Is a phone or other device part of it?
    .hint = A phone, tablet, computer, camera or memory stick.

field-device_where = Where is the device now?
    .hint = The place, and is it off? No names here: IT may read it. Don't take it to find out.

field-spread = How far has it gone?
    .hint = Only what you know already. Don't ask around.

field-made_by_ai = Is it said to be fake, or made by AI?
    .hint = Only if somebody said so. Don't look to check.

field-pupils = Which pupils?
    .hint = Name, year and form of each. Or write "I don't know who".

field-child_where = Where is the child now?
    .hint = The place, and who is with them, if you know.

field-how_known = How did you find out?

field-child_words = What did the child say?
    .hint = Their own words, as near as you can. If there is a nude picture, don't describe it.

field-told_already = Have you told anyone in person?
    .hint = Who, and when.

field-contact_now = Where can we reach you now?
    .hint = A room or a phone number.

field-happened_on = Which day did it happen?
    .hint = Not the day you write this. Leave it empty if you don't know.

field-happened_at = What time?
    .hint = Leave it empty if you don't know.

field-i_saw = What you saw and heard yourself
    .hint = Facts only. If there is a nude picture, don't describe it.

field-i_think = What you think or feel about it
    .hint = A worry is worth writing down, even if you can't prove it.

field-who_knows = Who else knows?
    .hint = Only who you already know about. Don't ask around.

## Options

option-about-pupil = A pupil
option-about-pupils = More than one pupil
option-about-staff = An adult who works or helps here
option-about-head = The headteacher
option-about-safeguarding_team = Someone in the safeguarding team
option-about-governor = A governor
option-about-outsider = A parent, a visitor or someone from outside
option-about-nobody = Nobody: a site, a device, an account or data
option-about-unsure = I'm not sure

option-category-nudes = Nudes or sexual pictures that young people made or shared, fakes too
option-category-sexual_harassment = Sexual remarks, pressure or violence between young people
option-category-bullying = Bullying
option-category-staff_conduct = How an adult here behaves
option-category-device_misuse = Filming or photos without asking, or other phone misuse
option-category-grooming = Someone getting close to a child to use or abuse them
option-category-offensive_message = A nasty or threatening message
option-category-indecent_images = Sexual pictures of children on a device or site, or with an adult
option-category-online_hate = Hate because of who someone is
option-category-radicalisation = Being drawn into extreme views or violence
option-category-self_harm = Self-harm, suicide, eating problems or risky challenges
option-category-harmful_content = Violent, sexual or false things seen or looked for online
option-category-filtering_breach = A bad site got through, or a useful one is blocked
option-category-scam_gambling = Scams, gambling or bad adverts
option-category-account_security = A lost device, shared password or suspicious email
option-category-data_breach = Personal details lost or sent to the wrong person
option-category-welfare_other = Any other worry about a child

option-year-early_years = Early years: nursery or reception
option-year-1 = Year 1
option-year-2 = Year 2
option-year-3 = Year 3
option-year-4 = Year 4
option-year-5 = Year 5
option-year-6 = Year 6
option-year-7 = Year 7
option-year-8 = Year 8
option-year-9 = Year 9
option-year-10 = Year 10
option-year-11 = Year 11
option-year-12 = Year 12
option-year-13 = Year 13
option-year-not_known = I don't know

option-picture-yes = Yes
option-picture-not_sure = Not sure
option-picture-no = No

option-seen-no = No
option-seen-by_accident = Yes, without meaning to
option-seen-other_way = Yes, another way

option-can_wait-no = No, someone must see it now
option-can_wait-not_sure = I'm not sure
option-can_wait-yes = Yes, it can wait until then

option-ask_author-yes = Yes, send the note
option-ask_author-no = No, don't

option-name_is_subject-no = No, it isn't about any of them
option-name_is_subject-yes = Yes, it is
option-name_is_subject-not_sure = I'm not sure

option-immediate_risk-yes = Yes
option-immediate_risk-no = No
option-immediate_risk-not_known = I don't know

option-adult_involved-yes = Yes
option-adult_involved-no = No
option-adult_involved-not_known = I don't know

option-pressure-yes = Yes
option-pressure-no = No
option-pressure-not_known = I don't know

option-under_13-yes = Yes
option-under_13-no = No
option-under_13-not_known = I don't know

option-harassment_unsafe-yes = Yes
option-harassment_unsafe-no = No
option-harassment_unsafe-not_known = I don't know

option-harassment_what-remarks = Remarks, jokes or names
option-harassment_what-messages = Messages or posts
option-harassment_what-pressure = Pressure or threats
option-harassment_what-touching = Touching
option-harassment_what-assault = Assault
option-harassment_what-not_known = I don't know

option-harassment_together-yes = Yes
option-harassment_together-no = No
option-harassment_together-not_known = I don't know

option-bullying_hurt-yes = Yes
option-bullying_hurt-no = No
option-bullying_hurt-not_known = I don't know

option-bullying_going_on-yes = Yes
option-bullying_going_on-no = No
option-bullying_going_on-not_known = I don't know

option-bullying_how-in_person = Face to face
option-bullying_how-messages = In messages or a group chat
option-bullying_how-posts = In posts that others see
option-bullying_how-game = In a game
option-bullying_how-not_known = I don't know

option-bullying_avoids-yes = Yes
option-bullying_avoids-no = No
option-bullying_avoids-not_known = I don't know

option-conduct_level-uneasy = It didn't feel right, or broke our rules for staff
option-conduct_level-risk = It could put a child at risk
option-conduct_level-harm = It hurt a child, or may have
option-conduct_level-crime = It may be a crime against a child
option-conduct_level-not_sure = I'm not sure

option-conduct_with_children-yes = Yes
option-conduct_with_children-no = No
option-conduct_with_children-not_known = I don't know

option-conduct_told-yes = Yes
option-conduct_told-no = No
option-conduct_told-not_known = I don't know

option-conduct_before-yes = Yes
option-conduct_before-no = No
option-conduct_before-not_known = I don't know

option-filming_private-yes = Yes
option-filming_private-no = No
option-filming_private-not_known = I don't know

option-filming_what-filmed = Filmed
option-filming_what-photographed = Photographed
option-filming_what-listened = Sound was recorded
option-filming_what-in_class = A phone or camera used where it is not allowed
option-filming_what-other = Something else

option-filming_who-pupil = A pupil
option-filming_who-adult_outside = An adult from outside
option-filming_who-not_known = I don't know

option-meeting-soon = Yes, today or tomorrow
option-meeting-later = Yes, later, or I don't know when
option-meeting-happened = They have met already
option-meeting-no = No
option-meeting-not_known = I don't know

option-contact_going_on-yes = Yes
option-contact_going_on-no = No
option-contact_going_on-not_known = I don't know

option-contact_who-adult_known = An adult the child knows outside school
option-contact_who-adult_stranger = An adult the child only knows online
option-contact_who-young_person = Another young person
option-contact_who-not_known = I don't know

option-contact_how-game = In a game
option-contact_how-app = In an app or a chat
option-contact_how-phone = By phone or text
option-contact_how-in_person = In person
option-contact_how-not_known = I don't know

option-message_threat-soon = Yes, and it may be soon
option-message_threat-yes = Yes, some time
option-message_threat-no = No
option-message_threat-not_known = I don't know

option-message_to-pupil = A pupil
option-message_to-me = I did
option-message_to-colleague = Someone else who works here
option-message_to-school = The school

option-message_from-pupil = A pupil
option-message_from-parent = A parent or carer
option-message_from-outsider = Someone else from outside
option-message_from-unknown = Nobody knows

option-message_how-email = By email
option-message_how-app = In an app or a chat
option-message_how-posts = In a post that others see
option-message_how-phone = By phone or text
option-message_how-paper = On paper

option-hate_threat-yes = Yes
option-hate_threat-no = No
option-hate_threat-not_known = I don't know

option-hate_aimed-child = One child, or a few
option-hate_aimed-group = A whole group
option-hate_aimed-nobody = Nobody here
option-hate_aimed-not_known = I don't know

option-hate_about-race = Race, skin colour or where someone is from
option-hate_about-religion = Religion or belief
option-hate_about-disability = Disability
option-hate_about-sex = Being a girl or a boy, a woman or a man
option-hate_about-sexuality = Whom someone loves
option-hate_about-trans = Being trans
option-hate_about-other = Something else
option-hate_about-not_known = I don't know

option-hate_still_there-yes = Yes
option-hate_still_there-no = No
option-hate_still_there-not_known = I don't know

option-extremist_plan-soon = Yes, and it may be soon
option-extremist_plan-yes = Yes, some time
option-extremist_plan-no = No
option-extremist_plan-not_known = I don't know

option-extremist_contact-in_person = Yes, in person
option-extremist_contact-online = Yes, online
option-extremist_contact-no = No
option-extremist_contact-not_known = I don't know

option-extremist_signs-said = What they said or wrote
option-extremist_signs-shared = What they watched or shared
option-extremist_signs-joined = A group they joined or follow
option-extremist_signs-changed = A change in how they behave
option-extremist_signs-other = Something else

option-self_harm_now-hurt_now = They have hurt themselves today
option-self_harm_now-suicidal = They say they may end their life
option-self_harm_now-before = They hurt themselves some time ago
option-self_harm_now-online = They look at it or talk about it online
option-self_harm_now-not_known = I don't know

option-self_harm_with-yes = Yes, an adult
option-self_harm_with-no = No
option-self_harm_with-not_known = I don't know

option-self_harm_means-yes = Yes
option-self_harm_means-no = No
option-self_harm_means-not_known = I don't know

option-self_harm_knows-yes = Yes
option-self_harm_knows-no = No
option-self_harm_knows-not_known = I don't know

option-site_seen_by-child = One child
option-site_seen_by-children = Several children
option-site_seen_by-adults = Only adults
option-site_seen_by-nobody = Nobody
option-site_seen_by-blocked = Nobody: a useful site is blocked

option-site_closed-yes = Yes
option-site_closed-no = No
option-site_closed-not_known = I don't know

option-content_illegal-yes = Yes
option-content_illegal-no = No
option-content_illegal-not_known = I don't know

option-content_what-sexual = Sexual
option-content_what-violent = Violent or cruel
option-content_what-dangerous = Drugs, weapons or a dangerous challenge
option-content_what-false = False or misleading
option-content_what-other = Something else

option-content_on_purpose-yes = Yes
option-content_on_purpose-no = No
option-content_on_purpose-not_known = I don't know

option-content_upset-yes = Yes
option-content_upset-no = No
option-content_upset-not_known = I don't know

option-scam_threat-yes = Yes
option-scam_threat-no = No
option-scam_threat-not_known = I don't know

option-scam_lost-yes = Yes
option-scam_lost-no = No
option-scam_lost-not_known = I don't know

option-scam_what-scam = A scam, or a message that tricks people
option-scam_what-gambling = Gambling
option-scam_what-advert = A bad advert
option-scam_what-other = Something else

option-scam_going_on-yes = Yes
option-scam_going_on-no = No
option-scam_going_on-not_known = I don't know

option-account_what-lost = A device is lost or stolen
option-account_what-password = A password is known to others
option-account_what-email = A suspicious email or message
option-account_what-broken_in = Somebody got in, or tried to
option-account_what-other = Something else

option-account_clicked-yes = Yes
option-account_clicked-no = No
option-account_clicked-not_known = I don't know

option-account_done-password = The password is changed
option-account_done-off = The device is off or off the network
option-account_done-told = IT has been told in person
option-account_done-nothing = Nothing yet

option-data_how-wrong_person = It went to the wrong person
option-data_how-lost = It is lost or stolen
option-data_how-online = Others can see it online
option-data_how-broken_in = Somebody got in
option-data_how-other = Something else

option-data_what-contact = Names, addresses or phone numbers
option-data_what-health = Health or special needs
option-data_what-safeguarding = Worries about a child, or family matters
option-data_what-passwords = Passwords
option-data_what-money = Bank or payment details
option-data_what-other = Something else

option-data_count-one = One
option-data_count-few = 2 to 10
option-data_count-many = More than 10
option-data_count-not_known = I don't know

option-data_back-yes = Yes
option-data_back-partly = Partly
option-data_back-no = No
option-data_back-not_known = I don't know

option-missing-yes = Yes
option-missing-no = No
option-missing-not_known = I don't know

option-injury-needs_help = Yes, and they need help now
option-injury-yes = Yes, but they don't need help now
option-injury-no = No
option-injury-not_known = I don't know

option-home_unsafe-yes = Yes
option-home_unsafe-no = No
option-home_unsafe-not_known = I don't know

option-welfare_signs-said = Something the child said
option-welfare_signs-marks = A mark or an injury
option-welfare_signs-changed = A change in how they behave
option-welfare_signs-neglect = Hungry, dirty, tired or not dressed for the weather
option-welfare_signs-home = Something about home or a carer
option-welfare_signs-other = Something else

option-device_involved-yes = Yes
option-device_involved-no = No
option-device_involved-not_known = I don't know

option-spread-nobody = Nobody else has it
option-spread-one = One other person has it
option-spread-several = Several people have it
option-spread-online = It is online
option-spread-not_known = I don't know

option-made_by_ai-yes = Yes
option-made_by_ai-no = No
option-made_by_ai-not_known = I don't know

option-how_known-child_told = The child told me
option-how_known-other_child = Another child told me
option-how_known-saw_it = I saw or heard it myself
option-how_known-message = It came in a message or a note
option-how_known-colleague = A colleague told me
option-how_known-parent = A parent or carer told me
option-how_known-other = Another way

option-who_knows-pupils = Other pupils
option-who_knows-parents = Parents or carers
option-who_knows-colleagues = Colleagues
option-who_knows-outside = People outside school
option-who_knows-nobody = Nobody, as far as I know
option-who_knows-not_known = I don't know

## Headings over kinds in the list

group-conduct = How someone behaves
    .name = Conduct
group-contact = Messages and contact
    .name = Contact
group-content = Things seen or found
    .name = Content
group-commerce = Money and adverts
    .name = Commerce
group-systems = Devices, accounts and data
    .name = Accounts, devices and data
group-welfare = Anything else
    .name = Welfare

## Kinds and subjects as the safeguarding team reads them

category-nudes = Nudes or semi-nudes
category-sexual_harassment = Sexual harassment or violence between children
category-grooming = Grooming or exploitation
category-indecent_images = Indecent images of children
category-bullying = Bullying
category-online_hate = Hate or discrimination
category-radicalisation = Radicalisation
category-self_harm = Self-harm or suicide
category-harmful_content = Harmful content
category-filtering_breach = Filtering
category-account_security = Account or device security
category-data_breach = Data breach
category-staff_conduct = Conduct of an adult
category-scam_gambling = Scam, gambling or advertising
category-device_misuse = Device or camera misuse
category-offensive_message = Offensive or threatening message
category-welfare_other = Other welfare concern

about-pupil = A pupil
about-pupils = Several pupils
about-staff = A member of staff, volunteer or contractor
about-head = The headteacher
about-safeguarding_team = The safeguarding team
about-governor = A governor
about-outsider = A parent, visitor or outsider
about-nobody = No person
about-unsure = Not sure

## Buttons

action-carry_on = Carry on
action-back = Go back
action-need_someone = I need someone now
action-page_child = About a child: alert team
action-show_adult = About an adult: see numbers
action-send = Send to { $lead }
# Only where nobody inside may receive it.
action-send_unrouted = Lock it away and show numbers
action-named_here = I named someone listed
action-save = Save and go on
action-skip = Skip this
action-finish = Finish
action-close = Close
action-acknowledge = Acknowledge
action-read = Read the report
# The same for somebody who has a task in it and does not read what was written.
action-read_task = Read your part
action-read_call = I'll go: show me who
# The same once somebody has the call.
action-see_call = Show who it is
action-read_file = Read
action-add_more = Add more
action-raise = Raise a concern
# The morning after a report that nobody inside could receive.
action-reached = I reached someone
action-not_reached = Show the numbers again
# A draft that was started and left.
action-nothing_yet = Nothing has happened?
action-helped = Someone is with me now
action-resume = Finish my report
action-start_new = Start a different report
# After "Report this message", while another report is unfinished.
action-report_this = Report this message
action-add_link = Add link to my report
action-destroy = Destroy it
action-destroy_now = Destroy it now
