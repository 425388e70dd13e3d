//! A visitor's way from start to result, by mouse in German and by keys in English: the numbers on
//! the screen are the core's, the console is quiet, and nothing is requested after loading.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::response::Response::{self, Level, Skipped};
use browser_tests::{Browser, Engine, Expected, Key, Size, browse, content};

/// The responses of the example in docs/method.md, whose result is known from there.
const EXAMPLE: &str = "2132221 3312121 3232211 11112211 12-1-0- 111";

fn responses(text: &str) -> Vec<Response> {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            c.to_digit(10)
                .map_or(Skipped, |level| Level(u8::try_from(level).unwrap()))
        })
        .collect()
}

/// The ids of the items, in order.
fn items() -> Result<Vec<String>> {
    let (catalogue, _) = content("de")?;
    Ok(catalogue
        .items()
        .map(|item| catalogue.item_id(item).as_str().to_owned())
        .collect())
}

/// From here on nothing may be requested, see [`quiet`].
async fn loaded(browser: &Browser) -> Result<()> {
    browser.wait_for(".sc-start").await?;
    // On a first visit the page is being made ready for the next one, without a network.
    let ready = "return navigator.serviceWorker.ready.then(() => true)";
    browser.script(ready, vec![]).await?;
    let foreign = browser
        .script(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
               .filter((name) => !name.startsWith(location.origin))",
            vec![],
        )
        .await?;
    ensure!(
        foreign == serde_json::json!([]),
        "requests to others: {foreign}"
    );
    browser.server.clear_requests();
    Ok(())
}

/// Nothing was requested but what a result needs, which comes while the questions are answered.
async fn quiet(browser: &Browser) -> Result<()> {
    let requests = browser.requests_but_later();
    ensure!(requests.is_empty(), "requests after loading: {requests:?}");
    browser.no_errors().await
}

#[test]
fn a_whole_run_in_german_by_mouse() {
    browse(Engine::Chromium, async |browser| {
        let (items, responses) = (items()?, responses(EXAMPLE));
        browser.open("/", Size::DESKTOP).await?;
        loaded(browser).await?;
        browser.screenshot("start-de-desktop").await?;
        browser.click(".sc-role__line").await?;
        browser
            .click(".sc-choice:has([value='social-media-manager'])")
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        for (index, (item, response)) in items.iter().zip(&responses).enumerate() {
            if index == 7 {
                browser.screenshot("item-de-desktop").await?;
            }
            browser.respond_by_mouse(item, *response).await?;
        }
        let expected = Expected::new("de", "social-media-manager", &responses)?;
        browser.shows(&expected).await?;
        browser.wait_for_focus(".sc-headline__sentence").await?;
        browser
            .screenshot_page("result-de-desktop", Size::DESKTOP)
            .await?;

        // The numbers of the example, as they were worked out by hand.
        let fits = browser.texts(".sc-profile__percent").await?;
        let fits: Vec<_> = fits
            .iter()
            .map(|text| browser_tests::numbers(text))
            .collect();
        assert_eq!(
            fits,
            [[86, 94], [47, 57], [72, 76], [46, 54], [69, 83], [44, 57]]
        );
        assert_eq!(expected.advice.gap_points, 6);
        quiet(browser).await
    });
}

#[test]
fn a_whole_run_in_english_by_keys_alone() {
    browse(Engine::Chromium, async |browser| {
        let items = items()?;
        let responses = responses("4012340 3-12304 0123401 23401234 0-43210 123");
        browser.open("/", Size::PHONE).await?;
        browser.wait_for(".sc-start").await?;
        browser.tab_to(".sc-locale[lang='en']", 5).await?;
        browser.press(Key::Enter).await?;
        browser.wait_for(".sc[lang='en']").await?;
        browser.server.clear_requests();

        browser.tab_to_families().await?;
        browser.press(Key::Down).await?;
        browser
            .wait_for_focus("[name='family'][value='community-manager']:checked")
            .await?;
        browser
            .tab_back_to(".sc-start .sc-button--primary", 4)
            .await?;
        browser.press(Key::Enter).await?;
        for (item, response) in items.iter().zip(&responses) {
            browser.respond_by_keys(item, *response).await?;
        }
        let expected = Expected::new("en", "community-manager", &responses)?;
        browser.shows(&expected).await?;
        quiet(browser).await
    });
}

#[test]
fn the_way_back_and_the_arrow_keys() {
    browse(Engine::Chromium, async |browser| {
        let items = items()?;
        browser.open("/", Size::PHONE).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for_item(&items[0]).await?;

        // Going on without a response says what is missing, and stays.
        browser.click(".sc-item .next").await?;
        browser.wait_for("#sc-missing").await?;
        browser.wait_for_item(&items[0]).await?;

        browser.tab_to(".sc-rung__radio", 8).await?;
        browser.press(' ').await?;
        browser.press(Key::Down).await?;
        browser.press(Key::Down).await?;
        let third = format!(".sc-rung__radio[name='{}'][value='2']:checked", items[0]);
        browser.wait_for(&third).await?;
        browser.press(Key::Enter).await?;
        browser.wait_for_item(&items[1]).await?;
        browser.click(".sc-item .back").await?;
        browser.wait_for(&third).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;

        // From the heading of an item that is answered already, Enter goes on as well.
        browser.press(Key::Enter).await?;
        browser.wait_for_item(&items[1]).await?;
        browser.no_errors().await
    });
}

#[test]
fn the_language_changes_on_the_spot_and_nothing_is_lost() {
    browse(Engine::Chromium, async |browser| {
        let items = items()?;
        let (_, german) = content("de")?;
        let (_, english) = content("en")?;
        browser.open("/", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.respond_by_mouse(&items[0], Level(3)).await?;
        browser.wait_for_item(&items[1]).await?;
        browser
            .wait_for_text(".sc-ladder__prompt", |text| {
                text == &*german.items[1].prompt
            })
            .await?;
        browser.click(".sc-locale[lang='en']").await?;
        browser
            .wait_for_text(".sc-ladder__prompt", |text| {
                text == &*english.items[1].prompt
            })
            .await?;
        browser.click(".sc-item .back").await?;
        browser
            .wait_for(&format!("[name='{}'][value='3']:checked", items[0]))
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn a_response_can_be_changed_from_the_result() {
    browse(Engine::Chromium, async |browser| {
        let items = items()?;
        let mut responses = responses(EXAMPLE);
        browser.open("/", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        for (item, response) in items.iter().zip(&responses) {
            browser.respond_by_mouse(item, *response).await?;
        }
        browser.click(".sc-answers__area summary").await?;
        browser.click(".sc-answer button").await?;
        responses[0] = Level(4);
        browser.respond_by_mouse(&items[0], Level(4)).await?;
        browser
            .shows(&Expected::new("de", "social-media-manager", &responses)?)
            .await?;

        browser
            .click(".sc-target .sc-choice:has([value='community-manager'])")
            .await?;
        let expected = Expected::new("de", "community-manager", &responses)?;
        let name = expected.texts.profile(expected.target).name.to_string();
        browser
            .wait_for_text(".sc-target__name", |text| text == name)
            .await?;
        browser.shows(&expected).await?;

        browser.click(".restart").await?;
        browser.click(".confirm").await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}
