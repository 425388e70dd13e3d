//! Result links: sharing one's own result, opening somebody's, and links that can't be opened.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link::{self, LinkError};
use assessment::text::TextKey;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Key, Route, Size, browse, content};
use serde_json::json;

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let list: Vec<Response> = EXAMPLE
        .bytes()
        .map(|byte| match byte {
            b'.' => Response::Skipped,
            digit => Response::Level(digit - b'0'),
        })
        .collect();
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The standalone page with a fragment.
async fn open(browser: &Browser, fragment: &str) -> Result<()> {
    browser
        .open(&format!("/index.html?lang=de#{fragment}"), Size::DESKTOP)
        .await
}

async fn go_to(browser: &Browser, fragment: &str) -> Result<()> {
    let script = "location.hash = arguments[0]";
    browser.script(script, vec![json!(fragment)]).await?;
    Ok(())
}

async fn fragment(browser: &Browser) -> Result<String> {
    let fragment = browser.script("return location.hash", vec![]).await?;
    Ok(fragment
        .as_str()
        .unwrap()
        .trim_start_matches('#')
        .to_owned())
}

/// Answers the first items with these levels.
async fn answer(browser: &Browser, levels: &str) -> Result<()> {
    browser.wait_for(".sc-start").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content("de")?;
    for (item, level) in catalogue.items().zip(levels.bytes()) {
        let id = catalogue.item_id(item).as_str();
        browser
            .respond_by_mouse(id, Response::Level(level - b'0'))
            .await?;
    }
    Ok(())
}

/// The text of the QR code in a screenshot, read as a phone's camera would.
fn scanned(png: &[u8]) -> Result<String> {
    let picture = image::load_from_memory(png)?.to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        picture.get_pixel(x as u32, y as u32).0[0]
    });
    let grids = prepared.detect_grids();
    let (_, text) = grids.first().context("there is no QR code")?.decode()?;
    Ok(text)
}

#[test]
fn the_own_result_is_shared_by_link_clipboard_and_qr_code() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "chapter=2").await?;
        answer(browser, "312").await?;
        browser.click(".finish").await?;
        let field = browser.wait_for(".sc-share__address").await?;
        let address = field.prop("value").await?.context("it has a value")?;
        assert!(address.contains("/index.html#skill-check="), "{address}");
        let (catalogue, texts) = content("de")?;
        let code = link::from_fragment(address.split_once('#').unwrap().1, None).unwrap();
        let shared = link::open(&catalogue, code)?;
        let levels: Vec<_> = shared.responses.iter().take(4).collect();
        let [three, one, two] = [3, 1, 2].map(Response::Level);
        assert_eq!(levels, [three, one, two, Response::NotAsked]);
        let section = browser.text(".sc-share").await?;
        assert!(section.contains(texts.get(TextKey::ShareWhat)), "{section}");

        let grant = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        browser.devtools("Browser.grantPermissions", grant).await?;
        browser
            .script(
                "window.urls = []; addEventListener('skill-check-share', (e) => urls.push(e.detail.url))",
                vec![],
            )
            .await?;
        browser.click(".sc-share .copy").await?;
        let copied = texts.get(TextKey::ShareCopied);
        browser
            .wait_for_text(".sc-share [role='status']", |text| text == copied)
            .await?;
        let pasted = browser
            .script("return navigator.clipboard.readText()", vec![])
            .await?;
        assert_eq!(pasted, json!(address));
        assert_eq!(
            browser.script("return urls", vec![]).await?,
            json!([address])
        );

        browser.click(".sc-share .qr").await?;
        let qr = browser.wait_for(".sc-qr").await?;
        assert_eq!(scanned(&qr.screenshot_as_png().await?)?, address);
        browser.accessible("sharing").await?;
        let mail = browser.attribute(".sc-share .mail", "href").await?.unwrap();
        assert!(mail.starts_with("mailto:?subject="), "{mail}");
        assert!(mail.contains(code), "{mail}");
        browser.no_errors().await
    });
}

#[test]
fn a_shared_result_leaves_the_own_check_alone() {
    browse(Engine::Chromium, async |browser| {
        let (_, texts) = content("de")?;
        open(browser, "chapter=2").await?;
        answer(browser, "22").await?;
        let code = code()?;
        go_to(browser, &format!("chapter=2&skill-check={code}")).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        let title = texts.get(TextKey::SharedTitle);
        browser
            .wait_for_text(".sc-headline .sc-eyebrow", |text| text == title)
            .await?;
        assert!(browser.focus_matches(".sc-headline__sentence").await?);
        for control in [".restart", ".sc-answer button", ".sc-share", ".continue"] {
            assert!(browser.all(control).await?.is_empty(), "{control}");
        }
        browser.accessible("a shared result").await?;

        browser.click(".compare").await?;
        browser.wait_for(".sc-compare").await?;
        browser.accessible("two results side by side").await?;

        // Back at one's own check everything is as it was, and the host's parameter is still there.
        browser.click(".own").await?;
        let (catalogue, _) = content("de")?;
        let third = catalogue.items().nth(2).unwrap();
        browser
            .wait_for_item(catalogue.item_id(third).as_str())
            .await?;
        assert_eq!(fragment(browser).await?, "chapter=2");

        browser.script("history.back()", vec![]).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        browser.script("history.forward()", vec![]).await?;
        browser
            .wait_for_item(catalogue.item_id(third).as_str())
            .await?;

        // A link that is opened afresh, with the saved session of this tab behind it.
        open(browser, &format!("skill-check={code}")).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        browser.click(".own").await?;
        browser
            .wait_for_item(catalogue.item_id(third).as_str())
            .await?;
        browser.no_errors().await
    });
}

/// Goal: an unfinished check goes on where its link is opened, and is kept there; never over one's own.
#[test]
fn an_unfinished_check_goes_on_where_its_link_is_opened() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, _) = content("de")?;
        let levels = [Response::Level(3), Response::Level(1), Response::Level(2)];
        let mut list = vec![Response::NotAsked; catalogue.item_count()];
        list[..3].copy_from_slice(&levels);
        let responses = Responses::from_list(&catalogue, &list)?;
        let code = link::encode(&catalogue, &responses, FamilyIndex(1), None)?;
        let mut items = catalogue.items().map(|item| catalogue.item_id(item));

        // Nothing of one's own here: the fourth item comes, and a reload finds it.
        open(browser, &format!("skill-check={code}")).await?;
        browser.wait_for(".sc-result--whole .shared .go-on").await?;
        browser.wait_for(".shared .own").await?;
        browser
            .accessible("an unfinished check of elsewhere")
            .await?;
        browser.click(".go-on").await?;
        let fourth = items.nth(3).unwrap().as_str();
        browser.wait_for_item(fourth).await?;
        assert_eq!(fragment(browser).await?, "");
        browser.reload().await?;
        browser.wait_for_item(fourth).await?;
        browser.respond_by_mouse(fourth, Response::Level(4)).await?;
        browser
            .wait_for_item(items.next().unwrap().as_str())
            .await?;

        // With a check of one's own it can be looked at, and nothing else.
        go_to(browser, &format!("skill-check={code}")).await?;
        browser.wait_for(".sc-result--whole .shared .own").await?;
        assert!(browser.all(".go-on").await?.is_empty());
        browser.no_errors().await?;

        // A check that is finished is a result, to be looked at.
        browser.script("sessionStorage.clear()", vec![]).await?;
        browser.open("/frame.json", Size::DESKTOP).await?;
        browser.script("sessionStorage.clear()", vec![]).await?;
        browser.console().await?;
        open(browser, &format!("skill-check={}", self::code()?)).await?;
        browser.wait_for(".sc-result--whole .shared .own").await?;
        assert!(browser.all(".go-on").await?.is_empty());
        browser.no_errors().await
    });
}

#[test]
fn what_cannot_be_opened_is_told_apart() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        open(browser, "").await?;
        answer(browser, "2").await?;
        let code = code()?;
        let future = include_str!("../../links/future.txt");
        let future = future.lines().find(|line| !line.starts_with('#')).unwrap();
        let damaged = [
            &code[..10],
            if code.as_bytes()[10] == b'x' {
                "y"
            } else {
                "x"
            },
            &code[11..],
        ]
        .concat();
        let broken = |code: &str| {
            let lines = include_str!("../../links/broken.txt").lines();
            let text = lines.filter_map(|line| line.split_once(' '));
            let mut texts = text.filter(|(found, _)| *found == code);
            texts.next().unwrap().1.to_owned()
        };
        for (text, message) in [
            (broken("link-other-catalogue"), TextKey::LinkOther),
            (broken("link-revision-unknown"), TextKey::LinkRevision),
            (broken("link-definition-changed"), TextKey::LinkChanged),
            (code[..20].to_owned(), TextKey::LinkCutOff),
            (damaged, TextKey::LinkDamaged),
            (future.to_owned(), TextKey::LinkNewer),
            ("A".repeat(5_000), TextKey::LinkTooLong),
        ] {
            go_to(browser, &format!("skill-check={text}")).await?;
            let expected = texts.get(message);
            browser
                .wait_for_text(".link-problem p", |text| text == expected)
                .await?;
            browser.accessible(expected).await?;
        }
        assert_eq!(link::open(&catalogue, &code[..20]), Err(LinkError::CutOff));
        browser.click(".link-problem button").await?;
        browser.wait_for_none(".link-problem").await?;
        let second = catalogue.items().nth(1).unwrap();
        browser
            .wait_for_item(catalogue.item_id(second).as_str())
            .await?;

        // What chat programs do to a link is mended.
        go_to(browser, &format!("skill-check={code}).")).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        Ok(())
    });
}

/// A link that the page around leads to, while the visitor reads far below: what is wrong with it is
/// announced and comes into sight, and the focus stays with the page.
#[test]
fn what_is_wrong_with_a_link_comes_into_sight() {
    browse(Engine::Chromium, async |browser| {
        let page = Route::page(format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
             <script type='module' src='skill-check.js'></script></head>
             <body><main><h1>Host</h1><skill-check></skill-check>
             <p style='margin-top: 2000px'><a id='to-cut' href='#skill-check=EAEV8'>Result</a>
             <a id='to-long' href='#skill-check={}'>Result</a></p></main></body></html>",
            "A".repeat(5_000)
        ));
        browser
            .open_page("/host.html", page, Size::new(390, 700))
            .await?;
        let in_sight = "const box = document.querySelector('skill-check').shadowRoot.querySelector('.link-problem').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight";
        // On the start screen with nothing loaded for it yet, then another fault with the first still told.
        browser.wait_for(".sc-start").await?;
        for link in ["to-cut", "to-long"] {
            browser
                .script(
                    "document.getElementById(arguments[0]).focus()",
                    vec![json!(link)],
                )
                .await?;
            ensure!(browser.script("return scrollY > 1000", vec![]).await? == true);
            browser.press(Key::Enter).await?;
            browser.wait_for(".link-problem").await?;
            browser
                .wait_until("what is wrong is in sight", async || {
                    let seen = browser.script(in_sight, vec![]).await?;
                    Ok((seen == true).then_some(()))
                })
                .await
                .context(link)?;
            ensure!(browser.focus_matches(&format!("#{link}")).await?);
        }
        // A page that opens with such a link shows it as well, and takes no focus.
        browser.open("/index.html", Size::new(390, 700)).await?;
        browser
            .open("/host.html#skill-check=EAEV8", Size::new(390, 700))
            .await?;
        browser.wait_for(".link-problem").await?;
        browser.wait_until_still().await?;
        ensure!(browser.script(in_sight, vec![]).await? == true);
        let free = "return document.activeElement === document.body";
        ensure!(browser.script(free, vec![]).await? == true);
        browser.no_errors().await
    });
}

/// Where the page may not write to the clipboard, the link is selected and copied in the old way;
/// where that fails as well, the visitor is told, and the link stands there to be copied by hand.
#[test]
fn a_link_is_copied_without_the_clipboards_consent() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "").await?;
        answer(browser, "234").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let (_, texts) = content("de")?;
        let refuse = "navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError') };
            window.copied = [];
            document.execCommand = (name) => {
              const field = document.querySelector('skill-check').shadowRoot.activeElement;
              copied.push([name, field.value.slice(field.selectionStart, field.selectionEnd)]);
              return arguments[0]; }";
        for (works, message) in [
            (true, TextKey::ShareCopied),
            (false, TextKey::ShareCopyFailed),
        ] {
            browser.script(refuse, vec![json!(works)]).await?;
            browser.click(".copy").await?;
            let expected = texts.get(message);
            browser
                .wait_for_text(".sc-share [role='status']", |text| text == expected)
                .await?;
            let copied = browser.script("return copied", vec![]).await?;
            let link = copied[0][1].as_str().unwrap_or_default();
            ensure!(
                copied[0][0] == "copy" && link.contains("#skill-check="),
                "{copied}"
            );
        }
        browser
            .accessible("a link that could not be copied")
            .await?;
        Ok(())
    });
}

#[test]
fn the_fragment_says_which_widget_is_meant() {
    browse(Engine::Chromium, async |browser| {
        let page = Route::page(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
             <body><main><h1>Host</h1>
             <skill-check id='a'></skill-check><skill-check id='b'></skill-check>
             </main></body></html>",
        );
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        browser
            .wait_until("both widgets stand", async || {
                Ok((browser.all(".sc-start").await?.len() == 2).then_some(()))
            })
            .await?;
        go_to(browser, &format!("skill-check.b={}", code()?)).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        let shown = "return ['a', 'b'].map((id) =>
            Boolean(document.getElementById(id).shadowRoot.querySelector('.shared')))";
        assert_eq!(browser.script(shown, vec![]).await?, json!([false, true]));
        browser.no_errors().await
    });
}

/// A link that cannot be clicked, such as one's own from a notebook, is entered by hand; it may be
/// for another page, and what is one's own is then compared with it.
#[test]
fn a_link_is_entered_by_hand_and_compared_as_an_earlier_result() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        open(browser, "chapter=2").await?;
        answer(browser, "22").await?;
        let third = catalogue.items().nth(2).unwrap();
        browser
            .wait_for_item(catalogue.item_id(third).as_str())
            .await?;
        browser.click(".finish").await?;
        browser.wait_for(".sc-share").await?;
        let code = code()?;
        browser.click(".open-link").await?;
        assert!(browser.focus_matches(".sc-open__link").await?);
        browser.accessible("entering a link").await?;
        let enter = async |text: &str| -> Result<()> {
            if browser.all(".sc-open__link").await?.is_empty() {
                browser.click(".open-link").await?;
            }
            let field = browser.wait_for(".sc-open__link").await?;
            field.clear().await?;
            field.send_keys(text).await?;
            browser.click(".sc-open__form button").await
        };
        enter("https://elsewhere.example/#skill-check.coach=EAEV8").await?;
        let expected = texts.get(TextKey::LinkCutOff);
        browser
            .wait_for_text(".link-problem p", |text| text == expected)
            .await?;
        // The form is at the end of the result, the message at its top: it comes into sight.
        browser.wait_for_focus(".link-problem button").await?;
        browser
            .wait_until("the message is in sight", async || {
                let seen = "const { top, bottom } = document.querySelector('skill-check').shadowRoot.querySelector('.link-problem button').getBoundingClientRect();
                    return top >= 0 && bottom <= innerHeight";
                Ok((browser.script(seen, vec![]).await? == true).then_some(()))
            })
            .await?;
        browser.click(".link-problem button").await?;
        browser.wait_for_none(".link-problem").await?;
        enter(&format!(
            "https://elsewhere.example/#skill-check.coach={code}"
        ))
        .await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        // What is entered by hand comes into no address.
        assert_eq!(fragment(browser).await?, "chapter=2");
        browser.click(".compare").await?;
        let head = ".sc-compare__table thead th:nth-child(2)";
        let shared = texts.get(TextKey::CompareShared);
        browser.wait_for_text(head, |text| text == shared).await?;
        browser.click(".sc-compare .sc-tick").await?;
        let earlier = texts.get(TextKey::CompareEarlier);
        browser.wait_for_text(head, |text| text == earlier).await?;
        let title = texts.get(TextKey::SharedTitleEarlier);
        browser
            .wait_for_text(".sc-headline .sc-eyebrow", |text| text == title)
            .await?;
        browser.accessible("earlier and now").await?;
        browser.click(".own").await?;
        browser.wait_for(".sc-share").await?;
        assert_eq!(fragment(browser).await?, "chapter=2");
        browser.no_errors().await
    });
}

/// A page may send results elsewhere, and a phone offers its own way to share.
#[test]
fn the_host_says_where_results_lead_and_the_system_shares_them() {
    browse(Engine::Chromium, async |browser| {
        let page = Route::page(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'>
             <script>
               window.urls = [];
               navigator.share = async (what) => { window.shared = what; if (window.refuses) throw new DOMException('', 'AbortError'); };
               addEventListener('skill-check-share', (event) => urls.push(event.detail.url));
             </script>
             <script type='module' src='skill-check.js'></script></head>
             <body><main><h1>Host</h1>
             <skill-check id='career' result-base='https://example.org/check?from=print#top'></skill-check>
             </main></body></html>",
        );
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        answer(browser, "30").await?;
        browser.click(".finish").await?;
        let field = browser.wait_for(".sc-share__address").await?;
        let address = field.prop("value").await?.context("it has a value")?;
        let start = "https://example.org/check?from=print#top&skill-check.career=";
        assert!(address.starts_with(start), "{address}");

        browser.click(".sc-share .system-share").await?;
        browser
            .wait_until("the page is told of the link", async || {
                let urls = browser.script("return urls", vec![]).await?;
                Ok((urls == json!([address])).then_some(()))
            })
            .await?;
        let shared = browser.script("return shared", vec![]).await?;
        let (_, texts) = content("de")?;
        let text = shared["text"].as_str().context("a sentence goes along")?;
        ensure!(
            text.starts_with(&*texts.title) && text.ends_with('.'),
            "{text}"
        );
        assert_eq!(
            shared,
            json!({ "title": "Host", "text": text, "url": address })
        );

        // Whoever closes the dialogue has shared nothing, and no message says otherwise.
        browser
            .script("refuses = true; shared = null", vec![])
            .await?;
        browser.click(".sc-share .system-share").await?;
        browser
            .wait_until("the dialogue was opened", async || {
                let shared = browser.script("return shared", vec![]).await?;
                Ok((!shared.is_null()).then_some(()))
            })
            .await?;
        assert_eq!(
            browser.script("return urls.length", vec![]).await?,
            json!(1)
        );
        assert!(browser.all(".sc-share .sc-remark").await?.is_empty());

        // Where results lead can change at any time; what is no web address is noted and not used.
        let set = "document.querySelector('skill-check').setAttribute('result-base', arguments[0])";
        browser
            .script(set, vec![json!("javascript:alert(1)")])
            .await?;
        let here = "/host.html#skill-check.career=";
        browser
            .wait_until("the link leads to this page", async || {
                let field = browser.wait_for(".sc-share__address").await?;
                let address = field.prop("value").await?.unwrap_or_default();
                Ok(address.contains(here).then_some(()))
            })
            .await?;
        let console = browser.console().await?.join("\n");
        assert!(console.contains("is no web address"), "{console}");
        Ok(())
    });
}
