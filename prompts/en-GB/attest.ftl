# What staff read and sign: the acceptable use policy, guidance, the code of conduct.
# $title: what it is called. $edition: as the school named it. $date: a day with its year.

command-aup = aup, sign, signatures

audience-staff = Staff
audience-governors = Governors
audience-volunteers = Volunteers
audience-contractors = Contractors

## Reading

attest-page =
    .title = Read and sign

# On the first page. $minutes: how long the whole text takes. $count: how many things changed.
attest-lead =
    { $title }, { $edition }. Reading it takes about { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }. You can stop at any page and carry on later.
    .same =
        { $title }, { $edition }. It is the same text that you signed on { $date }. Please read it again before you sign: it takes about { $minutes ->
            [one] a minute
           *[other] { $minutes } minutes
        }. You can stop at any page and carry on later.
    .changed =
        { $title } has changed since you signed it on { $date }. { $count ->
            [one] One thing is different.
           *[other] { $count } things are different.
        } You see what changed first, then the whole text. It takes about { $minutes ->
            [one] a minute
           *[other] { $minutes } minutes
        }. You can stop at any page and carry on later.
    .looks =
        { $title }, { $edition }. Only its layout has changed since you signed it on { $date }, and none of its words. Reading it takes about { $minutes ->
            [one] a minute
           *[other] { $minutes } minutes
        }.
    .new =
        { $title } is new in so many places since you signed it on { $date } that it's best read as a whole. It takes about { $minutes ->
            [one] a minute
           *[other] { $minutes } minutes
        }. You can stop at any page and carry on later.
    .document = { $title }, { $edition }. It is a document on its own page: open it, read it, then come back here to sign. You can carry on later.
    .document_same = { $title }, { $edition }. It is the same document that you signed on { $date }. Please read it again before you sign. You can carry on later.
    .document_changed = { $title } has changed since you signed it on { $date }. Please open the document and read it, then come back here to sign. You can carry on later.

attest-whole = The whole text: { $title }, { $edition }.
attest-goes_on = { $heading } (continued)
# $link: an address on the web.
attest-document = Open the document, read it, then come back here: { $link }

# Over a paragraph. Inside one, the words are marked with attest-mark.
attest-change =
    .new = New
    .out = Taken out
    .changed = Changed
attest-mark =
    .new = [new: { $words }]
    .out = [out: { $words }]

field-attest_answer = Your answer
# $why: the school's own words.
attest-wrong = Not quite. { $why } Please choose again.

# Everything here and in the three ticks is kept with the signature, word for word. $hash: a fingerprint of the text.
attest-promise = You are signing: { $title }, { $edition } (text { $hash }). Your name, the time and these words are kept. The leadership team can see that you signed. Something isn't clear? Ask before you sign.
field-attest_read = I have read it
field-attest_understood = I understand it
field-attest_follow = I will follow it

# $label: one of the three.
attest-tick = To sign, tick "{ $label }".

action-attest_next = Next page
action-attest_back = Back
action-attest_sign = Sign it
action-read_and_sign = Read and sign
action-my_signatures = My signatures
action-unsigned = See who is missing
action-leaver = See who it is

attest-newer = The text has changed since you began to read, so nothing was signed. This is the newest one.

attest-not_saved =
    .heading = We could not save that.
    .text = Your signature may not be stored. Open your home with /hearken and look: if it still says "Read and sign", carry on there. You are where you were.

## What is to be signed, and what was

attest-asked =
    .heading = To sign: { $title }
    .text =
        { $late ->
            [yes] This was due on { $date }. Please sign it now.
           *[no] Please sign it by { $date }.
        } { $minutes ->
            [0] You can read it on your phone
            [one] It takes about a minute. You can read it on your phone
           *[other] It takes about { $minutes } minutes. You can read it on your phone
        } and carry on where you stopped. Reminders stop once you have signed.
    .push = Hearken has something for you to sign.

attest-nothing =
    .heading = Nothing to sign
    .text = There is nothing for you to sign right now. We tell you when there is.

attest-not_yours =
    .heading = Not for you to sign
    .text = You aren't asked to sign this: { $title }. Nothing was signed.

attest-later =
    .heading = Not open yet: { $title }
    .text = You can sign it from { $date } on. We tell you then.

attest-signed =
    .heading = What you have signed
    .text = Each one is kept with its exact words.
attest-name = { $title }, { $edition }
# $time: a time of the day.
attest-when = { $date }, { $time }

# It is shown once the signature is stored, and only then.
attest-receipt =
    .heading = Signed. { $title }
    .text = Your signature is saved. Reminders for this stop now. You find this receipt again under "My signatures".
    .push = Your signature is saved.
attest-receipt_again =
    .heading = You have signed this: { $title }
    .text = One signature is enough. This is your receipt.

attest-fact =
    .edition = Edition
    .signed = Signed
    .paper = Signed on paper
    .hash = Text
    .wording = You agreed to this
    .team = Your team
    .leaver = Who has left

## For those who lead

# $bar: ten blocks. $part of $whole have signed.
attest-bar = { $bar } { $percent } % ({ $part } of { $whole })

# $late, $leave, $excepted: how many people. $opens: a day.
attest-progress =
    .heading = How far we are: { $title }
    .text =
        { $state ->
            [later] { $edition }. It opens on { $opens } and is due on { $date }.
           *[open] { $edition }, due on { $date }. Late: { $late }. On leave, asked when they are back: { $leave }. Need not sign: { $excepted }.
        }
    .push = How far the signing is.

attest-team =
    .heading = Your team: { $title }
    .text =
        { $count ->
            [one] One of your team hasn't signed yet.
           *[other] { $count } of your team haven't signed yet.
        } A word from you helps most.
    .push = Some of your team haven't signed yet.

# Read in private.
attest-unsigned =
    .heading = Not signed yet: { $title }
    .text =
        { $count ->
            [one] One person hasn't signed.
           *[other] { $count } people haven't signed.
        } Only you see this list. Please don't pass it on or post it. A quiet word helps most.
    .push = A list for you alone.
attest-everybody =
    .heading = Everybody has signed: { $title }
    .text = Nobody you look after is missing.
    .push = A list for you alone.
attest-line =
    .due = { $name }, by { $date }
    .late = { $name }, late since { $date }
attest-more_names =
    { $count ->
        [one] And one more. "hearken aup status" lists everybody.
       *[other] And { $count } more. "hearken aup status" lists everybody.
    }

attest-leaver =
    .heading = Someone has left
    .text =
        Their last day was { $date }. Please see to these:

        1. Equipment: laptop, tablet, phone, keys and badge are back.

        2. PINs and door codes they knew are changed.

        3. Accounts are closed or passed on: email, school systems, shared mailboxes, social media.

        4. Pupils' pictures and data are off their own devices.
    .push = Someone has left. There are things to take back.

attest-expires = This view closes at { $time }.

## A morning's reminders. $when: late, today or ahead.

notice-sign =
    .heading = To sign: { $title }
    .text =
        { $when ->
            [late] This was due on { $date }.
            [today] Today is the last day for this.
           *[ahead] Please sign it by { $date }.
        } Everybody in your group signs it each year, and when the text changes. Press the button to read it and sign. If you signed before, you see what changed first. We remind you until it is signed, then we stop.
    .push = Hearken has something for you to sign.

# $count: how many people. No names: they are read in private.
notice-unsigned =
    .heading = Not signed yet: { $title }
    .text =
        { $count ->
            [one] One person you look after is late with this. It was due on { $date }.
           *[other] { $count } people you look after are late with this. It was due on { $date }.
        } We remind them every week. See who it is and have a word. This stops when all have signed.
    .push = Hearken has a reminder for you.

notice-leaver =
    .heading = Someone has left
    .text = Their equipment, PINs and accounts need seeing to. Press the button to see who it is and what to do. We tell you once.
    .push = Hearken has a reminder for you.

# Nobody can be asked, because the text is not in Hearken. $date: the day from which it is signed. $attestation: its id.
notice-unpublished =
    .heading = Not in Hearken yet: { $title }
    .text =
        { $when ->
            [late] Staff were to sign this from { $date } on.
            [today] Staff are to sign this from today on.
           *[ahead] Staff are to sign this from { $date } on.
        } Its text isn't here yet, so nobody is asked. { $reason }

        Please give the text to whoever looks after Hearken. They put it in with "hearken aup publish FILE --attestation { $attestation }". That stops this. If your school doesn't sign it here, they can take it out of the profile.
    .push = Hearken has a reminder for you.
remind-unpublished = { $title }: its text isn't in Hearken yet, so nobody is asked to sign it ({ $date }).
attest-unpublished =
    .heading = Not in Hearken yet: { $title }
    .text = Nobody can sign it here until its text is put in. Whoever looks after Hearken does that with "hearken aup publish FILE --attestation { $attestation }".

remind-sign =
    { $when ->
        [late] Late: { $title }. It was to be signed by { $date }.
        [today] Today: { $title }. Please sign it.
       *[ahead] { $title }. Please sign it by { $date }.
    }
remind-unsigned =
    { $count ->
        [one] { $title }. One person you look after is late with signing.
       *[other] { $title }. { $count } people you look after are late with signing.
    }
remind-leaver = Someone has left: equipment, PINs and accounts.
action-sign_named = Sign: { $title }
action-unsigned_named = Who is missing: { $title }

## hearken aup. $hash: a fingerprint. $names, $file and $audience: lists and paths.

aup-text = { $title }, edition { $edition }, { $locale }. SHA-256: { $hash }
aup-nothing_new = This is published already, word for word. There is nothing to do.
aup-other_language = This edition is there in another language. Whoever uses { $locale } reads this text. Nobody is asked again.
aup-small =
    In place of { $replaces }, for: { $audience }. { $count ->
        [0] A small change. Nobody has signed yet: everyone is shown this text from now on.
        [one] A small change. The one person who has signed keeps their signature. Everyone else is shown this text from now on.
       *[other] A small change. The { $count } people who have signed keep their signatures. Everyone else is shown this text from now on.
    }
# $opens, $date: days. $leave, $unreachable: how many people.
aup-campaign =
    { $audience }, academic year { $year }. It opens on { $opens } and is due on { $date }.
    People who are asked: { $count }. Of them without a chat account, so they sign on paper: { $unreachable }. On leave, asked when they are back: { $leave }.
    Reminders to whoever has not signed:
aup-step =
    .opens = { $date }: it opens
    .after =
        { $date }: { $count ->
            [one] a day
           *[other] { $count } days
        } after it opens
    .before =
        { $date }: { $count ->
            [one] a day
           *[other] { $count } days
        } before it is due
    .due = { $date }: the last warning
    .overdue = then every week: to them and to their line manager, and from the second week on to the leadership team
aup-not_done = Nothing was done yet. Add --yes to do it.
aup-done = Done.

aup-status = { $title }, edition { $edition }, due on { $date }
    .none = Nothing has been published to sign. Begin with: hearken aup publish FILE

aup-visitors =
    { $count ->
        [one] Visitors who signed on paper, not counted above: one
       *[other] Visitors who signed on paper, not counted above: { $count }
    }

aup-paper =
    .recorded = Signed on paper: { $count } ({ $names })
    .before = Signed before, so nothing is added: { $count } ({ $names })
    .not_asked = Not asked to sign this, so left out: { $count } ({ $names })
    .wrong_day = Signed before the text was published, in another school year or on a day to come, so left out: { $count } ({ $names })
    .visitor = A visitor signed this on paper: { $title }. The name is sealed. Nobody reminds visitors.
    .visitor_before = This visitor signed this already: { $title }. Nothing is added.
    .visitor_wrong_day = That is before the text was published, or a day to come: { $title }. Nothing was written down.

aup-except =
    .done = { $name } need not sign this: { $title }. The reason is sealed.
    .before = { $name } need not sign this already: { $title }.
    .signed = { $name } has signed this already: { $title }. Nothing was changed.
    .not_asked = { $name } is not asked to sign this: { $title }. Nothing was changed.
    .lifted = { $name } is asked to sign this again, by { $date }: { $title }.
    .lifted_later = { $name } is asked to sign this again: { $title }. They are away or not here now, so it waits until they are back.
    .not_excepted = There is no exception for { $name } to lift: { $title }. Nothing was changed.

aup-exported = { $count } lines were written to { $file }. The file holds names: keep it where only those who need it can read it.

## The evidence as a PDF

aup-pdf =
    .title = Evidence of signatures: { $school }
    .made = Made on { $date }. Each signature is kept with the SHA-256 of the exact text and of the exact words of the promise. Nothing in these records can be changed or taken away.
    .campaign = { $title }, { $edition } (academic year { $year }, due on { $date })
    .count = { $audience }: { $part } of { $whole } have signed. Late: { $late }. On leave: { $leave }. Need not sign: { $excepted }.
    .visitors = Visitors and groups who signed on paper: { $count }. They are not counted above.
    .page = Page { $part } of { $whole }
    .text = The text of edition { $edition } has the SHA-256 { $hash }.
    .due = by { $date }
    .wordings = The words that people signed
    .wording = SHA-256 of these words: { $hash }
aup-column =
    .name = Name
    .audience = Group
    .state = State
    .when = When
    .how = How
    .hash = Text
    .visitor = Visitor
    .party = Came with
    .recorded = Written down by
aup-state =
    .signed = signed
    .unsigned = not signed
    .on_leave = on leave
    .excepted = need not
    .later = later
aup-how =
    .chat = in chat
    .paper = on paper
