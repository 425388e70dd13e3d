//! The strings that the interface needs, each with the placeholders that a translation has to use.

macro_rules! messages {
    ($($name:ident $key:literal $([$($placeholder:literal),+])?;)*) => {
        /// A string of the interface. Its key is where the interface's files hold it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the key says it, and the German and English files show it")]
        pub enum Message {
            $($name,)*
        }

        impl Message {
            /// Every message with its key, in the order of [`super::Texts::interface`].
            pub const ALL: &[(Self, &str)] = &[$((Self::$name, $key),)*];

            /// The placeholders that the string has to contain.
            #[must_use]
            pub const fn placeholders(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$($($placeholder),+)?],)*
                }
            }
        }
    };
}

messages! {
    StartMinutes "start.minutes" ["minutes"];
    StartItems "start.items" ["count"];
    StartPrivacy "start.privacy";
    StartPrivacyDetail "start.privacy-detail";
    StartFamily "start.family";
    StartLevel "start.level";
    StartLevelNext "start.level-next";
    StartLevelNextDetail "start.level-next-detail";
    StartHow "start.how";
    StartHowDetail "start.how-detail";
    StartAreas "start.areas";
    StartAction "start.action";
    StartResume "start.resume" ["answered", "total"];
    LocaleSwitch "locale.switch";
    ProgressLabel "progress.label";
    ProgressPosition "progress.position" ["position", "total"];
    ProgressArea "progress.area" ["area", "done", "total"];
    ProgressMinutesOne "progress.minutes.one" ["count"];
    ProgressMinutesOther "progress.minutes.other" ["count"];
    ItemLegend "item.legend";
    ItemLevel "item.level" ["level"];
    ItemKeys "item.keys" ["count"];
    ItemNext "item.next";
    ItemBack "item.back";
    ItemSkip "item.skip";
    ItemSkipReason "item.skip-reason";
    ItemSkipped "item.skipped";
    ItemMissing "item.missing";
    ItemToResult "item.to-result";
    ItemFinish "item.finish";
}
