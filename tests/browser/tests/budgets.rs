//! Budgets: what a first visit transfers and asks for, and that no answer makes the page wait. The
//! numbers are in `budgets.toml`.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, content, dist};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Budgets {
    bytes: BTreeMap<String, u64>,
    loader: Sum,
    first_visit: Sum,
    second_item: Sum,
    answering: Answering,
}

/// Files that count together.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Sum {
    bytes: u64,
    files: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Answering {
    cpu_throttling: u32,
    longest_task_ms: u32,
}

fn budgets() -> Budgets {
    toml::from_str(include_str!("budgets.toml")).unwrap()
}

/// A path of the build without the hash in it.
fn plain(path: &str) -> String {
    let is_hash = |part: &&str| part.len() == 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let parts: Vec<_> = path.split('.').filter(|part| !is_hash(part)).collect();
    parts.join(".")
}

/// What is transferred of each file of the build: its Brotli twin, where there is one.
fn sizes() -> Result<BTreeMap<String, u64>> {
    let root = dist()?;
    let mut sizes = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            let end = path.extension().unwrap_or_default();
            if path.is_dir() {
                // In the package lie the same files, as a bundler wants them: uncompressed. What is for
                // servers nobody asks for.
                if !path.ends_with("npm") && !path.ends_with("servers") {
                    folders.push(path);
                }
            } else if end != "br" && end != "gz" {
                let name = path.strip_prefix(&root)?.to_string_lossy();
                sizes.insert(plain(&name), transferred(&path)?);
            }
        }
    }
    Ok(sizes)
}

fn transferred(path: &Path) -> Result<u64> {
    let twin = format!("{}.br", path.display());
    let twin = std::fs::metadata(twin).or_else(|_| std::fs::metadata(path))?;
    Ok(twin.len())
}

/// What is over its budget, what has none, and what is budgeted but gone.
fn breaches(budgets: &BTreeMap<String, u64>, sizes: &BTreeMap<String, u64>) -> Vec<String> {
    let mut breaches = Vec::new();
    for (name, size) in sizes {
        match budgets.get(name) {
            Some(budget) if size > budget => {
                let over = size - budget;
                breaches.push(format!("{name}: {size} bytes, {over} over its {budget}"));
            }
            Some(_) => {}
            None => breaches.push(format!("{name}: {size} bytes, and no budget")),
        }
    }
    let gone = budgets.keys().filter(|name| !sizes.contains_key(*name));
    breaches.extend(gone.map(|name| format!("{name}: a budget, but no such file")));
    breaches
}

/// What a sum is made of, and whether that is too much.
fn check_sum(name: &str, sum: &Sum, sizes: &BTreeMap<String, u64>) -> Result<()> {
    let mut total = 0;
    let mut lines = Vec::new();
    for file in &sum.files {
        let size = sizes
            .get(file)
            .with_context(|| format!("{name}: the build has no {file}"))?;
        total += size;
        lines.push(format!("  {file}: {size}"));
    }
    let budget = sum.bytes;
    ensure!(
        total <= budget,
        "{name} has {total} bytes, {} over its {budget}:\n{}",
        total - budget,
        lines.join("\n")
    );
    Ok(())
}

#[test]
fn every_file_keeps_to_its_budget_and_the_sums_to_theirs() -> Result<()> {
    let (budgets, sizes) = (budgets(), sizes()?);
    let breaches = breaches(&budgets.bytes, &sizes);
    ensure!(
        breaches.is_empty(),
        "after Brotli; see budgets.toml:\n{}",
        breaches.join("\n")
    );
    check_sum("the loader", &budgets.loader, &sizes)?;
    check_sum("a first visit", &budgets.first_visit, &sizes)?;
    check_sum("what the second item loads", &budgets.second_item, &sizes)
}

/// What the README says that files weigh is true within a hundredth.
#[test]
fn the_readme_says_what_a_first_visit_weighs() -> Result<()> {
    let readme = include_str!("../../../README.md");
    let (_, table) = readme.split_once("## Size").context("the section")?;
    let sizes = sizes()?;
    let mut sum = 0;
    let rows = table.lines().filter_map(|line| {
        let (name, bytes) = line.strip_prefix("| ")?.split_once(" | ")?;
        let bytes: u64 = bytes.trim_end_matches(" |").replace(',', "").parse().ok()?;
        Some((name, bytes))
    });
    for (name, said) in rows {
        let file = name.split('`').nth(1).unwrap_or_default();
        let found = match file {
            "" => sum,
            _ => *sizes
                .get(&file.replace(".<hash>", ""))
                .with_context(|| format!("the build has no {file}"))?,
        };
        sum += found;
        ensure!(
            found.abs_diff(said) * 100 <= found,
            "{name}: {said} bytes are said, it has {found}"
        );
    }
    ensure!(sum > 90_000, "the table has rows: {sum}");
    Ok(())
}

#[test]
fn a_breach_says_what_grew_by_how_much() {
    let map = |list: &[(&str, u64)]| -> BTreeMap<String, u64> {
        list.iter()
            .map(|(name, size)| ((*name).to_owned(), *size))
            .collect()
    };
    let budgets = map(&[("a.js", 10), ("b.js", 10), ("d.js", 1)]);
    let sizes = map(&[("a.js", 10), ("b.js", 13), ("c.js", 5)]);
    assert_eq!(
        breaches(&budgets, &sizes),
        [
            "b.js: 13 bytes, 3 over its 10",
            "c.js: 5 bytes, and no budget",
            "d.js: a budget, but no such file",
        ]
    );
    let files = vec!["a.js".to_owned(), "b.js".to_owned()];
    let error = check_sum("all", &Sum { bytes: 20, files }, &sizes).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("all has 23 bytes, 3 over its 20:\n")
    );
    assert_eq!(
        plain("assets/skill-check.0123456789abcdef0123456789abcdef.js"),
        "assets/skill-check.js"
    );
    assert_eq!(
        plain("catalogues/a.de.abcdef0123456789abcdef0123456789.bin"),
        "catalogues/a.de.bin"
    );
}

/// A host page as the guide writes it, with nothing of its own; the first item can be answered.
async fn open_embedded(browser: &Browser) -> Result<()> {
    let page = "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
        <meta name='viewport' content='width=device-width, initial-scale=1'>
        <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
        <body><main><h1>Host</h1><skill-check autostart storage='none'></skill-check></main></body></html>";
    let size = Size::new(390, 844);
    browser
        .open_page("/host.html", Route::page(page), size)
        .await
}

/// The same, once the widget is there.
async fn embedded(browser: &Browser) -> Result<()> {
    open_embedded(browser).await?;
    browser.wait_for(".sc-item").await.map(drop)
}

/// Waits until the widget itself has taken over from the screen that the loader shows.
async fn taken_over(browser: &Browser) -> Result<()> {
    let is_drawn = "const { shadowRoot } = document.querySelector('skill-check');
        return !!shadowRoot.querySelector('.sc-item') && !shadowRoot.querySelector('[data-ahead]')";
    browser
        .wait_until("the widget has taken over", async || {
            let is_drawn = browser.script(is_drawn, vec![]).await?;
            Ok((is_drawn == true).then_some(()))
        })
        .await
}

/// Waits until all of these files are asked for, and sees that nothing else was, and nothing twice.
async fn asks_for(browser: &Browser, what: &str, files: &[&String]) -> Result<()> {
    let asked = || -> Vec<String> {
        let requests = browser.requests();
        let paths = requests.iter().map(|request| &request.path);
        let files = paths.map(|path| plain(path.trim_start_matches('/')));
        files.filter(|path| path != "host.html").collect()
    };
    let missing = || {
        let asked = asked();
        files.iter().any(|file| !asked.contains(file))
    };
    browser
        .wait_until(&format!("{what} asks for all of {files:?}"), async || {
            Ok((!missing()).then_some(()))
        })
        .await?;
    browser.wait_until_still().await?;
    let mut asked = asked();
    asked.sort();
    let mut budgeted = files.to_vec();
    budgeted.sort();
    ensure!(
        asked.iter().eq(budgeted),
        "{what} asks for {asked:#?}, not once for each of {files:#?}"
    );
    Ok(())
}

#[test]
fn a_visit_asks_for_what_is_budgeted_each_once() {
    browse(Engine::Chromium, async |browser| {
        let budgets = budgets();
        let first: Vec<_> = budgets.first_visit.files.iter().collect();
        let all: Vec<_> = first
            .iter()
            .copied()
            .chain(&budgets.second_item.files)
            .collect();
        let loader: Vec<_> = budgets.loader.files.iter().collect();
        open_embedded(browser).await?;
        asks_for(browser, "whoever hasn't begun", &loader).await?;
        browser.wait_for(".sc-item").await?;
        taken_over(browser).await?;
        asks_for(browser, "a first visit", &first).await?;
        browser.click(".sc-rung:nth-child(3)").await?;
        browser
            .wait_for(".sc-rung__radio[value='2']:checked")
            .await?;
        asks_for(browser, "the first answer", &first).await?;
        browser.click(".sc-item .next").await?;
        asks_for(browser, "the second item", &all).await?;
        browser.no_errors().await
    });
}

/// Answers every item and returns, item by item, how long the longest task took that an answer or
/// the way on made; only tasks over 50 ms are told of.
const ANSWER_ALL: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
return (async () => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  await frame();
  const steps = [];
  for (let n = 0; n < arguments[0]; n++) {
    const start = performance.now();
    root.querySelectorAll('.sc-rung__radio')[n % 5].click();
    await frame();
    // The last way on leads to the result, which is no answer.
    if (n + 1 < arguments[0]) root.querySelector('.next').click();
    await frame();
    steps.push([start, performance.now()]);
  }
  await new Promise((done) => setTimeout(done, 100));
  tasks.push(...observer.takeRecords());
  return steps.map(([start, end]) => Math.max(0, ...tasks
    .filter((task) => task.startTime < end && task.startTime + task.duration > start)
    .map((task) => task.duration)));
})()";

#[test]
fn no_answer_makes_a_long_task() {
    /// What else the machine does makes tasks longer, never shorter: the shortest of these counts. So
    /// many only while an item still has none that is short enough.
    const ROUNDS: usize = 8;
    browse(Engine::Chromium, async |browser| {
        let budget = budgets().answering;
        let (catalogue, _) = content("de")?;
        let count = catalogue.item_count();
        browser
            .devtools(
                "Emulation.setCPUThrottlingRate",
                json!({ "rate": budget.cpu_throttling }),
            )
            .await?;
        let is_long = |time: &f64| *time > f64::from(budget.longest_task_ms);
        let mut shortest = vec![f64::INFINITY; count];
        for _ in 0..ROUNDS {
            if !shortest.iter().any(is_long) {
                break;
            }
            embedded(browser).await?;
            taken_over(browser).await?;
            browser.show_levels().await?;
            browser.wait_until_still().await?;
            let longest = browser.script(ANSWER_ALL, vec![json!(count)]).await?;
            let longest: Vec<f64> = serde_json::from_value(longest)?;
            ensure!(longest.len() == count, "{} items were asked", longest.len());
            for (least, one) in shortest.iter_mut().zip(longest) {
                *least = least.min(one);
            }
        }
        let long: Vec<String> = shortest
            .iter()
            .zip(1..)
            .filter(|(time, _)| is_long(time))
            .map(|(time, item)| format!("item {item}: {time:.0} ms"))
            .collect();
        ensure!(
            long.is_empty(),
            "at {} × CPU, longer than {} ms in each of {ROUNDS} rounds: {}",
            budget.cpu_throttling,
            budget.longest_task_ms,
            long.join(", ")
        );
        browser.no_errors().await
    });
}
