//! Draws the first screens natively, for the build to put into the loader:
//!
//! ```text
//! cargo run --example screens de=Deutsch=dist/de.bin en=English=dist/en.bin
//! ```
//!
//! Each argument is a locale, its name in itself, and its compiled catalogue. Printed is a JSON
//! object: for each locale the HTML of the start (`start`) and of the first item (`item`), exactly as
//! the widget will draw them.

use std::collections::BTreeMap;
use std::error::Error;
use std::rc::Rc;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::session::{Action, Session};
use skill_check::app::{App, AppProps};
use skill_check::content::{Content, Locale};
use skill_check::store::ResultChunk;
use yew::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut contents = Vec::new();
    let mut locales = Vec::new();
    for argument in std::env::args().skip(1) {
        let mut parts = argument.splitn(3, '=');
        let mut part = || parts.next().ok_or("an argument is LOCALE=NAME=FILE");
        let (tag, name, path) = (part()?, part()?, part()?);
        locales.push(Locale {
            tag: tag.to_owned().into(),
            name: name.to_owned().into(),
        });
        contents.push((tag.to_owned(), Content::decode(&std::fs::read(path)?)?));
    }
    let locales: Rc<[Locale]> = locales.into();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let screens: BTreeMap<_, _> = contents
        .into_iter()
        // What is chosen ahead is known by its place (`store::early`): all levels have to be on offer.
        .filter(|(_, content)| {
            let has = |tier: &Tier| content.tier(FamilyIndex(0), *tier).is_some();
            Tier::ALL.iter().all(has)
        })
        .map(|(tag, content)| {
            let fresh = Session::new(content.catalogue(), FamilyIndex(0), None);
            let begun = fresh.update(content.catalogue(), Action::Start);
            let draw = |session| draw(&runtime, &content, session, &locales);
            (
                tag,
                BTreeMap::from([("start", draw(fresh)), ("item", draw(begun))]),
            )
        })
        .collect();
    println!("{}", serde_json::to_string(&screens)?);
    Ok(())
}

/// The whole widget with a sitting.
fn draw(
    runtime: &tokio::runtime::Runtime,
    content: &Content,
    session: Session,
    locales: &Rc<[Locale]>,
) -> String {
    let props = AppProps {
        content: content.clone(),
        session,
        code: None,
        result_chunk: ResultChunk::Coming,
        locales: locales.clone(),
        on_keep: Callback::noop(),
        on_change: Callback::noop(),
        on_effect: Callback::noop(),
    };
    tokio::task::LocalSet::new().block_on(runtime, async {
        yew::LocalServerRenderer::<App>::with_props(props)
            .hydratable(false)
            .render()
            .await
    })
}
