//! How texts are filled in and counted.

use super::*;

fn texts(first: &str) -> Texts {
    let mut interface: Vec<Box<str>> = TextKey::ALL.iter().map(|_| "".into()).collect();
    interface[0] = first.into();
    Texts {
        locale: "de".into(),
        locale_name: "Deutsch".into(),
        direction: Direction::Ltr,
        plurals: Plurals::default(),
        words_per_minute: 220,
        title: "".into(),
        occupation: "".into(),
        lead: "".into(),
        levels: Vec::new(),
        areas: Vec::new(),
        families: Vec::new(),
        profiles: Vec::new(),
        competences: Vec::new(),
        items: Vec::new(),
        formats: Vec::new(),
        modules: Vec::new(),
        extras: ExtraTexts::default(),
        interface,
    }
}

#[track_caller]
fn check(template: &str, expected: &str) {
    let filled = texts(template).fill(
        TextKey::ALL[0].0,
        &[
            ("name", "Ada".into()),
            ("count", 120_u32.into()),
            ("nought", 0_u32.into()),
        ],
    );
    assert_eq!(filled, expected);
}

#[test]
fn placeholders_are_filled_wherever_they_stand() {
    check("", "");
    check("{name}", "Ada");
    check(
        "Hello {name}, {count} times {nought}",
        "Hello Ada, 120 times 0",
    );
    check("{name}{name}", "AdaAda");
}

#[test]
fn an_unknown_or_broken_placeholder_leaves_nothing_behind() {
    check("a{other}b", "ab");
    check("a{name", "aAda");
}

#[test]
fn a_number_takes_the_form_of_its_category() {
    let (one, other) = (TextKey::StartItemsOne, TextKey::StartItemsOther);
    let mut texts = texts("");
    texts.interface[one as usize] = "{count} pytanie".into();
    texts.interface[other as usize] = "{count} pytania".into();
    let all = |texts: &Texts| [0, 1, 2, 5, 21, 122].map(|count| texts.count(one, other, count));
    let plain = [
        "0 pytania",
        "1 pytanie",
        "2 pytania",
        "5 pytania",
        "21 pytania",
        "122 pytania",
    ];
    assert_eq!(all(&texts), plain);
    // Few for 2 and for what ends in 22, many for the rest.
    let category = |number: u8| match number {
        1 => 1,
        2 | 122 => 3,
        _ => 4,
    };
    texts.plurals.table = (0..200).map(category).collect();
    // A form that isn't given is as for all others.
    assert_eq!(all(&texts), plain);
    texts.plurals.forms = vec![PluralForm {
        message: other as u16,
        category: PluralCategory::Many,
        text: "{count} pytań".into(),
    }];
    let many = [
        "0 pytań",
        "1 pytanie",
        "2 pytania",
        "5 pytań",
        "21 pytań",
        "122 pytania",
    ];
    assert_eq!(all(&texts), many);
    texts.plurals.table = vec![9; 200];
    assert_eq!(texts.plurals.category(1), PluralCategory::Other);
}

#[test]
fn messages_address_their_own_string() {
    for (position, (message, key)) in TextKey::ALL.iter().enumerate() {
        assert_eq!(*message as usize, position, "{key}");
    }
}
