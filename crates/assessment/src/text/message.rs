//! The strings that the interface needs, each with the placeholders that a translation has to use.

macro_rules! messages {
    (
        $($name:ident $key:literal $([$($placeholder:literal),+])?;)*
        [later]
        $($late:ident $late_key:literal $([$($late_placeholder:literal),+])?;)*
    ) => {
        /// A string of the interface. Its key is where the interface's files hold it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the key says it, and the German and English files show it")]
        pub enum Message {
            $($name,)*
            $($late,)*
        }

        impl Message {
            /// Every message with its key, in the order of [`super::Texts::interface`].
            pub const ALL: &[(Self, &str)] = &[
                $((Self::$name, $key),)*
                $((Self::$late, $late_key),)*
            ];

            /// So many messages are needed before there is a result: the first ones of [`Self::ALL`].
            pub const FIRST: usize = [$($key),*].len();

            /// Changes when a message comes, goes or moves (FNV-1a over all keys, each closed by a zero
            /// byte, and [`Self::FIRST`]): compiled catalogues hold strings by position.
            pub const MARK: u32 = mark(Self::ALL) ^ Self::FIRST as u32;

            /// The placeholders that the string has to contain.
            #[must_use]
            pub const fn placeholders(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$($($placeholder),+)?],)*
                    $(Self::$late => &[$($($late_placeholder),+)?],)*
                }
            }
        }
    };
}

const fn mark(messages: &[(Message, &str)]) -> u32 {
    let mut mark = 0x811c_9dc5_u32;
    let mut message = 0;
    while message < messages.len() {
        let key = messages[message].1.as_bytes();
        let mut place = 0;
        while place <= key.len() {
            let byte = if place < key.len() { key[place] } else { 0 };
            mark = (mark ^ byte as u32).wrapping_mul(0x0100_0193);
            place += 1;
        }
        message += 1;
    }
    mark
}

messages! {
    // What start and items say, and what may be said there: of what is kept, while waiting, of entering
    // a link.
    LocaleSwitch "locale.switch";
    StartMinutes "start.minutes" ["low", "high"];
    StartItemsOne "start.items.one";
    StartItemsOther "start.items.other" ["count"];
    StartPrivacy "start.privacy";
    StartPrivacyDetail "start.privacy-detail";
    StartFamily "start.family";
    StartFamilyDetail "start.family-detail";
    StartLevel "start.level";
    StartLevelNext "start.level-next";
    StartLevelNextDetail "start.level-next-detail";
    StartAreas "start.areas";
    StartHow "start.how";
    StartHowSteps "start.how-steps";
    StartHowAll "start.how-all";
    StartHowDetail "start.how-detail";
    StartQuick "start.quick";
    StartFull "start.full";
    StartQuickNote "start.quick-note" ["low", "high"];
    StartQuickItems "start.quick-items" ["low", "high"];
    StartRole "start.role" ["family"];
    AboutGenders "about.genders";
    StartKnowledge "start.knowledge" ["count"];
    StartAction "start.action";
    StartContinue "start.continue";
    StartAnsweredOne "start.answered.one";
    StartAnsweredOther "start.answered.other" ["count"];
    ProgressLabel "progress.label";
    ProgressPosition "progress.position" ["position", "total"];
    ProgressArea "progress.area" ["area", "done", "total"];
    QuickRemaining "quick.remaining" ["count"];
    ProgressMinutes "progress.minutes" ["low", "high"];
    ProgressLastMinute "progress.last-minute";
    ItemKeys "item.keys" ["count"];
    ItemStatement "item.statement" ["position", "most"];
    ItemFits "item.fits";
    ItemFitsNot "item.fits-not";
    ItemStepKeys "item.step-keys";
    ItemShowAll "item.show-all";
    ItemShowSteps "item.show-steps";
    ItemNext "item.next";
    ItemBack "item.back";
    ItemSkip "item.skip";
    ItemSkipReason "item.skip-reason";
    ItemSkipped "item.skipped";
    ItemMissing "item.missing";
    ItemFinish "item.finish";
    ItemToResult "item.to-result";
    OpenTitle "open.title";
    OpenLead "open.lead";
    OpenLabel "open.label";
    OpenAction "open.action";
    RestartConfirm "restart.confirm";
    RestartCancel "restart.cancel";
    KeepTitle "keep.title";
    KeepTab "keep.tab";
    KeepDevice "keep.device";
    KeepNothing "keep.nothing";
    KeepRefused "keep.refused";
    KeepRemember "keep.remember";
    KeepRememberDetail "keep.remember-detail";
    KeepDelete "keep.delete";
    KeepQuestion "keep.question";
    KeepDeleted "keep.deleted";
    KeepNotDeleted "keep.not-deleted";
    KeepNoLocale "keep.no-locale";
    KeepUnreadable "keep.unreadable";
    KeepElsewhereOne "keep.elsewhere.one";
    KeepElsewhereOther "keep.elsewhere.other" ["count"];
    KeepTakeOver "keep.take-over";
    KeepMine "keep.mine";
    KeepDismiss "keep.dismiss";
    WaitingTitle "waiting.title";
    WaitingDetail "waiting.detail";
    WaitingFailed "waiting.failed";
    WaitingFailedDetail "waiting.failed-detail";
    WaitingAgain "waiting.again";
    [later]
    // What is said of links, and what a result says.
    ListAnd "list.and";
    ListSeparator "list.separator";
    ListNamed "list.named" ["what", "text"];
    LevelListed "level.listed" ["name", "level"];
    SharedOwn "shared.own";
    SharedContinue "shared.continue";
    SharedCompare "shared.compare";
    SharedHideCompare "shared.hide-compare";
    SharedRescored "shared.rescored";
    SharedUntouched "shared.untouched";
    SharedUnfinished "shared.unfinished";
    SharedGoOn "shared.go-on";
    LinkProblem "link.problem";
    LinkTooLong "link.too-long";
    LinkDamaged "link.damaged";
    LinkCutOff "link.cut-off";
    LinkNewer "link.newer";
    LinkOther "link.other";
    LinkRevision "link.revision";
    LinkChanged "link.changed";
    LinkDismiss "link.dismiss";
    DateDay "date.format" ["day", "month", "year"];
    DateMonths "date.months";
    QuickSaved "quick.saved" ["asked", "all", "saved"];
    QuickComplete "quick.complete";
    ResultTitle "result.title";
    ResultNothing "result.nothing";
    ResultNothingNext "result.nothing-next";
    ResultTooFew "result.too-few";
    ResultReached "result.reached" ["profile"];
    ResultOnTheWay "result.on-the-way" ["profile"];
    ResultNotReached "result.not-reached" ["profile"];
    ResultBeginning "result.beginning" ["profile"];
    ResultNext "result.next" ["profile", "area"];
    ResultNextHere "result.next-here" ["area"];
    ResultNextPractice "result.next-practice" ["profile"];
    ResultNextUnknown "result.next-unknown" ["profile"];
    ResultDone "result.done" ["profile"];
    ResultAlsoReached "result.also-reached" ["profiles"];
    ResultOpen "result.open" ["profiles"];
    ResultAnswered "result.answered" ["answered", "total"];
    ResultSkippedOne "result.skipped.one";
    ResultSkippedOther "result.skipped.other" ["count"];
    ResultUnaskedOne "result.unasked.one";
    ResultUnaskedOther "result.unasked.other" ["count"];
    ResultContinue "result.continue";
    ResultContinueSkipped "result.continue-skipped";
    ResultStraightLining "result.straight-lining" ["level"];
    ResultOpenItems "result.open-items";
    ResultStraightLiningItems "result.straight-lining-items";
    ResultSelfReport "result.self-report";
    ResultSteps "result.steps";
    ResultGoal "result.goal";
    ResultCore "result.core" ["percent"];
    WayYou "way.you" ["span"];
    WayFrom "way.from" ["percent"];
    WayLabel "way.label" ["stations", "span", "profile", "needed"];
    WayAreas "way.areas" ["profile", "percent"];
    PartsAreas "parts.areas";
    PartsAreasLead "parts.areas-lead";
    PartsAreasCheck "parts.areas-check";
    PartsProfiles "parts.profiles";
    PartsProfilesLead "parts.profiles-lead";
    PartsProfilesExam "parts.profiles-exam";
    PartsPlan "parts.plan";
    PartsPlanLead "parts.plan-lead";
    PartsPlanFind "parts.plan-find";
    PartsAnswers "parts.answers";
    PartsAnswersLead "parts.answers-lead";
    PartsAnswersShared "parts.answers-shared";
    TargetTitle "target.title";
    TargetFamily "target.family";
    TargetLevel "target.level";
    TargetLevelNext "target.level-next";
    AreasTitle "areas.title";
    AreasLead "areas.lead" ["profile", "percent"];
    AreasMet "areas.met" ["met", "count"];
    AreasPoints "areas.points" ["what", "points", "max", "percent"];
    AreasShare "areas.share";
    AreasEach "areas.each";
    AreasRequired "areas.required" ["profile"];
    AreasTable "areas.table";
    AreasSum "areas.sum" ["what", "points", "max", "percent"];
    AreasAnswered "areas.answered";
    AreasAll "areas.all";
    ProfilesTitle "profiles.title";
    ProfilesLead "profiles.lead" ["percent", "core"];
    ProfilesCore "profiles.core" ["span"];
    ProfilesTarget "profiles.target";
    WhyAction "why.action";
    WhyLabel "why.label" ["profile"];
    WhyOf "why.of" ["profile"];
    WhyAll "why.all" ["points", "max", "percent", "needed", "least"];
    WhyCore "why.core" ["points", "max", "percent", "needed", "least"];
    WhyReached "why.reached";
    WhyNotReached "why.not-reached";
    WhyOpen "why.open";
    WhyEach "why.each";
    WhyFigures "why.figures";
    WhyRequirement "why.requirement" ["weight", "required"];
    WhySum "why.sum" ["what", "points", "max", "percent", "core"];
    WhyCompetence "why.competence";
    WhyWeight "why.weight";
    WhyLevel "why.level";
    WhyPoints "why.points";
    WhyGiven "why.given" ["points", "max"];
    NumberRange "number.range" ["low", "high"];
    Percent "percent.single" ["percent"];
    PercentRange "percent.range" ["low", "high"];
    StatusReached "status.reached";
    StatusNotReached "status.not-reached";
    StatusOpen "status.open";
    StrengthsTitle "strengths.title";
    StrengthsLead "strengths.lead" ["profile"];
    StrengthsNone "strengths.none" ["profile"];
    StrengthsUnknown "strengths.unknown" ["profile"];
    StrengthsSurplus "strengths.surplus" ["level", "required"];
    StrengthsMet "strengths.met" ["level"];
    GapsTitle "gaps.title";
    GapsLead "gaps.lead" ["profile"];
    GapsNone "gaps.none" ["profile"];
    GapsRow "gaps.row" ["level", "required"];
    GapsPoints "gaps.points" ["levels", "weight", "points"];
    GapsCore "gaps.core";
    GapsImportant "gaps.important";
    GapsSupporting "gaps.supporting";
    GapsOpenTitle "gaps.open-title";
    MoreOne "more.one";
    MoreOther "more.other" ["count"];
    MoreOnPaper "more.on-paper" ["names"];
    MoreGap "more.gap" ["name", "level", "required"];
    ModulesTitle "modules.title";
    ModulesLead "modules.lead" ["closed", "gaps"];
    ModulesLeadOne "modules.lead-one" ["closed", "gaps"];
    ModulesCloses "modules.closes" ["closed", "gaps", "names"];
    ModulesNarrows "modules.narrows" ["count", "gaps", "names"];
    ModulesStart "modules.start";
    ModulesHoursOf "modules.hours-of" ["hours"];
    ModulesMore "modules.more" ["module"];
    ModulesFind "modules.find";
    ModulesNow "modules.now" ["modules"];
    ModulesNone "modules.none";
    ModulesUnknown "modules.unknown" ["profile"];
    ModulesDone "modules.done" ["profile"];
    ModulesReasons "modules.reasons";
    ModulesReason "modules.reason" ["from", "to", "required"];
    ModulesCovers "modules.covers";
    ModulesFormats "modules.formats";
    ModulesBesideJob "modules.beside-job";
    ModulesFullTime "modules.full-time";
    ModulesDistance "modules.distance";
    ModulesAcademic "modules.academic";
    ModulesNotAcademic "modules.not-academic";
    ModulesChecked "modules.checked" ["date"];
    ModulesWithheld "modules.withheld" ["module", "profile"];
    ModulesNeutral "modules.neutral";
    ModulesHours "modules.hours";
    ModulesWeeksBesideJob "modules.weeks-beside-job";
    ModulesWeeksFullTime "modules.weeks-full-time";
    ModulesCost "modules.cost";
    CostFree "cost.free";
    CostUnder500 "cost.under-500";
    CostFrom500 "cost.500-2500";
    CostFrom2500 "cost.2500-6000";
    CostOver6000 "cost.over-6000";
    ModulesFunding "modules.funding";
    FundingVoucher "funding.voucher";
    FundingEmployer "funding.employer";
    FundingLeave "funding.leave";
    FundingState "funding.state";
    FundingAdvancement "funding.advancement";
    ModulesSelfStudy "modules.self-study";
    ModulesSelfStudyDetail "modules.self-study-detail";
    ModulesApproval "modules.approval";
    ModulesApprovalDetail "modules.approval-detail";
    ModulesSearch "modules.search";
    ModulesQuoted "modules.quoted" ["term"];
    ModulesAsk "modules.ask";
    ModulesCertificates "modules.certificates";
    CertificateAttendance "certificate.attendance";
    CertificateAttendanceDetail "certificate.attendance-detail";
    CertificateProvider "certificate.provider";
    CertificateProviderDetail "certificate.provider-detail";
    CertificateChamber "certificate.chamber";
    CertificateChamberDetail "certificate.chamber-detail";
    CertificateAssociation "certificate.association";
    CertificateAssociationDetail "certificate.association-detail";
    CertificateRegulated "certificate.regulated";
    CertificateRegulatedDetail "certificate.regulated-detail";
    CertificateUniversity "certificate.university";
    CertificateUniversityDetail "certificate.university-detail";
    NextTitle "next.title";
    NextCountry "next.country";
    NextLinks "next.links";
    FrameworksTitle "frameworks.title";
    FrameworksLead "frameworks.lead";
    FrameworksExact "frameworks.exact";
    FrameworksClose "frameworks.close";
    FrameworksBroad "frameworks.broad";
    FrameworksNarrow "frameworks.narrow";
    FrameworksRelated "frameworks.related";
    CoursesTitle "courses.title";
    CoursesStart "courses.start" ["date"];
    CoursesNote "courses.note";
    CoursesAdvertisement "courses.advertisement";
    CoursesAzav "courses.azav";
    CoursesZfu "courses.zfu";
    CoursesLanguage "courses.language";
    CoursesAccessible "courses.accessible";
    FilterTitle "filter.title";
    FilterNote "filter.note";
    FilterNone "filter.none";
    FilterCheap "filter.cheap";
    FilterShort "filter.short" ["hours"];
    FilterAlone "filter.alone";
    ModulesEach "modules.each";
    ModulesShared "modules.shared" ["alone", "shared"];
    PlanTitle "plan.title";
    PlanLead "plan.lead";
    PlanModules "plan.modules";
    PlanCloses "plan.closes" ["closed", "gaps"];
    PlanNarrows "plan.narrows" ["count", "gaps"];
    PlanPractice "plan.practice" ["names"];
    PlanBest "plan.best";
    PlanTakeBest "plan.take-best";
    PlanClear "plan.clear";
    PlanProof "plan.proof" ["count", "limit"];
    PlanChange "plan.change" ["before", "after"];
    PlanThen "plan.then";
    PracticeTitle "practice.title";
    PracticeLead "practice.lead";
    PracticeRow "practice.row" ["level", "required"];
    OverlapTitle "overlap.title";
    OverlapLead "overlap.lead" ["profile"];
    OverlapUnknown "overlap.unknown" ["profile"];
    OverlapNone "overlap.none" ["profile"];
    OverlapClose "overlap.close";
    OverlapOpen "overlap.open";
    OverlapFar "overlap.far";
    OverlapDifference "overlap.difference" ["level", "own-role", "own", "other-role", "other"];
    OverlapNeighbour "overlap.neighbour";
    ExamTitle "exam.title";
    ExamMeasured "exam.measured" ["profile"];
    ExamNone "exam.none";
    ExamParts "exam.parts";
    ExamChecked "exam.checked" ["date"];
    ExamPast "exam.past" ["exam"];
    KnowledgeTitle "knowledge.title";
    KnowledgeLead "knowledge.lead" ["count"];
    KnowledgeJudged "knowledge.judged" ["judged", "count"];
    KnowledgeTrue "knowledge.true";
    KnowledgeFalse "knowledge.false";
    KnowledgeDontKnow "knowledge.dont-know";
    KnowledgeNone "knowledge.none";
    KnowledgeSaid "knowledge.said" ["verdict"];
    KnowledgeSaidRight "knowledge.said-right" ["verdict"];
    KnowledgeSaidWrong "knowledge.said-wrong" ["verdict"];
    KnowledgePending "knowledge.pending";
    KnowledgeShow "knowledge.show";
    KnowledgeRated "knowledge.rated" ["share"];
    KnowledgeRight "knowledge.right" ["right", "count"];
    KnowledgeLower "knowledge.lower";
    KnowledgeHigher "knowledge.higher";
    KnowledgeClaimed "knowledge.claimed";
    KnowledgeForget "knowledge.forget";
    AnswersTitle "answers.title";
    AnswersLead "answers.lead";
    AnswersSkipped "answers.skipped";
    AnswersUnasked "answers.unasked";
    AnswersChange "answers.change";
    AnswersChangeLabel "answers.change-label" ["competence"];
    AboutTitle "about.title";
    AboutSelfReport "about.self-report";
    AboutNoCertificate "about.no-certificate";
    AboutIntervals "about.intervals";
    AboutEditorial "about.editorial" ["catalogue", "date"];
    AboutSelection "about.selection";
    AboutPrivacy "about.privacy";
    LevelLegend "level.legend" ["levels"];
    LevelRange "level.range" ["low", "high"];
    ShareTitle "share.title";
    ShareAction "share.action";
    ShareWhat "share.what";
    ShareWhatVerdicts "share.what-verdicts";
    ShareWhatSummary "share.what-summary";
    ShareScope "share.scope";
    ShareScopeAnswers "share.scope-answers";
    ShareScopeAnswersDetail "share.scope-answers-detail";
    ShareScopeSummary "share.scope-summary";
    ShareScopeSummaryDetail "share.scope-summary-detail";
    SharePart "share.part";
    SharePartAll "share.part-all";
    ShareLink "share.link";
    ShareCopy "share.copy";
    ShareCopied "share.copied";
    ShareCopyFailed "share.copy-failed";
    ShareSystem "share.system";
    ShareMail "share.mail";
    ShareMailSubject "share.mail-subject" ["title"];
    ShareText "share.text" ["title", "sentence"];
    ShareCard "share.card";
    ShareCardLead "share.card-lead";
    ShareCardText "share.card-text";
    ShareCardNote "share.card-note" ["coverage"];
    ShareCardTall "share.card-tall";
    ShareCardSwap "share.card-swap";
    ShareCardBare "share.card-bare";
    ShareCardLabel "share.card-label";
    ShareCardShare "share.card-share";
    ShareCardSave "share.card-save";
    ShareCardFailed "share.card-failed";
    ShareQr "share.qr";
    ShareQrLabel "share.qr-label";
    ShareQrFailed "share.qr-failed";
    AgendaTitle "agenda.title";
    AgendaLead "agenda.lead";
    AgendaWeek "agenda.week";
    AgendaWeekOf "agenda.week-of" ["step"];
    AgendaIcs "agenda.ics";
    AgendaText "agenda.text";
    AgendaLine "agenda.line" ["week", "date", "step"];
    AgendaAgain "agenda.again";
    AgendaAgainDetail "agenda.again-detail";
    ExportTitle "export.title";
    ExportAction "export.action";
    ExportLead "export.lead";
    ExportPrint "export.print";
    ExportPrintNote "export.print-note";
    ExportName "export.name";
    ExportPaperName "export.paper-name";
    ExportPaperCode "export.paper-code";
    ExportPicture "export.picture" ["kind"];
    ExportFile "export.file" ["kind"];
    ExportFailed "export.failed";
    ExportSeparator "export.separator";
    ExportPrompt "export.prompt";
    ExportAnchor "export.anchor";
    SharedTitle "shared.title";
    SharedTitleEarlier "shared.title-earlier";
    SharedReached "shared.reached" ["profile"];
    SharedOnTheWay "shared.on-the-way" ["profile"];
    SharedNotReached "shared.not-reached" ["profile"];
    SharedBeginning "shared.beginning" ["profile"];
    SharedNothing "shared.nothing";
    SharedTooFew "shared.too-few";
    SharedYou "shared.you";
    SharedSummary "shared.summary";
    SharedSummaryEarlier "shared.summary-earlier";
    ThenTitle "then.title";
    ThenLead "then.lead";
    ThenKeep "then.keep";
    ThenKept "then.kept";
    ThenLay "then.lay";
    ThenDrop "then.drop" ["date"];
    ThenAt "then.at" ["name", "span"];
    ThenFailed "then.failed";
    KnowledgeOffer "knowledge.offer";
    CompareTitle "compare.title";
    CompareLead "compare.lead";
    CompareWhat "compare.what";
    CompareShared "compare.shared";
    CompareOwn "compare.own";
    CompareProfiles "compare.profiles";
    CompareDifferences "compare.differences";
    CompareSame "compare.same";
    CompareLeadEarlier "compare.lead-earlier";
    CompareIsEarlier "compare.is-earlier";
    CompareEarlier "compare.earlier";
    CompareNow "compare.now";
    RestartAction "restart.action";
    RestartQuestion "restart.question";
}
