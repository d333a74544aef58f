//! Whole lists read and compared: the faults that lists really have, lists of a real size, and the law that our own
//! list changes nobody.

mod corpora;
mod dirty;
mod round_trip;
