//! The plugin in a real WordPress: uploaded, activated, set up, used by block and by shortcode, and
//! removed without a trace. WordPress, PHP's server and MariaDB run in a folder of their own.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test runs natively, and a time-out needs a clock"
)]

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use browser_tests::{Browser, Engine, Size, browse, dist};
use serde_json::{Value, json};

/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the user of the test's WordPress types.
const PASSWORD: &str = "a long password of a test";

/// The scripts that make and unmake the site.
const SCRIPTS: [(&str, &str); 5] = [
    ("wp-config.php", include_str!("wordpress/wp-config.php")),
    ("install.php", include_str!("wordpress/install.php")),
    ("optimisers.php", include_str!("wordpress/optimisers.php")),
    ("strangers.php", include_str!("wordpress/strangers.php")),
    ("uninstall.php", include_str!("wordpress/uninstall.php")),
];

/// A file or folder that a variable names, as `cargo xtask test` sets it.
fn named(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .with_context(|| {
            format!("{variable} names nothing: run `cargo xtask test`, which installs and sets it")
        })
}

/// A WordPress with its database and its server, in a folder that goes with it.
struct Site {
    folder: PathBuf,
    address: SocketAddr,
    processes: Vec<Child>,
}

impl Site {
    fn start() -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-wordpress-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("data"))?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut site = Self {
            folder,
            address,
            processes: Vec::new(),
        };
        let copied = Command::new("cp")
            .args(["-R", "-P"])
            .arg(named("WORDPRESS")?)
            .arg(site.path("share"))
            .status()?;
        ensure!(copied.success(), "WordPress can't be copied");
        for (name, text) in SCRIPTS {
            std::fs::write(site.root().join(name), text)?;
        }
        // German counts as installed once there is a file; WordPress's own texts stay English.
        let languages = site.root().join("wp-content/languages");
        std::fs::create_dir_all(&languages)?;
        std::fs::write(languages.join("de_DE.mo"), "")?;
        site.start_database()?;
        site.php("install.php")?;
        let mut command = site.command()?;
        // The editor asks for several things at once.
        command
            .env("PHP_CLI_SERVER_WORKERS", "4")
            .args(["-S", &site.address.to_string()]);
        site.serve(&mut command, "server.log", |site| {
            TcpStream::connect(site.address).is_ok()
        })?;
        Ok(site)
    }

    /// A database without users or network: whoever may write to the folder may use it.
    fn start_database(&mut self) -> Result<()> {
        let option = |name: &str, file: &str| format!("--{name}={}", self.path(file).display());
        let mut command = Command::new(named("MARIADB")?);
        command
            .arg("--no-defaults")
            .args([
                option("datadir", "data"),
                option("socket", "socket"),
                option("pid-file", "pid"),
            ])
            .args(["--skip-networking", "--skip-grant-tables"])
            .args(["--innodb-log-file-size=4M", "--innodb-buffer-pool-size=16M"])
            .arg("--innodb-flush-log-at-trx-commit=0");
        let user = Command::new("id").arg("-un").output()?.stdout;
        let user = String::from_utf8_lossy(&user).trim().to_owned();
        command.arg(format!("--user={user}"));
        self.serve(&mut command, "database.log", |site| {
            site.path("socket").exists()
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder that is served.
    fn root(&self) -> PathBuf {
        self.path("share/wordpress")
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// PHP as the site wants it.
    fn command(&self) -> Result<Command> {
        let mut command = Command::new(named("PHP")?);
        command
            .current_dir(self.root())
            .env("WORDPRESS_SOCKET", self.path("socket"))
            .env("WORDPRESS_URL", self.url(""))
            .env("WORDPRESS_LOG", self.path("debug.log"))
            .env("WORDPRESS_PASSWORD", PASSWORD);
        Ok(command)
    }

    /// Runs a script and returns what it prints.
    fn php(&self, script: &str) -> Result<String> {
        let output = self.command()?.arg(script).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "{script}: {text}\n{}",
            self.log("debug.log")
        );
        Ok(text)
    }

    fn log(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Starts a server and waits until it is there.
    fn serve(
        &mut self,
        command: &mut Command,
        log: &str,
        is_there: impl Fn(&Self) -> bool,
    ) -> Result<()> {
        let file = std::fs::File::create(self.path(log))?;
        let errors = file.try_clone()?;
        let process = command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .process_group(0)
            .spawn()?;
        self.processes.push(process);
        let start = Instant::now();
        while !is_there(self) {
            let ended = self.processes.last_mut().map(Child::try_wait);
            let ended = ended.transpose()?.flatten();
            if ended.is_some() || start.elapsed() > PATIENCE {
                bail!("nothing answers ({ended:?}):\n{}", self.log(log));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // The web server before the database.
        for process in self.processes.iter_mut().rev() {
            // PHP's server has workers, which would outlive it: the whole group goes.
            let group = format!("-{}", process.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

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
    let courses =
        r#"[{"module":"online-pr","provider":"P","name":"N","url":"javascript:alert(1)"}]"#;
    let wrong = json!({
        "skill_check_accent": "red;}</style>",
        "skill_check_font": "a}b",
        "skill_check_radius": "99",
        "skill_check_result_base": "javascript:alert(1)",
        "skill_check_modules": courses,
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
        "Ergebnis-Links",
        "[0].url",
    ] {
        ensure!(said.contains(name), "{name} is not refused:\n{said}");
    }
    browser.screenshot("wordpress-settings").await?;
    let value = |id: &str| format!("return document.getElementById('skill_check_{id}').value");
    for (id, expected) in [
        ("accent", ""),
        ("modules", ""),
        ("family", "community-manager"),
    ] {
        assert_eq!(browser.script(&value(id), vec![]).await?, expected, "{id}");
    }

    let courses = r#"[{"module":"online-pr","provider":"Ästhetik & <b>","name":"\"Kurs\"","url":"https://academy.example/a?b=1&c=2","pink":"x"}]"#;
    let right = json!({
        "skill_check_accent": "#8a1f5b",
        "skill_check_accent_dark": "#e3a3cb",
        "skill_check_radius": "0",
        "skill_check_level": "senior",
        "skill_check_modules": courses,
    });
    submit(browser, right, "#submit").await?;
    browser.wait_for("#setting-error-settings_updated").await?;
    for (id, expected) in [
        ("accent", "#8a1f5b"),
        ("radius", "0px"),
        ("level", "senior"),
        (
            "modules",
            r#"[{"module":"online-pr","provider":"Ästhetik &","name":"\"Kurs\"","url":"https://academy.example/a?b=1&c=2"}]"#,
        ),
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

#[test]
fn the_plugin_is_uploaded_set_up_used_and_removed() {
    let site = Site::start().unwrap();
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.be_patient_for(PATIENCE);
        install(browser, &site).await?;
        set_up(browser, &site).await?;
        let block = "wp.blocks.createBlock('skill-check/check', { lang: 'en', storage: 'none' })";
        let with_block = publish(browser, &site, block).await?;
        browser.screenshot("wordpress-editor").await?;
        // The first as the embedder's page writes it; the second has its own, of which some must not get through.
        let written = written(browser).await?;
        let shortcodes = "WRITTEN [skill_check level='junior' accent='#0b5a60' theme='light' font='x</style><script>alert(1)</script>' family='astronaut' radius='1px;}']"
            .replace("WRITTEN", &written);
        let shortcode = format!(
            "wp.blocks.createBlock('core/shortcode', {{ text: {} }})",
            json!(shortcodes)
        );
        let with_shortcode = publish(browser, &site, &shortcode).await?;
        // What the admin pages said is WordPress's own.
        browser.console().await?;

        browser.goto(&with_block).await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        let page = browser.script(ON_PAGE, vec![]).await?;
        assert_eq!(page[1], 1, "scripts");
        let attributes = &page[0][0];
        for (name, expected) in [
            ("lang", "en"),
            ("storage", "none"),
            ("level", "senior"),
            ("family", "community-manager"),
        ] {
            assert_eq!(attributes[name], expected, "{name}");
        }
        assert_eq!(browser.script(BUTTON, vec![]).await?, "rgb(138, 31, 91)");
        browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
        assert_eq!(browser.script(BUTTON, vec![]).await?, "rgb(227, 163, 203)");
        browser.prefer(&[("prefers-color-scheme", "light")]).await?;
        run_through(browser).await?;

        browser.goto(&with_shortcode).await?;
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
    });

    // Whoever may not write any HTML leads nobody elsewhere, by shortcode or block.
    let shown: Value = serde_json::from_str(&site.php("strangers.php").unwrap()).unwrap();
    for who in ["author", "author, edited", "administrator, edited"] {
        let html = shown[who].as_str().unwrap();
        assert_eq!(html.matches("<skill-check").count(), 2, "{who}: {html}");
        assert!(!html.contains("stranger.example"), "{who}: {html}");
    }
    let html = shown["administrator"].as_str().unwrap();
    let base = "result-base=\"https://stranger.example/\"";
    assert_eq!(html.matches(base).count(), 1, "{html}");
    assert!(!html.contains("c.bin"), "{html}");

    tells_optimisers(&site).unwrap();

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
fn every_file_of_the_plugin_is_php() {
    let php = named("PHP").unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wordpress");
    let mut files = Vec::new();
    for folder in [root.clone(), root.join("includes")] {
        let entries = std::fs::read_dir(folder).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| file.extension().is_some_and(|end| end == "php"));
    assert!(files.len() >= 6, "{files:?}");
    for file in files {
        let output = Command::new(&php).arg("-l").arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
    }
}
