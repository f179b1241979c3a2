# Forms about a case, and the cards that follow from them.
# In every page: $schoolPhone and $emergency as on the pages of a report, $readers: the roles that read the case.
# A field's `.said` stands over it in the case, where others read it.

## A question to the reporter

page-ask_reporter =
    .title = Ask the reporter
    .text =
        Ask what they saw, heard or were told, and when. One question at a time gets the best answer.

        Don't ask for a picture, or for details of one. Don't ask them to go back to the child: that is for you to decide. Leave out the names of other children.

        Only the person who reported this is sent your question. It stays in the report with their answer, where everyone who reads the report sees both.

field-question = What do you want to ask?
    .hint = About what happened. Plain words, no names they don't need.
    .said = Question

action-ask_reporter = Ask the reporter
action-send_question = Send this question

asked =
    .heading = Your question about { $reference } is on its way.
    .text = It is sent to the person who reported it and nobody else, and it stands in the report. We tell you when they answer. If they haven't by the next school day, we remind them once. Can't wait? Go and speak to them.
    .push = Your question is on its way.

ask-closed =
    .heading = { $reference } is closed.
    .text = Nothing was sent. Reopen it first, then ask.

ask-not_them =
    .heading = The reporter can't be asked here.
    .text = Nothing was sent. The person who reported { $reference } has been named in it, so we send them nothing about it. Speak to someone above you about what to do.

notice-question =
    .heading = There is a question about your report { $reference }.
    .text = Press "Read and answer". Only you can see it. "I don't know" is a fine answer.
    .push = Hearken has a question for you.

notice-question_again =
    .heading = A question about your report { $reference } is still waiting.
    .text = Press "Read and answer". "I don't know" is a fine answer, and you can say that you would rather talk. We won't remind you of this one again.
    .push = Hearken still has a question for you.

# Shown to the reporter alone, below the question itself.
question =
    .heading = A question about your report { $reference }
    .text =
        Write what you know already. "I don't know" is a fine answer. Don't go back to the child to ask, and don't look at any picture.

        Your answer goes to { $readers }. If a child is in danger now, call { $emergency }, then { $schoolPhone }.
    .push = Hearken has a question for you.

question-expires = This view closes at { $time }. To find the question again, type /hearken and open your report.

question-answered =
    .heading = You have answered this question about { $reference }.
    .text = Those who read your report have been told. Something new? Press "Add more", or call { $schoolPhone }.
    .push = Thank you for your answer.

action-read_question = Read and answer
action-answer_question = Write an answer
action-rather_talk = I'd rather talk

page-answer_question =
    .title = Your answer
    .text =
        Write what you know already. "I don't know" is a fine answer. Don't go back to the child to ask. If there is a nude picture, don't describe it.

        This goes to { $readers }.

field-answer = What do you know about it?
    .hint = Short is fine.
    .said = Answer

action-send_answer = Send this answer

# Beside what was typed.
answer-named =
    We haven't sent this yet. It has a name in it that fits someone who reads this report, and if it is about them, they must not get it. About them? Type /hearken, open this report, and press "Someone I named reads this". Not about them? Write it here without the name.

answer-saved =
    .heading = Your answer on { $reference } is in.
    .text = Thank you. Those who have your report are told, and read it there. Something new? Press "Add more" on your report, or call { $schoolPhone }.
    .push = Your answer is in.

answer-talk =
    .heading = We have told them you would rather talk.
    .text = Someone who has { $reference } will come to you. You can also call { $schoolPhone } now. If a child is in danger, call { $emergency } first.
    .push = We have told them you would rather talk.

notice-reply =
    .heading = Concern { $reference }: the reporter has answered
    .text = "Read the report" shows the answer to you alone, with the rest of the report, and we record that you read it.
    .push = There is an answer on { $reference }.

notice-would_talk =
    .heading = Concern { $reference }: the reporter would rather talk
    .text = You asked them something, and they would rather tell you in person. Please find them today. "Read the report" shows who it is and what was asked.
    .push = Someone would rather talk to you about { $reference }.

## Closing, and opening again

page-close_case =
    .title = Close this concern
    .text =
        Write down what was done and why it can be closed. Others will rely on it when you are not there.

        Closing deletes nothing. You can reopen it at any time, and anything the reporter adds reopens it. The reporter is told that it is closed, and never how it ended.

field-what_was_done = What was done, and why close it now?
    .hint = Who did what, and when.
    .said = What was done

action-close_case = Close this concern
action-close_now = Close it
action-reopen_case = Reopen

closed =
    .heading = { $reference } is closed.
    .text = Nothing has been deleted, and you can reopen it at any time. The reporter is told that it is closed, and no more.
    .push = { $reference } is closed.

close-not_taken =
    .heading = { $reference } isn't anyone's yet.
    .text = It can't be closed before someone has it. Acknowledge it first, then close it.

reopened =
    .heading = { $reference } is open.
    .text = Somebody has to take it again. Those who had it are told. If that is you, acknowledge it.
    .push = { $reference } is open again.

notice-closed =
    .heading = Concern { $reference }: closed
    .text = Nothing has been deleted. "Read the report" still shows it to you alone, and it can be reopened there.
    .push = Concern { $reference } has been closed.

## Somebody it is about, named after it was sent

page-name_subject =
    .title = Take someone off
    .text =
        Pick every adult here whom it is about. They can't see it from now on, and they aren't told. Someone more senior may take it over.

        If you read this report yourself, you may lose it too. That says nothing about you.

        This can't be undone here.

field-named = Who is it about?
    .hint = Pick by name. You can pick more than one.
    .said = Named

field-named_unknown = It's an adult here I can't find in the list

action-name_subject = Take someone off this
action-name_reader = Someone I named reads this
action-name_them = Take them off it now

named-still =
    .heading = Done. They are off { $reference }.
    .text = They aren't told. It is now for { $readers }. You still have it.
    .push = Done.

named-reporter =
    .heading = Done. They are off { $reference }.
    .text = They aren't told. It is now for { $readers }. Still worried? Call { $schoolPhone }, or { $emergency } if a child is in danger.
    .push = Done.

# To somebody who has lost it with that, or is named in it: it must not say why, nor who has it.
named-out =
    .heading = Done. What you told us has been acted on.
    .text = { $reference } is with someone more senior, and you no longer have it. You needn't do anything. If a child is in danger, call { $emergency }.
    .push = Done.

notice-moved =
    .heading = Concern { $reference } has come to you: { $urgency }
    .text =
        For: { $who }. Kind: { $group }. Acknowledge by { $due }.

        More is known now about who is part of it, so it has come up to you. One acknowledgement stops the reminders for everybody. "Read the report" shows it to you alone, and we record that you read it.
    .push = A concern has come to you. Reference { $reference }, { $urgency }.

notice-regrouped =
    .heading = Concern { $reference }: who reads it has changed
    .text = People have been taken off this one. You needn't do anything. Please don't talk about it with anyone who can't open it here.
    .push = There is news on concern { $reference }.

## How far it is, as its reporter sees it. It never tells the outcome.

# The four steps; `.now` goes into a heading: "Your report K7F-2QX: someone has it".
status-received = Received
    .now = received
status-read = Read
    .now = read
status-in_hand = Someone has it
    .now = someone has it
status-closed = Closed
    .now = closed
status-unrouted = Not delivered
    .now = not delivered inside school
status-not_yet = Not yet

status =
    .heading = Your report { $reference }: { $state }
    .text =
        You won't be told how it ends for a child. That stays with the people dealing with it.

        Something new, or still worried? Press "Add more", or call { $schoolPhone }. If a child is in danger, call { $emergency }.
    .push = Your report { $reference } is in Hearken.

# $contacts: names of services and numbers, one a line.
status-nobody =
    .heading = Your report { $reference } needs you to call someone.
    .text =
        Nobody at school can go on with it, because everyone who could may be part of it. It is saved and locked.

        Somebody still needs to know. Call one of these now:

        { $contacts }

        Tell them what you told us. If a child is in danger, call { $emergency }. You don't need anyone's permission.
    .push = Please open Hearken. Reference { $reference }.

report =
    .heading = Your report { $reference }: { $state }
    .text = Sent { $received }.
    .push = Your report { $reference }.

action-mine = See how far it is

## Beside a form that could not be saved. Pressed again it counts once.

form-not_saved = We couldn't save this. Nothing was sent, and what you wrote is still here. Press the button again. If it can't wait, call { $schoolPhone }.
form-unknown_outcome = We can't tell whether this was saved. What you wrote is still here. Press the button again: it counts only once. If it can't wait, call { $schoolPhone }.

## In the case itself

# $role: who wrote it. $to: the number of the question.
case-not_theirs = someone who no longer has it
# Above what somebody reads who has only a task in it.
case-task = Below is what you need for your part, not what was written. More may be added later. Don't open a page, picture or message to check it. Nothing to do below, or not sure? Ask those who lead on it, in person or by phone.
case-the_reporter = the person who reported it
case-entry-more = Added by the reporter
case-entry-question = Asked the reporter. Answered.
case-entry-question-waits = Asked the reporter. No answer yet.
case-entry-answer = Answer to entry { $to }
case-entry-answer-talk = Entry { $to } asked for an answer. They would rather talk: please find them.
case-entry-closed = Closed
case-entry-reopened = Reopened
case-entry-named = Named someone it is about
case-entry-named-unknown = Named an adult here we can't match to anyone as someone it is about
