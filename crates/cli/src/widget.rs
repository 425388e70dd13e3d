//! The built widget that `preview` shows: in a folder, or carried by this command.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use import::{Entry, Refused};
use static_server::{Options, Route, Server, mime};

/// The script that makes files those of a built widget.
const SCRIPT: &str = "skill-check.js";

/// The archive of the widget's files, where there was one when this command was built.
#[cfg(carries_widget)]
const CARRIED: Option<&[u8]> = Some(include_bytes!("../widget/widget.zip"));
#[cfg(not(carries_widget))]
const CARRIED: Option<&[u8]> = None;

/// Where a build leaves its files: here, or in the repository that this command was built in.
#[cfg(carries_widget)]
const PLACES: [&str; 1] = ["dist"];
#[cfg(not(carries_widget))]
const PLACES: [&str; 2] = ["dist", concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist")];

/// A built widget.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Widget {
    /// In a folder.
    Folder(PathBuf),
    /// Carried by this command.
    Carried(Vec<Entry>),
}

/// Why there is no widget to show.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoWidget {
    /// The folder that was named holds none.
    NotIn(PathBuf),
    /// What this command carries can't be unpacked.
    Damaged(Refused),
    /// This command carries none, and there is none where a build leaves it.
    Nowhere,
}

impl fmt::Display for NoWidget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotIn(folder) => write!(
                f,
                "{} is no built widget: it has no {SCRIPT}; `cargo xtask build` in skill-check's repository makes one in dist/",
                folder.display()
            ),
            Self::Damaged(cause) => write!(
                f,
                "the widget that this command carries is damaged ({cause}): install the command again, or name a built widget's folder by `--widget DIST`"
            ),
            Self::Nowhere => f.write_str(
                "this command was built without the widget that shows the catalogue: in skill-check's repository, `cargo xtask package` and then `cargo install --locked --path crates/cli` make one that carries it; or run `cargo xtask build` there and name its folder dist by `--widget DIST`",
            ),
        }
    }
}

impl Widget {
    /// The widget in the folder that is given, else the one that this command carries, else the one that a
    /// build has left.
    ///
    /// # Errors
    /// The folder holds none, or there is none at all.
    pub(crate) fn find(given: Option<PathBuf>) -> Result<Self, NoWidget> {
        Self::chosen(given, CARRIED, &PLACES.map(PathBuf::from))
    }

    fn chosen(
        given: Option<PathBuf>,
        carried: Option<&[u8]>,
        places: &[PathBuf],
    ) -> Result<Self, NoWidget> {
        let is_one = |folder: &Path| folder.join(SCRIPT).is_file();
        if let Some(given) = given {
            return if is_one(&given) {
                Ok(Self::Folder(given))
            } else {
                Err(NoWidget::NotIn(given))
            };
        }
        if let Some(archive) = carried {
            let entries = import::unpacked(archive).map_err(NoWidget::Damaged)?;
            return Ok(Self::Carried(entries));
        }
        let place = places.iter().find(|place| is_one(place));
        let place = place.ok_or(NoWidget::Nowhere)?;
        Ok(Self::Folder(place.clone()))
    }

    /// Serves its files to pages of this machine's own.
    ///
    /// # Errors
    /// The port can't be listened on.
    pub(crate) fn serve(&self, port: u16) -> io::Result<Server> {
        let options = match self {
            Self::Folder(folder) => Options::new(folder),
            Self::Carried(_) => Options::routes(),
        };
        let server = Server::start(options.port(port).own())?;
        if let Self::Carried(entries) = self {
            for entry in entries {
                let route =
                    Route::file(entry.bytes.clone()).header("Content-Type", mime(&entry.name));
                server.set_route(&format!("/{}", entry.name), route);
            }
        }
        Ok(server)
    }
}

impl fmt::Display for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "The widget is the one in {}", folder.display()),
            Self::Carried(_) => f.write_str("The widget is the one that this command carries"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    /// An archive as the build makes it.
    fn archive() -> Vec<u8> {
        let files = [
            (SCRIPT, &b"// carried"[..]),
            ("assets/skill-check.0f.wasm", b"\0asm"),
        ];
        import::packed(files).unwrap()
    }

    #[test]
    fn what_is_named_comes_before_what_is_carried_and_that_before_what_lies_around() {
        let folder = tempfile::tempdir().unwrap();
        let (built, empty) = (folder.path().join("built"), folder.path().join("empty"));
        for folder in [&built, &empty] {
            std::fs::create_dir(folder).unwrap();
        }
        std::fs::write(built.join(SCRIPT), "// built").unwrap();
        let (archive, places) = (archive(), [empty.clone(), built.clone()]);
        let carried = Some(archive.as_slice());
        let in_folder = || Ok(Widget::Folder(built.clone()));
        assert_eq!(
            Widget::chosen(Some(built.clone()), carried, &[]),
            in_folder()
        );
        let Ok(Widget::Carried(entries)) = Widget::chosen(None, carried, &places) else {
            panic!("the carried one is taken");
        };
        assert_eq!(entries.len(), 2);
        assert_eq!(Widget::chosen(None, None, &places), in_folder());

        let missing = Widget::chosen(Some(empty.clone()), carried, &places);
        assert_eq!(missing, Err(NoWidget::NotIn(empty.clone())));
        let nowhere = Widget::chosen(None, None, &[empty]).unwrap_err();
        let said = nowhere.to_string();
        for part in [
            "built without the widget",
            "cargo xtask package",
            "--widget",
        ] {
            assert!(said.contains(part), "{said}");
        }
        let torn = &archive[..archive.len() / 2];
        let damaged = Widget::chosen(None, Some(torn), &places).unwrap_err();
        assert!(damaged.to_string().contains("install the command again"));
    }

    #[test]
    fn what_is_carried_is_served_without_a_folder() {
        let widget = Widget::chosen(None, Some(&archive()), &[]).unwrap();
        let server = widget.serve(0).unwrap();
        let get = |path: &str| {
            let mut stream = TcpStream::connect(server.address()).unwrap();
            let host = server.address();
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let script = get("/skill-check.js");
        assert!(script.contains("text/javascript") && script.ends_with("// carried"));
        let wasm = get("/assets/skill-check.0f.wasm");
        assert!(wasm.contains("Content-Type: application/wasm"), "{wasm}");
        assert!(wasm.ends_with("\0asm"), "{wasm}");
        assert!(get("/assets/other.js").starts_with("HTTP/1.1 404"));
    }
}
