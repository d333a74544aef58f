//! How the program is put together, so that it starts at once: counting a ward takes less time than an ordinary start.
//!
//! It stands at a fixed address. At a movable one the loader would first go over seventy thousand pointers (time zones alone
//! hold half of them), which takes a millisecond of every start and two megabytes of every process. What moves from start to
//! start are the stack, the heap and the system's libraries, as for a program in Go. And the linker writes the file from end to
//! end and not piece by piece in memory, so that the system holds it in large pieces, of which a start touches fewer.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        // Only the linker that comes with Rust on this machine knows the word.
        if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|machine| machine == "x86_64") {
            println!("cargo:rustc-link-arg-bins=-Wl,--no-mmap-output-file");
        }
    }
}
