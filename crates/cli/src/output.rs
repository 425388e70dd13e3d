//! Files that are written whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making. It lies beside its place until [`Output::finish`] moves it there, so that a run
/// that ends early leaves what was there before.
pub(crate) enum Output {
    /// A file, and where it goes.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// What is no file, such as a device or a named pipe, is written to right away.
    Stream(BufWriter<fs::File>),
}

impl Output {
    /// Begins a file.
    ///
    /// # Errors
    /// There can't be a file here.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => {
                let file = fs::OpenOptions::new().write(true).open(path)?;
                return Ok(Self::Stream(BufWriter::new(file)));
            }
            // Who may not write to a file may not replace it either.
            Ok(_) => drop(fs::OpenOptions::new().append(true).open(path)?),
            Err(_) => {}
        }
        // A link stays one.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".skill-check-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let usual = fs::Permissions::from_mode(0o666);
            builder.permissions(usual);
        }
        let file = builder.tempfile_in(folder)?;
        if let Ok(found) = fs::metadata(&place) {
            file.as_file().set_permissions(found.permissions())?;
        }
        Ok(Self::File(BufWriter::new(file), place))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// It can't be written, or not be moved there.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stream(mut stream) => stream.flush(),
            Self::File(file, place) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(place).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file, _) => file.write(bytes),
            Self::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file, _) => file.flush(),
            Self::Stream(stream) => stream.flush(),
        }
    }
}

/// Writes a whole file.
///
/// # Errors
/// As for [`Output::new`] and [`Output::finish`].
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut output = Output::new(path)?;
    output.write_all(bytes)?;
    output.finish()
}
