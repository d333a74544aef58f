//! What `wardmote count` answers, without touching a file or a screen.
//!
//! Anyone may recount a published ballot with it: the answer depends on nothing but the file and
//! the words after the command.

use serde::Serialize;

use super::blt::Unreadable;
use super::printed::{printed, printed_so_far};
use super::{Election, Lots, Method, Purpose, Sheet, Stop, Terms, count_under, figures::Figures, rctab};

/// The words after `wardmote count FILE.blt`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub method: String,
    /// Other than the file says.
    pub seats: Option<u32>,
    /// `by-number`, the order drawn, or `seed:` and words; without it a needed lot stops the count.
    pub lots: Option<String>,
    pub form: Form,
    pub terms: Terms,
    /// Numbers of candidates who are passed over as if they had withdrawn, such as those elected to
    /// an office that was decided before this one.
    pub without: Vec<u32>,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Text,
    Json,
    /// The JSON of RCTab, which public viewers such as RCVis read.
    Rctab,
    /// One stage a column.
    Csv,
}

/// What goes to standard output and to standard error, and the exit code: 0 counted, 2 the file or
/// the options could not be read, 3 a lot is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub output: String,
    pub words: String,
    pub code: u8,
}

/// Counts what was read from a BLT file as the options say.
pub fn answer(file: Result<Election, Unreadable>, options: &Options) -> Answer {
    match counted(file, options) {
        Ok((Ok(sheet), remarks)) => finished(&sheet, remarks, options.form),
        Ok((Err(stop), remarks)) => stopped(stop, remarks, options.form),
        Err(reason) => Answer { output: String::new(), words: format!("{reason}\n"), code: 2 },
    }
}

type Counted = (Result<Sheet, Stop>, Vec<String>);

fn counted(file: Result<Election, Unreadable>, options: &Options) -> Result<Counted, String> {
    let method: Method = options.method.parse().map_err(in_words)?;
    let lots = options.lots.as_deref().map_or(Ok(Lots::Stop), str::parse).map_err(in_words)?;
    if options.seats == Some(0) {
        return Err("--seats must be at least 1.".to_owned());
    }
    let mut election = file.map_err(in_words)?;
    for number in &options.without {
        let found = election.candidates.iter_mut().find(|candidate| candidate.number == *number);
        found.ok_or_else(|| format!("--without {number}: there is no such candidate."))?.withdrawn = true;
    }
    all_stand("The terms name", options.terms.numbers(), &election)?;
    if let Lots::Drawn(order) = &lots {
        all_stand("--lots names", order.iter().copied(), &election)?;
    }
    let seats = options.seats.unwrap_or(election.seats);
    let sheet = count_under(&options.terms, &election, method, seats, &lots);
    Ok((sheet, election.remarks))
}

/// A number that means nobody is a slip, and would be followed without anyone noticing.
fn all_stand(what: &str, mut numbers: impl Iterator<Item = u32>, election: &Election) -> Result<(), String> {
    let unknown = numbers.find(|number| !election.candidates.iter().any(|candidate| candidate.number == *number));
    unknown.map_or(Ok(()), |number| Err(format!("{what} number {number}, but there is no such candidate.")))
}

fn in_words(error: impl std::fmt::Display) -> String {
    format!("{error}.")
}

fn finished(sheet: &Sheet, remarks: Vec<String>, form: Form) -> Answer {
    let mut words = remarks;
    let standing = sheet.candidates.iter().filter(|candidate| !candidate.withdrawn).count();
    if sheet.valid == 0 && sheet.method != Method::YesNo {
        words.push("There is no valid paper, so nobody is elected.".to_owned());
    } else if standing < sheet.seats as usize {
        words.push(format!("Fewer candidates stand ({standing}) than there are places ({}), so some stay empty.", sheet.seats));
    }
    let output = match form {
        Form::Text => printed(sheet),
        Form::Json => as_json(sheet),
        Form::Rctab => as_json(&rctab::Report::of(sheet)),
        Form::Csv => Figures::of(sheet).csv(),
    };
    Answer { output, words: lines(&words), code: 0 }
}

/// The answer when a lot is needed.
#[derive(Serialize)]
struct LotsNeeded<'a> {
    lots_needed: Needed<'a>,
}

#[derive(Serialize)]
struct Needed<'a> {
    between: &'a [u32],
    #[serde(rename = "for")]
    purpose: Purpose,
    so_far: &'a Sheet,
}

fn stopped(stop: Stop, mut words: Vec<String>, form: Form) -> Answer {
    let Stop::LotsNeeded { between, purpose, so_far } = &stop else {
        return Answer { output: String::new(), words: lines(&[stop.to_string()]), code: 2 };
    };
    let names: Vec<String> = between.iter().map(|number| format!("{} ({number})", so_far.name(*number))).collect();
    words.push(format!(
        "Votes cannot decide {purpose}. Draw a lot between {}, then count again with --lots and the \
         numbers in the order drawn.",
        names.join(", ")
    ));
    let output = match form {
        Form::Text => printed_so_far(so_far),
        _ => as_json(&LotsNeeded { lots_needed: Needed { between, purpose: *purpose, so_far } }),
    };
    Answer { output, words: lines(&words), code: 3 }
}

fn as_json(value: &impl Serialize) -> String {
    // A sheet has only text keys and whole numbers, so this cannot fail; if it did, the empty
    // object is no sheet and no reader would take it for one.
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned()) + "\n"
}

fn lines(words: &[String]) -> String {
    words.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::ballots::count::count;

    const TIED: &[u8] = b"2 1\n3 1 0\n3 2 0\n0\n\"Asha\"\n\"Ben\"\n\"Chair\"\n";

    fn asked(file: &[u8], method: &str, lots: Option<&str>, json: bool) -> Answer {
        let lots = lots.map(str::to_owned);
        let form = if json { Form::Json } else { Form::Text };
        answer(Election::read(file), &Options { method: method.to_owned(), lots, form, ..Options::default() })
    }

    fn json(answer: &Answer) -> Value {
        serde_json::from_str(&answer.output).expect("JSON")
    }

    #[test]
    fn the_json_has_the_keys_that_readers_rely_on() {
        let answer = asked(b"2 1\n3 1 0\n2 2 0\n0\n\"Asha\"\n\"Ben\"\n", "av", None, true);
        let sheet = json(&answer);

        assert_eq!(answer.code, 0);
        assert_eq!((&sheet["method"], &sheet["seats"], &sheet["valid"]), (&"av".into(), &1.into(), &5.into()));
        assert_eq!((&sheet["quota"], &sheet["elected"][0]), (&"3".into(), &1.into()));
        let stage = &sheet["stages"][0];
        assert_eq!((&stage["action"], &stage["tally"]["1"]), (&"first preferences".into(), &"3".into()));
        assert_eq!((&stage["nontransferable"], &stage["elected"][0]), (&"0".into(), &1.into()));
        assert_eq!(stage["excluded"], Value::Array(vec![]));
    }

    #[test]
    fn a_sheet_reads_back_from_its_json() {
        let election = Election::read(b"3 2\n9 1 2 0\n4 3 0\n3 2 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n").expect("readable");
        for method in Method::ALL {
            let sheet = count(&election, method, 2, &Lots::ByNumber).expect("counted");
            assert_eq!(serde_json::from_str::<Sheet>(&as_json(&sheet)).ok(), Some(sheet));
        }
    }

    #[test]
    fn a_needed_lot_stops_with_exit_code_three() {
        let answer = asked(TIED, "fptp", None, true);
        let needed = &json(&answer)["lots_needed"];

        assert_eq!(answer.code, 3);
        assert_eq!((&needed["between"], &needed["for"]), (&vec![1, 2].into(), &"place".into()));
        assert_eq!(needed["so_far"]["stages"][0]["tally"]["2"], "3");
        assert!(answer.words.contains("Draw a lot between Asha (1), Ben (2)"));
    }

    #[test]
    fn a_lot_that_was_drawn_is_followed_and_printed() {
        let answer = asked(TIED, "fptp", Some("2,1"), true);

        assert_eq!(json(&answer)["elected"], Value::from(vec![2]));
        assert_eq!(json(&answer)["lots"][0]["taken"], 2);
    }

    #[test]
    fn a_lot_that_names_nobody_is_a_slip() {
        let answer = asked(TIED, "fptp", Some("2,9"), true);
        assert_eq!((answer.code, answer.words.as_str()), (2, "--lots names number 9, but there is no such candidate.\n"));
    }

    #[test]
    fn places_for_which_nobody_stands_are_said() {
        let answer = asked(b"2 3\n3 1 0\n0\n\"Asha\"\n\"Ben\"\n", "stv-scottish", None, true);
        assert_eq!((answer.code, json(&answer)["elected"].clone()), (0, Value::from(vec![1, 2])));
        assert_eq!(answer.words, "Fewer candidates stand (2) than there are places (3), so some stay empty.\n");
    }

    #[test]
    fn an_unknown_method_or_an_unreadable_file_is_exit_code_two() {
        let method = asked(TIED, "borda", None, false);
        assert_eq!(method.code, 2);
        assert!(method.words.contains("these are: fptp, block"));

        let file = asked(b"2 1\n3 1\n", "av", None, false);
        assert_eq!((file.code, file.words.as_str()), (2, "Line 2: the paper has no 0 at its end.\n"));
        assert_eq!(asked(TIED, "av", Some("heads"), false).code, 2);
    }

    #[test]
    fn whoever_won_an_earlier_office_is_passed_over() {
        let options = Options { method: "fptp".to_owned(), without: vec![1], ..Options::default() };
        let answer_without = |options: &Options| answer(Election::read(TIED), options);
        assert!(answer_without(&options).output.contains("Elected: Ben"));

        let nobody = Options { without: vec![9], ..options };
        assert_eq!((answer_without(&nobody).code, answer_without(&nobody).words.contains("no such candidate")), (2, true));
    }

    #[test]
    fn terms_that_cannot_be_met_or_name_nobody_are_said_plainly() {
        let under = |group: &str| {
            let terms = Terms { groups: vec![group.parse().expect("a group")], ..Terms::default() };
            answer(Election::read(TIED), &Options { method: "fptp".to_owned(), terms, ..Options::default() })
        };
        let unmet = under("women>=2:2");
        assert_eq!(unmet.code, 2);
        assert_eq!(unmet.words, "women: at least 2 are to be elected, but the number who stand is 1.\n");
        assert_eq!(under("women>=1:7").words, "The terms name number 7, but there is no such candidate.\n");
        assert!(under("women>=1:2").output.contains("Elected: Ben"));
    }

    #[test]
    fn plain_text_shows_the_result_the_table_and_the_words() {
        let answer = asked(b"2 1\n3 1 0\n2 2 0\n0\n\"Asha\"\n\"Ben\"\n\"Chair\"\n", "fptp", None, false);
        assert_eq!(
            answer.output,
            "Chair\nFirst past the post, 1 place\n5 valid papers, 0 not valid\n\nElected: Asha\n\n\
             \x20                           stage 1\n                  first preferences\n\
             Asha                            * 3\nBen                               2\n\
             Not transferable                  0\n\n\
             Stage 1. There are 5 valid papers. Asha (3) has most votes and is elected.\n"
        );
    }
}
