//! The widget's code in two modules, so that what a result needs comes after the first questions.
//!
//! `src/gates.rs` names the points to cut at; `wasm_split_cli_support` finds what only they reach, by calls, addresses
//! and constants, before wasm-bindgen has the rest. The later module has memory, table and the stack of the first; what it
//! calls there, and the other way round, goes through the table.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use walrus::ModuleConfig;
use wasm_split_cli_support::Options;

/// The option by which the linker lists all addresses, without which nothing can be cut.
pub(crate) const LINK_OPTION: &str = "-Clink-arg=--emit-relocs";

/// What the later module imports from, as `embed/loader.js` calls the first one.
const FIRST: &str = "first";

/// The same as the splitter calls it.
const SPLITTERS_FIRST: &str = "__wasm_split";

/// Both modules.
#[derive(Debug)]
pub(crate) struct Split<First> {
    /// What is loaded first.
    pub(crate) first: First,
    /// What is loaded later.
    pub(crate) later: Vec<u8>,
}

/// Cuts what the linker has made, into a folder; what is loaded first still has to go through wasm-bindgen.
pub(crate) fn split(compiled: &Path, work: &Path) -> Result<Split<PathBuf>> {
    let linked =
        std::fs::read(compiled).with_context(|| format!("{} can't be read", compiled.display()))?;
    let folder = work.join("split");
    let first = folder.join("first.wasm");
    let mut options = Options::new(&linked);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.emit_dwarf = false;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("the code can't be cut in two")?;
    let [later] = split.split_modules.as_slice() else {
        return Err(anyhow!(
            "the code is cut in {} modules and one, not in one and one: src/gates.rs names the points to cut at",
            split.split_modules.len()
        ));
    };
    let later =
        std::fs::read(later).with_context(|| format!("{} can't be read", later.display()))?;
    Ok(Split {
        first,
        later: importing(&later, |name| Ok(name.to_owned()))?,
    })
}

/// The later module, with all that it imports under other names.
pub(crate) fn importing(later: &[u8], renamed: impl Fn(&str) -> Result<String>) -> Result<Vec<u8>> {
    let mut module = ModuleConfig::new()
        .generate_producers_section(false)
        .parse(later)?;
    for import in module.imports.iter_mut() {
        ensure!(
            [FIRST, SPLITTERS_FIRST].contains(&&*import.module),
            "the later module imports {} from {}, which isn't the first",
            import.name,
            import.module
        );
        FIRST.clone_into(&mut import.module);
        import.name = renamed(&import.name)?;
    }
    Ok(module.emit_wasm())
}

/// What the later module takes from the first.
pub(crate) fn imports(later: &[u8]) -> Result<Vec<String>> {
    let module = walrus::Module::from_buffer(later)?;
    let names = module.imports.iter().map(|import| import.name.clone());
    Ok(names.collect())
}

#[cfg(test)]
mod tests {
    use walrus::Module;

    use super::*;

    fn module(from: &str) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        module.add_import_memory(from, "memory", false, false, 1, None, None);
        module.emit_wasm()
    }

    #[test]
    fn what_the_later_module_imports_is_renamed() {
        let renamed = importing(&module(SPLITTERS_FIRST), |name| {
            Ok(name.replace("emory", ""))
        })
        .unwrap();
        assert_eq!(imports(&renamed).unwrap(), ["m"]);
        let module = Module::from_buffer(&renamed).unwrap();
        assert_eq!(module.imports.iter().next().unwrap().module, FIRST);
    }

    #[test]
    fn imports_from_elsewhere_are_an_error() {
        let error = importing(&module("env"), |name| Ok(name.to_owned())).unwrap_err();
        assert!(error.to_string().contains("from env"), "{error}");
    }

    #[test]
    fn what_the_linker_has_not_made_is_an_error() {
        let folder = std::env::temp_dir().join(format!("skill-check-split-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let compiled = folder.join("linked.wasm");
        std::fs::write(&compiled, module("env")).unwrap();
        let error = split(&compiled, &folder).unwrap_err();
        assert_eq!(error.to_string(), "the code can't be cut in two");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
