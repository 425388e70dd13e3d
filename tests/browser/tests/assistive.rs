//! The check as assistive technology gets it, in three engines: found by roles and names alone, used
//! by default actions alone; and axe's rules on every view, in every theme and locale.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::text::{TextKey, Texts};
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Expected, Route, Size, browse, content};
use serde_json::{Value, json};

async fn open(browser: &Browser, locale: &str, attributes: &str, fragment: &str) -> Result<()> {
    // Of two attributes of one name the first one counts.
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         {}<script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check {attributes} ladder='all'></skill-check></main></body></html>",
        browser.recorder()
    ));
    browser.server.set_route("/host.html", page);
    browser.server.set_route(
        "/blank.html",
        Route::page("<title>Blank</title><link rel='icon' href='data:,'>"),
    );
    // Another fragment alone would load nothing.
    browser.open("/blank.html", Size::DESKTOP).await?;
    browser
        .open(&format!("/host.html{fragment}"), Size::DESKTOP)
        .await?;
    browser
        .wait_for(&format!(".sc[lang='{locale}'] h2"))
        .await
        .map(drop)
}

/// Finds a button by its name and presses it.
async fn press(browser: &Browser, name: &str) -> Result<()> {
    let button = browser.named("button", |found| found == name).await?;
    browser.activate(&button).await
}

/// An attribute of the accessibility tree that scripts may ask for.
async fn is_checked(browser: &Browser, name: &str) -> Result<bool> {
    let radio = browser
        .named("radio", |found| found.ends_with(name))
        .await?;
    Ok(radio.prop("checked").await?.as_deref() == Some("true"))
}

/// One item: what is asked has the focus, is the name of the group, and its answers are radio
/// buttons with their whole text.
async fn respond(browser: &Browser, texts: &Texts, item: ItemIndex, level: u8) -> Result<()> {
    let text = texts.item(item);
    let prompt = &*text.prompt;
    browser
        .named("heading", |name| name == prompt)
        .await
        .with_context(|| format!("item {}", item.0))?;
    browser.wait_for_focus(".sc-ladder__prompt").await?;
    let has_group = async |role| browser.named(role, |name| name.ends_with(prompt)).await;
    has_group("group").await?;
    let anchor = &*text.anchors[usize::from(level)];
    ensure!(!is_checked(browser, anchor).await?, "nothing is chosen yet");
    let radio = browser
        .named("radio", |name| name.ends_with(anchor))
        .await?;
    browser.activate(&radio).await?;
    browser
        .wait_until("the answer is checked", async || {
            Ok(is_checked(browser, anchor).await?.then_some(()))
        })
        .await
}

/// The whole check without a pointer and without a glance: every fifth item is skipped.
async fn by_roles_and_names(browser: &Browser, locale: &str) -> Result<()> {
    let (catalogue, texts) = content(locale)?;
    open(browser, locale, "", "").await?;
    browser
        .named("heading", |name| name == &*texts.title)
        .await?;
    browser
        .named("region", |name| name == &*texts.title)
        .await?;
    let open =
        "document.querySelector('skill-check').shadowRoot.querySelector('.sc-role').open = true";
    browser.script(open, vec![]).await?;
    let family = &*texts.family(FamilyIndex(0)).name;
    let family = browser
        .named("radio", |name| name.starts_with(family))
        .await?;
    ensure!(family.prop("checked").await?.as_deref() == Some("true"));
    press(browser, texts.get(TextKey::StartAction)).await?;

    let mut responses = Vec::new();
    for (position, item) in catalogue.items().enumerate() {
        let is_last = position + 1 == catalogue.item_count();
        let total = catalogue.item_count() as u32;
        let where_ = texts.fill(
            TextKey::ProgressPosition,
            &[
                ("position", (position as u32 + 1).into()),
                ("total", total.into()),
            ],
        );
        browser
            .wait_for_text(".sc-progress", |text| text.contains(&where_))
            .await?;
        if position % 5 == 4 {
            let prompt = &*texts.item(item).prompt;
            browser.named("heading", |name| name == prompt).await?;
            press(browser, texts.get(TextKey::ItemSkip)).await?;
            responses.push(Response::Skipped);
            continue;
        }
        let level = u8::try_from(position % 5)?;
        if position == 1 {
            // Without an answer: what is missing is announced as an alert.
            press(browser, texts.get(TextKey::ItemNext)).await?;
            let missing = texts.get(TextKey::ItemMissing);
            browser
                .wait_for_text(".sc-alert[role='alert']", |text| text.contains(missing))
                .await?;
            // The heading takes the focus again with the answer below.
            let script = "arguments[0].focus()";
            let heading = browser.wait_for(".sc-ladder__prompt").await?;
            browser.script(script, vec![heading.to_json()?]).await?;
        }
        respond(browser, &texts, item, level).await?;
        let go_on = if is_last {
            TextKey::ItemFinish
        } else {
            TextKey::ItemNext
        };
        press(browser, texts.get(go_on)).await?;
        responses.push(Response::Level(level));
    }
    let expected = Expected::new(
        locale,
        catalogue.family_id(FamilyIndex(0)).as_str(),
        &responses,
    )?;
    browser.shows(&expected).await?;
    browser.wait_for_focus(".sc-headline__sentence").await?;
    browser.open_part("share").await?;
    for message in [
        TextKey::AreasTitle,
        TextKey::ProfilesTitle,
        TextKey::ModulesTitle,
        TextKey::KnowledgeTitle,
        TextKey::AnswersTitle,
        TextKey::ShareTitle,
    ] {
        let title = texts.get(message);
        browser.named("heading", |name| name == title).await?;
        browser.named("region", |name| name == title).await?;
    }
    browser.no_errors().await
}

/// The whole check one statement at a time, by nothing but roles and names: the question is a heading and
/// the name of the group, each answer a button that says what it is, the statement in a live region.
async fn by_statements(browser: &Browser) -> Result<()> {
    let (catalogue, texts) = content("de")?;
    open(browser, "de", "ladder='steps'", "").await?;
    press(browser, texts.get(TextKey::StartAction)).await?;
    let mut responses = Vec::new();
    for (position, item) in catalogue.items().enumerate() {
        let prompt = &*texts.item(item).prompt;
        browser.named("heading", |name| name == prompt).await?;
        browser
            .named("group", |name| name.ends_with(prompt))
            .await?;
        let response = Response::Level(u8::try_from(position % 5)?);
        let id = catalogue.item_id(item).as_str();
        let answers = [TextKey::ItemFits, TextKey::ItemFitsNot].map(|one| texts.get(one));
        browser.say_by_names(id, response, answers).await?;
        responses.push(response);
    }
    let family = catalogue.family_id(FamilyIndex(0)).as_str();
    browser
        .shows(&Expected::new("de", family, &responses)?)
        .await?;
    browser.no_errors().await
}

/// What a screen reader is told without being asked, and what is hidden from it, by the whole tree
/// that Chromium gives it.
#[test]
fn the_tree_has_states_live_regions_and_no_pictures_without_a_name() {
    browse(Engine::Chromium, async |browser| {
        let (_, texts) = content("de")?;
        open(browser, "de", "", "").await?;
        press(browser, texts.get(TextKey::StartAction)).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        let tree = browser
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await?;
        let nodes: Vec<&Value> = tree["nodes"].as_array().context("a tree")?.iter().collect();
        let seen = || nodes.iter().filter(|node| node["ignored"] != true);
        let property = |node: &Value, name: &str| {
            let properties = node["properties"].as_array().cloned().unwrap_or_default();
            properties
                .into_iter()
                .find(|property| property["name"] == name)
                .map(|property| property["value"]["value"].clone())
        };
        let of_role = |role: &str| seen().filter(|node| node["role"]["value"] == role).count();
        assert_eq!(of_role("radio"), 5);
        for node in seen() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let name = node["name"]["value"].as_str().unwrap_or_default();
            if [
                "button", "radio", "image", "img", "heading", "region", "link",
            ]
            .contains(&role)
            {
                assert!(!name.is_empty(), "a {role} without a name: {node}");
            }
            if role == "radio" {
                assert_eq!(property(node, "checked"), Some(json!("false")));
                assert_eq!(property(node, "focusable"), Some(json!(true)));
            }
        }
        let prompt = &*texts.items[0].prompt;
        let heading = seen()
            .find(|node| node["role"]["value"] == "heading" && node["name"]["value"] == prompt)
            .context("the item's heading")?;
        assert_eq!(property(heading, "focused"), Some(json!(true)));
        assert_eq!(property(heading, "level"), Some(json!(2)));
        let live: Vec<_> = seen().filter_map(|node| property(node, "live")).collect();
        assert!(live.contains(&json!("polite")), "{live:?}");
        assert!(live.contains(&json!("assertive")), "{live:?}");
        browser.no_errors().await
    });
}

/// The live regions of the tree that Chromium gives a screen reader: the identity of each, how
/// urgent it is, and all that it says.
async fn live_regions(browser: &Browser) -> Result<Vec<(i64, String, String)>> {
    let tree = browser
        .devtools("Accessibility.getFullAXTree", json!({}))
        .await?;
    let nodes = tree["nodes"].as_array().context("a tree")?;
    let by_id = |id: &Value| nodes.iter().find(|node| &node["nodeId"] == id);
    let mut regions = Vec::new();
    for node in nodes.iter().filter(|node| node["ignored"] != true) {
        let properties = node["properties"].as_array().into_iter().flatten();
        let live = properties
            .filter(|property| property["name"] == "live")
            .find_map(|property| property["value"]["value"].as_str());
        let Some(live) = live.filter(|live| *live != "off") else {
            continue;
        };
        let mut said = String::new();
        let mut rest = vec![node];
        while let Some(node) = rest.pop() {
            if node["role"]["value"] == "StaticText" {
                said.push_str(node["name"]["value"].as_str().unwrap_or_default());
            }
            let children = node["childIds"].as_array().into_iter().flatten().rev();
            rest.extend(children.filter_map(by_id));
        }
        let id = node["backendDOMNodeId"].as_i64().context("a node")?;
        regions.push((id, live.to_owned(), said));
    }
    Ok(regions)
}

/// Waits until something is announced: in a region that was there, without it, before. What is put
/// on the page together with its region is read out by some screen readers only.
async fn announced(
    browser: &Browser,
    before: &[(i64, String, String)],
    urgency: &str,
    text: &str,
) -> Result<()> {
    browser
        .wait_until(&format!("`{text}` is announced"), async || {
            let now = live_regions(browser).await?;
            let is_new = |(id, live, said): &(i64, String, String)| {
                live == urgency
                    && said.contains(text)
                    && before
                        .iter()
                        .any(|(old, _, said)| old == id && !said.contains(text))
            };
            Ok(now.iter().any(is_new).then_some(()))
        })
        .await
        .with_context(|| format!("there was {before:?}"))
}

#[test]
fn what_happens_is_announced_in_regions_that_were_there_before() {
    browse(Engine::Chromium, async |browser| {
        let (_, texts) = content("de")?;
        open(browser, "de", "", "").await?;
        press(browser, texts.get(TextKey::StartAction)).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        let before = live_regions(browser).await?;
        press(browser, texts.get(TextKey::ItemNext)).await?;
        let missing = texts.get(TextKey::ItemMissing);
        announced(browser, &before, "assertive", missing).await?;

        // A link that is damaged, an answer later.
        browser.click(".sc-rung:nth-child(2)").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-share .copy").await?;
        browser.open_part("share").await?;
        browser.open_part("answers").await?;
        let grant = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        browser.devtools("Browser.grantPermissions", grant).await?;
        let before = live_regions(browser).await?;
        press(browser, texts.get(TextKey::ShareCopy)).await?;
        let copied = texts.get(TextKey::ShareCopied);
        announced(browser, &before, "polite", copied).await?;
        // Another goal, and a course that one would take: what follows stands elsewhere on the page.
        browser.open_part("profiles").await?;
        let before = live_regions(browser).await?;
        let role = &*texts.families[1].name;
        let radio = browser.named("radio", |name| name == role).await?;
        browser.activate(&radio).await?;
        announced(browser, &before, "polite", role).await?;
        browser.open_part("plan").await?;
        let before = live_regions(browser).await?;
        browser.click(".sc-plan .sc-tick").await?;
        let change = texts.fill(
            TextKey::PlanChange,
            &[("before", "".into()), ("after", "".into())],
        );
        announced(browser, &before, "polite", change.trim()).await?;
        press(browser, texts.get(TextKey::KeepDelete)).await?;
        browser.wait_for(".confirm-delete").await?;
        let before = live_regions(browser).await?;
        press(browser, texts.get(TextKey::RestartConfirm)).await?;
        let deleted = texts.get(TextKey::KeepDeleted);
        announced(browser, &before, "polite", deleted).await?;

        let before = live_regions(browser).await?;
        let damaged = "location.hash = 'skill-check=EAEV8'";
        browser.script(damaged, vec![]).await?;
        let problem = texts.get(TextKey::LinkProblem);
        announced(browser, &before, "assertive", problem).await?;
        browser.no_errors().await
    });
}

/// After a fault the message takes the place of everything, and the focus with it; then the question
/// has it again.
#[test]
fn a_fault_is_an_alert_and_the_focus_goes_along() {
    browse(Engine::Chromium, async |browser| {
        let german = catalogue::interface("de").context("German")?;
        let (_, texts) = content("de")?;
        open(browser, "de", "storage='none'", "").await?;
        press(browser, texts.get(TextKey::StartAction)).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        // The next thing that is drawn fails.
        let fail = "const original = Node.prototype.insertBefore;
            Node.prototype.insertBefore = function () {
              Node.prototype.insertBefore = original;
              throw new DOMException('on purpose', 'NotFoundError');
            };";
        browser.script(fail, vec![]).await?;
        press(browser, texts.get(TextKey::ItemSkip)).await?;
        let crashed = &*german["loader.crashed"];
        browser
            .wait_for_text(".sc-loader[role='alert']", |text| text.contains(crashed))
            .await?;
        browser.wait_for_focus(".sc-loader button").await?;
        press(browser, &german["loader.continue"]).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        Ok(())
    });
}

/// Everything on the result page, opened.
const OPEN_ALL: &str = "document.querySelector('skill-check').shadowRoot.querySelectorAll('details').forEach((details) => { details.open = true; })";

/// Goal: no rule of axe is broken in any view, theme and locale of an engine.
///
/// Method: each view once a theme and locale; the themes by the element's attribute, which every
/// engine knows. Prints how many rules found something to check.
async fn matrix(browser: &Browser) -> Result<()> {
    let engine = browser.engine();
    let mut rows = Vec::new();
    for locale in ["de", "en"] {
        for theme in ["light", "dark"] {
            let attributes = format!("theme='{theme}'");
            let mut row = async |view: &str| -> Result<()> {
                browser.wait_until_still().await?;
                let what = format!("{engine:?} {locale} {theme} {view}");
                let checks = browser.accessible(&what).await?;
                rows.push(format!("{what}: {checks} checks, 0 violations"));
                Ok(())
            };
            views(browser, locale, &attributes, &mut row).await?;
        }
    }
    println!("{}", rows.join("\n"));
    ensure!(rows.len() == 2 * 2 * VIEWS, "{} rows", rows.len());
    Ok(())
}

/// How many views there are.
const VIEWS: usize = 8;

async fn views(
    browser: &Browser,
    locale: &str,
    attributes: &str,
    row: &mut impl AsyncFnMut(&str) -> Result<()>,
) -> Result<()> {
    let (catalogue, texts) = content(locale)?;
    let list: Vec<_> = (0..catalogue.item_count())
        .map(|n| match n % 6 {
            5 => Response::Skipped,
            level => Response::Level(level as u8),
        })
        .collect();
    let list = Responses::from_list(&catalogue, &list)?;
    let code = link::encode(&catalogue, &list, FamilyIndex(0), None)?;
    open(browser, locale, attributes, "").await?;
    // The first theme leaves its answers in the tab.
    browser
        .script("document.querySelector('skill-check').restart()", vec![])
        .await?;
    browser.wait_for(".sc-start .quick").await?;
    row("start").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.wait_for(".sc-item").await?;
    row("item").await?;
    browser.click(".sc-item .next").await?;
    browser.wait_for("#sc-missing").await?;
    row("item, answer missing").await?;
    browser.click(".sc-rung:nth-child(2)").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    row("item, answered").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    row("result of one answer").await?;
    let set = "location.hash = arguments[0]";
    browser
        .script(set, vec![json!(format!("skill-check={code}x"))])
        .await?;
    browser
        .wait_for(".sc-result [role='alert'], .sc-problem, [role='alert'] *")
        .await?;
    row("a link that is damaged").await?;
    browser
        .script(set, vec![json!(format!("skill-check={code}"))])
        .await?;
    browser
        .wait_for_text(".sc-eyebrow", |text| {
            text.eq_ignore_ascii_case(texts.get(TextKey::SharedTitle))
        })
        .await?;
    browser.script(OPEN_ALL, vec![]).await?;
    row("a shared result, everything open").await?;
    browser.click(".compare").await?;
    browser.wait_for(".sc-compare").await?;
    row("a shared result beside one's own").await
}

/// The same in each engine.
macro_rules! engines {
    ($($engine:ident $module:ident),+) => {$(
        mod $module {
            use super::*;

            #[test]
            fn a_whole_check_by_roles_and_names_alone() {
                browse(Engine::$engine, async |browser| by_roles_and_names(browser, "de").await);
            }

            #[test]
            fn a_whole_check_by_statements_by_roles_and_names_alone() {
                browse(Engine::$engine, async |browser| by_statements(browser).await);
            }

            #[test]
            fn no_rule_is_broken_in_any_view_theme_and_locale() {
                browse(Engine::$engine, async |browser| matrix(browser).await);
            }
        }
    )+};
}

engines!(Chromium chromium, Firefox firefox, WebKit webkit);
