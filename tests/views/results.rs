//! Results: one of them whole, of the others what is special about them.
//!
//! The worked example is snapshotted with all that can be opened in it. Of other answers there are the
//! sections that say something else, the list of those that are missing, and the figures, which are
//! compared with what the core computes.

use super::*;
use crate::render::tree::{self, Node};

/// What is snapshotted of a result whose answers are special, by what its elements' tags hold.
const SPECIAL: [&str; 5] = [
    "class=\"sc-verdict\"",
    "class=\"sc-remarks\"",
    "\"sc-modules\"",
    "\"sc-strengths\"",
    "\"sc-gaps\"",
];

/// The result of answers after some wishes of the visitor's.
fn result(content: &Content, levels: &str, messages: &[Message]) -> Vec<Node> {
    let session = session(content, Phase::Result, levels);
    let store = Rc::new(Store::new(content.clone(), session));
    nodes(&after(store, messages))
}

fn after(store: Rc<Store>, messages: &[Message]) -> Rc<Store> {
    messages
        .iter()
        .fold(store, |store, message| store.reduce(message.clone()))
}

fn nodes(store: &Store) -> Vec<Node> {
    tree::parse(&screen(store))
}

/// Compares the elements that are marked by this with a snapshot.
#[track_caller]
fn check_of(name: &str, locale: &str, nodes: &[Node], marks: &[&str]) {
    let found = marks.iter().map(|mark| {
        let found = tree::find(nodes, mark).unwrap_or_else(|| panic!("{name} has no {mark}"));
        tree::lines(std::slice::from_ref(found))
    });
    insta::assert_snapshot!(
        format!("{name}.{locale}"),
        found.collect::<Vec<_>>().join("\n")
    );
}

/// The sections that one result has and another lacks.
fn gone(from: &[Node], nodes: &[Node]) -> Vec<String> {
    let kept = tree::sections(nodes);
    let mut gone = tree::sections(from);
    gone.retain(|section| !kept.contains(section));
    gone
}

/// The sections that both have and that differ.
fn changed(from: &[Node], nodes: &[Node]) -> Vec<String> {
    let of = |nodes: &[Node], section: &str| {
        tree::find(nodes, &format!("aria-labelledby=\"{section}\"")).cloned()
    };
    let mut both = tree::sections(from);
    both.retain(|section| {
        let other = of(nodes, section);
        other.is_some() && other != of(from, section)
    });
    both
}

/// All parts open, and why it is as it is. The fifth profile is the one that depends on what is skipped.
fn all_open() -> Vec<Message> {
    let mut messages = PARTS.map(Message::Unfold).to_vec();
    messages.push(Message::Explain(Some(ProfileIndex(4))));
    messages
}

/// Nodes without the elements that are marked by this.
fn without(nodes: &[Node], mark: &str) -> Vec<Node> {
    let kept = nodes
        .iter()
        .filter(|node| !matches!(node, Node::Element { tag, .. } if tag.contains(mark)));
    kept.map(|node| match node {
        Node::Text(_) => node.clone(),
        Node::Element { tag, children } => Node::Element {
            tag: tag.clone(),
            children: without(children, mark),
        },
    })
    .collect()
}

#[test]
fn result_of_the_worked_example() {
    for locale in LOCALES {
        let content = content(locale);
        // The check of knowledge has a test of its own.
        let whole = without(&result(&content, EXAMPLE, &all_open()), KNOWLEDGE);
        insta::assert_snapshot!(format!("result.{locale}"), tree::lines(&whole));
    }
}

/// The app puts its frame around the screen, and the choice of languages in it.
#[test]
fn the_app_shows_the_screen_of_its_session() {
    for locale in LOCALES {
        let content = content(locale);
        let session = session(&content, Phase::Result, EXAMPLE);
        let screen = nodes(&Store::new(content.clone(), session.clone()));
        let app = tree::parse(&render(&content, session, None));
        let app = without(&app, "sc-locales");
        assert_eq!(tree::find(&app, "part=\"result\""), screen.first());
        assert_eq!(screen.len(), 1);
    }
}

/// A closed part is what it is when it is open, but that it is hidden and that what is folded away in it
/// isn't made.
#[test]
fn a_closed_part_holds_what_an_open_one_does() {
    /// Takes out what is folded away, counting how often that was something, and what says that a part is open.
    fn close(nodes: &mut [Node], is_inside: bool) -> usize {
        let mut made = 0;
        for node in nodes {
            let Node::Element { tag, children } = node else {
                continue;
            };
            let is_inside = is_inside || tag.contains("sc-part__body");
            if is_inside && tag.starts_with("details") {
                made += usize::from(children.len() > 1);
                children.truncate(1);
            }
            *tag = tag.replace(" hidden=\"until-found\"", "").replace(
                "aria-expanded=\"false\" aria-controls=\"sc-part",
                "aria-expanded=\"true\" aria-controls=\"sc-part",
            );
            made += close(children, is_inside);
        }
        made
    }
    let content = content("de");
    let parts = [PARTS.to_vec(), vec![Part::Share, Part::Take]].concat();
    let mut closed = result(&content, EXAMPLE, &[]);
    let hidden = tree::lines(&closed)
        .matches("hidden=\"until-found\"")
        .count();
    assert_eq!(hidden, parts.len());
    let mut open = result(
        &content,
        EXAMPLE,
        &parts.into_iter().map(Message::Unfold).collect::<Vec<_>>(),
    );
    assert_eq!(
        tree::lines(&open).matches("hidden=\"until-found\"").count(),
        0
    );
    assert_eq!(close(&mut closed, false), 0);
    assert!(close(&mut open, false) > 0);
    assert_eq!(tree::lines(&closed), tree::lines(&open));
}

/// Answers whose results have little in common.
const LEVELS: [fn() -> String; 5] = [
    || EXAMPLE.to_owned(),
    || ".".repeat(39),
    || "44".to_owned(),
    || "0".repeat(39),
    || "4".repeat(39),
];

/// The numbers of docs/method.md, as a visitor reads them.
#[test]
fn the_page_shows_what_the_answers_come_to() {
    for (locale, levels) in LOCALES
        .iter()
        .flat_map(|locale| LEVELS.map(|levels| (*locale, levels())))
    {
        let content = content(locale);
        let html = render(&content, session(&content, Phase::Result, &levels), None);
        // What stands in the elements of a class, without percent signs and words.
        let numbers = |class: &str| -> Vec<String> {
            html.split(&format!("class=\"{class}\">"))
                .skip(1)
                .map(|rest| {
                    let text = rest.split("</").next().unwrap_or_default();
                    let kept = text.chars().filter(|it| it.is_ascii_digit() || *it == '–');
                    kept.collect()
                })
                .collect()
        };
        let catalogue = content.catalogue();
        let scores = scoring::score(catalogue, &responses(&content, &levels));
        let span = |low: u8, high: u8| match low == high {
            true => low.to_string(),
            false => format!("{low}–{high}"),
        };
        let each = |of: &dyn Fn(&Fit) -> String| scores.fits.iter().map(of).collect::<Vec<_>>();
        let fits = each(&|fit| span(fit.low_percent(), fit.high_percent()));
        assert_eq!(numbers("sc-profile__percent"), fits);
        let cores = each(&|fit| span(fit.core_low_percent(), fit.core_high_percent()));
        assert_eq!(numbers("sc-profile__core"), cores);
        let target = scoring::target(catalogue, &scores, FamilyIndex(0), None);
        for (shown, area) in numbers("sc-area__value").iter().zip(catalogue.areas()) {
            let fit = scoring::area_fit(catalogue, &scores, target, area);
            assert!(
                shown.starts_with(&format!("{}{}", fit.met, fit.count)),
                "{shown}"
            );
        }
        let statuses: Vec<_> = section(&html, "class=\"sc-profiles\"")
            .split("class=\"sc-status")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect();
        let expected = each(&|fit| {
            let status = match fit.status {
                Status::Reached => " sc-status--reached",
                Status::Open => " sc-status--open",
                Status::NotReached => "",
            };
            status.to_owned()
        });
        assert_eq!(statuses, expected);
        // What closes most.
        let advice = recommendation::recommend(catalogue, &scores, target);
        let modules = section(&html, "aria-labelledby=\"sc-modules\"");
        let cards: Vec<&str> = modules.split("sc-module__number").skip(1).collect();
        assert_eq!(cards.len(), advice.modules.len());
        let gaps = scoring::gaps(catalogue, &scores, target);
        for (card, module) in cards.iter().zip(&advice.modules) {
            // In words and gaps why, in points how it comes about.
            assert!(card.contains(&gaps.len().to_string()), "{card}");
            let name = &content
                .texts()
                .competence(module.reasons[0].competence)
                .name;
            assert!(card.contains(&**name), "{name}");
            let lifts = recommendation::lifts(catalogue, &scores, target, module.module);
            let alone: u32 = lifts.iter().map(|lift| lift.points).sum();
            assert!(card.contains(&alone.to_string()), "{alone}: {card}");
        }
    }
}

#[track_caller]
fn check_special(name: &str, levels: &str, missing: &[&str]) {
    for locale in LOCALES {
        let content = content(locale);
        let special = result(&content, levels, &[]);
        assert_eq!(gone(&result(&content, EXAMPLE, &[]), &special), missing);
        check_of(name, locale, &special, &SPECIAL);
    }
}

#[test]
fn result_without_any_level() {
    let missing = [
        "sc-share",
        "sc-knowledge",
        "sc-overlap",
        "sc-plan",
        "sc-forms",
    ];
    check_special("result-skipped", &".".repeat(39), &missing);
}

/// A few answers and no gap among them: what is missing isn't known, and nothing else is said.
#[test]
fn result_of_too_few_answers() {
    check_special("result-few", "44", &["sc-plan", "sc-forms"]);
}

#[test]
fn result_of_a_beginner_and_of_a_master() {
    check_special("result-beginner", &"0".repeat(39), &[]);
    check_special("result-master", &"4".repeat(39), &["sc-plan", "sc-forms"]);
}

#[test]
fn result_with_a_plan_and_a_format() {
    for locale in LOCALES {
        let content = content(locale);
        let formats: Vec<_> = content.catalogue().formats().collect();
        let messages = [
            Message::Unfold(Part::Plan),
            Message::Format(formats[1]),
            Message::Tick(ModuleIndex(1)),
            Message::Tick(ModuleIndex(3)),
        ];
        let planned = result(&content, EXAMPLE, &messages);
        let sections = ["sc-modules", "sc-plan", "sc-forms"];
        let open = result(&content, EXAMPLE, &messages[..1]);
        assert_eq!(changed(&open, &planned), sections);
        assert!(gone(&open, &planned).is_empty() && gone(&planned, &open).is_empty());
        check_of(
            "result-plan",
            locale,
            &planned,
            &sections
                .map(|section| format!("\"{section}\""))
                .each_ref()
                .map(|mark| &**mark),
        );
    }
}

/// The short way: what is left at most while it lasts, and what it has saved at its end.
#[test]
fn the_short_way() {
    for locale in LOCALES {
        let content = content(locale);
        let catalogue = content.catalogue();
        let mut session = session(&content, Phase::Start, "").update(catalogue, Action::StartQuick);
        let html = render(&content, session.clone(), None);
        snapshot(&format!("quick-item.{locale}"), &html);
        while let Phase::Item { item, .. } = session.phase {
            session = session
                .update(catalogue, Action::Respond(item, 0))
                .update(catalogue, Action::Next);
        }
        assert_eq!(session.phase, Phase::Result);
        assert!(session.responses.asked_count() < catalogue.item_count());
        let quick = nodes(&Store::new(content.clone(), session));
        assert!(gone(&result(&content, EXAMPLE, &[]), &quick).is_empty());
        check_of("quick-result", locale, &quick, &SPECIAL);
    }
}

/// The result of a link, in front of answers of one's own.
fn opened(content: &Content, own: &str) -> String {
    let own = session(content, Phase::Start, own);
    let store = Rc::new(Store::new(content.clone(), own));
    let code = example_code(content).into();
    screen(&after(store, &[Message::OpenCode(code)]))
}

/// It says the same as to whom it belongs, without what only they can do.
#[test]
fn a_shared_result() {
    for locale in LOCALES {
        let content = content(locale);
        let own = result(&content, EXAMPLE, &[]);
        let html = opened(&content, "");
        let shared = tree::parse(&html);
        let missing = [
            "sc-share",
            "sc-then",
            "sc-knowledge",
            "sc-agenda",
            "sc-keep",
        ];
        assert_eq!(gone(&own, &shared), missing);
        assert_eq!(changed(&own, &shared), ["sc-gaps", "sc-answers"]);
        let marks = [SPECIAL[0], SPECIAL[1], "\"sc-gaps\"", "\"sc-answers\""];
        check_of("shared", locale, &shared, &marks);
        // Who has answers can go on with them, and compare.
        let texts = content.texts();
        let answered = tree::parse(&opened(&content, "222"));
        let lines = tree::lines(&without(&answered, "sc-button compare"));
        let begin = format!(">{}<", texts.get(TextKey::SharedOwn));
        let go_on = format!(">{}<", texts.get(TextKey::SharedContinue));
        let expected = tree::parse(&html.replace(&begin, &go_on));
        assert_eq!(lines, tree::lines(&expected));
        let button = tree::find(&answered, "sc-button compare").expect("a button");
        let label = texts.get(TextKey::SharedCompare);
        assert!(tree::lines(std::slice::from_ref(button)).contains(label));
    }
}

#[test]
fn a_link_that_cannot_be_opened() {
    for locale in LOCALES {
        let content = content(locale);
        let session = session(&content, Phase::Start, "222");
        let code = &example_code(&content)[..20];
        let html = render(&content, session.clone(), Some(code));
        let plain = render(&content, session, None);
        let (html, plain) = (tree::parse(&html), tree::parse(&plain));
        let notice = [tree::find(&html, "role=\"alert\"")
            .expect("a notice")
            .clone()];
        insta::assert_snapshot!(format!("link-cut-off.{locale}"), tree::lines(&notice));
        // There is the notice more, and that is all.
        let mark = "role=\"alert\"";
        assert_eq!(without(&html, mark), without(&plain, mark));
    }
}
