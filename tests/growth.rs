//! Time in proportion to the size of what is read: measured, and judged.

use std::time::{Duration, Instant};

use crate::corpus::note;

/// A text of a size.
pub(crate) type Make = fn(usize) -> String;

/// What no text may take at full size, on a busy machine; with time that grows
/// as the square it would be hours.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is measured: how long a text takes, of all these.
pub(crate) struct Growth {
    pub(crate) of: &'static str,
    pub(crate) time: fn(String) -> Duration,
    pub(crate) shapes: &'static [(&'static str, Make)],
    /// So many times the text
    pub(crate) times: usize,
    /// may take so many times as long,
    pub(crate) most: f64,
    /// if it takes longer than this.
    pub(crate) least: Duration,
}

impl Growth {
    /// Fails for the shapes whose time does not grow in proportion.
    pub(crate) fn judge(&self, size: usize) {
        let started = Instant::now();
        let (mut slow, mut broken) = (Vec::new(), Vec::new());
        for &(name, make) in self.shapes {
            let start = Instant::now();
            broken.extend(self.linear(name, make, size).err());
            slow.push((start.elapsed(), name));
        }
        slow.sort_by(|a, b| b.cmp(a));
        let slowest: Vec<String> = slow.iter().take(4).map(|(t, n)| format!("{n} {t:.1?}")).collect();
        let (of, shapes) = (self.of, self.shapes.len());
        note(&format!("{of}, {shapes} shapes of size {size} in {:.1?}; slowest: {}", started.elapsed(), slowest.join(", ")));
        assert!(broken.is_empty(), "{of} is not linear:\n{}", broken.join("\n"));
    }

    /// Tried a few times, as other programs run on this machine too.
    fn linear(&self, name: &str, make: Make, size: usize) -> Result<(), String> {
        let more = size * self.times;
        let mut seen = Vec::new();
        for _ in 0..4 {
            let (one, many) = ((self.time)(make(size)), (self.time)(make(more)));
            if many < self.least || many.as_secs_f64() <= one.as_secs_f64() * self.most {
                return Ok(());
            }
            seen.push(format!("{one:.1?}/{many:.1?}"));
        }
        Err(format!("{name}: {size} and {more} take {}", seen.join(", ")))
    }

    /// Fails when one of these texts, each made when it is its turn, takes too
    /// long.
    pub(crate) fn at_full_size<'a>(&self, texts: impl Iterator<Item = (&'a str, Box<dyn Fn() -> String>)>) {
        let started = Instant::now();
        let mut slow: Vec<(Duration, &str)> = texts.map(|(name, make)| ((self.time)(make()), name)).collect();
        slow.sort_by(|a, b| b.cmp(a));
        let list: Vec<String> = slow.iter().map(|(t, n)| format!("{n} {t:.1?}")).collect();
        note(&format!("at full size, {} in {:.1?}: {}", self.of, started.elapsed(), list.join(", ")));
        assert!(slow.iter().all(|(time, _)| *time < PATIENCE), "{list:?}");
    }
}
