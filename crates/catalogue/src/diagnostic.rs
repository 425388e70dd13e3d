//! What an author gets to see: what is wrong, where, why it matters, and how to mend it.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::code::Code;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The catalogue can't be used as it is.
    Error,
    /// It can, but something is probably not as meant.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing to say about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Its kind, which says why it matters.
    pub code: Code,
    /// The file, as its path was given.
    pub file: String,
    /// Where in the file, in bytes; nothing if it is about the file as a whole.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    text: Arc<str>,
}

impl Diagnostic {
    /// The line and column where it begins, counted from 1, the column in characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.position_of(self.span.as_ref()?.start)
    }

    /// The line and column just behind it.
    #[must_use]
    pub fn end(&self) -> Option<(usize, usize)> {
        self.position_of(self.span.as_ref()?.end)
    }

    fn position_of(&self, place: usize) -> Option<(usize, usize)> {
        let before = self.text.get(..place)?;
        let line = line_of(before);
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Some((line, column))
    }

    /// The diagnostic for programs.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let (position, end) = (self.position(), self.end());
        serde_json::json!({
            "severity": self.severity.as_str(),
            "code": self.code.as_str(),
            "file": self.file,
            "line": position.map(|(line, _)| line),
            "column": position.map(|(_, column)| column),
            "end_line": end.map(|(line, _)| line),
            "end_column": end.map(|(_, column)| column),
            "message": self.message,
            "why": self.code.why(),
            "help": self.help,
        })
    }
}

impl Diagnostic {
    /// The diagnostic as [`fmt::Display`] gives it, with colours for a terminal.
    #[must_use]
    pub fn coloured(&self) -> String {
        self.rendered(&Renderer::styled())
    }

    /// The lines that it is about, the number of the first of them, and the place in them.
    ///
    /// The renderer goes through all that it is given, and a catalogue can be long.
    fn excerpt(&self, span: &Range<usize>) -> (&str, usize, Range<usize>) {
        let text = &*self.text;
        let span_end = text.floor_char_boundary(span.end);
        let span = text.floor_char_boundary(span.start).min(span_end)..span_end;
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let rest = &text[span.end..];
        let end = span.end + rest.find('\n').unwrap_or(rest.len());
        let line = line_of(&text[..start]);
        (
            &text[start..end],
            line,
            span.start - start..span.end - start,
        )
    }

    fn rendered(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(&*self.message).id(self.code.as_str());
        let why = Level::NOTE.message(self.code.why());
        let help = Level::HELP.message(&*self.help);
        let report = match &self.span {
            Some(span) => {
                let (lines, first, span) = self.excerpt(span);
                let annotation = AnnotationKind::Primary.span(span);
                let snippet = Snippet::source(lines).line_start(first).path(&*self.file);
                title.element(snippet.annotation(annotation))
            }
            None => title.element(annotate_snippets::Origin::path(&*self.file)),
        };
        renderer.render(&[report.element(why).element(help)])
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rendered(&Renderer::plain()))
    }
}

/// The line that follows a text, counted from 1.
fn line_of(before: &str) -> usize {
    // Over bytes, which is many times faster than a search: there may be as many diagnostics as lines.
    before.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// What gives the text of a file.
pub(crate) type Reader<'a> = dyn Fn(&Path) -> std::io::Result<String> + 'a;

/// A file that is being read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    file: String,
    text: Arc<str>,
}

impl Source {
    /// Reads a file.
    pub(crate) fn read(
        path: &Path,
        read: &Reader<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        match read(path) {
            Ok(text) => Some(Self::new(path, &text)),
            Err(cause) => {
                let message = format!("the file can't be read: {cause}");
                let help = "a catalogue has `catalogue.toml` and a file for each of its locales";
                let source = Self::new(path, "");
                diagnostics.push(source.error(Code::Unreadable, None, message, help));
                None
            }
        }
    }

    /// A file with what stands in it.
    pub(crate) fn new(path: &Path, text: &str) -> Self {
        Self {
            file: path.display().to_string(),
            text: text.into(),
        }
    }

    /// What stands in the file.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// An error at a place.
    pub(crate) fn error(
        &self,
        code: Code,
        span: Option<Range<usize>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        self.say(Severity::Error, code, span, message, help)
    }

    /// A diagnostic at a place.
    pub(crate) fn say(
        &self,
        severity: Severity,
        code: Code,
        span: Option<Range<usize>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            file: self.file.clone(),
            span,
            message: message.into(),
            help: help.into(),
            text: self.text.clone(),
        }
    }
}
