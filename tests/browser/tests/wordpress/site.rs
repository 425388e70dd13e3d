//! A WordPress with its database and its server, in a folder of its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// How long a server may take to answer for the first time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What the user of the test's WordPress types.
pub(crate) const PASSWORD: &str = "a long password of a test";

/// The scripts that make and unmake the site.
const SCRIPTS: [(&str, &str); 9] = [
    ("wp-config.php", include_str!("wp-config.php")),
    ("install.php", include_str!("install.php")),
    ("optimisers.php", include_str!("optimisers.php")),
    ("english.php", include_str!("english.php")),
    ("registered.php", include_str!("registered.php")),
    ("screens.php", include_str!("screens.php")),
    ("strangers.php", include_str!("strangers.php")),
    ("table.php", include_str!("table.php")),
    ("uninstall.php", include_str!("uninstall.php")),
];

/// A file or folder that a variable names, as `cargo xtask test` sets it.
pub(crate) fn named(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .with_context(|| {
            format!("{variable} names nothing: run `cargo xtask test`, which installs and sets it")
        })
}

/// A WordPress with its database and its server, in a folder that goes with it.
pub(crate) struct Site {
    folder: PathBuf,
    address: SocketAddr,
    processes: Vec<Child>,
}

impl Site {
    /// Starts the WordPress that a variable names.
    pub(crate) fn start(variable: &str) -> Result<Self> {
        let name = format!("skill-check-{variable}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name.to_lowercase());
        std::fs::create_dir_all(folder.join("data"))?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut site = Self {
            folder,
            address,
            processes: Vec::new(),
        };
        let copied = Command::new("cp")
            .args(["-R", "-P"])
            .arg(named(variable)?)
            .arg(site.path("share"))
            .status()?;
        ensure!(copied.success(), "WordPress can't be copied");
        for (name, text) in SCRIPTS {
            std::fs::write(site.root().join(name), text)?;
        }
        // German counts as installed once there is a file; WordPress's own texts stay English.
        let languages = site.root().join("wp-content/languages");
        std::fs::create_dir_all(&languages)?;
        std::fs::write(languages.join("de_DE.mo"), "")?;
        site.start_database()?;
        site.php("install.php")?;
        let mut command = site.command()?;
        // The editor asks for several things at once.
        command
            .env("PHP_CLI_SERVER_WORKERS", "4")
            .args(["-S", &site.address.to_string()]);
        site.serve(&mut command, "server.log", |site| {
            TcpStream::connect(site.address).is_ok()
        })?;
        Ok(site)
    }

    /// A database without users or network: whoever may write to the folder may use it.
    fn start_database(&mut self) -> Result<()> {
        let option = |name: &str, file: &str| format!("--{name}={}", self.path(file).display());
        let mut command = Command::new(named("MARIADB")?);
        command
            .arg("--no-defaults")
            .args([
                option("datadir", "data"),
                option("socket", "socket"),
                option("pid-file", "pid"),
            ])
            .args(["--skip-networking", "--skip-grant-tables"])
            .args(["--innodb-log-file-size=4M", "--innodb-buffer-pool-size=16M"])
            .arg("--innodb-flush-log-at-trx-commit=0");
        let user = Command::new("id").arg("-un").output()?.stdout;
        let user = String::from_utf8_lossy(&user).trim().to_owned();
        command.arg(format!("--user={user}"));
        self.serve(&mut command, "database.log", |site| {
            site.path("socket").exists()
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder that is served.
    fn root(&self) -> PathBuf {
        self.path("share/wordpress")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// PHP as the site wants it.
    fn command(&self) -> Result<Command> {
        let mut command = Command::new(named("PHP")?);
        command
            .current_dir(self.root())
            .env("WORDPRESS_SOCKET", self.path("socket"))
            .env("WORDPRESS_URL", self.url(""))
            .env("WORDPRESS_LOG", self.path("debug.log"))
            .env("WORDPRESS_PASSWORD", PASSWORD);
        Ok(command)
    }

    /// Runs a script and returns what it prints.
    pub(crate) fn php(&self, script: &str) -> Result<String> {
        let output = self.command()?.arg(script).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "{script}: {text}\n{}",
            self.log("debug.log")
        );
        Ok(text)
    }

    pub(crate) fn log(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Starts a server and waits until it is there.
    fn serve(
        &mut self,
        command: &mut Command,
        log: &str,
        is_there: impl Fn(&Self) -> bool,
    ) -> Result<()> {
        let file = std::fs::File::create(self.path(log))?;
        let errors = file.try_clone()?;
        let process = command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .process_group(0)
            .spawn()?;
        self.processes.push(process);
        let start = Instant::now();
        while !is_there(self) {
            let ended = self.processes.last_mut().map(Child::try_wait);
            let ended = ended.transpose()?.flatten();
            if ended.is_some() || start.elapsed() > PATIENCE {
                bail!("nothing answers ({ended:?}):\n{}", self.log(log));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // The web server before the database.
        for process in self.processes.iter_mut().rev() {
            // PHP's server has workers, which would outlive it: the whole group goes.
            let group = format!("-{}", process.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
