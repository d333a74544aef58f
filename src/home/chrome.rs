//! What surrounds every page: the branch in the mast, the rail by what one may do, the seal of the record.

use std::{collections::HashMap, sync::Mutex};

use crate::{
    accounts::Permission,
    audit::{self, Entry},
    branch::Branch,
    clock::Clock,
    db::{BranchId, Conn},
    mail::{self, Batch},
    members,
    render::{
        BranchCard, NavItem, PersonCard, RecordSeal, Shell, Strip, StripKind,
        words::{initials, plural},
    },
    web::{Proof, Surround, Visit, Visitor},
    zone::Zone,
};

/// The surroundings of a branch's pages.
#[derive(Default)]
pub struct Chrome {
    /// Who runs the machine; empty where the settings name nobody.
    operator: String,
    /// How many members each branch had at an entry of its record: nobody joins or leaves without another one.
    counted: Mutex<HashMap<BranchId, Counted>>,
}

#[derive(Clone, Copy)]
struct Counted {
    at_entry: i64,
    members: i64,
}

/// A place in the rail: its label, address, icon, and the permission without which it is not shown.
struct Place {
    label: &'static str,
    href: &'static str,
    /// Other addresses that belong to it.
    also: &'static [&'static str],
    icon: &'static str,
    needs: Option<Permission>,
    /// Whoever may do this comes there by another way.
    unless: Option<Permission>,
}

const PLACES: [Place; 9] = [
    Place { label: "Home", href: "/", also: &[], icon: "house", needs: None, unless: None },
    Place {
        label: "Members",
        href: "/members",
        also: &["/lists", "/affiliates", "/wards"],
        icon: "users",
        needs: Some(Permission::ManageMembers),
        unless: None,
    },
    Place {
        label: "Dues",
        href: "/members/dues",
        also: &[],
        icon: "hand-heart",
        needs: Some(Permission::RecordDues),
        unless: Some(Permission::ManageMembers),
    },
    Place { label: "Meetings", href: "/meetings", also: &["/requisitions"], icon: "calendar-days", needs: None, unless: None },
    Place {
        label: "Motions",
        href: "/motions",
        also: &["/composites", "/resolutions", "/actions"],
        icon: "scroll-text",
        needs: None,
        unless: None,
    },
    Place {
        label: "Ballots",
        href: "/ballots",
        also: &["/selections", "/triggers", "/officers"],
        icon: "vote",
        needs: None,
        unless: None,
    },
    Place { label: "Canvass", href: "/canvass", also: &[], icon: "door-open", needs: None, unless: None },
    Place {
        label: "Mail",
        href: "/outbox",
        also: &["/mailings"],
        icon: "mail",
        needs: Some(Permission::ManageBranch),
        unless: None,
    },
    Place { label: "The record", href: "/record", also: &[], icon: "landmark", needs: None, unless: None },
];

/// What the bar at the foot of a phone holds, as far as the person may go there; the first four are taken.
const TABS: [&str; 5] = ["/", "/meetings", "/members", "/canvass", "/ballots"];

impl Surround for Chrome {
    fn shell(&self, conn: &mut Conn, clock: &Clock, branch: Option<&Branch>, visit: &Visit) -> diesel::QueryResult<Shell> {
        let Some(branch) = branch else {
            return Ok(Shell { flash: visit.flash.clone(), ..Shell::anonymous(None, Zone::UTC, visit.form_token.clone()) });
        };
        let head = audit::head(conn, branch.id)?;
        let members = self.members(conn, branch, head.as_ref())?;
        let card = BranchCard {
            name: branch.name.clone(),
            words: format!("branch of {}", plural(i128::from(members), "member", "members")),
            hue: branch.hue,
        };
        let mut shell = Shell::anonymous(Some(card), branch.zone, visit.form_token.clone());
        shell.flash.clone_from(&visit.flash);
        shell.operator.clone_from(&self.operator);
        if branch.is_practice {
            shell.strips.push(practice_strip());
        }
        if let Some(visitor) = &visit.visitor {
            if visitor.proof == Proof::Missing {
                shell.strips.push(second_step_strip());
            }
            if !visitor.rights.is_empty()
                && let Some(batch) = mail::waiting_batch(conn, branch.id, clock.now().into())?
            {
                shell.strips.push(batch_strip(&batch));
            }
            shell.record = head.map(seal);
            surround(&mut shell, visitor, &visit.path);
        }
        Ok(shell)
    }
}

impl Chrome {
    /// The surroundings on a machine that is run by `operator`.
    pub fn run_by(operator: &str) -> Self {
        Self { operator: operator.trim().to_owned(), ..Self::default() }
    }

    /// How many members `branch` has, counted once for each entry of its record.
    fn members(&self, conn: &mut Conn, branch: &Branch, head: Option<&Entry>) -> diesel::QueryResult<i64> {
        let at_entry = head.map_or(0, |entry| entry.number);
        let kept = |counted: &Counted| (counted.at_entry == at_entry).then_some(counted.members);
        if let Some(members) = self.counted.lock().ok().and_then(|counted| counted.get(&branch.id).and_then(kept)) {
            return Ok(members);
        }
        let members = members::count(conn, branch)?;
        if let Ok(mut counted) = self.counted.lock() {
            counted.insert(branch.id, Counted { at_entry, members });
        }
        Ok(members)
    }
}

fn practice_strip() -> Strip {
    Strip {
        kind: StripKind::Practice,
        words: "Practice branch: its people are invented and no mail leaves this machine.".to_owned(),
        link: Some(("Be somebody else".to_owned(), "/practice".to_owned())),
    }
}

/// Mail to many that can still be stopped without a trace: on every page of an officer, for a slip is noticed anywhere.
fn batch_strip(batch: &Batch) -> Strip {
    let words = match (&batch.paused_because, batch.paused_at) {
        (Some(_), _) => "is held, because mail servers turn it away",
        (None, Some(_)) => "is held",
        (None, None) => "has not gone yet",
    };
    Strip {
        kind: StripKind::Warning,
        words: format!("“{}” {words}.", batch.subject),
        link: Some(("Look, or stop it".to_owned(), format!("/outbox/batches/{}", batch.notice))),
    }
}

fn second_step_strip() -> Strip {
    Strip {
        kind: StripKind::Warning,
        words: "You are here as a member. What your office opens waits for the second step of signing in.".to_owned(),
        link: Some(("Take the second step".to_owned(), "/second-step".to_owned())),
    }
}

fn surround(shell: &mut Shell, visitor: &Visitor, path: &str) {
    shell.person = Some(PersonCard {
        name: visitor.called.clone(),
        initials: initials(&visitor.called),
        href: "/me".to_owned(),
        sign_out: "/sign-out".to_owned(),
    });
    let may = |right: Option<Permission>| right.is_some_and(|right| visitor.may(right));
    let open = PLACES.iter().filter(|place| (place.needs.is_none() || may(place.needs)) && !may(place.unless));
    for place in open {
        let item = NavItem {
            label: place.label.to_owned(),
            href: place.href.to_owned(),
            icon: place.icon.to_owned(),
            count: 0,
            current: place.holds(path),
        };
        shell.nav.push(item);
    }
    shell.tabs = tabs(&shell.nav, path);
}

/// The bar at the foot of a phone: four places, and the way to all of them.
fn tabs(nav: &[NavItem], path: &str) -> Vec<NavItem> {
    let mut tabs: Vec<NavItem> = nav.iter().filter(|item| TABS.contains(&item.href.as_str())).take(4).cloned().collect();
    tabs.push(NavItem {
        label: "More".to_owned(),
        href: "/more".to_owned(),
        icon: "ellipsis".to_owned(),
        count: 0,
        current: path == "/more",
    });
    tabs
}

impl Place {
    /// Whether the page at `path` belongs to it.
    fn holds(&self, path: &str) -> bool {
        let is_below = |head: &str| path.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if self.href == "/" { path == "/" } else { is_below(self.href) || self.also.iter().any(|head| is_below(head)) }
    }
}

fn seal(entry: Entry) -> RecordSeal {
    RecordSeal {
        at: entry.at.0,
        number: u64::try_from(entry.number).unwrap_or_default(),
        hash_short: format!("{} {}", &entry.hash[..4], &entry.hash[4..8]),
        href: "/record".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rail_shows_the_place_that_a_page_belongs_to() {
        let places = |path: &str| PLACES.iter().filter(|place| place.holds(path)).map(|place| place.label).collect::<Vec<_>>();
        assert_eq!(places("/"), ["Home"]);
        assert_eq!(places("/mailings/new"), ["Mail"]);
        assert_eq!(places("/selections/7/complaints"), ["Ballots"]);
        assert_eq!(places("/lists"), ["Members"]);
        assert_eq!(places("/meetings-of-another-kind"), Vec::<&str>::new());
    }
}
