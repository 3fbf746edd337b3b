//! Acronyms that need no expansion.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("known.txt").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(str::split_whitespace).collect()
});

/// Whether readers know an acronym without an expansion. `name` as
/// [`super::spelling::name`] gives it.
#[must_use]
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known() {
        for (name, want) in [("GDP", true), ("AI", true), ("#", false), ("RWB", false), ("question:", false)] {
            assert_eq!(is_known(name), want, "{name}");
        }
    }
}
