//! Every list of answers. Ids are stored and never reused; order is that of the screen.

use record::choices;

choices! {
    /// Whose territory a station is in.
    Zone = "zone" {
        /// The police's (fr: *zone police nationale*).
        Zpn = "zpn",
        /// The gendarmerie's (fr: *zone gendarmerie nationale*).
        Zgn = "zgn",
    }

    /// What a station is.
    StationKind = "station_kind" {
        /// Of the police (fr: *commissariat*).
        Commissariat = "commissariat",
        /// Of the gendarmerie (fr: *brigade*).
        Brigade = "brigade",
    }

    /// How the case came to the worker.
    Origin = "origin" {
        /// A patrol called to the place (fr: *intervention*).
        Patrol = "patrol",
        /// A complaint filed at the station (fr: *plainte*).
        Complaint = "complaint",
        /// A report without complaint, in the station's log (fr: *main courante*).
        StationLog = "station_log",
        /// A gendarmerie report without complaint (fr: *PVRJ*).
        IntelligenceReport = "intelligence_report",
        /// A hearing or police custody (fr: *audition, garde à vue*).
        Hearing = "hearing",
        /// The worker's own reading of the station's procedures (fr: *lecture des procédures*).
        ProcedureReview = "procedure_review",
        /// The desk of the station (fr: *accueil*).
        FrontDesk = "front_desk",
        /// A social service.
        SocialService = "social_service",
        /// An association.
        Association = "association",
        /// The person came by herself.
        SelfReferral = "self_referral",
        /// Another way.
        Other = "other",
    }

    /// Whether someone agreed.
    Consent = "consent" {
        /// Agreed.
        Yes = "yes",
        /// Refused.
        No = "no",
        /// Nobody asked yet.
        NotAsked = "not_asked",
    }

    /// What is known of a yes-or-no question.
    Known = "known" {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Asked, and not known.
        Unknown = "unknown",
    }

    /// What became of a complaint.
    Complaint = "complaint" {
        /// None.
        None = "none",
        /// The person wishes to file one.
        Wished = "wished",
        /// The person does not want to file one.
        Refused = "refused",
        /// Filed.
        Filed = "filed",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Closed by the prosecutor without further action (fr: *classée sans suite*).
        Closed = "closed",
    }

    /// Kinds of violence.
    Violence = "violence" {
        /// Physical.
        Physical = "physical",
        /// Psychological.
        Psychological = "psychological",
        /// Verbal.
        Verbal = "verbal",
        /// Sexual.
        Sexual = "sexual",
        /// Economic.
        Economic = "economic",
        /// Through papers and administrations.
        Administrative = "administrative",
        /// Through telephones, networks, trackers.
        Digital = "digital",
    }

    /// Other problems of a case.
    Problem = "problem" {
        /// A conflict in the family.
        FamilyConflict = "family_conflict",
        /// A separation in conflict.
        ConflictualSeparation = "conflictual_separation",
        /// A child in danger.
        ChildInDanger = "child_in_danger",
        /// A runaway.
        Runaway = "runaway",
        /// A risk of suicide.
        SuicideRisk = "suicide_risk",
        /// A psychiatric illness.
        Psychiatric = "psychiatric",
        /// An addiction.
        Addiction = "addiction",
        /// Abuse of an elder person.
        ElderAbuse = "elder_abuse",
        /// A disability.
        Disability = "disability",
        /// Housing.
        Housing = "housing",
        /// Money.
        Money = "money",
        /// Radicalisation.
        Radicalisation = "radicalisation",
        /// Something else.
        Other = "other",
    }

    /// What the author is to the victim.
    Relationship = "relationship" {
        /// Married.
        Spouse = "spouse",
        /// Was married.
        FormerSpouse = "former_spouse",
        /// Lives or goes out with.
        Partner = "partner",
        /// Lived or went out with.
        FormerPartner = "former_partner",
        /// Father or mother.
        Parent = "parent",
        /// Son or daughter.
        Child = "child",
        /// Another of the family.
        OtherFamily = "other_family",
        /// A neighbour.
        Neighbour = "neighbour",
        /// Someone from work.
        Colleague = "colleague",
        /// Someone known otherwise.
        Acquaintance = "acquaintance",
        /// A stranger.
        Stranger = "stranger",
        /// Something else.
        Other = "other",
    }

    /// How grave the danger is, in the worker's judgement. It rises.
    Danger = "danger" {
        /// Low.
        Low = "low",
        /// Moderate.
        Moderate = "moderate",
        /// High.
        High = "high",
        /// Immediate: act now.
        Immediate = "immediate",
    }

    /// Why a case was closed.
    ClosureReason = "closure_reason" {
        /// What could be done is done.
        Completed = "completed",
        /// Others took over.
        TakenOver = "taken_over",
        /// The person gives no news.
        NoNews = "no_news",
        /// The person does not want to go on.
        Declined = "declined",
        /// The person moved away.
        Moved = "moved",
        /// Opened by mistake, or twice.
        Mistake = "mistake",
        /// Another reason.
        Other = "other",
    }

    /// The sex of a person.
    Sex = "sex" {
        /// A woman.
        Woman = "woman",
        /// A man.
        Man = "man",
        /// Neither, or not said.
        Other = "other",
    }

    /// The age of a person, where the birth date is not known.
    AgeBracket = "age_bracket" {
        /// Under 18.
        Under18 = "under_18",
        /// 18 to 24.
        From18To24 = "18_24",
        /// 25 to 34.
        From25To34 = "25_34",
        /// 35 to 44.
        From35To44 = "35_44",
        /// 45 to 59.
        From45To59 = "45_59",
        /// 60 and over.
        From60 = "60_over",
    }

    /// How a person lives, as family.
    FamilySituation = "family_situation" {
        /// Single.
        Single = "single",
        /// Married.
        Married = "married",
        /// In a civil union (fr: *pacs*).
        CivilUnion = "civil_union",
        /// Living together.
        Cohabiting = "cohabiting",
        /// Being separated.
        Separating = "separating",
        /// Separated.
        Separated = "separated",
        /// Divorced.
        Divorced = "divorced",
        /// Widowed.
        Widowed = "widowed",
    }

    /// Where a person sleeps.
    Housing = "housing" {
        /// Owns it.
        Owner = "owner",
        /// Rents it, alone or with others.
        Tenant = "tenant",
        /// Lives in what the author owns or rents.
        OfTheAuthor = "of_the_author",
        /// At relatives or friends.
        Hosted = "hosted",
        /// In a shelter (fr: *hébergement d'urgence, CHRS*).
        Shelter = "shelter",
        /// In a hotel.
        Hotel = "hotel",
        /// On the street or in a car.
        Street = "street",
        /// Elsewhere.
        Other = "other",
    }

    /// What a person lives on.
    Income = "income" {
        /// Work.
        Work = "work",
        /// Unemployment benefit.
        Unemployment = "unemployment",
        /// The minimum income (fr: *RSA*).
        MinimumIncome = "minimum_income",
        /// A disability allowance (fr: *AAH*).
        Disability = "disability",
        /// A pension.
        Pension = "pension",
        /// Studies or an apprenticeship.
        Studies = "studies",
        /// What the partner earns.
        OfThePartner = "of_the_partner",
        /// None.
        None = "none",
        /// Something else.
        Other = "other",
    }

    /// A way to reach a person.
    Channel = "channel" {
        /// A call.
        Call = "call",
        /// A short message.
        Sms = "sms",
        /// A message left on the voicemail.
        Voicemail = "voicemail",
        /// A messaging application.
        Messaging = "messaging",
        /// An e-mail.
        Email = "email",
        /// A letter.
        Post = "post",
        /// Someone trusted.
        Relative = "relative",
        /// Another professional.
        Professional = "professional",
        /// A visit.
        Visit = "visit",
    }

    /// What a person is in a case. The same person may be another thing in another case.
    Role = "role" {
        /// Victim.
        Victim = "victim",
        /// Accused (fr: *mis en cause*).
        Accused = "accused",
        /// Witness.
        Witness = "witness",
        /// Close to one of them.
        Relative = "relative",
        /// Something else.
        Other = "other",
    }

    /// With whom an interview is.
    InterviewWith = "interview_with" {
        /// Someone the case is about.
        Beneficiary = "beneficiary",
        /// Police, partners.
        Professional = "professional",
    }

    /// How and where an interview is.
    InterviewMode = "interview_mode" {
        /// At the station.
        Station = "station",
        /// Elsewhere.
        Elsewhere = "elsewhere",
        /// At the person's home.
        Home = "home",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// By e-mail.
        Email = "email",
        /// By letter.
        Post = "post",
    }

    /// Whether an interview took place.
    InterviewStatus = "interview_status" {
        /// It did.
        Kept = "kept",
        /// The person did not come.
        Missed = "missed",
        /// It was called off.
        Cancelled = "cancelled",
    }

    /// Which interview of the case it is.
    InterviewRank = "interview_rank" {
        /// The first.
        First = "first",
        /// A later one.
        FollowUp = "follow_up",
    }

    /// What an interview was about.
    Theme = "theme" {
        /// Listening and support.
        Listening = "listening",
        /// Safety.
        Safety = "safety",
        /// Penal procedure.
        PenalProcedure = "penal_procedure",
        /// Civil procedure.
        CivilProcedure = "civil_procedure",
        /// Separation and parenthood.
        Family = "family",
        /// Children.
        Children = "children",
        /// Housing.
        Housing = "housing",
        /// Money.
        Money = "money",
        /// Health.
        Health = "health",
        /// Papers and residence.
        Papers = "papers",
        /// Work.
        Work = "work",
        /// Something else.
        Other = "other",
    }

    /// What an act is.
    ActKind = "act_kind" {
        /// To a partner (fr: *orientation*).
        Referral = "referral",
        /// A protection measure.
        Measure = "measure",
        /// A call.
        Call = "call",
        /// Any other step (fr: *démarche*).
        Step = "step",
        /// A letter that left (fr: *courrier*).
        Letter = "letter",
    }

    /// What a partner is.
    PartnerKind = "partner_kind" {
        /// A centre for women's and families' rights (fr: *CIDFF*).
        WomensRights = "womens_rights",
        /// A victim support association (fr: *France Victimes*).
        VictimSupport = "victim_support",
        /// The emergency housing line (fr: *SIAO, 115*).
        Siao = "siao",
        /// A shelter (fr: *CHRS*).
        Shelter = "shelter",
        /// The departmental social service.
        DepartmentalSocialService = "departmental_social_service",
        /// The town's social service (fr: *CCAS*).
        TownSocialService = "town_social_service",
        /// Forensic medicine (fr: *UMJ*).
        ForensicMedicine = "forensic_medicine",
        /// Health.
        Health = "health",
        /// A lawyer.
        Lawyer = "lawyer",
        /// Child protection (fr: *CRIP, ASE*).
        ChildProtection = "child_protection",
        /// A school.
        School = "school",
        /// The family allowance fund (fr: *CAF, MSA*).
        FamilyAllowance = "family_allowance",
        /// A landlord.
        Landlord = "landlord",
        /// The prosecutor.
        Prosecutor = "prosecutor",
        /// A programme for authors of violence.
        AuthorProgramme = "author_programme",
        /// Another.
        Other = "other",
    }

    /// What became of a referral.
    Outcome = "outcome" {
        /// Offered.
        Offered = "offered",
        /// Accepted.
        Accepted = "accepted",
        /// Refused.
        Refused = "refused",
        /// An appointment is made.
        Appointment = "appointment",
        /// It took place.
        Effective = "effective",
        /// No news.
        NoNews = "no_news",
    }

    /// A protection measure.
    Measure = "measure" {
        /// The protection order (fr: *OP*): 12 months since 2024.
        ProtectionOrder = "protection_order",
        /// The provisional one (fr: *OPPI*): decided in 24 hours.
        ProvisionalOrder = "provisional_order",
        /// The emergency telephone (fr: *téléphone grave danger*): 6 months, renewable.
        Tgd = "tgd",
        /// The anti-approach bracelet (fr: *bracelet anti-rapprochement*).
        Bar = "bar",
        /// The eviction of the author.
        Eviction = "eviction",
        /// Judicial control.
        JudicialControl = "judicial_control",
        /// Another.
        Other = "other",
    }

    /// Whether a shift took place.
    ShiftStatus = "shift_status" {
        /// To come.
        Planned = "planned",
        /// It did.
        Held = "held",
        /// It was called off.
        Cancelled = "cancelled",
    }

    /// Why a shift was called off.
    CancellationReason = "cancellation_reason" {
        /// The worker was on leave.
        Leave = "leave",
        /// The worker was ill.
        Illness = "illness",
        /// A public holiday.
        PublicHoliday = "public_holiday",
        /// A training or a meeting.
        Meeting = "meeting",
        /// The station had no room, or was closed.
        StationUnavailable = "station_unavailable",
        /// A public health measure.
        PublicHealth = "public_health",
        /// Another reason.
        Other = "other",
    }

    /// Where a shift is held.
    ShiftPlace = "shift_place" {
        /// In the station.
        Station = "station",
        /// In the association's own premises.
        OwnPremises = "own_premises",
        /// From elsewhere.
        Remote = "remote",
    }

    /// A day of the week.
    Weekday = "weekday" {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }

    /// In which weeks a line of the rota holds.
    RotaWeeks = "rota_weeks" {
        /// In every week.
        Every = "every",
        /// In even weeks.
        Even = "even",
        /// In odd weeks.
        Odd = "odd",
    }

    /// What a week counts as.
    WeekParity = "week_parity" {
        /// As even, and then in turns.
        Even = "even",
        /// As odd, and then in turns.
        Odd = "odd",
        /// As its number in the calendar says (ISO 8601).
        Calendar = "calendar",
    }

    /// What a child went through.
    ChildExposure = "child_exposure" {
        /// Lives there, and was not exposed.
        Present = "present",
        /// Saw or heard the violence.
        Exposed = "exposed",
        /// Suffered it.
        Victim = "victim",
        /// Does not live there.
        Absent = "absent",
    }

    /// Which side of the law.
    ProcedureSide = "procedure_side" {
        /// Against the author.
        Penal = "penal",
        /// Between the parties.
        Civil = "civil",
    }

    /// What a procedure is.
    ProcedureKind = "procedure_kind" {
        /// A complaint and its inquiry (fr: *plainte, enquête*).
        Inquiry = "inquiry",
        /// Police custody and what follows (fr: *garde à vue, déferrement*).
        Custody = "custody",
        /// An alternative to prosecution (fr: *composition pénale*).
        Alternative = "alternative",
        /// The criminal court (fr: *tribunal correctionnel, assises*).
        CriminalTrial = "criminal_trial",
        /// An application for a protection order.
        ProtectionOrder = "protection_order",
        /// Divorce or separation.
        Divorce = "divorce",
        /// Parental authority before the family judge (fr: *JAF*).
        ParentalAuthority = "parental_authority",
        /// The judge for children (fr: *juge des enfants*).
        ChildProtection = "child_protection",
        /// Damages, housing, residence: another.
        Other = "other",
    }

    /// How far a procedure is.
    ProcedureStatus = "procedure_status" {
        /// To begin.
        Planned = "planned",
        /// Under way.
        UnderWay = "under_way",
        /// Decided.
        Decided = "decided",
        /// Closed without a decision (fr: *sans suite*).
        Dropped = "dropped",
    }

    /// What a task is.
    TaskKind = "task_kind" {
        /// Something to do.
        Task = "task",
        /// A meeting at an hour.
        Appointment = "appointment",
    }

    /// How often something comes again.
    Recurrence = "recurrence" {
        /// Every week.
        Weekly = "weekly",
        /// Every second week.
        Fortnightly = "fortnightly",
        /// Every month.
        Monthly = "monthly",
    }

    /// What a field that a team defines may hold.
    TeamFieldKind = "team_field_kind" {
        /// Yes or no.
        Bool = "bool",
        /// A whole number.
        Integer = "integer",
        /// One line of text.
        Text = "text",
        /// Text of several lines.
        LongText = "long_text",
        /// A day.
        Date = "date",
        /// One answer of a list.
        Choice = "choice",
        /// Several answers of a list.
        Choices = "choices",
    }

    /// What an attachment is.
    AttachmentKind = "attachment_kind" {
        /// A photo.
        Photo = "photo",
        /// A paper, scanned or as a file.
        Document = "document",
        /// Something said.
        VoiceNote = "voice_note",
        /// A signature.
        Signature = "signature",
        /// Another.
        Other = "other",
    }

    /// What a funder is.
    FunderKind = "funder_kind" {
        /// The State.
        State = "state",
        /// A region.
        Region = "region",
        /// A department.
        Department = "department",
        /// An inter-municipal body (fr: *EPCI*).
        InterMunicipal = "inter_municipal",
        /// A town.
        Municipality = "municipality",
        /// Another.
        Other = "other",
    }

    /// What a session is.
    SessionKind = "session_kind" {
        /// A training of professionals (fr: *formation*).
        Training = "training",
        /// Raising awareness (fr: *sensibilisation*).
        Awareness = "awareness",
    }

    /// What became of a session.
    SessionStatus = "session_status" {
        /// Planned.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// Cancelled.
        Cancelled = "cancelled",
    }

    /// A block of free text of the report, in its order.
    ReportSection = "report_section" {
        /// Who the team is.
        WhoWeAre = "who_we_are",
        /// Its territory and stations.
        Territory = "territory",
        /// What marked the year.
        Remarks = "remarks",
        /// What is to come.
        Challenges = "challenges",
        /// Thanks to the funders.
        Thanks = "thanks",
        /// Useful contacts.
        Contacts = "contacts",
    }
}
