# Cards after sending, notices to those who act, and the parts of a case.
# `.push` is what a lock screen may show: never any content, never a name.
# $schoolPhone is never a number that reaches somebody the concern is about.

## To the person who reports

# $deadline follows "within". $ladder: "the deputy DSL, then the headteacher". $remindFirst: no when all are told at once.
receipt =
    .heading = Sent. Your reference is { $reference }.
    .text =
        We ask { $lead } to say they have it { $byWhen ->
            [minutes] within { $deadline }
           *[moment] by { $due }
        }. { $remindFirst ->
            [no] { $hasLadder ->
                [yes] If they don't, we tell { $ladder }.
               *[no] If they don't, we tell them again.
            }
           *[yes] { $hasLadder ->
                [yes] If they don't, we remind them. Then we tell { $ladder }.
               *[no] If they don't, we remind them.
            }
        }

        Still worried? Call { $schoolPhone }. If nobody answers and a child may be in danger, call { $emergency }. You don't need anyone's permission.

        It is for { $lead } to decide who else is told, families included. Know more? Press "Add more" for a few quick questions. Your answers help them act. Thank you for telling us.
    .push = Sent. Reference { $reference }.

# $contacts: names of services and numbers, one a line.
receipt-unrouted =
    .heading = Not delivered inside school. Your reference is { $reference }.
    .text =
        Your report is saved and locked. Nobody at school has been sent it, because everyone who could read it may be part of it.

        Somebody still needs to know. Call one of these now:

        { $contacts }

        Keep the reference. Tell them what you told us. If a child is in danger, call { $emergency }. You don't need anyone's permission.

        We will ask you tomorrow whether you reached someone.
    .push = Please open Hearken. Reference { $reference }.

receipt-again =
    .heading = Already sent. Your reference is { $reference }.
    .text =
        You sent this report before, and it is in. It counts once. This is the same reference.

        Something new? Press "Add more". Still worried? Call { $schoolPhone }, or { $emergency } if a child is in danger.
    .push = Already sent. Reference { $reference }.

page-now-child =
    .heading = We are alerting the safeguarding team.
    .text =
        Don't wait for them. Call { $schoolPhone } now. If a child is hurt, missing, suicidal or unsafe, call { $emergency } first. Stay with them if you can.

        An alert is not a report. When the child is safe, come back and write down what happened.

page-now-adult =
    .heading = Numbers you can call now
    .text =
        Nobody has been alerted. Call someone this isn't about:

        { $contacts }

        If anyone is in danger, call { $emergency } first. You don't need anyone's permission.

# The deadline has passed and nobody has acknowledged it. Numbers stand below.
late =
    .heading = Nobody has said yet that they have { $reference }.
    .text =
        It was due by { $due }. We keep asking, and we ask the next person too.

        You can call any of these now. You don't need anyone's permission. If a child is in danger, call { $emergency }.
    .push = Your report { $reference } is still waiting. Please open Hearken.

late-not_yet =
    .heading = There is still time: { $reference } is due by { $due }.
    .text =
        We have asked { $lead } to say they have it by then. If nobody does, we tell you.

        Worried now? You can call any of these. You don't need anyone's permission. If a child is in danger, call { $emergency }.
    .push = News on your report { $reference }.

call-ended =
    .heading = Good that someone is with you.
    .text = We have told those we alerted that you don't need anyone else now. When the child is safe, please write down what happened.

notice-call_waits =
    .heading = Nobody has answered your call yet.
    .text = We are asking the safeguarding team again, and others who can help. Don't wait for them. Call one of these now. If a child is in danger, call { $emergency } first.
    .push = Nobody has answered yet. Please open Hearken.

notice-read =
    .heading = { $reference } has been read by { $lead }.
    .text =
        You don't need to do anything. You won't be told how it ends for a child. That stays with the people dealing with it.

        Something new, or still worried? Press "Add more", or call { $schoolPhone }.
    .push = News on your report { $reference }.

# $state: the `.reporter` words of a state.
notice-status =
    .heading = { $reference }: { $state }
    .text =
        You won't be told how it ends for a child. That stays with the people dealing with it.

        Something new, or still worried? Press "Add more", or call { $schoolPhone }.
    .push = News on your report { $reference }.

notice-reached =
    .heading = Did you reach someone?
    .text =
        Your report { $reference } has not been delivered inside school. If you haven't reached anyone yet, call one of these now:

        { $contacts }

        If a child is in danger, call { $emergency }.
    .push = Hearken has a question for you.

reached-thanks =
    .heading = Thank you for telling us.
    .text = We have recorded that you reached someone about { $reference }, and we won't ask again. If a child is in danger, call { $emergency }.

# Beside what was typed: it names somebody who reads this report.
more-named =
    We haven't added this yet. It has a name in it that fits someone who reads this report, and if it is about them, they must not get it. About them? Type /hearken, open this report, and press "Someone I named reads this". Not about them? Write it here without the name.

# $time: when it was begun. $until: when it is destroyed.
draft-found =
    .heading = You have an unfinished report.
    .text =
        You began it on { $time }. It hasn't been sent, and nobody has seen it. If you leave it, we destroy it on { $until }.

        If a child is hurt, missing, suicidal or unsafe right now, call { $emergency }. Then phone { $schoolPhone }.
    .push = Something you started in Hearken hasn't been sent.

# After "Report this message", while another report is unfinished.
draft-found_message =
    .heading = You have another unfinished report.
    .text =
        You began it on { $time }, and the message you just picked isn't part of it. We keep the link to the message while you choose.

        "Report this message" starts a report of its own. Your unfinished one stays as it is until { $until }.

        If a child is hurt, missing, suicidal or unsafe right now, call { $emergency }. Then phone { $schoolPhone }.
    .push = Something you started in Hearken hasn't been sent.

draft-destroy =
    .heading = Destroy your unfinished report?
    .text = It hasn't been sent. Once it is destroyed, nobody can bring it back. If a child may be at risk, please finish it, or call { $schoolPhone }.

draft-destroyed =
    .heading = Your unfinished report is destroyed.
    .text = Nothing was sent, and nobody has seen it. Still worried? Call { $schoolPhone }, or { $emergency } if a child is in danger.

notice-draft =
    .heading = Did you mean to finish what you started here?
    .text = It hadn't been sent when we wrote this, and nobody had seen it. Press "Finish my report" to go on. If you leave it, we destroy it on { $until }. Rather talk? Call { $schoolPhone }, or { $emergency } if a child is in danger.
    .push = Something you started in Hearken hasn't been sent.

# $told: no where the sender's open report keeps the safeguarding team out of it.
file-refused =
    .heading = We didn't take that file.
    .text =
        Hearken takes no files or pictures, because a sexual picture of a child must never be passed on. We haven't opened it or kept it. It may still be in this chat.

        Don't send it to anyone. Don't delete it, and don't ask a child to: the police may need it. Don't look at it again.

        { $told ->
            [no] Nobody has been told yet.
           *[yes] We have told { $lead } that a file was offered, and nothing about what is in it.
        } If it may show a child, call { $schoolPhone } now. To report what happened, type /concern and use words.

home =
    .heading = Is something worrying you?
    .text =
        If a child is hurt, missing, suicidal or unsafe right now, call { $emergency }. Then phone the school on { $schoolPhone }.

        If not, press "Raise a concern". It takes a few answers. You see who will read it before you send it. You don't have to be sure.

# In answer to plain words, which may well have been the worry itself: none of them was read or kept.
direct =
    .heading = Nobody has read what you wrote here.
    .text =
        It is not a report, and nobody has been told. Press "Raise a concern" and write it there.

        Is a child hurt, missing, suicidal or unsafe now? Call { $emergency }, then { $schoolPhone }.
    .push = Nobody has been told. Please open Hearken.

# On what opens, where something was typed behind /concern.
concern-typed = What you typed after /concern was not sent or kept. You can write it in a moment.

# What may be typed behind /hearken, between commas and in small letters. The words of every language are understood.
command-home = home, mine
command-concern = concern, report, raise

help =
    .heading = What you can type here
    .text =
        /concern reports a worry. You see who will read it before you send it.

        /hearken shows your home: your own reports, questions to you, and the concerns you may read.

        /hearken help shows this.

        Nothing you typed behind /hearken was sent or kept by us. If a child is hurt, missing, suicidal or unsafe right now, call { $emergency }. Then phone { $schoolPhone }.

## To those who act

# In the home of somebody who may have concerns. $count: all of them. $more: how many are not listed below.
concerns =
    .heading = Open concerns you may read: { $count }
    .text = Those that nobody has yet come first. { $hasMore ->
            [yes] The first are below, and { $more } more.
           *[no] All of them are below.
        }
concern-waits =
    .heading = { $reference }: { $urgency }. Nobody has it yet.
    .text = Kind: { $group }. Acknowledge by { $due }.
concern-taken =
    .heading = { $reference }: { $urgency }
    .text = Kind: { $group }. { $state }. With { $role } since { $time }.
concern-task =
    .heading = { $reference }: a task for you
    .text = Kind: { $group }. Urgency: { $urgency }. Others lead on it.

# $group: a group's words. $due: the time by which to acknowledge. $who: the role or roles that must act.
notice-new =
    .heading = Concern { $reference }: { $urgency }
    .text =
        For: { $who }. Kind: { $group }. Acknowledge by { $due }.

        One acknowledgement stops the reminders for everybody. "Read the report" shows it to you alone, and we record that you read it.
    .push = A new concern needs you. Reference { $reference }, { $urgency }.

# To somebody who has a part in it and does not read what was written, such as the IT lead.
notice-task =
    .heading = Concern { $reference }: a task for you
    .text =
        Kind: { $group }. Urgency: { $urgency }. Others lead on it and acknowledge it. You don't have to.

        "Read your part" shows it to you alone, and not the report. We record that you read it.
    .push = A concern has a task for you. Reference { $reference }, { $urgency }.

notice-reminder =
    .heading = Reminder: concern { $reference }, { $urgency }
    .text = Nobody has acknowledged it. It was due by { $due }, so we ask again. One acknowledgement stops the reminders for everybody.
    .push = Concern { $reference } is still waiting. Please open Hearken.

notice-next =
    .heading = Concern { $reference } goes on to { $who }: { $urgency }
    .text =
        This comes because { $before } did not answer in time. Kind: { $group }. It was to be acknowledged by { $due }.

        One acknowledgement stops the reminders for everybody. "Read the report" shows it to you alone, and we record that you read it.
    .push = A concern has moved on and needs you. Reference { $reference }, { $urgency }.

notice-unowned =
    .heading = Concern { $reference } needs somebody again: { $urgency }
    .text =
        Whoever had it can't go on with it, or it was closed and has been opened again. Kind: { $group }. Acknowledge by { $due }.

        One acknowledgement stops the reminders for everybody. "Read the report" shows it to you alone, and we record that you read it.
    .push = A concern needs somebody again. Reference { $reference }, { $urgency }.

notice-page =
    .heading = A colleague needs you now.
    .text =
        Press this only if you can go or phone now. We tell your colleague that someone has their call, and stop asking the others.

        This is a call for help, not a report: there may be nothing to read yet.
    .push = A colleague needs you now. Open Hearken.

notice-page-again =
    .heading = A colleague still needs someone now.
    .text = Nobody has answered them yet, so we ask again. Press this only if you can go or phone now. We tell your colleague that someone has their call, and stop asking the others.
    .push = A colleague still needs you. Open Hearken.

# $role: who answered.
notice-page-answered =
    .heading = A colleague's call has been answered.
    .text = With { $role } since { $time }. If that is you, go to them or phone them now. If not, you need do nothing more.
    .push = A call has been answered.

notice-page-ended =
    .heading = A colleague's call is over.
    .text = They told us at { $time } that someone is with them. You need do nothing more.
    .push = A call is over.

# Shown to one person alone, after "I'll go: show me who".
notice-page-read =
    .heading = Find this colleague now.
    .text = { $colleague } asked for the safeguarding team at { $since }, about a child. Go to them or phone them. They have been told to call { $emergency } if a child is in danger.

notice-acknowledged =
    .heading = Concern { $reference }: acknowledged
    .text = With { $role } since { $time }. The reminders have stopped for everybody.
    .push = Concern { $reference } has been acknowledged.

notice-more =
    .heading = Concern { $reference }: more from the reporter
    .text = The person who reported it has added something. Urgency: { $urgency }. "Read the report" shows it to you alone, and we record that you read it.
    .push = More has come in on { $reference }, { $urgency }.

notice-file =
    .heading = A file was offered and refused.
    .text =
        Someone tried to send a file. We did not open it, keep it or pass it on, so we can't say what is in it. It may still be in their chat.

        They have been told not to share it and not to delete it. "Read" shows who to speak to.
    .push = Hearken has refused a file. Please open Hearken.

# Shown to one person alone, after "Read".
notice-file-read =
    .heading = Speak to this colleague.
    .text = { $colleague } offered a file at { $since }. Speak to them in person. Don't ask them to send it or show it.

notice-answered =
    .heading = Your call has been answered by { $role }.
    .text = They know that you need someone now. If a child is in danger, don't wait: call { $emergency }.
    .push = Someone has your call.

more-saved =
    .heading = Added to { $reference }.
    .text = Thank you. Those who read your report will see this too. You can add more at any time.
    .push = Added to { $reference }.

# Where "Finish" was pressed and no question was answered.
more-none =
    .heading = Nothing was added to { $reference }.
    .text = Your report is in, as it was. You can add more at any time.
    .push = Nothing was added to { $reference }.

## To whoever wrote a message that was reported

# Nothing of any report, and nobody's name.
notice-author =
    .heading = Please take names out of one of your messages.
    .text =
        The message below holds a name or a detail about someone that is better not in this chat. It happens easily.

        Please open it and edit it, so that no name stays in it and nothing that points to a person. Please don't copy it anywhere else. You needn't answer this. If you think someone is at risk, type /concern: that is private.
    .message = The message
    .push = Hearken has a note for you.

## The safeguarding team's private space

# $wrong: the words of a space-… below. Under a notice that comes to somebody directly.
notice-directly =
    Why this comes to you directly: { $wrong } So we didn't post it there. Concerns posted there before still show their reference, how urgent they are and their kind, never what was written.

# $wrong and $mend: the words of a space-… below.
notice-space =
    .heading = The safeguarding team's space needs a look.
    .text =
        { $wrong } Until that is mended, we post no concern there. Those who may have one are told directly, so nothing is lost.

        { $mend }

        Concerns posted there before still show their reference, how urgent they are and their kind, never what was written. Whoever can read the space now can read those lines. If that is too much, use a new private space and tell whoever looks after Hearken which one.
    .push = Hearken has a note for you about a shared space.

space-gone = The team's space is gone, empty or closed to us.
    .mend = To mend it: bring it back and let Hearken in again. Or make a new private space for the team, and tell whoever looks after Hearken which one.
space-public = Anyone at school can find and read the team's space.
    .mend = To mend it: make it private. If your chat can't do that, make a new private space for the team.
space-strangers = Guests, or people from outside the school, can read the team's space.
    .mend = To mend it: take them out, and stop sharing the space with anyone outside.
space-unmatched = Someone in the team's space isn't on the school's list of staff.
    .mend = To mend it: take them out. If they do work here, ask whoever looks after Hearken to add them.
space-no_part = Someone in the team's space has no part in reading concerns.
    .mend = To mend it: take them out. If they should read concerns, ask whoever looks after Hearken to give them their role.

## A case

case =
    .heading = Concern { $reference }
    .push = Concern { $reference } is open.
case-unknown_person = Someone we don't have on the staff list
case-facts-reference = Reference
case-facts-received = Received
case-facts-urgency = Urgency
case-facts-why = Why so urgent
case-facts-category = Kind
case-facts-about = About
case-facts-named = Named
case-message = The message it began from (link)
case-message-picture = It may hold a sexual picture. Don't open the link just to look: decide first whether anyone has to see it at all, and who.
case-facts-deadline = Due by
case-facts-state = State
case-facts-reporter = Reported by
case-said = What they wrote
case-entry = Entry { $number }, { $time }, { $role }
case-expires = This view closes at { $time }. We have recorded that you read it.

# `.reporter`: what the person who reported it sees. It never tells the outcome.
state-received = Received
    .reporter = received
state-acknowledged = Acknowledged
    .reporter = someone has it
state-under_review = Under review
    .reporter = someone has it
state-managed_in_school = Managed in school
    .reporter = someone has it
state-referred = Referred
    .reporter = someone has it
state-closed = Closed
    .reporter = closed
state-unrouted = Not delivered inside school
    .reporter = not delivered inside school
