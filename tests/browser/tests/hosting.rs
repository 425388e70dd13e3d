//! The servers' configurations in `docs/embedding.md`, as they stand there: started, asked for files,
//! and the check run through them from a page of another origin.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test runs natively, and a time-out needs a clock"
)]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use browser_tests::{Engine, Route, Size, browse, browse_in, built, dist};

/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(10);

/// The block of the guide that follows the comment with this name.
fn sample(name: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/embedding.md");
    let text = std::fs::read_to_string(guide).unwrap();
    let mark = format!("<!-- tested: {name} -->\n```");
    let (_, rest) = text.split_once(&mark).unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("\n```").unwrap().0.to_owned()
}

/// The same with other values; each has to be there.
fn adapted(name: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(sample(name), |text, (old, new)| {
        assert!(text.contains(old), "the {name} sample has no `{old}`");
        text.replace(old, new)
    })
}

/// A program that a variable names, as `cargo xtask test` sets it.
fn program(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .with_context(|| {
            format!("{variable} names nothing: run `cargo xtask test`, which installs and sets it")
        })
}

/// A server under test in a folder of its own; both go with it.
struct Host {
    folder: PathBuf,
    address: SocketAddr,
    process: Option<Child>,
}

impl Host {
    /// A folder with the build below `www/skill-check`, and a port that nobody has.
    fn new(name: &str) -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("www"))?;
        symlink(dist()?.canonicalize()?, folder.join("www/skill-check"))?;
        // Neither server can say which port it was given, so one is looked for.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self {
            folder,
            address,
            process: None,
        })
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    /// Starts the server and waits for it.
    fn start(&mut self, command: &mut Command) -> Result<()> {
        let log = std::fs::File::create(self.folder.join("log"))?;
        let errors = log.try_clone()?;
        let process = command
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .spawn()?;
        let process = self.process.insert(process);
        let start = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            let ended = process.try_wait()?;
            if ended.is_some() || start.elapsed() > PATIENCE {
                let log = std::fs::read_to_string(self.folder.join("log"))?;
                bail!("the server does not answer ({ended:?}):\n{log}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Asks for a file; the answer's status, headers and length.
    fn get(&self, path: &str, headers: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n",
            self.address
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .context("the answer has no head")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let status = status.context("the answer has no status")?.parse()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        Ok(Answer { status, headers })
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What a server said.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Where the servers have a file of the build.
fn served(folder: &str, start: &str, end: &str) -> Result<String> {
    Ok(format!("/skill-check{}", built(folder, start, end)?))
}

/// What the guide promises of a server: types, encodings, caching, other origins.
fn serves_well(host: &Host) -> Result<()> {
    let files = [
        (
            served("assets", "skill-check.", ".wasm")?,
            "application/wasm",
            true,
        ),
        (
            served("assets", "skill-check.", ".js")?,
            "text/javascript",
            true,
        ),
        (
            served("catalogues", "social-media.de.", ".bin")?,
            "application/octet-stream",
            true,
        ),
        (
            "/skill-check/skill-check.js".to_owned(),
            "text/javascript",
            false,
        ),
        ("/skill-check/index.html".to_owned(), "text/html", false),
        (
            "/skill-check/manifest.webmanifest".to_owned(),
            "application/manifest+json",
            false,
        ),
    ];
    for (path, kind, hashed) in &files {
        for encoding in ["br", "gzip"] {
            let answer = host.get(path, &format!("Accept-Encoding: {encoding}\r\n"))?;
            ensure!(answer.status == 200, "{path}: {}", answer.status);
            ensure!(
                answer.header("content-encoding") == encoding,
                "{path}: not as {encoding}: {:?}",
                answer.headers
            );
            ensure!(
                answer.header("content-type").starts_with(kind),
                "{path}: {:?}",
                answer.headers
            );
            ensure!(
                answer.header("vary").contains("Accept-Encoding"),
                "{path}: {:?}",
                answer.headers
            );
            ensure!(
                answer.header("access-control-allow-origin") == "*",
                "{path}: {:?}",
                answer.headers
            );
            // Without these a page with cross-origin isolation shows no frame of another origin.
            for (name, value) in [
                ("cross-origin-resource-policy", "cross-origin"),
                ("cross-origin-embedder-policy", "require-corp"),
                ("content-security-policy", ANCESTORS),
            ] {
                ensure!(answer.header(name) == value, "{path}: {name}");
            }
            let cached = answer.header("cache-control");
            ensure!(cached.contains("immutable") == *hashed, "{path}: {cached}");
            ensure!((cached == "no-cache") != *hashed, "{path}: {cached}");
        }
    }
    let stable = &files[3].0;
    let etag = host.get(stable, "")?.header("etag").to_owned();
    ensure!(!etag.is_empty(), "{stable}: no ETag to revalidate by");
    let again = host.get(stable, &format!("If-None-Match: {etag}\r\n"))?;
    ensure!(
        again.status == 304,
        "{stable}: {} when nothing has changed",
        again.status
    );

    let missing = host.get("/skill-check/assets/missing.js", "")?;
    ensure!(missing.status == 404, "a missing file: {}", missing.status);
    ensure!(
        !missing.header("cache-control").contains("immutable"),
        "a missing file would be missing for a year"
    );
    // Without it a page of another origin hears of a network that failed, in place of a file.
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        ensure!(missing.header(name) == value, "a missing file: {name}");
    }
    Ok(())
}

/// Runs the check from the files of a host, on a page of another origin.
fn runs_from(host: &Host) {
    let page = format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Karriere</title>
         <link rel='icon' href='data:,'>
         <script type='module' src='http://{}/skill-check/skill-check.js'></script></head>
         <body><main><h1>Karriere</h1><skill-check lang='de' ladder='all'></skill-check></main></body></html>",
        host.address
    );
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", Route::page(page), Size::DESKTOP)
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.no_errors().await
    });
}

/// The part of nginx's sample that sends everybody on to https.
const REDIRECTION: &str = "server {
    listen 80;
    listen [::]:80;
    server_name careers.example;
    return 301 https://$host$request_uri;
}
";

/// Who may show the check in a frame, in place of the guide's example: the pages of the tests' own server.
const HOSTS: &str = "http://127.0.0.1:*";
const ANCESTORS: &str = "frame-ancestors 'self' http://127.0.0.1:*";

/// A page of an origin that isn't named gets no frame.
fn keeps_out_of_foreign_frames(host: &Host) {
    let other = format!("http://{}/skill-check", host.address);
    browse_in(&Engine::ALL, async |browser| {
        let page = format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Karriere</title>
             <link rel='icon' href='data:,'></head><body>
             <iframe title='Check' src='{other}/frame.html' onload='window.isLoaded = true'></iframe></body></html>"
        );
        browser.server.set_route("/host.html", Route::page(page));
        // The same server by another name is another origin.
        let own = browser.server.url("/host.html");
        let foreign = own.replace("127.0.0.1", "localhost");
        for (url, is_shown) in [(&own, true), (&foreign, false)] {
            browser.goto(url).await?;
            browser
                .wait_until("the frame has loaded something", async || {
                    let loaded = browser
                        .script("return window.isLoaded === true", vec![])
                        .await?;
                    Ok((loaded == true).then_some(()))
                })
                .await?;
            browser.enter_frame(0).await?;
            let found = browser
                .script(
                    "return document.querySelector('skill-check') !== null",
                    vec![],
                )
                .await?;
            browser.leave_frames().await?;
            ensure!(found == is_shown, "{url}");
        }
        Ok(())
    });
}

/// Runs the check in the guide's frame, and by its tag, on pages that isolate themselves from other origins.
fn runs_on_isolated_pages(host: &Host) {
    let other = format!("http://localhost:{}/skill-check", host.address.port());
    let frame = format!(
        "<iframe title='Check' src='{other}/frame.html?lang=de&amp;ladder=all' style='width: 100%; height: 3500px'></iframe>
         <script type='module' src='{other}/frame-host.js'></script>"
    );
    let tag = format!(
        "<script type='module' src='{other}/skill-check.js'></script><skill-check lang='de' ladder='all'></skill-check>"
    );
    for (engine, policy, body) in [
        (Engine::Chromium, "require-corp", &frame),
        (Engine::Chromium, "credentialless", &frame),
        (Engine::Chromium, "require-corp", &tag),
        (Engine::Firefox, "require-corp", &frame),
        (Engine::WebKit, "require-corp", &frame),
    ] {
        browse(engine, async |browser| {
            let page = format!(
                "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Karriere</title>
                 <link rel='icon' href='data:,'></head><body>{body}</body></html>"
            );
            let page = Route::page(page)
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Embedder-Policy", policy);
            browser
                .open_page("/host.html", page, Size::new(1280, 4000))
                .await?;
            let isolated = browser.script("return crossOriginIsolated", vec![]).await?;
            ensure!(isolated == true, "the page isn't isolated");
            if *body == frame {
                // Once the frame's script speaks, the frame is there.
                browser
                    .wait_until("the frame is as high as the check", async || {
                        let height =
                            "return document.querySelector('iframe').style.height !== '3500px'";
                        Ok((browser.script(height, vec![]).await? == true).then_some(()))
                    })
                    .await?;
                browser.enter_frame(0).await?;
            }
            browser.click(".sc-start .sc-button--primary").await?;
            browser.click(".sc-rung").await?;
            browser.click(".next").await?;
            browser.click(".sc-item .finish").await?;
            browser.wait_for(".sc-result--whole").await?;
            Ok(())
        });
    }
}

/// A certificate for this machine in the host's folder, and its key.
fn certificate(host: &Host) -> [String; 2] {
    let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| host.path(name));
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        ])
        .args([
            "-subj",
            "/CN=careers.example",
            "-keyout",
            &key,
            "-out",
            &certificate,
        ])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "openssl: {said}");
    [certificate, key]
}

/// The sample as it stands, but for ports, folder and certificate, is one that nginx takes without a word.
fn nginx_warns_of_nothing(nginx: &Path, host: &Host, head: &str, temporary: &str) {
    let [certificate, key] = certificate(host);
    let free = || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.local_addr().unwrap().port()
    };
    let [plain, secure] = [free(), free()];
    let live = "/etc/letsencrypt/live/careers.example";
    let server = adapted(
        "nginx",
        &[
            ("listen 80;", &format!("listen {plain};")),
            ("listen [::]:80;", &format!("listen [::]:{plain};")),
            ("listen 443 ssl;", &format!("listen {secure} ssl;")),
            (
                "listen [::]:443 ssl;",
                &format!("listen [::]:{secure} ssl;"),
            ),
            (&format!("{live}/fullchain.pem"), &certificate),
            (&format!("{live}/privkey.pem"), &key),
            ("root /var/www;", &format!("root {};", host.path("www"))),
        ],
    );
    let file = host.path("whole.conf");
    std::fs::write(
        &file,
        format!("{head}http {{\n{temporary}access_log off;\n{server}\n}}\n"),
    )
    .unwrap();
    let output = Command::new(nginx)
        .args(["-t", "-e", "stderr", "-p", &host.path(""), "-c", &file])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !said.contains("[warn]"),
        "{said}"
    );
}

#[test]
fn the_guides_nginx_serves_the_check() {
    let nginx = program("NGINX").unwrap();
    let modules = program("NGINX_MODULES").unwrap();
    let mut host = Host::new("nginx").unwrap();
    // The browser knows nobody who would vouch for a certificate: this one is served in the clear.
    let server = adapted(
        "nginx",
        &[
            (REDIRECTION, ""),
            ("    listen [::]:443 ssl;\n", ""),
            ("listen 443 ssl;", &format!("listen {};", host.address)),
            (
                "    ssl_certificate     /etc/letsencrypt/live/careers.example/fullchain.pem;\n",
                "",
            ),
            (
                "    ssl_certificate_key /etc/letsencrypt/live/careers.example/privkey.pem;\n",
                "",
            ),
            ("root /var/www;", &format!("root {};", host.path("www"))),
            ("https://www.example", HOSTS),
        ],
    );
    let temporary: String = ["client_body", "proxy", "fastcgi", "scgi", "uwsgi"]
        .iter()
        .map(|name| format!("{name}_temp_path {};\n", host.path(name)))
        .collect();
    // One process, which runs as whoever tests: root's workers would be nobody, who may not read the build.
    let head = format!(
        "load_module {}/ngx_http_brotli_static_module.so;\ndaemon off;\nmaster_process off;\npid {};\nevents {{}}\n",
        modules.display(),
        host.path("pid"),
    );
    nginx_warns_of_nothing(&nginx, &host, &head, &temporary);
    let configuration = format!("{head}http {{\naccess_log off;\n{temporary}{server}\n}}\n");
    let file = host.path("nginx.conf");
    std::fs::write(&file, configuration).unwrap();
    let mut command = Command::new(nginx);
    command.args(["-e", "stderr", "-p", &host.path(""), "-c", &file]);
    host.start(&mut command).unwrap();
    serves_well(&host).unwrap();
    runs_from(&host);
    keeps_out_of_foreign_frames(&host);
    runs_on_isolated_pages(&host);
}

/// Goal: the image's server, by the files that the image has, but without the image.
#[test]
fn the_images_nginx_serves_the_check() {
    let mut host = Host::new("container").unwrap();
    let module = program("NGINX_MODULES")
        .unwrap()
        .join("ngx_http_brotli_static_module.so");
    let mut text = std::fs::read_to_string(dist().unwrap().join("servers/container.conf")).unwrap();
    for (old, new) in [
        // Before paths of the test's own are in it, which may begin like this.
        (" /tmp/", format!(" {}/", host.path(""))),
        (
            "include /etc/nginx/modules-enabled/*.conf;",
            format!("load_module {};", module.display()),
        ),
        ("include /etc/nginx/mime.types;", String::new()),
        ("listen 8080;", format!("listen {};", host.address)),
        ("root /srv/www;", format!("root {};", host.path("www"))),
        ("https://www.example", HOSTS.to_owned()),
    ] {
        assert!(text.contains(old), "the image's nginx has no `{old}`");
        text = text.replace(old, &new);
    }
    let file = host.path("nginx.conf");
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(program("NGINX").unwrap());
    command.args(["-g", "daemon off; master_process off;", "-e", "stderr"]);
    command.args(["-p", &host.path(""), "-c", &file]);
    host.start(&mut command).unwrap();
    serves_well(&host).unwrap();
    let home = host.get("/", "").unwrap();
    assert_eq!(
        (home.status, home.header("location")),
        (302, "/skill-check/")
    );
    runs_from(&host);
}

#[test]
fn the_guides_caddy_serves_the_check() {
    let caddy = program("CADDY").unwrap();
    let mut host = Host::new("caddy").unwrap();
    let site = adapted(
        "caddy",
        &[
            ("careers.example {", &format!("http://{} {{", host.address)),
            ("/var/www/skill-check", &host.path("www/skill-check")),
            ("https://www.example", HOSTS),
        ],
    );
    let file = host.path("Caddyfile");
    std::fs::write(&file, format!("{{\n\tadmin off\n}}\n{site}\n")).unwrap();
    let mut command = Command::new(caddy);
    command
        .args(["run", "--adapter", "caddyfile", "--config", &file])
        .env("HOME", &host.folder)
        .env("XDG_CONFIG_HOME", &host.folder)
        .env("XDG_DATA_HOME", &host.folder);
    host.start(&mut command).unwrap();
    serves_well(&host).unwrap();
    runs_from(&host);
    keeps_out_of_foreign_frames(&host);
}

#[test]
fn the_builds_apache_serves_the_check() {
    let apache = program("APACHE").unwrap();
    let modules = program("APACHE_MODULES").unwrap();
    let mut host = Host::new("apache").unwrap();
    let written = std::fs::read_to_string(dist().unwrap().join("servers/apache.conf")).unwrap();
    assert!(written.contains("https://www.example"), "{written}");
    let loaded: String = [
        "mpm_event",
        "authz_core",
        "mime",
        "headers",
        "rewrite",
        "setenvif",
        "env",
        "filter",
        "deflate",
    ]
    .iter()
    .map(|name| {
        let file = modules.join(format!("mod_{name}.so"));
        format!("LoadModule {name}_module {}\n", file.display())
    })
    .collect();
    // In a folder's section it means what it means in the folder's `.htaccess`.
    let configuration = format!(
        "{loaded}TypesConfig /dev/null\nServerName careers.example\nListen {}\nPidFile {}\nErrorLog /dev/stderr\nDefaultRuntimeDir {}\n\
         DocumentRoot {www}\n<Directory {www}>\nRequire all granted\nOptions FollowSymLinks\nAllowOverride None\nAddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/wasm\n</Directory>\n\
         <Directory {www}/skill-check>\n{}</Directory>\n",
        host.address,
        host.path("pid"),
        host.path(""),
        written.replace("https://www.example", HOSTS),
        www = host.path("www"),
    );
    let file = host.path("apache.conf");
    std::fs::write(&file, configuration).unwrap();
    let mut command = Command::new(apache);
    command.args(["-X", "-f", &file]);
    host.start(&mut command).unwrap();
    serves_well(&host).unwrap();
    runs_from(&host);
    keeps_out_of_foreign_frames(&host);
}

/// What a static host makes of the build's `_headers` for a path: those of all rules that fit it.
fn of_static_host(rules: &str, path: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut fits = false;
    for line in rules.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix("  ") {
            None => {
                fits = match line.split_once('*') {
                    Some((start, end)) => path.starts_with(start) && path.ends_with(end),
                    None => path == line,
                }
            }
            Some(header) if fits => {
                let (name, value) = header.split_once(": ").unwrap();
                let before = found.insert(name.to_lowercase(), value.to_owned());
                assert!(before.is_none(), "{name} comes twice for {path}");
            }
            Some(_) => {}
        }
    }
    found
}

#[test]
fn the_builds_rules_for_static_hosts_say_what_servers_send() {
    let rules = std::fs::read_to_string(dist().unwrap().join("servers/_headers")).unwrap();
    let hashed = served("assets", "skill-check.", ".wasm").unwrap();
    for (path, is_hashed) in [
        (hashed.as_str(), true),
        ("/skill-check/skill-check.js", false),
    ] {
        let headers = of_static_host(&rules, path);
        assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
        assert_eq!(
            headers["cross-origin-resource-policy"], "cross-origin",
            "{path}"
        );
        let kept = headers
            .get("cache-control")
            .is_some_and(|kept| kept.contains("immutable"));
        assert_eq!(kept, is_hashed, "{path}: {headers:?}");
    }
    assert!(of_static_host(&rules, "/other").is_empty());
}
