//! The widget as WebAssembly: compiled, bound to JavaScript, optimised.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::files::hash;
use super::split::{self, Split};
use super::{Mode, names, order};
use crate::run::{Runner, cargo};
use crate::setup::WASM;

/// What wasm-opt is told, to make a module small.
const OPTIMISE: &[&str] = &[
    // Smaller than by -Oz, once Brotli has been at it: what is written more alike is longer. 0.1 kB of 65.6.
    "-Os",
    "--converge",
    // Functions that are called once stay apart: Brotli finds more that is alike. 0.7 kB of 64.1.
    "--one-caller-inline-max-function-size=10",
];

/// What it is told of a module that is large.
const SHRINK: &[&str] = &["-Os"];

/// What it is told once functions have names that say their order: puts them so. Alignment is a hint that no
/// engine needs.
const ARRANGE: &[&str] = &["--reorder-functions-by-name", "--dealign"];

/// What it is told in both runs. The features are those that rustc turns on by default; with all of them it
/// might write code that older browsers refuse.
const BOTH: &[&str] = &[
    // Addresses below 1024 belong to the far end of the stack, so no pointer is that small.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// How the standard library is built with the widget: for size, and with a trap instead of a message
/// where it panics (`embed/loader.js` hears of the trap). Both are unstable, hence [`BOOTSTRAP`]. They
/// take 12.7 kB of 98.9 off the Wasm of a first visit, after Brotli.
const STANDARD: &[&str] = &[
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "-Zpanic-immediate-abort",
];

/// What rustc is told beside it: no places and no `Debug` texts of panics that say nothing anyway.
const TRAPS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Lets the pinned stable toolchain take unstable options: they can't change while it doesn't.
pub(crate) const BOOTSTRAP: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Glue and Wasm from one run of wasm-bindgen; neither works with another's.
#[derive(Debug)]
pub(crate) struct Pair {
    /// The module that the loader imports.
    pub(crate) glue: PathBuf,
    /// The code.
    pub(crate) wasm: Vec<u8>,
}

/// What the step of compiling is called.
pub(crate) fn what(mode: Mode) -> &'static str {
    match mode {
        Mode::Production | Mode::Measured => {
            "Compiling the widget for the browser, optimised for size"
        }
        Mode::Served => "Compiling the widget for the browser, quickly",
        Mode::Stable => "Compiling the widget for the browser, by what is stable in the compiler",
        Mode::Dev => "Compiling the widget for the browser, unoptimised",
    }
}

/// Compiles the widget and returns where the Wasm lies.
pub(crate) fn compile(runner: &Runner, mode: Mode) -> Result<PathBuf> {
    compile_package(runner, "skill-check", mode, &[split::LINK_OPTION])
}

/// Compiles the library of a package as the widget is compiled, and returns where the Wasm lies;
/// `options` are more of rustc's for the package itself.
pub(crate) fn compile_package(
    runner: &Runner,
    package: &str,
    mode: Mode,
    options: &[&str],
) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Production | Mode::Measured | Mode::Stable => "wasm",
        Mode::Served => "served",
        Mode::Dev => "dev",
    };
    let mut command = cargo();
    command
        .args(["rustc", "--locked", "--package", package, "--lib"])
        // Without the rlib that native tests need: beside it, there is no optimisation at link time.
        .args(["--crate-type", "cdylib"])
        .args(["--profile", profile, "--target", WASM])
        .arg("--message-format=json-render-diagnostics");
    if mode.is_small() {
        command
            .arg("--config")
            .arg(flags(runner, mode)?)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
    }
    if mode.takes_unstable() {
        command.args(STANDARD).env(BOOTSTRAP.0, BOOTSTRAP.1);
    } else if mode == Mode::Stable {
        command.env_remove(BOOTSTRAP.0);
    }
    command.arg("--").args(options);
    let output = runner.capture(&mut command)?;
    if !output.success {
        let text: Vec<_> = output
            .text
            .lines()
            .filter(|line| !line.starts_with('{'))
            .collect();
        runner.show(&text.join("\n"));
        bail!("{package} does not compile for {WASM}");
    }
    artifact(&output.text).with_context(|| format!("cargo named no Wasm file of {package}"))
}

/// The Wasm file that cargo's messages name last.
fn artifact(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter(|line| line.starts_with('{'))
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .rfind(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
}

/// Cargo's setting with rustc's options: [`remaps`], and [`TRAPS`] where they may be unstable.
fn flags(runner: &Runner, mode: Mode) -> Result<String> {
    let mut flags = remaps(runner)?;
    if mode.takes_unstable() {
        flags.extend(TRAPS.iter().map(|&flag| flag.to_owned()));
    }
    settings(WASM, &flags)
}

/// What keeps this machine's paths out of what is compiled. They would tell about the machine, and two machines
/// would build different bytes.
pub(crate) fn remaps(runner: &Runner) -> Result<Vec<String>> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("neither CARGO_HOME nor a home folder is known")?;
    let mut flags = vec![remap(&runner.root, "skill-check")];
    let sources = home.join("registry/src");
    if let Ok(registries) = std::fs::read_dir(&sources) {
        let mut registries: Vec<_> = registries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        registries.sort();
        flags.extend(registries.iter().map(|registry| remap(registry, "crates")));
    }
    Ok(flags)
}

/// Cargo's setting with rustc's options for a target.
pub(crate) fn settings(target: &str, flags: &[String]) -> Result<String> {
    let flags = serde_json::to_string(flags).context("paths are not text")?;
    Ok(format!("target.{target}.rustflags={flags}"))
}

/// One rustc flag that renames a path.
fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// Generates the glue, and adapts the Wasm to it: what is loaded first, and by what it names, what is loaded later.
pub(crate) fn bind(
    code: &Split<PathBuf>,
    work: &Path,
    mode: Mode,
) -> Result<(PathBuf, Split<Vec<u8>>)> {
    let Pair { glue, wasm } = generated(&code.first, work, mode, true)?;
    let mut code = Split {
        first: wasm,
        later: code.later.clone(),
    };
    let text = std::fs::read_to_string(&glue)
        .with_context(|| format!("{} can't be read", glue.display()))?;
    let mut text = kept_apart(&guarded(&short(&hardened(&text)?)?)?)?;
    if mode.is_small() {
        (code, text) = names::shorten(&code, &text)?;
    }
    std::fs::write(&glue, text).with_context(|| format!("{} can't be written", glue.display()))?;
    Ok((glue, code))
}

/// Glue and Wasm as wasm-bindgen makes them.
pub(crate) fn generate(compiled: &Path, work: &Path, mode: Mode) -> Result<Pair> {
    generated(compiled, work, mode, false)
}

/// The same, and whether the table of functions is exported, which a part that is loaded later takes.
fn generated(compiled: &Path, work: &Path, mode: Mode, is_shared: bool) -> Result<Pair> {
    let folder = work.join("bindgen");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("{} can't be emptied", folder.display()))?;
    }
    let dev = mode == Mode::Dev;
    Bindgen::new()
        .input_path(compiled)
        .out_name("skill-check")
        .web(true)?
        .typescript(false)
        // The loader passes the address of the Wasm: its name carries a hash.
        .omit_default_module_path(true)
        .keep_debug(dev)
        .debug(dev)
        .remove_name_section(!dev)
        .keep_lld_exports(is_shared)
        .remove_producers_section(true)
        // The way back after a panic: a fresh state in the same module.
        .reset_state_function(true)
        .generate(&folder)
        .context("wasm-bindgen failed")?;
    let wasm = folder.join("skill-check_bg.wasm");
    Ok(Pair {
        glue: folder.join("skill-check.js"),
        wasm: std::fs::read(&wasm).with_context(|| format!("{} can't be read", wasm.display()))?,
    })
}

/// The glue with descriptors of properties that inherit nothing: on a page that has put a `get` onto
/// every object, they would say two things at once.
fn hardened(glue: &str) -> Result<String> {
    const OPEN: &str = ", { value: ";
    ensure!(
        glue.contains(OPEN),
        "wasm-bindgen defines properties in another way; see to it that their descriptors inherit nothing"
    );
    Ok(glue.replace(OPEN, ", { __proto__: null, value: "))
}

/// The glue without the ways to an instance that the loader doesn't take, since it has a compiled module, and
/// without what browsers lacked that can't run the widget anyway.
fn short(glue: &str) -> Result<String> {
    let glue = replaced(glue, "async function __wbg_load(", EXPORTS, INSTANTIATE)?;
    replaced(&glue, ENCODES, "\n}\n", "")
}

/// A text with another one in the place of a part of it, which is known by its beginning and its end.
fn replaced(text: &str, begins: &str, ends: &str, by: &str) -> Result<String> {
    let cut = text
        .split_once(begins)
        .and_then(|(before, rest)| Some((before, rest.split_once(ends)?.1)));
    let (before, after) = cut.with_context(|| {
        format!("wasm-bindgen writes no `{begins}` any more; leave out what isn't used")
    })?;
    Ok([before, by, after].concat())
}

/// Begins what stands in for a method that every browser with WebAssembly's newer instructions has.
const ENCODES: &str = "if (!('encodeInto' in cachedTextEncoder)) {";

/// What ends the part of the glue that [`short`] leaves out.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// What stands there instead.
const INSTANTIATE: &str = "export async function instantiate(module) {
    const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}
";

/// The glue with names of its own for what Yew leaves on nodes and events. Yew numbers its apps from 1 in
/// every instance and tells by the number alone whose an event is: under the same names, a click in here
/// would be handled by an app of Yew around the widget as well.
fn kept_apart(glue: &str) -> Result<String> {
    const YEWS: &str = ".__yew_";
    ensure!(
        glue.contains(YEWS),
        "Yew marks its nodes in another way; see to it that its apps are still kept apart"
    );
    Ok(glue.replace(YEWS, ".__skill_check_"))
}

/// The glue with a guard around the instance: whatever is thrown out of the Wasm leaves it in the middle
/// of something, so [`GUARD`] tells who registered, once. What is loaded later builds on the bare
/// instance, which changes after a trap.
fn guarded(glue: &str) -> Result<String> {
    let mut text = glue.to_owned();
    for instance in ["instance", "wasmInstance"] {
        let kept = format!("wasm = {instance}.exports;");
        ensure!(
            text.matches(&kept).count() == 1,
            "wasm-bindgen keeps the instance in another way; see to it that traps are still heard"
        );
        text = text.replace(&kept, &format!("wasm = guarded({instance}.exports);"));
    }
    // A timer or listener of an instance that has ended is nobody's any more; an error would be the page's.
    ensure!(
        text.contains(STALE),
        "wasm-bindgen refuses calls of an earlier instance in another way; see to it that none throws into the page"
    );
    text = text.replace(STALE, "return undefined;");
    text.push_str(GUARD);
    Ok(text)
}

/// What the glue does where something of an earlier instance is called.
const STALE: &str = "throw new Error('Cannot invoke closure from previous WASM instance');";

/// See [`guarded`].
const GUARD: &str = "
let trapped, told;
function guarded(exports) {
    const guard = { __proto__: null };
    for (const name of Object.keys(exports)) {
        const value = exports[name];
        guard[name] = typeof value !== 'function' ? value : (...values) => {
            try {
                return value(...values);
            } catch (cause) {
                if (told !== cause) trapped?.(told = cause);
                throw cause;
            }
        };
    }
    return guard;
}
export const on_trap = (listener) => (trapped = listener);
export const exported = () => wasmInstance.exports;
";

/// Makes the Wasm small. It takes long, so what is known from the last time is taken again.
pub(crate) fn optimise(runner: &Runner, wasm: &[u8], work: &Path) -> Result<Vec<u8>> {
    let tools = std::fs::read(runner.path("tools/package-lock.json"))
        .context("tools/package-lock.json can't be read")?;
    let flags = OPTIMISE.iter().chain(ARRANGE).chain(BOTH);
    let key = hash(
        [wasm, tools.as_slice(), order::VERSION]
            .into_iter()
            .chain(flags.map(|flag| flag.as_bytes())),
    );
    let output = work.join(format!("optimised-{key}.wasm"));
    if !output.exists() {
        let small = wasm_opt(runner, wasm, OPTIMISE, work)?;
        let arranged = wasm_opt(runner, &order::named(&small)?, ARRANGE, work)?;
        // Only a whole file gets the name that is looked for.
        let fresh = work.join("fresh.wasm");
        std::fs::write(&fresh, arranged)
            .and_then(|()| std::fs::rename(&fresh, &output))
            .with_context(|| format!("{} can't be written", output.display()))?;
    }
    std::fs::read(&output).with_context(|| format!("{} can't be read", output.display()))
}

/// A module made small, its functions in the order that they have: what is large gains little by another, and it
/// would take minutes to find.
pub(crate) fn shrink(runner: &Runner, wasm: &[u8], work: &Path) -> Result<Vec<u8>> {
    let output = work.join(format!("shrunk-{}.wasm", hash([wasm])));
    if !output.exists() {
        let small = wasm_opt(runner, wasm, SHRINK, work)?;
        let fresh = work.join("fresh.wasm");
        std::fs::write(&fresh, small)
            .and_then(|()| std::fs::rename(&fresh, &output))
            .with_context(|| format!("{} can't be written", output.display()))?;
    }
    std::fs::read(&output).with_context(|| format!("{} can't be read", output.display()))
}

/// What wasm-opt makes of a module.
fn wasm_opt(runner: &Runner, wasm: &[u8], options: &[&str], work: &Path) -> Result<Vec<u8>> {
    let (input, output) = (work.join("input.wasm"), work.join("output.wasm"));
    std::fs::write(&input, wasm)
        .with_context(|| format!("{} can't be written", input.display()))?;
    runner.run(
        Command::new(runner.path("tools/node_modules/.bin/wasm-opt"))
            .args(options)
            .args(BOTH)
            .arg(&input)
            .arg("--output")
            .arg(&output),
    )?;
    std::fs::read(&output).with_context(|| format!("{} can't be read", output.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_is_found_among_the_messages_of_cargo() {
        let messages = r#"   Compiling skill-check
{"reason":"compiler-artifact","filenames":["/t/libyew.rlib"]}
{"reason":"compiler-artifact","filenames":["/t/skill_check.wasm","/t/libskill_check.rlib"]}
{"reason":"build-finished","success":true}"#;
        assert_eq!(
            artifact(messages),
            Some(PathBuf::from("/t/skill_check.wasm"))
        );
        assert_eq!(artifact("no messages"), None);
    }

    #[test]
    fn marks_on_nodes_have_names_of_their_own() {
        let glue = "const ret = arg0.__yew_subtree_id; arg0.__yew_listener_id = arg1;";
        assert_eq!(
            kept_apart(glue).unwrap(),
            "const ret = arg0.__skill_check_subtree_id; arg0.__skill_check_listener_id = arg1;"
        );
        assert!(kept_apart("arg0.id").is_err());
    }

    #[test]
    fn descriptors_in_the_glue_inherit_nothing() {
        let glue = "Object.defineProperty(this, '__wbg_inst', { value: id, writable: true });";
        assert_eq!(
            hardened(glue).unwrap(),
            "Object.defineProperty(this, '__wbg_inst', { __proto__: null, value: id, writable: true });"
        );
        assert!(hardened("no such thing").is_err());
    }

    #[test]
    fn the_glue_has_one_way_to_an_instance() {
        let glue = format!(
            "before; {ENCODES}\n    old();\n}}\nasync function __wbg_load(module) {{ fetch(1); }} {EXPORTS}after;"
        );
        let text = short(&glue).unwrap();
        assert_eq!(text, ["before; ", INSTANTIATE, "after;"].concat());
        assert!(short("export default init;").is_err());
    }

    #[test]
    fn both_ways_to_an_instance_are_guarded() {
        let glue = format!("wasm = instance.exports; wasm = wasmInstance.exports; {STALE}");
        let text = guarded(&glue).unwrap();
        assert!(
            text.starts_with(
                "wasm = guarded(instance.exports); wasm = guarded(wasmInstance.exports);"
            ),
            "{text}"
        );
        assert!(!text.contains(STALE), "{text}");
        assert!(guarded("wasm = instance.exports;").is_err());
        assert!(guarded(&glue.replace(STALE, "")).is_err());
    }

    #[test]
    fn paths_are_renamed_by_a_setting_that_cargo_can_read() {
        let runner = Runner::new(PathBuf::from("/a \"b\""), false);
        let setting = flags(&runner, Mode::Production).unwrap();
        assert!(
            setting.starts_with(
                r#"target.wasm32-unknown-unknown.rustflags=["--remap-path-prefix=/a \"b\"=skill-check""#
            ),
            "{setting}"
        );
        assert!(TRAPS.iter().all(|flag| setting.contains(flag)));
        let stable = flags(&runner, Mode::Stable).unwrap();
        assert!(stable.contains("--remap-path-prefix"), "{stable}");
        assert!(
            !stable.contains("unstable") && !stable.contains("-Z"),
            "{stable}"
        );
    }
}
