//! Taking a result along: files that say what the core says, pictures that can be drawn, and a
//! report of two pages, none of which needs a server once the script is there.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::export::Export;
use assessment::id::{FamilyIndex, ProfileIndex};
use assessment::session::Session;
use assessment::text::TextKey;
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use serde_json::{Value, json};

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

/// The policy of the host page: the strictest that the widget runs under.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Keeps what would be saved: the name of the file, and the file.
const CATCH: &str = "
window.saved = [];
const blobs = new Map();
const create = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const url = create.call(URL, blob);
  blobs.set(url, blob);
  return url;
};
HTMLAnchorElement.prototype.click = function () {
  saved.push({ name: this.download, type: blobs.get(this.href).type, blob: blobs.get(this.href) });
};
";

/// The last file that was saved: its name, type, size and text.
const LAST: &str = "
const file = saved.at(-1);
return file ? file.blob.text().then((text) => ({ name: file.name, type: file.type, text })) : null;
";

fn responses(catalogue: &assessment::Catalogue) -> Result<Responses> {
    let list: Vec<Response> = EXAMPLE
        .bytes()
        .map(|byte| match byte {
            b'.' => Response::Skipped,
            digit => Response::Level(digit - b'0'),
        })
        .collect();
    Ok(Responses::from_list(catalogue, &list)?)
}

fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let responses = responses(&catalogue)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// A strict host page in this language that shows the example.
async fn open(browser: &Browser, locale: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check address='keep'></skill-check></main></body></html>"
    ))
    .header("content-security-policy", POLICY);
    let place = format!("/host-{locale}.html");
    browser.server.set_route(&place, page);
    browser
        .open(&format!("{place}#skill-check={}", code()?), Size::DESKTOP)
        .await?;
    browser.wait_for(".sc-result--whole").await?;
    browser.script(CATCH, vec![]).await?;
    Ok(())
}

/// Presses a button of the section and waits for the file.
async fn taken(browser: &Browser, kind: &str) -> Result<Value> {
    browser.script("saved.length = 0", vec![]).await?;
    browser.click(&format!(".sc-take .{kind}")).await?;
    browser
        .wait_until("the file is made", async || {
            let file = browser.script(LAST, vec![]).await?;
            Ok((!file.is_null()).then_some(file))
        })
        .await
}

#[test]
fn files_say_what_the_core_says() {
    browse(Engine::Chromium, async |browser| {
        for locale in ["de", "en"] {
            open(browser, locale).await?;
            let today = browser
                .script("return new Date().toLocaleDateString('sv-SE')", vec![])
                .await?;
            let (catalogue, texts) = content(locale)?;
            let mut session = Session::new(&catalogue, FamilyIndex(0), None);
            session.responses = responses(&catalogue)?;
            let export = Export {
                catalogue: &catalogue,
                texts: &texts,
                session: &session,
                date: today.as_str().unwrap(),
            };
            let name = export.file_name();
            let file = taken(browser, "json").await?;
            assert_eq!(file["name"], format!("{name}.json"));
            assert_eq!(file["type"], "application/json");
            assert_eq!(file["text"], export.json());
            let file = taken(browser, "csv").await?;
            assert_eq!(file["name"], format!("{name}.csv"));
            // `Blob.text()` takes the byte order mark off.
            assert_eq!(file["text"], export.csv().trim_start_matches('\u{feff}'));

            let file = taken(browser, "svg").await?;
            assert_eq!(file["name"], format!("{name}.svg"));
            // That it is sound, the picture below shows: it is made from it.
            let drawn = file["text"].as_str().unwrap();
            ensure!(drawn.contains(&*texts.title), "{drawn}");
            // The marks of both profiles of the family, each with its letter and its name.
            for profile in [0, 1].map(ProfileIndex) {
                let profile = &texts.profile(profile);
                ensure!(drawn.contains(&*profile.name), "{drawn}");
                let letter = format!(">{}</text>", &profile.short[..1]);
                assert_eq!(drawn.matches(&*letter).count(), 5, "{drawn}");
            }
            for area in catalogue.areas() {
                ensure!(drawn.contains(&*texts.area(area).name), "{drawn}");
            }

            taken(browser, "png").await?;
            let size = browser
                .script(
                    "return createImageBitmap(saved.at(-1).blob).then(({ width, height }) => [width, height])",
                    vec![],
                )
                .await?;
            assert_eq!(size, json!([1520, 920]), "{locale}");
        }
        browser.no_errors().await
    });
}

/// The visitor's own result, in a host page with a look of its own.
async fn own(browser: &Browser, locale: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><link rel='stylesheet' href='look.css'><script src='dialogue.js'></script><script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check storage='none'></skill-check></main></body></html>"
    ))
    .header("content-security-policy", POLICY);
    let look = Route::file("skill-check { --skill-check-surface: #fff4e0 }")
        .header("content-type", "text/css");
    browser.server.set_route("/look.css", look);
    // A system whose dialogue takes files, and whoever sits there may close it.
    let dialogue = Route::file(
        "window.passed = []; navigator.canShare = ({ files }) => files?.length === 1;
         navigator.share = async (what) => { passed.push([what.files[0].name, what.files[0].type, what.text]);
             if (window.refusal) throw new DOMException('', refusal); };",
    )
    .header("content-type", "text/javascript");
    browser.server.set_route("/dialogue.js", dialogue);
    browser
        .open_page(&format!("/own-{locale}.html"), page, Size::DESKTOP)
        .await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content(locale)?;
    let item = catalogue.items().next().context("an item")?;
    let id = catalogue.item_id(item).as_str();
    browser.respond_by_mouse(id, Response::Level(2)).await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    browser.script(CATCH, vec![]).await?;
    Ok(())
}

/// Goal: the picture is on show before it goes anywhere, has the sizes that previews and phones take, follows
/// what the visitor writes and chooses, and goes to the system's dialogue where that takes files, else to the
/// downloads. Method: pixels of the canvas and of the saved file.
#[test]
fn a_picture_to_share_shows_what_the_visitor_chooses() {
    /// Size, colour of the paper, and how many pixels are far from it: on the left above the middle, and on the right.
    const SEEN: &str = "
const canvas = document.querySelector('skill-check').shadowRoot.querySelector('.sc-card__picture');
const { width, height } = canvas;
const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
const paper = [...data.slice(0, 3)];
let [words, areas] = [0, 0];
for (let y = 0; y < height; y += 3) for (let x = 0; x < width; x += 3) {
  const at = 4 * (y * width + x);
  if (paper.every((value, index) => Math.abs(value - data[at + index]) < 90)) continue;
  if (y < height / 2 && x < width / 2) words++;
  if (x > width / 2) areas++;
}
return { width, height, paper, words, areas };";
    browse(Engine::Chromium, async |browser| {
        for locale in ["de", "en"] {
            own(browser, locale).await?;
            browser.click(".to-share").await?;
            browser.click(".sc-card-more > summary").await?;
            let seen = async |what: &str, is_it: &dyn Fn(&Value) -> bool| {
                browser
                    .wait_until(what, async || {
                        let seen = browser.script(SEEN, vec![]).await?;
                        Ok(is_it(&seen).then_some(seen))
                    })
                    .await
            };
            let first = seen("it is drawn", &|seen| {
                seen["width"] == 1200 && seen["areas"] != 0
            })
            .await?;
            assert_eq!(first["height"], 630);
            assert_eq!(first["paper"], json!([255, 244, 224]), "the page's own");
            browser.accessible("the picture to share").await?;
            browser.screenshot(&format!("card-{locale}")).await?;
            browser.click(".sc-card [name='card-bare']").await?;
            let bare = seen("the areas are gone", &|seen| {
                seen["areas"].as_u64() < first["areas"].as_u64()
            })
            .await?;
            let write = "const root = document.querySelector('skill-check').shadowRoot;
                const text = root.querySelector('.sc-card__text'); const before = text.value; text.value = arguments[0];
                text.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); return before";
            let before = browser.script(write, vec![json!("Me")]).await?;
            let (_, texts) = content(locale)?;
            assert_eq!(
                before,
                texts.get(TextKey::SharedTooFew),
                "as others are told"
            );
            seen("the text is the visitor's", &|seen| {
                seen["words"].as_u64() < bare["words"].as_u64()
            })
            .await?;
            browser.click(".sc-card [name='card-tall']").await?;
            seen("it is tall", &|seen| {
                seen["width"] == 1080 && seen["height"] == 1350
            })
            .await?;
            browser.click(".sc-card [name='card-swap']").await?;
            // The page has set its surface for the light; in the dark the widget's own is used.
            seen("it is dark", &|seen| {
                seen["paper"] == json!([20, 23, 26]) && seen["words"] != 0
            })
            .await?;

            // The system's dialogue takes it; whoever closes that gets no file, a refusal leads to the downloads.
            let passed = async |refusal: &str, count: usize| {
                browser
                    .script("window.refusal = arguments[0]", vec![json!(refusal)])
                    .await?;
                browser.click(".card-share").await?;
                browser
                    .wait_until("the dialogue was opened", async || {
                        let passed = browser.script("return passed", vec![]).await?;
                        Ok((passed.as_array().map(Vec::len) == Some(count)).then_some(passed))
                    })
                    .await
            };
            let file = passed("", 1).await?;
            let name = file[0][0].as_str().unwrap().to_owned();
            ensure!(name.ends_with(&format!("_{locale}.png")), "{name}");
            assert_eq!(file[0][1], "image/png");
            assert_eq!(file[0][2], "Me");
            passed("AbortError", 2).await?;
            assert_eq!(browser.script("return saved.length", vec![]).await?, 0);
            passed("NotAllowedError", 3).await?;
            browser
                .wait_until("it is saved instead", async || {
                    let count = browser.script("return saved.length", vec![]).await?;
                    Ok((count == 1).then_some(()))
                })
                .await?;
            browser.script("saved.length = 0", vec![]).await?;

            browser.click(".card-save").await?;
            let name = browser
                .wait_until("the file is made", async || {
                    let name = browser
                        .script("return saved.at(-1)?.name ?? null", vec![])
                        .await?;
                    Ok(name.as_str().map(str::to_owned))
                })
                .await?;
            ensure!(name.ends_with(&format!("_{locale}.png")), "{name}");
            let size = "return createImageBitmap(saved.at(-1).blob).then(({ width, height }) => [width, height])";
            assert_eq!(browser.script(size, vec![]).await?, json!([1080, 1350]));
            ensure!(
                browser.all("skill-check ~ div").await?.is_empty(),
                "the stage is left"
            );
        }
        browser.no_errors().await
    });
}

/// Answers all items that are left.
const REST: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const until = async (look) => {
  for (let n = 0; n < 500; n++) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(look);
};
return (async () => {
  let last;
  while (!root.querySelector('.sc-result')) {
    const radio = await until(() => {
      const found = root.querySelector(\".sc-rung__radio[value='1']\");
      return root.querySelector('.sc-result') ?? (found?.name !== last && found);
    });
    if (!radio.name) break;
    last = radio.name;
    radio.click();
    await until(() => root.querySelector('.sc-rung__radio:checked'));
    root.querySelector('.next').click();
  }
})()";

/// Goal: the learning plan says what stands in its form, as a calendar that others read and as a text. Method:
/// ical.js, the parser of Thunderbird, reads the file.
#[test]
fn a_learning_plan_has_the_weeks_that_the_visitor_gives() {
    browse(Engine::Chromium, async |browser| {
        let reader = include_bytes!("../../../tools/node_modules/ical.js/dist/ical.js");
        let reader = Route::file(reader.to_vec()).header("content-type", "text/javascript");
        browser.server.set_route("/ical.js", reader);
        for locale in ["de", "en"] {
            own(browser, locale).await?;
            browser.click(".sc-result .continue").await?;
            browser.wait_for(".sc-rung__radio").await?;
            browser.script(REST, vec![]).await?;
            browser.wait_for(".sc-result--whole").await?;
            browser.open_part("plan").await?;
            let titles = browser.texts(".sc-agenda__step strong").await?;
            ensure!(titles.len() >= 2, "{titles:?}");
            let give = "const fields = [...document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-agenda__week')];
                if (fields[0].value !== '1' || fields.at(-1).value !== '26') return fields.map(({ value }) => value);
                fields.forEach((field) => (field.value = '')); fields[0].value = '3'; fields.at(-1).value = '2'; return fields.length";
            assert_eq!(browser.script(give, vec![]).await?, titles.len());
            let save = async |kind: &str| {
                browser.script("saved.length = 0", vec![]).await?;
                browser.click(&format!(".sc-agenda .{kind}")).await?;
                browser
                    .wait_until("the file is made", async || {
                        let file = browser.script(LAST, vec![]).await?;
                        Ok((!file.is_null()).then_some(file))
                    })
                    .await
            };
            let file = save("ics").await?;
            ensure!(
                file["name"]
                    .as_str()
                    .unwrap()
                    .ends_with(&format!("_{locale}.ics")),
                "{file}"
            );
            assert_eq!(file["type"], "text/calendar;charset=utf-8");
            let read = "return import('/ical.js').then(({ default: ICAL }) => {
                const events = new ICAL.Component(ICAL.parse(arguments[0])).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
                const [first, second] = events.map(({ startDate }) => startDate);
                return [events.map(({ summary }) => summary), new Set(events.map(({ uid }) => uid)).size, first.isDate, first.dayOfWeek(),
                    second.subtractDate(first).toSeconds() / 86400, events.every(({ description }) => description.includes('/own-'))];
            })";
            let read = browser.script(read, vec![file["text"].clone()]).await?;
            let (first, last) = (&titles[0], titles.last().unwrap());
            assert_eq!(read, json!([[last, first], 2, true, 2, 7, true]), "{file}");
            let file = save("txt").await?;
            let text = file["text"].as_str().unwrap();
            ensure!(
                text.find(&**last) < text.find(&**first) && text.contains("202"),
                "{text}"
            );
            ensure!(!text.contains("skill-check="), "no code goes along: {text}");
            // What is no week of a year, and a plan without any, is said at the field, and nothing is saved.
            for odd in ["257", "2.5", ""] {
                let give = "saved.length = 0; const root = document.querySelector('skill-check').shadowRoot;
                    const fields = [...root.querySelectorAll('.sc-agenda__week')]; fields.forEach((field) => (field.value = ''));
                    fields[0].value = arguments[0]; root.querySelector('.sc-agenda .ics').click();
                    return new Promise((done) => setTimeout(() => done([root.activeElement === fields[0], saved.length]), 200))";
                let said = browser.script(give, vec![json!(odd)]).await?;
                assert_eq!(said, json!([true, 0]), "{odd:?}");
            }
        }
        browser.accessible("the learning plan").await?;
        browser.no_errors().await
    });
}

#[test]
fn a_report_that_is_asked_for_early_has_the_whole_result() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "de").await?;
        let watch = "const element = document.querySelector('skill-check');
            const { shadowRoot: root } = element;
            location.hash = '';
            new MutationObserver(() => {
              if (globalThis.isEarly !== undefined || !root.querySelector('.sc-result')) return;
              globalThis.isEarly = !root.querySelector('.sc-result--whole');
              element.print();
            }).observe(root, { childList: true, subtree: true });
            return new Promise((done) => {
              const look = () => root.querySelector('.sc-start') ? done(location.hash = arguments[0]) : setTimeout(look, 20);
              look();
            })";
        let code = json!(format!("skill-check={}", code()?));
        browser.script(watch, vec![code]).await?;
        let script = "const frame = document.querySelector('iframe');
            const paper = frame?.contentDocument.querySelector('skill-check')?.shadowRoot;
            const count = (root) => root.querySelectorAll('.sc-module, .sc-profile, .sc-area, .sc-competence, summary').length;
            return paper ? [isEarly, count(paper), count(document.querySelector('skill-check').shadowRoot)] : null";
        let report = browser
            .wait_until("the report is made", async || {
                let report = browser.script(script, vec![]).await?;
                Ok((!report.is_null()).then_some(report))
            })
            .await?;
        ensure!(report[0] == true, "asked for too late: {report}");
        ensure!(
            report[1] == report[2] && report[1].as_u64() > Some(30),
            "{report}"
        );
        browser.no_errors().await
    });
}

#[test]
fn the_report_is_printed_without_the_page_around_it() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "en").await?;
        browser.click(".sc-take .print").await?;
        let script = "const frame = document.querySelector('iframe');
            if (!frame) return null;
            const section = frame.contentDocument.querySelector('skill-check').shadowRoot;
            return {
              title: frame.contentDocument.title,
              sentence: section.querySelector('.sc-headline__sentence').textContent,
              date: section.querySelector('.sc-top .sc-note').textContent,
              padding: frame.contentWindow.getComputedStyle(section.querySelector('.sc-top')).display,
            };";
        let report = browser
            .wait_until("the report is made", async || {
                let report = browser.script(script, vec![]).await?;
                Ok((!report.is_null()).then_some(report))
            })
            .await?;
        assert_eq!(report["title"], "Host");
        assert_eq!(report["padding"], "flex", "its styles apply");
        let shown = browser.text(".sc-headline__sentence").await?;
        assert_eq!(report["sentence"], shown);
        let date = report["date"].as_str().context("it has a date")?;
        assert!(date.contains("20"), "{date}");
        browser.no_errors().await
    });
}

#[test]
fn the_report_has_two_pages() {
    browse(Engine::Chromium, async |browser| {
        for locale in ["de", "en"] {
            for colours in ["light", "dark"] {
                browser.prefer(&[("prefers-color-scheme", colours)]).await?;
                let path = format!("/index.html?{locale}{colours}#skill-check={}", code()?);
                browser.open(&path, Size::PHONE).await?;
                browser.wait_for(".sc-result--whole").await?;
                browser
                    .click(&format!(".sc-locale[lang='{locale}']"))
                    .await?;
                browser
                    .wait_for(&format!(".sc[lang='{locale}'] .sc-result--whole"))
                    .await?;
                let pdf = browser.print().await?;
                let pages = pdf
                    .split(|&byte| byte == b'\n')
                    .filter(|line| line.ends_with(b"/Type /Page"))
                    .count();
                assert_eq!(pages, 2, "{locale} {colours}");
            }
        }
        browser.no_errors().await
    });
}

#[test]
fn a_file_that_cannot_be_made_is_said() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "de").await?;
        let (_, texts) = content("de")?;
        // The script for files is not there: the connection is gone.
        let build = browser
            .script(
                "return performance.getEntriesByType('resource').map(({ name }) => name)",
                vec![],
            )
            .await?;
        assert!(!build.to_string().contains("extras"), "{build}");
        let dist = browser_tests::dist()?.join("assets");
        let extras = std::fs::read_dir(dist)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("extras.") && name.ends_with(".js"))
            .context("the build has the script")?;
        browser
            .server
            .set_route(&format!("/assets/{extras}"), Route::failing(404));
        browser.click(".sc-take .json").await?;
        let failed = texts.get(TextKey::ExportFailed);
        browser
            .wait_for_text(".sc-take [role='status']", |text| text == failed)
            .await?;
        browser.accessible("a file that failed").await?;
        Ok(())
    });
}
