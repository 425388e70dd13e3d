//! A learning plan: what a visitor sets out to do in which week, as a calendar (RFC 5545) and as a text.

use crate::catalogue::Catalogue;
use crate::date::{civil, days};
use crate::recommendation::Recommendation;
use crate::text::{TextKey, Texts};

/// After so many weeks the check is worth another time: half a year.
pub const AGAIN_WEEKS: u8 = 26;
/// So many weeks ahead a step may lie.
pub const WEEKS_MAX: u8 = 52;
/// So many tasks that only practice gives are offered.
const PRACTICE: usize = 6;
/// A line of a calendar has at most so many octets (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The id of the module or competence that it is about; `again` for the check itself.
    pub id: &'a str,
    /// What it is, in a few words.
    pub title: &'a str,
    /// What to do.
    pub text: &'a str,
    /// The week that is proposed, counted from 1; none where it is the visitor's to say.
    pub week: Option<u8>,
}

/// What there is to do for a goal: the recommended modules, each with its project, a module every other week;
/// then what only practice gives; at last the check once more.
///
/// ```
/// use assessment::agenda::{Agenda, steps};
/// use assessment::recommendation::recommend;
/// use assessment::scoring::{score, target};
/// use assessment::{Responses, example};
///
/// let (catalogue, texts) = (example::catalogue(), example::texts());
/// let scores = score(&catalogue, &Responses::new(&catalogue));
/// let family = catalogue.family_by_id("sales").unwrap();
/// let found = recommend(&catalogue, &scores, target(&catalogue, &scores, family, None));
///
/// let steps = steps(&catalogue, &texts, &found);
/// let agenda = Agenda {
///     title: &texts.title,
///     plan: "0a1b",
///     steps: &steps,
///     weeks: &[1],
///     today: "2026-11-23",
///     page: "",
/// };
/// // Week 1 begins with the Monday after today.
/// assert!(agenda.calendar().contains("DTSTART;VALUE=DATE:20261130"));
/// ```
#[must_use]
pub fn steps<'a>(
    catalogue: &'a Catalogue,
    texts: &'a Texts,
    recommendation: &Recommendation,
) -> Vec<Step<'a>> {
    let modules = recommendation.modules.iter().enumerate();
    let modules = modules.map(|(place, advice)| {
        let text = texts.module(advice.module);
        Step {
            id: catalogue.module(advice.module).id.as_str(),
            title: &text.name,
            text: &text.project,
            week: u8::try_from(2 * place + 1).ok(),
        }
    });
    let practice = recommendation.practice.iter().take(PRACTICE);
    let practice = practice.map(|&competence| {
        let text = texts.competence(competence);
        Step {
            id: catalogue.competence(competence).id.as_str(),
            title: &text.name,
            text: &text.practice,
            week: None,
        }
    });
    let again = Step {
        id: "again",
        title: texts.get(TextKey::AgendaAgain),
        text: texts.get(TextKey::AgendaAgainDetail),
        week: Some(AGAIN_WEEKS),
    };
    modules.chain(practice).chain([again]).collect()
}

/// What is written: the steps that have a week, in the order of their weeks.
#[derive(Clone, Copy, Debug)]
pub struct Agenda<'a> {
    /// What the check is called.
    pub title: &'a str,
    /// Tells this plan from all others: without it two people's entries would be one in a calendar of both.
    pub plan: &'a str,
    /// All that there is to do.
    pub steps: &'a [Step<'a>],
    /// The week of each, from 1; 0 leaves it out. What is missing at the end is left out.
    pub weeks: &'a [u8],
    /// The day of today, `YYYY-MM-DD`. Week 1 begins with the Monday after it.
    pub today: &'a str,
    /// Where the check is, without a result; may be empty.
    pub page: &'a str,
}

impl Agenda<'_> {
    /// The steps with the Monday of their weeks, as days since 1970.
    fn planned(&self) -> Vec<(u8, i32, &Step<'_>)> {
        let Some(today) = days(self.today) else {
            return Vec::new();
        };
        // 1970 began with a Thursday.
        let monday = today + 7 - (today + 3).rem_euclid(7);
        let weeks = self.weeks.iter().copied();
        let mut planned: Vec<_> = self
            .steps
            .iter()
            .zip(weeks)
            .filter(|(_, week)| (1..=WEEKS_MAX).contains(week))
            .map(|(step, week)| (week, monday + 7 * (i32::from(week) - 1), step))
            .collect();
        planned.sort_by_key(|&(week, ..)| week);
        planned
    }

    /// The calendar: one entry for the Monday of each step's week, which takes no time of the day.
    #[must_use]
    pub fn calendar(&self) -> String {
        let mut text = String::new();
        let stamp = [&self.today.replace('-', ""), "T000000Z"].concat();
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//skill-check//skill-check//EN",
        ] {
            fold(&mut text, line);
        }
        for (_, day, step) in self.planned() {
            let date = civil(day).replace('-', "");
            let about = [step.text, self.title, self.page].join("\n");
            fold(&mut text, "BEGIN:VEVENT");
            fold(
                &mut text,
                &["UID:", self.plan, "-", step.id, "@skill-check.invalid"].concat(),
            );
            fold(&mut text, &["DTSTAMP:", &stamp].concat());
            fold(&mut text, &["DTSTART;VALUE=DATE:", &date].concat());
            fold(&mut text, &["SUMMARY:", &escaped(step.title)].concat());
            fold(
                &mut text,
                &["DESCRIPTION:", &escaped(about.trim())].concat(),
            );
            fold(&mut text, "TRANSP:TRANSPARENT");
            fold(&mut text, "END:VEVENT");
        }
        fold(&mut text, "END:VCALENDAR");
        text
    }

    /// The same as a text: a paragraph for each step. `day` writes a day `YYYY-MM-DD` as the locale does.
    #[must_use]
    pub fn text(&self, texts: &Texts, day: &dyn Fn(&str) -> String) -> String {
        let mut text = [self.title, "\n"].concat();
        for (week, monday, step) in self.planned() {
            let date = day(&civil(monday));
            let values = [
                ("week", u32::from(week).into()),
                ("date", (&*date).into()),
                ("step", step.title.into()),
            ];
            for part in [
                "\n",
                &texts.fill(TextKey::AgendaLine, &values),
                "\n",
                step.text,
                "\n",
            ] {
                text.push_str(part);
            }
        }
        for line in [self.page, &texts.extras.credit] {
            if !line.is_empty() {
                text.push_str(&["\n", line, "\n"].concat());
            }
        }
        text
    }
}

/// A content line, folded, with its end.
fn fold(text: &mut String, line: &str) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(character);
        octets += character.len_utf8();
    }
    text.push_str("\r\n");
}

/// A value of type TEXT (RFC 5545, 3.3.11). What controls a terminal or a reader stays out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step<'_>; 3] = [
        Step {
            id: "one",
            title: "Eins, zwei; drei",
            text: "Öffnen\\schließen\nund noch einmal, so oft es geht und ohne dass jemand zusieht, Übung macht es",
            week: Some(1),
        },
        Step {
            id: "two",
            title: "Two",
            text: "",
            week: None,
        },
        Step {
            id: "again",
            title: "Again",
            text: "x",
            week: Some(26),
        },
    ];

    fn agenda<'a>(weeks: &'a [u8], today: &'a str) -> Agenda<'a> {
        Agenda {
            title: "Check",
            plan: "a1",
            steps: &STEPS,
            weeks,
            today,
            page: "https://careers.example/check",
        }
    }

    #[test]
    fn the_first_week_begins_with_the_next_monday() {
        for (today, monday) in [
            ("2026-11-29", "20261130"),
            ("2026-11-30", "20261207"),
            ("2026-12-06", "20261207"),
            ("2026-12-28", "20270104"),
        ] {
            let calendar = agenda(&[1], today).calendar();
            let start = ["DTSTART;VALUE=DATE:", monday, "\r\n"].concat();
            assert!(calendar.contains(&start), "{today}: {calendar}");
        }
    }

    #[test]
    fn a_calendar_has_the_steps_with_a_week_in_order() {
        let calendar = agenda(&[3, 0, 2], "2026-11-29").calendar();
        assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 2);
        let at = |text: &str| calendar.find(text).unwrap();
        assert!(at("SUMMARY:Again") < at("SUMMARY:Eins\\, zwei\\; drei"));
        assert!(
            calendar
                .replace("\r\n ", "")
                .contains("Öffnen\\\\schließen\\nund noch")
        );
        for line in calendar.split("\r\n") {
            assert!(line.len() <= LINE_OCTETS && !line.contains('\n'), "{line}");
        }
        // Nothing that a form can't hold is a week.
        assert_eq!(
            agenda(&[53, 200], "2026-11-29")
                .calendar()
                .matches("VEVENT")
                .count(),
            0
        );
        assert_eq!(
            agenda(&[1], "today").calendar().matches("VEVENT").count(),
            0
        );
    }
}
