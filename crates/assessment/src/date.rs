//! Days of the calendar as whole numbers.

use crate::text::push_number;

/// Days from 1 January 1970 to a day `YYYY-MM-DD`; none for what is no such day. After Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms" (2021): years begin in March, eras have 400 of them.
pub(crate) fn days(date: &str) -> Option<i32> {
    let mut parts = date.splitn(3, '-').map(str::parse::<i32>);
    let mut part = || parts.next()?.ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year % 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(year / 400 * 146_097 + in_era - 719_468)
}

/// The day so many days after 1 January 1970, `YYYY-MM-DD`.
pub(crate) fn civil(days: i32) -> String {
    let days = days + 719_468;
    let (era, in_era) = (days / 146_097, days % 146_097);
    let of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + of_era + i32::from(month <= 2);
    let mut text = String::new();
    for (part, digits) in [(year, 4), (month, 2), (day, 2)] {
        if !text.is_empty() {
            text.push('-');
        }
        let mut number = String::new();
        push_number(&mut number, part.unsigned_abs());
        text.extend(core::iter::repeat_n('0', digits - number.len().min(digits)));
        text.push_str(&number);
    }
    text
}

/// The ISO 8601 week of a day `YYYY-MM-DD`, such as `2026-W48`; none for what is no such day. A week belongs to
/// the year of its Thursday.
pub(crate) fn week(date: &str) -> Option<String> {
    let day = days(date)?;
    // The first of January 1970 was a Thursday.
    let thursday = day - (day + 3).rem_euclid(7) + 3;
    let year = civil(thursday)[..4].to_owned();
    let first = days(&[&year, "-01-01"].concat())?;
    let week = (thursday - first) / 7 + 1;
    let mut text = [&year, "-W"].concat();
    if week < 10 {
        text.push('0');
    }
    push_number(&mut text, week.unsigned_abs());
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2026-11-29"), Some(20_786));
        for day in (0..60_000).step_by(13).chain(0..800) {
            assert_eq!(days(&civil(day)), Some(day), "{}", civil(day));
        }
        assert_eq!(civil(days("2028-02-28").unwrap() + 1), "2028-02-29");
        assert_eq!(civil(days("2100-02-28").unwrap() + 1), "2100-03-01");
        for bad in [
            "",
            "2026-13-01",
            "2026-00-01",
            "2026-1",
            "soon",
            "1969-12-31",
            "2026-11-32",
        ] {
            assert_eq!(days(bad), None, "{bad}");
        }
    }

    /// The examples of ISO 8601, and the days around them.
    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        for (date, expected) in [
            ("2026-11-29", "2026-W48"),
            ("2026-11-30", "2026-W49"),
            ("2026-01-01", "2026-W01"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2008-12-29", "2009-W01"),
            ("2010-01-03", "2009-W53"),
            ("1970-01-01", "1970-W01"),
        ] {
            assert_eq!(week(date).as_deref(), Some(expected), "{date}");
        }
        assert_eq!(week("2026-13-01"), None);
    }
}
