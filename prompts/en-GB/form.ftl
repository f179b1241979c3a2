# The concern form: pages, fields, options and buttons.
# In every page: $schoolPhone (the school's safeguarding phone), $emergency (the emergency number).
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

page-described =
    .title = Describe the adult
    .text = Only if you couldn't pick them by name. If you did, carry on.

page-what =
    .title = What happened?
    .text =
        Is it about an adult here, and you haven't said so yet? Go back to the first question and say so. It changes who reads this.

        Put names in. Don't add pictures or files. If there is a nude picture, don't describe it.

# $nextOpen: when school opens next.
page-wait =
    .title = Can this wait?
    .text =
        School is closed now. It opens on { $nextOpen }. If you say no, or aren't sure, we also tell whoever is on call, if they may read it.

        If a child is hurt, missing, suicidal or unsafe right now, don't wait for anyone here. Call { $emergency }.

page-check =
    .title = Before you send
    .text =
        This goes to { $readers }. They will see that it came from you.

        { $hasLadder ->
            [yes] If they don't answer in time, we remind them, then tell { $ladder }.
           *[no] If they don't answer in time, we remind them.
        } Anyone on this list may read it at any time, and may share it with people who must act on it.

        { $hasAdvice ->
            [yes] They may ask { $adviceOnly } for advice. We send nothing outside the school ourselves.
           *[no] We send nothing outside the school ourselves.
        }

        Is someone you named on this list? Say so below first. If you leave now, nothing is sent.
    .changed = Who would read this has changed since you last looked. Please check the list again.
    .text_unrouted =
        Nobody at this school can be sent this. Everyone who could read it may be part of it.

        If you carry on, we lock it away and show you who to call outside the school. You have to make the call. If you leave now, there is no report.

page-named_here =
    .title = Someone on the list
    .text = Pick everyone this is about. We take them off, then show you who will read it instead.

page-same_name =
    .title = Check a name
    .text =
        You wrote a name that fits someone who would read this. It goes to { $readers }.

        It may be a different person, or only someone you told. We can't tell, so we ask you.

page-after_risk =
    .title = A few quick questions
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't ask a child to find out. If a child is in danger now, call { $emergency }.

page-after_device =
    .title = Phones and devices
    .text = Your report is sent. Answer what you already know, and skip the rest.

page-after_how =
    .title = How you found out
    .text = Your report is sent. Answer what you already know, and skip the rest. Don't go back to the child to ask.

page-after_who =
    .title = Who is involved
    .text = Your report is sent. Answer what you already know, and skip the rest.

page-after_think =
    .title = What you saw and think
    .text = Your report is sent. Here you can keep what you saw apart from what you think. Both help. Skip them if you have nothing to add.

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

field-device_involved = Is a phone or other device part of it?
    .hint = A phone, tablet, computer, camera or memory stick.

field-device_where = Where is the device now?
    .hint = Who has it, and is it switched off? Don't take it to find out.

field-how_known = How did you find out?

field-child_words = What did the child say?
    .hint = Their own words, as near as you can. If there is a nude picture, don't describe it.

field-happened_on = Which day did it happen?
    .hint = Leave it empty if you don't know.

field-happened_at = What time?
    .hint = Leave it empty if you don't know.

field-pupils = Which pupils?
    .hint = Names and classes, as far as you know them.

field-who_knows = Who else knows?
    .hint = Only who you already know about. Don't ask around.

field-told_already = Have you told anyone in person?
    .hint = Who, and when.

field-contact_now = Where can we reach you now?
    .hint = A room or a phone number.

field-i_saw = What you saw and heard yourself
    .hint = Facts only. If there is a nude picture, don't describe it.

field-i_think = What you think or feel about it
    .hint = A worry is worth writing down, even if you can't prove it.

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

option-device_involved-yes = Yes
option-device_involved-no = No
option-device_involved-not_known = I don't know

option-how_known-child_told = The child told me
option-how_known-other_child = Another child told me
option-how_known-saw_it = I saw or heard it myself
option-how_known-message = It came in a message or a note
option-how_known-colleague = A colleague told me
option-how_known-parent = A parent or carer told me
option-how_known-other = Another way

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
action-page_child = Alert the team about a child
action-show_adult = Show numbers about an adult here
action-send = Send to { $lead }
# Only where nobody inside may receive it.
action-send_unrouted = Lock it away and show numbers
action-named_here = Someone I named is on this list
action-save = Save and go on
action-skip = Skip this
action-finish = Finish
action-close = Close
action-acknowledge = Acknowledge
action-read = Read
action-read_call = Read
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
action-destroy = Destroy it
action-destroy_now = Destroy it now
