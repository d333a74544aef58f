//! A branch with people in it, built through the front doors in one line.

use std::process::Command;

use wardmote::{
    accounts::{self, Entrance},
    audit::{self, Act, Actor},
    branch::{self, Founding, Kind},
    db::{AccountId, BranchId, MemberId},
    mail, meetings,
    members::{self, Joining, Office},
    web::{Cookies, Problem},
    zone::Zone,
};

use super::{Browser, Database, Seen, World};

/// A branch that is being lived in.
pub struct Branch {
    pub world: World,
    pub id: BranchId,
    people: Vec<Person>,
}

/// Somebody in the branch.
#[derive(Debug, Clone)]
pub struct Person {
    /// How stories call them: the first name in small letters.
    pub called: String,
    pub address: String,
    pub member: MemberId,
    pub account: AccountId,
}

const NAMES: [&str; 12] = ["Nadia", "Tom", "Ama", "Petra", "Joe", "Leila", "Gwen", "Marek", "Zoe", "Idris", "Kofi", "Ruth"];

impl Branch {
    /// A party branch of `members` people who may all vote, on 1 October 2026 at noon: nadia is its secretary, the others
    /// are members called tom, ama, petra, joe, leila, gwen, marek, zoe, idris, kofi and ruth, then member13 and so on.
    pub fn with_members(members: usize, on: Database) -> Self {
        Self::under("party-branch", members, on)
    }

    /// The same people under another of the model rulebooks.
    pub fn under(rulebook: &str, members: usize, on: Database) -> Self {
        Self::founded(World::at(on, "2026-10-01T11:00:00Z"), members, (rulebook, "N"))
    }

    /// The people of `with_members`, whose numbers are numbers: 0001 and so on.
    pub fn with_plain_numbers(members: usize, on: Database) -> Self {
        Self::founded(World::at(on, "2026-10-01T11:00:00Z"), members, ("party-branch", ""))
    }

    /// The same in a house that was set up otherwise.
    pub fn in_world(world: World, members: usize) -> Self {
        Self::founded(world, members, ("party-branch", "N"))
    }

    fn founded(world: World, members: usize, (rulebook, letter): (&str, &str)) -> Self {
        let id = BranchId::fresh();
        let founded = world.scribe.act(id, Actor::Console, |act| people(act, members, (rulebook, letter)));
        let people = founded.unwrap_or_else(|problem: Problem| panic!("the branch could not be founded: {problem}"));
        Self { world, id, people }
    }

    /// Runs `wardmote` as whoever looks after the machine does; tells whether it succeeded, and what it printed.
    pub fn at_the_console(&self, arguments: &[&str]) -> (bool, String) {
        let settings = self.world.scribe.settings();
        let output = Command::new(env!("CARGO_BIN_EXE_wardmote"))
            .args(arguments)
            .env("WARDMOTE_DATA_DIR", &settings.data_dir)
            .env("DATABASE_URL", &settings.database_url)
            .output()
            .expect("it runs");
        let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), printed)
    }

    /// Somebody by the name the story calls them.
    #[track_caller]
    pub fn person(&self, called: &str) -> &Person {
        self.people.iter().find(|person| person.called == called).unwrap_or_else(|| panic!("nobody is called {called}"))
    }

    /// Somebody joins of whom the branch had not heard, with an address to sign in by.
    pub fn somebody_joins(&mut self, first: &str, joined_on: &str) {
        let address = format!("{}@northmoor.example", first.to_lowercase());
        let joining = Joining {
            number: format!("J{first}"),
            first_name: first.to_owned(),
            last_name: "Story".to_owned(),
            email: Some(address.clone()),
            ward: Some("Millbank".to_owned()),
            class: "full".to_owned(),
            joined_on: joined_on.parse().expect("a written day"),
            paid_to: Some("2027-12-31".parse().expect("a written day")),
            source: "story".to_owned(),
            ..Joining::default()
        };
        let (member, account) = self.act(|act| {
            let member = members::join(act, &joining)?;
            let branch = act.branch();
            Ok((member, members::find(act.conn(), branch, member)?.account_id.expect("an address opens an account")))
        });
        self.people.push(Person { called: first.to_lowercase(), address, member, account });
    }

    /// A browser in which this person is signed in.
    #[track_caller]
    pub fn as_(&self, called: &str) -> Browser {
        let (name, value) = self.cookie_of(called);
        self.world.browser().with_cookie(&name, &value)
    }

    /// The full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.world.scribe.base_url())
    }

    /// The cookie of somebody who is signed in, by name and value.
    #[track_caller]
    pub fn cookie_of(&self, called: &str) -> (String, String) {
        let account = self.person(called).account;
        let token = self.world.scribe.act::<_, Problem>(self.id, Actor::Account(account), |act| {
            Ok(accounts::start_session(act, account, &Entrance::trusted("story"))?)
        });
        let cookie = accounts::session_cookie(Cookies::of(&self.world.scribe.base_url()), token.expect("a session starts"));
        (cookie.name().to_owned(), cookie.value().to_owned())
    }

    /// Does a deed through a module's front door.
    #[track_caller]
    pub fn act<T>(&self, deed: impl FnOnce(&mut Act<'_>) -> Result<T, Problem>) -> T {
        self.world
            .scribe
            .act(self.id, Actor::Console, deed)
            .unwrap_or_else(|problem| panic!("the deed was not done: {problem:?}"))
    }

    /// The page of the meeting that is nearest.
    pub fn meeting(&self) -> String {
        let found =
            self.world.scribe.read::<_, Problem>(|conn| Ok(meetings::list(conn, self.id)?)).expect("meetings can be read");
        found.first().expect("a meeting was called").href()
    }

    /// A meeting this evening with a motion of that title on its agenda; nobody has come yet. Gives back its page.
    pub fn evening_with_a_motion(&self, title: &str) -> String {
        let secretary = self.as_("nadia");
        let call = secretary.visits("/meetings/new").sets("kind", "general").types("Day", "2026-10-15").types("Time", "19:00");
        call.types("Place", "Trades Hall").presses("Check the call").presses("Send the notice");
        let motion =
            self.as_("tom").visits("/motions/new").types("Title", title).types("Text", "The branch resolves to ask for buses.");
        let motion = motion.types("Who seconds it?", "Ama Story").presses("Hand it in").path();
        self.as_("ama").visits(&motion).presses("I second this");
        secretary.visits(&format!("{motion}/ruling")).presses("It is in order");
        self.world.turn_clock_to("2026-10-15T18:00:00Z");
        self.meeting()
    }

    /// A selection between four people, its ballot open. Gives back the ballot's page.
    pub fn open_selection(&self, candidates: [&str; 4]) -> String {
        let officer = self.as_("nadia");
        let form = officer.visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank ward");
        let form = form.types("How many are chosen", "1").types("The ballot opens on", "2026-10-01");
        let page = form.types("It closes on", "2026-10-25").types("at", "17:00");
        let mut page = page.sets("reason", "A by-election").presses("Call the selection");
        for name in candidates {
            page = page.types("Member", name).presses("Put on the list");
        }
        page.presses("Draft the ballot").presses("Open the ballot").path()
    }

    /// The page of the list that was loaded last.
    pub fn newest_import(&self, officer: &Browser) -> Seen {
        let page = officer.visits("/members/import");
        let href = page.links().into_iter().find(|href| href.starts_with("/members/import/")).expect("a list was loaded");
        officer.visits(&href)
    }

    /// Takes one item of the agenda after the other until `title` is before the meeting.
    pub fn take_items_until(&self, chair: &Browser, title: &str) {
        let board = format!("{}/floor", self.meeting());
        for _ in 0..20 {
            let page = chair.visits(&board);
            if page.words().contains("Put it to the vote") {
                return;
            }
            page.presses_first(&["Go to item"]);
        }
        panic!("the meeting never came to {title}");
    }

    /// The texts that the outbox keeps of messages about pages whose address begins so.
    pub fn texts_kept_about(&self, beginning: &str) -> Vec<String> {
        let messages = self.world.scribe.read::<_, Problem>(|conn| Ok(mail::messages(conn, self.id, 1_000)?));
        let messages = messages.expect("the outbox can be read");
        messages.into_iter().filter(|message| message.about.starts_with(beginning)).map(|message| message.body_text).collect()
    }

    /// The record's chain, checked from its first entry to its last.
    pub fn verified(&self) -> audit::Sealed {
        let faults = self.world.scribe.read::<_, Problem>(|conn| {
            let (register, outbox) = (members::faults(conn, self.id)?, mail::faults(conn, self.id)?);
            Ok(register.into_iter().chain(outbox).collect::<Vec<_>>())
        });
        assert_eq!(faults.expect("the tables are read"), Vec::<String>::new(), "what is kept twice says the same twice");
        self.world
            .scribe
            .read::<_, Problem>(|conn| audit::verify(conn, self.id).map_err(Problem::broken))
            .expect("the chain holds")
    }

    /// Lets a member hold an office from the start.
    pub fn give_office(&self, called: &str, office: Office) {
        let member = self.person(called).member;
        let day = "2026-01-01".parse().expect("a written day");
        self.act(|act| Ok(members::take_office(act, member, &office, (day, None), "annual general meeting")?));
    }
}

fn people(act: &mut Act<'_>, number: usize, (rulebook, letter): (&str, &str)) -> Result<Vec<Person>, Problem> {
    let founding = Founding {
        id: act.branch(),
        name: "Northmoor".to_owned(),
        kind: match rulebook {
            "union-branch" => Kind::Union,
            "association" => Kind::Association,
            _ => Kind::Party,
        },
        zone: Zone::london(),
        hue: 27,
        is_practice: false,
        rulebook: rulebook.to_owned(),
    };
    let day = |text: &str| text.parse().expect("a written day");
    branch::found(act, &founding, day("2026-01-01"))?;
    let mut people = Vec::new();
    for place in 0..number {
        let first = NAMES.get(place).map_or_else(|| format!("Member{}", place + 1), |name| (*name).to_owned());
        let address = format!("{}@northmoor.example", first.to_lowercase());
        let joining = Joining {
            number: format!("{letter}{:04}", place + 1),
            first_name: first.clone(),
            last_name: "Story".to_owned(),
            email: Some(address.clone()),
            ward: Some("Millbank".to_owned()),
            class: "full".to_owned(),
            joined_on: day("2020-01-01"),
            paid_to: Some(day("2027-12-31")),
            born_on: Some(day("1980-01-01")),
            source: "story".to_owned(),
            ..Joining::default()
        };
        let member = members::join(act, &joining)?;
        let branch = act.branch();
        let found = members::find(act.conn(), branch, member)?;
        let account = found.account_id.expect("an address opens an account");
        people.push(Person { called: first.to_lowercase(), address, member, account });
    }
    members::take_office(act, people[0].member, &Office::Secretary, (day("2026-01-01"), None), "annual general meeting")?;
    Ok(people)
}
