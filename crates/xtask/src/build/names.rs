//! Short names for what the glue and the Wasm have of each other.
//!
//! wasm-bindgen's names say what they mean and carry a hash of 16 digits, which no compression makes
//! shorter; each stands in the Wasm and in the glue. Nobody else reads them but the part that is loaded later, which
//! takes memory, table and stack under the same names.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use walrus::ModuleConfig;

use super::split::{self, Split};

/// The module that the Wasm imports from, as wasm-bindgen calls it.
const GLUE: &str = "./skill-check_bg.js";

/// What is taken from the instance, in the glue.
const EXPORT: &str = "wasm.";

/// Gives Wasm and glue short names for each other's parts; what neither the glue nor the later part takes is no longer
/// exported.
pub(crate) fn shorten(code: &Split<Vec<u8>>, glue: &str) -> Result<(Split<Vec<u8>>, String)> {
    let mut module = ModuleConfig::new()
        .generate_producers_section(false)
        .parse(&code.first)?;
    let words = words(glue);
    let imports = split::imports(&code.later)?;
    let mut shared = BTreeMap::new();
    let mut glue = glue.to_owned();

    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    let mut count = 0;
    for id in exports {
        let export = module.exports.get_mut(id);
        let taken = [EXPORT, &export.name].concat();
        let is_glues = words.contains_key(&*export.name) && glue.contains(&taken);
        if !is_glues && !imports.contains(&export.name) {
            module.exports.delete(id);
            continue;
        }
        let name = short(count);
        glue = replaced(&glue, &taken, &[EXPORT, &name].concat());
        shared.insert(std::mem::replace(&mut export.name, name.clone()), name);
        count += 1;
    }

    let imports: Vec<_> = module.imports.iter().map(walrus::Import::id).collect();
    for (number, id) in imports.into_iter().enumerate() {
        let import = module.imports.get_mut(id);
        ensure!(
            import.module == GLUE,
            "the Wasm imports {} from {}, which is not the glue",
            import.name,
            import.module
        );
        ensure!(
            words.get(&*import.name) == Some(&1),
            "the glue has {} not once",
            import.name
        );
        let name = short(number);
        glue = replaced(
            &glue,
            &[&import.name, ": function"].concat(),
            &[&name, ": function"].concat(),
        );
        import.name = name;
        import.module = "a".to_owned();
    }
    let key = format!("\"{GLUE}\": ");
    ensure!(
        glue.matches(&key).count() == 1,
        "the glue names itself in another way"
    );
    let code = Split {
        first: module.emit_wasm(),
        later: split::importing(&code.later, |name| {
            let name = shared.get(name).cloned();
            name.context("the first part of the code lacks what the later one takes")
        })?,
    };
    Ok((code, glue.replace(&key, "a: ")))
}

/// The how manieth name: letters, so that it is one in JavaScript without quotes.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

const fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$')
}

/// How often each name stands in a script.
fn words(script: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in script.split(|character| !is_of_name(character)) {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// A script in which a name, with what stands before or behind it, is another, wherever it ends there.
fn replaced(script: &str, from: &str, to: &str) -> String {
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(from) {
        let begins = |text: &str| text.chars().next().is_some_and(is_of_name);
        let ends = |text: &str| text.chars().next_back().is_some_and(is_of_name);
        text.push_str(before);
        let is_whole = !(begins(after) || ends(before) && begins(from));
        text.push_str(if is_whole { to } else { from });
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use walrus::Module;

    use super::*;

    /// A module with three exports, of which the glue takes one and the later module another, and an import.
    fn code() -> Split<Vec<u8>> {
        let mut later = Module::with_config(ModuleConfig::new());
        later.add_import_memory("first", "memory", false, false, 1, None, None);
        let mut module = Module::with_config(ModuleConfig::new());
        let ty = module.types.add(&[], &[]);
        let (function, _) = module.add_import_func(GLUE, "__wbg_click_c6eff13daacf9806", ty);
        module.exports.add("widget_turn", function);
        module.exports.add("widget_turned", function);
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        Split {
            first: module.emit_wasm(),
            later: later.emit_wasm(),
        }
    }

    #[test]
    fn glue_and_wasm_have_short_names_for_each_other() {
        let glue = "x = wasm.widget_turn(1), ywasm.widget_turn; { __wbg_click_c6eff13daacf9806: function() {} } { \"./skill-check_bg.js\": import0 }";
        let (code, glue) = shorten(&code(), glue).unwrap();
        assert_eq!(
            glue,
            "x = wasm.a(1), ywasm.widget_turn; { a: function() {} } { a: import0 }"
        );
        let module = Module::from_buffer(&code.first).unwrap();
        let imports: Vec<_> = module.imports.iter().collect();
        assert_eq!(
            (&*imports[0].module, &*imports[0].name, imports.len()),
            ("a", "a", 1)
        );
        let exports: Vec<_> = module.exports.iter().map(|one| &*one.name).collect();
        assert_eq!(exports, ["a", "b"], "what nobody takes is gone");
        assert_eq!(split::imports(&code.later).unwrap(), ["b"]);
    }

    #[test]
    fn what_the_later_part_takes_has_to_be_there() {
        let mut code = code();
        let mut later = Module::with_config(ModuleConfig::new());
        later.add_import_memory("first", "another", false, false, 1, None, None);
        code.later = later.emit_wasm();
        let glue =
            "{ __wbg_click_c6eff13daacf9806: function() {} } { \"./skill-check_bg.js\": import0 }";
        assert!(shorten(&code, glue).is_err());
    }

    #[test]
    fn a_glue_that_is_made_in_another_way_is_an_error() {
        for glue in [
            "",
            "{ __wbg_click_c6eff13daacf9806: function() {} }",
            "{ \"./skill-check_bg.js\": import0 }",
        ] {
            assert!(shorten(&code(), glue).is_err(), "{glue}");
        }
    }

    #[test]
    fn names_are_counted_in_letters() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(short),
            ["a", "z", "aa", "zz", "aaa"]
        );
    }
}
