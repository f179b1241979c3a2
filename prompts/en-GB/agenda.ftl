# What is reviewed, signed and done in a school year, as it is called in reminders and calendars.
# A school's own duties and attestations may have words here by their ids, or a name in the profile.
# $policy: the document's own title. $title: what is signed, as it is called below.

agenda-policy_review = Review due: { $policy }
agenda-attestation = Read and sign: { $title }
agenda-digest = What is due in the next 90 days

duty-access_rights = Review who has access to which systems, with the DPO
duty-aup_discussion = Talk through the acceptable use agreements with staff and pupils
duty-calendar_ends = Put next year's terms into Hearken: its calendar ends soon
duty-dsl_governor_meeting = Safeguarding lead and safeguarding governor meet
duty-filtering_checks = Check that filtering and monitoring work
duty-filtering_review = Review filtering and monitoring
duty-image_consent = Ask parents for consent to photographs
duty-incident_team = Incident team meets and goes through what happened
duty-leaver_images = Delete pictures of pupils who left seven years ago
duty-monitoring_report = Report to leaders and governors on online safety
duty-online_safety_review = Review online safety across the school
duty-online_safety_training = Online safety training for all staff
duty-password_change = Change your password
duty-risk_assessment = Assess the risks of going online
duty-safer_internet_day = Safer Internet Day
duty-training_update = Online safety update at a staff meeting

attestation-aup = Acceptable use policy
attestation-code_of_conduct = Staff code of conduct
attestation-kcsie = Keeping Children Safe in Education, Part One
attestation-online_safety_policy = Online safety policy
