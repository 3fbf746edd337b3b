//! Which of the numbers in front of blocks are notes, and where their count
//! starts again.
//!
//! Notes rise by one from 1 and start again with a page, a section or a
//! chapter. The chain of candidates that does this best is looked for: each
//! number taken counts for it, a number left out and a new start against it.

use super::Scoping;
use super::Style;
use super::scan::{Candidate, HIGHEST, Head, Role};

/// How many candidates back the one before in the chain is looked for.
const BACK: usize = 24;
/// How many blocks apart two notes of one group stand at most.
const NEAR: usize = 4;

/// The notes whose numbers are counted together.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// Those that fit, rising; indices into the candidates.
    pub chosen: Vec<usize>,
    /// Those that stand among them and do not fit: a number that was there
    /// before, or one out of order.
    pub odd: Vec<usize>,
}

/// What is known of a candidate before the chain is looked for.
struct Weighed {
    /// What it counts for when it is taken.
    weight: f32,
    /// What a new start with it costs.
    fresh: f32,
}

/// The runs of notes among `notes`, with `marks` the places that may call them;
/// both in the order of the text.
pub(super) fn find(notes: &[Candidate], marks: &[Candidate], scoping: Scoping<'_>) -> Vec<Run> {
    let weighed = weigh(notes, marks, scoping);
    let taken = chain(notes, &weighed, scoping);
    gather(notes, &weighed, &taken, scoping)
}

fn weigh(notes: &[Candidate], marks: &[Candidate], scoping: Scoping<'_>) -> Vec<Weighed> {
    let classes = Classes::of(notes, marks);
    // where each number was last seen as a mark and as a note, from 1
    let mut marked = vec![0u32; HIGHEST as usize + 1];
    let mut noted = vec![0u32; HIGHEST as usize + 1];
    let at = |list: &[u32], n: u32| list.get(n as usize).copied().unwrap_or(0);
    let mut mark = marks.iter().peekable();
    let mut list = Vec::with_capacity(notes.len());
    let mut before: Option<&Candidate> = None;
    for (i, note) in notes.iter().enumerate() {
        while let Some(m) = mark.next_if(|m| m.span.start < note.span.start) {
            if let Some(place) = marked.get_mut(m.number as usize) {
                *place = m.span.start + 1;
            }
        }
        let called = at(&marked, note.number) > at(&noted, note.number);
        let apart = before.is_none_or(|b| note.block > b.block + NEAR);
        let again = before.is_some_and(|b| at(&marked, 1) > b.span.start && at(&marked, note.number) > b.span.start);
        let mut fresh = 1.0 + 0.7 * (note.number.min(5) - 1) as f32;
        if before.is_some() {
            fresh += if apart { 0.0 } else { 1.2 };
            fresh += if again { -0.8 } else { 0.7 };
        }
        if let Scoping::At(places) = scoping {
            let between =
                |b: &Candidate| places.partition_point(|&p| p <= b.span.start) < places.partition_point(|&p| p <= note.span.start);
            fresh = if before.is_none_or(between) { 0.0 } else { 100.0 };
        }
        let weight = classes.weight(i, note, called);
        list.push(Weighed { weight, fresh });
        // a heading takes no mark away from the note
        if let Some(place) = noted.get_mut(note.number as usize).filter(|_| weight >= 1.0) {
            *place = note.span.start + 1;
        }
        before = Some(note);
    }
    list
}

/// How the blocks with bare numbers look that notes may be: `1 note` beside
/// `1　heading`. They are told apart by what they have in common.
struct Classes {
    score: [f32; CLASSES],
    best: f32,
    /// For each candidate, how many blocks away the number before or behind it
    /// is, if it is near.
    beside: Vec<Option<usize>>,
    /// Whether the notes with bare numbers are nearly all sentences.
    prose: bool,
    /// Whether notes have signs here, so that a heading is none.
    signs: bool,
}

/// How many notes with signs show that all have them.
const SIGNS: usize = 3;

/// Four kinds of gaps, in ASCII or full width.
const CLASSES: usize = 8;

fn class(note: &Candidate) -> Option<(usize, Head)> {
    let head = plain(note)?;
    Some((head.gap as usize + if note.style == Style::Wide { 4 } else { 0 }, head))
}

impl Classes {
    fn of(notes: &[Candidate], marks: &[Candidate]) -> Classes {
        let mut sums = [(0.0f32, 0u32); CLASSES];
        let mut distances = Vec::with_capacity(notes.len());
        let (mut sentences, mut all) = (0u32, 0u32);
        let mut seen = vec![false; HIGHEST as usize + 1];
        let mut mark = marks.iter().peekable();
        for (i, note) in notes.iter().enumerate() {
            while let Some(m) = mark.next_if(|m| m.span.start < note.span.start) {
                if let Some(place) = seen.get_mut(m.number as usize) {
                    *place = true;
                }
            }
            let beside = |j: Option<usize>, other: u32| {
                let other = j.and_then(|j| notes.get(j)).filter(|o| o.number == other && o.block.abs_diff(note.block) <= NEAR);
                other.filter(|o| class(o).map(|c| c.0) == class(note).map(|c| c.0)).map(|o| o.block.abs_diff(note.block))
            };
            let back = |n: u32| beside(i.checked_sub(1), note.number.saturating_sub(n));
            let ahead = |n: u32| beside(i.checked_add(1), note.number + n);
            let distance = [back(1), ahead(1), back(2), ahead(2)].into_iter().flatten().min();
            let adjacent = distance.is_some();
            distances.push(distance);
            let Some((class, head)) = class(note) else { continue };
            let Some(sum) = sums.get_mut(class) else { continue };
            let called = seen.get(note.number as usize) == Some(&true);
            if called && adjacent && !head.heading {
                all += 1;
                sentences += u32::from(head.prose);
            }
            let mut score = 0.0;
            for (holds, points) in [(called, 0.5), (adjacent, 0.25), (head.prose && !head.heading, 0.25)] {
                score += if holds { points } else { 0.0 };
            }
            sum.0 += score;
            sum.1 += 1;
        }
        let score = sums.map(|(sum, count)| if count == 0 { 0.0 } else { sum / count as f32 });
        let signs = notes.iter().filter(|n| matches!(n.role, Role::Head(_)) && plain(n).is_none()).count() >= SIGNS;
        Classes {
            signs,
            score,
            best: score.iter().copied().fold(0.0, f32::max),
            beside: distances,
            prose: all >= 4 && sentences * 10 >= all * 9,
        }
    }

    /// What the candidate `index` counts for.
    fn weight(&self, index: usize, note: &Candidate, called: bool) -> f32 {
        if note.role == Role::Tail {
            return if called { 0.9 } else { 0.0 };
        }
        let Some((class, head)) = class(note) else { return 2.0 };
        let distance = self.beside.get(index).copied().flatten();
        let title = head.heading && (self.signs || distance.is_none_or(|d| d > 2)) || self.prose && !head.prose;
        if self.score.get(class).is_none_or(|s| *s < 0.6 * self.best) || title || !called && (distance.is_none() || head.heading) {
            return 0.0;
        }
        let weight = if called { 2.0 } else { 0.6 };
        if head.heading { weight * 0.4 } else { weight }
    }
}

/// What stands behind a number that is written without signs.
fn plain(note: &Candidate) -> Option<Head> {
    match note.role {
        Role::Head(head) if matches!(note.style, Style::Bare | Style::Wide | Style::Dotted) => Some(head),
        _ => None,
    }
}

/// The step that the best chain takes to a candidate.
#[derive(Clone, Copy)]
struct Step {
    score: f32,
    from: Option<usize>,
}

/// Which candidates the best chain takes.
fn chain(notes: &[Candidate], weighed: &[Weighed], scoping: Scoping<'_>) -> Vec<bool> {
    let mut steps: Vec<Step> = Vec::with_capacity(notes.len());
    let mut best: Option<usize> = None;
    // the best chain that ends further back than is looked
    let mut far: Option<usize> = None;
    for (i, (note, own)) in notes.iter().zip(weighed).enumerate() {
        let mut step = Step { score: own.weight - 0.5 * (note.number.min(4) - 1) as f32, from: None };
        let first = i.saturating_sub(BACK);
        if let Some(old) = first.checked_sub(1)
            && far.and_then(|f| steps.get(f)).is_none_or(|f| steps.get(old).is_some_and(|o| o.score > f.score))
        {
            far = Some(old);
        }
        for j in far.into_iter().chain(first..i) {
            let (Some(before), Some(behind)) = (steps.get(j), notes.get(j)) else { continue };
            let cost = if note.number > behind.number && !cut(scoping, behind, note) {
                let hole = note.number - behind.number - 1;
                if hole > 12 { 3.0 } else { 0.4 * hole.min(4) as f32 }
            } else {
                own.fresh
            };
            let score = before.score + own.weight - cost;
            if score > step.score {
                step = Step { score, from: Some(j) };
            }
        }
        if own.weight <= 0.0 {
            step = Step { score: f32::MIN, from: None };
        }
        steps.push(step);
        if best.and_then(|b| steps.get(b)).is_none_or(|b| step.score > b.score) {
            best = Some(i);
        }
    }
    let mut taken = vec![false; notes.len()];
    let mut at = best.filter(|&b| steps.get(b).is_some_and(|s| s.score > 0.0));
    while let Some(i) = at {
        if let Some(flag) = taken.get_mut(i) {
            *flag = true;
        }
        at = steps.get(i).and_then(|s| s.from).filter(|&j| j < i);
    }
    taken
}

/// Whether a scope is known to begin between the two.
fn cut(scoping: Scoping<'_>, a: &Candidate, b: &Candidate) -> bool {
    match scoping {
        Scoping::Auto => false,
        Scoping::At(places) => places.partition_point(|&p| p <= a.span.start) < places.partition_point(|&p| p <= b.span.start),
    }
}

/// The runs that the taken ones make, and what stands among them.
fn gather(notes: &[Candidate], weighed: &[Weighed], taken: &[bool], scoping: Scoping<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<&Candidate> = None;
    for (i, note) in notes.iter().enumerate() {
        if taken.get(i) == Some(&true) {
            if last.is_none_or(|l| note.number <= l.number || cut(scoping, l, note)) {
                runs.push(Run::default());
            }
            if let Some(run) = runs.last_mut() {
                run.chosen.push(i);
            }
            last = Some(note);
        }
    }
    // what was left out belongs to the run that it stands in or beside
    let mut run = 0;
    for (i, note) in notes.iter().enumerate() {
        if taken.get(i) == Some(&true) || weighed.get(i).is_none_or(|w| w.weight <= 0.0) || note.role == Role::Tail {
            continue;
        }
        while runs.get(run + 1).and_then(|r| r.chosen.first()).is_some_and(|&first| first < i) {
            run += 1;
        }
        let sure = plain(note).is_none();
        for k in [run, run + 1] {
            let Some(one) = runs.get_mut(k) else { continue };
            let position = one.chosen.partition_point(|&c| c < i);
            let beside = [position.checked_sub(1), Some(position)].into_iter().flatten().filter_map(|p| one.chosen.get(p)).any(|&c| {
                notes.get(c).is_some_and(|o| {
                    o.block.abs_diff(note.block) <= if sure { NEAR } else { 2 } && plain(o).map(|h| h.gap) == plain(note).map(|h| h.gap)
                })
            });
            let inside = position > 0 && position < one.chosen.len();
            if beside && (inside || sure) {
                one.odd.push(i);
                break;
            }
        }
    }
    runs
}
