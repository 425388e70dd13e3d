//! The ways in which the small catalogue is broken.

pub(crate) mod kinds;
pub(crate) mod variants;

/// A change to a file of the small catalogue: what is replaced, once, by what.
pub(crate) type Change = (&'static str, &'static str, &'static str);

pub(crate) const C: &str = "catalogue.toml";
pub(crate) const D: &str = "de.toml";
pub(crate) const E: &str = "en.toml";
pub(crate) const F: &str = "fr.toml";
pub(crate) const L: &str = "links.lock";
pub(crate) const N: &str = "norms.toml";
pub(crate) const P: &str = "personas.toml";
pub(crate) const PL: &str = "pl.toml";

/// A translated string that counts, in a language with more forms.
pub(crate) const COUNTED: &str = concat!(
    "[interface]\n\"start.items.one\" = \"jedno pytanie\"\n\"start.items.few\" = \"{count} pytania\"\n",
    "\"start.items.other\" = \"{count} pytania\"\n\n[modules.evening-course]"
);

/// The same where 0 takes the form for 1.
pub(crate) const COUNTED_ALIKE: &str = concat!(
    "[interface]\n\"start.items.one\" = \"une question\"\n",
    "\"start.items.other\" = \"{count} questions à lire\"\n\n[modules.evening-course]"
);

/// Personas of the small catalogue that get what is expected.
pub(crate) const PERSONAS: &str = include_str!("../gallery/personas.toml");

pub(crate) const ENGLISH: &str = include_str!("../gallery/en.toml");
pub(crate) const AREAS: &str = "[[areas]]\nid = \"baking\"\n\n[[areas]]\nid = \"selling\"\n";
pub(crate) const MODULE: &str = concat!(
    "[[modules]]\nid = \"evening-course\"\nraises = { dough = 1, advice = 1 }\nformats = []\n",
    "provenance = [{ kind = \"editorial\" }]\nas_of = \"2026-11-23\"\n",
    "hours = { from = 20, to = 40 }\nweeks = { beside_job = { from = 8, to = 10 } }\ncost = \"under-500\"\n",
    "providers = [\"adult-education\", \"chamber\"]\ncertificates = [\"attendance\", \"chamber\"]\n",
    "funding = [\"leave\"]\nself_study = true\n"
);
pub(crate) const OFFER: &str = concat!(
    "providers = [\"adult-education\", \"chamber\"]\ncertificates = [\"attendance\", \"chamber\"]\n",
    "funding = [\"leave\"]\nself_study = true\n"
);
pub(crate) const MODULE_TEXT: &str = concat!(
    "[modules.evening-course]\nname = \"Evening course\"\nsummary = \"For all who bake at home.\"\n",
    "covers = [\"Sourdough\", \"Yeast\"]\nsearch = [\"Baking\"]\nask = [\"Who pays for the flour?\"]\n",
    "project = \"Bake a loaf a week, and write down what you changed.\"\n"
);
pub(crate) const MAPPING: &str =
    "mappings = [{ framework = \"skills-1.0\", code = \"B.1\", fit = \"close\" }]\n";
pub(crate) const MANY_MAPPINGS: &str = concat!(
    "mappings = [\n",
    "  { framework = \"skills-1.0\", code = \"1\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"2\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"3\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"4\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"5\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"6\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"7\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"8\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"9\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"10\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"11\", fit = \"close\" }, { framework = \"skills-1.0\", code = \"12\", fit = \"close\" },\n",
    "  { framework = \"skills-1.0\", code = \"13\", fit = \"close\" },\n]\n"
);
pub(crate) const STEPS: &str =
    "[[countries.steps]]\nid = \"search\"\nlinks = [\"https://jobs.example/bakers\"]\n";
pub(crate) const STEP_TEXT: &str = concat!(
    "[countries.AT.steps.search]\ntitle = \"Search\"\n",
    "text = \"The job board of the bakers lists courses. Search it for: {search}.\"\nlinks = [\"The job board\"]\n"
);
pub(crate) const MANY_LINKS: &str = concat!(
    "links = [\"https://a.example\", \"https://b.example\", \"https://c.example\", \"https://d.example\", ",
    "\"https://e.example\", \"https://f.example\", \"https://g.example\"]"
);
pub(crate) const EXAM_TODAY_TEXT: &str = concat!(
    "[exam.today]\nname = \"Exam of the bakers\"\nsummary = \"A loaf and a talk.\"\n\n",
    "[exam.today.fields.loaf]\nname = \"Loaf\"\ndescription = \"A loaf of bread.\"\n"
);

pub(crate) const ENDLESS: &str = "I have watched others make dough on many mornings, and although I have wished for it more than once, nobody has ever let me put my hands into it so far.";

pub(crate) const MANY_AREAS: &str = concat!(
    "[[areas]]\nid = \"a\"\n[[areas]]\nid = \"b\"\n[[areas]]\nid = \"c\"\n[[areas]]\nid = \"d\"\n",
    "[[areas]]\nid = \"e\"\n[[areas]]\nid = \"f\"\n[[areas]]\nid = \"g\"\n[[areas]]\nid = \"h\"\n",
    "[[areas]]\nid = \"i\"\n[[areas]]\nid = \"j\"\n[[areas]]\nid = \"k\"\n",
    "[[areas]]\nid = \"selling\""
);

/// Stands for the lock of the catalogue as it is at this point.
pub(crate) const LOCK: &str = "locked";

/// A sentence that few read without stopping.
pub(crate) const HARD: &str = concat!(
    "Verantwortungsbewusste Auszubildende berücksichtigen einschlägige Kennzeichnungsverordnungen, ",
    "Herstellungsvorschriften und Hygieneanforderungen eigenständig."
);

/// Figures of others that fit the small catalogue.
pub(crate) const NORMS: &str = concat!(
    "catalogue = \"bakery\"\nrevision = 1\ndate = \"2026-11-29\"\nsource = \"Guests of a fair\"\nn = 60\n\n",
    "[[areas]]\nid = \"baking\"\nn = 60\nlower = 20\nmedian = 40\nupper = 60\n"
);
