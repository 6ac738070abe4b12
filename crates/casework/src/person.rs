//! A person: who it is, how the person lives, and how to reach the person safely.

use chrono::NaiveDate;
use record::Stat::Distribution;
use record::{Field, Notes, RecordId, Set, TimeOfDay, fields};

use crate::choices::{AgeBracket, Channel, FamilySituation, Housing, Income, Sex, Weekday};

fields! {
    /// A person.
    Person = "person" {
        /// The family name.
        FAMILY_NAME: String = Field::new("family_name").searchable().listed();
        /// The given names.
        GIVEN_NAMES: String = Field::new("given_names").searchable().listed();
        /// What to call someone who gives no name.
        PSEUDONYM: String = Field::new("pseudonym").searchable().listed();
        /// The sex.
        SEX: Sex = Field::new("sex").stat(Distribution);
        /// The birth date, where known.
        BIRTH_DATE: NaiveDate = Field::new("birth_date");
        /// The age otherwise, and what figures keep once the person is forgotten.
        AGE_BRACKET: AgeBracket = Field::new("age_bracket").stat(Distribution);

        /// How to reach the person first.
        CONTACT_CHANNEL: Channel = Field::new("contact_channel").ask().section("contact");
        /// The telephone number.
        PHONE: String = Field::new("phone").ask().searchable().section("contact");
        /// On which days never: of what two people note at once, both hold.
        AVOIDED_DAYS: Set<Weekday> = Field::new("avoided_days").section("contact").since(2);
        /// From which hour.
        SAFE_FROM: TimeOfDay = Field::new("safe_from").ask().section("contact").since(2);
        /// Until which hour.
        SAFE_UNTIL: TimeOfDay = Field::new("safe_until").ask().section("contact").since(2);
        /// On which days and at which hours, where that is not enough.
        CONTACT_HOURS: String = Field::new("contact_hours").ask().section("contact");
        /// Whether a message may be left on the voicemail.
        VOICEMAIL_ALLOWED: bool = Field::new("voicemail_allowed").ask().section("contact");
        /// Whether a short message may be sent.
        SMS_ALLOWED: bool = Field::new("sms_allowed").ask().section("contact");
        /// The word by which both know who is speaking.
        CODE_WORD: String = Field::new("code_word").ask().section("contact");
        /// Ways that must not be used.
        FORBIDDEN_CHANNELS: Set<Channel> = Field::new("forbidden_channels").section("contact");
        /// The e-mail address.
        EMAIL: String = Field::new("email").ask().section("contact");
        /// The postal address.
        ADDRESS: String = Field::new("address").long().ask().section("contact");

        /// The town.
        TOWN: String = Field::new("town").searchable().section("life");
        /// The family situation.
        FAMILY_SITUATION: FamilySituation =
            Field::new("family_situation").stat(Distribution).section("life");
        /// Where the person sleeps (fr: *situation de logement*).
        HOUSING: Housing = Field::new("housing").stat(Distribution).section("life");
        /// What the person lives on.
        INCOME: Income = Field::new("income").stat(Distribution).section("life");
        /// Whether the person is pregnant.
        IS_PREGNANT: bool = Field::new("is_pregnant").section("life");
        /// The languages the person speaks.
        LANGUAGES: Set<String> = Field::new("languages").section("life");
        /// Whether an interpreter is needed.
        NEEDS_INTERPRETER: bool =
            Field::new("needs_interpreter").stat(Distribution).section("life");

        /// What is good to know, added and never rewritten.
        NOTES: Notes = Field::new("notes").section("notes");

        /// The person's other record, which stands for this one too: both are of one person ([`crate::kept_person`]).
        MERGED_INTO: RecordId =
            Field::new("merged_into").to(Person::ID).ask().figures().unasked().since(3);
    }
}
