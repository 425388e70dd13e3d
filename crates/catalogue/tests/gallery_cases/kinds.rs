//! One case for each kind of diagnostic.

use catalogue::{Code, Severity};

use super::*;

/// What each kind of diagnostic is shown with.
pub(crate) const GALLERY: &[(Code, Severity, &[Change])] = &[
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
        Code::NoReference,
        Severity::Warning,
        &[(
            C,
            "provenance = [{ kind = \"editorial\" }]\nmappings",
            "provenance = [{ kind = \"source\" }]\nmappings",
        )],
    ),
    (
        Code::Unwritten,
        Severity::Error,
        &[
            (E, "name = \"Dough\"", "name = \"TBD\""),
            (
                E,
                "practice = \"Tell three",
                "practice = \"To be written: three",
            ),
        ],
    ),
    (
        Code::Undecided,
        Severity::Error,
        &[(
            C,
            "area = \"baking\"\nlevels",
            "area = \"baking\"\nto_decide = \"the codes N, L, E carry no order\"\nlevels",
        )],
    ),
    (Code::UnusedFile, Severity::Warning, &[(F, "", ENGLISH)]),
    (
        Code::Untranslated,
        Severity::Warning,
        &[
            (C, "locales = [\"en\"]", "locales = [\"en\", \"fr\"]"),
            (F, "", ENGLISH),
            (F, "locale = \"en\"", "locale = \"fr\""),
        ],
    ),
    (
        Code::PluralForms,
        Severity::Warning,
        &[
            (C, "locales = [\"en\"]", "locales = [\"en\", \"pl\"]"),
            (PL, "", ENGLISH),
            (PL, "locale = \"en\"", "locale = \"pl\""),
            (PL, "[modules.evening-course]", COUNTED),
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
        Code::Reading,
        Severity::Warning,
        &[
            (C, "default_locale = \"en\"", "default_locale = \"de\""),
            (C, "locales = [\"en\"]", "locales = [\"de\"]"),
            (D, "", ENGLISH),
            (D, "locale = \"en\"", "locale = \"de\""),
            (D, "What have you done with dough?", HARD),
            (D, "Bakes by recipe.", HARD),
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
        Code::Norms,
        Severity::Error,
        &[(N, "", NORMS), (N, "n = 60\nlower", "n = 49\nlower")],
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
