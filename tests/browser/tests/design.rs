//! What the design promises: nothing is cut off however long the words, wide the spaces or large the
//! letters are, in whatever direction; fingers find every control; and answering feels like it.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, bail, ensure};
use assessment::compiled;
use assessment::text::{TextKey, Texts};
use browser_tests::{Browser, Engine, Key, Route, Size, browse, content};
use serde_json::{Value, json};

/// A host page with the widget, whose catalogue may come from a test.
fn host(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <script type='module' src='/skill-check.js'></script></head>
         <body style='margin: 0 8px'><main><h1>Host</h1><skill-check ladder='all' {attributes}></skill-check></main></body></html>"
    ))
}

/// What doesn't fit: the page wider than the window, or an element whose content is cut off.
const DOES_NOT_FIT: &str = "
const found = [];
const wide = [];
const tell = (element) => `${element.localName}.${[...element.classList].join('.')} ${element.textContent.trim().slice(0, 40)}`;
const look = (root) => {
  for (const element of root.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    const over = Math.max(box.right - innerWidth, -box.left);
    if (document.documentElement.scrollWidth > innerWidth && over > 1) wide.push([over, element]);
    const { overflowX, overflowY } = getComputedStyle(element);
    const hidden = (value) => value === 'hidden' || value === 'clip';
    // What only screen readers see is a pixel in size, and an address scrolls in its field.
    const small = box.width <= 2 || element.localName === 'input' || element.closest('svg');
    if (!small && ((hidden(overflowX) && element.scrollWidth > element.clientWidth + 1) || (hidden(overflowY) && element.scrollHeight > element.clientHeight + 1))) found.push(`cut off: ${tell(element)}`);
    if (element.shadowRoot) look(element.shadowRoot);
  }
};
look(document);
// Those that reach out farthest, the innermost of them.
const far = Math.max(0, ...wide.map(([over]) => over));
for (const [, element] of wide.filter(([over]) => over > far - 1).slice(-3)) found.push(`${Math.round(far)} px too wide: ${tell(element)}`);
return found;
";

async fn fits(browser: &Browser, what: &str) -> Result<()> {
    browser.wait_until_still().await?;
    let found = browser.script(DOES_NOT_FIT, vec![]).await?;
    ensure!(found == json!([]), "{what}: {found:#}");
    Ok(())
}

/// From start to result, everything open at the end; `look` sees every kind of screen.
async fn tour(browser: &Browser, mut look: impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
    browser.wait_for(".sc-start").await?;
    look("start").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.wait_for(".sc-item").await?;
    browser.click(".sc-item .next").await?;
    browser.wait_for("#sc-missing").await?;
    look("item").await?;
    let rest = "const root = document.querySelector('skill-check').shadowRoot;
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return (async () => {
          for (let n = 0; n < 100 && root.querySelector('.sc-item'); n++) {
            if (n % 7 === 6) root.querySelector('.skip').click();
            else { root.querySelectorAll('.sc-rung__radio')[n % 5].click(); await frame(); root.querySelector('.next').click(); }
            await frame();
          }
          while (!root.querySelector('.sc-result--whole')) await frame();
          for (const toggle of root.querySelectorAll('[aria-controls^=sc-part]')) { toggle.click(); await frame(); }
          root.querySelectorAll('details').forEach((details) => { details.open = true; });
          root.querySelector('.sc-profile__why').click();
          await frame();
          root.querySelectorAll('details').forEach((details) => { details.open = true; });
          return true;
        })()";
    browser.script(rest, vec![]).await?;
    browser.wait_for(".sc-result--whole .sc-why__panel").await?;
    look("result").await
}

/// Changes every text of a value, those that are no words aside.
fn changed(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(values) => values.iter_mut().for_each(|value| changed(value, change)),
        Value::Object(entries) => entries
            .iter_mut()
            .filter(|(key, _)| !["locale", "direction"].contains(&key.as_str()))
            .for_each(|(_, value)| changed(value, change)),
        _ => {}
    }
}

/// The German catalogue with its texts changed, compiled.
fn pseudo(change: impl Fn(&str) -> String, direction: Option<&str>) -> Result<Vec<u8>> {
    let (catalogue, texts) = content("de")?;
    let mut value = serde_json::to_value(&texts)?;
    changed(&mut value, &change);
    if let Some(direction) = direction {
        value["direction"] = json!(direction);
    }
    let texts: Texts = serde_json::from_value(value)?;
    compiled::encode(catalogue.definition(), &texts).context("it can be compiled")
}

/// A text whose every word is two fifths longer, in one piece; placeholders stay.
fn stretched(text: &str) -> String {
    let mut is_placeholder = false;
    let word = |word: &str| {
        if word.contains('{') {
            is_placeholder = true;
        }
        let stays = is_placeholder;
        if word.contains('}') {
            is_placeholder = false;
        }
        let vowel = word.char_indices().find(|(_, c)| "aeiouäöü".contains(*c));
        match vowel {
            Some((place, vowel)) if !stays => {
                let more = (word.chars().count() * 2).div_ceil(5);
                let more: String = std::iter::repeat_n(vowel, more).collect();
                [&word[..place], &more, &word[place..]].concat()
            }
            _ => word.to_owned(),
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A text in Arabic letters, one for each Latin one; placeholders stay.
fn mirrored(text: &str) -> String {
    const LETTERS: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنه";
    let mut is_placeholder = false;
    let letter = |c: char| {
        is_placeholder = match c {
            '{' => true,
            '}' => false,
            _ => is_placeholder,
        };
        let place = (c.to_ascii_lowercase() as usize).wrapping_sub('a' as usize);
        let letter = LETTERS.chars().nth(place).filter(|_| !is_placeholder);
        letter.unwrap_or(c)
    };
    text.chars().map(letter).collect()
}

#[test]
fn words_two_fifths_longer_break_nothing() {
    browse(Engine::Chromium, async |browser| {
        assert_eq!(stretched("Weiter {count} ja"), "Weeeeiter {count} jaa");
        let body = pseudo(stretched, None)?;
        let route = Route::file(body);
        browser.server.set_route("/long.bin", route);
        for width in [320, 390, 768, 1440] {
            let page = host("catalogue='/long.bin' storage='none'");
            let size = Size::new(width, 900);
            browser.open_page("/host.html", page, size).await?;
            tour(browser, async |what| {
                fits(browser, &format!("{what} at {width}")).await?;
                browser
                    .screenshot_page(&format!("long-{what}-{width}"), size)
                    .await
            })
            .await?;
        }
        browser.no_errors().await
    });
}

#[test]
fn from_right_to_left_everything_is_mirrored_and_fits() {
    browse(Engine::Chromium, async |browser| {
        let body = pseudo(mirrored, Some("rtl"))?;
        let route = Route::file(body);
        browser.server.set_route("/rtl.bin", route);
        for width in [320, 1280] {
            let page = host("catalogue='/rtl.bin' storage='none'");
            let size = Size::new(width, 900);
            browser.open_page("/host.html", page, size).await?;
            tour(browser, async |what| {
                fits(browser, &format!("{what} at {width}")).await?;
                browser.accessible(&format!("{what} from right to left")).await?;
                browser.screenshot_page(&format!("rtl-{what}-{width}"), size).await?;
                if what == "item" {
                    // The key of an answer stands at the start of its line, which is on the right.
                    let sides = "const root = document.querySelector('skill-check').shadowRoot;
                        const left = (selector) => root.querySelector(selector).getBoundingClientRect().left;
                        return left('.sc-rung__key') > left('.sc-rung__text')";
                    ensure!(browser.script(sides, vec![]).await? == true);
                }
                Ok(())
            })
            .await?;
        }
        browser.no_errors().await
    });
}

/// WCAG 2.2, 1.4.12: line height 1.5, space after paragraphs 2, letters 0.12, words 0.16 of the size.
#[test]
fn wide_spaces_break_nothing() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host("storage='none'"), Size::PHONE)
            .await?;
        browser.wait_for(".sc-start").await?;
        let style = "const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }');
            const root = document.querySelector('skill-check').shadowRoot;
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];";
        browser.script(style, vec![]).await?;
        tour(browser, async |what| {
            fits(browser, what).await?;
            browser
                .screenshot_page(&format!("spaced-{what}"), Size::PHONE)
                .await
        })
        .await?;
        browser.no_errors().await
    });
}

/// A window of 1280 × 1024 at 400 % has 320 × 256 CSS pixels; text at 200 % is a root font of 32 px.
#[test]
fn four_times_as_large_and_letters_twice_as_large_lose_nothing() {
    browse(Engine::Chromium, async |browser| {
        for (what, size, style) in [
            ("400 %", Size::new(320, 256), ""),
            (
                "200 % text",
                Size::new(640, 900),
                "document.documentElement.style.fontSize = '200%'",
            ),
        ] {
            browser
                .open_page("/host.html", host("storage='none'"), size)
                .await?;
            browser.wait_for(".sc-start").await?;
            browser.script(style, vec![]).await?;
            tour(browser, async |screen| {
                fits(browser, &format!("{screen} at {what}")).await?;
                if screen == "item" && size.height < 300 {
                    // Nothing stays in the way where there is so little room.
                    let sticks = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc-item .sc-actions')).position";
                    ensure!(browser.script(sticks, vec![]).await? == "static");
                }
                Ok(())
            })
            .await?;
        }
        browser.no_errors().await
    });
}

/// Controls that are less than 44 px high or wide. A radio button counts with its label.
const TOO_SMALL: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const found = [];
for (const control of root.querySelectorAll('button, summary, a[href], input')) {
  const target = control.matches('input[type=radio], input[type=checkbox]') ? control.closest('label') ?? control : control;
  const box = target.getBoundingClientRect();
  if (!box.width || !target.checkVisibility()) continue;
  // A link within a sentence is as high as its line.
  const inline = control.matches('a[href]') && getComputedStyle(control).display === 'inline';
  if (!inline && (box.height < 43.5 || box.width < 43.5)) found.push(`${control.localName}.${control.className} ${Math.round(box.width)} × ${Math.round(box.height)} ${target.textContent.trim().slice(0, 30)}`);
}
return found;
";

#[test]
fn fingers_find_every_control() {
    browse(Engine::Chromium, async |browser| {
        for size in [Size::PHONE, Size::DESKTOP] {
            browser
                .open_page("/host.html", host("storage='none'"), size)
                .await?;
            tour(browser, async |what| {
                let found = browser.script(TOO_SMALL, vec![]).await?;
                ensure!(found == json!([]), "{what}: {found:#}");
                Ok(())
            })
            .await?;
        }
        Ok(())
    });
}

/// Pairs of colours that have to be 3 : 1 apart: frames of controls and what they stand on, parts of
/// pictures and what they lie on, the ring of the focus.
const PAIRS: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const luminance = (colour) => {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const paper = getComputedStyle(root.querySelector('.sc')).backgroundColor;
const of = ([selector, property]) => {
  const element = root.querySelector(selector);
  return element && getComputedStyle(element)[property];
};
const found = [];
let count = 0;
for (const [part, ground] of arguments[0]) {
  const colours = [of(part), ground ? of(ground) : paper];
  if (colours.includes(null)) continue;
  count++;
  const [low, high] = colours.map(luminance).sort((a, b) => a - b);
  const ratio = (high + 0.05) / (low + 0.05);
  if (ratio < 3) found.push(`${part}: ${ratio.toFixed(2)} : 1, ${colours.join(' on ')}`);
}
return [count, found];
";

/// WCAG 2.2, 1.4.11.
#[test]
fn what_is_no_text_can_be_told_from_what_it_stands_on() {
    browse(Engine::Chromium, async |browser| {
        let pairs = json!([
            [
                [
                    ".sc-button:not(.sc-button--primary, .sc-button--quiet)",
                    "borderTopColor"
                ],
                null
            ],
            [[".sc-button--primary", "backgroundColor"], null],
            [[".sc-choice", "borderTopColor"], null],
            [[".sc-rung__key", "borderTopColor"], null],
            [[".sc-tick", "borderTopColor"], null],
            [[".sc-share__address", "borderTopColor"], null],
            [[".sc-meter__fill", "fill"], [".sc-meter__track", "fill"]],
            [[".sc-bar__fill", "fill"], [".sc-bar__track", "fill"]],
            [[".sc-bar__fill", "fill"], [".sc-bar__range", "fill"]],
            [[".sc-bar__range", "stroke"], [".sc-bar__track", "fill"]],
            [[".sc-bar__growth", "stroke"], [".sc-bar__track", "fill"]],
            [[".sc-bar__mark", "stroke"], null],
            [[".sc-steps__rung", "stroke"], null],
            [[".sc-steps__rung--missing", "stroke"], null],
            [[".sc-steps__rung--reached", "fill"], null],
            [[".sc-steps__mark", "fill"], null],
            // As wide as the ring of the focus is, it is seen on whatever stands around.
            [[":focus-visible", "outlineColor"], null],
        ]);
        for theme in ["light", "dark"] {
            let page = host(&format!("storage='none' theme='{theme}'"));
            browser.open_page("/host.html", page, Size::DESKTOP).await?;
            let mut counts = Vec::new();
            tour(browser, async |what| {
                browser.press(Key::Tab).await?;
                browser.wait_until_still().await?;
                let seen = browser.script(PAIRS, vec![pairs.clone()]).await?;
                ensure!(seen[1] == json!([]), "{what}, {theme}: {:#}", seen[1]);
                counts.push(seen[0].as_u64().unwrap());
                Ok(())
            })
            .await?;
            // Each screen has some of them, the result most.
            ensure!(
                counts.iter().all(|&count| count >= 4) && counts[2] >= 13,
                "{counts:?}"
            );
        }
        browser.no_errors().await
    });
}

#[test]
fn nothing_moves_for_those_who_want_that() {
    browse(Engine::Chromium, async |browser| {
        browser
            .prefer(&[("prefers-reduced-motion", "reduce")])
            .await?;
        browser
            .open_page("/host.html", host("storage='none'"), Size::PHONE)
            .await?;
        let moving = "return document.querySelector('skill-check').shadowRoot.getAnimations()
            .filter((animation) => animation.effect.getComputedTiming().duration > 1).length";
        tour(browser, async |what| {
            let count = browser.script(moving, vec![]).await?;
            ensure!(count == 0, "{what}: {count} animations");
            Ok(())
        })
        .await
    });
}

/// Where the item's question stands in the window, and how far the page is scrolled.
const PLACE: &str = "const prompt = document.querySelector('skill-check').shadowRoot.querySelector('.sc-ladder__prompt');
    return [Math.round(prompt.getBoundingClientRect().top), prompt.textContent]";

#[test]
fn an_answer_shows_at_once_and_the_next_question_stands_where_the_last_one_stood() {
    browse(Engine::Chromium, async |browser| {
        for size in [Size::PHONE, Size::DESKTOP] {
            browser
                .open_page("/host.html", host("storage='none'"), size)
                .await?;
            browser.click(".sc-start .sc-button--primary").await?;
            let mut before = Value::Null;
            for round in 0..8 {
                browser.wait_for_focus(".sc-ladder__prompt").await?;
                let now = browser.script(PLACE, vec![]).await?;
                let (top, last) = (now[0].as_i64().unwrap(), before[0].as_i64());
                // Whoever has scrolled down to the last answer finds the next question with what
                // stands above it; whoever hasn't finds it where the last one was.
                ensure!(
                    (48..i64::from(size.height) / 2).contains(&top),
                    "out of sight: {now}"
                );
                let is_new = !(2..=4).contains(&round);
                ensure!(
                    is_new || last.is_none_or(|last| (last - top).abs() <= 24),
                    "{before} to {now}"
                );
                before = now;
                // In the frame after the one of the click the answer is on the screen, and soon after
                // it the rungs below are filled.
                let shown = "const root = document.querySelector('skill-check').shadowRoot;
                    const frame = () => new Promise(requestAnimationFrame);
                    const edge = (key) => getComputedStyle(key).borderColor;
                    const reached = () => {
                      const edges = [...root.querySelectorAll('.sc-rung__key')].map(edge);
                      return edges.map((colour) => colour !== edges.at(-1));
                    };
                    if (arguments[0]) scrollTo(0, document.documentElement.scrollHeight);
                    root.querySelectorAll('.sc-rung__radio')[2].click();
                    const answered = (async () => {
                      await frame();
                      const [, , isShown] = reached();
                      while (!reached()[0]) await frame();
                      return [isShown, reached().filter((is) => is).length];
                    })();
                    return answered.finally(() => root.querySelector('.next').click())";
                let shown = browser.script(shown, vec![json!(round >= 4)]).await?;
                ensure!(shown == json!([true, 3]), "{shown}: shown, rungs reached");
                let text = before[1].as_str().unwrap().to_owned();
                browser
                    .wait_for_text(".sc-ladder__prompt", |prompt| prompt != text)
                    .await?;
            }
        }
        browser.no_errors().await
    });
}

/// Back is instant: the earlier question stands there with its answer before the page comes to
/// anything else, so the next frame shows it; and nobody is asked for it. The focus follows.
#[test]
fn the_way_back_is_there_in_the_next_frame_without_a_request() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host("storage='none'"), Size::PHONE)
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let mut prompts = Vec::new();
        for level in [3, 0, 4, 1] {
            let prompt = browser.text(".sc-ladder__prompt").await?;
            browser
                .click(&format!(".sc-rung:nth-child({})", level + 1))
                .await?;
            let radio = format!(".sc-rung__radio[value='{level}']:checked");
            browser.wait_for(&radio).await?;
            browser.click(".sc-item .next").await?;
            browser
                .wait_for_text(".sc-ladder__prompt", |text| text != prompt)
                .await?;
            prompts.push((prompt, level));
        }
        // What a result needs comes meanwhile; from here on nothing does.
        browser
            .wait_until("all is loaded", async || {
                let requests = browser.requests();
                let later = requests
                    .iter()
                    .filter(|request| request.path.starts_with("/assets/later."));
                Ok((later.count() >= 2).then_some(()))
            })
            .await?;
        browser.lose_server()?;
        let requests = browser.requests().len();
        // A message that is posted with the click is the next thing that the page comes to.
        let back = "const root = document.querySelector('skill-check').shadowRoot;
            return new Promise((done) => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => done([
                root.querySelector('.sc-ladder__prompt').textContent,
                root.querySelector('.sc-rung__radio:checked')?.value,
              ]);
              root.querySelector('.back').click();
              port2.postMessage(null);
            })";
        for (prompt, level) in prompts.iter().rev() {
            let shown = browser.script(back, vec![]).await?;
            let expected = json!([prompt, level.to_string()]);
            ensure!(shown == expected, "{shown}, not {expected}");
            browser.wait_for_focus(".sc-ladder__prompt").await?;
        }
        let asked: Vec<_> = browser.requests().split_off(requests);
        ensure!(asked.is_empty(), "{asked:?}");
        browser.no_errors().await
    });
}

/// WCAG 2.2, 2.4.11: what has the focus isn't hidden behind the bar at the lower edge.
#[test]
fn what_has_the_focus_is_in_sight() {
    browse(Engine::Chromium, async |browser| {
        for size in [Size::PHONE, Size::new(390, 700), Size::new(320, 520)] {
            browser
                .open_page("/host.html", host("storage='none'"), size)
                .await?;
            browser.click(".sc-start .sc-button--primary").await?;
            browser.wait_for_focus(".sc-ladder__prompt").await?;
            browser.tab_to(".sc-rung__radio", 4).await?;
            browser.press(' ').await?;
            for level in 1..5 {
                browser.press(Key::Down).await?;
                browser
                    .wait_for_focus(&format!(".sc-rung__radio[value='{level}']:checked"))
                    .await?;
                // The row of the answer is what shows the focus; its middle has to be free.
                let seen = "const root = document.querySelector('skill-check').shadowRoot;
                    const row = root.activeElement.closest('label');
                    const box = row.getBoundingClientRect();
                    return row.contains(root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2))";
                browser
                    .wait_until("the answer with the focus is in sight", async || {
                        let seen = browser.script(seen, vec![]).await?;
                        Ok((seen == true).then_some(()))
                    })
                    .await?;
            }
        }
        browser.no_errors().await
    });
}

#[test]
fn ways_lead_into_parts_that_are_closed() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host("storage='none'"), Size::PHONE)
            .await?;
        browser.wait_for(".sc-start").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung:nth-child(2)").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let before = browser.script("return location.href", vec![]).await?;
        for (way, heading) in [
            (".to-steps", "#sc-modules"),
            (".to-goal", "#sc-target"),
            (".to-about", "#sc-about"),
        ] {
            browser.click(way).await?;
            browser.wait_for_focus(heading).await?;
        }
        // What the browser's search finds in a part opens it.
        let found = "const root = document.querySelector('skill-check').shadowRoot;
            const part = root.querySelector('#sc-part-answers');
            part.dispatchEvent(new Event('beforematch', { bubbles: true }));
            return part.getAttribute('hidden')";
        ensure!(browser.script(found, vec![]).await? == "until-found");
        browser.wait_for("#sc-part-answers:not([hidden])").await?;
        browser
            .wait_for("[aria-controls='sc-part-answers'][aria-expanded='true']")
            .await?;
        // The address is the host page's.
        ensure!(browser.script("return location.href", vec![]).await? == before);
        browser.no_errors().await
    });
}

/// A finger from one point to another.
async fn swipe(browser: &Browser, from: (i32, i32), to: (i32, i32)) -> Result<()> {
    let touch = async |kind: &str, points: Value| {
        let event = json!({ "type": kind, "touchPoints": points });
        browser.devtools("Input.dispatchTouchEvent", event).await
    };
    let point = |(x, y): (i32, i32)| json!([{ "x": x, "y": y }]);
    touch("touchStart", point(from)).await?;
    for step in 1..=4 {
        let between = |a: i32, b: i32| a + (b - a) * step / 4;
        touch(
            "touchMove",
            point((between(from.0, to.0), between(from.1, to.1))),
        )
        .await?;
    }
    touch("touchEnd", json!([])).await?;
    Ok(())
}

#[test]
fn a_swipe_goes_on_or_back_and_scrolling_does_neither() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, _) = content("de")?;
        let ids: Vec<String> = catalogue
            .items()
            .take(3)
            .map(|item| catalogue.item_id(item).to_string())
            .collect();
        browser
            .devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": true }),
            )
            .await?;
        browser
            .open_page("/host.html", host("storage='none'"), Size::PHONE)
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for_item(&ids[0]).await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.wait_for_item(&ids[1]).await?;
        // What listens to swipes comes with what is loaded for whoever goes on. Without an answer a swipe says what is
        // missing, as the button does.
        browser
            .wait_until("a swipe says what is missing", async || {
                swipe(browser, (280, 400), (60, 410)).await?;
                let missing = browser.all("#sc-missing").await?;
                Ok((!missing.is_empty()).then_some(()))
            })
            .await?;
        browser.click(".sc-rung").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        swipe(browser, (280, 400), (60, 410)).await?;
        browser.wait_for_item(&ids[2]).await?;
        swipe(browser, (160, 500), (150, 200)).await?;
        swipe(browser, (160, 400), (200, 410)).await?;
        swipe(browser, (100, 300), (200, 450)).await?;
        browser.wait_for_item(&ids[2]).await?;
        swipe(browser, (60, 400), (280, 390)).await?;
        browser.wait_for_item(&ids[1]).await?;
        browser.no_errors().await
    });
}

#[test]
fn the_minutes_left_follow_ones_own_pace() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        browser
            .open_page("/host.html", host("storage='none'"), Size::DESKTOP)
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let slow = "window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;";
        browser.script(slow, vec![]).await?;
        for item in catalogue.items().take(5) {
            let id = catalogue.item_id(item).as_str();
            let level = assessment::Response::Level(1);
            browser.wait_for_item(id).await?;
            browser.script("ahead += 30000", vec![]).await?;
            browser.respond_by_mouse(id, level).await?;
        }
        // So much slower than usual, the rest is longer than it was said to be at first.
        let said = browser.text(".sc-progress__text").await?;
        let [.., low, high] = browser_tests::numbers(&said)[..] else {
            bail!("no minutes in {said:?}");
        };
        ensure!(low >= 8 && high > low && high <= 20, "{said:?}");
        let range = [("low", low.into()), ("high", high.into())];
        let expected = texts.fill(TextKey::ProgressMinutes, &range);
        ensure!(said.contains(&expected), "{said:?}, not {expected:?}");
        browser.no_errors().await
    });
}
