//! Chromium, driven as a person drives it.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::{Arc, OnceLock},
    time::Duration,
};

use serde_json::{Value, json};
use thirtyfour::{
    ChromeCapabilities,
    common::command::{Command as DriverCommand, ExtensionCommand},
    prelude::*,
};

use crate::world::missing;

/// A running chromedriver; it lives as long as the tests do.
struct Driver {
    port: u16,
    _process: Child,
}

static DRIVER: OnceLock<Option<Driver>> = OnceLock::new();

/// What a browser is told before it starts.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub width: u32,
    pub dark: bool,
    pub scripts: bool,
}

impl Kind {
    fn is_phone(self) -> bool {
        self.width < 500
    }
}

/// A phone, held upright.
pub const PHONE: Kind = Kind { width: 390, dark: false, scripts: true };
/// A phone that runs no JavaScript.
pub const PLAIN_PHONE: Kind = Kind { scripts: false, ..PHONE };
/// A laptop.
pub const LAPTOP: Kind = Kind { width: 1280, dark: false, scripts: true };

/// Lets `story` use a browser of this kind; says so where there is none on this machine.
pub fn in_chromium(kind: Kind, story: impl AsyncFnOnce(WebDriver) -> WebDriverResult<()>) {
    in_windows([kind], async |[window]| story(window).await);
}

/// Lets `story` use several browsers at once, each with cookies of its own.
pub fn in_windows<const N: usize>(kinds: [Kind; N], story: impl AsyncFnOnce([WebDriver; N]) -> WebDriverResult<()>) {
    let Some(driver) = DRIVER.get_or_init(start) else {
        return missing("browser", "Chromium and its driver are not on this machine");
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let told = runtime.block_on(async {
        let mut windows = Vec::new();
        for kind in kinds {
            windows.push(opened(driver.port, kind).await?);
        }
        let handed: [WebDriver; N] = windows.clone().try_into().unwrap_or_else(|_| unreachable!("one window for each kind"));
        let outcome = story(handed).await;
        for window in windows {
            // A driver that is slow to close its window has told its story all the same.
            let _ = window.quit().await;
        }
        outcome
    });
    told.expect("the story goes well in the browser");
}

async fn opened(port: u16, kind: Kind) -> WebDriverResult<WebDriver> {
    let window = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(kind)?).await?;
    if kind.is_phone() && !kind.scripts {
        let phone = json!({ "width": kind.width, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        ask(&window, "Emulation.setDeviceMetricsOverride", phone).await?;
    }
    Ok(window)
}

/// Asks the browser by its own tools for developers, and hands on what it answers.
pub async fn ask(window: &WebDriver, what: &'static str, with: Value) -> WebDriverResult<Value> {
    window.handle().cmd(DriverCommand::ExtensionCommand(Box::new(Asked { what, with }))).await?.value_json()
}

/// A command of the tools for developers.
#[derive(Debug)]
struct Asked {
    what: &'static str,
    with: Value,
}

impl ExtensionCommand for Asked {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "cmd": self.what, "params": self.with }))
    }

    fn method(&self) -> reqwest::Method {
        reqwest::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

fn start() -> Option<Driver> {
    let (browser, driver) = ("/usr/bin/chromium", "/usr/bin/chromedriver");
    if !std::path::Path::new(browser).exists() || !std::path::Path::new(driver).exists() {
        return None;
    }
    let port = TcpListener::bind(("127.0.0.1", 0)).ok()?.local_addr().ok()?.port();
    let process = Command::new(driver)
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts");
    for _ in 0..100 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Some(Driver { port, _process: process })
}

fn capabilities(kind: Kind) -> WebDriverResult<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary("/usr/bin/chromium")?;
    let window = format!("--window-size={},844", kind.width);
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        &window,
    ] {
        capabilities.add_arg(argument)?;
    }
    if kind.dark {
        capabilities.add_arg("--force-dark-mode")?;
        capabilities.add_arg("--blink-settings=preferredColorScheme=0")?;
    }
    if !kind.scripts {
        let blocked = json!({ "profile.default_content_setting_values.javascript": 2 });
        capabilities.add_experimental_option("prefs", blocked)?;
    }
    // Headless windows are never narrower than 500 pixels; an emulated phone is. Its finger asks for JavaScript.
    if kind.is_phone() && kind.scripts {
        let metrics = json!({ "deviceMetrics": { "width": kind.width, "height": 844, "pixelRatio": 1.0 } });
        capabilities.add_experimental_option("mobileEmulation", metrics)?;
    }
    Ok(capabilities)
}
