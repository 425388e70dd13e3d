//! The functions of the widget that lead to what is loaded later, by their names.

/// What the linker's names begin with, before the names of modules, in those of the widget's functions.
const WIDGET: &str = "11skill_check";

/// The name of the modules whose functions lead to the later module: each stands in the module of what it
/// leads to. None of the functions is inlined.
const GATE: &str = "gate";

/// Whether a function is one of a module `gate` of the widget, or stands in one: `11skill_check7content4gate6decode…`,
/// each name behind its length.
pub(super) fn is_gate(name: &str) -> bool {
    name.split(WIDGET).skip(1).any(|mut path| {
        while let Some(end) = path.find(|c: char| !c.is_ascii_digit()) {
            let Ok(length) = path[..end].parse() else {
                return false;
            };
            let Some((name, rest)) = path[end..].split_at_checked(length) else {
                return false;
            };
            if name == GATE {
                return true;
            }
            path = rest;
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::is_gate;

    #[test]
    fn a_gate_is_known_by_its_module() {
        for name in [
            "_ZN11skill_check7content4gate6decode17h0E",
            "_ZN11skill_check4view6result4gate6result17h0E",
            "_ZN11skill_check5files4gate4made28_$u7b$$u7b$closure$u7d$$u7d$17h0E",
            "_RNvNtNtCs1_11skill_check5files4gate4made",
        ] {
            assert!(is_gate(name), "{name}");
        }
        for name in [
            "_ZN11skill_check4view6result17h0E",
            "_ZN11skill_check4view8the4gate6result17h0E",
            "_ZN10assessment4gate6result17h0E",
            "_ZN11skill_check",
            "",
        ] {
            assert!(!is_gate(name), "{name}");
        }
    }
}
