//! Configurations for web servers, all from one description of how the build is to be served.
//!
//! They lie in the build below `servers/`, and in the npm package, for `create-skill-check`; the guide to
//! embedding shows three of them, and a test holds it to them. `tests/browser/tests/hosting.rs` starts nginx,
//! Caddy and Apache with them.

use std::fmt::Write as _;

use super::files::Files;

/// Where the build lies below the server's root, in the guide's example.
const PLACE: &str = "/skill-check/";

/// The folders whose names hold the hash of what they name.
const IMMUTABLE: [&str; 2] = ["assets", "catalogues"];

/// How long what never changes may be kept, and how the rest is.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Who may show the check in a frame; with the example's page, to be replaced.
const ANCESTORS: &str = "frame-ancestors 'self' https://www.example";

/// Headers of every answer, errors too, each with what it is for where that isn't plain.
const HEADERS: [(&str, &str, &str); 5] = [
    ("Access-Control-Allow-Origin", "*", ""),
    ("X-Content-Type-Options", "nosniff", ""),
    (
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        "For pages with cross-origin isolation, and their frames.",
    ),
    ("Cross-Origin-Embedder-Policy", "require-corp", ""),
    (
        "Content-Security-Policy",
        ANCESTORS,
        "Who may show the check in a frame: the origins of your pages.",
    ),
];

/// Media types by the ends of names.
const TYPES: [(&str, &[&str]); 13] = [
    ("text/html", &["html"]),
    ("text/css", &["css"]),
    ("text/javascript", &["js"]),
    ("text/plain", &["txt"]),
    ("text/csv", &["csv"]),
    ("application/wasm", &["wasm"]),
    ("application/json", &["json"]),
    ("application/manifest+json", &["webmanifest"]),
    ("application/octet-stream", &["bin"]),
    ("application/pdf", &["pdf"]),
    ("application/zip", &["zip"]),
    ("image/svg+xml", &["svg"]),
    ("image/png", &["png"]),
];

/// What lies beside a file, compressed: what the encoding is called, and the end of the name.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// Adds a configuration for each server.
pub(crate) fn add(files: &mut Files) {
    for (path, text) in all() {
        files.add(&path, text);
    }
}

/// The configurations by their path in the build.
pub(crate) fn all() -> Vec<(String, String)> {
    let named = [
        ("nginx.conf", nginx()),
        ("Caddyfile", caddy()),
        ("apache.conf", apache()),
        ("web.config", iis()),
        ("_headers", headers_file()),
        ("Containerfile", CONTAINERFILE.to_owned()),
        ("container.conf", container()),
    ];
    let placed = named.map(|(name, text)| (format!("servers/{name}"), text));
    placed.into()
}

/// The end of the name of a text, which has to say in which letters it is written.
fn is_text(kind: &str) -> bool {
    kind.starts_with("text/")
}

/// A line for each header, with a comment in front where one is due.
fn header_lines(indent: &str, line: impl Fn(&str, &str) -> String) -> String {
    let mut text = String::new();
    for (name, value, why) in HEADERS {
        if !why.is_empty() {
            let _ = writeln!(text, "{indent}# {why}");
        }
        let _ = writeln!(text, "{indent}{}", line(name, value));
    }
    text
}

/// What says, in nginx's words, how long each file may be kept.
fn nginx_cache() -> String {
    format!(
        r#"map $uri $skill_check_cache {{
    default                              "{ASK_AGAIN}";
    ~^{PLACE}({folders})/  "{FOR_GOOD}";
}}
"#,
        folders = IMMUTABLE.join("|"),
    )
}

/// How nginx serves the build, in the block of a server.
fn nginx_location() -> String {
    let mut types = String::new();
    for (kind, ends) in TYPES {
        let _ = writeln!(types, "            {kind:<25}  {};", ends.join(" "));
    }
    let texts: Vec<_> = TYPES.map(|(kind, _)| kind).into();
    // Named twice, it warns: it takes pages for text by itself.
    let texts: Vec<_> = texts
        .into_iter()
        .filter(|kind| is_text(kind) && *kind != "text/html")
        .collect();
    let headers = header_lines("        ", |name, value| {
        format!("add_header {name} \"{value}\" always;")
    });
    format!(
        r#"    location {PLACE} {{
        types {{
{types}        }}
        default_type application/octet-stream;
        charset utf-8;
        charset_types {texts};

        brotli_static on;
        gzip_static on;
        gzip_vary on;

        # Not sent with errors: a file that is missing today must not be missing for a year.
        add_header Cache-Control $skill_check_cache;
{headers}    }}
"#,
        texts = texts.join(" "),
    )
}

/// For nginx 1.18 or newer.
fn nginx() -> String {
    format!(
        "{cache}
server {{
    listen 80;
    listen [::]:80;
    server_name careers.example;
    return 301 https://$host$request_uri;
}}

server {{
    listen 443 ssl;
    listen [::]:443 ssl;
    # http2 on;  # nginx 1.25.1 or newer
    server_name careers.example;
    ssl_certificate     /etc/letsencrypt/live/careers.example/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/careers.example/privkey.pem;
    root /var/www;

{location}}}
",
        cache = nginx_cache(),
        location = nginx_location(),
    )
}

/// An image of the build. The base's packages are those of the day on which it is built.
const CONTAINERFILE: &str = "\
# The check on nginx, by nobody in particular, on a file system that nothing writes to.
# In the folder of the build:
#   podman build --tag skill-check --file servers/Containerfile .
#   podman run --read-only --tmpfs /tmp --cap-drop all --publish 8080:8080 skill-check
FROM debian:bookworm-slim

# Versions aren't pinned: what is mended in nginx comes with the next image.
# hadolint ignore=DL3008
RUN apt-get update \\
 && apt-get install --yes --no-install-recommends nginx-light libnginx-mod-http-brotli-static \\
 && rm -rf /var/lib/apt/lists/*

COPY servers/container.conf /etc/nginx/nginx.conf
COPY . /srv/www/skill-check

# As a number, so that a cluster can tell that it isn't root.
USER 33:33
EXPOSE 8080
STOPSIGNAL SIGQUIT
CMD [\"nginx\", \"-e\", \"/dev/stderr\", \"-g\", \"daemon off;\"]
";

/// nginx's whole configuration in that image: without root, and what it has to write goes to `/tmp`.
pub(crate) fn container() -> String {
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|what| format!("    {what}_temp_path /tmp/nginx-{what};\n"))
        .collect();
    let inner = format!(
        "{cache}
server {{
    # Behind what speaks TLS.
    listen 8080;
    root /srv/www;
    absolute_redirect off;
    location = / {{ return 302 {PLACE}; }}

{location}}}
",
        cache = nginx_cache(),
        location = nginx_location(),
    );
    let inner: String = inner
        .split_inclusive('\n')
        .map(|line| match line {
            "\n" => line.to_owned(),
            _ => format!("    {line}"),
        })
        .collect();
    format!(
        "include /etc/nginx/modules-enabled/*.conf;
worker_processes auto;
pid /tmp/nginx.pid;
events {{}}

http {{
    include /etc/nginx/mime.types;
    # Who has looked is nobody's business.
    access_log off;
    error_log /dev/stderr warn;
    server_tokens off;
    sendfile on;
{temporary}
{inner}}}
"
    )
}

/// For Caddy 2.
fn caddy() -> String {
    let headers = header_lines("\t\t\t", |name, value| {
        let value = match value.contains(' ') {
            true => format!("\"{value}\""),
            false => value.to_owned(),
        };
        format!("{name} {value}")
    });
    let paths: Vec<_> = IMMUTABLE
        .iter()
        .map(|folder| format!("/{folder}/*"))
        .collect();
    format!(
        "careers.example {{
\thandle_path {PLACE}* {{
\t\troot * /var/www/skill-check
\t\theader {{
\t\t\t?Cache-Control {ASK_AGAIN}
{headers}\t\t}}
\t\t@hashed {{
\t\t\tpath {paths}
\t\t\t# A file that is missing today must not be missing for a year.
\t\t\tfile
\t\t}}
\t\theader @hashed Cache-Control \"{FOR_GOOD}\"
\t\t@manifest path *.webmanifest
\t\theader @manifest Content-Type application/manifest+json
\t\t@catalogue path *.bin
\t\theader @catalogue Content-Type application/octet-stream
\t\tfile_server {{
\t\t\tprecompressed br gzip
\t\t}}
\t}}
}}
",
        paths = paths.join(" "),
    )
}

/// For Apache 2.4, as part of its configuration or as `.htaccess` in the folder.
fn apache() -> String {
    let headers = header_lines("", |name, value| {
        format!("Header always set {name} \"{value}\"")
    });
    let mut types = String::new();
    for (kind, ends) in TYPES {
        let ends: Vec<_> = ends.iter().map(|end| format!(".{end}")).collect();
        let _ = writeln!(types, "AddType {kind} {}", ends.join(" "));
        if is_text(kind) {
            let _ = writeln!(types, "AddCharset utf-8 {}", ends.join(" "));
        }
    }
    let mut twins = String::new();
    for (encoding, end) in ENCODINGS {
        let _ = write!(
            twins,
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b
RewriteCond %{{REQUEST_FILENAME}}.{end} -f
RewriteRule ^(.+)$ $1.{end} [L]
"
        );
    }
    let mut encoded = String::new();
    for (encoding, end) in ENCODINGS {
        let _ = writeln!(
            encoded,
            "<FilesMatch \"\\.{end}$\">\n    Header set Content-Encoding {encoding}\n    Header append Vary Accept-Encoding"
        );
        for (kind, ends) in TYPES {
            for name in ends {
                let charset = match is_text(kind) {
                    true => "; charset=utf-8",
                    false => "",
                };
                let _ = writeln!(
                    encoded,
                    "    <If \"%{{REQUEST_URI}} =~ m#\\.{name}\\.{end}$#\">\n        ForceType \"{kind}{charset}\"\n    </If>"
                );
            }
        }
        encoded.push_str("</FilesMatch>\n");
    }
    format!(
        "# Needs mod_headers, mod_mime, mod_rewrite and mod_setenvif.
{headers}{types}
# What is compressed already is not to be compressed again.
SetEnvIf Request_URI \"\\.(br|gz)$\" no-gzip no-brotli
RewriteEngine On
{twins}{encoded}
SetEnvIf Request_URI \"/({folders})/\" skill_check_immutable
# Not sent with errors: a file that is missing today must not be missing for a year.
Header set Cache-Control \"{ASK_AGAIN}\" env=!skill_check_immutable
Header set Cache-Control \"{FOR_GOOD}\" env=skill_check_immutable
",
        folders = IMMUTABLE.join("|"),
    )
}

/// For IIS 10, as `web.config` in the folder.
fn iis() -> String {
    let mut headers = String::new();
    for (name, value, _) in HEADERS {
        // A server that sends it already would answer everything with an error.
        let _ = writeln!(
            headers,
            "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />"
        );
    }
    let mut types = String::new();
    for (kind, ends) in TYPES {
        for end in ends {
            let charset = match is_text(kind) {
                true => "; charset=utf-8",
                false => "",
            };
            let _ = writeln!(
                types,
                "      <remove fileExtension=\".{end}\" />\n      <mimeMap fileExtension=\".{end}\" mimeType=\"{kind}{charset}\" />"
            );
        }
    }
    let mut locations = String::new();
    for folder in IMMUTABLE {
        let _ = write!(
            locations,
            "  <location path=\"{folder}\">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />
      </staticContent>
    </system.webServer>
  </location>
"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<configuration>
  <system.webServer>
    <staticContent>
{types}      <clientCache cacheControlMode=\"DisableCache\" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
{headers}      </customHeaders>
    </httpProtocol>
    <urlCompression doStaticCompression=\"true\" />
  </system.webServer>
{locations}</configuration>
"
    )
}

/// For static hosts that read a file `_headers` at their root, as Netlify and Cloudflare Pages do. Those
/// compress by themselves, know the types, and have browsers ask again for all that isn't named.
fn headers_file() -> String {
    let mut text = format!("{PLACE}*\n");
    for (name, value, _) in HEADERS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for folder in IMMUTABLE {
        let _ = writeln!(text, "{PLACE}{folder}/*\n  Cache-Control: {FOR_GOOD}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The block of the guide that follows the comment with this name.
    fn shown(name: &str) -> String {
        let guide = include_str!("../../../../docs/embedding.md");
        let mark = format!("<!-- tested: {name} -->\n```");
        let (_, rest) = guide.split_once(&mark).unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        format!("{}\n", rest.split_once("\n```").unwrap().0)
    }

    #[test]
    fn the_guide_shows_what_the_build_writes() {
        assert_eq!(shown("nginx"), nginx());
        assert_eq!(shown("caddy"), caddy());
        assert_eq!(shown("static-host"), headers_file());
    }

    #[test]
    fn each_server_sends_the_same() {
        for text in [
            nginx(),
            container(),
            caddy(),
            apache(),
            iis(),
            headers_file(),
        ] {
            for (name, value, _) in HEADERS {
                assert!(
                    text.contains(name) && text.contains(value),
                    "{name} in {text}"
                );
            }
        }
        for text in [nginx(), container(), apache(), iis()] {
            for (kind, ends) in TYPES {
                assert!(text.contains(kind), "{kind} in {text}");
                assert!(
                    ends.iter().all(|end| text.contains(end)),
                    "{ends:?} in {text}"
                );
            }
        }
        for text in [nginx(), container(), caddy(), apache(), headers_file()] {
            assert!(text.contains(FOR_GOOD), "{text}");
        }
    }

    #[test]
    fn the_image_is_nobodys_and_writes_to_nothing_but_its_temporary_folder() {
        assert!(CONTAINERFILE.contains("\nUSER 33:33\n"));
        let text = container();
        let written = ["pid ", "_temp_path "];
        for (at, what) in written.iter().flat_map(|what| text.match_indices(what)) {
            assert!(text[at + what.len()..].starts_with("/tmp/"), "{text}");
        }
        // nginx has these ports for itself alone: who isn't root gets none below 1024.
        assert!(text.contains("listen 8080;") && !text.contains("listen 80;"));
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }

    /// IIS can't be had here: that its file is well-formed and closes what it opens is all that is seen to.
    #[test]
    fn the_file_for_iis_is_well_formed() {
        let text = iis();
        let mut open = Vec::new();
        for tag in text.split('<').skip(2) {
            let (tag, _) = tag.split_once('>').unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap());
            }
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        }
        assert!(open.is_empty(), "{open:?}");
    }
}
