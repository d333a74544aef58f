//! Cookies: only for this host, never for scripts, and bound to HTTPS where there is HTTPS.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

/// Which cookies this installation speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// For an installation reached at `base_url`.
    pub fn of(base_url: &str) -> Self {
        Self { secure: base_url.starts_with("https://") }
    }

    /// The name of the cookie for `what`; `__Host-` forbids other hosts and plain HTTP to set it.
    pub fn name(self, what: &str) -> String {
        if self.secure { format!("__Host-{what}") } else { what.to_owned() }
    }

    /// What the browser sent for `what`.
    pub fn read(self, request: &HttpRequest, what: &str) -> Option<String> {
        request.cookie(&self.name(what)).map(|found| found.value().to_owned())
    }

    /// A cookie that lives for `days`, or as long as the browser is open when that is zero.
    pub fn bake(self, what: &str, value: String, days: i64) -> Cookie<'static> {
        let mut baked = cookie(self.name(what), value);
        baked.set_secure(self.secure);
        if days > 0 {
            baked.set_max_age(Duration::days(days));
        }
        baked
    }

    /// Takes the cookie for `what` away.
    pub fn take(self, what: &str) -> Cookie<'static> {
        let mut gone = self.bake(what, String::new(), 0);
        gone.set_max_age(Duration::ZERO);
        gone
    }
}

/// A cookie that no script reads and no other site's form sends.
pub fn cookie(name: String, value: String) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_a_cookie_is_for_this_host_alone() {
        let baked = Cookies::of("https://branch.example").bake("wardmote", "secret".to_owned(), 90).to_string();
        assert!(baked.starts_with("__Host-wardmote=secret;"), "{baked}");
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(baked.contains(part), "{baked} lacks {part}");
        }
        assert!(!baked.contains("Domain"), "{baked}");
    }
}
