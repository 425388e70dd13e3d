//! The knowledge check beside the result, and the short way to it: both work by mouse and keyboard,
//! change no score, survive a reload and come along in a link.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::catalogue::{StatementKind, Tier};
use assessment::id::{AreaIndex, FamilyIndex};
use assessment::knowledge::Verdict;
use assessment::link::{self, Shared};
use assessment::scoring;
use assessment::text::TextKey;
use assessment::{Catalogue, Response};
use browser_tests::{Browser, Engine, Key, Route, Size, browse, content};
use serde_json::Value;

async fn open(browser: &Browser, locale: &str, fragment: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check></skill-check></main></body></html>"
    ));
    browser.server.set_route("/host.html", page);
    // Another fragment alone would load nothing.
    browser.open("/index.html", Size::PHONE).await?;
    let page = format!("/host.html#{fragment}");
    browser.open(&page, Size::PHONE).await?;
    browser
        .wait_for(&format!(".sc[lang='{locale}']"))
        .await
        .map(drop)
}

/// The item that is asked.
async fn asked(browser: &Browser) -> Result<String> {
    let id = browser.attribute(".sc-rung__radio", "name").await?;
    id.context("no item is asked")
}

/// What the link on show holds.
async fn shared(browser: &Browser, catalogue: &Catalogue) -> Result<(Shared, String)> {
    let field = browser.wait_for(".sc-share__address").await?;
    let address = field.prop("value").await?.context("it has a value")?;
    let fragment = address.split_once('#').context("a fragment")?.1;
    let code = link::from_fragment(fragment, None).context("a code")?;
    Ok((link::open(catalogue, code)?, code.to_owned()))
}

async fn result(browser: &Browser) -> Result<Value> {
    let script = "return document.querySelector('skill-check').result";
    browser.script(script, vec![]).await
}

#[test]
fn the_short_way_stops_when_nothing_is_open_and_goes_on_if_wished() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        open(browser, "de", "").await?;
        browser.click(".sc-start .quick").await?;
        let mut answered = 0;
        browser.wait_for(".sc-item").await?;
        browser.accessible("quick-item").await?;
        while browser.all(".sc-result").await?.is_empty() {
            let id = asked(browser).await?;
            browser.respond_by_mouse(&id, Response::Level(0)).await?;
            answered += 1;
            ensure!(answered < 10, "two answers decide for a beginner");
            browser
                .wait_until("the next item or the result", async || {
                    let is_done = !browser.all(".sc-result").await?.is_empty();
                    Ok((is_done || asked(browser).await? != id).then_some(()))
                })
                .await?;
        }
        let saved = texts.fill(
            TextKey::QuickSaved,
            &[
                ("asked", answered.into()),
                ("all", 39.into()),
                ("saved", (39 - answered).into()),
            ],
        );
        let text = browser.wait_for(".sc-result--whole").await?.text().await?;
        assert!(text.contains(&saved), "{saved}: {text}");
        browser.accessible("quick-result").await?;
        browser.screenshot_page("quick-result", Size::PHONE).await?;

        let (opened, code) = shared(browser, &catalogue).await?;
        assert!(opened.is_quick);
        assert_eq!(opened.responses.asked_count(), answered as usize);
        browser.reload().await?;
        browser.wait_for(".sc-result--whole .complete").await?;
        browser.click(".sc-result .complete").await?;
        browser.wait_for(".sc-item").await?;
        browser.wait_for_focus("h2").await?;

        // Somebody else's short way is said to be one.
        open(browser, "de", &format!("skill-check={code}")).await?;
        let text = browser.wait_for(".sc-result--whole").await?.text().await?;
        assert!(text.contains(&saved), "{text}");
        assert!(browser.all(".sc-result .complete").await?.is_empty());
        browser.no_errors().await
    });
}

/// Judges all statements of the first area: the true ones rightly, the others wrongly, by keyboard.
async fn judge(browser: &Browser, catalogue: &Catalogue) -> Result<()> {
    let area = catalogue.areas().next().unwrap();
    let statements = catalogue
        .statements()
        .map(|statement| catalogue.statement(statement))
        .filter(|statement| statement.area == area);
    browser.open_part("areas").await?;
    browser.tab_to(".sc-knowledge__area > summary", 120).await?;
    browser.press(Key::Enter).await?;
    for (number, statement) in statements.enumerate() {
        let name = format!("[name='{}']", statement.id);
        browser.tab_to(&name, 2).await?;
        // Space takes the first choice, "true"; an arrow takes the next one.
        browser.press(' ').await?;
        if number == 1 {
            browser.press(Key::Down).await?;
            browser
                .wait_for(&format!("{name}[value='false']:checked"))
                .await?;
            browser.press(Key::Up).await?;
        }
        browser
            .wait_for(&format!("{name}[value='true']:checked"))
            .await?;
        browser.wait_for_focus(&name).await?;
    }
    Ok(())
}

async fn knowledge_check(browser: &Browser, locale: &str) -> Result<()> {
    let (catalogue, texts) = content(locale)?;
    open(browser, locale, "").await?;
    let announced = texts.fill(
        TextKey::StartKnowledge,
        &[("count", (catalogue.statements().len() as u32).into())],
    );
    let start = browser.text(".sc-start").await?;
    assert!(start.contains(&announced), "{start}");
    browser.click(".sc-start .sc-button--primary").await?;
    for item in catalogue.items() {
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, Response::Level(4)).await?;
    }
    browser.wait_for(".sc-knowledge").await?;
    let before = result(browser).await?;
    let headline = browser.text(".sc-headline").await?;
    let (plain, _) = shared(browser, &catalogue).await?;
    assert_eq!(plain.verdicts.answered_count(), 0);

    judge(browser, &catalogue).await?;
    let area = ".sc-knowledge__area:first-child";
    browser
        .tab_to(&format!("{area} details summary"), 2)
        .await?;
    browser.press(Key::Enter).await?;
    let text = browser.text(area).await?;
    let kinds = || {
        catalogue
            .statements()
            .map(|index| catalogue.statement(index).kind)
    };
    let right = kinds().take(4).filter(|kind| *kind == StatementKind::True);
    let right = right.count() as u32;
    let count = [("right", right.into()), ("count", 3.into())];
    // All of what is asked for in the area.
    let senior = catalogue.profile_of(FamilyIndex(0), Tier::Senior).unwrap();
    let asked = scoring::requirements(&catalogue, senior)
        .filter(|(competence, ..)| {
            catalogue
                .competences_of(AreaIndex(0))
                .any(|it| it == *competence)
        })
        .count() as u32;
    let met = [("met", asked.into()), ("count", asked.into())];
    let share = texts.fill(TextKey::AreasMet, &met);
    let mut expected = vec![
        texts.fill(TextKey::KnowledgeRight, &count),
        texts.fill(TextKey::KnowledgeRated, &[("share", (&*share).into())]),
    ];
    if right <= 1 {
        expected.push(texts.get(TextKey::KnowledgeLower).to_owned());
    }
    expected.push(texts.get(TextKey::KnowledgeClaimed).to_owned());
    for line in &expected {
        assert!(text.contains(line), "{line}: {text}");
    }
    browser.accessible(&format!("knowledge-{locale}")).await?;
    browser
        .screenshot_page(&format!("knowledge-{locale}"), Size::PHONE)
        .await?;

    // Nothing that is scored has changed, and the link says what it holds.
    assert_eq!(result(browser).await?, before);
    assert_eq!(browser.text(".sc-headline").await?, headline);
    let (opened, code) = shared(browser, &catalogue).await?;
    let verdicts: Vec<_> = catalogue
        .statements()
        .map(|statement| opened.verdicts.get(statement))
        .collect();
    assert_eq!(verdicts[..4], [Some(Verdict::True); 4]);
    assert!(verdicts[4..].iter().all(Option::is_none));
    let said = browser.text(".sc-share").await?;
    assert!(
        said.contains(texts.get(TextKey::ShareWhatVerdicts)),
        "{said}"
    );

    browser.reload().await?;
    browser.wait_for(".sc-knowledge").await?;
    assert_eq!(shared(browser, &catalogue).await?.1, code);
    browser.click(".forget-verdicts").await?;
    let address = shared(browser, &catalogue).await?.0;
    assert_eq!(address, plain);

    // A friend sees what was judged, and can't judge in another's name.
    open(browser, locale, &format!("skill-check={code}")).await?;
    browser.wait_for(".sc-result--whole .sc-knowledge").await?;
    browser.click(&format!("{area} > summary")).await?;
    let text = browser.text(area).await?;
    assert!(text.contains(&expected[0]), "{text}");
    assert!(browser.all(".sc-knowledge input").await?.is_empty());
    browser
        .accessible(&format!("knowledge-shared-{locale}"))
        .await?;
    browser.no_errors().await
}

#[test]
fn the_knowledge_check_in_german() {
    browse(Engine::Chromium, async |browser| {
        knowledge_check(browser, "de").await
    });
}

#[test]
fn the_knowledge_check_in_english() {
    browse(Engine::Chromium, async |browser| {
        knowledge_check(browser, "en").await
    });
}
