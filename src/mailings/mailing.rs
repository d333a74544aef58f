//! A mailing as it is typed and as it is understood: whom it is for, what it says, and what is filled in for each reader.

use serde::Deserialize;

use crate::{
    lists::{Asks, Question},
    render::markdown::{self, Block},
    web::Faults,
};

/// Longer subjects are cut off by mail programs.
const LONGEST_SUBJECT: usize = 120;
/// Some ten pages; whoever has more to say puts it on a page and links to it.
const LONGEST: usize = 20_000;
/// What stands in braces is a name of ours only if it is no longer than this.
const LONGEST_NAME: usize = 24;

crate::text_enum! {
    /// What is filled in for each reader, where its name stands in braces: "Dear {first name},".
    pub enum Placeholder {
        /// What the person wants to be called.
        FirstName = "first name",
        FullName = "full name",
        /// The membership number.
        Number = "number",
    }
}

/// A member who is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub first_name: String,
    pub full_name: String,
    pub number: String,
}

/// The form as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The question, as the address of a list has it.
    asks: String,
    subject: String,
    words: String,
    /// "yes" where answers go to the writer.
    answers: String,
    /// To how many it was to go when it was looked at.
    people: String,
}

/// A mailing that can be sent.
#[derive(Debug, Clone)]
pub struct Mailing {
    pub question: Question,
    pub asks: Asks,
    pub subject: String,
    /// As it was typed.
    pub words: String,
    /// The same, read.
    pub blocks: Vec<Block>,
    pub answers_to_writer: bool,
}

impl Typed {
    /// Understands the form; each fault is said at its field.
    pub fn read(&self) -> Result<Mailing, Faults> {
        let mut faults = Faults::default();
        let subject = faults.take("subject", may_be_subject(self.subject.trim()));
        let words = faults.take("words", may_be_words(self.words.trim()));
        let question = question(&self.asks);
        let asks = question.read();
        let (Some(subject), Some(words)) = (subject, words) else { return Err(faults) };
        Ok(Mailing {
            asks: asks?,
            question,
            subject: subject.to_owned(),
            words: words.to_owned(),
            blocks: markdown::blocks(words),
            answers_to_writer: self.answers == "yes",
        })
    }

    /// The question of a form whose words may be wrong still.
    pub fn question(&self) -> Question {
        question(&self.asks)
    }

    /// Whether it goes to as many people as its writer saw.
    pub fn may_go_to(&self, people: usize) -> Result<(), Faults> {
        let seen = self.people.trim();
        if seen == people.to_string() {
            return Ok(());
        }
        let words = format!("It would go to {people} people now, and you saw {seen}. Look at it once more, then send it.");
        Err(Faults::at("words", words))
    }
}

/// A question that cannot be read asks for nothing, and so for all.
fn question(asks: &str) -> Question {
    Question::of_query(asks).unwrap_or_default()
}

fn may_be_subject(subject: &str) -> Result<&str, String> {
    match subject.chars().count() {
        0 => Err("Write what it is about, such as “News for December”.".to_owned()),
        1..=LONGEST_SUBJECT => known_only(subject),
        _ => Err(format!("Write at most {LONGEST_SUBJECT} characters.")),
    }
}

fn may_be_words(words: &str) -> Result<&str, String> {
    match words.chars().count() {
        0 => Err("Write what you want to say.".to_owned()),
        1..=LONGEST => known_only(words),
        long => Err(format!("These are {long} characters, and a message may have {LONGEST}. Shorten it.")),
    }
}

/// A name in braces that nobody fills in would stand so in everybody's mail.
fn known_only(text: &str) -> Result<&str, String> {
    let mut unknown = None;
    replaced(text, |name| {
        if Placeholder::named(name).is_none() {
            unknown.get_or_insert_with(|| name.to_owned());
        }
        None
    });
    let Some(unknown) = unknown else { return Ok(text) };
    let known: Vec<String> = Placeholder::ALL.iter().map(|known| format!("{{{}}}", known.as_str())).collect();
    Err(format!("Nothing is filled in for {{{unknown}}}. These are: {}.", known.join(", ")))
}

impl Placeholder {
    /// "first name", "First_Name": people type it as they know it from elsewhere.
    fn named(typed: &str) -> Option<Self> {
        let typed = typed.trim().to_lowercase().replace('_', " ");
        Self::ALL.iter().copied().find(|known| known.as_str() == typed)
    }
}

impl Reader {
    /// `text` as this person reads it.
    pub fn reads(&self, text: &str) -> String {
        replaced(text, |name| {
            Some(match Placeholder::named(name)? {
                Placeholder::FirstName => self.first_name.clone(),
                Placeholder::FullName => self.full_name.clone(),
                Placeholder::Number => self.number.clone(),
            })
        })
    }
}

impl Mailing {
    /// Subject and words as a person reads them.
    pub fn for_reader(&self, reader: &Reader) -> (String, Vec<Block>) {
        let change = |text: &str| reader.reads(text);
        let blocks = self.blocks.iter().cloned().map(|block| block.with_words(&change));
        (reader.reads(&self.subject), blocks.collect())
    }
}

/// `text` with every name in braces replaced by what `fill` makes of it; what it makes nothing of stays.
fn replaced(text: &str, mut fill: impl FnMut(&str) -> Option<String>) -> String {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, inside)) = rest.split_once('{') {
        done.push_str(before);
        match inside.split_once('}').filter(|(name, _)| may_be_name(name)) {
            Some((name, after)) => {
                done.push_str(&fill(name).unwrap_or_else(|| format!("{{{name}}}")));
                rest = after;
            }
            None => {
                done.push('{');
                rest = inside;
            }
        }
    }
    done.push_str(rest);
    done
}

fn may_be_name(text: &str) -> bool {
    let is_of_names = |sign: char| sign.is_alphabetic() || sign == ' ' || sign == '_';
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME && text.chars().all(is_of_names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(subject: &str, words: &str) -> Typed {
        Typed { subject: subject.to_owned(), words: words.to_owned(), ..Typed::default() }
    }

    fn tom() -> Reader {
        Reader { first_name: "Tom".into(), full_name: "Tom Lewis".into(), number: "0042".into() }
    }

    #[test]
    fn each_reader_is_called_by_name() {
        let mailing = typed("For {first name}", "Dear {Full_Name},\n\nnumber {number}.").read().expect("a mailing");

        let (subject, blocks) = mailing.for_reader(&tom());

        assert_eq!(subject, "For Tom");
        assert_eq!(blocks, markdown::blocks("Dear Tom Lewis,\n\nnumber 0042."));
    }

    #[test]
    fn a_name_that_nobody_fills_in_is_a_fault_and_other_braces_are_words() {
        let fault = typed("x", "Dear {firstname},").read().expect_err("unknown");
        assert!(
            fault.in_words().contains("Nothing is filled in for {firstname}. These are: {first name}, {full name}, {number}.")
        );

        for words in ["{}", "{ a: 1 }", "} {", "{first name", "{{x: 2}}"] {
            assert_eq!(typed("x", words).read().expect("words").words, words);
            assert_eq!(tom().reads(words), words);
        }
    }

    #[test]
    fn a_mailing_says_something_about_something() {
        let faults = typed(" ", "\n").read().expect_err("nothing is said");
        assert!(
            faults.in_words().contains("Write what it is about") && faults.in_words().contains("Write what you want to say")
        );
        assert!(typed("x", &"é".repeat(20_001)).read().expect_err("too long").in_words().contains("20001 characters"));
        assert!(typed(&"é".repeat(121), "x").read().expect_err("too long").in_words().contains("at most 120"));
    }

    #[test]
    fn it_goes_to_as_many_as_were_seen() {
        let seen = Typed { people: "34".into(), ..typed("x", "y") };
        assert!(seen.may_go_to(34).is_ok());
        assert!(seen.may_go_to(35).expect_err("one more").in_words().contains("It would go to 35 people now, and you saw 34."));
    }
}
