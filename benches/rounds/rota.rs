//! The rota of a hundred and twenty members, beside a solver of constraints that is given ten seconds.

use wardmote::canvassing::rotas::assigning::{Already, Needs, Volunteer, assign, unpaired};

use crate::{
    python::{self, Python},
    say_part, seconds, verdict,
};

const RUNS: usize = 9;
const TABLE: &str = include_str!("../../tests/data/canvassing/rota_of_120.csv");

pub fn of_120(python: Option<&Python>) {
    let (people, shifts) = read();
    let rota = assign(&people, &shifts);
    let (places, filled) = (shifts.iter().map(|shift| shift.places).sum::<usize>(), rota.iter().map(Vec::len).sum::<usize>());
    let alone: usize = rota.iter().map(|coming| unpaired(&people, coming, Already::default())).sum();
    let comes = |person: &usize| rota.iter().any(|coming| coming.contains(person));
    let unused = (0..people.len()).filter(|person| !people[*person].free.is_empty() && !comes(person)).count();
    println!("a rota of {} members and {} shifts:", people.len(), shifts.len());
    println!("  {filled} of {places} places filled{}", verdict(filled == places));
    println!("  {alone} new people unpaired (at most 6){}", verdict(alone <= 6));
    println!("  {unused} available people unused (at most 30){}", verdict(unused <= 30));
    let time = seconds(RUNS, || assign(&people, &shifts));
    let Some((said, theirs)) = python.and_then(Python::rota) else {
        println!("  time: {:.0} ms", time * 1e3);
        return python::not_run("CP-SAT");
    };
    println!("  {said}");
    say_part("CP-SAT", time, theirs, 0.1);
}

fn read() -> (Vec<Volunteer>, Vec<Needs>) {
    let (mut people, mut shifts) = (Vec::new(), Vec::new());
    for line in TABLE.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields[at].parse().unwrap_or_default();
        let area = fields[3].parse().ok();
        if fields[0] == "member" {
            let free = fields[4].split(' ').filter_map(|shift| shift.parse().ok()).collect();
            let (is_experienced, drives) = (fields[1] == "1", fields[2] == "1");
            people.push(Volunteer {
                is_experienced,
                drives,
                area,
                free,
                most: number(5),
                past: number(6),
                ..Volunteer::default()
            });
        } else {
            shifts.push(Needs { places: number(7), area, needs_driver: fields[8] == "1", ..Needs::default() });
        }
    }
    (people, shifts)
}
