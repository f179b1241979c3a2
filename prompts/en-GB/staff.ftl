# For whoever keeps the list of staff: `hearken staff` and `hearken feed`, on their own terminal.

## What a list would change. $lines: how many, or which; $blank, $count, $of: numbers.

staff-read = { $lines } lines read. Blank lines passed over: { $blank }.
staff-line = line { $lines }
staff-more = and { $count } more. See them all with --all

staff-count-joins = join
staff-count-returns = come back
staff-count-changes = change
staff-count-leaves = have left, as the list says
staff-count-missing = were on the list before, and are missing now
staff-count-stays = are as before
staff-count-twice = lines repeat somebody
staff-count-held = lines are held back
staff-count-left_before = left before we knew them, and are passed over

staff-heading-joins = They join
staff-heading-returns = They had left, and come back
staff-heading-changes = They change
staff-heading-leaves = Their last day is over
staff-heading-missing = They are missing from this list
staff-heading-missing_in_settings = They are missing from this list, and named in the settings: they stay. If they have left, take them out there
staff-heading-no_name = Held back: no name that we can read
staff-heading-too_long = Held back: more cells than headings, so they may stand in the wrong columns
staff-heading-bad_address = Held back: this is no e-mail address
staff-heading-bad_date = A date cannot be read, and stays as it was. Are months written first? Then use --month-first
staff-heading-twice = The same person more than once. The first line counts
staff-heading-shared_number = Held back: one staff number, and different names
staff-heading-shared_address = Held back: one e-mail address, and different people
staff-heading-two_people = Held back: number and address, or two lines, lead to different people. Put the list right
staff-heading-other_number = Held back: the address belongs to somebody with another staff number. The same person? Add --same LINE
staff-heading-reused_number = Held back: we know somebody with this staff number and another name. Add --same LINE if it is them, --new LINE if the number has gone to somebody new
staff-heading-other_name = Held back: the address belongs to somebody with another name. The same person? Add --same LINE
staff-heading-other_address = Held back: we know somebody of this name, and can't tell if it is them. Add --same LINE if it is, --new LINE if not
staff-heading-namesakes = Two people with one name. Both are taken. Please check
staff-heading-manager_unknown = The line manager is not on the list, so they have none
staff-heading-manager_unclear = Several people have the line manager's name, so they have none. Use an address or a staff number
staff-heading-manager_loop = They manage each other in a circle, so they have no line manager

staff-what-name = name
staff-what-address = address
staff-what-number = staff number
staff-what-audience = what they sign
staff-what-starts = first day
staff-what-ends = last day
staff-what-leave = leave
staff-what-manager = line manager

staff-leavers_in_settings = Some of those who leave have a duty in the settings. They keep it until you take them out there.
staff-missing_kept = Those who are missing stay as they are.
staff-missing_unsaid = Some who were on the list are missing from this one, so nothing was changed. If they have left, add --leavers end. If they stay, add --leavers none.
staff-too_many = { $count } of { $of } would leave. That is more than a third, so nothing was changed. If it is right, add --leavers end. If they stay, add --leavers none.
staff-dry_run = Nothing was changed. To change it, run this again with --yes.
staff-applied = Done.

## The list. $day: a day such as 2026-09-01.

staff-account-active = has an account
staff-account-off = account switched off
staff-account-none = no account yet
staff-starts = starts on { $day }
staff-ends = last day { $day }
staff-ended = left on { $day }
staff-leave_until = leave until { $day }
staff-in_settings = in the settings
staff-not_on_list = not on the list
staff-list_count = People: { $count }
staff-list_off = Accounts switched off: { $count }. That alone makes nobody a leaver. If they have left: hearken staff end
staff-list_no_names = Names are shown on a terminal only. To see them here, add --names.

staff-leave_set = Their leave is kept. They are asked for nothing in these days.
staff-leave_cancelled = They are not on leave any more.
staff-end_set = Their last day is kept.
staff-end_cancelled = They stay.

## The calendar feed of a role. $url: its address; $id, $role, $day: what they say.

feed-made = This address shows the dates of { $role } to whoever has it. It is shown once. Paste it into Outlook or Google Calendar, as a calendar from the internet:
feed-no_url = Put the address in front at which this machine is reached from outside.
feed-none = There is no calendar feed.
feed-created = made on { $day }
feed-fetched = last read on { $day }
feed-never = never read
feed-is_revoked = withdrawn on { $day }
feed-revoked = This address shows nothing any more.
