# For those who set Hearken up and look after it.

# For `hearken route explain`: why a report goes where it goes. One plain sentence each.
# $role, $roles: roles as in roles.ftl, such as "the DSL".

## Routes

because-about_head = It is about the headteacher, so it goes up to the governors.
because-about_governor = It is about a governor, so it goes to leaders it is not about.
because-about_adult = It is about an adult who works or helps here, so it goes up and not sideways to colleagues.
because-data = It is about lost or leaked data, or a lost account or device, so it goes to those who look after data.
because-filtering = It is about a site that got through the filter or was wrongly blocked, so it takes the route for filtering.
because-images = It is about nude or sexual pictures of children, so the safeguarding team leads and outside services are listed.
because-child_at_risk = A child may be at risk of serious harm, so the safeguarding team leads and outside services are listed.
because-prevent = Someone may be being drawn into extremism, so the safeguarding team leads and the police and the Prevent team are listed.
because-pupil = No other route fits, so it takes the usual route to the safeguarding team.
because-images_sixth_form = It is about nude pictures of a child and a pupil of Year 12 or 13, so the Prevent lead, who is the DSL for these years, is told too.
because-images_found = Sexual pictures of children were found, so the safeguarding team leads and the IT lead is told to block them without looking.
because-images_found_sixth_form = Sexual pictures of children were found and a pupil of Year 12 or 13 is part of it, so the IT lead and the DSL for these years are told too.
because-child_at_risk_primary = A child of the primary school may be at risk of serious harm, so the safeguarding team leads and the head of primary is told too.
because-child_at_risk_secondary = A child of the secondary school may be at risk of serious harm, so the safeguarding team leads and the head of secondary is told too.
because-child_at_risk_sixth_form = A pupil of Year 12 or 13 may be at risk of serious harm, so the safeguarding team leads and the DSL for these years is told too.
because-sexual_harassment = It is about sexual harassment or violence between children, so the DSL and the headteacher are told at once.
because-sexual_harassment_sixth_form = It is about sexual harassment or violence between children and a pupil of Year 12 or 13, so the DSL, the headteacher and the DSL for these years are told at once.
because-offensive_message = It is about an offensive or threatening message, so those who look after online safety are told beside the DSL.
because-filtering_sixth_form = It is about a site that got through the filter and a pupil of Year 12 or 13, so the DSL for these years is told too.
because-pupil_primary = It is about a child of the primary school, so the head of primary is told beside the DSL.
because-pupil_secondary = It is about a child of the secondary school, so the head of secondary is told beside the DSL.
because-pupil_sixth_form = It is about a pupil of Year 12 or 13, so the DSL for these years is told too.

# For a route of a school's own profile that has no sentence of its own here.
because-own_route = The school's own profile sends it this way.

## Rules above all profiles

because-subject_excluded = Nobody a concern is about receives it, so this leaves out { $roles }.
because-team_withheld = The DSL is named or not ruled out, so the whole safeguarding team is left out until the headteacher decides.
because-raised = The concern is about an adult here, so it goes up.
because-unknown_adult = It is about an adult here whom we can't match to a person, so the whole safeguarding team is left out and it goes up.
because-no_holder = Nobody who may read this holds the role of { $role }, so it is passed over.
because-nobody_left = Nobody inside the school may receive this, so it is kept locked and the reporter is shown outside contacts.
because-moved_up = The first choice may not receive it, so the lead moves up to { $role }.

## Urgency: at least this, because

urgency-because-danger_now = A child is in danger now, so everyone who may receive it is told at once.
urgency-because-unsafe_now = A child is hurt or unsafe now, so everyone who may receive it is told at once.
urgency-because-suicidal = A child has hurt themselves today or may end their life, so everyone who may receive it is told at once.
urgency-because-missing = A child is missing, so everyone who may receive it is told at once.
urgency-because-meeting_soon = A child may meet somebody today or tomorrow who got to know them to use or abuse them, so everyone who may receive it is told at once.
urgency-because-plan_soon = There is talk of travelling or of hurting people, and it may be soon, so everyone who may receive it is told at once.
urgency-because-threat_soon = Somebody threatens to hurt someone, and it may be soon, so everyone who may receive it is told at once.
urgency-because-harmed_and_near = An adult here may have hurt a child and is with children now, so everyone who may receive it is told at once.
urgency-because-illegal_images = Sexual pictures of children are urgent.
urgency-because-picture = There is, or may be, a nude or sexual picture of a child in it, so it is urgent.
urgency-because-sexual_harassment = Sexual harassment or violence between children is urgent.
urgency-because-adult_or_groomed = Someone may be grooming or exploiting a child, so it is urgent.
urgency-because-offensive_message = An offensive or threatening message is reported at once, so it is urgent.
urgency-because-data_breach = A data breach is reported at once, so it is urgent.
urgency-because-account_security = A lost device or a breached account is reported at once, so it is urgent.
urgency-because-self_harm = Self-harm or suicide is urgent.
urgency-because-referral_criterion = An adult, pressure on a child, or a child under 13 is part of it, so it is at least urgent.
urgency-because-made_by_ai = A picture is said to be fake or made by AI, so it is urgent.
urgency-because-harm_by_adult = An adult here may have harmed a child or put one at risk, so it is urgent.
urgency-because-private_filming = A child may have been filmed somewhere private, so it is urgent.
urgency-because-hurt_or_threatened = Somebody has been hurt, threatened or blackmailed, so it is urgent.
urgency-because-extremism = Somebody may be drawing a child in, or there is talk of travelling or hurting people, so it is urgent.
urgency-because-illegal_content = What was seen could be against the law, so it is urgent.
urgency-because-hurt_or_unsafe_at_home = A child is hurt, or may not be safe at home today, so it is urgent.
urgency-because-cannot_wait = School was closed, and the person who reported it did not say that it could wait.
urgency-because-none = No rule makes it more urgent, so it is due today.

## hearken init
# $file, $settings: a path. $school: its name. $passphrase: six groups of letters and digits. $fingerprint: names the key.

init-settings = The settings are in { $file }. The people and numbers in them are made up: put your own in.
init-settings_there = There are settings in { $file } already. They were left as they are.
init-key = The school's key is in { $file }. It opens every report: whoever has it and the database can read them.
init-key_there = There is a key in { $file } already. It was left as it is.
init-paper =
    RECOVERY PAPER FOR { $school }

    Without the key no report can be read ever again. If it is lost, this brings it back:

    {"    "}{ $passphrase }

    Do this now. This is shown once and kept nowhere.
    1. Write it on paper, or print this page, and check each group.
    2. Write on it: Hearken, key { $fingerprint }, and today's date.
    3. Lock it in the school safe. It is for those who may read every report.
    4. Copy this file to another place, such as a memory stick in the same safe:
       { $file }

    To use it: hearken recover --settings { $settings }
init-copy_there = There is a recovery copy in { $file } already. Its passphrase was shown when it was made.
init-copy_recipients = A recovery copy is in { $file }. The recipients of the settings can open it. Keep it in another place too.
init-copy_recipients_there = There is a recovery copy for the recipients of the settings in { $file } already.
init-next =
    What comes next:
    1. Put your school's people and numbers into { $file }.
    2. See what is missing:  hearken check --settings { $file }
    3. Start:                hearken serve --settings { $file }

init-token = A token is in { $file }. Only the user who runs Hearken may read that file.
# Questions, at the keyboard alone; `.wrong` when the answer will not do. $otherwise: what Enter stands for.
# $profiles: the profiles there are.
init-ask-name = What is your school called? [{ $otherwise }]
init-ask-phone = Which phone number reaches the safeguarding lead? [{ $otherwise }]
    .wrong = A phone number holds digits. Which one reaches the safeguarding lead?
init-ask-profile = Which profile do you follow: { $profiles }? [{ $otherwise }]
    .wrong = There is no such profile. Which of these: { $profiles }?
init-ask-platform = Where do staff meet Hearken: local (to try it, on this machine) or slack? [{ $otherwise }]
    .wrong = Please type local or slack.
init-ask-bot_token = Paste the bot token (xoxb-…). It is not shown. Enter: later.
    .wrong = That is not the bot token: it begins with xoxb- and holds no spaces. Paste it again. Enter: later.
init-ask-app_token = Paste the app-level token (xapp-…). It is not shown. Enter: later.
    .wrong = That is not the app-level token: it begins with xapp- and holds no spaces. Paste it again. Enter: later.
init-ask-channel = What is the id of the team's private channel (C…)? Enter: there is none yet.
    .wrong = A channel's id begins with C or G and holds capitals and digits, such as C0123ABCD. It is not its name. Enter: there is none yet.
init-ask-dsl_email = Which e-mail address does the DSL have in Slack? Enter: later.
    .wrong = An e-mail address holds an @. Which one does the DSL have in Slack? Enter: later.
init-ask-dsl_name = What is the DSL called?
init-ask-deputy_email = Which e-mail address does the deputy have in Slack? Enter: later.
    .wrong = An e-mail address holds an @, and it must not be the DSL's. Which one does the deputy have in Slack? Enter: later.
init-ask-deputy_name = What is the deputy called?

## hearken check
# Each says what was found, and `.do` what to do about it.
# $file, $folder: a path. $why: what was told by the part that failed. $role, $roles: as they stand in the settings.
# $who: a role in words. $route, $profile, $user, $space: ids. $years: year groups, 0 for the early years.
# $count: how many. $hours: a number of hours. $day: such as 21 July 2028. $locale, $locales: languages, such as en-GB.

check-level-fine = fine
check-level-warning = warning
check-level-problem = PROBLEM
check-ok = No problems. Warnings: { $warnings }.
check-not_ok = Problems: { $problems }. Warnings: { $warnings }. Mend the problems before anybody relies on Hearken.
check-settings_read = The settings in { $file } can be read.
check-prompts_fine = The questions, words and guidance are in order.
check-profile_fine = The school follows the profile { $profile }.
check-roles_fine = Every role that a report goes to is held by somebody.
check-phone_fine = The safeguarding phone is { $phone }.
check-contacts_fine = There is a number for everyone who may be shown.
check-calendar_fine = The terms are known until { $day }.
check-calendar_own = Your calendar { $file } is read. Terms: { $terms }. Times closed: { $closed }. Entries left out: { $count }.
check-key_fits = The key opens what is stored.
check-key_there = There is a key. Nothing is stored yet that it could be tried on.
check-clock_fine = The clock of this machine is not behind.
check-database_new = There is no database yet. It is made at the first start.
check-database_fine = The database can be read.
check-copy_fine = There is a recovery copy of the key in { $file }.

check-settings = { $why }
    .do = Put it right in the settings file. To begin with a new one: hearken init
check-school_id = The setting school.id holds a sign that it may not.
    .do = Use letters, digits, - and _ only.
check-listen = Others on the network could open the local workspace, which has no passwords.
    .do = Set listen to "127.0.0.1:4747".
check-prompts_unreadable = The questions and words cannot be read: { $why }
    .do = Mend that file, or take the setting prompts_dir away to use the built-in ones.
check-prompts = Wrong with the questions and words: { $count }. The first: { $why }
    .do = See them all with: hearken prompts check --prompts DIR
check-profile = The profile cannot be used: { $why }
    .do = Set school.profile to one that there is.
check-nobody = Nobody could receive a report on the route { $route }.
    .do = Give one of its roles to somebody. See them in the profile.
check-lead = Nobody holds the role { $role } ({ $who }), which leads on some reports. They go to the next in line.
    .do = Add "{ $role }" to the roles of a person in the settings.
check-role = Nobody holds the role { $role } ({ $who }), which is told if others do not answer. It is passed over.
    .do = Add "{ $role }" to the roles of a person in the settings, if your school has one.
check-head_of_year = The person { $user } is a head of year, and the settings don't say of which. They are told of nothing.
    .do = Add the years to that person, such as years = [7]. Early years are 0.
check-years = Nobody is head of these years: { $years }. A report about them passes the head of year over. Early years are 0.
    .do = Add them to the years of a person. If your school has no such years, say in the profile's routes for the head of year which ones it has, such as year = [7, 8].
check-user_twice = Two people in the settings have the user { $user }.
    .do = Give each a user of their own.
check-member = The space { $space } has a member who is not among the people of the settings.
    .do = Take that member out, or add the person.
check-locale = { $user } is to be spoken to in { $locale }, which the profile does not offer.
    .do = Set the locale of that person to one of: { $locales }. Or take the line away.
check-phone = There is no safeguarding phone. It is what staff are told to call when something fails.
    .do = Set school.phone to a number that somebody answers.
check-phone_made_up = The safeguarding phone { $phone } is made up. Nobody answers it.
    .do = Set school.phone to a number that somebody answers.
check-contacts = There is no number for: { $roles }.
    .do = Add them under [school.contacts], so that they can be shown to somebody who needs them.
check-contacts_made_up = The numbers of these are made up: { $roles }.
    .do = Put real numbers under [school.contacts], or take the lines away.
check-calendar_file = { $why }
    .do = Put these lines right. Until then the terms of the profile count.
check-calendar_begins = Your calendar begins on { $day }. From { $since } until then it counts as the holidays, and before that every weekday as a school day.
    .do = Put the terms of this year into the file as well, while they last.
check-calendar_begins_bare = Your calendar begins on { $day }. Until then every weekday counts as a school day.
    .do = Put the terms of this year into the file as well, while they last.
check-calendar_none = The profile { $profile } has no terms, so every weekday counts as a school day, and nothing comes round termly.
    .do = Put your terms in it: [[term]] with name, from and to. Deadlines then wait for school days.
check-calendar_ends = The terms are known until { $day } only. Behind that every weekday counts as a school day.
    .do = Add the next terms to your calendar file, or to the profile { $profile }.
check-calendar_example = Terms or closed days in the profile { $profile } are examples, and not your school's.
    .do = Name your own calendar in the settings: calendar = "terms.ics". Or copy the profile, put your own days in, and take the lines example = true away.
check-data_dir = There is no data folder at { $folder } yet.
    .do = It is made by: hearken init. If there was one, see that data_dir is right.
check-data_dir_open = Other users of this machine can look into the data folder { $folder }.
    .do = Make it private: chmod 700 { $folder }
check-key_unreadable = The key cannot be used: { $why }. No reports can be taken.
    .do = Mend that. If the file is damaged, bring the key back with: hearken recover
check-key_lost = There is no key at { $file }, and there are reports that need it. No reports can be taken.
    .do = Bring it back with: hearken recover
check-key_missing = There is no key yet.
    .do = Make it, and its recovery copy, with: hearken init
check-key_wrong = The key in { $file } is not the one that sealed what is stored. No reports can be taken.
    .do = Bring the right one back with: hearken recover. See also that data_dir and database_url are right.
check-clock_early = The clock of this machine shows a day before this version was made.
    .do = Set it right, and let the machine set it from the network.
check-clock_behind = The clock of this machine is { $hours } hours behind the newest record.
    .do = If it is wrong now, set it right. If it was wrong then, reminders planned by it come that much late.
check-database = The database cannot be used: { $why }.
    .do = See that database_url is right and that the database runs. In a data folder: that this user may read it.
check-recipients = The recovery recipients cannot be used: { $why }.
    .do = Put the public words that age-keygen printed into recovery_recipients.
check-copies_unreadable = Nobody can tell whether there is a recovery copy of the key: { $why }
    .do = See that this user may read the data folder.
check-copy_recipients = There is no recovery copy yet for the recipients of the settings.
    .do = It is made at the next start, or now by: hearken init
check-copy_stale = The recovery copy { $file } is of an older key. It does not bring the one in use back.
    .do = Make one of the key in use with: hearken init. Keep the old one: older backups need it.
check-copy_missing = There is no recovery copy of the key. If the key is lost, no report can be read ever again.
    .do = Make one with: hearken init

## hearken check, in Slack
# $workspace, $told, $account, $channel: ids of Slack. $scopes: names of Slack's permissions. $seconds: a number.

check-slack_token_fine = The bot's token works, in the workspace { $workspace }.
check-slack_by_itself = The workspace { $workspace } lets Hearken in by itself, at /slack/install.
check-slack_app_token_fine = The app-level token opens a socket.
check-slack_scopes_fine = The app may do what it needs, and nothing else.
check-slack_clock_fine = The clock agrees with Slack's.
check-slack_accounts_fine = Everybody with a duty has an account in Slack.
check-slack_channel_fine = The channel { $channel } is private, and only people with a duty are in it.
check-slack_test_sent = Test notices were sent: { $count }.
# Said before it is done. $count: how many people.
check-slack_test_now = A test notice is sent now: to { $count } people as the DSL, and to the safeguarding channel if there is one.
# The test notice itself.
check-slack_test_notice = This is a test from Hearken. Nobody has reported anything. You need do nothing.

check-slack_settings = Slack cannot be used: { $why }
    .do = Put it right in the settings under [slack]. See docs/slack.md.
check-slack_file_open = Other users of this machine can read the token in { $file }.
    .do = Make it private: chmod 600 { $file }
check-slack_token = The bot's token does not work: { $why }.
    .do = Copy the Bot User OAuth Token again, at api.slack.com/apps under OAuth & Permissions. If Slack cannot be reached, see that this machine may go to slack.com.
check-slack_app_token = The app-level token opens no socket: { $why }.
    .do = Make a new one with the scope connections:write, at api.slack.com/apps under Basic Information, and turn Socket Mode on. If Slack cannot be reached, see that this machine may go to slack.com.
check-slack_workspace = The token for the workspace { $workspace } is for { $told }. It is not used.
    .do = Put the right token or the right id under [[slack.workspace]].
check-slack_scopes = The app may not do all it must. Missing: { $scopes }.
    .do = Paste the manifest again (hearken manifest slack), and then install the app to the workspace again.
check-slack_scopes_more = The app may do more than it needs: { $scopes }.
    .do = Take these scopes away at api.slack.com/apps under OAuth & Permissions, and install the app again.
check-slack_unknown = Nobody can tell which account in Slack is that of { $user }. Nothing would reach them.
    .do = Give that person an email, or slack with the id of their account.
check-slack_account = There is no account in Slack for { $user }. Nothing would reach them.
    .do = See that the e-mail address is the one they have in Slack, or put the id of their account: slack = "U…".
check-slack_account_gone = The account of { $user } in Slack is switched off. Nothing reaches them.
    .do = Give the duty to somebody else, or have the account switched on again.
check-slack_account_guest = { $user } is a guest in Slack. Guests may report, and are sent no concerns.
    .do = Have the account made a full member's, or give the duty to somebody else.
check-slack_account_unasked = Slack does not say whether { $user } has an account: { $why }.
    .do = Run this check again in a minute.
check-slack_account_unlinked = Hearken does not know yet that the account of { $user } in Slack is theirs. Nothing reaches them.
    .do = Start Hearken again with these settings, and check once more. If this is still told then, give that person in the settings: slack = "{ $account }".
check-slack_channel = Hearken cannot see the channel { $channel }.
    .do = In that channel type: /invite @Hearken. See too that the id is right: it stands at the bottom of the channel's details.
check-slack_channel_public = The channel { $channel } is public. Nothing is posted in it.
    .do = Make it private, or make a new private one for the safeguarding team.
check-slack_channel_strangers = In the channel { $channel } is a guest, another app or somebody of another organisation. Nothing is posted in it.
    .do = Take them out. Until then each person is written to alone.
check-slack_channel_others = In the channel { $channel } are people without a duty in the settings: { $count }. Each person is written to alone instead.
    .do = Take them out of the channel, or give them their role in the settings.
check-slack_clock = The clock of this machine and Slack's are { $seconds } seconds apart.
    .do = Let the machine set its clock from the network.
check-slack_clock_far = The clock of this machine and Slack's are { $seconds } seconds apart. At 300 Slack's messages are refused.
    .do = Set the clock right now, and let the machine set it from the network.
check-slack_test_failed = A test notice could not be sent to everybody.
    .do = Mend what else is told here first, and try again.

## hearken manifest slack: what staff read in Slack. At most 24 characters for the names of shortcuts.

slack-manifest-description = Report a safeguarding concern, and see that the right person has it.
slack-manifest-concern = Report a concern about a child or an adult. Only you see the form.
slack-manifest-hearken = See what you have reported, and what waits for you.
slack-manifest-report = Report a concern
slack-manifest-report_about = Opens the form. Only you see it.
slack-manifest-report_message = Report this message
slack-manifest-report_message_about = Reports a link to it. The message is not copied.

# What a browser shows after /slack/install.
slack-install-done = Hearken may work in your workspace now. You can close this page.
slack-install-denied = Hearken was not let in. Nothing was changed.
slack-install-expired = This link counts once, for ten minutes, in the browser that opened it. Begin again at /slack/install.
slack-install-not_listed = This workspace is not in Hearken's settings, so nothing was kept. Ask whoever runs Hearken.
slack-install-not_kept = This could not be saved. Nothing was changed. Begin again at /slack/install, or ask whoever runs Hearken.
slack-install-failed = Slack did not confirm it. Nothing was changed. Begin again at /slack/install.
