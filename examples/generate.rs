//! Writes made text to the standard output, for measuring the program on large
//! files (see docs/performance.md):
//!
//! ```sh
//! cargo run --release --example generate -- 50 > made.txt
//! cargo run --release --example generate -- 50 english > made.txt
//! ```

#[path = "../benches/made.rs"]
mod made;

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(megabytes) = args.next().and_then(|n| n.parse::<usize>().ok()) else {
        let _ = writeln!(std::io::stderr(), "usage: generate MEGABYTES [japanese|english]");
        return ExitCode::from(2);
    };
    let make = if args.next().as_deref() == Some("english") { made::english } else { made::japanese };
    let text = make(megabytes.saturating_mul(1_000_000));
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
