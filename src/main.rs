//! The `hakusho` command; see [`hakusho::cli`].

fn main() -> std::process::ExitCode {
    hakusho::cli::main()
}
