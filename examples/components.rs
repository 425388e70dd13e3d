//! Writes a page with every component in every state, from the views themselves:
//!
//! ```text
//! cargo run --example components dist/dev/components.html
//! ```
//!
//! `cargo xtask serve --dev` does so, and links it. Each state stands in a shadow root of its own with the widget's
//! style sheet, by day and by night, and takes no input: it is a picture.

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use assessment::catalogue::{CertificateKind, FundingKind, Tier};
use assessment::id::{FamilyIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::knowledge::Verdict;
use assessment::link::{self, LinkError};
use assessment::record::Saved;
use assessment::response::{Response, Responses};
use assessment::session::{Action, Phase, Session};
use skill_check::content::{Content, Locale};
use skill_check::picked::{Part, Trait};
use skill_check::store::{
    Course, Keeping, Message, Notice, ResultChunk, Sharing, Store, Surroundings,
};
use skill_check::view::{self, Depth, View};
use yew::prelude::*;

/// The worked example of docs/method.md, in item order; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.";

#[derive(Clone, PartialEq, Properties)]
struct StateProps {
    store: Store,
}

/// The widget in a state, as [`skill_check::app::App`] puts it together.
#[component]
fn State(props: &StateProps) -> Html {
    let locales = [("de", "Deutsch"), ("en", "English")].map(|(tag, name)| Locale {
        tag: tag.into(),
        name: name.into(),
    });
    let view = View {
        store: &props.store,
        session: props.store.on_show(),
        locales: &locales,
        depth: Depth::FIRST,
        heading: &NodeRef::default(),
        on: &Callback::noop(),
        on_key: &Callback::noop(),
    };
    let texts = props.store.content.texts();
    html! {
        <section class="sc" lang={texts.locale.to_string()} dir={texts.direction.as_str()}>
            <div class="sc-notices">{ view::keep::notice(&view).map(Html::from) }</div>
            { view::screen(&view) }
        </section>
    }
}

fn main() {
    let path = std::env::args().nth(1).expect("where to write the page");
    let path = Path::new(&path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder for the page");
    }
    std::fs::write(path, page()).expect("the page can be written");
    let sheet = path.with_extension("css");
    std::fs::write(sheet, style_sheet()).expect("the style sheet can be written");
}

/// The whole page.
fn page() -> String {
    let mut page = String::from(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>\
         <meta name='viewport' content='width=device-width'><title>Components</title>\
         <style>body{margin:1rem;font:1rem/1.5 system-ui} h1,h2{font-weight:600} \
         .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem} \
         .pair>div{border:1px solid #999;padding:1rem;overflow:auto;max-height:60rem} \
         .pair>div:last-child{background:#14171a}</style></head><body><main><h1>Components</h1>",
    );
    let content = content();
    for (name, html) in loader_messages() {
        add(&mut page, &name, &html);
    }
    for (name, store) in states(&content) {
        add(&mut page, &name, &rendered(StateProps { store }));
    }
    // What opens is closed above, and open here.
    let open = [Message::Explain(Some(ProfileIndex(4)))];
    let store = store(&content, Phase::Result, EXAMPLE, &open);
    let html = rendered(StateProps { store }).replace("<details", "<details open");
    add(&mut page, "Result, everything opened", &html);
    page.push_str("</main></body></html>\n");
    page
}

/// A state by day and by night.
fn add(page: &mut String, name: &str, html: &str) {
    // Writing to a string can't fail.
    let _ = write!(page, "<h2>{name}</h2><div class='pair'>");
    for theme in ["light", "dark"] {
        let _ = write!(
            page,
            "<div><div theme='{theme}' inert><template shadowrootmode='open'><link rel='stylesheet' href='components.css'>{html}</template></div></div>"
        );
    }
    page.push_str("</div>");
}

/// What `embed/message-box.js` puts in the widget's place, with its lines and buttons.
fn loader_messages() -> Vec<(String, String)> {
    let strings = catalogue::interface("de").expect("German");
    let text = |key: &str| &strings[&format!("loader.{key}")];
    let message = |lines: &[&str], buttons: &[&str], rest: &str| {
        let role = if buttons.is_empty() {
            "status"
        } else {
            "alert"
        };
        let mut html = format!("<div class='sc-loader' lang='de' role='{role}' tabindex='-1'>");
        for line in lines {
            let _ = write!(html, "<p>{}</p>", text(line));
        }
        for (place, button) in buttons.iter().enumerate() {
            let first = if place == 0 {
                " sc-button--primary"
            } else {
                ""
            };
            let _ = write!(
                html,
                "<button class='sc-button{first}'>{}</button>",
                text(button)
            );
        }
        html + rest + "</div>"
    };
    let copied = format!(
        "<textarea readonly aria-label='{}'>{EXAMPLE}</textarea>",
        text("copied")
    );
    let often = ["copy", "continue"];
    let mut list = vec![
        ("Loading".to_owned(), message(&["loading"], &[], "")),
        (
            "Crashed".to_owned(),
            message(&["crashed"], &["continue"], ""),
        ),
        (
            "Crashed often".to_owned(),
            message(&["crashed-often"], &often, ""),
        ),
        (
            "Answers handed over".to_owned(),
            message(&["crashed-often"], &often, &copied),
        ),
    ];
    list.extend(["offline", "wasm", "catalogue", "time-out"].map(|detail| {
        let html = message(&["failed", detail], &["retry"], "");
        (format!("Not loaded: {detail}"), html)
    }));
    list
}

fn rendered(props: StateProps) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        yew::LocalServerRenderer::<State>::with_props(props)
            .hydratable(false)
            .render()
            .await
    })
}

/// The widget's style sheet in one piece: imports of layers become layers.
fn style_sheet() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a style sheet");
    let mut sheet = String::new();
    let sheets = ["widget.css", "later.css"].map(read);
    for line in sheets.iter().flat_map(|sheet| sheet.lines()) {
        let import = line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.split_once("\" layer("));
        match import {
            Some((name, rest)) => {
                let layer = rest.trim_end_matches(");");
                let _ = writeln!(sheet, "@layer {layer} {{\n{}}}", read(name));
            }
            None => {
                let _ = writeln!(sheet, "{line}");
            }
        }
    }
    sheet
}

fn content() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/social-media");
    let authored = catalogue::load(&folder).authored.expect("in order");
    let compiled = authored.compile();
    let german = compiled.iter().find(|compiled| compiled.locale == "de");
    Content::decode(&german.expect("German").bytes).expect("it was just compiled")
}

fn responses(content: &Content, levels: &str) -> Responses {
    let list: Vec<Response> = levels
        .chars()
        .map(|level| {
            let level = level.to_digit(10);
            level.map_or(Response::Skipped, |level| Response::Level(level as u8))
        })
        .collect();
    Responses::from_list(content.catalogue(), &list).expect("they fit the catalogue")
}

/// A sitting in a phase, and what has happened to it since.
fn store(content: &Content, phase: Phase, levels: &str, messages: &[Message]) -> Store {
    let mut session = Session::new(content.catalogue(), FamilyIndex(0), None);
    session.phase = phase;
    session.responses = responses(content, levels);
    let store = Rc::new(Store::new(content.clone(), session));
    let store = messages
        .iter()
        .fold(store, |store, message| store.reduce(message.clone()));
    (*store).clone()
}

/// The states to show, each with its name.
struct States<'a> {
    content: &'a Content,
    list: Vec<(String, Store)>,
}

impl States<'_> {
    fn add(&mut self, name: &str, phase: Phase, levels: &str, messages: &[Message]) {
        let store = store(self.content, phase, levels, messages);
        self.list.push((name.to_owned(), store));
    }

    fn add_result(&mut self, name: &str, levels: &str, messages: &[Message]) {
        self.add(name, Phase::Result, levels, messages);
    }

    /// Start and items.
    fn add_asking(&mut self) {
        let item = |item, revisit| Phase::Item {
            item: ItemIndex(item),
            revisit,
        };
        let next = [Message::Act(Action::Next)];
        let quick = [Message::Act(Action::StartQuick)];
        self.add("Start", Phase::Start, "", &[]);
        self.add("Start, begun before", Phase::Start, "213", &[]);
        self.add("Item", item(0, false), "", &[]);
        self.add("Item, answered", item(1, false), "21", &[]);
        self.add("Item, skipped", item(1, false), "2.", &[]);
        self.add("Item, changed from the result", item(5, true), EXAMPLE, &[]);
        self.add("Item, answer missing", item(0, false), "", &next);
        self.add("Short way", Phase::Start, "", &quick);
    }

    /// Results of one's own.
    fn add_results(&mut self) {
        self.add_result("Result", EXAMPLE, &[]);
        self.add_result("Result, nothing answered", "", &[]);
        self.add_result("Result, too few answers", "44", &[]);
        self.add_result("Result, everything reached", &"4".repeat(36), &[]);
        let catalogue = self.content.catalogue();
        let format = catalogue.formats().nth(1).expect("there are formats");
        let explained = [
            Message::Explain(Some(ProfileIndex(4))),
            Message::Format(format),
            Message::Tick(ModuleIndex(1)),
            Message::Act(Action::ChooseLevel(Some(Tier::Senior))),
        ];
        self.add_result("Result, explained and planned", EXAMPLE, &explained);
        let judged: Vec<Message> = catalogue
            .statements()
            .take(4)
            .map(|statement| Message::Act(Action::Judge(statement, Some(Verdict::True))))
            .collect();
        self.add_result("Result, statements judged", EXAMPLE, &judged);
        let restart = [Message::AskRestart(true)];
        self.add_result("Question: start again", EXAMPLE, &restart);
        let delete = [Message::AskDelete(true)];
        self.add_result("Question: delete", EXAMPLE, &delete);
        for what in ["json", "qr https://careers.example", "card draw"] {
            let failed = [Message::Taken(["-", what].concat().into())];
            self.add_result(&format!("Not made: {what}"), EXAMPLE, &failed);
        }
        self.add_handed_over();
    }

    /// What only some results have.
    fn add_rare_results(&mut self) {
        let alike = "2".repeat(36);
        self.add_result("Result, the same answer everywhere", &alike, &[]);
        let catalogue = self.content.catalogue();
        let mut session = Session::new(catalogue, FamilyIndex(0), None);
        session = session.update(catalogue, Action::StartQuick);
        while let Phase::Item { item, .. } = session.phase {
            session = session
                .update(catalogue, Action::Respond(item, 0))
                .update(catalogue, Action::Next);
        }
        let quick = Store::new(self.content.clone(), session);
        self.list
            .push(("Result of the short way".to_owned(), quick));
        let traits = Trait::ALL.map(Message::Trait);
        self.add_result("Result, no form suits", EXAMPLE, &traits);
        let senior = Message::Act(Action::ChooseLevel(Some(Tier::Senior)));
        let ticked = [senior.clone(), Message::Plan((1..=3).collect())];
        self.add_result("Result, three modules ticked", EXAMPLE, &ticked);
        let everything: Vec<Message> = catalogue
            .statements()
            .enumerate()
            .map(|(place, statement)| {
                let verdict = match place % 4 {
                    0 | 3 => Verdict::True,
                    1 => Verdict::False,
                    _ => Verdict::DontKnow,
                };
                Message::Act(Action::Judge(statement, Some(verdict)))
            })
            .collect();
        self.add_result("Result, every statement judged", EXAMPLE, &everything);
        let courses: Vec<Course> = catalogue
            .modules()
            .zip(["", "2026-11-23"].into_iter().cycle())
            .map(|(module, date)| Course {
                module,
                provider: "Academy".into(),
                name: "Campaigns from plan to report".into(),
                url: "https://academy.example/".into(),
                format: "online".into(),
                start: date.into(),
                duration: "6 weeks".into(),
                price: "890 €".into(),
                checked: date.into(),
                hours: "24".into(),
                certificate: Some(CertificateKind::Chamber),
                azav: "123/456".into(),
                zfu: "".into(),
                funding: FundingKind::ALL.to_vec(),
                language: "Deutsch".into(),
                accessible: "".into(),
                is_advertisement: !date.is_empty(),
            })
            .collect();
        let courses = [senior, Message::Courses(courses.into())];
        self.add_result("Result, with courses of the page", EXAMPLE, &courses);
        let enter = [Message::Enter(true)];
        self.add("A link to enter", Phase::Start, "", &enter);
        for result_chunk in [ResultChunk::Coming, ResultChunk::Failed] {
            let wait = [Message::ResultChunk(result_chunk)];
            self.add_result(&format!("Result, {result_chunk:?}"), EXAMPLE, &wait);
        }
    }

    /// Results that the page takes, by each way, sent and not.
    fn add_handed_over(&mut self) {
        for said in [
            " https://advice.example/in\n\n 2",
            " mailto:advice@advice.example",
            " event\n Career Centre\n ",
        ] {
            for taken in ["", "+handover send", "-donate send"] {
                let messages = [
                    Message::Around(None, said.into()),
                    Message::Unfold(Part::Share),
                    Message::Taken(taken.into()),
                ];
                self.add_result(&format!("Handed over: {said} {taken}"), EXAMPLE, &messages);
            }
        }
    }

    /// What sharing, keeping and other windows have to say.
    fn add_messages(&mut self) {
        for (name, sharing) in [
            ("Link copied", Sharing::Copied),
            ("Link not copied", Sharing::CopyFailed),
            ("QR code", Sharing::Qr(3, "M0 0h1v1h-1zM2 2h1v1h-1z".into())),
        ] {
            let surroundings = Surroundings {
                page: "https://careers.example/check".into(),
                can_share: true,
                no_print: false,
                ..Surroundings::default()
            };
            let messages = [Message::Stand(surroundings), Message::Sharing(sharing)];
            self.add_result(name, EXAMPLE, &messages);
        }
        for keeping in [Keeping::Nothing, Keeping::Refused, Keeping::Device] {
            let name = format!("Kept: {keeping:?}");
            self.add(&name, Phase::Start, "213", &[Message::Kept(keeping)]);
        }
        let other = Session::new(self.content.catalogue(), FamilyIndex(0), None);
        let saved = Saved {
            session: other,
            counter: 1,
        };
        let item = Phase::Item {
            item: ItemIndex(1),
            revisit: false,
        };
        for notice in [
            Notice::Unreadable,
            Notice::Refused,
            Notice::Deleted,
            Notice::NoLocale,
            Notice::Elsewhere(saved),
        ] {
            let name = format!("Notice: {notice:?}");
            let name = name.split(['(', '{']).next().unwrap_or_default();
            self.add(name, item, "21", &[Message::Notice(Some(notice))]);
        }
    }

    /// What links open, and why some don't.
    fn add_links(&mut self) {
        let catalogue = self.content.catalogue();
        let shared = responses(self.content, EXAMPLE);
        let code = link::encode(catalogue, &shared, FamilyIndex(0), None);
        let code: AttrValue = code.expect("36 items fit").into();
        let open = Message::OpenCode(code);
        let only = std::slice::from_ref(&open);
        self.add("Shared result", Phase::Start, "", only);
        let compared = [open.clone(), Message::Compare(true)];
        let own = "222".repeat(12);
        self.add_result("Shared result beside one's own", &own, &compared);
        let earlier = [open.clone(), Message::Compare(true), Message::Earlier(true)];
        self.add_result("An earlier result beside today's", &own, &earlier);
        for error in LinkError::ALL {
            let mut store = store(self.content, Phase::Start, "", &[]);
            store.link_problem = Some(error);
            self.list.push((format!("Link: {error}"), store));
        }
    }
}

/// Every state, with its name.
fn states(content: &Content) -> Vec<(String, Store)> {
    let list = Vec::new();
    let mut states = States { content, list };
    states.add_asking();
    states.add_results();
    states.add_rare_results();
    states.add_messages();
    states.add_links();
    states.list
}
