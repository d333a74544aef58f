//! How far the registers are that are being loaded now.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::db::RegisterId;

/// A register with more electors than this is loaded behind its page, which says how far it is.
pub const LARGE: usize = 5_000;

/// How far a register is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// So many electors of all are written down.
    Going { done: usize, all: usize },
    /// It broke off for this reason, and nothing was changed.
    BrokenOff(String),
}

/// In memory and not in the database: the loading is one act, which shows nothing of itself until it is whole. A program that
/// starts anew knows of none, and nothing of theirs is there.
static UNDER_WAY: Mutex<BTreeMap<RegisterId, Stand>> = Mutex::new(BTreeMap::new());

fn under_way() -> MutexGuard<'static, BTreeMap<RegisterId, Stand>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How far a register is; nothing where it is not being loaded.
pub fn of(register: RegisterId) -> Option<Stand> {
    under_way().get(&register).cloned()
}

/// A register that is being loaded, until this is dropped.
#[derive(Debug)]
pub struct Loading {
    register: RegisterId,
    all: usize,
    is_over: bool,
}

impl Loading {
    /// Begins, unless somebody loads the register already.
    pub fn begin(register: RegisterId, all: usize) -> Option<Self> {
        let mut under_way = under_way();
        if matches!(under_way.get(&register), Some(Stand::Going { .. })) {
            return None;
        }
        under_way.insert(register, Stand::Going { done: 0, all });
        Some(Self { register, all, is_over: false })
    }

    /// Says that so many electors are written down.
    pub fn reach(&self, done: usize) {
        under_way().insert(self.register, Stand::Going { done, all: self.all });
    }

    /// Says how it ended: well, or for this reason not.
    pub fn end(mut self, outcome: Result<(), String>) {
        self.is_over = true;
        match outcome {
            Ok(()) => under_way().remove(&self.register),
            Err(why) => under_way().insert(self.register, Stand::BrokenOff(why)),
        };
    }
}

impl Drop for Loading {
    /// Whoever reads the page of a loading that fell over is told so.
    fn drop(&mut self) {
        if !self.is_over {
            under_way().insert(self.register, Stand::BrokenOff("Something went wrong on our side.".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_is_loaded_once_and_its_page_follows() {
        let register = RegisterId::fresh();
        let loading = Loading::begin(register, 7_000).expect("nobody loads it");
        assert!(Loading::begin(register, 7_000).is_none());
        loading.reach(1_000);
        assert_eq!(of(register), Some(Stand::Going { done: 1_000, all: 7_000 }));
        loading.end(Ok(()));
        assert_eq!(of(register), None);
    }

    #[test]
    fn one_that_broke_off_says_so_and_can_be_loaded_again() {
        let register = RegisterId::fresh();
        drop(Loading::begin(register, 7_000));
        assert!(matches!(of(register), Some(Stand::BrokenOff(_))));
        let again = Loading::begin(register, 7_000).expect("it can be loaded again");
        again.end(Err("It was thrown away.".into()));
        assert_eq!(of(register), Some(Stand::BrokenOff("It was thrown away.".into())));
    }
}
