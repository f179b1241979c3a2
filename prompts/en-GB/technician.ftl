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

## Rules above all profiles

because-subject_excluded = Nobody a concern is about receives it, so this leaves out { $roles }.
because-team_withheld = The DSL is named or not ruled out, so the whole safeguarding team is left out until the headteacher decides.
because-raised = The concern is about an adult here, so it goes up.
because-unknown_adult = It is about an adult here whom we can't match to a person, so the whole safeguarding team is left out and it goes up.
because-no_holder = Nobody who may read this holds the role of { $role }, so it is passed over.
because-nobody_left = Nobody inside the school may receive this, so it is kept locked and the reporter is shown outside contacts.
because-moved_up = The first choice may not receive it, so the lead moves up to { $role }.

## Urgency: at least this, because

urgency-because-illegal_images = Sexual pictures of children are urgent.
urgency-because-picture = There is, or may be, a nude or sexual picture of a child in it, so it is urgent.
urgency-because-sexual_harassment = Sexual harassment or violence between children is urgent.
urgency-because-adult_or_groomed = Someone may be grooming or exploiting a child, so it is urgent.
urgency-because-offensive_message = An offensive or threatening message is reported at once, so it is urgent.
urgency-because-data_breach = A data breach is reported at once, so it is urgent.
urgency-because-account_security = A lost device or a breached account is reported at once, so it is urgent.
urgency-because-self_harm = Self-harm or suicide is urgent.
urgency-because-referral_criterion = An adult, pressure on a child, or a child under 13 is part of it, so it is at least urgent.
urgency-because-cannot_wait = School was closed, and the person who reported it said that it could not wait.
urgency-because-danger_now = A child is in danger now, so everyone who may receive it is told at once.
urgency-because-none = No rule makes it more urgent, so it is due today.
