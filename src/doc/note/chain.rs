//! Which numbers in the text are marks: those that are due.
//!
//! Each scope expects the numbers of its notes, in order, and the scopes follow
//! each other. So every place that a mark can fill has a rank, and the marks
//! are the heaviest chain of candidates whose ranks rise.

use super::scan::{CLEAR, Candidate, Role};

/// What a scope expects, and where its marks may stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The numbers of its notes, sorted, each once.
    pub numbers: Vec<u32>,
    /// The numbers of lines that may have lost theirs, sorted.
    pub lost: Vec<u32>,
    /// Where the first of its marks may stand.
    pub from: u32,
    /// Where its notes end: marks behind are less likely its own.
    pub until: u32,
    /// Where no mark can be its own any more.
    pub limit: u32,
    /// How many numbers behind the last one may be called.
    pub beyond: u32,
}

impl Scope {
    fn last(&self) -> u32 {
        self.numbers.last().max(self.lost.last()).copied().unwrap_or(0)
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.numbers.binary_search(&number).is_ok()
    }
}

/// More ranks than this are no notes.
const MOST: usize = 4_000_000;
/// How many scopes a place is tried for.
const OVERLAP: usize = 64;

/// For each mark, the scope whose place it fills.
pub(super) fn find(marks: &[Candidate], scopes: &[Scope]) -> Vec<Option<usize>> {
    let mut bases = Vec::with_capacity(scopes.len());
    let mut ranks = 0usize;
    for scope in scopes {
        bases.push(ranks);
        ranks += (scope.last() + scope.beyond) as usize + 1;
    }
    let mut owner = vec![None; marks.len()];
    if ranks == 0 || ranks > MOST {
        return owner;
    }
    let mut tree = Tree { best: vec![Entry::default(); ranks + 1] };
    // for each step of a chain: the mark, its scope, the step before
    let mut steps: Vec<(usize, usize, u32)> = Vec::new();
    let mut first = 0;
    for (i, mark) in marks.iter().enumerate() {
        while scopes.get(first).is_some_and(|s| s.limit <= mark.span.start) {
            first += 1;
        }
        let fitting = scopes.iter().enumerate().skip(first).take(OVERLAP).take_while(|(_, s)| s.from <= mark.span.start);
        let mut found: Vec<(usize, Entry)> = Vec::new();
        for (k, scope) in fitting {
            let Some(weight) = weight(mark, scope) else { continue };
            let rank = bases.get(k).copied().unwrap_or(0) + mark.number as usize;
            let before = tree.best(rank);
            steps.push((i, k, before.step));
            let step = u32::try_from(steps.len()).unwrap_or(0);
            found.push((rank, Entry { weight: before.weight + weight, step }));
        }
        // only now: a mark fills one place
        for (rank, entry) in found {
            tree.raise(rank, entry);
        }
    }
    let mut step = tree.best(ranks).step;
    while let Some(&(mark, scope, before)) = (step as usize).checked_sub(1).and_then(|s| steps.get(s)) {
        if let Some(place) = owner.get_mut(mark) {
            *place = Some(scope);
        }
        step = before;
    }
    owner
}

fn weight(mark: &Candidate, scope: &Scope) -> Option<u32> {
    let Role::Mark(shape) = mark.role else { return None };
    if shape == 0 || mark.number > scope.last() + scope.beyond {
        return None;
    }
    let lost = shape >= 3 && scope.lost.binary_search(&mark.number).is_ok();
    let weight = if lost || scope.has(mark.number) {
        match shape {
            CLEAR => 40,
            4 => 32,
            3 => 24,
            2 => 14,
            _ => 4,
        }
    } else {
        match shape {
            CLEAR => 20,
            4 => 8,
            3 => 4,
            _ => return None,
        }
    };
    Some(if mark.span.start >= scope.until { weight / 2 } else { weight })
}

/// The heaviest chain that ends at a rank.
#[derive(Clone, Copy, Default)]
struct Entry {
    weight: u32,
    /// Its last step, from 1; 0: it is empty.
    step: u32,
}

/// Greatest entries over prefixes (a Fenwick tree).
struct Tree {
    best: Vec<Entry>,
}

impl Tree {
    /// The greatest entry below `rank`.
    fn best(&self, rank: usize) -> Entry {
        let mut at = rank;
        let mut found = Entry::default();
        while let Some(entry) = self.best.get(at).filter(|_| at > 0) {
            if entry.weight > found.weight {
                found = *entry;
            }
            at &= at - 1;
        }
        found
    }

    fn raise(&mut self, rank: usize, entry: Entry) {
        let mut at = rank + 1;
        while let Some(place) = self.best.get_mut(at) {
            if entry.weight > place.weight {
                *place = entry;
            }
            at += at & at.wrapping_neg();
        }
    }
}
