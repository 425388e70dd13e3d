//! What widget and element's script call of each other, for the compiler of TypeScript: `tools/types/bridge.d.ts`,
//! as `src/host.rs` and `src/bridge.rs` have it.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, FnArg, ForeignItem, GenericArgument, ImplItem, Item, ItemEnum, ItemForeignMod,
    ItemImpl, Lit, Meta, PathArguments, ReturnType, Signature, Token, Type,
};

/// The files that all follows from: what widgets call, and what scripts do.
pub(super) const FILES: [&str; 2] = ["src/host.rs", "src/bridge.rs"];

/// The file that is written.
pub(super) const TYPES: &str = "tools/types/bridge.d.ts";

/// The types of what sources in Rust hand to wasm-bindgen.
pub(super) fn types(sources: &[&str]) -> Result<String> {
    let files = sources.iter().map(|source| syn::parse_file(source));
    let files: Vec<syn::File> = files
        .collect::<syn::Result<_>>()
        .context("one of them is no Rust")?;
    let mut text = format!(
        "// Written by `cargo xtask contract` from {}: change that, not this.\n\ndeclare module \"skill-check:bindings\" {{\n",
        FILES.join(" and ")
    );
    for item in files.iter().flat_map(|file| &file.items) {
        match item {
            Item::ForeignMod(module) => interface(&mut text, module)?,
            Item::Enum(words) if bound(&words.attrs)?.is_some() => union(&mut text, words)?,
            Item::Impl(class) if bound(&class.attrs)?.is_some() => self::class(&mut text, class)?,
            Item::Fn(function) if bound(&function.attrs)?.is_some() => {
                comment(&mut text, "  ", &function.attrs, &function.sig)?;
                let called = call(&function.sig)?;
                let _ = writeln!(text, "  export function {}{called};", function.sig.ident);
            }
            _ => {}
        }
    }
    text.push_str("}\n");
    Ok(text)
}

/// What wasm-bindgen is told of an item; nothing of what isn't its business.
fn bound(attributes: &[Attribute]) -> Result<Option<Vec<Meta>>> {
    let is_it = |attribute: &&Attribute| attribute.path().is_ident("wasm_bindgen");
    let Some(attribute) = attributes.iter().find(is_it) else {
        return Ok(None);
    };
    if matches!(attribute.meta, Meta::Path(_)) {
        return Ok(Some(Vec::new()));
    }
    let parts = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
    Ok(Some(parts.into_iter().collect()))
}

fn says(told: &[Meta], word: &str) -> bool {
    told.iter().any(|part| part.path().is_ident(word))
}

/// The name that scripts use, where it is another one.
fn js_name(told: &[Meta]) -> Option<String> {
    told.iter().find_map(|part| match part {
        Meta::NameValue(pair) if pair.path.is_ident("js_name") => text_of(&pair.value),
        _ => None,
    })
}

fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The first sentences of what is said of an item, up to an empty line; there has to be something.
fn comment(
    text: &mut String,
    indent: &str,
    attributes: &[Attribute],
    named: &Signature,
) -> Result<()> {
    documented(text, indent, attributes)
        .with_context(|| format!("nothing is said of `{}`", named.ident))
}

fn documented(text: &mut String, indent: &str, attributes: &[Attribute]) -> Option<()> {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        pair.path.is_ident("doc").then(|| text_of(&pair.value))?
    });
    let lines: Vec<String> = lines
        .map(|line| line.trim().to_owned())
        .take_while(|line| !line.is_empty())
        .collect();
    let said = (!lines.is_empty()).then(|| lines.join(" "))?;
    let _ = writeln!(text, "{indent}/** {said} */");
    Some(())
}

/// What the widget calls: an interface for each type.
fn interface(text: &mut String, module: &ItemForeignMod) -> Result<()> {
    let types = module.items.iter().filter_map(|item| match item {
        ForeignItem::Type(one) => Some(one),
        _ => None,
    });
    for one in types {
        documented(text, "  ", &one.attrs)
            .with_context(|| format!("nothing is said of `{}`", one.ident))?;
        let _ = writeln!(text, "  export interface {} {{", one.ident);
        for item in &module.items {
            if let ForeignItem::Fn(function) = item
                && receiver(&function.sig).as_deref() == Some(&one.ident.to_string())
            {
                member(text, &function.attrs, &function.sig)?;
            }
        }
        text.push_str("  }\n");
    }
    Ok(())
}

/// The type that an imported method is of.
fn receiver(signature: &Signature) -> Option<String> {
    match signature.inputs.first()? {
        FnArg::Typed(first) => named(&first.ty).ok(),
        FnArg::Receiver(_) => None,
    }
}

fn member(text: &mut String, attributes: &[Attribute], signature: &Signature) -> Result<()> {
    let told = bound(attributes)?.unwrap_or_default();
    let name = js_name(&told).unwrap_or_else(|| signature.ident.to_string());
    ensure!(
        says(&told, "method"),
        "`{name}` is no method of what it takes"
    );
    comment(text, "    ", attributes, signature)?;
    if says(&told, "getter") {
        let _ = writeln!(
            text,
            "    readonly {name}: {};",
            given(&returned(signature)?)
        );
    } else {
        let _ = writeln!(text, "    {name}{};", call(signature)?);
    }
    Ok(())
}

/// Words as texts, one of which it is.
fn union(text: &mut String, words: &ItemEnum) -> Result<()> {
    documented(text, "  ", &words.attrs)
        .with_context(|| format!("nothing is said of `{}`", words.ident))?;
    let _ = write!(text, "  export type {} =", words.ident);
    for variant in &words.variants {
        let value = variant.discriminant.as_ref();
        let word = value
            .and_then(|(_, value)| text_of(value))
            .with_context(|| format!("`{}` is no word", variant.ident))?;
        text.push_str("\n    ");
        documented(text, "", &variant.attrs)
            .with_context(|| format!("nothing is said of `{word}`"))?;
        let _ = write!(text, "    | {word:?}");
    }
    text.push_str(";\n");
    Ok(())
}

/// What scripts call.
fn class(text: &mut String, class: &ItemImpl) -> Result<()> {
    let _ = writeln!(text, "  export class {} {{", named(&class.self_ty)?);
    for item in &class.items {
        let ImplItem::Fn(method) = item else { continue };
        comment(text, "    ", &method.attrs, &method.sig)?;
        let told = bound(&method.attrs)?.unwrap_or_default();
        let called = call(&method.sig)?;
        if says(&told, "constructor") {
            let (parameters, _) = called.rsplit_once(": ").unwrap_or((&called, ""));
            let _ = writeln!(text, "    constructor{parameters};");
        } else {
            let _ = writeln!(text, "    {}{called};", method.sig.ident);
        }
    }
    text.push_str("  }\n");
    Ok(())
}

/// Parameters and result.
fn call(signature: &Signature) -> Result<String> {
    let mut parameters = Vec::new();
    for input in &signature.inputs {
        let FnArg::Typed(input) = input else { continue };
        let syn::Pat::Ident(name) = &*input.pat else {
            bail!("`{}` has a parameter without a name", signature.ident);
        };
        if name.ident != "this" {
            parameters.push(format!("{}: {}", name.ident, given(&typed(&input.ty)?)));
        }
    }
    Ok(format!(
        "({}): {}",
        parameters.join(", "),
        returned(signature)?
    ))
}

/// What is given may be null where it may be nothing.
fn given(typed: &str) -> String {
    typed.replace(" | undefined", " | null | undefined")
}

fn returned(signature: &Signature) -> Result<String> {
    match &signature.output {
        ReturnType::Default => Ok("void".to_owned()),
        ReturnType::Type(_, ty) => typed(ty),
    }
}

/// The last name of a path, behind a reference or not.
fn named(ty: &Type) -> Result<String> {
    match ty {
        Type::Reference(reference) => named(&reference.elem),
        Type::Path(path) => {
            let last = path.path.segments.last().context("a type without a name")?;
            Ok(last.ident.to_string())
        }
        _ => bail!("a type that no script knows"),
    }
}

/// The type in TypeScript.
fn typed(ty: &Type) -> Result<String> {
    match ty {
        Type::Reference(reference) => typed(&reference.elem),
        Type::Slice(slice) if named(&slice.elem)? == "u8" => Ok("Uint8Array".to_owned()),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Ok("void".to_owned()),
        _ => match &*named(ty)? {
            "str" | "String" => Ok("string".to_owned()),
            "bool" => Ok("boolean".to_owned()),
            "u8" | "u32" => Ok("number".to_owned()),
            "Option" => Ok(format!("{} | undefined", first_argument(ty)?)),
            "Result" => first_argument(ty),
            other => Ok(other.to_owned()),
        },
    }
}

fn first_argument(ty: &Type) -> Result<String> {
    let Type::Path(path) = ty else {
        bail!("a type without arguments");
    };
    let last = path.path.segments.last();
    match last.map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => match arguments.args.first() {
            Some(GenericArgument::Type(ty)) => typed(ty),
            _ => bail!("a type without arguments"),
        },
        _ => bail!("a type without arguments"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = r#"
        #[wasm_bindgen]
        extern "C" {
            /// The host.
            pub type Host;
            /// Goes there.
            #[wasm_bindgen(method, js_name = "goTo")]
            pub fn go_to(this: &Host, heading: &str, how: Option<String>);
            /// Its name.
            #[wasm_bindgen(method, getter)]
            pub fn name(this: &Host) -> Option<String>;
        }
        /// Words.
        #[wasm_bindgen]
        pub enum Word {
            /// One.
            One = "one",
        }
        /// No business of scripts.
        pub enum Other { One }
        #[wasm_bindgen]
        impl Widget {
            /// Makes one.
            ///
            /// # Errors
            /// Not told.
            #[wasm_bindgen(constructor)]
            pub fn new(bytes: &[u8], host: Host) -> Result<Widget, JsValue> { made() }
            /// Told
            /// so.
            pub fn tell(&self, word: Word) -> Option<String> { None }
        }
        /// Free.
        #[wasm_bindgen]
        pub fn free(a: u32) -> bool { true }
    "#;

    #[test]
    fn all_that_crosses_has_a_type() {
        let types = types(&[RUST]).unwrap();
        for line in [
            "  /** The host. */\n  export interface Host {\n",
            "    goTo(heading: string, how: string | null | undefined): void;\n",
            "    readonly name: string | null | undefined;\n",
            "  export type Word =\n    /** One. */\n    | \"one\";\n",
            "    /** Makes one. */\n    constructor(bytes: Uint8Array, host: Host);\n",
            "    /** Told so. */\n    tell(word: Word): string | undefined;\n",
            "  export function free(a: number): boolean;\n",
        ] {
            assert!(types.contains(line), "{line} is not in {types}");
        }
        assert!(!types.contains("Other"), "{types}");
    }

    #[test]
    fn what_has_no_type_for_scripts_is_an_error() {
        for (from, to) in [
            ("a: u32", "a: (u32, u32)"),
            ("/// Goes there.", ""),
            ("#[wasm_bindgen(method, getter)]", "#[wasm_bindgen(getter)]"),
            ("One = \"one\"", "One"),
        ] {
            let rust = RUST.replacen(from, to, 1);
            assert!(types(&[&rust]).is_err(), "{from} as {to}");
        }
    }

    /// What the compiler of TypeScript says of a script that uses the types.
    fn said_of(script: &str) -> String {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().unwrap();
        let types = root.join("tools/types");
        let folder =
            std::env::temp_dir().join(format!("skill-check-bridge-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("script.js"), script).unwrap();
        let includes = ["globals", "dom", "modules", "bridge"];
        let mut files: Vec<_> = includes
            .map(|name| types.join(format!("{name}.d.ts")))
            .to_vec();
        files.push(folder.join("script.js"));
        let project = serde_json::json!({
            "extends": types.join("base.json"),
            "compilerOptions": { "lib": ["es2023", "dom", "dom.iterable"] },
            "files": files,
        });
        std::fs::write(folder.join("project.json"), project.to_string()).unwrap();
        let mut compiler = std::process::Command::new(root.join("tools/node_modules/.bin/tsc"));
        compiler.arg("--project").arg(folder.join("project.json"));
        let output = crate::run::Runner::new(root, false).capture(&mut compiler);
        std::fs::remove_dir_all(&folder).unwrap();
        output.unwrap().text
    }

    #[test]
    fn a_name_that_one_side_does_not_know_is_an_error_for_the_compiler() {
        let said = said_of(
            r#"
/** @typedef {import("skill-check:bindings").Widget} Widget */
/** @param {Widget} widget */
export const right = (widget) => widget.tell("restart");
/** @param {Widget} widget */
export const word = (widget) => widget.tell("restarted");
/** @param {Widget} widget */
export const method = (widget) => widget.retell("restart");
/** @type {import("skill-check:bindings").ResultCalls} */
export const lacking = { copy() {}, share() {}, mailed() {}, take() {}, steps() {}, forget() {}, courses() {} };
/** @type {import("skill-check:bindings").ResultCalls} */
export const more = { goTo() {}, copied() {}, copy() {}, share() {}, mailed() {}, take() {}, steps() {}, forget() {}, courses() {} };
"#,
        );
        let lines = said
            .lines()
            .filter_map(|line| line.split_once("script.js(")?.1.split(',').next());
        let lines: Vec<&str> = lines.collect();
        assert_eq!(lines, ["6", "8", "10", "12"], "{said}");
    }
}
