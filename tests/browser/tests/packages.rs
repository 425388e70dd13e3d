//! The npm package as its users meet it: installed, its types compiled, built into an application by
//! Vite, or taken by an import map; and its descriptions held to what the element is.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Server, Size, browse, dist};
use serde_json::Value;
use static_server::Options;

/// The sources of the application.
const APP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/npm");

/// Packs the folder as for a registry, instead of linking to it.
const INSTALL: &str = "--install-links";

/// The tools from npm.
const TOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/node_modules");

/// An application in a folder of its own, with the package installed; the folder goes with it.
struct App(PathBuf);

impl App {
    /// Installs the package as the guide says, which packs it first: what is not in its list of
    /// files is missing.
    fn new(name: &str) -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let app = Self(folder);
        for entry in std::fs::read_dir(APP)? {
            let entry = entry?;
            std::fs::copy(entry.path(), app.0.join(entry.file_name()))?;
        }
        let package = dist()?.join("npm").canonicalize()?;
        app.run(
            Command::new("npm")
                .args(["install", "--offline", "--no-audit", "--no-fund"])
                .arg(INSTALL)
                .arg(package),
        )?;
        // What a project with React has anyway.
        for name in ["@types", "csstype"] {
            let to = app.0.join("node_modules").join(name);
            std::os::unix::fs::symlink(Path::new(TOOLS).canonicalize()?.join(name), to)?;
        }
        Ok(app)
    }

    /// Runs a command in the folder.
    fn run(&self, command: &mut Command) -> Result<String> {
        let output = command.current_dir(&self.0).output()?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        ensure!(output.status.success(), "{command:?} failed:\n{text}");
        Ok(text)
    }

    /// Runs a tool from npm in the folder.
    fn tool(&self, name: &str, arguments: &[&str]) -> Result<String> {
        let tool = Path::new(TOOLS).join(".bin").join(name);
        let tool = tool.canonicalize().with_context(|| {
            format!("{name} is missing: run `cargo xtask test`, which installs it with npm")
        })?;
        self.run(Command::new(tool).args(arguments))
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// From the start to a result.
async fn run_through(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.click(".next").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

#[test]
fn an_application_is_built_with_vite_and_runs() {
    let app = App::new("vite").unwrap();
    app.tool("tsc", &["--project", "."]).unwrap();
    // A renderer on a server has no elements, and must not fail over it.
    let script = "import('@skill-check/widget').then(({ SkillCheck }) => new SkillCheck())";
    app.run(Command::new("node").args(["--eval", script]))
        .unwrap();
    app.tool("vite", &["build"]).unwrap();

    let server = Server::start(Options::new(app.0.join("dist"))).unwrap();
    // Whatever is not in Vite's output is not there; the policy is the strictest that the guide has.
    let html = std::fs::read_to_string(app.0.join("dist/index.html")).unwrap();
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
    let page = Route::page(html).header("Content-Security-Policy", policy);
    server.set_route("/app.html", page);
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.goto(&server.url("/app.html")).await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        run_through(browser).await?;
        let told = browser.script("return told", vec![]).await?;
        assert_eq!(
            told,
            serde_json::json!(["ready", "complete social-media 5"])
        );
        browser.no_errors().await
    });
    let requests = server.requests();
    // What is loaded later, and for courses, was found where Vite has put it.
    for name in ["/assets/later.", "/assets/host."] {
        let found = requests
            .iter()
            .any(|request| request.path.starts_with(name));
        assert!(found, "{name}… was not asked for: {requests:#?}");
    }
    let failed: Vec<_> = requests
        .iter()
        .filter(|request| request.status >= 400)
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The bundlers of today beside Vite, and whether they leave files alone that a script names by `new URL(…)`.
const BUNDLERS: [(&str, bool); 4] = [
    ("esbuild", true),
    ("rollup", true),
    ("webpack", false),
    ("parcel", false),
];

/// Goal: the package runs out of what each bundler makes of it; where one leaves files behind, the page says so
/// in place, and the console with what helps.
#[test]
fn bundlers_take_the_package_or_it_is_said_what_they_left() {
    let app = App::new("bundlers").unwrap();
    let tools = Path::new(TOOLS).canonicalize().unwrap();
    std::thread::scope(|scope| {
        for (bundler, _) in BUNDLERS {
            let (app, tools) = (&app, &tools);
            scope.spawn(move || {
                let mut command = Command::new("node");
                app.run(command.arg("bundle.mjs").arg(bundler).arg(tools))
                    .unwrap();
            });
        }
    });
    let server = Server::start(Options::new(app.0.join("out"))).unwrap();
    let assets = app.0.join("node_modules/@skill-check/widget/assets");
    for (bundler, leaves) in BUNDLERS {
        browse(Engine::Chromium, async |browser| {
            let page = server.url(&format!("/{bundler}/index.html"));
            browser.resize(Size::DESKTOP).await?;
            if leaves {
                browser.goto(&page).await?;
                browser.wait_for(".sc-loader button").await?;
                let said = browser.console().await?.join("\n");
                ensure!(said.contains("copy its folder assets"), "{bundler}: {said}");
                // The line of the package's own README.
                let beside = app.0.join("out").join(bundler).join("assets");
                app.run(Command::new("cp").arg("-r").arg(&assets).arg(beside))?;
                server.clear_requests();
            }
            browser.goto(&page).await?;
            browser.wait_for(".sc[lang='en'] .sc-start").await?;
            run_through(browser).await.with_context(|| bundler)?;
            browser.no_errors().await.with_context(|| bundler)
        });
        let failed = server.requests().into_iter().find(|one| one.status >= 400);
        assert!(failed.is_none(), "{bundler}: {failed:?}");
        server.clear_requests();
    }
}

/// Goal: a test runner without a browser imports the package, and nothing is thrown.
#[test]
fn test_runners_import_the_package() {
    let app = App::new("runners").unwrap();
    for environment in ["jsdom", "happy-dom"] {
        let said = app
            .tool(
                "vitest",
                &[
                    "run",
                    "--globals",
                    "--environment",
                    environment,
                    "runner.test.mjs",
                ],
            )
            .unwrap();
        assert!(said.contains("2 passed"), "{environment}: {said}");
    }
    let environment = Path::new(TOOLS)
        .canonicalize()
        .unwrap()
        .join("jest-environment-jsdom");
    let settings = serde_json::json!({
        "testEnvironment": environment,
        "testMatch": ["**/*.test.cjs"],
        "transform": {},
        "watchman": false,
    });
    let said = app
        .tool("jest", &["--config", &settings.to_string()])
        .unwrap();
    assert!(said.contains("1 passed"), "{said}");
    // And a server that requires it.
    let script = "const { SkillCheck } = require('@skill-check/widget'); new SkillCheck()";
    app.run(Command::new("node").args(["--input-type=commonjs", "--eval", script]))
        .unwrap();
}

/// What the element in a page is: its attributes, and the names of its class.
const IS: &str = "
    const type = customElements.get('skill-check');
    const names = Object.getOwnPropertyNames(type.prototype);
    return [type.observedAttributes, names];
";

/// Names out of a list of the manifest.
fn names(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    let mut names: Vec<_> = list
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn manifest() -> Value {
    let file = dist().unwrap().join("npm/custom-elements.json");
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn an_import_map_is_enough_and_the_manifest_tells_what_is_there() {
    browse(Engine::Chromium, async |browser| {
        // What the embedder's page writes is what is used here.
        browser
            .open(
                "/configure.html#page=en&lang=en&family=community-manager&way=npm",
                Size::DESKTOP,
            )
            .await?;
        let code = browser.texts("#panel-npm code").await?;
        let install = code[0].split(' ').collect::<Vec<_>>();
        assert_eq!(install, ["npm", "install", INSTALL, "./dist/npm"]);
        let (script, element) = (&code[1], &code[2]);
        let page = format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'>
             <script type='importmap'>{{ \"imports\": {{ \"@skill-check/widget\": \"/npm/skill-check.js\" }} }}</script>
             <script type='module'>{script}</script></head>
             <body><main><h1>Host</h1>{element}</main></body></html>"
        );
        browser.server.clear_requests();
        browser
            .open_page("/host.html", Route::page(page), Size::DESKTOP)
            .await?;
        browser
            .wait_for("[name='family'][value='community-manager']:checked")
            .await?;
        run_through(browser).await?;
        let paths = browser.requests().into_iter().map(|request| request.path);
        let outside: Vec<_> = paths
            .filter(|path| !path.starts_with("/npm/") && path != "/host.html")
            .collect();
        ensure!(outside.is_empty(), "not from the package: {outside:?}");

        let is = browser.script(IS, vec![]).await?;
        let (mut attributes, class): (Vec<String>, Vec<String>) = serde_json::from_value(is)?;
        attributes.sort();
        let manifest = manifest();
        let element = &manifest["modules"][0]["declarations"][0];
        assert_eq!(names(&element["attributes"]), attributes);
        let mut members: Vec<_> = class
            .into_iter()
            .filter(|name| {
                !name.ends_with("Callback") && !["constructor", "recover"].contains(&&**name)
            })
            .collect();
        members.sort();
        assert_eq!(names(&element["members"]), members);
        browser.no_errors().await
    });
}

#[test]
fn the_package_describes_itself_as_tools_expect() {
    let text = std::fs::read_to_string(format!("{TOOLS}/custom-elements-manifest/schema.json"));
    let schema: Value = serde_json::from_str(&text.unwrap()).unwrap();
    let manifest = manifest();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&manifest)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // It names what the guide names, no more and no less.
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/embedding.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let element = &manifest["modules"][0]["declarations"][0];
    let (_, pieces) = guide.split_once("Pieces: ").unwrap();
    let (pieces, _) = pieces.split_once(".\n").unwrap();
    let mut pieces: Vec<_> = pieces
        .split(", ")
        .map(|piece| piece.replace('`', ""))
        .collect();
    pieces.sort();
    assert_eq!(names(&element["cssParts"]), pieces);
    for list in ["events", "cssProperties", "attributes"] {
        for name in names(&element[list]) {
            assert!(
                name == "id" || guide.contains(&format!("`{name}`")),
                "the guide has no {name}"
            );
        }
    }
    let app = App::new("publint").unwrap();
    let package = app.0.join("node_modules/@skill-check/widget");
    let package = package.to_string_lossy().into_owned();
    let said = app.tool(
        "publint",
        &[
            "run", &package, "--strict", "--level", "warning", "--pack", "false",
        ],
    );
    let said = said.unwrap();
    assert!(said.contains("All good"), "{said}");
}

impl App {
    /// Begins a site with the package's own command; what it said, and its status.
    fn create(&self, arguments: &[&str]) -> Result<(String, Option<i32>)> {
        let mut command = Command::new("node_modules/.bin/create-skill-check");
        let output = command
            .args(arguments)
            .current_dir(&self.0)
            .stdin(std::process::Stdio::null())
            .output()?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        Ok((text, output.status.code()))
    }

    fn text(&self, path: &str) -> Result<String> {
        std::fs::read_to_string(self.0.join(path)).with_context(|| format!("{path} can't be read"))
    }
}

/// Does the check on the page that was written at this address.
fn site_runs(url: &str, lang: &str) {
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.goto(url).await?;
        let shown = format!(".sc[lang='{lang}'] .sc-start");
        browser.wait_for(&shown).await?;
        // All levels at once, as elsewhere in these tests.
        let all = "document.querySelector('skill-check').setAttribute('ladder', 'all')";
        browser.script(all, vec![]).await?;
        run_through(browser).await?;
        browser.no_errors().await
    });
}

/// Goal: `create-skill-check` begins a site that runs as it was written, with files of its own and from a package
/// CDN, where the page takes the pinned bytes and no others.
#[test]
fn a_site_is_begun_and_runs() {
    let app = App::new("create").unwrap();
    let (said, status) = app
        .create(&[
            "own",
            "--server",
            "nginx",
            "--host",
            "jobs.example",
            "--courses",
        ])
        .unwrap();
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("own/README.md"), "{said}");
    let server = Server::start(Options::new(app.0.join("own/www"))).unwrap();
    site_runs(&server.url("/"), "en");
    let requests = server.requests();
    let failed: Vec<_> = requests.iter().filter(|one| one.status >= 400).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let asked = |path: &str| requests.iter().find(|one| one.path.starts_with(path));
    assert!(asked("/courses.json").is_some(), "the courses are unread");
    let code = asked("/skill-check/assets/skill-check.").unwrap();
    assert_eq!(code.encoding.as_deref(), Some("br"), "there is no twin");

    let version = app
        .text("node_modules/@skill-check/widget/package.json")
        .unwrap();
    let version: Value = serde_json::from_str(&version).unwrap();
    let version = version["version"].as_str().unwrap();
    let place = app
        .0
        .join("cdn/npm/@skill-check")
        .join(format!("widget@{version}"));
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    let package = app.0.join("node_modules/@skill-check/widget");
    app.run(Command::new("cp").arg("-r").arg(package).arg(&place))
        .unwrap();
    let cdn = Server::start(Options::new(app.0.join("cdn"))).unwrap();
    let from = cdn.url("/npm/");
    let (said, status) = app.create(&["far", "--lang=de", "--from", &from]).unwrap();
    assert_eq!(status, Some(0), "{said}");
    assert!(!app.0.join("far/www/skill-check").exists(), "{said}");
    let far = Server::start(Options::new(app.0.join("far/www"))).unwrap();
    site_runs(&far.url("/"), "de");

    let script = place.join("skill-check.js");
    let changed = std::fs::read_to_string(&script).unwrap() + "\n";
    std::fs::write(&script, changed).unwrap();
    browse(Engine::Chromium, async |browser| {
        browser.goto(&far.url("/")).await?;
        browser.wait_for("skill-check:not(:defined)").await?;
        let said = browser.console().await?.join("\n");
        ensure!(said.contains("integrity"), "{said}");
        Ok(())
    });
}

/// Goal: each server's configuration is the guide's, for the site that was begun; and nothing is ever replaced.
#[test]
fn a_site_is_configured_and_replaces_nothing() {
    let app = App::new("configured").unwrap();
    for (server, file) in [
        ("nginx", "nginx.conf"),
        ("caddy", "Caddyfile"),
        ("apache", "www/skill-check/.htaccess"),
        ("iis", "www/skill-check/web.config"),
        ("static", "www/_headers"),
        ("container", "container.conf"),
    ] {
        let host = ["--host", "jobs.example", "--frames", "https://a.example"];
        let (said, status) = app
            .create(&[&[server, "--server", server], &host[..]].concat())
            .unwrap();
        assert_eq!(status, Some(0), "{said}");
        let text = app.text(&format!("{server}/{file}")).unwrap();
        let framers = "frame-ancestors 'self' https://a.example";
        assert!(text.contains(framers), "{server}: {text}");
        for example in ["careers.example", "www.example"] {
            assert!(!text.contains(example), "{server}: {text}");
        }
        let readme = app.text(&format!("{server}/README.md")).unwrap();
        assert!(readme.contains(file), "{server}: {readme}");
    }
    let image = app.text("container/Containerfile").unwrap();
    for line in [
        "COPY container.conf /etc/nginx/nginx.conf\n",
        "COPY www /srv/www\n",
    ] {
        assert!(image.contains(line), "{image}");
    }

    let page = app.text("nginx/www/index.html").unwrap();
    for (arguments, remedy) in [
        (&["nginx"][..], "name another folder"),
        (&["package.json"], "name a folder"),
        (&[], "name a folder to write to"),
        (&["new", "--server", "lighttpd"], "there are nginx, caddy"),
        (&["new", "--host", "https://a.example/"], "without https://"),
        (&["new", "--frames", "a.example"], "https://www.example"),
        (&["new", "--lang", "fr"], "there are de, en"),
        (&["new", "--server"], "needs a value"),
        (&["new", "--force"], "--help"),
        (&["new", "newer"], "one folder is enough"),
        (
            &["new", "--from", "https://cdn.example", "--server", "nginx"],
            "leave out",
        ),
    ] {
        let (said, status) = app.create(arguments).unwrap();
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(said.contains(remedy), "{arguments:?}: {said}");
    }
    assert!(!app.0.join("new").exists());
    assert_eq!(app.text("nginx/www/index.html").unwrap(), page);
}
