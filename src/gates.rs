//! What makes a gate of a function; see [gates](crate#gates).

/// Makes gates of functions, each with a number of four hexadecimal digits that no other one has.
///
/// In the browser a gate is an import, and what it leads to an export, under the names by which
/// `wasm_split_cli_support` knows the points to cut at: `__wasm_split_00`, the part, `00_import_` or `00_export_`, and
/// 32 digits. It makes one call of the two. Natively it is a plain call. Its own macro isn't used: that loads the part by itself, at the first call
/// and without a way to try again, and makes every gate wait.
macro_rules! gates {
    ($(
        $(#[doc = $doc:literal])*
        $number:literal $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $given:ty)? $body:block
    )*) => {$(
        $(#[doc = $doc])*
        #[allow(unsafe_code, reason = "the names of imports and exports are the splitter's")]
        $visibility fn $name($($argument: $type),*) $(-> $given)? {
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "./__wasm_split.js")]
            #[allow(improper_ctypes, reason = "both sides come from one compiler")]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_00later00_import_", "0000000000000000000000000000", $number)]
                safe fn lead($($argument: $type),*) $(-> $given)?;
            }

            #[cfg(target_arch = "wasm32")]
            #[unsafe(export_name = concat!("__wasm_split_00later00_export_", "0000000000000000000000000000", $number))]
            #[allow(improper_ctypes_definitions, reason = "both sides come from one compiler")]
            extern "C" fn led($($argument: $type),*) $(-> $given)? $body

            // What panics is one test's matter: out of a function of C's it would end the program.
            #[cfg(not(target_arch = "wasm32"))]
            fn led($($argument: $type),*) $(-> $given)? $body

            #[cfg(target_arch = "wasm32")]
            return lead($($argument),*);
            #[cfg(not(target_arch = "wasm32"))]
            led($($argument),*)
        }
    )*};
}
