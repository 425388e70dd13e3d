//! Says whether the built widget lies here, for the command to carry: `cargo xtask package` puts it here.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(carries_widget)");
    println!("cargo::rerun-if-changed=build.rs");
    // The folder, which is there in any case: a file that isn't would have this run for each build.
    println!("cargo::rerun-if-changed=widget");
    if std::path::Path::new("widget/widget.zip").is_file() {
        println!("cargo::rustc-cfg=carries_widget");
    }
}
