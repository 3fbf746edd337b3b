//! Processor time and memory of `hakusho clean` on large files, as Markdown:
//! `cargo bench --bench large [-- [--runs N] MEGABYTES…]`.
//!
//! The program itself is run, as its users run it, so reading, writing and the
//! size of the process are part of it. Of several runs the one with the least
//! processor time counts; the clock says little on a machine that is busy.

#![expect(clippy::print_stdout, reason = "a program of its own")]

#[cfg(unix)]
mod made;

#[cfg(not(unix))]
fn main() {
    println!("large: only systems like Unix tell what a child process has used");
}

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    unix::run(std::env::args().skip(1).collect())
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::Instant;

    use nix::sys::resource::{Usage, UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    use super::made;

    type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

    const MB: usize = 1_000_000;
    const CLEAN: &[&str] = &["clean", "--gloss", "drop", "--ruby", "drop", "--jobs"];
    /// Where many files are measured: how many, and how large each is.
    const FILES: usize = 8;
    const EACH: usize = 10;

    /// What a process used.
    #[derive(Clone, Copy)]
    struct Spent {
        /// Seconds, user and system.
        processor: f64,
        /// Seconds on the clock.
        clock: f64,
        /// Bytes, at the most at one time.
        memory: f64,
    }

    /// What is to be measured.
    struct Plan {
        sizes: Vec<usize>,
        runs: usize,
    }

    pub(super) fn run(args: Vec<String>) -> Outcome<()> {
        // the second process, see `spent`
        if let [own, out, command @ ..] = args.as_slice()
            && own == "--spent"
        {
            return report(out, command);
        }
        let Some(plan) = plan(args)? else { return Ok(()) };
        let folder = tempfile::tempdir()?;
        tables(&plan, folder.path())
    }

    /// None when other benches are asked for by name, or tests.
    fn plan(args: Vec<String>) -> Outcome<Option<Plan>> {
        if !args.iter().any(|arg| arg == "--bench") {
            return Ok(None);
        }
        let mut plan = Plan { sizes: Vec::new(), runs: 1 };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match (arg.as_str(), arg.parse()) {
                ("--bench" | "large", _) => {}
                ("--runs", _) => plan.runs = args.next().and_then(|n| n.parse().ok()).ok_or("--runs wants a number")?,
                (_, Ok(0)) => return Err("a size is a number of megabytes, from 1".into()),
                (_, Ok(megabytes)) => plan.sizes.push(megabytes),
                _ => return Ok(None),
            }
        }
        if plan.sizes.is_empty() {
            plan.sizes = vec![10, 50, 200];
        }
        plan.sizes.sort_unstable();
        plan.sizes.dedup();
        Ok(Some(plan))
    }

    fn tables(plan: &Plan, folder: &Path) -> Outcome<()> {
        println!(
            "hakusho {}, {} cores, the best of {} (made text, `{}`)\n",
            env!("CARGO_PKG_VERSION"),
            std::thread::available_parallelism()?,
            plan.runs,
            CLEAN.split_last().map_or(CLEAN, |(_, rest)| rest).join(" ")
        );
        println!("| text | size | processor time | MB/s of one core | memory | memory to file |\n|---|---|---|---|---|---|");
        let file = folder.join("text.txt");
        let cleaned = folder.join("cleaned.txt");
        let japanese = |size: usize| folder.join(format!("{size}.txt"));
        for &size in &plan.sizes {
            fs::write(japanese(size), made::japanese(size * MB))?;
            row("Japanese, extracted", &japanese(size), &cleaned, plan)?;
        }
        // what came out of the largest one
        fs::rename(&cleaned, &file)?;
        row("Japanese, clean already", &file, &cleaned, plan)?;
        let middle = plan.sizes.get(plan.sizes.len() / 2).copied().unwrap_or(EACH);
        fs::write(&file, made::english(middle * MB))?;
        row("English, extracted", &file, &cleaned, plan)?;
        if let &[.., small, large] = plan.sizes.as_slice() {
            let times = ratio(large, small);
            let took = growth(plan, times, &japanese(small), &japanese(large), &cleaned)?;
            println!("\n{large} MB take {took:.2} times as long as {small} MB, {times:.1} times the text (in turns, median).");
        }
        for &size in &plan.sizes {
            fs::remove_file(japanese(size))?;
        }
        fs::remove_file(&file)?;
        fs::remove_file(&cleaned)?;
        many(plan, folder)
    }

    /// Measures one file and prints its row.
    fn row(name: &str, file: &Path, out: &Path, plan: &Plan) -> Outcome<Spent> {
        let bytes = fs::metadata(file)?.len() as f64;
        let spent = best(plan, out, &[CLEAN, &["1", text(file)?]].concat())?;
        println!(
            "| {name} | {:.0} MB | {:.2} s | {:.0} | {:.0} MB | {:.1} times |",
            bytes / MB as f64,
            spent.processor,
            bytes / MB as f64 / spent.processor,
            spent.memory / MB as f64,
            spent.memory / bytes
        );
        Ok(spent)
    }

    /// How many times as long the large file takes as the small one, which is so much
    /// shorter. As much text in small files is taken in turns with it: a machine is not as
    /// fast at all times, and best runs of a second are easier to come by than of several.
    fn growth(plan: &Plan, times: f64, small: &Path, large: &Path, out: &Path) -> Outcome<f64> {
        let args = |file| Ok::<_, Box<dyn std::error::Error>>([CLEAN, &["1", text(file)?]].concat());
        let (small, large) = (args(small)?, args(large)?);
        let turns = times.round().max(1.0);
        let mut took = Vec::new();
        for _ in 0..plan.runs.max(1) {
            let mut less = 0.0;
            for _ in 0..turns as usize {
                less += spent(out, &small)?.processor;
            }
            took.push(spent(out, &large)?.processor * turns / less);
        }
        took.sort_by(f64::total_cmp);
        took.get(took.len() / 2).copied().ok_or_else(|| "nothing was run".into())
    }

    /// Many files, with one thread and with two.
    fn many(plan: &Plan, folder: &Path) -> Outcome<()> {
        let (drafts, results) = (folder.join("drafts"), folder.join("results"));
        fs::create_dir(&drafts)?;
        for i in 0..FILES {
            fs::write(drafts.join(format!("{i}.txt")), made::japanese(EACH * MB))?;
        }
        println!(
            "\n| {FILES} files of {EACH} MB | processor time | on the clock | MB/s | memory | memory to one file |\n|---|---|---|---|---|---|"
        );
        let mut clocks = Vec::new();
        for jobs in ["1", "2"] {
            let spent = best(plan, Path::new("/dev/null"), &[CLEAN, &[jobs, "--output", text(&results)?, text(&drafts)?]].concat())?;
            println!(
                "| `--jobs {jobs}` | {:.2} s | {:.2} s | {:.0} | {:.0} MB | {:.1} times |",
                spent.processor,
                spent.clock,
                (FILES * EACH) as f64 / spent.clock,
                spent.memory / MB as f64,
                spent.memory / (EACH * MB) as f64
            );
            clocks.push(spent.clock);
        }
        if let &[one, two] = clocks.as_slice() {
            println!("\nTwo jobs are {:.2} times as fast on the clock (which counts where nothing else runs).", one / two);
        }
        Ok(())
    }

    fn best(plan: &Plan, out: &Path, args: &[&str]) -> Outcome<Spent> {
        let mut least: Option<Spent> = None;
        for _ in 0..plan.runs.max(1) {
            let spent = spent(out, args)?;
            if least.is_none_or(|l| spent.processor < l.processor) {
                least = Some(spent);
            }
        }
        least.ok_or_else(|| "nothing was run".into())
    }

    /// Runs hakusho from a process of its own: the memory that is told of children
    /// is that of the largest there ever was, and of the parent when it starts them.
    fn spent(out: &Path, args: &[&str]) -> Outcome<Spent> {
        let own: PathBuf = std::env::current_exe()?;
        let done = Command::new(own).arg("--spent").arg(out).args(args).output()?;
        let told = String::from_utf8_lossy(&done.stdout);
        let numbers: Vec<f64> = told.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        match numbers.as_slice() {
            &[processor, clock, memory] if done.status.success() => Ok(Spent { processor, clock, memory }),
            _ => Err(format!("hakusho {}: {}{told}", args.join(" "), String::from_utf8_lossy(&done.stderr)).into()),
        }
    }

    /// Runs hakusho and prints what it used.
    fn report(out: &str, args: &[String]) -> Outcome<()> {
        let started = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_hakusho")).args(args).stdout(File::create(out)?).stderr(Stdio::null()).status()?;
        let clock = started.elapsed().as_secs_f64();
        if !status.success() {
            return Err(status.to_string().into());
        }
        let used: Usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
        let processor = (used.user_time().num_microseconds() + used.system_time().num_microseconds()) as f64 / 1e6;
        // bytes on macOS, kibibytes elsewhere
        let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
        println!("{processor} {clock} {}", used.max_rss() as f64 * unit);
        Ok(())
    }

    fn ratio(large: usize, small: usize) -> f64 {
        large as f64 / small as f64
    }

    fn text(path: &Path) -> Outcome<&str> {
        path.to_str().ok_or_else(|| "a temporary folder whose name is not UTF-8".into())
    }
}
