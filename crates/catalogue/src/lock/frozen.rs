//! A catalogue as plain text without its words, as the corpus of result codes keeps it.

use assessment::Definition;

/// What scoring depends on in a catalogue, as plain text without any of its words: the form in which
/// the corpus of result codes keeps the catalogues that its codes belong to.
#[must_use]
pub fn frozen(definition: &Definition) -> String {
    let thresholds = &definition.thresholds;
    let mut lines = vec![
        format!("catalogue {} {}", definition.id, definition.revision),
        format!(
            "thresholds {} {} {} {} {} {}",
            thresholds.reached_percent,
            thresholds.core_percent,
            thresholds.core_weight,
            thresholds.on_the_way_percent,
            thresholds.area_answered_percent,
            thresholds.straight_lining
        ),
    ];
    lines.extend(definition.areas.iter().map(|id| format!("area {id}")));
    lines.extend(definition.families.iter().map(|id| format!("family {id}")));
    let profiles = definition.profiles.iter();
    lines.extend(profiles.map(|profile| format!("profile {}", profile.id)));
    for (position, competence) in definition.competences.iter().enumerate() {
        let area = &definition.areas[competence.area.get()];
        let list = |numbers: &[u8]| {
            let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
            numbers.join(" ")
        };
        lines.push(format!(
            "competence {} {area} {} / {} / {}",
            competence.id,
            competence.level_count,
            list(&competence.weights),
            list(&competence.required)
        ));
        let items = definition.items.iter();
        lines.extend(
            items
                .filter(|item| item.competence.get() == position)
                .map(|item| format!("item {}", item.id)),
        );
    }
    let statements = definition.extras.statements.iter();
    lines.extend(statements.map(|statement| {
        let area = &definition.areas[statement.area.get()];
        format!(
            "statement {} {area} {}",
            statement.id,
            statement.kind.as_str()
        )
    }));
    lines.push(String::new());
    lines.join("\n")
}
