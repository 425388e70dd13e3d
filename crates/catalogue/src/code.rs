//! The kinds of diagnostics: each has a short stable name and says why it matters.

use std::fmt;

macro_rules! codes {
    ($($name:ident $text:literal $why:literal;)*) => {
        /// The kind of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $why] $name,)*
        }

        impl Code {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The kind's name, in kebab case; it stays the same in later versions.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Why it matters.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self {
                    $(Self::$name => $why,)*
                }
            }
        }
    };
}

codes! {
    // The files as such.
    Unreadable "unreadable" "without the file there is nothing to check or to show";
    Syntax "syntax" "a file that isn't TOML can't be read past this place";
    UnknownKey "unknown-key" "nothing reads this key, so what stands there would be lost in silence";
    MissingKey "missing-key" "the check can't be shown or scored without it";
    WrongType "wrong-type" "the value can't be used as what it is for";

    // Ids and what refers to them.
    MalformedId "malformed-id" "ids stand in links, file names and attributes, where other characters break";
    DuplicateId "duplicate-id" "texts and links find an entry by its id, and would find the wrong one";
    UnknownId "unknown-id" "what refers to nothing can't be shown or scored";
    MissingEntry "missing-entry" "every competence has a weight and a level for each profile, 0 included";
    ProfileId "profile-id" "links and attributes put a profile's id together from its family and tier";
    DuplicateProfile "duplicate-profile" "a result names one profile per family and tier";

    // Numbers.
    Count "count" "the screens and the exact search for the best modules are made for this many";
    OutOfRange "out-of-range" "a number outside its range has no meaning in the scoring";
    NoReference "no-reference" "readers of the file can't look up what a source without a name says";
    MalformedDate "malformed-date" "readers are told how old a statement is";
    OutOfOrder "out-of-order" "the check asks area by area, and competence by competence";
    ListedTwice "listed-twice" "visitors would read it twice";
    Address "address" "visitors follow it, and have to get where it says, over a connection that nobody reads";
    FrameworkCode "framework-code" "other programs find the entry of a framework by its code";
    EmptyEntry "empty-entry" "an entry without members would be an empty screen, or test nothing";

    // What the numbers say together.
    UnreachableProfile "unreachable-profile" "a profile that asks for more than there is can never be reached";
    RequiresNothing "requires-nothing" "a profile that requires nothing is reached by whoever starts the check";
    SeniorEasier "senior-easier" "a senior profile would be reached before its junior one";
    SameProfiles "same-profiles" "two profiles that require the same are always reached together, so one of them says nothing";
    WeightsZero "weights-zero" "visitors answer its questions, but nothing in the result follows from them";
    RequiredUncounted "required-uncounted" "a required level that has no weight is never missed";
    RaisesNothing "raises-nothing" "a module that brings nobody closer to a profile is never recommended";
    RaisesToTop "raises-to-top" "the highest level is answering for something at work, which no course gives";
    NoModule "no-module" "a gap here is shown with a step to practise, but with no module";

    // Texts.
    WrongLocale "wrong-locale" "the strings would be shown to readers of another language";
    MissingText "missing-text" "a screen would be without words";
    SurplusText "surplus-text" "nothing shows this text, which often means that an id is misspelt";
    EmptyText "empty-text" "a screen would be without words";
    TooLong "too-long" "the text breaks the layout on a phone of 320 pixels, or nobody reads it to the end";
    Unwritten "unwritten" "visitors would read a note that was meant for the author";
    Undecided "undecided" "a draft that nobody has looked at would score by chance";
    Untranslated "untranslated" "visitors would read a language that isn't theirs";
    UnusedFile "unused-file" "nobody gets to see what stands in it";
    Markup "markup" "texts are shown just as they are written, and never as HTML or Markdown";
    Placeholder "placeholder" "visitors would see the braces, or a sentence with a hole in it";
    PluralForms "plural-forms" "visitors would read a number with the wrong form of its noun";
    LevelNames "level-names" "a competence has 2 to 7 levels, and each needs its name";

    // Anchors.
    AnchorCount "anchor-count" "a visitor chooses a level by its anchor";
    AnchorForm "anchor-form" "anchors that are set differently draw the eye, and with it the answer";
    AnchorOrder "anchor-order" "the first anchor counts as level 0 and the last as the highest, whatever they say";
    SameAnchor "same-anchor" "a visitor couldn't choose between the two";
    ItemWording "item-wording" "what is long, holds two things or begins with the object is read twice, and understood in two ways";
    Reading "reading" "what takes long or is hard to read is given up, or answered by guessing";
    SimilarAnchors "similar-anchors" "a visitor can hardly tell the two apart, so the answer says little";

    // Personas.
    Persona "persona" "a change of levels or weights has made somebody's result another one than was meant";

    // How others answered.
    Norms "norms" "visitors would be told something wrong about others";

    // Result links.
    LinksLock "links-lock" "the lock file is what lets links of earlier revisions open";
    LinksBroken "links-broken" "links that visitors have kept would no longer open, or would mean something else";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_in_kebab_case() {
        for (position, code) in Code::ALL.iter().enumerate() {
            let name = code.as_str();
            assert!(
                name.split('-')
                    .all(|word| !word.is_empty()
                        && word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
            let earlier = &Code::ALL[..position];
            assert!(earlier.iter().all(|other| other.as_str() != name), "{name}");
        }
    }
}
