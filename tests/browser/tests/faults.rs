//! What may go wrong around a check, made to go wrong: storage, panics, the renderer. Afterwards
//! everything that was answered is there.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse};
use serde_json::{Value, json};

/// How many of the slower rounds are made; all of them with `SKILL_CHECK_LONG`.
fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("SKILL_CHECK_LONG").is_some() {
        long
    } else {
        short
    }
}

/// A page with a script that runs before the element's, and the element.
async fn open(browser: &Browser, before: &str, element: &str) -> Result<()> {
    let drive = Route::file(include_bytes!("faults/drive.js"));
    browser.server.set_route("/drive.js", drive);
    let page = Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Faults</title>
         <link rel='icon' href='data:,'><script src='drive.js'></script><script>{before}</script>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Faults</h1>{element}</main></body></html>"
    ));
    browser.open_page("/faults.html", page, Size::DESKTOP).await
}

async fn run(browser: &Browser, script: &str) -> Result<Value> {
    browser
        .script(&format!("return (async () => {{ {script} }})()"), vec![])
        .await
}

/// The result of a check that nothing disturbed.
async fn undisturbed(browser: &Browser) -> Result<Value> {
    open(browser, "", "<skill-check storage='none'></skill-check>").await?;
    run(browser, "return drive.run()").await
}

async fn no_uncaught(browser: &Browser) -> Result<()> {
    let errors = run(browser, "return errors").await?;
    ensure!(errors == json!([]), "uncaught: {errors}");
    Ok(())
}

/// A browser's own storage fails in the middle: the first call, one of the first answer, and one on the way. That each
/// call may, in each way and for a while, is in embed/tests/record-store.test.js.
#[test]
fn a_call_of_a_storage_may_fail() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        // What fails once is tried again at once; what fails twice soon after, and before the page goes.
        for (mode, times) in [("session", 1), ("local", 2)] {
            open(browser, "", "").await?;
            for n in [0, 5, 40] {
                let script = format!(
                    "localStorage.clear(); sessionStorage.clear(); drive.failing({n}, {times});
                     drive.fresh({{ storage: '{mode}' }});
                     return [await drive.run(), drive.calls]"
                );
                let outcome = run(browser, &script)
                    .await
                    .with_context(|| format!("call {n}"))?;
                ensure!(outcome[0] == whole, "{mode}, call {n}: {}", outcome[0]);
                ensure!(outcome[1].as_u64() > Some(n), "{mode}: no call {n}");
                // Whoever comes back finds everything as well, without having waited for anything.
                browser.reload().await?;
                let script = format!(
                    "drive.fresh({{ storage: '{mode}' }});
                     await drive.wait('.sc-start, .sc-item, .sc-result--whole');
                     return drive.find('.sc-result') && await drive.run()"
                );
                let again = run(browser, &script).await?;
                ensure!(again == whole, "{mode}, call {n}: back again {again}");
            }
            no_uncaught(browser).await?;
        }
        Ok(())
    });
}

/// What a storage refused is kept as soon as it lets it: the visitor, who heard of it when it went on,
/// hears no more of it, and doesn't have to do anything.
#[test]
fn a_storage_that_refuses_for_a_while_is_tried_again() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check></skill-check>").await?;
        run(
            browser,
            "await drive.respond(2); drive.failing(0, Infinity); await drive.respond(1)",
        )
        .await?;
        browser.wait_for(".sc-notice").await?;
        let script = "drive.find('.sc-rung__radio').focus(); drive.failing(0, 0)";
        run(browser, script).await?;
        browser.wait_for_none(".sc-notice").await?;
        // What goes by itself moves nobody.
        let script =
            "await drive.turn(); return drive.element().shadowRoot.activeElement.className";
        assert_eq!(run(browser, script).await?, "sc-rung__radio");
        // It was kept then, and not by the page's last moment.
        let script = "Storage.prototype.setItem = () => {}; location.reload()";
        run(browser, script).await?;
        let script = "await drive.until('loaded again', () => drive.calls === undefined);
            await drive.wait('.sc-item'); return drive.index()";
        assert_eq!(run(browser, script).await?, 3);
        no_uncaught(browser).await
    });
}

/// "Delete my data" deletes, even where the storage doesn't let it at first; until then it isn't said to
/// be done.
#[test]
fn what_is_to_be_deleted_is_deleted_as_soon_as_it_can_be() {
    browse(Engine::Chromium, async |browser| {
        let english = catalogue::interface("en").unwrap();
        open(browser, "", "<skill-check storage='local'></skill-check>").await?;
        let script = "await drive.run();
            drive.failing(0, Infinity);
            drive.find('.sc-keep .delete').click();
            (await drive.wait('.confirm-delete')).click();
            await drive.wait('.sc-start');";
        run(browser, script).await?;
        let refused = &english["keep.not-deleted"];
        browser
            .wait_for_text(".sc-notice__text", |text| text == refused)
            .await?;
        let script = "drive.failing(0, 0);
            await drive.until('it is deleted', () => !localStorage.length && !sessionStorage.length)";
        run(browser, script).await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        ensure!(browser.all(".sc-keep").await?.is_empty(), "kept");
        no_uncaught(browser).await
    });
}

/// A record that couldn't be read on opening is found, and offered, by the first thing that is kept.
#[test]
fn a_storage_that_cannot_be_read_at_first_is_read_later() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check storage='local'></skill-check>").await?;
        run(browser, "await drive.respond(3)").await?;
        // The page's own default is the tab; what was remembered lies on the device.
        open(browser, "", "").await?;
        let script = "drive.failing(0, 4);
            drive.fresh();
            await drive.wait('.sc-start');
            await drive.respond(1);
            (await drive.wait('.take-over')).click();
            await drive.until('it goes on', () => drive.index() === 3);
            return [localStorage.length, sessionStorage.length]";
        assert_eq!(run(browser, script).await?, json!([1, 0]));
        no_uncaught(browser).await
    });
}

#[test]
fn a_refused_or_full_storage_is_said_once_and_loses_nothing() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        let refused = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
            get() { throw new DOMException('on purpose', 'SecurityError'); } });";
        let full = "Storage.prototype.setItem = () => { throw new DOMException('on purpose', 'QuotaExceededError'); };";
        for (fault, before, mode) in [("refused", refused, "session"), ("full", full, "local")] {
            let element = format!("<skill-check storage='{mode}'></skill-check>");
            open(browser, before, &element).await?;
            run(browser, "await drive.respond(1)").await?;
            browser.wait_for(".sc-notice").await?;
            browser.accessible("nothing can be saved").await?;
            browser.click(".sc-notice .dismiss").await?;
            browser.wait_for_none(".sc-notice").await?;
            let result = run(browser, "return drive.run()").await?;
            ensure!(result == whole, "{fault}, {mode}: {result}");
            ensure!(
                browser.all(".sc-notice").await?.is_empty(),
                "{fault}: said twice"
            );
            no_uncaught(browser).await?;
        }
        Ok(())
    });
}

#[test]
fn a_reload_after_any_step_goes_on_where_it_was() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        // The minutes that are left follow the clock, and what it has measured ends with the page.
        let clock = "const stopped = Date.now(); Date.now = () => stopped;";
        open(browser, clock, "<skill-check></skill-check>").await?;
        let mut step = 0;
        let steps = run(browser, "await drive.wait('.sc-start'); return 39").await?;
        while step < usize::try_from(steps.as_u64().unwrap())? {
            run(browser, "await drive.respond(1)").await?;
            step += 1;
            run(browser, "await drive.wait('.sc-item, .sc-result--whole')").await?;
            let before = run(
                browser,
                "return drive.find('.sc-item, .sc-result--whole')?.textContent",
            )
            .await?;
            browser.reload().await?;
            run(browser, "await drive.wait('.sc-item, .sc-result--whole')").await?;
            let after = run(
                browser,
                "return drive.find('.sc-item, .sc-result--whole')?.textContent",
            )
            .await?;
            ensure!(before == after, "step {step}: {before} became {after}");
        }
        ensure!(run(browser, "return drive.run()").await? == whole);
        browser.no_errors().await
    });
}

/// Goal: the host page may rename the element, or ask for a catalogue that is none, in the middle of a
/// check: it goes on, and is kept where it was.
#[test]
fn what_the_host_changes_midway_loses_nothing() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        open(browser, "", "<skill-check id='one'></skill-check>").await?;
        let broken = Route::page("<!doctype html>Not here");
        browser.server.set_route("/broken.bin", broken);
        let at = run(
            browser,
            "await drive.respond(2);
             const element = drive.element();
             element.id = 'two';
             element.lang = 'de';
             await drive.wait('section[lang=de]');
             await drive.respond(1);
             const failed = new Promise((go) => element.addEventListener('skill-check-error', go, { once: true }));
             element.setAttribute('catalogue', 'broken.bin');
             const { code } = (await failed).detail;
             const shown = drive.index();
             await drive.respond(1);
             return [code.split('-')[0], shown, drive.index(), Object.keys(sessionStorage)]",
        )
        .await?;
        let keys = json!(["skill-check:one:social-media"]);
        assert_eq!(at, json!(["catalogue", 3, 4, keys]));
        browser.reload().await?;
        run(browser, "await drive.wait('.sc-item')").await?;
        assert_eq!(run(browser, "return drive.index()").await?, 4);
        ensure!(run(browser, "return drive.run()").await? == whole);
        no_uncaught(browser).await
    });
}

#[test]
fn a_record_that_cannot_be_read_is_set_aside_and_said() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check></skill-check>").await?;
        run(browser, "await drive.respond(3)").await?;
        let damage = "const key = Object.keys(sessionStorage)[0];
            const entry = sessionStorage.getItem(key);
            sessionStorage.setItem(key, entry.slice(0, 9) + (entry[9] === 'A' ? 'B' : 'A') + entry.slice(10));
            return [key, sessionStorage.getItem(key)]";
        let damaged = run(browser, damage).await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for(".sc-notice").await?;
        browser.accessible("a record that can't be read").await?;
        let aside = run(browser, &format!(
            "return [sessionStorage.getItem({key}), sessionStorage.getItem({key} + ':unreadable')]", key = damaged[0]
        )).await?;
        assert_eq!(aside, json!([null, damaged[1]]));
        run(browser, "await drive.respond(1)").await?;
        browser.no_errors().await
    });
}

#[test]
fn what_is_remembered_is_there_in_another_tab_and_delete_deletes_it() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check></skill-check>").await?;
        let result = run(browser, "return drive.run()").await?;
        assert_eq!(run(browser, "return localStorage.length").await?, 0);
        browser.click(".sc-keep .remember").await?;
        browser
            .wait_until("it is kept on the device", async || {
                let counts = run(
                    browser,
                    "return [localStorage.length, sessionStorage.length]",
                )
                .await?;
                Ok((counts == json!([1, 0])).then_some(()))
            })
            .await?;
        browser.open_tab().await?;
        browser.open("/faults.html", Size::DESKTOP).await?;
        browser.wait_for(".sc-result--whole").await?;
        assert_eq!(run(browser, "return drive.run()").await?, result);
        // Older than it may be, it is gone.
        let age = "const key = Object.keys(localStorage)[0];
            const [record, day] = localStorage.getItem(key).split(' ');
            localStorage.setItem(key, `${record} ${day - AGE}`)";
        run(browser, &age.replace("AGE", "90")).await?;
        browser.reload().await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.click(".sc-keep .delete").await?;
        browser.click(".sc-keep .confirm-delete").await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for(".sc-notice").await?;
        // The other tab may have been about to write; what it hears takes that back.
        browser
            .wait_until("nothing is left", async || {
                let left = "return localStorage.length + sessionStorage.length";
                Ok((run(browser, left).await? == 0).then_some(()))
            })
            .await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        ensure!(
            browser.all(".sc-keep").await?.is_empty(),
            "something is still there"
        );

        run(browser, "await drive.run()").await?;
        browser.click(".sc-keep .remember").await?;
        browser.wait_for(".sc-keep .remember:checked").await?;
        run(browser, &age.replace("AGE", "91")).await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        assert_eq!(run(browser, "return localStorage.length").await?, 0);
        browser.no_errors().await
    });
}

#[test]
fn fifty_panics_lose_nothing_and_the_other_widget_goes_on() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        // A minute passes between two panics.
        let clock = "let ahead = 0; const now = Date.now; Date.now = () => now() + ahead;
            window.later = () => { ahead += 61000; };";
        let elements = "<skill-check storage='none'></skill-check><skill-check id='other' storage='none' ladder='all'></skill-check>";
        open(browser, clock, elements).await?;
        run(browser, "await drive.respond(1);
            window.other = document.querySelector('#other').shadowRoot;
            await drive.until('the other starts', () => other.querySelector('.sc-start .sc-button--primary'));
            other.querySelector('.sc-start .sc-button--primary').click();
            await drive.until('the other runs', () => other.querySelector('.sc-rung__radio'));
            other.querySelectorAll('.sc-rung__radio')[3].click();
            await drive.until('the other is answered', () => other.querySelector('.sc-rung__radio:checked'));").await?;
        for cycle in 0..50 {
            let script = "later();
                const at = drive.index();
                drive.panic();
                // Going on draws another screen; the panic comes in the middle of it.
                const level = drive.level(at) ?? 0;
                if (drive.level(at) === null) drive.find('.skip').click();
                else { drive.find(`.sc-rung__radio[value=\"${level}\"]`).click(); await drive.turn(); drive.find('.next')?.click(); }
                await drive.until('the message', () => drive.find('.sc-loader button'));
                drive.find('.sc-loader button').click();
                await drive.wait('.sc-item, .sc-result--whole');
                await drive.until('the other goes on', () => other.querySelector('.sc-rung__radio[value=\"3\"]:checked'));
                if (drive.find('.sc-item')) return drive.index() >= at;
                // Answers are in a part that is closed.
                drive.find('[aria-controls=\"sc-part-answers\"]').click();
                await drive.wait('.sc-part__body:not([hidden]) .sc-answer button');
                drive.find('.sc-answer button').click();
                await drive.wait('.sc-item');
                return true";
            let held = run(browser, script)
                .await
                .with_context(|| format!("cycle {cycle}"))?;
            ensure!(held == true, "cycle {cycle} went back");
        }
        let end =
            "if (!drive.find('.sc-result')) { drive.find('.next').click(); } return drive.run()";
        let result = run(browser, end).await?;
        ensure!(result == whole, "{result}");
        Ok(())
    });
}

/// Goal: whoever comes to a computer that many people use after a panic gets nothing of the one before.
#[test]
fn after_a_panic_a_shared_computer_begins_afresh_as_well() {
    browse(Engine::Chromium, async |browser| {
        let clock = "let ahead = 0; const now = Date.now; Date.now = () => now() + ahead;
            window.later = (time) => { ahead += time; };";
        open(browser, clock, "<skill-check kiosk='2'></skill-check>").await?;
        run(
            browser,
            "await drive.respond(2); drive.panic(); drive.find('.skip').click();
            await drive.wait('.sc-loader button');
            later(120_000);
            await drive.wait('.sc-kiosk');
            later(60_000);
            await drive.wait('.sc-start');",
        )
        .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        let left = "const { shadowRoot } = drive.element();
            const meters = [...shadowRoot.querySelectorAll('.sc-meter__fill')];
            return [drive.index(), meters.length > 0 && meters.every((meter) => meter.getAttribute('width') === '0%')]";
        let left = run(browser, left).await?;
        ensure!(left == json!([0, true]), "answers are left: {left}");
        Ok(())
    });
}

#[test]
fn three_panics_in_a_minute_hand_the_answers_over() {
    browse(Engine::Chromium, async |browser| {
        let english = catalogue::interface("en").unwrap();
        open(browser, "", "<skill-check storage='none'></skill-check>").await?;
        run(browser, "await drive.respond(3)").await?;
        for count in 1..=3 {
            run(
                browser,
                "drive.panic(); drive.find('.skip').click();
                await drive.wait('.sc-loader button')",
            )
            .await?;
            if count < 3 {
                browser.click(".sc-loader button").await?;
                browser.wait_for(".sc-item").await?;
            }
        }
        let text = browser.text(".sc-loader p").await?;
        assert_eq!(text, english["loader.crashed-often"]);
        browser.click(".sc-loader button").await?;
        let field = browser.wait_for(".sc-loader textarea").await?;
        let (catalogue, texts) = browser_tests::content("en")?;
        let first = catalogue.items().next().unwrap();
        browser
            .wait_until("the answers are in words", async || {
                let answers = field.prop("value").await?.unwrap_or_default();
                Ok(answers.contains(&*texts.item(first).prompt).then_some(()))
            })
            .await?;
        browser.accessible("the message about panics").await?;
        browser.click(".sc-loader button + button").await?;
        browser.wait_for(".sc-item").await?;
        Ok(())
    });
}

#[test]
fn a_killed_tab_has_lost_nothing() {
    browse(Engine::Chromium, async |browser| {
        let whole = undisturbed(browser).await?;
        let spare = browser.tab().await?;
        browser.open_tab().await?;
        open(browser, "", "<skill-check storage='local'></skill-check>").await?;
        // A round takes half a second: 20 in the short form, 200 in the long one.
        let (mut step, mut kills) = (0, 0);
        // The rounds that begin again kill nothing.
        for round in 0..rounds(20, 206) {
            let at = run(
                browser,
                "await drive.wait('.sc-start, .sc-item, .sc-result--whole');
                 if (drive.find('.sc-result')) { localStorage.clear(); location.reload(); return -1; }
                 await drive.respond(1); return drive.find('.sc-item') ? drive.index() : 36",
            )
            .await
            .with_context(|| format!("round {round}"))?;
            if at == -1 {
                step = 0;
                continue;
            }
            step += 1;
            ensure!(at == step, "round {round}: {at}, not {step}");
            browser.kill().await;
            kills += 1;
            // The driver needs a living tab to go on from.
            browser.switch_to(&spare).await?;
            browser.open_tab().await?;
            browser.open("/faults.html", Size::DESKTOP).await?;
            let at = run(
                browser,
                "await drive.wait('.sc-item, .sc-result--whole'); return drive.find('.sc-item') ? drive.index() : 36",
            )
            .await?;
            ensure!(at == step, "round {round}: after the kill {at}, not {step}");
        }
        println!("{kills} kills");
        ensure!(run(browser, "return drive.run()").await? == whole);
        Ok(())
    });
}

#[test]
fn two_windows_overwrite_nothing_of_each_other_silently() {
    browse(Engine::Chromium, async |browser| {
        // Two windows as frames, so that many turns take little time; a storage tells each of the other.
        open(browser, "", "<skill-check storage='local'></skill-check>").await?;
        let frames = Route::page(
            "<!doctype html><html lang='en'><title>Two</title><link rel='icon' href='data:,'>
             <iframe src='faults.html'></iframe><iframe src='faults.html'></iframe></html>",
        );
        browser.server.set_route("/two.html", frames);
        let mut offers = 0;
        // All orders of a few turns, and many longer ones, are in embed/tests/two-windows.test.js.
        let interleavings = rounds(3, 30);
        for seed in 0..interleavings {
            run(browser, "localStorage.clear()").await?;
            browser.open("/two.html", Size::DESKTOP).await?;
            let script = format!(
                "let seed = {seed} * 7919 + 1;
                 const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
                 const pause = (time) => new Promise((go) => setTimeout(go, time));
                 const wait = async (look) => {{
                   for (let n = 0; n < 3000; n++) {{ const seen = look(); if (seen) return seen; await pause(2); }}
                   throw new Error('not in time: ' + look); }};
                 const windows = [frames[0], frames[1]];
                 for (const one of windows) {{
                   await wait(() => one.drive?.find('.sc-start'));
                 }}
                 const index = (one) => one.drive.find('.sc-item') ? one.drive.index() : 0;
                 // What each has heard of last; the element listens for longer, so it knows as well.
                 const heard = new Map();
                 for (const one of windows) one.addEventListener('storage', ({{ key, newValue }}) => heard.set(one, key + newValue));
                 const kept = () => Object.entries(localStorage).find(([key]) => !key.endsWith(':other')).join('');
                 let offered = 0;
                 for (let turn = 0; turn < 6; turn++) {{
                   const one = windows[random(2)], other = one === windows[0] ? windows[1] : windows[0];
                   const before = index(other);
                   await one.drive.respond(1 + random(2));
                   // The other one hears of it, and its own state is not touched.
                   await wait(() => heard.get(other) === kept());
                   // Where both have come to the same state there is nothing to offer.
                   await wait(() => other.drive.find('.take-over') || index(one) === index(other));
                   if (index(other) !== before) return 'touched';
                   if (!other.drive.find('.take-over')) continue;
                   offered++;
                   if (random(3) === 0) {{
                     const wanted = index(one);
                     other.drive.find('.take-over').click();
                     await wait(() => index(other) === wanted);
                     await wait(() => !other.drive.find('.take-over'));
                   }} else if (random(2)) {{
                     other.drive.find('.dismiss').click();
                     await wait(() => !other.drive.find('.take-over'));
                     if (index(other) !== before) return 'touched by dismissing';
                   }}
                 }}
                 const errors = windows.flatMap((one) => one.errors);
                 return errors.length ? errors : offered"
            );
            let outcome = run(browser, &script)
                .await
                .with_context(|| format!("seed {seed}"))?;
            let count = outcome
                .as_u64()
                .with_context(|| format!("seed {seed}: {outcome}"))?;
            offers += count;
        }
        println!("{interleavings} interleavings, {offers} offers");
        Ok(())
    });
}
