//! A rota of a hundred and twenty, and the small ones that show one wish each.

use super::*;

/// Shifts and wishes drawn by lot once; the first line names the columns.
const OF_120: &str = include_str!("../../../tests/data/canvassing/rota_of_120.csv");

fn rota_of_120() -> (Vec<Volunteer>, Vec<Needs>) {
    let (mut people, mut shifts) = (Vec::new(), Vec::new());
    for line in OF_120.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields[at].parse().unwrap_or_default();
        if fields[0] == "member" {
            people.push(Volunteer {
                is_experienced: fields[1] == "1",
                drives: fields[2] == "1",
                area: fields[3].parse().ok(),
                free: fields[4].split(' ').filter_map(|shift| shift.parse().ok()).collect(),
                most: number(5),
                past: number(6),
                needs_level_ground: false,
            });
        } else {
            let needs_driver = fields[8] == "1";
            shifts.push(Needs { places: number(7), area: fields[3].parse().ok(), needs_driver, ..Needs::default() });
        }
    }
    (people, shifts)
}

fn free_for(shifts: &[usize]) -> Volunteer {
    Volunteer { free: shifts.to_vec(), most: 1, ..Volunteer::default() }
}

fn experienced(shifts: &[usize]) -> Volunteer {
    Volunteer { is_experienced: true, ..free_for(shifts) }
}

fn places(places: usize) -> Needs {
    Needs { places, ..Needs::default() }
}

#[test]
fn of_a_hundred_and_twenty_nobody_is_left_out_needlessly_and_the_new_walk_with_the_experienced() {
    let (people, shifts) = rota_of_120();
    let rota = assign(&people, &shifts);
    assert_eq!(rota.iter().map(Vec::len).sum::<usize>(), 102, "every place is filled");
    let alone: usize = rota.iter().map(|coming| unpaired(&people, coming, Already::default())).sum();
    assert!(alone <= 6, "{alone} new people without a partner");
    let comes = |person: usize| rota.iter().filter(|coming| coming.contains(&person)).count();
    let unused = (0..people.len()).filter(|person| !people[*person].free.is_empty() && comes(*person) == 0).count();
    assert!(unused <= 30, "{unused} people are free and not asked");
    for (coming, shift) in rota.iter().zip(&shifts) {
        assert!(!shift.needs_driver || coming.iter().any(|person| people[*person].drives), "a driver is missing");
    }
    for (number, coming) in rota.iter().enumerate() {
        assert!(coming.iter().all(|person| people[*person].free.contains(&number)), "somebody is not free");
    }
    assert!((0..people.len()).all(|person| comes(person) <= people[person].most), "somebody comes too often");
}

#[test]
fn the_same_wishes_give_the_same_rota() {
    let (people, shifts) = rota_of_120();
    assert_eq!(assign(&people, &shifts), assign(&people, &shifts));
}

#[test]
fn whoever_cannot_climb_stairs_is_not_sent_up_any() {
    let level = Volunteer { needs_level_ground: true, ..free_for(&[0, 1]) };
    let up = Needs { has_stairs: true, ..places(1) };
    assert_eq!(assign(&[level], &[up, places(1)]), [vec![], vec![0]]);
}

#[test]
fn a_shift_that_needs_a_driver_gets_one_even_from_another_area() {
    let at_home = Volunteer { area: Some(3), ..experienced(&[0]) };
    let driver = Volunteer { drives: true, area: Some(4), ..experienced(&[0]) };
    let needs = Needs { area: Some(3), needs_driver: true, ..places(1) };
    assert_eq!(assign(&[at_home, driver], &[needs]), [vec![1]]);
}

#[test]
fn everybody_walks_at_home_where_that_costs_nobody_a_turn() {
    let one = Volunteer { area: Some(1), ..experienced(&[0, 1]) };
    let other = Volunteer { area: Some(2), ..experienced(&[0, 1]) };
    let shifts = [Needs { area: Some(2), ..places(1) }, Needs { area: Some(1), ..places(1) }];
    assert_eq!(assign(&[one, other], &shifts), [vec![1], vec![0]]);
}

#[test]
fn between_two_alike_the_one_who_came_less_comes() {
    let often = Volunteer { past: 5, ..experienced(&[0]) };
    let seldom = Volunteer { past: 1, ..experienced(&[0]) };
    assert_eq!(assign(&[often, seldom], &[places(1)]), [vec![1]]);
}

#[test]
fn nobody_comes_twice_while_somebody_else_is_left_out() {
    let eager = Volunteer { most: 2, ..experienced(&[0, 1]) };
    let rota = assign(&[eager, experienced(&[1])], &[places(1), places(1)]);
    assert_eq!(rota, [vec![0], vec![1]]);
}

#[test]
fn nobody_there_makes_empty_shifts_and_no_trouble() {
    assert_eq!(assign(&[], &[places(4)]), [Vec::<usize>::new()]);
    assert!(assign(&[free_for(&[])], &[]).is_empty());
    assert_eq!(assign(&[free_for(&[0]), free_for(&[0])], &[places(0)]), [Vec::<usize>::new()]);
}

#[test]
fn whoever_has_a_place_already_takes_somebody_new_along() {
    let needs = Needs { already: Already { experienced: 1, new: 0 }, ..places(1) };
    let both = [Volunteer { past: 3, ..experienced(&[0]) }, free_for(&[0])];
    assert_eq!(assign(&both, &[needs]), [vec![1]]);
}

#[test]
fn new_people_who_have_a_place_already_get_company_from_those_who_come() {
    let needs = Needs { already: Already { experienced: 1, new: 4 }, ..places(1) };
    assert_eq!(assign(&[free_for(&[0]), experienced(&[0])], std::slice::from_ref(&needs)), [vec![1]]);
    assert_eq!(assign(&[], &[needs]), [Vec::<usize>::new()]);
}
