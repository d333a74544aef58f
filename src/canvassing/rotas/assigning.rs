//! Who comes to which of several shifts: every place filled, a driver where one is needed, whoever is new beside somebody
//! experienced, work spread over as many as possible, people in their own area, those first who have come least.
//!
//! In that order: what stands earlier is never given up for what stands later. Beginning with whoever is free, people are
//! exchanged at random, at first even where it makes the rota worse and later only where it does not (annealing: Kirkpatrick
//! and others 1983). The chance is the same in each run, so the same wishes always give the same rota.

/// Somebody who wants to come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Volunteer {
    /// Has walked before, and can show others how.
    pub is_experienced: bool,
    pub drives: bool,
    /// Cannot climb stairs.
    pub needs_level_ground: bool,
    /// Where this person would rather walk; nothing where it is all the same.
    pub area: Option<usize>,
    /// The shifts to which this person could come.
    pub free: Vec<usize>,
    /// To more shifts than this the person does not want to come.
    pub most: usize,
    /// Shifts to which the person has come lately.
    pub past: usize,
}

/// A shift that needs people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    pub places: usize,
    pub area: Option<usize>,
    pub needs_driver: bool,
    /// Its doors are up stairs.
    pub has_stairs: bool,
    /// Who has a place already, beside those that are to be filled.
    pub already: Already,
}

/// Those who come to a shift whatever the rota says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Already {
    pub experienced: usize,
    pub new: usize,
}

/// For each shift, by their places in the list, the volunteers who come to it.
pub type Rota = Vec<Vec<usize>>;

/// Prices of what is not as it should be, each so high that no amount of what follows outweighs one of it.
const EMPTY_PLACE: i64 = 10_000_000_000;
const NO_DRIVER: i64 = 100_000_000;
const NEW_AND_ALONE: i64 = 1_000_000;
const THIRD_IN_A_TEAM: i64 = 1_000;
const LEFT_OUT: i64 = 5_000;
const ANOTHER_AREA: i64 = 20;
/// For each shift in which somebody has come lately.
const CAME_LATELY: i64 = 1;

/// For one of so many places somebody new may be the third in a team, rather than somebody be left out; more would be too many.
const PLACES_FOR_A_THIRD: usize = 16;

/// Exchanges tried for each place, and the prices between which it cools down.
const TRIES_A_PLACE: usize = 1_500;
const FEWEST_TRIES: usize = 10_000;
const HOT: f64 = 3e6;
const COLD: f64 = 2.0;

/// The best rota found. Nobody comes to a shift for which they are not free, to one with stairs who cannot climb them, or to more
/// shifts than they want.
pub fn assign(people: &[Volunteer], shifts: &[Needs]) -> Rota {
    let mut search = Search::new(people, shifts);
    if people.is_empty() {
        return search.best;
    }
    search.fill();
    let places: usize = shifts.iter().map(|shift| shift.places).sum();
    let tries = (places * TRIES_A_PLACE).max(FEWEST_TRIES);
    let cooling = (COLD / HOT).powf(1.0 / tries as f64);
    let mut heat = HOT;
    for _ in 0..tries {
        search.try_one(heat);
        heat *= cooling;
    }
    search.best
}

/// Whether somebody may come to a shift at all.
pub fn may_come(person: &Volunteer, number: usize, shift: &Needs) -> bool {
    person.free.contains(&number) && !(shift.has_stairs && person.needs_level_ground)
}

/// How many of those who come are new and have nobody experienced to themselves.
pub fn unpaired(people: &[Volunteer], coming: &[usize], already: Already) -> usize {
    let experienced = experienced(people, coming);
    (coming.len() - experienced + already.new).saturating_sub(experienced + already.experienced)
}

/// How many of those are third in a team: each pair can take one along.
fn thirds(people: &[Volunteer], coming: &[usize], already: Already) -> usize {
    unpaired(people, coming, already).min(experienced(people, coming) + already.experienced)
}

fn experienced(people: &[Volunteer], coming: &[usize]) -> usize {
    coming.iter().filter(|person| people[**person].is_experienced).count()
}

/// A rota while people are exchanged.
struct Search<'a> {
    people: &'a [Volunteer],
    shifts: &'a [Needs],
    /// For each person the shifts that are possible.
    possible: Vec<Vec<usize>>,
    rota: Rota,
    turns: Vec<usize>,
    /// How many are third in a team, and how many may be.
    thirds: usize,
    most_thirds: usize,
    price: i64,
    best: Rota,
    best_price: i64,
    chance: u64,
}

impl<'a> Search<'a> {
    fn new(people: &'a [Volunteer], shifts: &'a [Needs]) -> Self {
        let possible = |person: &Volunteer| {
            let may = |number: &usize| may_come(person, *number, &shifts[*number]);
            (0..shifts.len()).filter(may).collect()
        };
        let mut search = Search {
            people,
            shifts,
            possible: people.iter().map(possible).collect(),
            rota: vec![Vec::new(); shifts.len()],
            turns: vec![0; people.len()],
            thirds: shifts.iter().map(|shift| thirds(people, &[], shift.already)).sum(),
            most_thirds: shifts.iter().map(|shift| shift.places).sum::<usize>() / PLACES_FOR_A_THIRD,
            price: 0,
            best: vec![Vec::new(); shifts.len()],
            best_price: 0,
            chance: 1,
        };
        search.price = search.whole_price();
        search.best_price = search.price;
        search
    }

    /// Whoever is free comes, until the places are taken.
    fn fill(&mut self) {
        for person in 0..self.people.len() {
            for shift in self.possible[person].clone() {
                if self.has_room(shift) && self.wants_more(person) {
                    self.price += self.put(person, shift);
                }
            }
        }
        self.keep_if_best();
    }

    /// Somebody drawn comes to a shift drawn, in the place of somebody who is there if it is full; the place that this may leave
    /// goes to whoever stood down, if that is possible.
    fn try_one(&mut self, heat: f64) {
        let person = self.below(self.people.len());
        if self.possible[person].is_empty() {
            return;
        }
        let drawn = self.below(self.possible[person].len());
        let shift = self.possible[person][drawn];
        if self.rota[shift].contains(&person) || self.shifts[shift].places == 0 {
            return;
        }
        let before = self.price;
        let mut undo = Vec::with_capacity(4);
        let left = (!self.wants_more(person)).then(|| self.one_of_theirs(person)).flatten();
        if left.is_none() && !self.wants_more(person) {
            return;
        }
        if let Some(left) = left {
            self.do_noted(false, person, left, &mut undo);
        }
        if !self.has_room(shift) {
            let drawn = self.below(self.rota[shift].len());
            let other = self.rota[shift][drawn];
            self.do_noted(false, other, shift, &mut undo);
            if let Some(left) = left.filter(|left| self.possible[other].contains(left) && !self.rota[*left].contains(&other)) {
                self.do_noted(true, other, left, &mut undo);
            }
        }
        self.do_noted(true, person, shift, &mut undo);
        let worse = self.price - before;
        if worse > 0 && self.share() >= (-(worse as f64) / heat).exp() {
            for (came, person, shift) in undo.into_iter().rev() {
                self.price += if came { self.take(person, shift) } else { self.put(person, shift) };
            }
        } else {
            self.keep_if_best();
        }
    }

    fn do_noted(&mut self, comes: bool, person: usize, shift: usize, undo: &mut Vec<(bool, usize, usize)>) {
        self.price += if comes { self.put(person, shift) } else { self.take(person, shift) };
        undo.push((comes, person, shift));
    }

    fn one_of_theirs(&mut self, person: usize) -> Option<usize> {
        let theirs: Vec<usize> =
            self.possible[person].iter().copied().filter(|shift| self.rota[*shift].contains(&person)).collect();
        (!theirs.is_empty()).then(|| theirs[self.below(theirs.len())])
    }

    fn keep_if_best(&mut self) {
        if self.price < self.best_price {
            self.best_price = self.price;
            self.best.clone_from(&self.rota);
        }
    }

    fn has_room(&self, shift: usize) -> bool {
        self.rota[shift].len() < self.shifts[shift].places
    }

    fn wants_more(&self, person: usize) -> bool {
        self.turns[person] < self.people[person].most
    }

    /// Somebody comes to a shift; what that adds to the price.
    fn put(&mut self, person: usize, shift: usize) -> i64 {
        self.changed(person, shift, |search| {
            search.rota[shift].push(person);
            search.turns[person] += 1;
        })
    }

    /// Somebody does not come to a shift after all; what that adds to the price.
    fn take(&mut self, person: usize, shift: usize) -> i64 {
        self.changed(person, shift, |search| {
            search.rota[shift].retain(|other| *other != person);
            search.turns[person] -= 1;
        })
    }

    fn changed(&mut self, person: usize, shift: usize, change: impl FnOnce(&mut Self)) -> i64 {
        let before = self.price_of_shift(shift) + self.price_of_person(person) + self.price_of_thirds();
        self.thirds -= thirds(self.people, &self.rota[shift], self.shifts[shift].already);
        change(self);
        self.thirds += thirds(self.people, &self.rota[shift], self.shifts[shift].already);
        self.price_of_shift(shift) + self.price_of_person(person) + self.price_of_thirds() - before
    }

    fn price_of_thirds(&self) -> i64 {
        let too_many = self.thirds.saturating_sub(self.most_thirds);
        self.thirds as i64 * THIRD_IN_A_TEAM + too_many as i64 * NEW_AND_ALONE
    }

    fn price_of_shift(&self, number: usize) -> i64 {
        let (needs, coming) = (&self.shifts[number], &self.rota[number]);
        let has_driver = coming.iter().any(|person| self.people[*person].drives);
        let elsewhere = coming.iter().filter(|person| self.people[**person].area.is_some_and(|own| Some(own) != needs.area));
        (needs.places - coming.len()) as i64 * EMPTY_PLACE
            + i64::from(needs.needs_driver && !has_driver) * NO_DRIVER
            + (unpaired(self.people, coming, needs.already) - thirds(self.people, coming, needs.already)) as i64 * NEW_AND_ALONE
            + elsewhere.count() as i64 * ANOTHER_AREA
    }

    fn price_of_person(&self, person: usize) -> i64 {
        let is_left_out = self.turns[person] == 0 && !self.possible[person].is_empty() && self.people[person].most > 0;
        i64::from(is_left_out) * LEFT_OUT + (self.turns[person] * self.people[person].past) as i64 * CAME_LATELY
    }

    fn whole_price(&self) -> i64 {
        let shifts = (0..self.shifts.len()).map(|shift| self.price_of_shift(shift));
        let people = (0..self.people.len()).map(|person| self.price_of_person(person));
        shifts.sum::<i64>() + people.sum::<i64>() + self.price_of_thirds()
    }

    /// A number that looks drawn by lot and is the same in every run (a multiplier of Knuth's).
    fn below(&mut self, bound: usize) -> usize {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) as usize % bound.max(1)
    }

    /// Such a number from nought to one.
    fn share(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }
}

#[cfg(test)]
#[path = "assigning_tests.rs"]
mod tests;
