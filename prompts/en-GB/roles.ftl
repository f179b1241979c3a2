# Roles and outside bodies. The message goes into a sentence ("This goes to the DSL."),
# `.short` into a list, `.explained` wherever a reader may meet the role for the first time.

role-staff = the staff
    .short = Staff
    .explained = anyone who works or volunteers here
role-dsl = the DSL
    .short = DSL
    .explained = the Designated Safeguarding Lead (DSL), who leads on keeping children safe here
role-deputy_dsl = the deputy DSL
    .short = Deputy DSL
    .explained = the deputy DSL, who stands in for the Designated Safeguarding Lead
role-head = the headteacher
    .short = Headteacher
    .explained = the headteacher
role-head_primary = the head of primary
    .short = Head of primary
    .explained = the head of the primary school
role-head_secondary = the head of secondary
    .short = Head of secondary
    .explained = the head of the secondary school
role-chair_of_governors = the chair of governors
    .short = Chair of governors
    .explained = the chair of governors, who leads the board that oversees the school
role-safeguarding_governor = the safeguarding governor
    .short = Safeguarding governor
    .explained = the governor who watches over safeguarding
role-online_safety_lead = the online safety lead
    .short = Online safety lead
    .explained = the online safety lead, who looks after safety online here
role-head_of_year = the head of year
    .short = Head of year
    .explained = the head of the pupil's year group
role-prevent_lead = the Prevent lead
    .short = Prevent lead
    .explained = the Prevent lead, who works to keep young people from being drawn into terrorism
role-it_lead = the IT lead
    .short = IT lead
    .explained = the IT lead, who looks after the network and its filter
role-dpo = the Data Protection Officer
    .short = DPO
    .explained = the Data Protection Officer (DPO), who deals with lost or leaked personal details
role-siro = the information risk officer
    .short = SIRO
    .explained = the senior information risk officer (SIRO), who answers for data and security
role-hr_lead = the HR lead
    .short = HR lead
    .explained = the HR lead, who looks after staff matters
role-on_call = the person on call
    .short = On call
    .explained = the person on call outside school hours
role-line_manager = your line manager
    .short = Line manager
    .explained = the person you report to
role-school_admin = the Hearken administrator
    .short = Administrator
    .explained = the person who set Hearken up here; they can't read reports
role-trust_lead = the trust's safeguarding lead
    .short = Trust safeguarding lead
    .explained = the safeguarding lead of the trust this school belongs to
role-slt = the senior leadership team
    .short = SLT
    .explained = the senior leadership team (SLT), who run the school with the headteacher

# The lead before we know who it is about.
role-unknown_lead = the DSL or the headteacher
    .short = DSL or headteacher
    .explained = the Designated Safeguarding Lead (DSL) or the headteacher

## Outside bodies: Hearken never contacts them.

role-lado = the LADO
    .short = LADO
    .explained = the Local Authority Designated Officer (LADO), who advises on concerns about adults who work with children
role-police = the police
    .short = Police
    .explained = the police
role-childrens_social_care = children's social care
    .short = Children's social care
    .explained = children's social care, the local service that protects children
role-mash = the MASH
    .short = MASH
    .explained = the Multi-Agency Safeguarding Hub (MASH), where local services look at worries about a child together
role-ceop = CEOP
    .short = CEOP
    .explained = CEOP, the part of the National Crime Agency that deals with online child sexual abuse
role-iwf = the IWF
    .short = IWF
    .explained = the Internet Watch Foundation (IWF), which gets sexual pictures of children taken off the internet
role-prevent = the Prevent team
    .short = Prevent
    .explained = the local Prevent team, which helps people at risk of being drawn into terrorism
role-filtering_provider = the filtering provider
    .short = Filtering provider
    .explained = the company that runs the school's web filter
role-prosecutor_for_minors = the prosecutor for minors
    .short = Prosecutor for minors
    .explained = the public prosecutor for minors (Fiscalía de Menores), who in Spain protects children in the law

## Urgency. The message goes into a sentence, `.label` stands alone, `.deadline` follows "within".

urgency-immediate = immediate
    .label = Immediate
    .deadline = { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
urgency-urgent = urgent
    .label = Urgent
    .deadline = { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
urgency-today = for today
    .label = Today
    .deadline = { $hours ->
        [one] { $hours } working hour
       *[other] { $hours } working hours
    }
urgency-note = for the record
    .label = For the record
    .deadline = the next school day

## Contacts

contact-line = { $name }: { $number }
