//! Further causes.

use catalogue::Code;

use super::*;

/// Other causes for a kind that the gallery shows already, each with words of its own.
pub(crate) const VARIANTS: &[(&str, Code, &[Change])] = &[
    (
        "norms-revision",
        Code::Norms,
        &[(N, "", NORMS), (N, "revision = 1", "revision = 2")],
    ),
    (
        "norms-source",
        Code::Norms,
        &[
            (N, "", NORMS),
            (N, "Guests of a fair", "Guests <b>of</b> a fair"),
        ],
    ),
    (
        "norms-locale",
        Code::Norms,
        &[
            (N, "", NORMS),
            (
                N,
                "\"Guests of a fair\"",
                "{ fr = \"Les visiteurs d'une foire\" }",
            ),
        ],
    ),
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
        Code::Untranslated,
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
        "level-that-a-module-builds-on",
        Code::OutOfRange,
        &[(C, "formats = []\n", "formats = []\nfrom_level = 7\n")],
    ),
    (
        "thresholds-out-of-range",
        Code::OutOfRange,
        &[(
            C,
            "straight_lining = 6\n",
            "straight_lining = 6\non_the_way_percent = 101\nmodule_lift = 9\n",
        )],
    ),
    (
        "kinds-twice",
        Code::ListedTwice,
        &[(
            C,
            "providers = [\"adult-education\", \"chamber\"]",
            "providers = [\"chamber\", \"chamber\"]",
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
                "providers = [\"school\"]\ncertificates = [\"ihk\"]\nfunding = [\"voucher\", \"bafoeg\"]\nself_study = \"yes\"\ndistance_approval = 1\n",
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
            "[frameworks.\"skills-1.0\"]\nname = \"Skills\"\nattribution = \"This service uses Skills.\"\n",
            "[frameworks]\n",
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
            "[interface]\n\"start.items.few\" = \"{count} questions\"\n\"start.items.none\" = \"no questions\"\n\n[modules.evening-course]",
        )],
    ),
    (
        "form-for-1-without-the-number",
        Code::PluralForms,
        &[
            (C, "locales = [\"en\"]", "locales = [\"en\", \"fr\"]"),
            (F, "", ENGLISH),
            (F, "locale = \"en\"", "locale = \"fr\""),
            (F, "[modules.evening-course]", COUNTED_ALIKE),
        ],
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
