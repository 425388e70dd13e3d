//! The host's own courses: where they appear, what is said about mistakes in them, and that no text of
//! theirs becomes anything but text.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Route, Size, browse, content, content_of, dist};
use serde_json::{Value, json};

/// What a page has to allow, Trusted Types enforced.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; \
                      trusted-types 'none'";

/// Keeps what the policy forbids.
const LISTENER: &str = "window.told = []; addEventListener('securitypolicyviolation', \
                        (event) => told.push(event.violatedDirective + ' ' + event.blockedURI));";

/// The code of a result for which modules are recommended.
fn code() -> Result<String> {
    let (catalogue, _) = content("en")?;
    let list = vec![Response::Level(2); catalogue.item_count()];
    let responses = Responses::from_list(&catalogue, &list).unwrap();
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The ids of a catalogue's modules.
fn modules(id: &str) -> Result<Vec<String>> {
    let (catalogue, _) = content_of(id, "en")?;
    let ids = catalogue
        .modules()
        .map(|module| catalogue.module(module).id.as_str().to_owned());
    Ok(ids.collect())
}

/// A course for each module of the default catalogue, changed by `change`.
fn courses(change: impl Fn(&mut Value)) -> Result<Value> {
    let list = modules("social-media")?.into_iter().map(|module| {
        let mut course = json!({
            "module": module,
            "provider": "Academy & Sons",
            "name": format!("Course about {module}"),
            "url": "https://academy.example/courses?a=1&b=2",
            "format": "online, part-time",
            "start": "2027-03-01",
            "duration": "6 weeks",
            "price": "890 euros",
            "checked": "2026-11-23",
        });
        change(&mut course);
        course
    });
    Ok(list.collect())
}

/// An attribute's value in single quotation marks.
fn attribute(value: &str) -> String {
    value.replace('&', "&amp;").replace('\'', "&#39;")
}

/// A result on a page under the policy, with this value of `modules`.
async fn open(browser: &Browser, given: &str) -> Result<()> {
    let script = Route::file(LISTENER);
    browser.server.set_route("/listener.js", script);
    let page = Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script src='listener.js'></script>
         <script type='module' src='skill-check.js'></script></head><body><main><h1>Host</h1>
         <skill-check lang='en' modules='{}'></skill-check></main></body></html>",
        attribute(given)
    ))
    .header("Content-Security-Policy", POLICY);
    browser.server.set_route("/host.html", page);
    let address = browser.server.url(&format!(
        "/host.html?{}#skill-check={}",
        given.len(),
        code()?
    ));
    browser.resize(Size::DESKTOP).await?;
    browser.goto(&address).await?;
    browser.wait_for(".sc-result--whole .sc-modules").await?;
    Ok(())
}

/// What the console says of the courses.
async fn notes(browser: &Browser) -> Result<String> {
    let lines = browser.console().await?;
    ensure!(
        !lines.iter().any(|line| line.starts_with("SEVERE")),
        "{lines:?}"
    );
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|line| line.contains("modules: "))
        .collect();
    Ok(lines.join("\n"))
}

/// Nothing was forbidden, and nothing went wrong.
async fn nothing_is_forbidden(browser: &Browser) -> Result<()> {
    let told = browser.script("return told", vec![]).await?;
    ensure!(told == json!([]), "{told}");
    Ok(())
}

#[test]
fn courses_stand_under_the_recommended_modules_with_all_that_they_say() {
    browse(Engine::Chromium, async |browser| {
        open(browser, &courses(|_| {})?.to_string()).await?;
        browser.wait_for(".sc-result--whole .sc-course").await?;
        let recommended = browser
            .texts(".sc-module:not(.sc-module--practice) .sc-module__name")
            .await?
            .len();
        let shown = browser.texts(".sc-course").await?;
        assert_eq!(
            shown.len(),
            recommended,
            "one for each module that is shown"
        );
        for text in &shown {
            for part in [
                "Academy & Sons",
                "Course about ",
                "online, part-time",
                "6 weeks",
                "890 euros",
                "March 2027",
                "23 November 2026",
            ] {
                assert!(text.contains(part), "{text:?} lacks {part:?}");
            }
        }
        let link = browser.attribute(".sc-course a", "href").await?;
        assert_eq!(
            link.as_deref(),
            Some("https://academy.example/courses?a=1&b=2")
        );
        assert_eq!(
            browser.attribute(".sc-course a", "rel").await?.as_deref(),
            Some("noopener")
        );
        assert_eq!(browser.texts(".sc-courses__note").await?.len(), 1);
        assert_eq!(notes(browser).await?, "");
        browser.accessible("the result with courses").await?;
        browser.screenshot_page("courses", Size::DESKTOP).await?;

        // They follow the attribute, as a list, too; the language doesn't matter to them.
        let script = "const element = document.querySelector('skill-check');
            element.modules = JSON.parse(element.modules).map((course) => ({ ...course, name: 'Another' }));
            element.lang = 'de';";
        browser.script(script, vec![]).await?;
        browser.wait_for(".sc[lang='de']").await?;
        browser
            .wait_for_text(".sc-course a", |text| text == "Another")
            .await?;
        browser
            .wait_for_text(".sc-course", |text| text.contains("1. März 2027"))
            .await?;
        let phone = Size::new(390, 844);
        browser.resize(phone).await?;
        let dark = "document.querySelector('skill-check').theme = 'dark'";
        browser.script(dark, vec![]).await?;
        browser.wait_until_still().await?;
        browser.accessible("courses on a phone in the dark").await?;
        browser.screenshot_page("courses-phone", phone).await?;
        browser.resize(Size::DESKTOP).await?;

        browser
            .script(
                "document.querySelector('skill-check').modules = null",
                vec![],
            )
            .await?;
        browser
            .wait_for_none(".sc-course, .sc-courses__note")
            .await?;
        nothing_is_forbidden(browser).await?;
        browser.no_errors().await
    });
}

#[test]
fn a_file_of_courses_is_fetched_and_what_is_wrong_with_it_is_said() {
    browse(Engine::Chromium, async |browser| {
        let good = Route::file(courses(|_| {})?.to_string());
        browser.server.set_route("/own/courses.json", good);
        open(browser, " own/courses.json ").await?;
        browser.wait_for(".sc-result--whole .sc-course").await?;
        assert_eq!(notes(browser).await?, "");

        let cut = Route::file(b"[\n  {\"module\": ");
        browser.server.set_route("/own/cut.json", cut);
        for (given, said) in [
            ("own/missing.json", "own/missing.json"),
            ("own/cut.json", "is no JSON: line 2"),
            ("https://[", "https://["),
        ] {
            open(browser, given).await?;
            browser
                .wait_until("it is said", async || {
                    let lines = browser.console().await?.join("\n");
                    Ok((lines.contains("modules: ") && lines.contains(said)).then_some(()))
                })
                .await?;
            // The rest of the result is there.
            browser
                .wait_for(".sc-result--whole .sc-module__name")
                .await?;
            browser.wait_for_none(".sc-course").await?;
        }
        Ok(())
    });
}

#[test]
fn a_mistake_is_named_with_path_and_cause_and_the_rest_goes_on() {
    browse(Engine::Chromium, async |browser| {
        let ids = modules("social-media")?;
        let list = modules("social-media")?;
        let course = |change: Value| {
            let mut course = json!({ "provider": "P", "name": "N", "url": "https://a.example/" });
            course
                .as_object_mut()
                .unwrap()
                .extend(change.as_object().unwrap().clone());
            course
        };
        // Each mistake in a course for every module: some of them are recommended.
        for (mistake, path, cause, is_shown) in [
            (
                json!({ "url": "javascript:alert(1)" }),
                "].url: \\\"javascript:alert(1)\\\"",
                "is neither https nor mailto, or names a user; the course is left out",
                false,
            ),
            (
                json!({ "url": "https://www.bank.example@a.example/" }),
                "].url: \\\"https://www.bank.example@a.example/\\\"",
                "or names a user; the course is left out",
                false,
            ),
            (
                json!({ "url": "http://a.example/" }),
                "].url",
                "is neither https nor mailto",
                false,
            ),
            (
                json!({ "name": 3 }),
                "].name: 3",
                "is no text; the course is left out",
                false,
            ),
            (
                json!({ "module": "astronautics" }),
                "].module: \\\"astronautics\\\"",
                &format!("there is {}", ids.join(", ")),
                false,
            ),
            (
                json!({ "start": "2027-02-30" }),
                "].start",
                "is no date such as 2027-03-01; the value is left out",
                true,
            ),
            (
                json!({ "price": "9".repeat(300) }),
                "].price",
                "is longer than 200 characters; the value is left out",
                true,
            ),
            (
                json!({ "image": "x.png" }),
                "].image",
                "is no field; there is module, provider, name",
                true,
            ),
            (json!({ "url": "mailto:courses@a.example" }), "", "", true),
        ] {
            let given: Value = list
                .iter()
                .map(|module| {
                    let mut own = course(json!({ "module": module }));
                    own.as_object_mut()
                        .unwrap()
                        .extend(mistake.as_object().unwrap().clone());
                    own
                })
                .collect();
            open(browser, &given.to_string()).await?;
            if is_shown {
                browser.wait_for(".sc-result--whole .sc-course").await?;
            } else {
                browser.wait_until("it is said", async || {
                    let script = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('assets/host.'))";
                    Ok((browser.script(script, vec![]).await? == true).then_some(()))
                }).await?;
            }
            let mut said = String::new();
            if !path.is_empty() {
                browser
                    .wait_until("it is said", async || {
                        said.push_str(&notes(browser).await?);
                        Ok(said.contains("modules: [0").then_some(()))
                    })
                    .await?;
            }
            ensure!(
                said.contains(path) && said.contains(cause),
                "{mistake}: {said}"
            );
            ensure!(
                browser.all(".sc-course").await?.is_empty() != is_shown,
                "{mistake}"
            );
            nothing_is_forbidden(browser).await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_missing_and_what_is_no_course_is_named() {
    browse(Engine::Chromium, async |browser| {
        let list = modules("social-media")?;
        open(
            browser,
            &json!([{ "module": list[0] }, 3, null]).to_string(),
        )
        .await?;
        let mut said = String::new();
        browser
            .wait_until("it is said", async || {
                said.push_str(&notes(browser).await?);
                Ok(said
                    .contains("modules: [2]: null is no course")
                    .then_some(()))
            })
            .await?;
        for part in [
            "[0].provider: is missing",
            "[0].name: is missing",
            "[0].url: is missing",
            "[1]: 3 is no course",
        ] {
            assert!(said.contains(part), "{said} lacks {part}");
        }
        Ok(())
    });
}

/// A name that turns the direction of writing, or the line, turns nothing but itself: the marks are left out.
#[test]
fn a_name_turns_nothing_around_it() {
    browse(Engine::Chromium, async |browser| {
        let given = courses(|course| {
            course["name"] = json!("Exam\u{202e}fdp.exe\u{2066}\u{7}\nonline");
        })?;
        open(browser, &given.to_string()).await?;
        browser.wait_for(".sc-result--whole .sc-course").await?;
        let read = "const [course] = document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-course');
            const inner = [...course.querySelectorAll('a, b, strong, em, span, code, time')];
            return [course.textContent, inner.length > 0, inner.every((part) => getComputedStyle(part).unicodeBidi === 'isolate')]";
        let found = browser.script(read, vec![]).await?;
        let text = found[0].as_str().unwrap();
        ensure!(text.contains("Exam fdp.exe   online"), "{text}");
        ensure!(found[1] == true && found[2] == true, "{found}");
        Ok(())
    });
}

/// Texts that would do harm where a text is taken for more than one.
const HOSTILE: [&str; 40] = [
    "<img src=x onerror=pwn()>",
    "<script>pwn()</script>",
    "</script><script>pwn()</script>",
    "<svg onload=pwn()>",
    "<svg><script>pwn()</script></svg>",
    "\"><img src=x onerror=pwn()>",
    "'><img src=x onerror=pwn()>",
    "\" onmouseover=\"pwn()",
    "' autofocus onfocus='pwn()",
    "`onmouseover=pwn()",
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    " javascript:pwn()",
    "java\tscript:pwn()",
    "java\nscript:pwn()",
    "\u{1}javascript:pwn()",
    "javascript&colon;pwn()",
    "data:text/html,<script>parent.pwn()</script>",
    "data:text/javascript,pwn()",
    "vbscript:pwn()",
    "blob:https://a.example/1",
    "file:///etc/passwd",
    "http://a.example/",
    "//a.example/",
    "https://a.example/\"onclick=\"pwn()",
    "https://a.example/<script>pwn()</script>",
    "mailto:a@a.example?body=<script>pwn()</script>",
    "&lt;script&gt;pwn()&lt;/script&gt;",
    "&#60;img src=x onerror=pwn()&#62;",
    "\\u003cimg src=x onerror=pwn()\\u003e",
    "{{constructor.constructor('pwn()')()}}",
    "${pwn()}",
    "<iframe srcdoc='<script>parent.pwn()</script>'>",
    "<style>*{display:none}</style>",
    "<base href='https://a.example/'>",
    "<template><img src=x onerror=pwn()></template>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwn()>",
    "\u{202e}evil\u{202c}\u{2066}x\u{2069}",
    "__proto__",
    "<!--<img src=\"--><img src=x onerror=pwn()//\">",
];

/// Every element in the result with the names of its attributes, and where its links lead.
const SHAPE: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const all = [...root.querySelectorAll('*')].map((element) => [element.localName, ...element.getAttributeNames()].join(' '));
const schemes = [...root.querySelectorAll('.sc-course a')].map((link) => link.protocol);
return [all, schemes, window.pwned ?? null];
";

#[test]
fn no_hostile_text_becomes_an_element_an_attribute_or_a_script() {
    browse(Engine::Chromium, async |browser| {
        open(browser, &courses(|_| {})?.to_string()).await?;
        browser.wait_for(".sc-result--whole .sc-course").await?;
        let expected = browser.script(SHAPE, vec![]).await?[0].clone();
        browser
            .script("window.pwn = () => { window.pwned = true; }", vec![])
            .await?;
        let set = "document.querySelector('skill-check').setAttribute('modules', arguments[0])";
        for (number, hostile) in HOSTILE.iter().enumerate() {
            // Into every text at once; a mark tells when it has arrived.
            let given = courses(|course| {
                for field in ["provider", "name", "format", "duration", "price"] {
                    course[field] = Value::from(format!("{hostile} {number}"));
                }
            })?;
            browser
                .script(set, vec![Value::from(given.to_string())])
                .await?;
            // What controls the line or turns its direction is a blank.
            let is_mark = |one: char| {
                one.is_control() || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            let shown = format!("{hostile} {number}").replace(is_mark, " ");
            let arrived = shown.trim().to_owned();
            let text = "return document.querySelector('skill-check').shadowRoot.querySelector('.sc-course a')?.textContent";
            browser
                .wait_until(&format!("{hostile:?} is shown as it is"), async || {
                    Ok((browser.script(text, vec![]).await? == arrived).then_some(()))
                })
                .await?;
            let shape = browser.script(SHAPE, vec![]).await?;
            ensure!(shape[0] == expected, "{hostile:?} changes the elements");
            ensure!(shape[2].is_null(), "{hostile:?} runs");

            // Into everything else, one at a time: what is no address, date or module is left out.
            for field in ["url", "start", "checked", "module", "__proto__", "onclick"] {
                let mut given = courses(|_| {})?.to_string();
                let value = Value::from(*hostile).to_string();
                given = given.replace(
                    "\"provider\":",
                    &format!("\"{field}\":{value},\"provider\":"),
                );
                browser.script(set, vec![Value::from(given)]).await?;
            }
            let done = "return document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-course').length";
            let count = browser.script(done, vec![]).await?;
            ensure!(count.is_number(), "{count}");
            let shape = browser.script(SHAPE, vec![]).await?;
            for scheme in shape[1].as_array().unwrap() {
                ensure!(
                    scheme == "https:" || scheme == "mailto:",
                    "{hostile:?} as an address: {scheme}"
                );
            }
            ensure!(shape[2].is_null(), "{hostile:?} runs");
        }
        nothing_is_forbidden(browser).await?;
        browser.no_errors().await
    });
}

#[test]
fn the_schema_and_the_element_agree() {
    let text = std::fs::read_to_string(dist().unwrap().join("courses.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let host = std::fs::read_dir(dist().unwrap().join("assets")).unwrap();
    let host = host
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .find(|name| name.starts_with("host.") && name.ends_with(".js"))
        .unwrap();
    browse(Engine::Chromium, async |browser| {
        open(browser, "[]").await?;
        let good = courses(|_| {})?[0].clone();
        let mut samples = vec![good.clone()];
        for field in [
            "module", "provider", "name", "url", "format", "start", "duration", "price", "checked",
            "other",
        ] {
            for value in [
                json!(null),
                json!(3),
                json!(""),
                json!("  "),
                json!("x".repeat(201)),
                json!({}),
                json!("javascript:1"),
                json!("HTTPS://a.example"),
                json!("2027-3-1"),
                json!("2027-03-01"),
                json!("mailto:a@a.example"),
            ] {
                let mut sample = good.clone();
                sample[field] = value;
                samples.push(sample);
            }
            let mut sample = good.clone();
            sample.as_object_mut().unwrap().remove(field);
            samples.push(sample);
        }
        samples.extend([json!(3), json!("x"), json!([]), json!(null)]);
        // To the schema every module is one; the element knows those of its catalogue.
        let script = "const { check } = await import(`./assets/${arguments[0]}`);
            return arguments[1].map((sample) => check(JSON.stringify([sample]), [sample?.module]).problems.length);";
        let problems = browser
            .script(
                script,
                vec![Value::from(host), Value::from(samples.clone())],
            )
            .await?;
        for (sample, problems) in samples.iter().zip(problems.as_array().unwrap()) {
            let is_valid = validator.is_valid(&json!([sample]));
            ensure!(
                is_valid == (problems == 0),
                "{sample}: {problems} problems, to the schema it is {is_valid}"
            );
        }
        Ok(())
    });
}
