//! The program running in a folder of its own.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
};

/// A running program, in a folder of its own.
pub struct Running {
    child: Child,
    /// What it printed: the address to open first.
    pub address: String,
    _words: BufReader<ChildStdout>,
    pub folder: tempfile::TempDir,
}

impl Running {
    /// Starts it with these arguments and settings, and waits until it says where it is.
    pub fn start(folder: tempfile::TempDir, arguments: &[&str], settings: &[(&str, String)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wardmote"))
            .args(arguments)
            .current_dir(folder.path())
            .envs(settings.iter().map(|(name, value)| (*name, value.as_str())))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut words = BufReader::new(child.stdout.take().expect("its standard output"));
        let mut line = String::new();
        words.read_line(&mut line).expect("it says where it is");
        let address = line.split_whitespace().last().expect("an address").to_owned();
        Self { child, address, _words: words, folder }
    }

    pub fn base(&self) -> String {
        self.address.split('/').take(3).collect::<Vec<_>>().join("/")
    }

    /// Its number among the processes of the machine.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}
