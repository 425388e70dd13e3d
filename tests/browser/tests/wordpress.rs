//! The plugin in a real WordPress, the oldest that it is for and the newest that there is: uploaded,
//! activated, set up, used by block and by shortcode, and removed without a trace. WordPress, PHP's server
//! and MariaDB run in a folder of their own.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test runs natively, and a time-out needs a clock"
)]

#[path = "wordpress/site.rs"]
mod site;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use browser_tests::picture::{coarsen, save};
use browser_tests::{Browser, Engine, Size, browse, dist};
use serde_json::{Value, json};
use site::{PASSWORD, PATIENCE, Site, named};

/// Fills in a form's fields by their ids, and sends it by a button.
async fn submit(browser: &Browser, fields: Value, button: &str) -> Result<()> {
    let script = "
        for (const [id, value] of Object.entries(arguments[0])) document.getElementById(id).value = value;
        document.querySelector(arguments[1]).click();
    ";
    browser.wait_for(button).await?;
    browser
        .script(script, vec![fields, Value::from(button)])
        .await?;
    Ok(())
}

/// Uploads and activates the plugin as an owner of a site does.
async fn install(browser: &Browser, site: &Site) -> Result<()> {
    browser.goto(&site.url("/wp-login.php")).await?;
    let user = json!({ "user_login": "admin", "user_pass": PASSWORD });
    submit(browser, user, "#wp-submit").await?;
    browser.wait_for("#wpadminbar").await?;
    browser
        .goto(&site.url("/wp-admin/plugin-install.php?tab=upload"))
        .await?;
    let archive = dist()?.join("wordpress/skill-check.zip").canonicalize()?;
    let field = browser.wait_for("#pluginzip").await?;
    field.send_keys(archive.to_string_lossy()).await?;
    submit(browser, json!({}), "#install-plugin-submit").await?;
    submit(browser, json!({}), "a[href*='action=activate']").await?;
    browser
        .wait_for("tr.active[data-plugin='skill-check/skill-check.php']")
        .await?;
    Ok(())
}

/// The settings page: refuses what is wrong, with its name and place, and keeps what is right.
async fn set_up(browser: &Browser, site: &Site) -> Result<()> {
    let page = site.url("/wp-admin/options-general.php?page=skill-check");
    browser.goto(&page).await?;
    assert_eq!(browser.text(".wrap h1").await?, "Skill-Check");
    let label = browser.text("label[for='skill_check_lang']").await?;
    assert_eq!(label, "Sprache");
    refuses(browser).await?;

    let right = json!({
        "skill_check_accent": "#8a1f5b",
        "skill_check_accent_dark": "#e3a3cb",
        "skill_check_text_preset": "var(--wp--preset--color--contrast)",
        "skill_check_text_dark": "#f4efe6",
        "skill_check_radius": "0",
        "skill_check_button_radius": "24",
        "skill_check_density": "0.75",
        "skill_check_level": "senior",
        "skill_check_footer_text": "Datenschutz & <b>Recht</b>",
        "skill_check_footer_link": "/datenschutz/",
        "skill_check_course_search": "https://courses.example/search?q={query}&a=b",
        "skill_check_handover": "https://advice.example/in",
        "skill_check_handover_name": "Beratung <b>Nord</b>",
        "skill_check_donate": "2",
        "skill_check_course_0_provider": "Ästhetik & <b>",
        "skill_check_course_0_name": "\"Kurs\"",
        "skill_check_course_0_url": "https://academy.example/a?b=1&c=2",
        "skill_check_course_0_hours": "48",
    });
    submit(browser, right, "#submit").await?;
    browser.wait_for("#setting-error-settings_updated").await?;
    for (id, expected) in [
        ("accent", "#8a1f5b"),
        ("text", ""),
        ("text_preset", "var(--wp--preset--color--contrast)"),
        ("radius", "0px"),
        ("button_radius", "24px"),
        ("level", "senior"),
        ("footer_text", "Datenschutz & Recht"),
        (
            "course_search",
            "https://courses.example/search?q={query}&a=b",
        ),
        ("handover", "https://advice.example/in"),
        ("handover_name", "Beratung Nord"),
        ("donate", "2"),
        ("modules", ""),
        ("course_0_provider", "Ästhetik &"),
        ("course_0_name", "\"Kurs\""),
        ("course_0_hours", "48"),
    ] {
        assert_eq!(browser.script(&value(id), vec![]).await?, expected, "{id}");
    }
    Ok(())
}

/// What a field of the settings page holds.
fn value(id: &str) -> String {
    format!("return document.getElementById('skill_check_{id}').value")
}

/// What can't be used is named, and keeps its former value; of courses, the rows stay to be mended. Colours
/// that can't be read are named at once.
async fn refuses(browser: &Browser) -> Result<()> {
    let pick = "jQuery('#skill_check_accent').wpColorPicker('color', '#ffff66')";
    browser.script(pick, vec![]).await?;
    browser
        .wait_for_text("#skill_check_contrast", |text| {
            text.contains("„Akzent“ auf „Hintergrund“ hat einen Kontrast von 1,0 : 1")
        })
        .await?;
    let rows = "document.querySelector('.skill-check-add').click();
        const rows = document.querySelectorAll('.skill-check-courses tbody tr');
        rows[1].querySelector('.skill-check-remove').click();
        return [rows.length, document.querySelectorAll('.skill-check-courses tbody tr').length,
                document.activeElement.id]";
    let rows = browser.script(rows, vec![]).await?;
    assert_eq!(rows, json!([3, 2, "skill_check_course_2_module"]));
    let wrong = json!({
        "skill_check_accent": "red;}</style>",
        "skill_check_font": "a}b",
        "skill_check_radius": "99",
        "skill_check_title_scale": "3",
        "skill_check_sections": "steps pink",
        "skill_check_kiosk": "61",
        "skill_check_handover": "javascript:alert(1)",
        "skill_check_result_base": "javascript:alert(1)",
        "skill_check_result_link": "javascript:alert(1)",
        "skill_check_course_search": "https://{query}.example/",
        "skill_check_course_0_module": "online-pr",
        "skill_check_course_0_provider": "P",
        "skill_check_course_0_name": "N",
        "skill_check_course_0_url": "javascript:alert(1)",
        "skill_check_catalogue": "social-media",
        "skill_check_family": "community-manager",
    });
    submit(browser, wrong, "#submit").await?;
    browser
        .wait_for("#setting-error-skill_check_accent")
        .await?;
    let said = browser.texts(".settings-error").await?.join("\n");
    for name in [
        "Akzent",
        "Schrift",
        "Runde Ecken",
        "Größe der Überschriften",
        "Teile eines Ergebnisses",
        "Rechner, den viele benutzen",
        "Wer Ergebnisse annimmt",
        "Ergebnis-Links",
        "Unter dem Ergebnissatz: Link",
        "Suche nach Kursen",
        "Kurs 1, „Adresse“",
    ] {
        ensure!(said.contains(name), "{name} is not refused:\n{said}");
    }
    browser.screenshot("wordpress-settings").await?;
    for (id, expected) in [
        ("accent", ""),
        ("modules", ""),
        ("course_0_module", "online-pr"),
        ("course_0_provider", "P"),
        ("course_0_url", "javascript:alert(1)"),
        ("family", "community-manager"),
    ] {
        assert_eq!(browser.script(&value(id), vec![]).await?, expected, "{id}");
    }
    Ok(())
}

/// Publishes a page in the block editor, and returns its address.
async fn publish(browser: &Browser, site: &Site, block: &str) -> Result<String> {
    browser
        .goto(&site.url("/wp-admin/post-new.php?post_type=page"))
        .await?;
    browser
        .wait_until("the editor is there", async || {
            let is_there =
                "return Boolean(globalThis.wp?.data?.select('core/editor')?.getCurrentPostId())";
            let is_there = browser.script(is_there, vec![]).await?;
            Ok((is_there == true).then_some(()))
        })
        .await?;
    let script = format!(
        "const {{ dispatch }} = wp.data;
         dispatch('core/block-editor').insertBlocks({block});
         dispatch('core/editor').editPost({{ title: 'Check', status: 'publish' }});
         dispatch('core/editor').savePost();"
    );
    browser.script(&script, vec![]).await?;
    let link = browser
        .wait_until("the page is published", async || {
            let link = "const editor = wp.data.select('core/editor');
                return editor.didPostSaveRequestSucceed() && !editor.isSavingPost() ? editor.getPermalink() : null";
            let link = browser.script(link, vec![]).await?;
            Ok(link.as_str().map(str::to_owned))
        })
        .await?;
    Ok(link)
}

/// The shortcode that the embedder's page writes for a few choices.
async fn written(browser: &Browser) -> Result<String> {
    let choices = "page=en&lang=en&level=senior&accent=%231f4fa8&radius=3&font=Arial&way=wordpress";
    browser
        .open(&format!("/configure.html#{choices}"), Size::DESKTOP)
        .await?;
    let shortcode = browser.text("#panel-wordpress .snippet code").await?;
    ensure!(shortcode.starts_with("[skill_check "), "{shortcode}");
    Ok(shortcode)
}

/// From the start to the result, and the files that it took.
async fn run_through(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.click(".next").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    let from = "return performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => /skill-check/.test(name))";
    let from: Vec<String> = serde_json::from_value(browser.script(from, vec![]).await?)?;
    let folder = "/wp-content/plugins/skill-check/check/";
    ensure!(from.len() >= 3, "{from:?}");
    ensure!(from.iter().all(|name| name.contains(folder)), "{from:?}");
    browser.no_errors().await
}

/// Optimisers are asked to leave the script alone; where one doesn't, it says where its files are, and its place
/// is kept until it is there.
fn tells_optimisers(site: &Site) -> Result<()> {
    let told: Value = serde_json::from_str(&site.php("optimisers.php")?)?;
    let left = told["left"].as_object().context("the filters")?;
    ensure!(left.len() == 8);
    for (filter, list) in left {
        let list: Vec<String> = serde_json::from_value(list.clone())?;
        ensure!(list[0] == "theirs.js", "{filter}: {list:?}");
        let own = list.get(1).context("the script")?;
        ensure!(
            own.ends_with("/plugins/skill-check/check/skill-check.js"),
            "{filter}: {own}"
        );
    }
    let html = told["html"].as_str().context("the tags")?;
    ensure!(html.matches("<skill-check").count() == 2, "{html}");
    let place = "skill-check:not(:defined){display:block";
    ensure!(html.matches(place).count() == 1, "{html}");
    let base = "data-skill-check-base=\"http";
    ensure!(
        html.contains(base) && html.contains("/plugins/skill-check/check\""),
        "{html}"
    );
    Ok(())
}

/// What stands on a page: the elements' attributes, and how many scripts there are.
const ON_PAGE: &str = "
    const elements = [...document.querySelectorAll('skill-check')];
    const attributes = elements.map((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
    return [attributes, document.querySelectorAll('script[src*=\"skill-check.js\"]').length];
";

/// A computed style of the first primary button.
const BUTTON: &str = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc-button--primary')).backgroundColor";

/// The block of the test, with colours and words of its own.
const BLOCK: &str = "wp.blocks.createBlock('skill-check/check', {
    lang: 'en', storage: 'none', surface: '#fff8e7', surface_dark: '#241c14', sections: 'areas steps',
    headline: 'Where are you?', result_text: 'Talk to us', result_link: '/advice/' })";

/// The editor shows the check itself, and says which of the block's colours can't be read.
async fn is_shown_in_the_editor(browser: &Browser) -> Result<()> {
    let shown = "
        const canvas = document.querySelector('iframe[name=editor-canvas]')?.contentDocument ?? document;
        const frame = canvas.querySelector('iframe[src*=skill_check_preview]');
        const check = frame?.contentDocument?.querySelector('skill-check');
        return check?.shadowRoot?.querySelector('.sc-start')
            ? [check.lang, check.getAttribute('storage'), check.querySelector('[slot=headline]').textContent, frame.inert] : null";
    let shown = browser
        .wait_until("the preview is there", async || {
            let shown = browser.script(shown, vec![]).await?;
            Ok((!shown.is_null()).then_some(shown))
        })
        .await?;
    assert_eq!(shown, json!(["en", "none", "Where are you?", true]));
    let colour = "const [block] = wp.data.select('core/block-editor').getBlocks();
        wp.data.dispatch('core/block-editor').selectBlock(block.clientId);
        wp.data.dispatch('core/block-editor').updateBlockAttributes(block.clientId, { text: '#bbbbbb' });
        wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');";
    browser.script(colour, vec![]).await?;
    browser
        .wait_until("the weak colour is named", async || {
            let said = browser.texts(".components-notice").await?.join("\n");
            Ok(said
                .contains("„Text“ auf „Hintergrund“ hat einen Kontrast")
                .then_some(()))
        })
        .await?;
    browser.screenshot("wordpress-editor").await
}

/// The page with the block: settings, its own options over them, words and colours.
async fn shows_the_block(browser: &Browser, address: &str) -> Result<()> {
    browser.goto(address).await?;
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    let page = browser.script(ON_PAGE, vec![]).await?;
    assert_eq!(page[1], 1, "scripts");
    let attributes = &page[0][0];
    let courses = r#"[{"module":"online-pr","provider":"Ästhetik &","name":"\"Kurs\"","url":"https://academy.example/a?b=1&c=2","hours":48}]"#;
    for (name, expected) in [
        ("lang", "en"),
        ("storage", "none"),
        ("level", "senior"),
        ("handover", "https://advice.example/in"),
        ("handover-name", "Beratung Nord"),
        ("donate", "2"),
        ("family", "community-manager"),
        ("sections", "areas steps"),
        (
            "course-search",
            "https://courses.example/search?q={query}&a=b",
        ),
        ("modules", courses),
    ] {
        assert_eq!(attributes[name], expected, "{name}");
    }
    let look = "const style = (node, name) => getComputedStyle(node).getPropertyValue(name);
        const check = document.querySelector('skill-check');
        const contrast = style(document.body, '--wp--preset--color--contrast');
        return [['surface', 'button-radius', 'density'].map((name) => style(check, `--skill-check-${name}`)),
                contrast.length > 3 && style(check, '--skill-check-text') === contrast,
                [...check.children].map((node) => `${node.localName} ${node.slot}: ${node.textContent} ${node.querySelector('a')?.getAttribute('href') ?? ''}`)]";
    let look = browser.script(look, vec![]).await?;
    assert_eq!(look[0], json!(["#fff8e7", "24px", "0.75"]));
    assert_eq!(look[1], true, "the theme's colour");
    let words = [
        "span headline: Where are you? ",
        "p result: Talk to us /advice/",
        "p footer: Datenschutz & Recht /datenschutz/",
    ];
    assert_eq!(look[2], json!(words));
    assert_eq!(browser.script(BUTTON, vec![]).await?, "rgb(138, 31, 91)");
    browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
    assert_eq!(browser.script(BUTTON, vec![]).await?, "rgb(227, 163, 203)");
    browser.prefer(&[("prefers-color-scheme", "light")]).await?;
    run_through(browser).await?;
    let seen = "return [...document.querySelectorAll('skill-check > *')].filter((node) => node.getClientRects().length).map(({ slot }) => slot)";
    let seen = browser.script(seen, vec![]).await?;
    assert_eq!(seen, json!(["result", "footer"]));
    Ok(())
}

/// The page with two shortcodes: the first as the embedder's page writes it; of the second some must not get through.
async fn shows_the_shortcodes(browser: &Browser, address: &str) -> Result<()> {
    browser.goto(address).await?;
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    assert_eq!(browser.script(BUTTON, vec![]).await?, "rgb(31, 79, 168)");
    let font = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc')).fontFamily";
    assert_eq!(browser.script(font, vec![]).await?, "Arial");
    let page = browser.script(ON_PAGE, vec![]).await?;
    assert_eq!(page[1], 1, "scripts");
    assert_eq!(page[0].as_array().map(Vec::len), Some(2));
    let second = &page[0][1];
    for (name, expected) in [
        ("level", "junior"),
        ("theme", "light"),
        ("kiosk", "7"),
        ("privacy", "strict"),
        ("family", "community-manager"),
    ] {
        assert_eq!(second[name], expected, "{name}");
    }
    let html = browser
        .script("return document.documentElement.outerHTML", vec![])
        .await?;
    let html = html.as_str().unwrap();
    ensure!(
        !html.contains("alert(1)") && !html.contains("astronaut"),
        "not escaped"
    );
    ensure!(
        html.contains("--skill-check-accent:#0b5a60"),
        "the shortcode's colour"
    );
    run_through(browser).await
}

/// Names the newest WordPress.
const NEWEST: &str = "WORDPRESS_NEWEST";

/// The whole way in the WordPress that a variable names.
fn works_in(variable: &str) {
    let site = Site::start(variable).unwrap();
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.be_patient_for(PATIENCE);
        install(browser, &site).await?;
        set_up(browser, &site).await?;
        let with_block = publish(browser, &site, BLOCK).await?;
        is_shown_in_the_editor(browser).await?;
        let written = written(browser).await?;
        let shortcodes = "WRITTEN [skill_check level='junior' accent='#0b5a60' theme='light' kiosk='7' privacy='strict' font='x</style><script>alert(1)</script>' family='astronaut' radius='1px;}']"
            .replace("WRITTEN", &written);
        let shortcode = format!(
            "wp.blocks.createBlock('core/shortcode', {{ text: {} }})",
            json!(shortcodes)
        );
        let with_shortcode = publish(browser, &site, &shortcode).await?;
        // What the admin pages said is WordPress's own.
        browser.console().await?;
        shows_the_block(browser, &with_block).await?;
        shows_the_shortcodes(browser, &with_shortcode).await?;
        leads_nobody_elsewhere(&site);
        has_the_first_screen(&site);
        is_registered(&site);
        tells_optimisers(&site)?;
        keeps_a_table(&site);
        if variable == NEWEST {
            takes_pictures(browser, &site, &with_block).await?;
        }
        Ok(())
    });
    leaves_nothing(&site);
}

/// How large a picture for the plugin's page in the directory is.
const PICTURE: Size = Size::new(1200, 800);

/// Renews the pictures for the plugin's page in the directory, where that is asked for (`SKILL_CHECK_BLESS=1`):
/// a page with the check, the block in the editor, and the table of courses.
async fn takes_pictures(browser: &Browser, site: &Site, page: &str) -> Result<()> {
    if std::env::var_os("SKILL_CHECK_BLESS").is_none() {
        return Ok(());
    }
    site.php("english.php")?;
    browser.resize(PICTURE).await?;
    browser.goto(page).await?;
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    keep(browser, 1).await?;

    let (_, id) = page.split_once("page_id=").context("the page's number")?;
    let editor = site.url(&format!("/wp-admin/post.php?post={id}&action=edit"));
    browser.goto(&editor).await?;
    let open = "const [block] = globalThis.wp?.data?.select('core/block-editor')?.getBlocks() ?? [];
        if (!block) return false;
        wp.data.dispatch('core/block-editor').selectBlock(block.clientId);
        wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');
        const canvas = document.querySelector('iframe[name=editor-canvas]')?.contentDocument ?? document;
        const frame = canvas.querySelector('iframe[src*=skill_check_preview]');
        return Boolean(frame?.contentDocument?.querySelector('skill-check')?.shadowRoot?.querySelector('.sc-start'))";
    browser
        .wait_until("the block is in the editor", async || {
            let is_there = browser.script(open, vec![]).await?;
            Ok((is_there == true).then_some(()))
        })
        .await?;
    keep(browser, 2).await?;

    let settings = site.url("/wp-admin/options-general.php?page=skill-check");
    browser.goto(&settings).await?;
    let show = "document.querySelector('.skill-check-courses details').open = true;
        document.querySelector('.skill-check-courses').scrollIntoView();
        scrollBy(0, -120)";
    browser.script(show, vec![]).await?;
    keep(browser, 3).await
}

/// Writes what is in sight beside the plugin.
async fn keep(browser: &Browser, number: u32) -> Result<()> {
    let png = browser.page_as_png(PICTURE, PICTURE.height).await?;
    let mut picture = image::load_from_memory(&png)?.to_rgb8();
    coarsen(&mut picture);
    let path = format!("../../wordpress/assets/screenshot-{number}.png");
    save(&picture, &Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
}

/// Whoever may not write any HTML leads nobody elsewhere, by shortcode or block.
fn leads_nobody_elsewhere(site: &Site) {
    let shown: Value = serde_json::from_str(&site.php("strangers.php").unwrap()).unwrap();
    for who in ["author", "author, edited", "administrator, edited"] {
        let html = shown[who].as_str().unwrap();
        assert_eq!(html.matches("<skill-check").count(), 2, "{who}: {html}");
        assert_eq!(html.matches("Call them</p>").count(), 2, "{who}: {html}");
        assert!(!html.contains("stranger.example"), "{who}: {html}");
    }
    let html = shown["administrator"].as_str().unwrap();
    let base = "result-base=\"https://stranger.example/\"";
    assert_eq!(html.matches(base).count(), 1, "{html}");
    let search = "course-search=\"https://stranger.example/?q={query}\"";
    assert_eq!(html.matches(search).count(), 1, "{html}");
    let link = "<a href=\"https://stranger.example/call\">Call them</a>";
    assert_eq!(html.matches(link).count(), 2, "{html}");
    assert!(!html.contains("c.bin"), "{html}");
}

/// The first screen is in the page's HTML, letter by letter, where the check will show it; nowhere else.
fn has_the_first_screen(site: &Site) {
    let shown: Value = serde_json::from_str(&site.php("screens.php").unwrap()).unwrap();
    let screens = |locale: &str| {
        let path = dist()
            .unwrap()
            .join(format!("screens/social-media.{locale}.html"));
        std::fs::read_to_string(path).unwrap()
    };
    let begin = "<template shadowrootmode";
    for (attributes, locale) in [
        (r#""lang":"en""#, Some("en")),
        (r#""lang":"de-AT""#, Some("de")),
        ("shortcode", Some("de")),
        (r#""lang":"de","level":"senior""#, None),
        (r#""lang":"de","catalogue":"data-analyst""#, None),
    ] {
        let html = shown[attributes].as_str().unwrap();
        assert!(html.contains("<skill-check"), "{attributes}: {html}");
        match locale {
            Some(locale) => assert!(html.contains(&screens(locale)), "{attributes}: {html}"),
            None => assert!(!html.contains(begin), "{attributes}: {html}"),
        }
    }
}

/// Head, block and pattern, as WordPress has read them; and no stranger's plugin comes as an update.
fn is_registered(site: &Site) {
    let known: Value = serde_json::from_str(&site.php("registered.php").unwrap()).unwrap();
    println!("WordPress {}", known["version"]);
    assert_eq!(known["update_uri"], "false");
    assert_eq!(known["head"]["RequiresWP"], "6.1");
    assert_eq!(known["api"], 3);
    for locale in ["de_DE", "de_AT", "de_DE_formal", "de_CH_informal"] {
        assert_eq!(known["german"][locale], "Farben", "{locale}");
    }
    assert_eq!(known["german"]["fr_FR"], "Colours");
    assert_eq!(known["title"], "Skill-Check");
    assert_eq!(known["example"]["attributes"]["mode"], "quick");
    let attributes: Vec<String> = serde_json::from_value(known["attributes"].clone()).unwrap();
    for name in [
        "lang",
        "accent",
        "text_dark",
        "sections",
        "width",
        "end_link",
    ] {
        assert!(attributes.iter().any(|one| one == name), "{attributes:?}");
    }
    for name in ["modules", "handover", "result_base", "course_search"] {
        assert!(!attributes.iter().any(|one| one == name), "{name}");
    }
    assert_eq!(known["pattern"]["title"], "Eine Seite mit dem Check");
    let shown = known["shown"].as_str().unwrap();
    assert!(shown.contains("Wo stehen Sie?</h2>"), "{shown}");
    assert!(shown.contains("<skill-check"), "{shown}");
}

/// The table of courses without its script, and the limits of what has some.
fn keeps_a_table(site: &Site) {
    let known: Value = serde_json::from_str(&site.php("table.php").unwrap()).unwrap();
    let course = r#"{"module":"online-pr","provider":"P","name":"N","url":"https://a.example/","start":"2027-03-01","hours":48,"certificate":"chamber","funding":["voucher","leave"],"advertisement":true}"#;
    assert_eq!(known["right"], json!([format!("[{course}]"), []]));
    for (key, label) in [
        ("url", "Adresse"),
        ("hours", "Unterrichtsstunden"),
        ("start", "Beginnt am"),
        ("certificate", "Nachweis"),
        ("funding", "Mögliche Förderung"),
        ("provider", "Anbieter"),
    ] {
        let said = known["wrong"][key][1][0].as_str().unwrap();
        assert!(
            said.contains(&format!("Kurs 2, „{label}“")),
            "{key}: {said}"
        );
    }
    assert_eq!(known["address"], json!(["/courses.json", []]));
    assert_eq!(known["cut"][0], "");
    let said = known["cut"][1][0].as_str().unwrap();
    assert!(said.contains("max_input_vars"), "{said}");
    let limits = [
        "24px",
        "1.5rem",
        "",
        "none",
        "",
        "0.75",
        "",
        "answers steps",
        "",
        "platforms pr",
        "",
        "https://a.example/s?q={query}&x=1",
        "",
        "",
        "",
        "/privacy#a",
        "",
        "https://a.example/b?c=d",
        "",
        "mailto:a@b.example",
        "",
        "var(--wp--preset--color--accent-1)",
        "",
    ];
    assert_eq!(known["limits"], json!(limits));
}

/// Deleted, the plugin leaves nothing behind, and PHP has had nothing to say of it.
fn leaves_nothing(site: &Site) {
    let left: Value = serde_json::from_str(&site.php("uninstall.php").unwrap()).unwrap();
    assert_eq!(left["before"]["accent"], "#8a1f5b");
    assert_eq!(left["deleted"], true);
    assert_eq!(left["after"], "nothing");
    assert_eq!(left["folder"], false);
    let log = site.log("debug.log");
    let ours: Vec<_> = log
        .lines()
        .filter(|line| line.contains("/plugins/skill-check/"))
        .collect();
    assert!(ours.is_empty(), "PHP complains about the plugin: {ours:#?}");
}

#[test]
fn the_plugin_is_uploaded_set_up_used_and_removed() {
    works_in("WORDPRESS");
}

#[test]
fn it_works_in_the_newest_wordpress_too() {
    works_in(NEWEST);
}

#[test]
fn every_file_of_the_plugin_is_php() {
    let php = named("PHP").unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wordpress");
    let mut files = Vec::new();
    for folder in [root.clone(), root.join("block"), root.join("includes")] {
        let entries = std::fs::read_dir(folder).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| file.extension().is_some_and(|end| end == "php"));
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let output = Command::new(&php).arg("-l").arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
    }
}
