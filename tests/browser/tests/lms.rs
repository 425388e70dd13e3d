//! The packages for learning platforms, each in the page of a platform: answered without a tick, kept by a tick, gone
//! on with elsewhere, scored by a tick, done.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "lms/package.rs"]
mod package;

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, numbers};
use package::{Package, Store};
use serde_json::{Value, json};

const START: &str = ".sc-start .sc-button--primary";

/// So many questions are answered before somebody goes on elsewhere.
const FIRST: usize = 3;

/// A platform of SCORM: npm's run-time in a page, which keeps in the page's storage what it would keep on a server.
struct Scorm {
    package: &'static str,
    script: &'static str,
    make: &'static str,
    learner: Value,
    /// Where it has whether the check is done.
    status: &'static str,
}

fn scorm() -> [Scorm; 2] {
    [
        Scorm {
            package: "scorm12",
            script: "scorm12.min.js",
            make: "const api = window.API = new Scorm12API(settings);
                const saved = ['LMSCommit', 'LMSFinish'];",
            learner: json!({ "core": { "student_id": "anna", "student_name": "Anna" } }),
            status: "core.lesson_status",
        },
        Scorm {
            package: "scorm2004",
            script: "scorm2004.min.js",
            make: "const api = window.API_1484_11 = new Scorm2004API(settings);
                const saved = ['Commit', 'Terminate'];",
            learner: json!({ "learner_id": "anna", "learner_name": "Anna" }),
            status: "completion_status",
        },
    ]
}

impl Scorm {
    /// The page of the platform, with the package in a frame.
    fn page(&self, learner: &Value) -> Route {
        Route::page(format!(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Platform</title><link rel='icon' href='data:,'>
             <script src='/runtime.js'></script><script>
             const settings = {{ autocommit: false, logLevel: 5, lmsCommitUrl: false }};
             {make}
             const attempt = () => JSON.parse(localStorage.platform ?? '{{}}');
             api.loadFromJSON({{ ...{learner}, ...attempt() }}, 'cmi');
             window.commits = 0;
             for (const name of saved) api.on(name, () => {{
               commits++;
               localStorage.platform = JSON.stringify(api.renderCMIToJSONObject().cmi);
             }});
             </script></head><body style='margin: 0'>
             <iframe src='/{package}/index.html' title='Check' style='inline-size: 100vw; block-size: 100vh; border: 0'></iframe>
             </body></html>",
            make = self.make,
            package = self.package,
        ))
    }

    async fn open(&self, browser: &Browser) -> Result<()> {
        browser.open("/platform.html", Size::DESKTOP).await?;
        enter(browser).await
    }
}

/// Goes into the package's frame once the check stands there.
async fn enter(browser: &Browser) -> Result<()> {
    browser
        .wait_until("the package is there", async || {
            let there = "return frames[0]?.document.querySelector('skill-check') !== null";
            Ok((browser.script(there, vec![]).await? == true).then_some(()))
        })
        .await?;
    browser.enter_frame(0).await?;
    browser.wait_for(".sc-screen").await.map(drop)
}

/// What the platform has kept, as of the last commit.
async fn attempt(browser: &Browser) -> Result<Value> {
    let attempt = "return JSON.parse(localStorage.platform ?? '{}')";
    browser.script(attempt, vec![]).await
}

/// Answers so many questions, each with the second level; all that are left without a number.
async fn answer(browser: &Browser, count: usize) -> Result<()> {
    let script = "const root = document.querySelector('skill-check').shadowRoot;
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return (async () => {
          let n = 0;
          for (; n < arguments[0] && root.querySelector('.sc-item'); n++) {
            root.querySelectorAll('.sc-rung__radio')[1].click();
            await frame();
            root.querySelector('.next').click();
            await frame();
          }
          return n;
        })()";
    let answered = browser.script(script, vec![json!(count)]).await?;
    ensure!(answered.as_u64() > Some(0), "nothing was answered");
    Ok(())
}

/// The record that the check has kept in this tab.
async fn record(browser: &Browser) -> Result<String> {
    let script = "const key = Object.keys(sessionStorage).find((key) => /^skill-check(@[^:]*)?::social-media$/.test(key));
        return (sessionStorage.getItem(key) ?? '').split(' ')[0]";
    let record = browser.script(script, vec![]).await?;
    let record = record.as_str().unwrap_or_default();
    ensure!(
        record.starts_with("skc"),
        "there is no record in the storage"
    );
    Ok(record.to_owned())
}

/// Sees that the check goes on behind what was answered.
async fn goes_on(browser: &Browser) -> Result<()> {
    browser.wait_for(".sc-item .sc-rung__radio").await?;
    let shown = browser.text(".sc-screen").await?;
    ensure!(numbers(&shown).contains(&(FIRST as u32 + 1)), "{shown}");
    record(browser).await.map(drop)
}

/// The areas that the check tells of, as far as they have a percentage, in order.
async fn areas(browser: &Browser) -> Result<Vec<(String, u64)>> {
    let script = "return Object.entries(document.querySelector('skill-check').result.areas)
        .filter(([, area]) => area.percent !== null).map(([id, area]) => [id, area.percent])";
    let areas = browser.script(script, vec![]).await?;
    serde_json::from_value(areas).context("areas are no list")
}

fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, name| &value[name])
}

/// Waits until what a platform has is as it is to be.
async fn wait_for(
    browser: &Browser,
    what: &str,
    look: impl AsyncFn() -> Result<Value>,
    is_so: impl Fn(&Value) -> bool,
) -> Result<Value> {
    let mut last = Value::Null;
    browser
        .wait_until(what, async || {
            last = look().await?;
            Ok(is_so(&last).then_some(()))
        })
        .await
        .with_context(|| format!("{what}: {last:#}"))?;
    Ok(last)
}

fn state(attempt: &Value) -> &str {
    attempt["suspend_data"].as_str().unwrap_or_default()
}

/// What SCORM has of objectives, by name.
fn objectives(attempt: &Value) -> Vec<(String, u64)> {
    let list = &attempt["objectives"];
    let list: Vec<&Value> = match list {
        Value::Array(list) => list.iter().collect(),
        Value::Object(list) => list.values().collect(),
        _ => Vec::new(),
    };
    let number = |value: &Value| {
        let text = value.as_str().map(str::to_owned);
        let text = text.unwrap_or_else(|| value.to_string());
        text.parse::<f64>().unwrap_or(-1.0) as u64
    };
    list.into_iter()
        .map(|one| {
            let id = one["id"].as_str().unwrap_or_default().to_owned();
            (id, number(&one["score"]["raw"]))
        })
        .filter(|(id, _)| !id.is_empty())
        .collect()
}

/// The platform of a visit that begins; the package asks all levels at once, in English.
fn begin(browser: &Browser, one: &Scorm) -> Result<()> {
    let package = Package::read(&format!("skill-check-{}.zip", one.package))?;
    package.serve(
        browser,
        one.package,
        &json!({ "lang": "en", "ladder": "all" }),
    );
    let runtime = Package::tool(&format!("scorm-again/dist/{}", one.script))?;
    browser
        .server
        .set_route("/runtime.js", Route::file(runtime));
    let page = one.page(&one.learner);
    browser.server.set_route("/platform.html", page);
    Ok(())
}

/// Goal: no answer reaches the platform before the tick; with it, the check goes on in another tab.
async fn answers_are_kept_by_the_tick_alone(browser: &Browser, one: &Scorm) -> Result<()> {
    one.open(browser).await?;
    ensure!(
        browser
            .all("input[name=keep]:checked, input[name=tell]:checked")
            .await?
            .is_empty(),
        "a tick is set from the beginning"
    );
    browser.accessible("the start in a package").await?;
    browser.click(START).await?;
    answer(browser, FIRST).await?;
    let kept = attempt(browser).await?;
    ensure!(state(&kept).is_empty(), "{kept:#}");
    browser.click("input[name=keep]").await?;
    let mine = record(browser).await?;
    let kept = wait_for(
        browser,
        "the record is on the platform",
        async || attempt(browser).await,
        |kept| state(kept).ends_with(&mine),
    )
    .await?;
    ensure!(
        state(&kept).len() < 200,
        "{} characters",
        state(&kept).len()
    );
    ensure!(*at(&kept, one.status) == "incomplete", "{kept:#}");

    // Another tab has another storage, as another device has.
    browser.open_tab().await?;
    one.open(browser).await?;
    browser.wait_for("input[name=keep]:checked").await?;
    goes_on(browser).await
}

/// Goal: a result makes the check done, and its areas go by the other tick alone; a reload shows all of it again.
async fn areas_are_told_by_the_tick_alone(browser: &Browser, one: &Scorm) -> Result<()> {
    answer(browser, 100).await?;
    browser.wait_for(".sc-result--whole").await?;
    let done = |kept: &Value| *at(kept, one.status) == "completed";
    let look = async || attempt(browser).await;
    let kept = wait_for(browser, "the check is done", look, done).await?;
    ensure!(objectives(&kept).is_empty(), "{kept:#}");
    browser.accessible("a result in a package").await?;
    browser.screenshot(&format!("lms-{}", one.package)).await?;
    let areas = areas(browser).await?;
    ensure!(areas.len() > 3, "{areas:?}");
    browser.click("input[name=tell]").await?;
    let told = |kept: &Value| objectives(kept) == areas;
    wait_for(browser, "the areas are told", look, told).await?;
    let said = browser.text(".panel > [role=status]").await?;
    ensure!(said.contains("has been sent"), "{said}");

    browser.leave_frames().await?;
    browser.reload().await?;
    enter(browser).await?;
    browser.wait_for(".sc-result--whole").await?;
    browser.wait_for("input[name=tell]:checked").await?;
    let kept = attempt(browser).await?;
    ensure!(done(&kept) && told(&kept), "{kept:#}");
    browser.no_errors().await
}

/// Goal: what the learner deletes is gone on the platform, too.
async fn what_is_deleted_is_deleted_there(browser: &Browser) -> Result<()> {
    let delete = "document.querySelector('skill-check').dispatchEvent(new CustomEvent('skill-check-delete'))";
    browser.script(delete, vec![]).await?;
    let look = async || attempt(browser).await;
    let gone = |kept: &Value| !state(kept).contains("skc");
    wait_for(browser, "the record is gone", look, gone).await?;
    browser.wait_for("input[name=keep]:not(:checked)").await?;
    Ok(())
}

fn goes_on_scores_and_completes(one: &Scorm) {
    browse(Engine::Chromium, async |browser| {
        begin(browser, one)?;
        answers_are_kept_by_the_tick_alone(browser, one).await?;
        areas_are_told_by_the_tick_alone(browser, one).await?;
        what_is_deleted_is_deleted_there(browser).await
    });
}

#[test]
fn scorm_12_goes_on_scores_and_completes() {
    goes_on_scores_and_completes(&scorm()[0]);
}

#[test]
fn scorm_2004_goes_on_scores_and_completes() {
    goes_on_scores_and_completes(&scorm()[1]);
}

/// Goal: who comes next to the same browser finds nothing of who was there before.
#[test]
fn another_learner_begins_afresh() {
    let [one, _] = scorm();
    browse(Engine::Chromium, async |browser| {
        begin(browser, &one)?;
        one.open(browser).await?;
        browser.click(START).await?;
        answer(browser, FIRST).await?;
        record(browser).await?;
        browser.leave_frames().await?;
        browser
            .script("localStorage.removeItem('platform')", vec![])
            .await?;
        let ben = json!({ "core": { "student_id": "ben", "student_name": "Ben" } });
        browser.server.set_route("/platform.html", one.page(&ben));
        // On the way out the page of before says its last word.
        let nothing =
            Route::page("<!doctype html><link rel=icon href=data:,><title>Elsewhere</title>");
        browser
            .open_page("/elsewhere.html", nothing, Size::DESKTOP)
            .await?;
        browser
            .script("localStorage.removeItem('platform')", vec![])
            .await?;
        one.open(browser).await?;
        browser.wait_for(START).await?;
        ensure!(record(browser).await.is_err(), "a record of before");
        browser.no_errors().await
    });
}

/// Goal: a package that no platform has opened runs, and says that nobody learns of it; so does one for looking only.
#[test]
fn without_a_platform_the_check_runs_alone() {
    let [one, _] = scorm();
    browse(Engine::Chromium, async |browser| {
        begin(browser, &one)?;
        browser.open("/scorm12/index.html", Size::PHONE).await?;
        browser.wait_for(START).await?;
        ensure!(browser.all("input[name=keep]").await?.is_empty(), "a tick");
        let says = |word: &'static str| move |said: &str| said.contains(word);
        browser
            .wait_for_text(".panel > p", says("No learning platform"))
            .await?;
        browser.accessible("a package on its own").await?;
        let looked = json!({ "core": { "student_id": "anna", "lesson_mode": "review" } });
        browser
            .server
            .set_route("/platform.html", one.page(&looked));
        one.open(browser).await?;
        browser.wait_for(START).await?;
        ensure!(browser.all("input[name=keep]").await?.is_empty(), "a tick");
        browser
            .wait_for_text(".panel > p", says("for looking only"))
            .await?;
        browser.no_errors().await
    });
}

/// Goal: cmi5 with a store of another origin: each statement is as it has to be, and the page can be loaded again.
#[test]
fn cmi5_goes_on_scores_and_completes() {
    browse(Engine::Chromium, async |browser| {
        let package = Package::read("skill-check-cmi5.zip")?;
        package.serve(browser, "cmi5", &json!({ "ladder": "all" }));
        let back = "<!doctype html><link rel=icon href=data:,><title>Back</title>";
        browser.server.set_route("/back.html", Route::page(back));
        let store = Store::start(&browser.server.url("/back.html"))?;
        let launch = format!("/cmi5/index.html?{}", store.query());
        browser.open(&launch, Size::DESKTOP).await?;
        browser.wait_for(START).await?;
        // What the store knows of the learner.
        ensure!(
            browser.attribute("html", "lang").await?.as_deref() == Some("de"),
            "not in German"
        );
        browser.click(START).await?;
        answer(browser, FIRST).await?;
        let seen = async || store.seen(browser).await;
        ensure!(seen().await?["state"] == "", "{:#}", seen().await?);
        browser.click("input[name=keep]").await?;
        let mine = record(browser).await?;
        let kept = |seen: &Value| seen["state"].as_str().unwrap_or_default().ends_with(&mine);
        wait_for(browser, "the record is in the store", seen, kept).await?;

        browser.reload().await?;
        browser.wait_for("input[name=keep]:checked").await?;
        browser.wait_for(".sc-screen").await?;
        goes_on(browser).await?;
        answer(browser, 100).await?;
        browser.wait_for(".sc-result--whole").await?;
        let verbs = |seen: &Value| -> Vec<String> {
            let list = seen["statements"].as_array().into_iter().flatten();
            let verbs = list.filter_map(|one| one["verb"]["id"].as_str()?.rsplit('/').next());
            verbs.map(str::to_owned).collect()
        };
        let done = |seen: &Value| verbs(seen) == ["initialized", "completed"];
        wait_for(browser, "the check is done", seen, done).await?;
        let areas = areas(browser).await?;
        browser.click("input[name=tell]").await?;
        let scored = |seen: &Value| {
            verbs(seen).iter().filter(|verb| *verb == "scored").count() == areas.len()
        };
        let told = wait_for(browser, "the areas are told", seen, scored).await?;
        ensure!(told["problems"] == json!([]), "{:#}", told["problems"]);
        // Nothing is there at first, and the browser calls that an error.
        let console = browser.console().await?;
        let errors = console.iter().filter(|line| line.starts_with("SEVERE"));
        let errors: Vec<_> = errors
            .filter(|line| !line.contains("activities/state"))
            .collect();
        ensure!(errors.is_empty(), "{errors:#?}");
        browser.click(".panel > button").await?;
        let ended = |seen: &Value| verbs(seen).last().is_some_and(|verb| verb == "terminated");
        browser
            .wait_until("the platform is there again", async || {
                let title = browser.script("return document.title", vec![]).await?;
                Ok((title == "Back").then_some(()))
            })
            .await?;
        let told = wait_for(browser, "the visit has ended", seen, ended).await?;
        ensure!(told["problems"] == json!([]), "{:#}", told["problems"]);
        Ok(())
    });
}

/// Goal: a content of H5P, in its player: kept with the learner's data, told as xAPI, and all of it can be reached in a
/// frame that doesn't scroll.
#[test]
fn h5p_shows_the_page_and_hears_of_it() {
    browse(Engine::Chromium, async |browser| {
        package::h5p(browser)?;
        browser.open("/site.html", Size::DESKTOP).await?;
        browser.wait_for("iframe").await?;
        let inside = "let page = window;
            while (page.frames.length) page = page.frames[0];
            return page.document.querySelector('skill-check')?.shadowRoot?.querySelector('.sc-start') ? 'there' : page.location.href";
        let look = async || browser.script(inside, vec![]).await;
        wait_for(browser, "the check is there", look, |seen| *seen == "there").await?;
        let told = "let page = window;
            while (page.frames.length) page = page.frames[0];
            const check = page.document.querySelector('skill-check');
            const { scrollHeight, clientHeight } = page.document.querySelector('main');
            const panel = check.querySelector('[slot]').shadowRoot;
            const ticks = ['keep', 'tell'].map((name) => panel.querySelector(`[name=${name}]`).checked);
            const areas = { pr: { percent: 40, low: 40, high: 40 } };
            Object.defineProperty(check, 'result', { value: { areas, answered: 36, total: 36 } });
            check.dispatchEvent(new page.CustomEvent('skill-check-complete'));
            const verbs = window.heard.map(({ verb }) => verb.id.split('/').at(-1));
            return [scrollHeight > clientHeight, ticks, verbs]";
        let told = browser.script(told, vec![]).await?;
        let verbs = json!(["completed", "scored"]);
        ensure!(told == json!([true, [false, true], verbs]), "{told}");
        browser
            .wait_until("the state is kept with the learner's data", async || {
                let requests = browser.requests();
                let mut requests = requests.iter();
                let is_kept =
                    requests.any(|one| one.method == "POST" && one.path.contains("/skill-check/0"));
                Ok(is_kept.then_some(()))
            })
            .await?;
        Ok(())
    });
}

/// Goal: platforms find in a package what its manifest names, and nothing that it doesn't; SCORM's manifests are valid
/// by the schemas.
#[test]
fn manifests_are_valid_and_name_what_is_there() {
    for (version, name) in [("12", "scorm12"), ("2004", "scorm2004")] {
        let package = Package::read(&format!("skill-check-{name}.zip")).unwrap();
        let manifest = package.text("imsmanifest.xml");
        let listed = manifest.split("<file href=\"").skip(1);
        let mut listed: Vec<&str> = listed.map(|rest| rest.split('"').next().unwrap()).collect();
        listed.push("imsmanifest.xml");
        listed.sort_unstable();
        assert_eq!(listed, package.paths(), "{name}");
        let problems = package::problems(version, manifest);
        assert!(problems.is_empty(), "{name}: {problems}");
        let broken = manifest
            .replace("<item ", "<itm ")
            .replace("</item>", "</itm>");
        assert!(!package::problems(version, &broken).is_empty(), "{name}");
    }
    let package = Package::read("skill-check-cmi5.zip").unwrap();
    let manifest = package.text("cmi5.xml");
    for needed in [
        "<courseStructure xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">",
        "moveOn=\"Completed\"",
        "<url>index.html</url>",
        "<langstring lang=\"de\">",
        "<langstring lang=\"en\">",
    ] {
        assert!(manifest.contains(needed), "{needed}");
    }
    let content = Package::read("skill-check.h5p").unwrap();
    assert!(content.text("h5p.json").contains("\"H5P.IFrameEmbed\""));
    assert!(content.paths().contains(&"content/index.html"));
}
