//! The second step of signing in: figures from an app (TOTP, RFC 6238), or a recovery code from paper.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp};

use crate::clock;

/// Twenty bytes, as RFC 4226 recommends.
const KEY: usize = 20;
/// So many recovery codes are given out at once.
const CODES: usize = 8;
/// A hundred and twenty bits: whoever steals the hashes guesses in vain (ASVS 5.0, 6.5.2 asks for 112).
const SIGNS: usize = 24;
/// How many figures an app shows.
const FIGURES: usize = 6;

/// The secret that an app and the branch share.
#[derive(Clone, PartialEq, Eq)]
pub struct AppKey([u8; KEY]);

impl AppKey {
    /// A new one.
    pub fn drawn() -> Self {
        let mut key = [0; KEY];
        key.copy_from_slice(&clock::secret_bytes()[..KEY]);
        Self(key)
    }

    /// The key that was spelled so; blanks between its letters do not matter.
    pub fn parse(spelled: &str) -> Option<Self> {
        let letters: String = spelled.chars().filter(|sign| !sign.is_whitespace()).collect();
        Self::of(Secret::try_from_base32(letters.to_uppercase()).ok()?.as_bytes())
    }

    /// The key that is kept as these bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As it is typed into an app by hand, in groups of four.
    pub fn spelled(&self) -> String {
        in_fours(&Secret::from(self.0).to_base32(), " ")
    }

    /// The address that an app reads from the picture, or that opens the app on the same phone.
    pub fn link(&self, branch: &str, called: &str) -> Option<String> {
        // A colon parts the two in the address, so none may stand in either.
        let named = self.builder().with_issuer(Some(branch.replace(':', " "))).with_account_name(called.replace(':', " "));
        named.build().ok()?.to_url().ok()
    }

    /// The half minute in which an app showed these figures: this one, the one before or the one after, since clocks differ.
    pub fn window_of(&self, figures: &str, now: DateTime<Utc>) -> Option<i64> {
        let seconds = u64::try_from(now.timestamp()).ok()?;
        self.totp()?.check(figures, seconds).and_then(|window| i64::try_from(window).ok())
    }

    /// What an app shows at `now`.
    pub fn figures_at(&self, now: DateTime<Utc>) -> Option<String> {
        let seconds = u64::try_from(now.timestamp()).ok()?;
        Some(self.totp()?.generate(seconds).to_string())
    }

    fn totp(&self) -> Option<Totp> {
        self.builder().build().ok()
    }

    fn builder(&self) -> Builder {
        Builder::new().with_secret(self.0)
    }
}

/// What somebody typed into the field for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Six figures, as an app shows them.
    Figures(String),
    /// Anything else can only be a recovery code.
    Recovery(String),
}

impl Typed {
    /// Blanks, dashes and small letters do not matter.
    pub fn read(typed: &str) -> Self {
        let signs: String = typed.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
        let is_figures = signs.len() == FIGURES && signs.bytes().all(|sign| sign.is_ascii_digit());
        if is_figures { Self::Figures(signs) } else { Self::Recovery(signs) }
    }
}

/// New recovery codes, as they are written down.
pub fn recovery_codes() -> Vec<String> {
    (0..CODES).map(|_| in_fours(&clock::spoken_code(SIGNS), "-")).collect()
}

fn in_fours(signs: &str, between: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("a moment")
    }

    #[test]
    fn an_app_shows_the_figures_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight figures.
        let key = AppKey::of(b"12345678901234567890").expect("twenty bytes");
        let shown = [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")];
        for (seconds, figures) in shown {
            assert_eq!(key.figures_at(at(seconds)).as_deref(), Some(figures), "at {seconds}");
            assert_eq!(key.window_of(figures, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_wrong_and_not_more() {
        let key = AppKey::of(b"12345678901234567890").expect("twenty bytes");
        let figures = key.figures_at(at(3_000)).expect("figures");

        assert_eq!(key.window_of(&figures, at(3_030)), Some(100));
        assert_eq!(key.window_of(&figures, at(2_970)), Some(100));
        assert_eq!(key.window_of(&figures, at(3_060)), None);
    }

    #[test]
    fn a_key_that_is_typed_by_hand_is_the_same_key() {
        let key = AppKey::drawn();
        assert!(AppKey::parse(&key.spelled().to_lowercase()) == Some(key));
        assert!(AppKey::parse("too short").is_none());
    }

    #[test]
    fn the_picture_names_the_branch_and_the_person() {
        let link = AppKey::drawn().link("Unite: Docks 4/112", "Nadia Rahman").expect("an address");
        assert!(link.starts_with("otpauth://totp/Unite%20"), "{link}");
        assert!(link.contains("Nadia%20Rahman"), "{link}");
    }

    #[test]
    fn figures_and_recovery_codes_are_told_apart_however_they_are_typed() {
        assert_eq!(Typed::read(" 123 456"), Typed::Figures("123456".to_owned()));
        assert_eq!(Typed::read("abcd-efgh jkmn-pqrs"), Typed::Recovery("ABCDEFGHJKMNPQRS".to_owned()));
        let codes = recovery_codes();
        assert_eq!(codes.len(), 8);
        assert!(codes.iter().all(|code| matches!(Typed::read(code), Typed::Recovery(signs) if signs.len() == 24)));
    }
}
