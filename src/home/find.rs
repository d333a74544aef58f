//! The search in the mast.
