//! Passing a result on without its answers, into one of its parts, on paper; and keeping it for later.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link::{self, Opened};
use assessment::session::Session;
use assessment::summary::Summary;
use assessment::text::TextKey;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use serde_json::{Value, json};

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

fn session(levels: &str) -> Result<Session> {
    let (catalogue, _) = content("de")?;
    let list: Vec<Response> = levels
        .bytes()
        .map(|byte| match byte {
            b'.' => Response::Skipped,
            digit => Response::Level(digit - b'0'),
        })
        .collect();
    let mut session = Session::new(&catalogue, FamilyIndex(0), None);
    session.responses = Responses::from_list(&catalogue, &list)?;
    Ok(session)
}

fn code(levels: &str) -> Result<String> {
    let (catalogue, _) = content("de")?;
    Ok(link::encode_session(&catalogue, &session(levels)?)?)
}

fn page(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check {attributes}></skill-check></main></body></html>"
    ))
}

/// A page with a check whose visitor has answered all items with these levels, at the result.
async fn answered(browser: &Browser, path: &str, levels: &str) -> Result<()> {
    browser
        .open_page(path, page("ladder=all"), Size::DESKTOP)
        .await?;
    browser.answer_all(levels).await
}

async fn link_of(browser: &Browser) -> Result<String> {
    let field = browser.wait_for(".sc-share__address").await?;
    field.prop("value").await?.context("it has a value")
}

async fn eval(browser: &Browser, text: &str) -> Result<Value> {
    let text = format!("const root = document.querySelector('skill-check').shadowRoot; {text}");
    browser.script(&text, vec![]).await
}

/// Goal: who wants to show where they stand, and not what they said, shares a link that can't say it; who opens
/// it sees the same verdict and picture, and that there are no answers; their own check is left alone.
#[test]
fn a_result_is_shared_without_its_answers() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        answered(browser, "/own.html", EXAMPLE).await?;
        browser.click(".to-share").await?;
        let with_answers = link_of(browser).await?;
        browser.click("[name=share-scope][value=summary]").await?;
        let without = browser
            .wait_until("another link", async || {
                Ok(Some(link_of(browser).await?).filter(|link| *link != with_answers))
            })
            .await?;
        let said = browser.text(".sc-share").await?;
        ensure!(
            said.contains(texts.get(TextKey::ShareWhatSummary)),
            "{said}"
        );
        let mail = browser.attribute(".sc-share .mail", "href").await?.unwrap();
        let (_, fragment) = without.split_once('#').unwrap();
        let shared = link::from_fragment(fragment, None).unwrap();
        ensure!(mail.contains(shared), "{mail}");
        let Opened::Summary(opened) = link::open_any(&catalogue, &without)? else {
            panic!("{without} holds answers");
        };
        assert_eq!(opened.summary, Summary::of(&catalogue, &session(EXAMPLE)?));
        let picture = browser.attribute(".sc-way", "aria-label").await?;
        let sentence = browser.text(".sc-headline__sentence").await?;
        let profile = &*texts.profile(opened.summary.headline.profile).name;
        ensure!(sentence.contains(profile), "{sentence}");

        // Somebody else opens it, in a browser with answers of their own.
        eval(browser, "sessionStorage.clear()").await?;
        browser.server.set_route("/other.html", page("ladder=all"));
        let other = format!("/other.html#{fragment}");
        browser.open(&other, Size::PHONE).await?;
        browser.wait_for(".sc-result .sc-way").await?;
        let shown = browser.text(".sc-result").await?;
        ensure!(shown.contains(texts.get(TextKey::SharedSummary)), "{shown}");
        ensure!(shown.contains(profile), "{shown}");
        assert_eq!(browser.attribute(".sc-way", "aria-label").await?, picture);
        for gone in [".sc-parts", ".sc-share", ".to-steps", ".compare"] {
            assert!(browser.all(gone).await?.is_empty(), "{gone}");
        }
        assert_eq!(
            browser.all(".sc-area").await?.len(),
            catalogue.areas().len()
        );
        browser.accessible("a summary").await?;
        browser.screenshot("summary").await?;

        // Their own answers come to lie over it.
        browser.click(".own").await?;
        browser.answer_all(&"3".repeat(39)).await?;
        browser
            .script("location.hash = arguments[0]", vec![json!(fragment)])
            .await?;
        browser.click(".compare").await?;
        browser.wait_for(".sc-way__then").await?;
        let label = browser.attribute(".sc-way", "aria-label").await?.unwrap();
        ensure!(label.contains(texts.get(TextKey::CompareOwn)), "{label}");
        assert_eq!(
            browser.all(".sc-signature__then").await?.len(),
            catalogue.areas().len()
        );
        browser.click(".own").await?;
        browser.wait_for(".sc-parts").await?;
        browser.no_errors().await
    });
}

/// Goal: a link leads into a part of a result, by the visitor's choice; the rest stays closed.
#[test]
fn a_link_leads_into_a_part() {
    browse(Engine::Chromium, async |browser| {
        answered(browser, "/own.html", EXAMPLE).await?;
        browser.click(".to-share").await?;
        let whole = link_of(browser).await?;
        eval(
            browser,
            "root.querySelector('.sc-share__parts').open = true",
        )
        .await?;
        browser.click("[name=share-part][value=plan]").await?;
        let link = browser
            .wait_until("another link", async || {
                Ok(Some(link_of(browser).await?).filter(|link| *link != whole))
            })
            .await?;
        assert_eq!(link, format!("{whole}/plan"));
        let (_, fragment) = link.split_once('#').unwrap();
        browser.server.set_route("/other.html", page(""));
        let other = format!("/other.html#{fragment}");
        browser.open(&other, Size::PHONE).await?;
        browser
            .wait_for("[aria-controls=sc-part-plan][aria-expanded=true]")
            .await?;
        let open =
            "return [...root.querySelectorAll('.sc-part__toggle')].map((one) => one.ariaExpanded)";
        assert_eq!(
            eval(browser, open).await?,
            json!(["false", "false", "true", "false"])
        );
        browser
            .wait_until("the part is in sight", async || {
                let top = "return root.getElementById('sc-part-plan').getBoundingClientRect().top";
                let top = eval(browser, top).await?.as_f64().unwrap();
                Ok((-50. ..400.).contains(&top).then_some(()))
            })
            .await?;
        // A second link, while one is on show, leads into its part as well; a summary has none.
        let second = fragment.replace("/plan", "/areas");
        browser
            .script("location.hash = arguments[0]", vec![json!(second)])
            .await?;
        browser
            .wait_for("[aria-controls=sc-part-areas][aria-expanded=true]")
            .await?;
        let (catalogue, texts) = content("de")?;
        let few = session(&["333", &".".repeat(36)].concat())?;
        let summary = link::encode_summary(&catalogue, &Summary::of(&catalogue, &few));
        browser
            .script(
                "location.hash = arguments[0]",
                vec![json!(format!("skill-check={summary}/areas"))],
            )
            .await?;
        let said = texts.get(TextKey::SharedTooFew);
        browser
            .wait_for_text(".sc-headline__sentence", |text| text == said)
            .await?;

        // An unknown part, as a later version may have it, opens the result.
        let later = other.replace("/plan", "/later");
        browser
            .open_page("/between.html", page("id=elsewhere"), Size::PHONE)
            .await?;
        browser.open(&later, Size::PHONE).await?;
        browser.wait_for(".sc-result--whole").await?;
        browser
            .wait_for_none(".sc-part__toggle[aria-expanded=true]")
            .await?;
        browser.no_errors().await
    });
}

/// Goal: a result that the visitor keeps lies over a later one, survives closing the tab, and goes when it is
/// deleted: alone, or with everything. Nothing is kept that they haven't asked for.
#[test]
fn an_earlier_result_that_is_kept_lies_over_todays() {
    browse(Engine::Chromium, async |browser| {
        let keys = "return Object.keys(localStorage).filter((key) => key.endsWith(':results'))";
        answered(browser, "/own.html", EXAMPLE).await?;
        assert_eq!(eval(browser, keys).await?, json!([]));
        browser.click(".to-take").await?;
        browser.click(".keep-result").await?;
        browser.wait_for(".sc-kept .drop").await?;
        browser.wait_for_none(".keep-result").await?;
        browser.wait_for_none(".sc-then").await?;
        let kept =
            "return Object.entries(localStorage).find(([key]) => key.endsWith(':results'))[1]";
        let kept = eval(browser, kept).await?;
        ensure!(kept.as_str().unwrap().contains(&code(EXAMPLE)?), "{kept}");

        // Another day, another tab, other answers.
        eval(browser, "sessionStorage.clear(); const key = Object.keys(localStorage).find((key) => key.endsWith(':results'));
            localStorage[key] = localStorage[key].replace(/\\d+-\\d+-\\d+/, '2026-05-12')").await?;
        browser
            .open_page("/empty-between.html", page("id=elsewhere"), Size::PHONE)
            .await?;
        answered(browser, "/own.html", &"3".repeat(39)).await?;
        browser.wait_for(".sc-then .lay").await?;
        assert_eq!(browser.text(".sc-then .lay").await?, "12. Mai 2026");
        browser.click(".sc-then .lay").await?;
        browser.wait_for(".sc-way__then").await?;
        browser.wait_for(".sc-then .lay[aria-pressed=true]").await?;
        let label = browser.attribute(".sc-way", "aria-label").await?.unwrap();
        let (catalogue, texts) = content("de")?;
        let before = Summary::of(&catalogue, &session(EXAMPLE)?);
        let at = format!(
            "12. Mai 2026: {}",
            texts.fill(
                TextKey::PercentRange,
                &[
                    ("low", u32::from(before.share().low).into()),
                    ("high", u32::from(before.share().high).into()),
                ]
            )
        );
        ensure!(label.contains("12. Mai 2026: "), "{label}, not {at}");
        browser.accessible("then and now").await?;
        browser.screenshot("then-and-now").await?;
        browser.click(".sc-then .lay").await?;
        browser.wait_for_none(".sc-way__then").await?;

        // Of a day there is one, and who no longer has the check remembered keeps it.
        browser.open_part("answers").await?;
        browser.click(".remember").await?;
        browser.wait_for(".remember:checked").await?;
        browser.click(".remember").await?;
        browser.wait_for(".remember:not(:checked)").await?;
        assert_eq!(eval(browser, keys).await?.as_array().unwrap().len(), 1);

        // Two are kept, and one goes.
        browser.click(".to-take").await?;
        browser.click(".keep-result").await?;
        browser
            .wait_until("two results", async || {
                Ok((browser.all(".sc-kept .drop").await?.len() == 2).then_some(()))
            })
            .await?;
        eval(
            browser,
            "root.querySelectorAll('.sc-kept .drop')[1].click()",
        )
        .await?;
        browser
            .wait_until("one result", async || {
                Ok((browser.all(".sc-kept .drop").await?.len() == 1).then_some(()))
            })
            .await?;
        browser.open_part("answers").await?;
        browser.click(".delete").await?;
        browser.click(".confirm-delete").await?;
        browser.wait_for(".sc-start").await?;
        assert_eq!(eval(browser, keys).await?, json!([]));
        browser.no_errors().await
    });
}

#[test]
fn nothing_is_offered_to_be_kept_where_nothing_may_be() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/none.html", page("ladder=all storage=none"), Size::DESKTOP)
            .await?;
        browser.answer_all(EXAMPLE).await?;
        browser.click(".to-take").await?;
        browser.wait_for(".sc-take .json").await?;
        browser.wait_for_none(".keep-result").await?;
        browser.no_errors().await
    });
}

/// Goal: a result that was kept goes after two years, and not after 90 days as a sitting does.
#[test]
fn kept_results_stay_for_two_years() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/empty.html", page("id=first"), Size::DESKTOP)
            .await?;
        let put = "const day = Math.floor(Date.now() / 864e5);
            const date = (ago) => new Date(Date.now() - ago * 864e5).toISOString().slice(0, 10);
            localStorage['skill-check:old:results'] = `${date(732)}=EAE ${day}`;
            localStorage['skill-check:none:results'] = `what ${day}`;
            localStorage['skill-check:mixed:results'] = `${date(700)}=EAF ${date(800)}=EAE ${date(-30)}=EAG ${day - 300}`;
            localStorage['skill-check:sitting'] = `skcEAE ${day - 91}`;
            return location.pathname";
        browser.script(put, vec![]).await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        let left = "return Object.entries(localStorage).filter(([key]) => key.startsWith('skill-check:'))
            .map(([key, entry]) => [key, entry.replace(/\\d{4}-\\d\\d-\\d\\d/, 'day').replace(/ \\d+$/, '')])";
        assert_eq!(
            browser.script(left, vec![]).await?,
            json!([["skill-check:mixed:results", "day=EAF"]])
        );
        browser.no_errors().await
    });
}

/// What the report for a talk has besides the result: the name that was entered, a code that opens the result
/// without the answers, all gaps, the plan with its weeks, page numbers.
#[test]
fn the_report_is_complete() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        let levels = "1".repeat(39);
        answered(browser, "/own.html", &levels).await?;
        browser.open_part("plan").await?;
        let weeks = "const weeks = root.querySelectorAll('.sc-agenda__week');
            weeks.forEach((week, at) => { week.value = at === 0 ? '7' : '' }); return weeks.length";
        ensure!(eval(browser, weeks).await?.as_u64() > Some(1));
        browser.click(".to-take").await?;
        browser
            .wait_for(".sc-take__name")
            .await?
            .send_keys("Alex Özil <b>")
            .await?;
        eval(browser, "globalThis.print = () => {}").await?;
        browser.click(".sc-take .print").await?;
        let report = browser
            .wait_until("the report is made", async || {
                let script = "const paper = document.querySelector('iframe')?.contentDocument.querySelector('skill-check')?.shadowRoot;
                    if (!paper) return null;
                    const seen = (element) => element.checkVisibility();
                    const texts = (selector) => [...paper.querySelectorAll(selector)].filter(seen).map((one) => one.textContent);
                    return {
                      name: texts('.sc-paper__name'),
                      path: paper.querySelector('.sc-paper__qr path')?.getAttribute('d').length,
                      link: paper.querySelector('.sc-paper').dataset.link,
                      gaps: paper.querySelector('[aria-labelledby=sc-gaps]').textContent,
                      steps: texts('.sc-agenda__step'),
                      sheets: paper.ownerDocument?.adoptedStyleSheets.length,
                    }";
                let report = browser.script(script, vec![]).await?;
                Ok((!report.is_null()).then_some(report))
            })
            .await?;
        let Opened::Summary(opened) = link::open_any(&catalogue, report["link"].as_str().unwrap())?
        else {
            panic!("{report}");
        };
        assert_eq!(opened.summary, Summary::of(&catalogue, &session(&levels)?));
        ensure!(report["path"].as_u64() > Some(500), "{report}");
        let session = session(&levels)?;
        let scores = assessment::scoring::score(&catalogue, &session.responses);
        let gaps = assessment::scoring::gaps(&catalogue, &scores, opened.summary.target);
        assert!(gaps.len() > 6, "more than a screen shows at once");
        let said = report["gaps"].as_str().unwrap();
        for gap in gaps {
            let name = &texts.competence(gap.competence).name;
            assert!(said.contains(&**name), "{name} is missing in {said}");
        }
        let name = report["name"].to_string();
        assert!(name.contains("Alex Özil <b>"), "{name}");
        assert_eq!(report["steps"].as_array().unwrap().len(), 1, "{report}");
        assert!(
            report["steps"][0].as_str().unwrap().contains('7'),
            "{report}"
        );
        browser.no_errors().await
    });
}

/// Goal: what was unfolded within a part is unfolded again after a reload.
#[test]
fn folds_within_a_part_are_open_again_after_a_reload() {
    browse(Engine::Chromium, async |browser| {
        answered(browser, "/own.html", EXAMPLE).await?;
        browser.click("[aria-controls=sc-part-areas]").await?;
        browser.wait_for(".sc-area__each").await?;
        eval(
            browser,
            "root.querySelectorAll('.sc-area__each')[1].querySelector('summary').click()",
        )
        .await?;
        let open = "return [...root.querySelectorAll('.sc-area__each')].map((one) => one.open)";
        let expected = json!([false, true, false, false, false]);
        browser
            .wait_until("it is noted", async || {
                let noted = "return JSON.stringify(history.state).includes('folds')";
                Ok((browser.script(noted, vec![]).await? == true).then_some(()))
            })
            .await?;
        assert_eq!(eval(browser, open).await?, expected);
        let state = browser.script("return JSON.stringify(history.state)", vec![]);
        let state = state.await?.to_string();
        ensure!(!state.contains('%') && !state.contains("PC"), "{state}");
        browser.reload().await?;
        browser.wait_for(".sc-result--whole").await?;
        browser
            .wait_until("it is open again", async || {
                Ok((eval(browser, open).await? == expected).then_some(()))
            })
            .await?;
        browser.no_errors().await
    });
}
