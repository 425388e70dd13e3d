//! Every screen in every locale, rendered natively and compared with a snapshot.
//!
//! `INSTA_UPDATE=always cargo test -p skill-check` rewrites the snapshots; read the difference.

use crate::render;
use crate::screen;

#[path = "views/results.rs"]
mod results;
#[path = "views/states.rs"]
mod states;

use std::path::Path;
use std::rc::Rc;

use assessment::catalogue::{CertificateKind, FundingKind, Tier};
use assessment::id::{FamilyIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::knowledge::{Verdict, Verdicts};
use assessment::ladder::{Asking, Ladder};
use assessment::link;
use assessment::recommendation;
use assessment::response::{Response, Responses};
use assessment::scoring::{self, Fit, Status};
use assessment::session::{Action, Phase, Session};
use assessment::text::TextKey;
use skill_check::app::{App, AppProps};
use skill_check::content::{Content, Locale};
use skill_check::picked::{Part, Trait};
use skill_check::store::{Course, Message, ResultChunk, Store, Surroundings};
use yew::prelude::*;

use render::{html, tree};
use screen::screen;

const LOCALES: [&str; 2] = ["de", "en"];

/// The parts that are closed until they are asked for.
const PARTS: [Part; 4] = [Part::Areas, Part::Profiles, Part::Plan, Part::Answers];

/// What the section of the knowledge check begins with.
const KNOWLEDGE: &str = "aria-labelledby=\"sc-knowledge\"";

/// The worked example of docs/method.md, in item order; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

fn content(locale: &str) -> Content {
    content_of("catalogues/social-media", locale)
}

fn content_of(folder: &str, locale: &str) -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let authored = catalogue::load(&folder)
        .authored
        .expect("the catalogue is in order");
    let compiled = authored
        .compile()
        .into_iter()
        .find(|compiled| compiled.locale == locale);
    Content::decode(&compiled.expect("the locale exists").bytes).expect("it was just compiled")
}

fn responses(content: &Content, levels: &str) -> Responses {
    let list: Vec<Response> = levels
        .chars()
        .map(|level| {
            level
                .to_digit(10)
                .map_or(Response::Skipped, |level| Response::Level(level as u8))
        })
        .collect();
    Responses::from_list(content.catalogue(), &list).expect("the responses fit the catalogue")
}

fn session(content: &Content, phase: Phase, levels: &str) -> Session {
    Session {
        phase,
        family: FamilyIndex(0),
        level: None,
        is_quick: false,
        asking: Asking::default(),
        responses: responses(content, levels),
        verdicts: Verdicts::new(content.catalogue()),
    }
}

/// The app's HTML, a tag a line, so that a difference can be read.
fn render(content: &Content, session: Session, code: Option<&str>) -> String {
    let props = AppProps {
        content: content.clone(),
        session,
        code: code.map(|code| code.to_owned().into()),
        result_chunk: ResultChunk::Here,
        locales: [("de", "Deutsch"), ("en", "English")]
            .map(|(tag, name)| Locale {
                tag: tag.into(),
                name: name.into(),
            })
            .into(),
        on_keep: Callback::noop(),
        on_change: Callback::noop(),
        on_effect: Callback::noop(),
    };
    html::<App>(props)
}

#[track_caller]
fn check(name: &str, phase: impl Fn(&Content) -> Phase, levels: &str) {
    for locale in LOCALES {
        let content = content(locale);
        let session = session(&content, phase(&content), levels);
        let html = render(&content, session, None);
        snapshot(&format!("{name}.{locale}"), &html);
    }
}

#[test]
fn start() {
    check("start", |_| Phase::Start, "");
}

/// The catalogue that authors begin with has six questions, which take a minute or two.
#[test]
fn the_start_of_a_short_check_speaks_of_a_minute_or_two() {
    for (locale, minute) in [("de", "1 bis 2 Minuten"), ("en", "1 to 2 minutes")] {
        let content = content_of("crates/import/template/new", locale);
        let session = session(&content, Phase::Start, "");
        let html = render(&content, session, None);
        assert!(html.contains(&format!(">{minute}<")), "{html}");
    }
}

/// Who sees all levels of a question at once reads no statements one by one.
#[test]
fn the_start_says_how_to_answer_in_the_form_that_is_asked() {
    for (locale, steps, all) in [
        ("de", "zwei oder drei Aussagen", "die höchste Antwort"),
        ("en", "two or three statements", "the highest answer"),
    ] {
        let content = content(locale);
        for (ladder, said, unsaid) in [(Ladder::Steps, steps, all), (Ladder::All, all, steps)] {
            let mut session = session(&content, Phase::Start, "");
            session.asking.ladder = ladder;
            let html = render(&content, session, None);
            assert!(html.contains(said) && !html.contains(unsaid), "{locale}");
        }
    }
}

#[test]
fn start_after_answering() {
    check("start-resumed", |_| Phase::Start, "21");
}

#[test]
fn item_not_asked() {
    check(
        "item",
        |_| Phase::Item {
            item: ItemIndex(0),
            revisit: false,
        },
        "",
    );
}

#[test]
fn item_answered() {
    check(
        "item-answered",
        |_| Phase::Item {
            item: ItemIndex(1),
            revisit: false,
        },
        "21",
    );
}

#[test]
fn item_skipped_and_revisited() {
    check(
        "item-revisited",
        |_| Phase::Item {
            item: ItemIndex(31),
            revisit: true,
        },
        EXAMPLE,
    );
}

/// The section that begins like this.
fn section<'a>(html: &'a str, start: &str) -> &'a str {
    let start = html.find(start).expect("the section");
    let end = html[start..].find("</section>").expect("its end");
    &html[start..start + end]
}

/// Compares HTML with a snapshot.
#[track_caller]
fn snapshot(name: &str, html: &str) {
    insta::assert_snapshot!(name, tree::lines(&tree::parse(html)));
}

/// Compares the section that is labelled so with a snapshot.
#[track_caller]
fn snapshot_of(name: &str, html: &str, label: &str) {
    let nodes = tree::parse(html);
    let found = tree::find(&nodes, label).expect("the section");
    insta::assert_snapshot!(name, tree::lines(std::slice::from_ref(found)));
}

/// The worked example with verdicts: in the first area all, the foil taken for true; in the second
/// one; in the others none.
fn judged(content: &Content) -> Session {
    let mut session = session(content, Phase::Result, EXAMPLE);
    let verdicts = [
        Verdict::True,
        Verdict::False,
        Verdict::DontKnow,
        Verdict::True,
        Verdict::False,
    ];
    for (statement, verdict) in content.catalogue().statements().zip(verdicts) {
        session = session.update(content.catalogue(), Action::Judge(statement, Some(verdict)));
    }
    session
}

/// Courses of the host's stand under the modules that are recommended, and nowhere else.
#[test]
fn courses_of_the_host() {
    let when = |checked: &str, text: &'static str| text.repeat(checked.len().min(1)).into();
    let course = |module, name: &'static str, checked: &'static str| Course {
        module: ModuleIndex(module),
        provider: "Academy".into(),
        name: name.into(),
        url: "https://academy.example/".into(),
        format: "online".into(),
        start: checked.into(),
        duration: "".into(),
        price: "890 €".into(),
        checked: checked.into(),
        hours: when(checked, "24"),
        certificate: (!checked.is_empty()).then_some(CertificateKind::Chamber),
        azav: when(checked, "123/456"),
        zfu: "".into(),
        funding: FundingKind::ALL[..checked.len().min(2)].to_vec(),
        language: "".into(),
        accessible: when(checked, "step-free"),
        is_advertisement: !checked.is_empty(),
    };
    for locale in LOCALES {
        let content = content(locale);
        let session = session(&content, Phase::Result, EXAMPLE);
        let store = Rc::new(Store::new(content, session));
        let plain = screen(&store);
        let full = course(1, "A <b>course</b>", "2026-11-23");
        let courses = [
            full,
            course(1, "Another", ""),
            course(0, "For nobody here", ""),
        ];
        let store = store.reduce(Message::Courses(courses.into()));
        let html = screen(&store);
        let parts: Vec<_> = html.split("<div class=\"sc-courses\">").collect();
        assert_eq!(parts.len(), 2, "one of the modules has courses");
        snapshot_of(&format!("courses.{locale}"), &html, "sc-courses");
        assert!(!html.contains("For nobody here"));
        assert!(!plain.contains("sc-course"));
    }
}

/// A page that wants the short way first: it leads, and all questions are the other way; but what has
/// begun goes on as it began.
#[test]
fn the_short_way_first() {
    for locale in LOCALES {
        for (levels, is_first) in [("", true), ("21", false)] {
            let content = content(locale);
            let plain = Store::new(content.clone(), session(&content, Phase::Start, levels));
            let store = Rc::new(plain.clone()).reduce(Message::Stand(Surroundings {
                is_quick: true,
                ..Surroundings::default()
            }));
            let html = screen(&store);
            if is_first {
                snapshot(&format!("start-quick.{locale}"), &html);
            } else {
                assert_eq!(html, screen(&plain));
            }
            let begun = store.reduce(Message::Begin);
            assert_eq!(begun.session.is_quick, is_first);
            assert!(matches!(begun.session.phase, Phase::Item { .. }));
        }
    }
}

/// Statements to judge, with the answers where an area is through; forgetting takes all back.
#[test]
fn the_knowledge_check() {
    for locale in LOCALES {
        let content = content(locale);
        let session = judged(&content);
        let store = Rc::new(Store::new(content.clone(), session.clone()));
        let html = screen(&store.reduce(Message::Unfold(Part::Areas)));
        snapshot_of(&format!("knowledge.{locale}"), &html, KNOWLEDGE);
        // Right and wrong have a word each.
        let texts = content.texts();
        for (message, verdict) in [
            (TextKey::KnowledgeSaidRight, TextKey::KnowledgeFalse),
            (TextKey::KnowledgeSaidWrong, TextKey::KnowledgeTrue),
            (TextKey::KnowledgeSaid, TextKey::KnowledgeDontKnow),
        ] {
            let said = texts.fill(message, &[("verdict", texts.get(verdict).into())]);
            assert!(html.contains(&said), "{said}");
        }
        assert!(html.contains("forget-verdicts"));
        let forgotten = session.update(content.catalogue(), Action::ForgetVerdicts);
        let plain = self::session(&content, Phase::Result, EXAMPLE);
        // Where nothing is judged, there is nothing to clear.
        assert!(!render(&content, plain.clone(), None).contains("forget-verdicts"));
        assert_eq!(
            render(&content, forgotten, None),
            render(&content, plain, None)
        );
    }
}

/// The same in a shared result: what was judged, and nothing to judge.
#[test]
fn a_shared_knowledge_check() {
    for locale in LOCALES {
        let content = content(locale);
        let code = link::encode_session(content.catalogue(), &judged(&content)).expect("a code");
        let own = session(&content, Phase::Start, "");
        let store =
            Rc::new(Store::new(content.clone(), own)).reduce(Message::OpenCode(code.into()));
        let html = screen(&store.reduce(Message::Unfold(Part::Areas)));
        let section = section(&html, KNOWLEDGE);
        assert!(!section.contains("<input") && !section.contains("<button"));
        snapshot_of(&format!("knowledge-shared.{locale}"), &html, KNOWLEDGE);
    }
    // Without verdicts there is nothing to see.
    let content = content("de");
    let html = render(
        &content,
        session(&content, Phase::Start, ""),
        Some(&example_code(&content)),
    );
    assert!(!html.contains("sc-knowledge"));
}

fn example_code(content: &Content) -> String {
    let responses = responses(content, EXAMPLE);
    link::encode(content.catalogue(), &responses, FamilyIndex(0), None).expect("a code of 36 items")
}

/// A shared result beside one's own: bars of areas and profiles, and what differs.
#[test]
fn two_results_side_by_side() {
    for locale in LOCALES {
        let content = content(locale);
        let own = session(&content, Phase::Result, &"222".repeat(12));
        let mut store = Rc::new(Store::new(content.clone(), own));
        let code = example_code(&content).into();
        for message in [Message::OpenCode(code), Message::Compare(true)] {
            store = store.reduce(message);
        }
        let html = screen(&store);
        snapshot_of(&format!("compare.{locale}"), &html, "\"sc-compare\"");
        // Whoever says that it is their own from earlier reads it as that.
        let html = screen(&store.reduce(Message::Earlier(true)));
        let texts = content.texts();
        for message in [
            TextKey::SharedTitleEarlier,
            TextKey::CompareLeadEarlier,
            TextKey::CompareEarlier,
            TextKey::CompareNow,
        ] {
            assert!(html.contains(texts.get(message)), "{message:?}");
        }
        for message in [TextKey::SharedTitle, TextKey::SharedYou] {
            assert!(!html.contains(&format!(">{}<", texts.get(message))));
        }
    }
}

/// What stands in the result's place until that is loaded, and when it can't be.
#[test]
fn waiting_for_what_a_result_needs() {
    for locale in LOCALES {
        let content = content(locale);
        let session = session(&content, Phase::Result, EXAMPLE);
        for (name, result_chunk) in [
            ("coming", ResultChunk::Coming),
            ("failed", ResultChunk::Failed),
        ] {
            let store = Store {
                result_chunk,
                ..Store::new(content.clone(), session.clone())
            };
            let html = screen(&store);
            snapshot(&format!("waiting-{name}.{locale}"), &html);
        }
    }
}

/// A code that comes before what is needed to open it waits, and is opened then.
#[test]
fn a_code_waits_for_what_opens_it() {
    let content = content("de");
    let own = session(&content, Phase::Start, "");
    let store = Rc::new(Store {
        result_chunk: ResultChunk::Coming,
        ..Store::new(content.clone(), own)
    });
    let code: AttrValue = example_code(&content).into();
    let waiting = store.reduce(Message::OpenCode(code));
    assert!(waiting.waits() && waiting.shared.is_none());
    let failed = waiting
        .clone()
        .reduce(Message::ResultChunk(ResultChunk::Failed));
    assert!(failed.waits() && failed.shared.is_none());
    let opened = failed.reduce(Message::ResultChunk(ResultChunk::Here));
    assert!(!opened.waits() && opened.shared.is_some() && opened.code.is_none());
    let left = waiting.reduce(Message::CloseShared);
    assert!(!left.waits() && left.code.is_none());
}

/// Goal: who needs a form of study with several traits is offered nothing that lacks one of them.
#[test]
fn formats_have_all_traits_that_are_ticked() {
    let content = content("de");
    let catalogue = content.catalogue();
    let session = session(&content, Phase::Result, EXAMPLE);
    let wanted = |traits: &[Trait]| {
        let store = Rc::new(Store::new(content.clone(), session.clone()));
        let picked = traits.iter().map(|&one| Message::Trait(one));
        picked
            .fold(store, |store, message| store.reduce(message))
            .wanted
    };
    for first in Trait::ALL {
        for second in Trait::ALL {
            let (one, both) = (wanted(&[first]), wanted(&[first, second]));
            for format in catalogue.formats() {
                let suits = both.suits(catalogue, format);
                let expected =
                    wanted(&[second]).suits(catalogue, format) && one.suits(catalogue, format);
                // Ticked twice is not ticked, and nothing is both academic and not: either suits.
                let ways = [Trait::Academic, Trait::NotAcademic];
                let is_either = ways.contains(&first) && ways.contains(&second);
                let expected = expected || first == second || is_either;
                assert_eq!(suits, expected, "{first:?} {second:?} {format:?}");
            }
        }
    }
    let distant_degree = wanted(&[Trait::Distance, Trait::Academic]);
    let names: Vec<_> = catalogue
        .formats()
        .filter(|&format| distant_degree.suits(catalogue, format))
        .map(|format| catalogue.format(format).id.as_str())
        .collect();
    assert_eq!(names, ["distance-degree"]);
    let distant = wanted(&[Trait::Distance, Trait::Academic, Trait::NotAcademic]);
    for format in catalogue.formats() {
        let expected = wanted(&[Trait::Distance]).suits(catalogue, format);
        assert_eq!(distant.suits(catalogue, format), expected);
    }
    assert!(
        catalogue
            .modules()
            .all(|module| wanted(&[]).suit(catalogue, module))
    );
}

/// No view may write a style attribute: a strict content security policy forbids it.
#[test]
fn no_screen_needs_inline_styles() {
    for locale in LOCALES {
        let content = content(locale);
        for phase in [
            Phase::Start,
            Phase::Item {
                item: ItemIndex(3),
                revisit: false,
            },
            Phase::Result,
        ] {
            let html = render(&content, session(&content, phase, EXAMPLE), None);
            assert!(
                !html.contains(" style="),
                "{phase:?} in {locale} has a style attribute"
            );
            assert!(
                !html.contains('{'),
                "{phase:?} in {locale} shows an unfilled placeholder"
            );
        }
    }
}

/// Whatever was answered and aimed at, every screen renders, in both locales.
#[test]
fn every_goal_renders() {
    for locale in LOCALES {
        let content = content(locale);
        for family in content.catalogue().families() {
            for level in [None, Some(Tier::Junior), Some(Tier::Senior)] {
                let mut session = session(&content, Phase::Start, EXAMPLE);
                session = session.update(content.catalogue(), Action::ChooseFamily(family));
                session = session.update(content.catalogue(), Action::ChooseLevel(level));
                session = session.update(content.catalogue(), Action::Start);
                assert_eq!(session.phase, Phase::Result, "everything was asked");
                let html = render(&content, session, None);
                let target = "sc-profile--target";
                assert_eq!(html.matches(target).count(), 1, "one profile is the goal");
            }
        }
    }
}
