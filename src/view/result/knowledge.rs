//! The knowledge check: statements to judge, beside the self-rating, which it never changes.

use assessment::catalogue::StatementKind;
use assessment::id::StatementIndex;
use assessment::knowledge::{self, AreaCheck, Hint, Verdict};
use assessment::scoring;
use assessment::session::Action;
use assessment::text::{StatementText, TextKey};
use yew::prelude::*;

use super::fold::{fold, summary};
use super::{Result, level};
use crate::markup::icon::{Icon, icon};
use crate::store::Message;
use crate::view::View;
use crate::view::part::{self, Choice};

const VERDICTS: [(Verdict, &str, TextKey); 3] = [
    (Verdict::True, "true", TextKey::KnowledgeTrue),
    (Verdict::False, "false", TextKey::KnowledgeFalse),
    (Verdict::DontKnow, "dont-know", TextKey::KnowledgeDontKnow),
];

/// The section, where the catalogue has statements. Somebody else's is shown if they judged any.
pub(super) fn knowledge(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, session) = (view.catalogue(), view.session);
    let is_shared = result.shared().is_some();
    let is_shown = if is_shared {
        session.verdicts.answered_count() > 0
    } else {
        session.responses.answered_count() > 0
    };
    let count = catalogue.statements().len() as u32;
    if !is_shown || count == 0 {
        return Html::default();
    }
    let checks = knowledge::check(catalogue, &session.responses, &session.verdicts);
    let lead = view
        .texts()
        .fill(TextKey::KnowledgeLead, &[("count", count.into())]);
    html! {
        <section class="sc-section sc-knowledge" aria-labelledby="sc-knowledge">
            <h4 id="sc-knowledge" class="sc-section__title">{ view.text(TextKey::KnowledgeTitle) }</h4>
            { part::text("p", "", lead) }
            <div class="sc-answers">
                { for checks.iter().map(|check| area(result, check)) }
            </div>
            if !is_shared && session.verdicts.answered_count() > 0 {
                <button
                    type="button"
                    class="sc-button sc-button--small forget-verdicts"
                    part="button"
                    onclick={view.act(Action::ForgetVerdicts)}
                >
                    { view.text(TextKey::KnowledgeForget) }
                </button>
            }
        </section>
    }
}

fn area(result: &Result<'_>, check: &AreaCheck) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let verdicts = &view.session.verdicts;
    let statements: Vec<StatementIndex> = catalogue
        .statements()
        .filter(|&statement| catalogue.statement(statement).area == check.area)
        .collect();
    let judged = statements
        .iter()
        .filter(|&&statement| verdicts.get(statement).is_some())
        .count();
    let counts = [
        ("judged", (judged as u32).into()),
        ("count", (statements.len() as u32).into()),
    ];
    let is_shared = result.shared().is_some();
    let title = html! {
        <>
            { &*texts.area(check.area).name }
            { part::text("span", "sc-note", texts.fill(TextKey::KnowledgeJudged, &counts)) }
        </>
    };
    let answers = || answers(result, check, &statements);
    let inside = || {
        html! {
            <>
                if !is_shared {
                    { for statements.iter().map(|&statement| question(view, statement)) }
                }
                <p class="sc-note" role="status">
                    if judged < statements.len() && !is_shared {
                        { view.text(TextKey::KnowledgePending) }
                    }
                </p>
                if is_shared {
                    { answers() }
                } else if judged == statements.len() {
                    { fold(view, "sc-more", None, summary(view, TextKey::KnowledgeShow, &texts.area(check.area).name), answers) }
                }
            </>
        }
    };
    fold(
        view,
        "sc-more sc-knowledge__area",
        Some(catalogue.area_id(check.area).as_str()),
        title,
        inside,
    )
}

fn text<'a>(view: &View<'a>, statement: StatementIndex) -> Option<&'a StatementText> {
    let store = view.store;
    let statements = &store.content.texts().extras.statements;
    statements.get(statement.get())
}

fn question(view: &View<'_>, statement: StatementIndex) -> Html {
    let chosen = view.session.verdicts.get(statement);
    let choices = VERDICTS.map(|(verdict, value, label)| Choice {
        value,
        label: view.text(label),
        detail: "",
        checked: chosen == Some(verdict),
        message: Message::Act(Action::Judge(statement, Some(verdict))),
    });
    let legend = text(view, statement).map_or("", |text| &*text.statement);
    let name = view.catalogue().statement(statement).id.as_str();
    html! {
        <div key={statement.0}>
            { part::choices(view, name, legend.into(), &choices) }
        </div>
    }
}

/// What is right, and what it says of the self-rating.
fn answers(result: &Result<'_>, check: &AreaCheck, statements: &[StatementIndex]) -> Html {
    let view = result.view;
    let texts = view.texts();
    let right = texts.fill(
        TextKey::KnowledgeRight,
        &[
            ("right", u32::from(check.right_count).into()),
            ("count", u32::from(check.statement_count).into()),
        ],
    );
    let rated = result.scores.areas[check.area.get()].percent.map(|_| {
        let fit = scoring::area_fit(view.catalogue(), result.scores, result.target, check.area);
        let share = level::met(view, &fit);
        texts.fill(TextKey::KnowledgeRated, &[("share", (&*share).into())])
    });
    let hint = check.hint.map(|hint| match hint {
        Hint::SuggestsLower => TextKey::KnowledgeLower,
        Hint::SuggestsHigher => TextKey::KnowledgeHigher,
    });
    html! {
        <>
            if let Some(rated) = rated {
                { part::text("p", "", rated) }
            }
            { part::text("p", "sc-knowledge__right", right) }
            if let Some(hint) = hint {
                { part::text("p", "sc-remark", view.text(hint)) }
            }
            if !check.claimed.is_empty() {
                { part::text("p", "sc-remark", view.text(TextKey::KnowledgeClaimed)) }
            }
            <ul class="sc-answers__list">
                { for statements.iter().map(|&statement| answer(view, statement)) }
            </ul>
        </>
    }
}

fn answer(view: &View<'_>, statement: StatementIndex) -> Html {
    let Some(text) = text(view, statement) else {
        return Html::default();
    };
    let verdict = view.session.verdicts.get(statement);
    let said = VERDICTS
        .iter()
        .find(|(known, ..)| Some(*known) == verdict)
        .map_or(TextKey::KnowledgeNone, |&(.., label)| label);
    // What is made up nobody can know: only who takes it for true is wrong.
    let (sign, class, sentence) = match (view.catalogue().statement(statement).kind, verdict) {
        (StatementKind::True, Some(Verdict::True))
        | (StatementKind::False, Some(Verdict::False)) => (
            Icon::Check,
            "sc-status sc-status--reached",
            TextKey::KnowledgeSaidRight,
        ),
        (StatementKind::True, Some(Verdict::False))
        | (StatementKind::False | StatementKind::Foil, Some(Verdict::True)) => (
            Icon::Cross,
            "sc-status sc-status--open",
            TextKey::KnowledgeSaidWrong,
        ),
        _ => (Icon::Circle, "sc-status", TextKey::KnowledgeSaid),
    };
    let said = view
        .texts()
        .fill(sentence, &[("verdict", view.text(said).into())]);
    html! {
        <li key={statement.0} class="sc-answer">
            <div>
                { part::text("strong", "", &*text.statement) }
                <p class={class}>{ icon(sign) }<span>{ said }</span></p>
                { part::text("p", "", &*text.explanation) }
            </div>
        </li>
    }
}
