//! The result in the visitor's hands: figures open to show what they are made of, a remark leads to
//! the answers that it is about, and nothing moves unless the visitor moves it.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::text::TextKey;
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use serde_json::{Value, json};

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

/// The shift of each frame that no click or key of the visitor's explains, from the first paint on.
const SHIFTS: &str = "window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        const moved = ({ node, previousRect: from, currentRect: to }) => `${node?.nodeName} ${node?.className} ${from.y} to ${to.y}, ${from.height} to ${to.height} px high`;
        if (!hadRecentInput) shifts.push([value, ...sources.map(moved)]);
      }
    }).observe({ type: 'layout-shift', buffered: true });";

fn host(script: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <script>{script}</script><script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check></skill-check></main></body></html>"
    ))
}

fn code(levels: &str) -> Result<String> {
    let (catalogue, _) = content("de")?;
    let list: Vec<_> = levels
        .chars()
        .map(|level| {
            let level = level.to_digit(10);
            level.map_or(Response::Skipped, |level| Response::Level(level as u8))
        })
        .collect();
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// Gives every item the same level, as fast as the widget follows.
async fn answer_alike(browser: &Browser, level: u8) -> Result<()> {
    browser.answer_all(&level.to_string().repeat(39)).await
}

#[test]
fn the_same_answer_everywhere_is_explained_and_leads_to_each_of_them() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.wait_for(".sc-start").await?;
        answer_alike(browser, 2).await?;
        let remark = texts.fill(
            TextKey::ResultStraightLining,
            &[("level", (&*texts.levels[2]).into())],
        );
        let shown = browser.texts(".sc-headline .sc-remark").await?;
        ensure!(shown == [remark], "{shown:?}");
        let list = ".sc-headline__items";
        browser.click(&format!("{list} > summary")).await?;
        browser.wait_for(&format!("{list}[open]")).await?;
        browser.accessible("the same answer everywhere").await?;
        let links = browser.texts(&format!("{list} .sc-link")).await?;
        let names: Vec<_> = catalogue
            .items()
            .map(|item| {
                let competence = catalogue.competence_of(item);
                texts.competence(competence).name.to_string()
            })
            .collect();
        ensure!(links == names, "{links:?}");
        // One of them changed, and there is nothing to remark on.
        let item = catalogue.items().nth(4).unwrap();
        let id = catalogue.item_id(item).as_str();
        let link = browser.all(&format!("{list} .sc-link")).await?.remove(4);
        browser.click_on(&link).await?;
        browser.wait_for_item(id).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        browser.click(".sc-rung:nth-child(2)").await?;
        browser
            .wait_for(".sc-rung__radio[value='1']:checked")
            .await?;
        browser.click(".sc-item .next").await?;
        browser.wait_for(".sc-result--whole").await?;
        ensure!(browser.all(".sc-headline .sc-remark").await?.is_empty());
        browser.no_errors().await
    });
}

/// The numbers of a text, without its words.
fn figures(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_digit() || *c == '–')
        .collect()
}

/// Opens every figure of these, and sees that what it is made of comes to the same: the last number
/// of the sum in words is the one on show.
async fn open_each(browser: &Browser, figures_of: &str, count: usize) -> Result<()> {
    let each = browser.all(&format!("{figures_of} > summary")).await?;
    ensure!(each.len() == count, "{figures_of}: {}", each.len());
    for summary in each {
        browser.click_on(&summary).await?;
    }
    let open = browser.all(&format!("{figures_of}[open] tbody tr")).await?;
    ensure!(open.len() >= count, "{figures_of}: {} rows", open.len());
    Ok(())
}

#[test]
fn figures_of_a_plan_and_of_a_comparison_open_to_show_what_they_are_made_of() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, _) = content("de")?;
        let areas = catalogue.areas().count();
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.wait_for(".sc-start").await?;
        answer_alike(browser, 1).await?;
        browser.click(".sc-plan .best").await?;
        browser.wait_for(".sc-plan :checked").await?;
        open_each(browser, ".sc-plan__areas > .sc-plan__each", areas).await?;
        open_each(browser, ".sc-plan__target > .sc-plan__each", 1).await?;
        // "46 % → 60 %" opens to "Now: … that is 46 %." and "Then: … that is 60 %."
        let shown = browser.texts(".sc-plan__areas .sc-plan__numbers").await?;
        let sums = browser.texts(".sc-plan__areas .sc-area__sums > li").await?;
        ensure!(sums.len() == 2 * areas, "{sums:?}");
        for (shown, sums) in shown.iter().zip(sums.chunks(2)) {
            let mut ends: Vec<_> = sums
                .iter()
                .map(|sum| figures(sum.rsplit(',').next().unwrap()))
                .collect();
            ends.dedup();
            let shown: Vec<_> = shown.split('→').map(figures).collect();
            ensure!(shown == ends, "{shown:?}, not {ends:?}");
        }
        // The same in a table, for all bars at once.
        let table = ".sc-plan__outcome > .sc-more";
        browser.click(&format!("{table} > summary")).await?;
        let rows = browser
            .texts(&format!("{table} tbody td:last-child"))
            .await?;
        let then = browser.texts(".sc-plan .sc-plan__numbers").await?;
        let then: Vec<_> = then
            .iter()
            .map(|numbers| figures(numbers.rsplit('→').next().unwrap()))
            .collect();
        let rows: Vec<_> = rows.iter().map(|cell| figures(cell)).collect();
        ensure!(rows == then, "{rows:?}, not {then:?}");
        browser.accessible("a plan with its figures open").await?;

        let fragment = json!(format!("skill-check={}", code(EXAMPLE)?));
        browser
            .script("location.hash = arguments[0]", vec![fragment])
            .await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        browser.click(".compare").await?;
        browser.wait_for(".sc-compare__table").await?;
        let profiles = catalogue.profiles().count();
        for (place, count) in [(1, areas), (2, profiles)] {
            let more = format!(".sc-compare > .sc-more:nth-of-type({place})");
            browser.click(&format!("{more} > summary")).await?;
            let each = format!("{more} > .sc-compare__each > .sc-more");
            open_each(browser, &each, count).await?;
            let shown = browser
                .texts(&format!(".sc-compare__table:nth-of-type({place}) tbody td"))
                .await?;
            let sums = browser
                .texts(&format!("{each} .sc-area__sums > li"))
                .await?;
            ensure!(
                sums.len() == 2 * count && shown.len() == sums.len(),
                "{sums:?}"
            );
            for (shown, sum) in shown.iter().zip(&sums) {
                let shown = figures(shown);
                ensure!(
                    sum.split([',', ';']).any(|part| figures(part) == shown),
                    "{shown}: {sum}"
                );
            }
        }
        browser
            .accessible("a comparison with its figures open")
            .await?;
        browser.no_errors().await
    });
}

async fn shifts(browser: &Browser, what: &str) -> Result<()> {
    browser.wait_until_still().await?;
    let found = browser.script("return shifts", vec![]).await?;
    ensure!(found == json!([]), "{what}: {found:#}");
    Ok(())
}

/// Where a piece stands in the document, from above.
async fn place(browser: &Browser, selector: &str) -> Result<Value> {
    let script = "const piece = document.querySelector('skill-check').shadowRoot.querySelector(arguments[0]);
        return Math.round(piece.getBoundingClientRect().top + scrollY)";
    browser.script(script, vec![json!(selector)]).await
}

/// Google's measure of what moves by itself, and boxes where the visitor is the one who acts.
#[test]
fn nothing_moves_but_by_the_visitors_own_hand() {
    browse(Engine::Chromium, async |browser| {
        let code = code(EXAMPLE)?;
        for size in [Size::new(390, 844), Size::new(1440, 900)] {
            let page = host(SHIFTS);
            browser.server.set_route("/host.html", page);
            browser.open("/index.html", size).await?;
            browser
                .open(&format!("/host.html#skill-check={code}"), size)
                .await?;
            browser.wait_for(".sc-result--whole").await?;
            shifts(browser, "the result of a link").await?;
            for part in ["areas", "profiles", "plan", "answers"] {
                let toggle = format!("[aria-controls='sc-part-{part}']");
                let before = place(browser, &toggle).await?;
                browser.click(&toggle).await?;
                browser
                    .wait_for(&format!("#sc-part-{part}:not([hidden])"))
                    .await?;
                shifts(browser, part).await?;
                ensure!(before == place(browser, &toggle).await?, "{part}");
            }

            // What opens makes room below itself and moves nothing above.
            for (opened, piece) in [
                (".sc-areas ~ .sc-more > summary", ".sc-areas ~ .sc-more"),
                (".sc-plan__each > summary", ".sc-plan__each"),
                (".sc-plan .best", ".sc-plan .sc-tick"),
                (".sc-profile__why", ".sc-profiles"),
                (".sc-exam .sc-more > summary", ".sc-exam .sc-more"),
            ] {
                let before = place(browser, piece).await?;
                browser.click(opened).await?;
                shifts(browser, opened).await?;
                let after = place(browser, piece).await?;
                ensure!(before == after, "{opened}: {before} to {after}");
            }
            // Ticks change bars and numbers, and their own place least of all.
            for tick in 1..=3 {
                let tick = format!(".sc-plan__module:nth-of-type({tick}) .sc-tick");
                let before = place(browser, &tick).await?;
                browser.click(&tick).await?;
                shifts(browser, &tick).await?;
                ensure!(before == place(browser, &tick).await?, "{tick}");
            }
        }
        browser.no_errors().await
    });
}

/// What of a result is there, after each change: the verdict, then one closed part after the other.
const WATCH: &str = "const root = document.querySelector('skill-check').shadowRoot;
    const has = (selector) => !!root.querySelector(selector);
    globalThis.steps = [];
    new MutationObserver(() => {
      const step = ['.sc-headline', '#sc-areas', '#sc-profiles', '#sc-plan', '#sc-answers'].map(has);
      if (String(step) !== String(steps.at(-1))) steps.push(step);
      if (has('.to-goal') && !globalThis.isAsked) {
        isAsked = true;
        root.querySelector('.to-goal').click();
      }
    }).observe(root, { childList: true, subtree: true });
    globalThis.isAsked = false;";

const TOP: &str = "const root = document.querySelector('skill-check').shadowRoot;
    return Math.round(root.querySelector('#sc-target').getBoundingClientRect().top)";

#[test]
fn a_result_comes_in_steps_and_what_is_asked_for_early_is_waited_for() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.wait_for(".sc-start").await?;
        browser.script(WATCH, vec![]).await?;
        answer_alike(browser, 2).await?;
        let steps = browser.script("return steps", vec![]).await?;
        let wanted: Vec<Vec<bool>> = (0..=5)
            .map(|step| (0..5).map(|place| place < step).collect())
            .collect();
        ensure!(steps == json!(wanted), "{steps}");
        // The way to the goal was asked for before that was there: its part opens, and it has the focus.
        browser.wait_for_focus("#sc-target").await?;
        let top = browser.script(TOP, vec![]).await?;
        ensure!((0..200).contains(&top.as_i64().unwrap_or(-1)), "{top}");
        browser.no_errors().await
    });
}

/// What a result takes before a part is opened: height, the end of the verdict, words, tab stops, elements
/// that are laid out, and those that are made besides.
const MEASURE: &str = "const root = document.querySelector('skill-check').shadowRoot;
    const result = root.querySelector('.sc-result');
    const all = [...result.querySelectorAll('*')];
    const seen = all.filter((element) => !element.closest('[hidden]') && !element.matches('details:not([open]) > :not(summary), details:not([open]) > :not(summary) *'));
    const stops = seen.filter((element) => element.matches('a[href], button, input, summary, [tabindex=\"0\"]'));
    const box = (selector) => root.querySelector(selector).getBoundingClientRect();
    return {
      height: Math.round(box('.sc-result').height),
      verdict: Math.round(box('.sc-verdict__ways').bottom - box('.sc-result').top),
      steps: Math.round(box('.sc-steps-next').height),
      words: result.innerText.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length,
      stops: stops.length,
      elements: seen.length,
      closed: all.length - seen.length,
    }";

/// A result that one grasps at once: what stands open is bounded, and the rest is a click away.
#[test]
fn a_result_says_little_before_it_is_asked() {
    browse(Engine::Chromium, async |browser| {
        let [low, helped, high] = ["0", "1", "3"].map(|level| level.repeat(39));
        for (size, most_high, window) in [
            (Size::new(390, 844), 3400, 844),
            (Size::new(1440, 900), 2600, 900),
        ] {
            for (who, levels) in [
                ("example", EXAMPLE),
                ("all 0", &low),
                ("all 1", &helped),
                ("all 3", &high),
            ] {
                browser.open_page("/host.html", host(""), size).await?;
                browser.script("sessionStorage.clear()", vec![]).await?;
                browser.open("/host.html", size).await?;
                browser.wait_for(".sc-start").await?;
                browser.answer_all(levels).await?;
                let own = browser.script(MEASURE, vec![]).await?;
                println!("{who} at {}: {own}", size.width);
                let of = |what: &str| own[what].as_i64().unwrap_or(i64::MAX);
                ensure!(of("height") <= most_high, "{who}: {own}");
                ensure!(of("words") <= 450, "{who}: {own}");
                ensure!(of("stops") <= 40, "{who}: {own}");
                ensure!(of("elements") + of("closed") <= 1200, "{who}: {own}");
                ensure!(of("verdict") <= window, "{who}: {own}");
                ensure!(of("steps") <= 2 * window, "{who}: {own}");
            }
        }
        browser.no_errors().await
    });
}

/// Goal: in five seconds, read or heard, the first screen has said whose result it is, what it comes to, what is
/// missing most, where one stands on the way and in the areas, what it rests on, and what to do next, in this order.
///
/// Method: what the accessibility tree has of the verdict, in reading order, at a phone's size.
#[test]
fn the_first_screen_says_the_result_in_order() {
    browse(Engine::Chromium, async |browser| {
        let (_, texts) = content("de")?;
        browser
            .open_page("/seconds.html", host(""), Size::PHONE)
            .await?;
        browser
            .script(
                "document.querySelector('skill-check').setAttribute('ladder', 'all')",
                vec![],
            )
            .await?;
        browser.wait_for(".sc-start").await?;
        answer_alike(browser, 1).await?;
        let tree = browser
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await?;
        let nodes = tree["nodes"].as_array().unwrap();
        let by_id = |id: &Value| nodes.iter().find(|node| node["nodeId"] == *id);
        let mut said = Vec::new();
        let mut waiting = vec![&nodes[0]];
        while let Some(node) = waiting.pop() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let name = node["name"]["value"].as_str().unwrap_or_default().trim();
            let is_text = matches!(role, "StaticText" | "image");
            if node["ignored"] == false && is_text && !name.is_empty() {
                said.push(name.to_owned());
            }
            let children = node["childIds"].as_array().into_iter().flatten();
            let mut children: Vec<_> = children.filter_map(by_id).collect();
            children.reverse();
            waiting.extend(children);
        }
        let all = said.join("\n");
        let expected = [
            texts.get(TextKey::ResultTitle),
            "Nach Ihren Antworten auf dem Weg: Junior Social Media Manager.",
            "Am meisten fehlt hier: ",
            "Der Weg als Treppe. ",
            "PC und digitale Werkzeuge: ",
            texts.get(TextKey::ResultSelfReport),
            "39 von 39 Fragen beantwortet",
            texts.get(TextKey::ResultSteps),
            texts.get(TextKey::ShareAction),
            texts.get(TextKey::ExportAction),
        ];
        let mut rest = &*all;
        for words in expected {
            let place = rest.find(words);
            let place = place.with_context(|| format!("{words} isn't said in its place: {all}"))?;
            rest = &rest[place + words.len()..];
        }
        browser.no_errors().await
    });
}
