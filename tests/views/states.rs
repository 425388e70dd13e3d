//! Screens in states that need more than answers: a shared result, a filter.

use super::*;

/// Opening a link shows no control that would change anyone's answers.
#[test]
fn a_shared_result_cannot_be_changed() {
    let content = content("de");
    let own = session(
        &content,
        Phase::Item {
            item: ItemIndex(3),
            revisit: false,
        },
        "222",
    );
    let html = render(&content, own, Some(&example_code(&content)));
    for control in [
        "sc-button--small change",
        "restart",
        "sc-share__address",
        "class=\"sc-link\"",
    ] {
        assert!(!html.contains(control), "{control} in a shared result");
    }
}

/// Goal: whoever opens the link of a check that isn't finished can go on with it, and never loses
/// answers of their own by that.
#[test]
fn an_unfinished_check_goes_on_where_its_link_is_opened() {
    let content = content("de");
    let catalogue = content.catalogue();
    let begun = responses(&content, "213");
    let code = |responses: &Responses| {
        link::encode(catalogue, responses, FamilyIndex(1), Some(Tier::Senior)).expect("a code")
    };
    let opened = |own: &str, code: String| {
        let own = session(&content, Phase::Start, own);
        let store = Rc::new(Store::new(content.clone(), own));
        store.reduce(Message::OpenCode(code.into()))
    };
    let unfinished = opened("", code(&begun));
    let shown = screen(&unfinished);
    assert!(shown.contains("go-on\""), "{shown}");
    let went_on = unfinished.reduce(Message::GoOn);
    assert!(went_on.shared.is_none());
    assert_eq!(went_on.session.responses, begun);
    assert_eq!(went_on.session.family, FamilyIndex(1));
    assert_eq!(went_on.session.level, Some(Tier::Senior));
    let next = Phase::Item {
        item: ItemIndex(3),
        revisit: false,
    };
    assert_eq!(went_on.session.phase, next);

    let own = opened("2", code(&begun));
    let finished = opened("", code(&responses(&content, EXAMPLE)));
    for kept in [own, finished] {
        let shown = screen(&kept);
        assert!(!shown.contains("go-on\""), "{shown}");
        let session = kept.session.clone();
        let after = kept.reduce(Message::GoOn);
        assert!(after.shared.is_some() && after.session == session);
    }
}

/// What no course on offer is like can't be ticked, but what is ticked can be taken back. The
/// catalogue that authors begin with has nothing academic.
#[test]
fn traits_that_no_course_has_are_not_offered() {
    let content = content_of("crates/import/template/new", "en");
    let items = content.catalogue().item_count();
    let session = session(&content, Phase::Result, &"0".repeat(items));
    let store = Rc::new(Store::new(content.clone(), session));
    let shown = |store: Rc<Store>| -> Vec<String> {
        let html = screen(&store);
        let filter = section(&html, "class=\"sc-filter\"");
        let list = filter.split("</div>").next().unwrap_or_default();
        let labels = list.split("sc-tick__label\">").skip(1);
        labels
            .filter_map(|rest| Some(rest.split_once('<')?.0.to_owned()))
            .collect()
    };
    let plain = ["alongside a job", "online or by distance", "not academic"];
    assert_eq!(shown(store.clone()), plain);
    let ticked = store.reduce(Message::Trait(Trait::Academic));
    let all = [
        "alongside a job",
        "online or by distance",
        "academic",
        "not academic",
    ];
    assert_eq!(shown(ticked), all);
}

/// Goal: one currency. Weighted points stand only where somebody asks how a number comes about, and what a
/// course does is never called reaching a senior profile.
#[test]
fn points_are_told_only_of_how_a_number_comes_about() {
    for (locale, point) in [("de", "Punkt"), ("en", "point")] {
        let content = content(locale);
        for levels in [EXAMPLE.to_owned(), "0".repeat(39), "3".repeat(39)] {
            let session = session(&content, Phase::Result, &levels);
            let store = Rc::new(Store::new(content.clone(), session));
            let all = content.catalogue().modules().map(|module| module.get());
            let store = store.reduce(Message::Plan(all.collect()));
            let html = screen(&store);
            // What is folded away in closed parts isn't made.
            let told: String = html
                .split("<details")
                .map(|part| part.split_once("</details>").map_or(part, |(_, rest)| rest))
                .collect();
            assert!(!told.contains(point), "{locale}: {levels}");
            let outcome = told.split("sc-plan__outcome").nth(1).unwrap_or_default();
            let outcome = outcome.split("</section>").next().unwrap_or_default();
            assert!(!outcome.contains("sc-status"), "{locale}: {levels}");
        }
    }
}
