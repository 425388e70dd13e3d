//! What an author gets to see: what is wrong, where, why it matters, and how to mend it.

use std::fmt;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

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
    text: Arc<Text>,
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
        let (line, start) = self.text.line(place);
        let column = self.text.text.get(start..place)?.chars().count() + 1;
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
        let text = &*self.text.text;
        let span_end = text.floor_char_boundary(span.end);
        let span = text.floor_char_boundary(span.start).min(span_end)..span_end;
        let (line, start) = self.text.line(span.start);
        let rest = &text[span.end..];
        let end = span.end + rest.find('\n').unwrap_or(rest.len());
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

/// What stands in a file, and where its lines begin: there may be as many diagnostics as lines.
#[derive(Debug)]
struct Text {
    text: Box<str>,
    starts: OnceLock<Vec<usize>>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl Text {
    /// The line in which a place is, counted from 1, and where it begins.
    fn line(&self, place: usize) -> (usize, usize) {
        let starts = self.starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(end, _)| end + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let line = starts.partition_point(|start| *start <= place);
        (line, starts[line - 1])
    }
}

/// A file that isn't UTF-8, as far as it can be shown.
#[derive(Debug)]
pub(crate) struct NotUtf8 {
    /// The text, with a mark for what can't be shown.
    text: String,
    /// Where the first mark is.
    place: Range<usize>,
    help: String,
}

impl NotUtf8 {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        let (text, place) = if is_utf16 {
            (String::new(), 0..0)
        } else {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let start = text.find('\u{fffd}').unwrap_or(0);
            (text, start..start + '\u{fffd}'.len_utf8())
        };
        let valid = std::str::from_utf8(bytes)
            .err()
            .map_or(0, |error| error.valid_up_to());
        let help = match bytes.get(valid) {
            _ if is_utf16 => "it is UTF-16; save it as UTF-8".to_owned(),
            Some(byte @ 0xa0..) => format!(
                "save it as UTF-8; it may be Windows-1252, where this is `{}`",
                char::from(*byte)
            ),
            _ => "save it as UTF-8".to_owned(),
        };
        Self { text, place, help }
    }
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the file isn't UTF-8")
    }
}

impl std::error::Error for NotUtf8 {}

/// What gives the text of a file.
pub(crate) type Reader<'a> = dyn Fn(&Path) -> std::io::Result<String> + 'a;

/// A file that is being read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    file: String,
    text: Arc<Text>,
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
                let inner = cause
                    .get_ref()
                    .and_then(|inner| inner.downcast_ref::<NotUtf8>());
                if let Some(not_utf8) = inner {
                    let source = Self::new(path, &not_utf8.text);
                    let place = Some(not_utf8.place.clone()).filter(|place| !place.is_empty());
                    let (message, help) = (not_utf8.to_string(), &*not_utf8.help);
                    diagnostics.push(source.error(Code::Unreadable, place, message, help));
                    return None;
                }
                let message = format!("the file can't be read: {cause}");
                let help = match cause.kind() {
                    ErrorKind::IsADirectory => {
                        "a folder has this name; give it another one, and put the file here"
                    }
                    ErrorKind::PermissionDenied => "allow yourself to read it",
                    ErrorKind::NotFound => {
                        "a catalogue has `catalogue.toml` and a file for each of its locales"
                    }
                    _ => "put a file here that can be read; a link has to lead to one",
                };
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
            text: Arc::new(Text {
                text: text.into(),
                starts: OnceLock::new(),
            }),
        }
    }

    /// What stands in the file.
    pub(crate) fn text(&self) -> &str {
        &self.text.text
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
