//! The branch's rules as data, and the decisions that follow from them: how many days of notice, how many make a
//! quorum, who may vote, when a motion is carried. A rulebook is a TOML file that extends a model; every number in it
//! carries the clause it comes from, and every answer shows its working, so that nobody has to take it on trust.
//!
//! Nothing here reads a file, a clock or a database: the text, the day and the facts are handed in.

mod answer;
mod ballots;
mod calling;
mod case;
mod clauses;
mod conduct;
mod days;
mod delegates;
mod eligibility;
mod facts;
mod fairness;
mod fault;
mod fraction;
mod kinds;
mod length;
mod majority;
mod membership;
mod motions;
mod nominating;
mod notice;
mod offices;
mod presets;
mod quorum;
mod quota;
mod reading;
mod retention;
#[expect(clippy::module_inception, reason = "the module is named for the thing it holds")]
mod rulebook;
mod soundness;
mod sources;
mod timetable;
mod trigger;
mod voting;
mod words;

pub use answer::{Answer, ClauseLine};
pub use ballots::{BallotRule, Freeze, Tie};
pub use calling::{NoticeRefusal, NoticeStep};
pub use case::age;
pub use conduct::{Blackout, Conduct, DayRefusal, Grace, Inquorate, MonthDay, QuorumCheck, Sitting, Window, Yearly};
pub use delegates::{DelegateRule, ExtraSeat, PartCounts, Seats};
pub use eligibility::{At, Cure, Dues, DuesUnknown, Eligibility, EligibilityRule, Reason, ResidenceRule, Suspended, Verdict};
pub use facts::{Facts, HeldOffice, Payment, Period, Question, Residence, Span};
pub use fairness::{AppealRule, MessageRule};
pub use fault::Fault;
pub use fraction::Fraction;
pub use kinds::{ByKind, Channel, MeetingKind, UnknownWord};
pub use length::Length;
pub use majority::{Outcome, Side, Tally};
pub use membership::Membership;
pub use motions::{
    Amendments, Balance, Emergency, Handing, Matter, MotionLimits, MotionRefusal, MotionRules, NewVoices, Seconder,
    SpeakingOrder, Speeches,
};
pub use nominating::{LastNames, Nominating};
pub use notice::{Counting, NoticeRule, Service, Tier};
pub use offices::{OfficeRule, Tenure};
pub use presets::{PRESETS, Preset, preset};
pub use quorum::{Combine, Headcount, Part, QuorumRefusal, Round, Sliding};
pub use quota::{Declared, QuotaOutcome, QuotaRule};
pub use retention::RetentionRule;
pub use rulebook::Rulebook;
pub use timetable::{Plan, SelectingRule, Shortened, Step, StepDay, StepRule, TimetableRefusal};
pub use trigger::{Asking, ShortlistRule, Together, TriggerOutcome, TriggerRule};
pub use voting::{Abstentions, Base, ChairCasting, Majority, Threshold, Voting};
pub use words::day;

#[cfg(test)]
mod tests;
