//! How much of a file is read: what is larger was made to hurt, or is something else.

use super::Refused;

/// What may be imported.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Bytes of a file, and of all that an archive unpacks to.
    pub const BYTES_MAX: usize = 64 << 20;
    /// Files in an archive.
    pub const FILES_MAX: usize = 10_000;
    /// Rows of a spreadsheet; a catalogue holds no more items.
    pub const ROWS_MAX: usize = 10_000;
    /// Columns of a spreadsheet.
    pub const COLUMNS_MAX: usize = 500;
    /// How deep elements of XML are nested.
    pub const DEPTH_MAX: usize = 200;
}

/// Refuses a file that is too large.
pub(super) fn check_size(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() > Limits::BYTES_MAX {
        return Err(too_large());
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Refused(
            "it is empty; choose the file that the export has written".to_owned(),
        ));
    }
    Ok(())
}

/// What is said of a file that unpacks to more than may be.
pub(super) fn too_large() -> Refused {
    Refused(format!(
        "it holds more than {} MB; take out what isn't needed, pictures for instance",
        Limits::BYTES_MAX >> 20
    ))
}

/// A text, unless what is in it is nested so deep that reading it would not end well.
pub(super) fn text(text: String) -> Result<String, Refused> {
    if text.trim_start().starts_with('<') {
        check_depth(&text)?;
    }
    Ok(text)
}

/// Refuses XML that is nested too deep. Tags are told without reading all of XML: what isn't sound is refused by
/// who reads it afterwards.
pub(super) fn check_depth(xml: &str) -> Result<(), Refused> {
    /// What is no tag, whatever stands in it.
    const SKIPPED: [(&str, &str); 3] = [("![CDATA[", "]]>"), ("!--", "-->"), ("?", "?>")];
    let mut depth = 0_usize;
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let skipped = SKIPPED
            .iter()
            .find_map(|(start, end)| Some((rest.strip_prefix(start)?, end)));
        if let Some((inner, end)) = skipped {
            rest = inner.split_once(end).map_or("", |(_, rest)| rest);
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        match rest.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') | None => {}
            Some(_) if rest[..end].ends_with('/') => {}
            Some(_) => depth += 1,
        }
        if depth > Limits::DEPTH_MAX {
            return Err(Refused(format!(
                "its elements are nested deeper than {} levels, which no export does",
                Limits::DEPTH_MAX
            )));
        }
        rest = &rest[end + 1..];
    }
    Ok(())
}

/// The place of the `>` that ends a tag: none within the quotes of an attribute does.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| match quote {
        Some(own) => {
            if byte == own {
                quote = None;
            }
            false
        }
        None => {
            if matches!(byte, b'"' | b'\'') {
                quote = Some(byte);
            }
            byte == b'>'
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_open_elements_alone() {
        let flat = "<a>".to_owned() + &"<b/><c>x</c>".repeat(1_000) + "</a>";
        assert!(check_depth(&flat).is_ok());
        let hidden = format!("<a><![CDATA[{}]]></a>", "<b>".repeat(1_000));
        assert!(check_depth(&hidden).is_ok());
        let hidden = format!("<a><!-- {} --></a>", "<b>".repeat(1_000));
        assert!(check_depth(&hidden).is_ok());
        // What looks like an end, in an attribute or a comment, is none.
        for open in [
            "<a>",
            "<a x='/>'>",
            "<a x=\"'/>\">",
            "<a><!-- </a> -->",
            "<a><?x </a>?>",
        ] {
            let deep = open.repeat(Limits::DEPTH_MAX + 1);
            let refused = check_depth(&deep).unwrap_err();
            assert!(refused.to_string().contains("deeper"), "{open}");
        }
    }
}
