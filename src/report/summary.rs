//! What a run over several files did, in a few lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::lint::Language;

/// Counts over the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    files: usize,
    changed: usize,
    failed: usize,
    bytes: u64,
    edits: Vec<(&'static str, usize)>,
    /// Files by how they were written, if not in UTF-8.
    foreign: BTreeMap<String, usize>,
}

impl Summary {
    /// Adds a file that was cleaned; `bytes` is its length, `foreign` how it was
    /// written, if not in UTF-8.
    pub fn add(&mut self, bytes: u64, changed: bool, edits: &[(&'static str, usize)], foreign: Option<&str>) {
        self.files += 1;
        self.changed += usize::from(changed);
        self.bytes += bytes;
        if let Some(foreign) = foreign {
            *self.foreign.entry(foreign.to_owned()).or_default() += 1;
        }
        for &(stage, n) in edits {
            match self.edits.iter_mut().find(|(s, _)| *s == stage) {
                Some((_, sum)) => *sum += n,
                None => self.edits.push((stage, n)),
            }
        }
    }

    /// Adds a file that could not be cleaned.
    pub fn fail(&mut self) {
        self.failed += 1;
    }

    /// The lines for the user; `written`: changed files were written.
    #[must_use]
    pub fn show(&self, written: bool, time: Duration, language: Language) -> String {
        if language == Language::Ja {
            return self.japanese(written, time);
        }
        let verb = if written { "changed" } else { "would change" };
        let mut out = format!("{} cleaned, {} {verb}", number(self.files, "file", "files"), thousands(self.changed as u64));
        if self.failed > 0 {
            let _ = write!(out, ", {} failed", thousands(self.failed as u64));
        }
        let seconds = time.as_secs_f64();
        let speed = self.bytes as f64 / 1e6 / seconds.max(1e-6);
        let _ = writeln!(out, "; {} in {seconds:.2} s, {speed:.0} MB/s", size(self.bytes));
        let total: usize = self.edits.iter().map(|(_, n)| n).sum();
        if total > 0 {
            let parts: Vec<String> = self.edits.iter().map(|(stage, n)| format!("{stage} {}", thousands(*n as u64))).collect();
            let _ = writeln!(out, "{}: {}", number(total, "edit", "edits"), parts.join(", "));
        }
        if !self.foreign.is_empty() {
            let parts: Vec<String> = self.foreign.iter().map(|(name, n)| format!("{name} {}", thousands(*n as u64))).collect();
            let _ = writeln!(out, "from other encodings to UTF-8: {}", parts.join(", "));
        }
        out
    }
}

impl Summary {
    fn japanese(&self, written: bool, time: Duration) -> String {
        let (files, changed) = (thousands(self.files as u64), thousands(self.changed as u64));
        let verb = if written { "変更" } else { "要変更" };
        let failed = if self.failed > 0 { format!("、失敗{}", thousands(self.failed as u64)) } else { String::new() };
        let seconds = time.as_secs_f64();
        let speed = self.bytes as f64 / 1e6 / seconds.max(1e-6);
        let size = size(self.bytes).replace(" bytes", "バイト").replace(" byte", "バイト");
        let mut out = format!("{files}ファイルを整形（{verb}{changed}{failed}）。{size}、{seconds:.2}秒、{speed:.0} MB/s\n");
        let total: usize = self.edits.iter().map(|(_, n)| n).sum();
        if total > 0 {
            let parts: Vec<String> = self.edits.iter().map(|(stage, n)| format!("{stage} {}", thousands(*n as u64))).collect();
            let _ = writeln!(out, "修正{}か所（{}）", thousands(total as u64), parts.join("、"));
        }
        if !self.foreign.is_empty() {
            let parts: Vec<String> = self.foreign.iter().map(|(name, n)| format!("{} {}", encoded(name), thousands(*n as u64))).collect();
            let _ = writeln!(out, "ほかの文字コードからUTF-8に：{}", parts.join("、"));
        }
        out
    }
}

/// How a file was written ([`crate::read::Source::foreign`]), in Japanese.
pub(super) fn encoded(foreign: &str) -> &str {
    if foreign == "UTF-8 with a byte order mark" { "BOM付きUTF-8" } else { foreign }
}

fn number(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n as u64), if n == 1 { one } else { many })
}

fn size(bytes: u64) -> String {
    let n = bytes as f64;
    match bytes {
        1 => "1 byte".to_owned(),
        0..10_000 => format!("{} bytes", thousands(bytes)),
        10_000..1_000_000 => format!("{:.0} kB", n / 1e3),
        _ => format!("{:.1} MB", n / 1e6),
    }
}

fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        for (n, want) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(n), want);
        }
        for (n, want) in [(1, "1 byte"), (9_999, "9,999 bytes"), (17_400, "17 kB"), (2_345_678, "2.3 MB")] {
            assert_eq!(size(n), want);
        }
    }

    #[test]
    fn the_lines() {
        let mut summary = Summary::default();
        summary.add(1_500_000, true, &[("spaces", 2), ("lines", 1000)], Some("Shift_JIS"));
        summary.add(500_000, false, &[], None);
        summary.add(0, true, &[("spaces", 1)], Some("EUC-JP"));
        summary.fail();
        let text = summary.show(true, Duration::from_millis(500), Language::En);
        assert_eq!(
            text,
            "3 files cleaned, 2 changed, 1 failed; 2.0 MB in 0.50 s, 4 MB/s\n1,003 edits: spaces 3, lines 1,000\nfrom other encodings to UTF-8: EUC-JP 1, Shift_JIS 1\n"
        );
        assert_eq!(
            summary.show(false, Duration::from_millis(500), Language::Ja),
            "3ファイルを整形（要変更2、失敗1）。2.0 MB、0.50秒、4 MB/s\n修正1,003か所（spaces 3、lines 1,000）\nほかの文字コードからUTF-8に：EUC-JP 1、Shift_JIS 1\n"
        );
    }
}
