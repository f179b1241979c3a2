# The policy register, the duties calendar, and what people are reminded of on a school morning.
# $title: a policy's or a duty's own name. $date: a day with its year. $when: late, today or ahead of it.
# $reason: one of the remind-why sentences. $again: yes where $until says when we ask again.

command-policies = policies
command-duties = duties, tasks

## A morning's reminders

notice-review =
    .heading = To review: { $title }
    .text =
        { $when ->
            [late] The review was due on { $date }.
            [today] The review is due today, { $date }.
           *[ahead] The review is due on { $date }.
        } { $reason }

        Reviewed and approved already? Press "Reviewed" and say when. That stops these reminders.{ $again ->
            [yes] {" "}If not, we ask again on { $until }.
           *[no] {""}
        }
    .push = Hearken has a reminder for you.

notice-duty =
    .heading = To do: { $title }
    .text =
        { $when ->
            [late] It was due on { $date }.
            [today] It is due today, { $date }.
           *[ahead] It is due on { $date }.
        } { $reason }

        Press "Done" once it is. Can't do it yet, or doesn't it apply? Say so, and why. Any of the three stops these reminders.{ $again ->
            [yes] {" "}If not, we ask again on { $until }.
           *[no] {""}
        }
    .push = Hearken has a reminder for you.

# What everybody who works here does, such as a new password. Nobody settles it for the others.
notice-duty_everybody =
    .heading = To do: { $title }
    .text =
        { $when ->
            [late] It was due on { $date }. If you haven't done it yet, please do it today.
            [today] Please do it today, { $date }.
           *[ahead] Please do it by { $date }.
        } Everybody who works here does this. Once you have, there is nothing to press and nobody to tell. We don't ask again after its day. Not sure how? Ask the office.
    .push = Hearken has a reminder for you.

# $count: how many lines there are. The days stand below.
notice-digest =
    .heading = Due in the next 90 days
    .text =
        This is the list for the leadership team, once a month. { $count ->
            [0] Nothing is due or late.
            [one] One thing is due or late.
           *[other] { $count } things are due or late.
        } { $reason } Whoever looks after each one is reminded too.
    .push = Hearken has this month's list for you.

notice-calendar_ends =
    .heading = The school calendar ends on { $date }.
    .text =
        Hearken knows no terms after that day. Then it takes every weekday for a school day, and reminds people in the holidays too. { $reason }

        Please have the next school year put in by whoever looks after Hearken. That stops this.
    .push = Hearken has a reminder for you.

# Several at once. Each stands below in a line of its own.
notice-mornings =
    .heading = { $count } things to see to
    .text = They are yours, or nobody else can be asked. Each button takes you straight to one of them, and "All of mine" to every one. Once it is done, we stop asking.
    .push = Hearken has reminders for you.

remind-review =
    { $when ->
        [late] Late: { $title }. The review was due on { $date }.
        [today] Today: { $title }. The review is due.
       *[ahead] { $title }. The review is due on { $date }.
    } { $reason }
remind-duty =
    { $when ->
        [late] Late: { $title }. It was due on { $date }.
        [today] Today: { $title } is due.
       *[ahead] { $title }. It is due on { $date }.
    } { $reason }
remind-duty_everybody =
    { $when ->
        [late] Late: { $title }. It was due on { $date }.
        [today] Today: { $title }. Please do it.
       *[ahead] { $title }. Please do it by { $date }.
    } Everybody does this. There is nothing to press.
remind-digest = This month's list for the leadership team. Things that are due or late: { $count }.
remind-calendar_ends = The school calendar in Hearken ends on { $date }. Please have the next school year put in.
remind-more = And { $count ->
        [one] one more
       *[other] { $count } more
    }. Press "All of mine" to see everything.

# $role: whose it is.
remind-why-holds = This is for { $role }.
remind-why-instead = This is for { $role }. Nobody here holds that role in Hearken, so it comes to you.

action-review_named = Reviewed: { $title }
action-done_named = Done: { $title }
action-mine_due = All of mine

## The register

policies =
    .heading = The policy register
    .text =
        { $count ->
            [0] Nothing needs a review in the next 90 days.
            [one] One policy needs a review now or in the next 90 days.
           *[other] { $count } policies need a review now or in the next 90 days.
        }

duties =
    .heading = What falls due in a school year
    .text =
        { $count ->
            [0] Nothing is due in the next 90 days.
            [one] One thing is due now or in the next 90 days.
           *[other] { $count } things are due now or in the next 90 days.
        }

# $when: also undated.
policy =
    .heading =
        { $when ->
            [late] Late: { $title }
            [today] Due today: { $title }
            [undated] No date yet: { $title }
           *[ahead] { $title }
        }
policy-early = An early review was asked for.

duty =
    .heading =
        { $when ->
            [late] Late: { $title }
            [today] Due today: { $title }
           *[ahead] { $title }
        }
duty-put_off = It was put off to this day.

fact-policy = Policy
fact-duty = Task
fact-due = Due
fact-next_review = Next review
fact-last_review = Last review
fact-owner = Looked after by
fact-approver = Reviewed and approved by
fact-cycle = How often
fact-cycle-months = every { $count ->
        [one] month
       *[other] { $count } months
    }
fact-undated = No date yet. Press "Reviewed" to put it in.
fact-never = Not known

action-policies = All policies
action-duties = All tasks
action-policy_reviewed = Reviewed
action-policy_early = Review it early
action-policy_document = Add a link or note
action-policy_history = History
action-duty_done = Done
action-duty_postpone = Put it off
action-duty_not_applicable = Doesn't apply
action-duty_history = History

## Forms

page-policy_reviewed =
    .title = Policy reviewed
    .text = For a policy that has been reviewed and approved. It stays in the history, and the next review is put in.

field-reviewed_by = Who reviewed it?
    .hint = Leave this empty if you did.
    .said = Reviewed by
field-approved_on = When was it approved?
    .said = Approved on
field-approved_by = Who approved it?
    .hint = The role or the body, such as the full governing board.
    .said = Approved by
field-next_review = When is the next review?
    .hint = We suggest one full cycle from today. Change it if something else was agreed.
    .said = Next review

action-save_review = Record the review

page-policy_early =
    .title = Review it early
    .text = Use this when something has changed, or when an incident taught you something. Reminders start again for the new day.

field-early_trigger = Why now?
    .said = Why
option-early_trigger-guidance = The law or the guidance has changed
option-early_trigger-incident = We learnt something from an incident
option-early_trigger-technology = There is new technology
option-early_trigger-other = Something else
field-early_reason = What has changed?
    .hint = One or two sentences. No names of children or staff.
    .said = What has changed
field-early_due = Review it by
    .said = Review it by

action-save_early = Ask for the review

page-policy_document =
    .title = Link or note
    .text = Hearken keeps no files. Say where the text stands, and add its SHA-256 if you have it: with it anyone can show later that it is the same text.

field-document_link = Link to the text
    .hint = It begins with https://
    .said = Link
field-document_hash = SHA-256 of the file
    .hint = 64 letters and digits. Leave this empty if you don't have it.
    .said = SHA-256
field-document_note = Note
    .hint = For whoever reviews it next. No names of children.
    .said = Note

action-save_document = Keep it

page-duty_done =
    .title = Done
    .text = It stays in the history, for you and for an inspector.

field-done_on = When was it done?
    .said = Done on
field-done_evidence = What shows it?
    .hint = A line on what was done, or where the record is. No names of children.
    .said = What shows it

action-save_done = Record it as done

page-duty_postpone =
    .title = Put it off
    .text = We remind you for the new day instead. The reason stays in the history.

field-postponed_to = To which day?
    .said = Put off to
field-postponed_reason = Why?
    .hint = One sentence is enough.
    .said = Why

action-save_postponed = Put it off

page-duty_not_applicable =
    .title = Doesn't apply
    .text = This time alone: it comes round again. The reason stays in the history.

field-not_applicable_reason = Why doesn't it apply?
    .hint = One sentence is enough.
    .said = Why it doesn't apply

action-save_not_applicable = It doesn't apply this time

# Beside what was typed.
register-not_yet = That day hasn't come yet. Choose today or an earlier day.
register-past = That day has passed. Choose a day from tomorrow on.
register-before = The next review must come after the day it was approved.
register-far = That day is too far away. Please check the year.
register-later = An early review must come before the next one, on { $date }.
register-link = A link begins with https:// and has no spaces in it.
register-hash = A SHA-256 has 64 signs: the digits and the letters a to f.
register-nothing = There is nothing to keep yet. Add a link or a note.
register-not_saved = We couldn't save this. Nothing has changed. What you typed is still here: please press again.
register-unknown_outcome = We can't tell whether this was saved. Please press again: it counts once.

## What was recorded

policy-saved =
    .heading = Recorded: { $title } has been reviewed.
    .text = The next review is due on { $date }. Until then we stay quiet, and remind you in good time. Want to keep a link to the approved text? Press "Add a link or note".
policy-saved_early =
    .heading = An early review was asked for: { $title }
    .text = It is due on { $date }. Whoever looks after it and the leadership team are reminded until it is recorded as reviewed.
policy-saved_document =
    .heading = Kept: { $title }
    .text = It stands in the history.
duty-saved =
    .heading = Recorded as done: { $title }
    .text = Thank you. We won't ask about this one again.
duty-saved_postponed =
    .heading = Put off: { $title }
    .text = It is due on { $date } now.
duty-saved_not_applicable =
    .heading = Recorded: { $title } doesn't apply this time.
    .text = We won't ask about this one again. It comes round again as usual.
# Somebody else was first.
duty-settled =
    .heading = Already settled: { $title }
    .text = Somebody has recorded this one already. You don't need to do anything.

## History

history =
    .heading = History: { $title }
    .text =
        { $count ->
            [0] Nothing has been recorded yet.
            [one] One entry. Entries are never changed or taken away.
           *[other] { $count } entries, the newest first. Entries are never changed or taken away.
        } This view closes at { $time }.

noted-reviewed = { $time }: reviewed, recorded by { $colleague }.
noted-early = { $time }: an early review, asked for by { $colleague }.
noted-document = { $time }: a link or note, added by { $colleague }.
noted-done = { $time }: done, recorded by { $colleague }.
noted-postponed = { $time }: put off by { $colleague }.
noted-not_applicable = { $time }: doesn't apply, recorded by { $colleague }.
noted-cli = whoever looks after Hearken

## For `hearken check`

check-reminded = Nobody holds the role { $who } ({ $role }), which policies or duties of the profile fall to. Their reminders go to the leadership team or the headteacher instead.
    .do = Give somebody the role in the settings, or change who it falls to in the profile.
