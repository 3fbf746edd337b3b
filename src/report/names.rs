//! How files are called in what leaves the machine it was made on.

/// The names of files as they may be shown to others: of absolute paths only
/// what stands below the folder that they share.
#[must_use]
pub(super) fn shown<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<&str> = names.collect();
    let absolute: Vec<Vec<&str>> = names.iter().filter(|n| is_absolute(n)).map(|n| n.split('/').collect()).collect();
    let mut shared = absolute.iter().map(|parts| parts.len() - 1).min().unwrap_or(0);
    if let Some((one, others)) = absolute.split_first() {
        let same = |parts: &Vec<&str>| one.iter().zip(parts).take_while(|(a, b)| a == b).count();
        shared = others.iter().map(same).fold(shared, usize::min);
    }
    let below =
        |name: &&str| if is_absolute(name) { name.split('/').skip(shared).collect::<Vec<_>>().join("/") } else { (*name).to_owned() };
    names.iter().map(below).collect()
}

fn is_absolute(name: &str) -> bool {
    name.starts_with('/') || name.get(1..3) == Some(":/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_absolute_paths() {
        let check = |names: &[&str], want: &[&str]| assert_eq!(shown(names.iter().copied()), want);
        check(&[], &[]);
        check(&["a.txt", "-"], &["a.txt", "-"]);
        check(&["/x/y/a.txt"], &["a.txt"]);
        check(&["/x/y/a.txt", "/x/y/b/a.txt", "c.txt"], &["a.txt", "b/a.txt", "c.txt"]);
        check(&["/x/a/1.txt", "/x/b/1.txt"], &["a/1.txt", "b/1.txt"]);
        check(&["C:/x/a.txt"], &["a.txt"]);
    }
}
