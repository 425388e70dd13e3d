//! Levels in words: their names, or where the catalogue has none, their numbers.

use assessment::id::CompetenceIndex;
use assessment::level::Level;
use assessment::scoring::AreaFit;
use assessment::text::TextKey;

use super::Result;
use super::why::range;
use crate::view::View;

/// What a level of a competence is called.
pub(super) fn name(view: &View<'_>, competence: CompetenceIndex, level: Level) -> String {
    let item = view.catalogue().items_of(competence).next();
    let name = item.and_then(|item| view.content().level_name(item, level));
    name.map_or_else(
        || range(view.texts(), level.into(), level.into()),
        str::to_owned,
    )
}

/// The levels from one to another.
pub(super) fn span(
    view: &View<'_>,
    competence: CompetenceIndex,
    low: Level,
    high: Level,
) -> String {
    let low_name = name(view, competence, low);
    if low == high {
        return low_name;
    }
    let high_name = name(view, competence, high);
    let ends = [("low", (&*low_name).into()), ("high", (&*high_name).into())];
    view.texts().fill(TextKey::LevelRange, &ends)
}

/// A sentence on the level attained and the one required.
pub(super) fn sentence(
    result: &Result<'_>,
    key: TextKey,
    competence: CompetenceIndex,
    [level, required]: [Level; 2],
) -> String {
    let view = result.view;
    let (level, required) = (
        name(view, competence, level),
        name(view, competence, required),
    );
    let values = [
        ("level", (&*level).into()),
        ("required", (&*required).into()),
    ];
    view.texts().fill(key, &values)
}

/// How much of what is asked for in some competences is met, in words.
pub(super) fn met(view: &View<'_>, fit: &AreaFit) -> String {
    if fit.count == 0 {
        return view.text(TextKey::ExamNone).to_owned();
    }
    let values = [
        ("met", u32::from(fit.met).into()),
        ("count", u32::from(fit.count).into()),
    ];
    view.texts().fill(TextKey::AreasMet, &values)
}
