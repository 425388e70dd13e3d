//! The recipes of `docs/counting.md`, as they stand there, with the scripts of the tools where npm has them: each
//! counts the same steps, and none an answer.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in, content};
use serde_json::{Value, json};

const GUIDE: &str = include_str!("../../../docs/counting.md");

/// A link leads nowhere here; that it was followed is told all the same. And how often the check was ready.
const STAY: &str = "<script>window.ready = 0;
    addEventListener('skill-check-ready', () => { window.ready += 1; });
    addEventListener('click', (event) =>
    event.composedPath().some((one) => one.localName === 'a') && event.preventDefault());</script>";

/// What a page gets from Google's documented snippet, without its script.
const GTAG: &str = "<script>window.dataLayer = window.dataLayer || [];
    function gtag() { dataLayer.push(arguments); }
    gtag('js', new Date()); gtag('config', 'G-XXXXXXXXXX');</script>";

/// Plausible's package, whose requests are kept; else it ignores browsers that a program drives, and this machine.
const PLAUSIBLE: &str = "<script type='module'>
    import { init } from './plausible.js';
    window.__plausible = true;
    window.sent = [];
    const { fetch } = window;
    window.fetch = (url, options) => String(url).endsWith('/api/event')
        ? (sent.push(JSON.parse(options.body)), Promise.resolve(new Response(null, { status: 202 })))
        : fetch(url, options);
    init({ domain: 'careers.example', captureOnLocalhost: true });</script>";

/// A block of the guide, by what the mark above it says.
fn recipe(name: &str) -> &'static str {
    let mark = format!("<!-- tested: {name} -->\n```");
    let (_, rest) = GUIDE.split_once(&mark).unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```\n").unwrap().0
}

/// A file of a tool from npm.
fn tool(path: &str) -> String {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/node_modules");
    std::fs::read_to_string(tools.join(path)).unwrap()
}

/// Opens a page with a tool, the recipe for it and the check, in this order.
async fn open(browser: &Browser, tool: &str, recipe: &str) -> Result<()> {
    let file = Route::file(self::recipe("counting.js"));
    browser.server.set_route("/counting.js", file);
    let (catalogue, _) = content("en")?;
    let courses = catalogue.modules().map(|module| {
        json!({ "module": catalogue.module(module).id.as_str(), "provider": "P", "name": "N", "url": "https://a.example/" })
    });
    let courses = Value::from(courses.collect::<Vec<_>>());
    let page = Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         {STAY}{tool}{recipe}<script type='module' src='/skill-check.js'></script></head><body>
         <skill-check lang='en' ladder='all' context='spring' course-search='https://search.example/?q={{query}}'
           modules='{courses}'></skill-check></body></html>"
    ));
    browser.open_page("/host.html", page, Size::DESKTOP).await?;
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    Ok(())
}

/// Answers all with this level, and takes the result along.
async fn visit(browser: &Browser, level: u8) -> Result<()> {
    let (catalogue, _) = content("en")?;
    let levels = level.to_string().repeat(catalogue.item_count());
    browser.answer_all(&levels).await?;
    browser.click(".sc-take .json").await?;
    browser.click(".sc-share .copy").await?;
    browser
        .wait_for(".sc-share [role='status'] .sc-remark")
        .await?;
    Ok(())
}

/// Takes out how long it took: whether that is said depends on how fast this machine answers today.
fn forget_duration(facts: &mut Value) {
    const SHORTEST: &str = "under-5";
    match facts {
        Value::Object(facts) => {
            let duration = facts.remove("duration");
            assert!(duration.is_none_or(|one| one == SHORTEST), "{facts:?}");
        }
        Value::Array(words) => {
            let said = format!(" duration={SHORTEST}");
            for word in words {
                *word = json!(word.as_str().unwrap().replace(&said, ""));
            }
        }
        other => panic!("{other} are no facts"),
    }
}

/// What was counted of a visit, once its last step was: step and facts, by a script that reads them as the tool does.
async fn counted(browser: &Browser, read: &str, last: &str) -> Result<Vec<(String, Value)>> {
    browser
        .wait_until(&format!("{last} is counted"), async || {
            let counted = browser.script(read, vec![]).await?;
            let mut counted: Vec<(String, Value)> = serde_json::from_value(counted)?;
            counted
                .iter_mut()
                .for_each(|(_, facts)| forget_duration(facts));
            let is_there = counted.iter().any(|(step, _)| step == last);
            Ok(is_there.then_some(counted))
        })
        .await
}

/// The steps of a visit in German in which all was answered, then searched and opened.
fn expected(module: &str) -> Result<Vec<(String, Value)>> {
    let areas = content("en")?.0.areas().count();
    let mut all = vec![
        ("ready", json!({ "returning": "false" })),
        ("language", json!({ "lang": "de" })),
        ("start", json!({})),
    ];
    all.extend((1..areas).map(|done| ("area", json!({ "done": done.to_string() }))));
    // The last area's end is the result.
    let facts = json!({ "catalogue": "social-media", "all": "true", "first": "true" });
    all.push(("complete", facts));
    all.push(("take", json!({ "kind": "json" })));
    all.push(("share", json!({})));
    all.push(("search", json!({ "module": module })));
    all.push(("course", json!({ "module": module })));
    let with_context = all.into_iter().map(|(step, mut facts)| {
        facts["context"] = json!("spring");
        (step.to_owned(), facts)
    });
    Ok(with_context.collect())
}

/// The whole visit on a page with a tool; `read` gives what it has of each step, and `seen` what that should be.
async fn counts(
    browser: &Browser,
    (name, tool): (&str, &str),
    read: &str,
    seen: impl Fn(&str, &Value) -> (String, Value),
) -> Result<()> {
    open(browser, tool, recipe(name)).await?;
    browser.click("[lang='de'].sc-locale").await?;
    browser
        .wait_until("the check is there in German", async || {
            let ready = browser.script("return window.ready", vec![]).await?;
            Ok((ready == 2).then_some(()))
        })
        .await?;
    visit(browser, 1).await?;
    let follow = "const root = document.querySelector('skill-check').shadowRoot;
        const search = root.querySelector('[data-search]');
        search.click();
        root.querySelector('[data-course] a').click();
        return search.dataset.search";
    browser.wait_for(".sc-modules").await?;
    browser.wait_until("courses are there", async || {
        let there = "return !!document.querySelector('skill-check').shadowRoot.querySelector('[data-course] a')";
        Ok((browser.script(there, vec![]).await? == true).then_some(()))
    }).await?;
    let module = browser.script(follow, vec![]).await?;
    let module = module.as_str().context("nothing is searched for")?;
    let (last, _) = seen("course", &json!({}));
    let found = counted(browser, read, &last).await?;
    let wanted = expected(module)?
        .into_iter()
        .map(|(step, facts)| seen(&step, &facts));
    let wanted: Vec<_> = wanted.collect();
    ensure!(found == wanted, "{name}: {found:#?}\nnot\n{wanted:#?}");

    // Once more: the result is there, and the visitor has been here.
    browser.script("sessionStorage.before = 1", vec![]).await?;
    browser.reload().await?;
    browser.wait_for(".sc-result--whole").await?;
    let (ready, _) = seen("ready", &json!({}));
    let found = counted(browser, read, &ready).await?;
    let back = seen(
        "ready",
        &json!({ "returning": "true", "context": "spring" }),
    );
    ensure!(found.first() == Some(&back), "{name}: {found:#?}");
    browser.no_errors().await
}

const LAYER: &str =
    "return dataLayer.filter((one) => one.event).map((one) => [one.event, one.skill_check])";

#[test]
fn a_data_layer_gets_each_step_and_no_fact_of_the_one_before() {
    browse_in(&Engine::ALL, async |browser| {
        let prefixed = |step: &str, facts: &Value| (format!("skill_check_{step}"), facts.clone());
        counts(browser, ("data layer", ""), LAYER, prefixed).await?;
        let taken_back = "return dataLayer.every((one, at) => !one.event || ('skill_check' in dataLayer[at - 1] && dataLayer[at - 1].skill_check === undefined))";
        ensure!(browser.script(taken_back, vec![]).await? == true);
        Ok(())
    });
}

/// Goal: nothing that is counted depends on an answer.
#[test]
fn who_answers_otherwise_is_counted_alike() {
    browse(Engine::Chromium, async |browser| {
        let mut visits = Vec::new();
        for level in [0, 2, 4] {
            open(browser, "", recipe("data layer")).await?;
            visit(browser, level).await?;
            visits.push(counted(browser, LAYER, "skill_check_share").await?);
            browser.script("sessionStorage.clear()", vec![]).await?;
        }
        ensure!(visits[0].len() > 5, "{visits:#?}");
        ensure!(visits.iter().all(|one| *one == visits[0]), "{visits:#?}");
        Ok(())
    });
}

#[test]
fn googles_queue_gets_each_step() {
    browse(Engine::Chromium, async |browser| {
        let read = "return dataLayer.filter(([what]) => what === 'event').map(([, name, facts]) => [name, facts])";
        let prefixed = |step: &str, facts: &Value| (format!("skill_check_{step}"), facts.clone());
        counts(browser, ("gtag", GTAG), read, prefixed).await?;
        // What the tool refuses beyond: names of 40 characters, values of 100.
        let fits = "return dataLayer.filter(([what]) => what === 'event').every(([, name, facts]) =>
            /^[a-z][a-z_]{0,39}$/.test(name) && Object.values(facts).every((value) => value.length <= 100))";
        ensure!(browser.script(fits, vec![]).await? == true);
        Ok(())
    });
}

/// A step as Matomo has it: category, action and name of an event.
fn in_matomo(step: &str, facts: &Value) -> (String, Value) {
    let mut facts = facts.as_object().unwrap().clone();
    facts.remove("context");
    // In the order of the recipe, which an object here doesn't keep.
    let order = [
        "returning",
        "done",
        "catalogue",
        "all",
        "first",
        "duration",
        "module",
        "kind",
        "lang",
    ];
    let said = order
        .iter()
        .filter_map(|name| Some(format!("{name}={}", facts.get(*name)?.as_str()?)));
    let said: Vec<_> = said.collect();
    (
        step.to_owned(),
        json!(["Skill check, spring", said.join(" ")]),
    )
}

const MATOMO: &str = "return _paq.filter(([what]) => what === 'trackEvent').map(([, category, action, name]) => [action, [category, name]])";

#[test]
fn matomos_queue_gets_each_step() {
    browse(Engine::Chromium, async |browser| {
        let own = "<script>var _paq = window._paq = window._paq || [];</script>";
        counts(browser, ("matomo", own), MATOMO, in_matomo).await
    });
}

#[test]
fn matomos_queue_gets_each_step_where_a_package_has_set_it_up() {
    browse(Engine::Chromium, async |browser| {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/node_modules");
        let bundle = Command::new(tools.join(".bin/esbuild"))
            .args(["--bundle", "--format=esm", "--log-level=error"])
            .arg(tools.join("@jonkoops/matomo-tracker/es/index.js"))
            .output()?;
        ensure!(bundle.status.success(), "{bundle:?}");
        browser
            .server
            .set_route("/matomo-tracker.js", Route::file(bundle.stdout));
        // In the place of Matomo's own script, which would empty the queue.
        browser
            .server
            .set_route("/matomo.js", Route::file("window.isAsked = true;"));
        let package = "<script type='module'>
            import Tracker from './matomo-tracker.js';
            new Tracker({ urlBase: location.origin, siteId: 3, configurations: { disableCookies: true } }).trackPageView();
            </script>";
        counts(browser, ("matomo", package), MATOMO, in_matomo).await?;
        ensure!(browser.script("return window.isAsked", vec![]).await? == true);
        let set_up = "return _paq.some(([what, site]) => what === 'setSiteId' && site === 3)";
        ensure!(browser.script(set_up, vec![]).await? == true);
        Ok(())
    });
}

#[test]
fn plausible_sends_each_step() {
    browse(Engine::Chromium, async |browser| {
        let script = Route::file(tool("@plausible-analytics/tracker/plausible.js"));
        browser.server.set_route("/plausible.js", script);
        let read = "return sent.filter(({ n }) => n.startsWith('Skill')).map(({ n, p }) => [n, p])";
        let named = |step: &str, facts: &Value| (format!("Skill check: {step}"), facts.clone());
        counts(browser, ("plausible", PLAUSIBLE), read, named).await?;
        // One view of the page for all its screens, and nowhere a code of a result.
        let rest = "return [sent.filter(({ n }) => n === 'pageview').length, JSON.stringify(sent).includes('skill-check=')]";
        let rest = browser.script(rest, vec![]).await?;
        ensure!(rest == json!([1, false]), "{rest}");
        Ok(())
    });
}
