# Coaching while somebody writes: see coaching.toml. $words: the few words of theirs that the hint is about.
# $lead: as in guidance.ftl, never the first word of a sentence. A hint says why, and is never a telling-off.

# Above a page that is shown once more.
coach-note = Nothing is wrong. Look at the notes below what you wrote. Change it or leave it, then press again to carry on.
    .after = This is saved, and nothing is wrong. Look at the notes below what you wrote. Change it or leave it, then press again to carry on. What you change is added.

# The same where what was written tells of something that was done with a device or a picture.
coach-note-done = Keep what you wrote. Read the note below it first, then press again to carry on.
    .after = This is saved. Keep what you wrote. Read the note below it first, then press again to carry on. What you change is added.

## What was done already: keep it in, and what to do now

coach-looked = You wrote "{ $words }". Keep that in: it has to reach { $lead }. Don't look in it again, even if you are asked to. Searching a device can break the law or spoil evidence.
coach-viewed = You wrote "{ $words }". Keep that in: it helps you to have it on record. Don't look again, and don't describe what it shows. Even looking can break the law.
coach-deleted = You wrote "{ $words }". Keep that in, with the time if you know it. Don't delete anything more, and don't ask a child to. The police may need it, and { $lead } can find out what is still there.
coach-asked_to_show = You wrote "{ $words }". Keep that in: it has to reach { $lead }. Don't ask again. If something was sent to you, don't open it, pass it on or delete it: call { $schoolPhone }. Asking for a sexual picture of a child can break the law.
coach-copied = You wrote "{ $words }". Keep that in, and say who has a copy now. If it may show a sexual picture of a child, don't open it, send it or delete it: call { $schoolPhone }. It is illegal to save or share one.

## How it reads

coach-reader = You wrote "{ $words }". They may read this report. Is it about them? Then say so on the page before you send it, and we leave them out. If they were only there or were told, leave it as it is.
coach-surname = You wrote "{ $words }". This line is also read by people who don't get the report, such as whoever fetches a device. If that is a child's name, please leave the surname out here.
coach-leading = You wrote "{ $words }". A question that suggests an answer can change what a child says. Keep in what you asked and what they answered, word for word. Leave any more questions to { $lead }.
coach-blame = You wrote "{ $words }". It can read as if the child were to blame, and they may read this one day. What did each person do or say? That helps most.
coach-opinion = You wrote "{ $words }". What did you see or hear that made you think so? Facts help most, because others can check them and act on them.
coach-initials = You wrote "{ $words }". Whoever reads this has to know quickly which child it is. The full name and class help, if you know them.
