# What could not be done: what happened, what is safe, what to do now.
# $schoolPhone and $emergency as on the form's pages.

phone-either = { $phone } (about an adult here: { $head }; about the headteacher: { $chair })

refusal-unknown_command =
    .heading = We don't know that command.
    .text = Nothing was sent. To report a worry, type { $command }. If a child is in danger, call { $emergency }, then the school on { $schoolPhone }.

refusal-not_your_draft =
    .heading = This form isn't open to you.
    .text = Nothing was changed. To report a worry of your own, type /concern. If a child is in danger, call { $emergency }, then { $schoolPhone }.

refusal-draft_gone =
    .heading = That form has run out of time.
    .text = It was never sent, and what was in it has been destroyed. Please type /concern to start again, or call { $schoolPhone } now.

refusal-draft_sent =
    .heading = This report is already sent.
    .text = Your reference is { $reference }. It counts once, however often you press. Something new? Press "Add more", or call { $schoolPhone }.

refusal-older_page =
    .heading = That was an older copy of this page.
    .text = Nothing you saved is lost. Here is the newest page. Please check it and carry on from here.
    .typed = This page was open twice, or you went back to it. What you typed here isn't saved yet. Please check it, then carry on.

refusal-not_allowed =
    .heading = That isn't open to you.
    .text = Nothing was changed. If you need help with a worry about a child, call { $schoolPhone }.

refusal-no_school =
    .heading = This chat isn't linked to a school yet.
    .text = Nothing was sent. Tell your school's safeguarding lead in person or by phone now. If a child is in danger, call { $emergency }.

refusal-not_saved =
    .heading = We couldn't save this.
    .text = Nothing was sent just now. Any report that has a reference is still in. Call { $schoolPhone } now and tell them instead, or { $emergency } if a child is in danger.

refusal-unknown_outcome =
    .heading = We can't tell whether this was saved.
    .text = It may have been sent, or it may not. Please don't wait to find out. Call { $schoolPhone } now and tell them. Call { $emergency } if a child is in danger.

refusal-vault_closed =
    .heading = Hearken can't take reports right now.
    .text = Nothing was sent just now. Any report that has a reference is still in. Call { $schoolPhone } now, or { $emergency } if a child is in danger.

refusal-too_fast =
    .heading = That was too many presses at once.
    .text = Your last press did nothing. What you saved is still there. Wait a moment and try again, or call { $schoolPhone }.

refusal-fault =
    .heading = Something went wrong here. It wasn't you.
    .text = Unless you see a reference for your report, treat it as not sent. Call { $schoolPhone } now, or { $emergency } if a child is in danger. For the technician: { $code }.

refusal-taken =
    .heading = Someone already has this.
    .text = It was acknowledged by { $role } at { $time }. Nothing more is asked of you, and the reminders have stopped.

refusal-case_gone =
    .heading = That isn't here any more.
    .text = There is nothing to open. If you need help with a worry about a child, call { $schoolPhone }.

## Beside a field

error-required = Please answer this one.
error-too_long = This is { $length } characters long, and { $most } fit. Nothing is lost. Make it shorter here, and add the rest after you send it.
error-blank = This is empty. Please write a few words.
error-not_an_option = Please pick one from the list.
error-date = We couldn't read that date. Write it like 2026-11-21, or leave it empty.
error-time = We couldn't read that time. Write it like 14:05, or leave it empty.
error-tick = Please read this and tick it. Then you can carry on.
error-unknown_person = We can't find that person here. Pick from the list, or describe them instead.
