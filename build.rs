//! How the program is put together: at a fixed address.
//!
//! At a movable one the loader would first go over seventy thousand pointers (time zones alone hold half of them), which takes
//! a millisecond of every start, longer than it takes to count the papers of a ward, and two megabytes of every process. What
//! moves from start to start are the stack, the heap and the system's libraries, as for a program in Go.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
