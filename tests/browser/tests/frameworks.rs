//! The recipes of `docs/frameworks.md`, as they stand there. What needs nothing but the tools of the other tests is
//! run each time; frameworks that are large by `cargo xtask frameworks`, which installs them.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::disallowed_methods,
    reason = "the table says how long a framework takes"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Server, Size, browse, dist};
use serde_json::{Value, json};
use static_server::Options;

/// The guide with the recipes.
const GUIDE: &str = include_str!("../../../docs/frameworks.md");

/// The root of the work tree.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Where `cargo xtask frameworks` has installed them, and reads what was found.
const FRAMEWORKS: &str = "target/frameworks";

/// The strictest policy of the guide to embedding.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The files of a way's recipes by their path.
fn recipes(way: &str) -> Vec<(&'static str, &'static str)> {
    let mark = format!("<!-- tested: {way} ");
    let found = GUIDE.split(mark.as_str()).skip(1).map(|rest| {
        let (path, rest) = rest.split_once(" -->\n```").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        let (text, _) = rest.split_once("```\n").unwrap();
        (path, text)
    });
    let found: Vec<_> = found.collect();
    assert!(!found.is_empty(), "the guide has no recipe for {way}");
    found
}

/// How many lines of a way's recipes name the check.
fn lines(way: &str) -> usize {
    let lines = recipes(way).into_iter().flat_map(|(_, text)| text.lines());
    let named = lines.filter(|line| {
        let line = line.to_lowercase().replace("skillcheck", "skill-check");
        line.contains("skill-check")
    });
    named.count()
}

fn write(folder: &Path, path: &str, text: &str) -> Result<()> {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap())?;
    Ok(fs::write(file, text)?)
}

/// Runs a command in a folder.
fn run(folder: &Path, command: &mut Command) -> Result<String> {
    let output = command.current_dir(folder).output();
    let output = output.with_context(|| format!("{command:?} could not be started"))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    ensure!(output.status.success(), "{command:?} failed:\n{text}");
    Ok(text)
}

/// What was found, for the table in the guide, where somebody asks for it.
fn record(way: &str, title: &str, packages: &[(&str, &Path)], ran: &str, start: Instant) {
    let Some(folder) = std::env::var_os("SKILL_CHECK_FRAMEWORKS") else {
        return;
    };
    let versions = packages.iter().map(|(name, modules)| {
        let manifest = fs::read(modules.join(name).join("package.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        format!("{name} {}", manifest["version"].as_str().unwrap())
    });
    let row = json!({
        "title": title,
        "versions": versions.collect::<Vec<_>>().join(", "),
        "ran": ran,
        "seconds": start.elapsed().as_secs(),
        "lines": lines(way),
    });
    fs::write(
        Path::new(&folder).join(format!("{way}.json")),
        row.to_string(),
    )
    .unwrap();
}

/// From the start to a result.
async fn run_through(browser: &Browser) -> Result<()> {
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.click(".next").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

/// An application in a folder of its own, with the recipes of a way and the package; the folder goes with it.
struct App(PathBuf);

impl App {
    fn new(way: &str) -> Result<Self> {
        // Tests of one process stand side by side.
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("skill-check-{way}-{}-{count}", std::process::id());
        let app = Self(std::env::temp_dir().join(name));
        write(
            &app.0,
            "package.json",
            r#"{ "private": true, "type": "module" }"#,
        )?;
        for (path, text) in recipes(way) {
            write(&app.0, path, text)?;
        }
        app.install()?;
        Ok(app)
    }

    /// The package as it would be published, and what a project with React has anyway.
    fn install(&self) -> Result<()> {
        let install = [
            "install",
            "--offline",
            "--no-audit",
            "--no-fund",
            "--install-links",
        ];
        let package = dist()?.join("npm").canonicalize()?;
        run(&self.0, Command::new("npm").args(install).arg(package))?;
        for name in ["react", "react-dom", "@types", "csstype"] {
            let to = self.0.join("node_modules").join(name);
            std::os::unix::fs::symlink(tools().join(name), to)?;
        }
        Ok(())
    }

    /// Runs a tool from npm in the folder.
    fn tool(&self, name: &str, arguments: &[&str]) -> Result<String> {
        run(
            &self.0,
            Command::new(tools().join(".bin").join(name)).args(arguments),
        )
    }

    /// Runs a script in Node.
    fn node(&self, kind: &str, script: &str) -> Result<String> {
        run(&self.0, Command::new("node").args([kind, "--eval", script]))
    }

    /// Copies the files of the check as the guide says.
    fn copy_files(&self) -> Result<()> {
        let program = self.0.join("node_modules/.bin/skill-check-assets");
        let said = run(&self.0, Command::new(program).arg("out/skill-check"))?;
        ensure!(
            said.starts_with("out/skill-check: skill-check.js and "),
            "{said}"
        );
        Ok(())
    }

    /// A server over what was built.
    fn serve(&self) -> Result<Server> {
        Ok(Server::start(Options::new(self.0.join("out")))?)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The tools of all tests.
fn tools() -> PathBuf {
    let tools = Path::new(ROOT).join("tools/node_modules").canonicalize();
    tools.expect("run `cargo xtask test`, which installs the tools with npm")
}

/// A page around a part of its body.
fn page(body: &str, script: &str) -> Route {
    let html = format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>App</title>\
         <link rel='icon' href='data:,'><script type='module' src='{script}'></script></head>\
         <body>{body}</body></html>"
    );
    Route::page(html).header("Content-Security-Policy", POLICY)
}

/// Goal: a component that a server has rendered gets its element, and the events that it is to listen to.
#[test]
fn a_react_component_takes_over_what_a_server_has_rendered() {
    let start = Instant::now();
    let app = App::new("react").unwrap();
    let server = "import { renderToString } from 'react-dom/server';\nimport { App } from './main.jsx';\n\
                  console.log(renderToString(<App />));\n";
    write(&app.0, "server.jsx", server).unwrap();
    let common = [
        "--bundle",
        "--jsx=automatic",
        "--log-level=error",
        "--define:process.env.NODE_ENV=\"development\"",
    ];
    let with = |more: &[&'static str]| [&common[..], more].concat();
    app.tool(
        "esbuild",
        &with(&["main.jsx", "--format=esm", "--outfile=out/main.js"]),
    )
    .unwrap();
    app.tool(
        "esbuild",
        &with(&["server.jsx", "--platform=node", "--outfile=server.cjs"]),
    )
    .unwrap();
    let html = run(&app.0, Command::new("node").arg("server.cjs")).unwrap();
    let tag = "<skill-check lang=\"en\" modules=\"[{&quot;module&quot;:&quot;online-pr&quot;";
    assert!(html.starts_with(tag), "{html}");
    assert!(
        html.contains(" result-base=\"https://a.example/\"></skill-check>"),
        "{html}"
    );
    app.copy_files().unwrap();
    let server = app.serve().unwrap();
    server.set_route(
        "/react.html",
        page(&format!("<main>{}</main>", html.trim()), "/main.js"),
    );
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.goto(&server.url("/react.html")).await?;
        run_through(browser).await?;
        let title = browser.script("return document.title", vec![]).await?;
        assert_eq!(title, "skill-check-complete 1");
        browser.no_errors().await
    });
    let modules = tools();
    record(
        "react",
        "React, rendered on a server",
        &[("react", modules.as_path()), ("esbuild", modules.as_path())],
        "server rendering, hydration, result, event",
        start,
    );
}

/// Goal: one line takes the files from a folder, whatever the bundler makes of the rest.
#[test]
fn files_in_a_folder_do_for_bundlers_that_leave_them_behind() {
    let start = Instant::now();
    let app = App::new("plain").unwrap();
    let out = |bundler: &str| format!("--outfile=out/{bundler}/main.js");
    app.tool(
        "esbuild",
        &["main.js", "--bundle", "--format=esm", &out("esbuild")],
    )
    .unwrap();
    let plugin = tools().join("@rollup/plugin-node-resolve/dist/cjs/index.js");
    let plugin = plugin.to_string_lossy();
    app.tool(
        "rollup",
        &[
            "main.js",
            "--format",
            "es",
            "--dir",
            "out/rollup",
            "--silent",
            "--plugin",
            &plugin,
        ],
    )
    .unwrap();
    app.copy_files().unwrap();
    let server = app.serve().unwrap();
    let body = "<main><skill-check lang='en'></skill-check></main>";
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        for bundler in ["esbuild", "rollup"] {
            let path = format!("/{bundler}.html");
            server.set_route(&path, page(body, &format!("/{bundler}/main.js")));
            browser.goto(&server.url(&path)).await?;
            run_through(browser).await.with_context(|| bundler)?;
            browser.script("sessionStorage.clear()", vec![]).await?;
        }
        browser.no_errors().await
    });
    let failed = server.requests().into_iter().find(|one| one.status >= 400);
    assert!(failed.is_none(), "{failed:?}");
    let modules = tools();
    record(
        "plain",
        "esbuild, Rollup",
        &[
            ("esbuild", modules.as_path()),
            ("rollup", modules.as_path()),
        ],
        "build, result",
        start,
    );
}

/// Goal: whatever a server runs on, the import throws nothing and brings no element along.
#[test]
fn servers_of_all_kinds_import_the_package() {
    let app = App::new("plain").unwrap();
    let script = "import { SkillCheck } from '@skill-check/widget';\nimport { load } from '@skill-check/widget/load';\n\
                  new SkillCheck();\nload('/skill-check/').then((none) => console.log(typeof none));\n";
    write(&app.0, "server.js", script).unwrap();
    for kind in [
        "edge-light",
        "workerd",
        "worker",
        "deno",
        "bun",
        "react-server",
    ] {
        let condition = format!("--conditions={kind}");
        let bundle = [
            "server.js",
            "--bundle",
            "--format=esm",
            "--platform=neutral",
            "--outfile=bundle.mjs",
            "--log-level=error",
            &condition,
        ];
        app.tool("esbuild", &bundle).unwrap();
        let said = run(&app.0, Command::new("node").arg("bundle.mjs")).unwrap();
        assert_eq!(said, "undefined\n", "{kind}");
        let bundle = fs::read_to_string(app.0.join("bundle.mjs")).unwrap();
        assert!(!bundle.contains("HTMLElement"), "{kind}: {bundle}");
    }
    let said = run(&app.0, Command::new("node").arg("server.js")).unwrap();
    assert_eq!(said, "undefined\n");
}

/// What `CommonJS` has to allow, and what it has to refuse.
const COMMON: &str = r#"
import type { SkillCheck, SkillCheckErrorCode } from "@skill-check/widget";
import { load } from "@skill-check/widget/load";
import { SkillCheck as Component, type SkillCheckProps } from "@skill-check/widget/react";
import { createElement } from "react";

const properties: SkillCheckProps = {
  lang: "en",
  level: "senior",
  headingLevel: 3,
  className: "wide",
  onSkillCheckComplete: ({ detail }) => detail.answered.toFixed(),
  onSkillCheckError: ({ detail }) => detail.code satisfies SkillCheckErrorCode,
};
export const made = createElement(Component, properties);
export const loaded: Promise<typeof SkillCheck | undefined> = load("/skill-check/");
// @ts-expect-error: there is no such level
export const wrong: SkillCheckProps = { level: "chief" };
// @ts-expect-error: the event tells no answers
export const told: SkillCheckProps = { onSkillCheckComplete: ({ detail }) => detail.answers };
"#;

/// Goal: files that require are typed, and what they require runs.
#[test]
fn common_js_is_typed_and_runs() {
    let start = Instant::now();
    let app = App::new("common").unwrap();
    write(&app.0, "types.cts", COMMON).unwrap();
    let options = json!({
        "compilerOptions": {
            "target": "es2022", "module": "node16", "lib": ["es2022", "dom", "dom.iterable"],
            "strict": true, "exactOptionalPropertyTypes": true, "noEmit": true, "types": [],
        },
        "files": ["types.cts", "check.cts"],
    });
    write(&app.0, "tsconfig.json", &options.to_string()).unwrap();
    app.tool("tsc", &["--project", "."]).unwrap();
    let script = "const { SkillCheck } = require('@skill-check/widget/react');\n\
                  const { createElement } = require('react');\n\
                  const { renderToString } = require('react-dom/server');\n\
                  console.log(renderToString(createElement(SkillCheck, { lang: 'en', autostart: true, className: 'wide' })));";
    let said = app.node("--input-type=commonjs", script).unwrap();
    assert_eq!(
        said,
        "<skill-check lang=\"en\" autostart=\"\" class=\"wide\"></skill-check>\n"
    );
    let modules = tools();
    record(
        "common",
        "CommonJS",
        &[("typescript", modules.as_path())],
        "types, require, server rendering",
        start,
    );
}

/// What puts the tag into a page that bundlers write.
const ENTRY: &str = "import './main.js';
const check = document.createElement('skill-check');
check.lang = 'en';
document.querySelector('main').append(check);
";

/// Goal: for bundlers that follow `new URL(…)`, the one line of the guide is all.
#[test]
#[ignore = "`packages` has them in each run; `cargo xtask frameworks` writes their row"]
fn framework_bundlers() {
    let start = Instant::now();
    let app = App::new("followed").unwrap();
    write(&app.0, "entry.js", ENTRY).unwrap();
    let page = "<!doctype html><html lang='en'><head><title>App</title><link rel='icon' href='data:,'></head>
                <body><main></main><script type='module' src='/entry.js'></script></body></html>";
    write(&app.0, "index.html", page).unwrap();
    app.tool("vite", &["build", "--base=./", "--outDir=out/vite"])
        .unwrap();
    let program = format!("{ROOT}/tests/browser/tests/npm/bundle.mjs");
    for bundler in ["webpack", "parcel"] {
        let mut command = Command::new("node");
        command.arg(&program).arg(bundler).arg(tools());
        run(&app.0, &mut command).unwrap();
    }
    let server = app.serve().unwrap();
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        for bundler in ["vite", "webpack", "parcel"] {
            browser
                .goto(&server.url(&format!("/{bundler}/index.html")))
                .await?;
            run_through(browser).await.with_context(|| bundler)?;
            browser.script("sessionStorage.clear()", vec![]).await?;
        }
        browser.no_errors().await
    });
    let failed = server.requests().into_iter().find(|one| one.status >= 400);
    assert!(failed.is_none(), "{failed:?}");
    let modules = tools();
    let packages = ["vite", "webpack", "parcel"].map(|name| (name, modules.as_path()));
    record(
        "followed",
        "Vite, webpack, Parcel",
        &packages,
        "build, result",
        start,
    );
}

/// An application of a framework, below `target/frameworks`: the skeleton of the tests with the recipes.
struct Framework {
    way: &'static str,
    title: &'static str,
    /// What its version is told by.
    packages: &'static [&'static str],
    ran: &'static str,
    start: Instant,
}

impl Framework {
    fn new(
        way: &'static str,
        title: &'static str,
        packages: &'static [&'static str],
        ran: &'static str,
    ) -> Self {
        let framework = Self {
            way,
            title,
            packages,
            ran,
            start: Instant::now(),
        };
        let folder = framework.folder();
        let _ = fs::remove_dir_all(&folder);
        let skeleton = format!("{ROOT}/tests/frameworks/{way}");
        run(
            Path::new(ROOT),
            Command::new("cp").arg("-r").arg(skeleton).arg(&folder),
        )
        .unwrap();
        for (path, text) in recipes(way) {
            write(&folder, path, text).unwrap();
        }
        framework
    }

    fn modules() -> PathBuf {
        let modules = Path::new(ROOT)
            .join(FRAMEWORKS)
            .join("node_modules")
            .canonicalize();
        modules.expect("run `cargo xtask frameworks`, which installs them")
    }

    fn folder(&self) -> PathBuf {
        Self::modules().with_file_name(self.way)
    }

    /// Runs a tool of the framework.
    fn tool(&self, name: &str, arguments: &[&str]) -> String {
        let tool = Self::modules().join(".bin").join(name);
        run(&self.folder(), Command::new(tool).args(arguments)).unwrap()
    }

    /// What was built runs to a result, and the title says what an event told, where the recipe listens.
    fn runs(self, out: &str, title: Option<&str>) {
        let server = Server::start(Options::new(self.folder().join(out))).unwrap();
        browse(Engine::Chromium, async |browser| {
            browser.resize(Size::DESKTOP).await?;
            browser.goto(&server.url("/index.html")).await?;
            run_through(browser).await?;
            if let Some(title) = title {
                let found = browser.script("return document.title", vec![]).await?;
                assert_eq!(found, title);
            }
            Ok(())
        });
        let failed = server
            .requests()
            .into_iter()
            .find(|one| one.status >= 400 && one.path != "/favicon.ico");
        assert!(failed.is_none(), "{failed:?}");
        self.record();
    }

    fn record(&self) {
        let modules = Self::modules();
        let packages: Vec<_> = self
            .packages
            .iter()
            .map(|&name| (name, modules.as_path()))
            .collect();
        record(self.way, self.title, &packages, self.ran, self.start);
    }
}

#[test]
#[ignore = "`cargo xtask frameworks` installs what it needs"]
fn framework_astro() {
    let app = Framework::new("astro", "Astro", &["astro"], "build, result");
    app.tool("astro", &["build"]);
    let page = fs::read_to_string(app.folder().join("dist/index.html")).unwrap();
    let screen = fs::read_to_string(dist().unwrap().join("screens/social-media.en.html")).unwrap();
    assert!(page.contains(screen.trim()), "the first screen: {page}");
    app.runs("dist", None);
}

#[test]
#[ignore = "`cargo xtask frameworks` installs what it needs"]
fn framework_vue() {
    let app = Framework::new(
        "vue",
        "Vue",
        &["vue", "vue-tsc", "vite"],
        "types of the template, build, result, event",
    );
    app.tool("vue-tsc", &["--noEmit"]);
    app.tool("vite", &["build"]);
    app.runs("dist", Some("done 1"));
}

#[test]
#[ignore = "`cargo xtask frameworks` installs what it needs"]
fn framework_svelte() {
    let app = Framework::new(
        "svelte",
        "Svelte",
        &["svelte", "svelte-check", "vite"],
        "types of the markup, build, result, event",
    );
    app.tool("svelte-check", &["--tsconfig", "./tsconfig.json"]);
    app.tool("vite", &["build"]);
    app.runs("dist", Some("done 1"));
}

#[test]
#[ignore = "`cargo xtask frameworks` installs what it needs"]
fn framework_angular() {
    let app = Framework::new(
        "angular",
        "Angular, application builder",
        &["@angular/core", "@angular/build"],
        "types, build, result, event",
    );
    let program = Framework::modules().join("@skill-check/widget/assets.js");
    run(
        &app.folder(),
        Command::new("node").arg(program).arg("public/skill-check"),
    )
    .unwrap();
    app.tool("ng", &["build"]);
    app.runs("dist/browser", Some("done 1 social-media"));
}

/// A server of a framework, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that is free now.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

#[test]
#[ignore = "`cargo xtask frameworks` installs what it needs"]
fn framework_next() {
    let app = Framework::new(
        "next",
        "Next.js, server component and edge runtime",
        &["next", "react"],
        "types, build, rendering on both runtimes, result, event",
    );
    app.tool("next", &["build"]);
    let port = free_port();
    let program = Framework::modules().join("next/dist/bin/next");
    // The program itself, so that it ends when it is told to.
    let mut command = Command::new("node");
    command
        .arg(program)
        .args(["start", "--port", &port.to_string()]);
    command
        .current_dir(app.folder())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let _running = Running(command.spawn().unwrap());
    browse(Engine::Chromium, async |browser| {
        let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
        browser.resize(Size::DESKTOP).await?;
        browser
            .wait_until("the server of Next.js", async || {
                Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok())
            })
            .await?;
        browser.goto(&url("/route")).await?;
        browser
            .wait_for_text("body", |text| text.contains("imported: function"))
            .await?;
        browser.goto(&url("/edge")).await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        browser.goto(&url("/")).await?;
        let html = browser
            .script("return fetch('/').then((page) => page.text())", vec![])
            .await?;
        let tag = "<skill-check lang=\"en\" family=\"community-manager\">";
        ensure!(
            html.as_str().is_some_and(|html| html.contains(tag)),
            "{html}"
        );
        run_through(browser).await?;
        browser.goto(&url("/told")).await?;
        browser.script("sessionStorage.clear()", vec![]).await?;
        browser.goto(&url("/told")).await?;
        run_through(browser).await?;
        browser
            .wait_for_text("output", |text| text.starts_with("1 of "))
            .await?;
        Ok(())
    });
    app.record();
}
