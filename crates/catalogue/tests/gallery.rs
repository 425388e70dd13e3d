//! The gallery of diagnostics: for each kind a catalogue that is broken in just this way, and all that
//! is said about it, as a snapshot in `tests/snapshots`.

use std::path::{Path, PathBuf};

use catalogue::{Code, Severity};

/// A change to a file of the small catalogue: what is replaced, once, by what.
type Change = (&'static str, &'static str, &'static str);

/// What each kind of diagnostic is shown with.
const GALLERY: &[(Code, Severity, &[Change])] = &[
    (
        Code::Unreadable,
        Severity::Error,
        &[(C, "locales = [\"en\"]", "locales = [\"en\", \"fr\"]")],
    ),
    (
        Code::Syntax,
        Severity::Error,
        &[
            (C, "as_of = \"2026-11-23\"", "as_of = \"2026-11-23"),
            (C, "module_count = 3", "module_count = = 3"),
        ],
    ),
    (
        Code::UnknownKey,
        Severity::Error,
        &[
            (C, "revision = 1", "revision = 1\nauthor = \"me\""),
            (C, "core_weight = 3", "core_weight = 3\nmodule_points_ = 2"),
            (
                E,
                "prompt = \"What have you done",
                "promt = \"What have you done",
            ),
        ],
    ),
    (
        Code::MissingKey,
        Severity::Error,
        &[
            (C, "as_of = \"2026-11-23\"\n", ""),
            (C, "area = \"selling\"\n", ""),
            (
                E,
                "practice = \"Tell three customers what is in the bread.\"\n",
                "",
            ),
        ],
    ),
    (
        Code::WrongType,
        Severity::Error,
        &[
            (C, "as_of = \"2026-11-23\"", "as_of = 2026-11-23"),
            (C, "core_percent = 80", "core_percent = 80.5"),
            (C, "tier = \"senior\"", "tier = \"middle\""),
            (
                E,
                "covers = [\"Sourdough\", \"Yeast\"]",
                "covers = \"Sourdough\"",
            ),
        ],
    ),
    (
        Code::MalformedId,
        Severity::Error,
        &[
            (C, "locales = [\"en\"]", "locales = [\"en\", \"../fr\"]"),
            (C, "id = \"evening-course\"", "id = \"Evening Course\""),
            (
                E,
                "[modules.evening-course]",
                "[modules.\"Evening Course\"]",
            ),
        ],
    ),
    (
        Code::DuplicateId,
        Severity::Error,
        &[
            (C, "id = \"selling\"", "id = \"baking\""),
            (C, "area = \"selling\"", "area = \"baking\""),
        ],
    ),
    (
        Code::UnknownId,
        Severity::Error,
        &[
            (C, "area = \"selling\"", "area = \"seling\""),
            (
                C,
                "formats = []",
                "formats = [\"evening\"]\nprerequisite = \"cook.junior\"",
            ),
            (C, "advice = 1", "advise = 1"),
        ],
    ),
    (
        Code::MissingEntry,
        Severity::Error,
        &[(
            C,
            "\"baker.junior\" = 1, \"baker.senior\" = 2",
            "\"baker.junior\" = 1",
        )],
    ),
    (
        Code::ProfileId,
        Severity::Error,
        &[(
            C,
            "family = \"baker\"\ntier = \"senior\"",
            "family = \"baker\"\ntier = \"junior\"",
        )],
    ),
    (
        Code::DuplicateProfile,
        Severity::Error,
        &[(
            C,
            "[[competences]]",
            "[[profiles]]\nid = \"baker.senior\"\nfamily = \"baker\"\ntier = \"senior\"\nprovenance = []\n\n[[competences]]",
        )],
    ),
    (
        Code::Count,
        Severity::Error,
        &[(C, "[[areas]]\nid = \"selling\"", MANY_AREAS)],
    ),
    (
        Code::OutOfRange,
        Severity::Error,
        &[
            (C, "revision = 1", "revision = 70000"),
            (C, "reached_percent = 80", "reached_percent = 300"),
        ],
    ),
    (
        Code::MalformedDate,
        Severity::Error,
        &[(C, "as_of = \"2026-11-23\"", "as_of = \"2026-02-30\"")],
    ),
    (
        Code::OutOfOrder,
        Severity::Error,
        &[
            (C, "area = \"baking\"", "area = \"selling\""),
            (
                C,
                "area = \"selling\"\nlevels = 3\nweights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }",
                "area = \"baking\"\nlevels = 3\nweights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }",
            ),
        ],
    ),
    (
        Code::ListedTwice,
        Severity::Error,
        &[(
            C,
            OFFER,
            "certificates = [\"chamber\", \"provider\", \"chamber\"]\nfunding = [\"leave\", \"leave\"]\n",
        )],
    ),
    (
        Code::Address,
        Severity::Error,
        &[
            (
                C,
                "links = [\"https://jobs.example/bakers\"]",
                "links = [\"http://jobs.example/bakers\"]",
            ),
            (
                C,
                "https://skills.example/{code}",
                "https://skills.example/code",
            ),
        ],
    ),
    (
        Code::FrameworkCode,
        Severity::Error,
        &[(C, "code = \"B.1\"", "code = \"B 1\"")],
    ),
    (
        Code::EmptyEntry,
        Severity::Error,
        &[(C, "area = \"selling\"", "area = \"baking\"\nitems = []")],
    ),
    (
        Code::UnreachableProfile,
        Severity::Error,
        &[(C, "\"baker.senior\" = 2", "\"baker.senior\" = 3")],
    ),
    (
        Code::RequiresNothing,
        Severity::Error,
        &[
            (C, "\"baker.junior\" = 1", "\"baker.junior\" = 0"),
            (C, "\"baker.junior\" = 1", "\"baker.junior\" = 0"),
        ],
    ),
    (
        Code::SeniorEasier,
        Severity::Error,
        &[(
            C,
            "\"baker.junior\" = 1, \"baker.senior\" = 2",
            "\"baker.junior\" = 2, \"baker.senior\" = 1",
        )],
    ),
    (
        Code::SameProfiles,
        Severity::Warning,
        &[
            (C, "\"baker.junior\" = 1", "\"baker.junior\" = 2"),
            (C, "\"baker.junior\" = 1", "\"baker.junior\" = 2"),
        ],
    ),
    (
        Code::WeightsZero,
        Severity::Warning,
        &[(
            C,
            "weights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }\nrequired = { \"baker.junior\" = 1, \"baker.senior\" = 2 }",
            "weights = { \"baker.junior\" = 0, \"baker.senior\" = 0 }\nrequired = { \"baker.junior\" = 0, \"baker.senior\" = 0 }",
        )],
    ),
    (
        Code::RequiredUncounted,
        Severity::Warning,
        &[(
            C,
            "weights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }\nrequired = { \"baker.junior\" = 1, \"baker.senior\" = 2 }",
            "weights = { \"baker.junior\" = 0, \"baker.senior\" = 0 }\nrequired = { \"baker.junior\" = 0, \"baker.senior\" = 2 }",
        )],
    ),
    (
        Code::RaisesNothing,
        Severity::Error,
        &[(C, "raises = { dough = 1, advice = 1 }", "raises = {}")],
    ),
    (
        Code::RaisesToTop,
        Severity::Warning,
        &[(C, "raises = { dough = 1", "raises = { dough = 2")],
    ),
    (
        Code::NoModule,
        Severity::Note,
        &[(
            C,
            "raises = { dough = 1, advice = 1 }",
            "raises = { dough = 1 }",
        )],
    ),
    (
        Code::WrongLocale,
        Severity::Error,
        &[(E, "locale = \"en\"", "locale = \"fr\"")],
    ),
    (
        Code::MissingText,
        Severity::Error,
        &[(
            E,
            "[competences.advice]\nname = \"Advice\"\npractice = \"Tell three customers what is in the bread.\"\n",
            "",
        )],
    ),
    (
        Code::SurplusText,
        Severity::Error,
        &[(
            E,
            "[modules.evening-course]",
            "[interface]\n\"start.acton\" = \"Go\"\n\n[modules.evenings-course]",
        )],
    ),
    (
        Code::EmptyText,
        Severity::Error,
        &[(
            E,
            "summary = \"For all who bake at home.\"",
            "summary = \" \"",
        )],
    ),
    (
        Code::TooLong,
        Severity::Error,
        &[
            (E, "short = \"Selling\"", "short = \"Selling bread\""),
            (E, "I have watched others make dough.", ENDLESS),
        ],
    ),
    (
        Code::Markup,
        Severity::Error,
        &[
            (E, "From flour to loaf.", "From <b>flour</b> to loaf."),
            (E, "From loaf to customer.", "From loaf&nbsp;to customer."),
            (E, "\"People who bake.\"", "'People **who** bake.'"),
            (E, "Bakes by recipe.", "Bakes \\u202Eby recipe."),
        ],
    ),
    (
        Code::Placeholder,
        Severity::Error,
        &[
            (E, "Two questions", "{count} questions"),
            (
                E,
                "[modules.evening-course]",
                "[interface]\n\"start.action\" = \"Go {now}\"\n\"start.items.other\" = \"Questions\"\n\"item.back\" = \"Back {\"\n\n[modules.evening-course]",
            ),
        ],
    ),
    (
        Code::LevelNames,
        Severity::Error,
        &[(
            E,
            "levels = [\"Not yet\", \"Routine cases\", \"Responsible for it\"]",
            "levels = [\"Not yet\"]",
        )],
    ),
    (
        Code::AnchorCount,
        Severity::Error,
        &[(E, "  \"I have answered what customers often ask.\",\n", "")],
    ),
    (
        Code::AnchorForm,
        Severity::Warning,
        &[
            (
                E,
                "\"I have watched others make dough.\"",
                "\"I have watched others make dough. \"",
            ),
            (E, "what customers often ask.", "what customers often ask"),
        ],
    ),
    (
        Code::AnchorOrder,
        Severity::Warning,
        &[
            (E, "I have watched others", "3. I have watched others"),
            (E, "I have made dough", "2. I have made dough"),
            (E, "I have changed recipes", "1. I have changed recipes"),
            (
                E,
                "I haven't spoken with",
                "Responsible for it: I haven't spoken with",
            ),
        ],
    ),
    (
        Code::SameAnchor,
        Severity::Error,
        &[(
            E,
            "I have answered what customers often ask.",
            "I haven't spoken with customers, yet.",
        )],
    ),
    (
        Code::ItemWording,
        Severity::Note,
        &[
            (
                E,
                "I have made dough by a recipe that somebody gave me.",
                "Dough I have made by a recipe; somebody gave it to me.",
            ),
            (
                E,
                "I have watched others make dough.",
                "I have watched others make dough on many mornings, and I have wished for it more than once, but I never put a hand in it.",
            ),
        ],
    ),
    (
        Code::SimilarAnchors,
        Severity::Warning,
        &[(
            E,
            "I have answered what customers often ask.",
            "I haven't spoken to customers yet.",
        )],
    ),
    (
        Code::Persona,
        Severity::Error,
        &[
            (P, "", PERSONAS),
            (P, "standing = \"beginning\"", "standing = \"on-the-way\""),
        ],
    ),
    (
        Code::LinksLock,
        Severity::Error,
        &[(L, "", "revision one\n")],
    ),
    (
        Code::LinksBroken,
        Severity::Error,
        &[
            (L, "", LOCK),
            (
                C,
                "area = \"selling\"",
                "area = \"selling\"\nitems = [\"advising\"]",
            ),
            (E, "[items.advice]", "[items.advising]"),
        ],
    ),
];

/// Other causes for a kind that the gallery shows already, each with words of its own.
const VARIANTS: &[(&str, Code, &[Change])] = &[
    (
        "persona-headline",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (
                P,
                "headline = \"baker.junior\"",
                "headline = \"baker.senior\"",
            ),
        ],
    ),
    (
        "persona-status",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (
                P,
                "\"baker.senior\" = \"not-reached\"",
                "\"baker.senior\" = \"reached\"",
            ),
        ],
    ),
    (
        "persona-modules",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (
                P,
                "modules = [\"evening-course\"]",
                "no_modules = [\"evening-course\"]",
            ),
        ],
    ),
    (
        "persona-strength",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (P, "strengths = [\"dough\"]", "strengths = [\"advice\"]"),
        ],
    ),
    (
        "persona-unreachable",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (
                P,
                "unreachable = [\"baker.senior\"]",
                "unreachable = [\"baker.junior\"]",
            ),
        ],
    ),
    (
        "persona-same",
        Code::Persona,
        &[
            (P, "", PERSONAS),
            (
                P,
                "same_statuses_as = \"practised\"",
                "same_statuses_as = \"newcomer\"",
            ),
        ],
    ),
    (
        "persona-unknown-item",
        Code::UnknownId,
        &[
            (P, "", PERSONAS),
            (P, "levels = { dough = 1 }", "levels = { dought = 1 }"),
        ],
    ),
    (
        "persona-unknown-persona",
        Code::UnknownId,
        &[
            (P, "", PERSONAS),
            (
                P,
                "same_statuses_as = \"practised\"",
                "same_statuses_as = \"practiced\"",
            ),
        ],
    ),
    (
        "persona-level",
        Code::OutOfRange,
        &[
            (P, "", PERSONAS),
            (P, "levels = { dough = 1 }", "levels = { dough = 3 }"),
        ],
    ),
    (
        "persona-twice",
        Code::DuplicateId,
        &[
            (P, "", PERSONAS),
            (P, "id = \"practised-too\"", "id = \"practised\""),
        ],
    ),
    (
        "persona-expects-nothing",
        Code::EmptyEntry,
        &[
            (P, "", PERSONAS),
            (P, "same_statuses_as = \"practised\"", ""),
        ],
    ),
    (
        "no-competences-in-profile",
        Code::RaisesNothing,
        &[
            (C, "\"baker.junior\" = 1", "\"baker.junior\" = 0"),
            (C, "\"baker.senior\" = 2", "\"baker.senior\" = 0"),
            (
                C,
                "raises = { dough = 1, advice = 1 }",
                "raises = { dough = 1 }",
            ),
        ],
    ),
    (
        "no-modules",
        Code::NoModule,
        &[(C, MODULE, ""), (E, MODULE_TEXT, "")],
    ),
    (
        "no-areas",
        Code::Count,
        &[
            (C, AREAS, ""),
            (C, "[thresholds]", "areas = []\n\n[thresholds]"),
        ],
    ),
    (
        "weight-too-high",
        Code::OutOfRange,
        &[(
            C,
            "weights = { \"baker.junior\" = 3, \"baker.senior\" = 3 }",
            "weights = { \"baker.junior\" = 10, \"baker.senior\" = 10 }",
        )],
    ),
    (
        "too-many-levels",
        Code::OutOfRange,
        &[(
            C,
            "area = \"baking\"\nlevels = 3",
            "area = \"baking\"\nlevels = 8",
        )],
    ),
    (
        "raised-too-far",
        Code::OutOfRange,
        &[(C, "raises = { dough = 1", "raises = { dough = 3")],
    ),
    (
        "family-without-profile",
        Code::EmptyEntry,
        &[
            (
                C,
                "[[families]]",
                "[[families]]\nid = \"confectioner\"\n\n[[families]]",
            ),
            (
                E,
                "[families.baker]",
                "[families.confectioner]\nname = \"Confectioner\"\ndescription = \"Cakes.\"\n\n[families.baker]",
            ),
        ],
    ),
    (
        "weight-for-no-family",
        Code::UnknownId,
        &[(
            C,
            "weights = { \"baker.junior\" = 3, \"baker.senior\" = 3 }",
            "weights = { \"baker.junior\" = 3, \"baker.senior\" = 3, \"bakers.junior\" = 2 }",
        )],
    ),
    (
        "weight-left-out",
        Code::MissingEntry,
        &[(
            C,
            "weights = { \"baker.junior\" = 3, \"baker.senior\" = 3 }",
            "weights = {}",
        )],
    ),
    (
        "default-locale",
        Code::UnknownId,
        &[(C, "default_locale = \"en\"", "default_locale = \"de\"")],
    ),
    (
        "locale-twice",
        Code::DuplicateId,
        &[(C, "locales = [\"en\"]", "locales = [\"en\", \"en\"]")],
    ),
    (
        "item-twice",
        Code::DuplicateId,
        &[(
            C,
            "area = \"selling\"",
            "area = \"selling\"\nitems = [\"advice\", \"advice\"]",
        )],
    ),
    (
        "profile-id-form",
        Code::MalformedId,
        &[(C, "id = \"baker.junior\"", "id = \"Baker junior\"")],
    ),
    (
        "no-interface",
        Code::MissingText,
        &[
            (C, "default_locale = \"en\"", "default_locale = \"fr\""),
            (C, "locales = [\"en\"]", "locales = [\"fr\"]"),
            (F, "", ENGLISH),
            (F, "locale = \"en\"", "locale = \"fr\""),
        ],
    ),
    (
        "hours-that-end-before-they-begin",
        Code::OutOfRange,
        &[(
            C,
            "hours = { from = 20, to = 40 }",
            "hours = { from = 40, to = 20 }",
        )],
    ),
    (
        "weeks-without-end",
        Code::OutOfRange,
        &[(
            C,
            "beside_job = { from = 8, to = 10 }",
            "beside_job = { from = 8, to = 5000 }",
        )],
    ),
    (
        "unknown-kinds",
        Code::WrongType,
        &[
            (C, "cost = \"under-500\"", "cost = \"under-50\""),
            (
                C,
                OFFER,
                "certificates = [\"ihk\"]\nfunding = [\"voucher\", \"bafoeg\"]\nself_study = \"yes\"\n",
            ),
            (C, "fit = \"close\"", "fit = \"closely\""),
        ],
    ),
    (
        "country-id",
        Code::MalformedId,
        &[
            (C, "id = \"AT\"", "id = \"at\""),
            (E, "[countries.AT", "[countries.at"),
            (E, "[countries.AT", "[countries.at"),
        ],
    ),
    (
        "country-twice",
        Code::DuplicateId,
        &[(
            C,
            "id = \"search\"",
            "id = \"search\"\n\n[[countries]]\nid = \"AT\"\n\n[[countries.steps]]\nid = \"search\"",
        )],
    ),
    (
        "country-without-steps",
        Code::Count,
        &[(C, STEPS, "steps = []\n"), (E, STEP_TEXT, "steps = {}\n")],
    ),
    (
        "too-many-links",
        Code::Count,
        &[(C, "links = [\"https://jobs.example/bakers\"]", MANY_LINKS)],
    ),
    (
        "link-with-a-user",
        Code::Address,
        &[(
            C,
            "https://jobs.example/bakers",
            "https://jobs.example@other.example/",
        )],
    ),
    (
        "link-without-a-name",
        Code::MissingText,
        &[(E, "links = [\"The job board\"]", "links = []")],
    ),
    (
        "step-placeholder",
        Code::Placeholder,
        &[
            (E, "for: {search}", "for: {course}"),
            (
                E,
                "The job board of the bakers",
                "The job board of the {bakers",
            ),
        ],
    ),
    (
        "framework-id",
        Code::MalformedId,
        &[
            (C, "id = \"skills-1.0\"", "id = \"Skills 1.0\""),
            (
                C,
                "framework = \"skills-1.0\"",
                "framework = \"Skills 1.0\"",
            ),
            (
                E,
                "[frameworks.\"skills-1.0\"]",
                "[frameworks.\"Skills 1.0\"]",
            ),
        ],
    ),
    (
        "framework-unknown",
        Code::UnknownId,
        &[(C, "framework = \"skills-1.0\"", "framework = \"skills\"")],
    ),
    (
        "mapping-twice",
        Code::DuplicateId,
        &[(
            C,
            MAPPING,
            "mappings = [\n  { framework = \"skills-1.0\", code = \"B.1\", fit = \"close\" },\n  { framework = \"skills-1.0\", code = \"B.1\", fit = \"broad\" },\n]\n",
        )],
    ),
    (
        "too-many-mappings",
        Code::Count,
        &[(C, MAPPING, MANY_MAPPINGS)],
    ),
    (
        "framework-without-text",
        Code::MissingText,
        &[(
            E,
            "[frameworks.\"skills-1.0\"]",
            "[frameworks.\"skills-2.0\"]",
        )],
    ),
    (
        "exam-of-today",
        Code::MalformedDate,
        &[
            (C, "as_of = \"2026-11-24\"", "as_of = \"2026-11-31\""),
            (
                C,
                "id = \"loaf\"\ncompetences = [\"dough\"]",
                "id = \"loaf\"\ncompetences = []",
            ),
        ],
    ),
    (
        "exam-of-today-without-texts",
        Code::MissingText,
        &[(E, EXAM_TODAY_TEXT, "")],
    ),
    (
        "too-many-terms",
        Code::Count,
        &[(
            E,
            "search = [\"Baking\"]",
            "search = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]",
        )],
    ),
    (
        "plural-form-of-another-language",
        Code::SurplusText,
        &[(
            E,
            "[modules.evening-course]",
            "[interface]\n\"points.few\" = \"{count} points\"\n\"points.none\" = \"no points\"\n\n[modules.evening-course]",
        )],
    ),
    (
        "one-brace",
        Code::Placeholder,
        &[(E, "From flour to loaf.", "From flour } to loaf.")],
    ),
    (
        "links-levels",
        Code::LinksBroken,
        &[
            (L, "", LOCK),
            (C, "revision = 1", "revision = 2"),
            (
                C,
                "area = \"selling\"\nlevels = 3",
                "area = \"selling\"\nlevels = 2",
            ),
            (
                C,
                "weights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }\nrequired = { \"baker.junior\" = 1, \"baker.senior\" = 2 }",
                "weights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }\nrequired = { \"baker.junior\" = 1, \"baker.senior\" = 1 }",
            ),
            (
                E,
                "  \"I have trained others in what to tell customers.\",\n",
                "",
            ),
        ],
    ),
    (
        "links-family",
        Code::LinksBroken,
        &[
            (L, "", LOCK),
            (C, "revision = 1", "revision = 2"),
            (
                C,
                "[[families]]\nid = \"baker\"",
                "[[families]]\nid = \"bread\"",
            ),
            (
                C,
                "id = \"baker.junior\"\nfamily = \"baker\"",
                "id = \"bread.junior\"\nfamily = \"bread\"",
            ),
            (
                C,
                "id = \"baker.senior\"\nfamily = \"baker\"",
                "id = \"bread.senior\"\nfamily = \"bread\"",
            ),
            (
                C,
                "weights = { \"baker.junior\" = 3, \"baker.senior\" = 3 }",
                "weights = { \"bread.junior\" = 3, \"bread.senior\" = 3 }",
            ),
            (
                C,
                "weights = { \"baker.junior\" = 2, \"baker.senior\" = 2 }",
                "weights = { \"bread.junior\" = 2, \"bread.senior\" = 2 }",
            ),
            (
                C,
                "\"baker.junior\" = 1, \"baker.senior\"",
                "\"bread.junior\" = 1, \"bread.senior\"",
            ),
            (
                C,
                "\"baker.junior\" = 1, \"baker.senior\"",
                "\"bread.junior\" = 1, \"bread.senior\"",
            ),
            (
                C,
                "profile = \"baker.senior\"",
                "profile = \"bread.senior\"",
            ),
            (E, "[families.baker]", "[families.bread]"),
            (
                E,
                "[profiles.\"baker.junior\"]",
                "[profiles.\"bread.junior\"]",
            ),
            (
                E,
                "[profiles.\"baker.senior\"]",
                "[profiles.\"bread.senior\"]",
            ),
        ],
    ),
];

const C: &str = "catalogue.toml";
const E: &str = "en.toml";
const F: &str = "fr.toml";
const L: &str = "links.lock";
const P: &str = "personas.toml";

/// Personas of the small catalogue that get what is expected.
const PERSONAS: &str = include_str!("gallery/personas.toml");

const ENGLISH: &str = include_str!("gallery/en.toml");
const AREAS: &str = "[[areas]]\nid = \"baking\"\n\n[[areas]]\nid = \"selling\"\n";
const MODULE: &str = concat!(
    "[[modules]]\nid = \"evening-course\"\nraises = { dough = 1, advice = 1 }\nformats = []\n",
    "provenance = [{ kind = \"editorial\" }]\nas_of = \"2026-11-23\"\n",
    "hours = { from = 20, to = 40 }\nweeks = { beside_job = { from = 8, to = 10 } }\ncost = \"under-500\"\n",
    "certificates = [\"attendance\", \"chamber\"]\nfunding = [\"leave\"]\nself_study = true\n"
);
const OFFER: &str =
    "certificates = [\"attendance\", \"chamber\"]\nfunding = [\"leave\"]\nself_study = true\n";
const MODULE_TEXT: &str = concat!(
    "[modules.evening-course]\nname = \"Evening course\"\nsummary = \"For all who bake at home.\"\n",
    "covers = [\"Sourdough\", \"Yeast\"]\nsearch = [\"Baking\"]\nask = [\"Who pays for the flour?\"]\n",
    "project = \"Bake a loaf a week, and write down what you changed.\"\n"
);
const MAPPING: &str =
    "mappings = [{ framework = \"skills-1.0\", code = \"B.1\", fit = \"close\" }]\n";
const MANY_MAPPINGS: &str = concat!(
    "mappings = [\n",
    "  { framework = \"skills-1.0\", code = \"1\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"2\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"3\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"4\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"5\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"6\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"7\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"8\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"9\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"10\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"11\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"12\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"13\", fit = \"close\" },\n]\n"
);
const STEPS: &str =
    "[[countries.steps]]\nid = \"search\"\nlinks = [\"https://jobs.example/bakers\"]\n";
const STEP_TEXT: &str = concat!(
    "[countries.AT.steps.search]\ntitle = \"Search\"\n",
    "text = \"The job board of the bakers lists courses. Search it for: {search}.\"\nlinks = [\"The job board\"]\n"
);
const MANY_LINKS: &str = concat!(
    "links = [\"https://a.example\", \"https://b.example\", \"https://c.example\", \"https://d.example\", ",
    "\"https://e.example\", \"https://f.example\", \"https://g.example\"]"
);
const EXAM_TODAY_TEXT: &str = concat!(
    "[exam.today]\nname = \"Exam of the bakers\"\nsummary = \"A loaf and a talk.\"\n\n",
    "[exam.today.fields.loaf]\nname = \"Loaf\"\ndescription = \"A loaf of bread.\"\n"
);

const ENDLESS: &str = "I have watched others make dough on many mornings, and although I have wished for it more than once, nobody has ever let me put my hands into it so far.";

const MANY_AREAS: &str = concat!(
    "[[areas]]\nid = \"a\"\n[[areas]]\nid = \"b\"\n[[areas]]\nid = \"c\"\n[[areas]]\nid = \"d\"\n",
    "[[areas]]\nid = \"e\"\n[[areas]]\nid = \"f\"\n[[areas]]\nid = \"g\"\n[[areas]]\nid = \"h\"\n",
    "[[areas]]\nid = \"i\"\n[[areas]]\nid = \"j\"\n[[areas]]\nid = \"k\"\n",
    "[[areas]]\nid = \"selling\""
);

/// Stands for the lock of the catalogue as it is at this point.
const LOCK: &str = "locked";

/// A copy of the small catalogue, gone at its end.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str, changes: &[Change]) -> Self {
        let folder = format!("skill-check-gallery-{}-{name}", std::process::id());
        let copy = Self(std::env::temp_dir().join(folder));
        std::fs::create_dir_all(&copy.0).expect("a temporary folder");
        let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
        for file in [C, E] {
            std::fs::copy(gallery.join(file), copy.0.join(file)).expect("a copy");
        }
        for (file, from, to) in changes {
            let path = copy.0.join(file);
            if *to == LOCK {
                let authored = catalogue::load(&copy.0).authored.expect("in order so far");
                let lock = catalogue::lock::locked("", authored.definition()).expect("a lock");
                std::fs::write(path, lock).expect("a change");
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(text.contains(from), "{name}: {file} holds {from}");
            std::fs::write(path, text.replacen(from, to, 1)).expect("a change");
        }
        copy
    }

    /// All that is said, with the paths as an author would give them.
    fn said(&self) -> String {
        let folder = format!("{}/", self.0.display());
        let said: Vec<String> = catalogue::load(&self.0)
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.to_string().replace(&folder, "bakery/"))
            .collect();
        said.join("\n\n")
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_small_catalogue_is_in_order() {
    let copy = Copy::new("in-order", &[]);
    assert_eq!(copy.said(), "");
    assert!(catalogue::load(&copy.0).authored.is_some());
}

#[test]
fn personas_that_get_what_is_expected_say_nothing() {
    let copy = Copy::new("personas", &[(P, "", PERSONAS)]);
    assert_eq!(copy.said(), "");
    let personas = catalogue::load(&copy.0).personas;
    let named: Vec<_> = personas
        .iter()
        .map(|outcome| (&*outcome.id, &*outcome.headline, outcome.standing))
        .collect();
    assert_eq!(
        named,
        [
            ("newcomer", "baker.junior", "beginning"),
            ("practised", "baker.junior", "on-the-way"),
            ("practised-too", "baker.junior", "on-the-way"),
        ]
    );
}

#[test]
fn each_kind_is_shown() {
    for (code, severity, changes) in GALLERY {
        let copy = Copy::new(code.as_str(), changes);
        let report = catalogue::load(&copy.0);
        let shown = report
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == *code);
        let shown = shown.unwrap_or_else(|| panic!("{code} is said:\n{}", copy.said()));
        assert_eq!(shown.severity, *severity, "{code}");
        assert_eq!(shown.to_json()["why"], code.why());
        // Only what isn't there has no place.
        assert_eq!(
            shown.position().is_none(),
            *code == Code::Unreadable,
            "{shown}"
        );
        let has_error = report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(report.authored.is_none(), has_error, "{code}");
        insta::assert_snapshot!(format!("gallery-{code}"), copy.said());
    }
}

#[test]
fn other_causes_have_words_of_their_own() {
    for (name, code, changes) in VARIANTS {
        let copy = Copy::new(name, changes);
        let report = catalogue::load(&copy.0);
        let shown = report
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == *code);
        let shown = shown.unwrap_or_else(|| panic!("{name}: {code} is said:\n{}", copy.said()));
        assert!(shown.position().is_some(), "{shown}");
        insta::assert_snapshot!(format!("variant-{name}"), copy.said());
    }
}

#[test]
fn the_gallery_has_every_kind() {
    for code in Code::ALL {
        assert!(
            GALLERY.iter().any(|(shown, ..)| shown == code),
            "{code} has no case in the gallery"
        );
    }
}
