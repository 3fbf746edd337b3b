//! Which heading stands under which.

use super::Heading;
use super::candidate::Candidate;
use crate::doc::number::{Digits, Form, Unit};
use crate::layout::Counter;

/// What the place of a heading among the others is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The number of Markdown's marks.
    Marks(u8),
    /// The unit that the number names.
    Named(Unit),
    /// The form of a number without a name.
    Form(Form),
    /// `はじめに`: like a chapter.
    Unnumbered,
}

pub(super) fn build(list: Vec<Candidate>) -> Vec<Heading> {
    let mut ranks: Vec<Rank> = list.iter().map(rank).collect();
    let chapter = ranks.iter().filter(|r| **r > Rank::Named(Unit::Part) && **r != Rank::Unnumbered).min_by_key(|r| usual(**r)).copied();
    let chapters = ranks.contains(&Rank::Named(Unit::Chapter));
    // behind the parts of a work, its appendices are none of the last part's
    let parts = ranks.contains(&Rank::Named(Unit::Part)) && !chapters;
    for rank in &mut ranks {
        match rank {
            Rank::Unnumbered => *rank = chapter.unwrap_or(Rank::Unnumbered),
            Rank::Named(Unit::Appendix) if chapters => *rank = Rank::Named(Unit::Chapter),
            Rank::Named(Unit::Appendix) if parts => *rank = Rank::Named(Unit::Part),
            _ => {}
        }
    }
    let order = Order::learn(&ranks, &list);
    let mut open: Vec<usize> = Vec::new();
    let mut places: Vec<u16> = Vec::new();
    let mut headings: Vec<Heading> = Vec::with_capacity(list.len());
    for (index, (candidate, rank)) in list.into_iter().zip(&ranks).enumerate() {
        let place = order.place(*rank);
        places.push(place);
        while open.last().is_some_and(|&i| places.get(i).is_some_and(|&p| p >= place)) {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(index);
        let level = if candidate.hashes > 0 { candidate.hashes } else { order.level(place) };
        headings.push(Heading {
            block: candidate.block,
            number: candidate.number,
            form: candidate.form,
            title: candidate.title,
            own: candidate.steps,
            parent,
            level,
            marked: candidate.hashes > 0,
        });
    }
    headings
}

fn rank(candidate: &Candidate) -> Rank {
    match candidate.form {
        _ if candidate.hashes > 0 => Rank::Marks(candidate.hashes),
        Some(form) if form.counter == Counter::Named => Rank::Named(form.unit),
        Some(form) => Rank::Form(form),
        None => Rank::Unnumbered,
    }
}

/// The ranks in use, the highest first.
struct Order {
    ranks: Vec<Rank>,
}

impl Order {
    /// The usual order, changed where this text nests otherwise: a number 1
    /// behind a heading of another rank stands below it.
    fn learn(ranks: &[Rank], list: &[Candidate]) -> Order {
        let mut used: Vec<Rank> = Vec::new();
        for rank in ranks {
            if !used.contains(rank) && used.len() < 64 {
                used.push(*rank);
            }
        }
        used.sort_by_key(|r| usual(*r));
        let place = |rank: &Rank| used.iter().position(|u| u == rank);
        let mut below = vec![vec![0i32; used.len()]; used.len()];
        for (pair, candidates) in ranks.windows(2).zip(list.windows(2)) {
            let ([a, b], [_, candidate]) = (pair, candidates) else { continue };
            if let (Some(a), Some(b)) = (place(a), place(b))
                && a != b
                && candidate.value() == 1
                && let Some(count) = below.get_mut(a).and_then(|row| row.get_mut(b))
            {
                *count += 1;
            }
        }
        let weight = |a: usize, b: usize| below.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
        let movable = |r: &Rank| matches!(r, Rank::Form(f) if f.counter != Counter::Decimal);
        let mut order: Vec<usize> = Vec::new();
        for next in 0..used.len() {
            // as far up as those that it opens more often than they open it
            let mut at = order.len();
            while let Some(above) = at.checked_sub(1).and_then(|i| order.get(i)).copied() {
                let swap = used.get(next).is_some_and(movable)
                    && used.get(above).is_some_and(movable)
                    && weight(next, above) > weight(above, next);
                if !swap {
                    break;
                }
                at -= 1;
            }
            order.insert(at, next);
        }
        Order { ranks: order.into_iter().filter_map(|i| used.get(i).copied()).collect() }
    }

    fn place(&self, rank: Rank) -> u16 {
        self.ranks.iter().position(|r| *r == rank).and_then(|p| u16::try_from(p).ok()).unwrap_or(u16::MAX)
    }

    fn level(&self, place: u16) -> u8 {
        // marks of Markdown above count by their number
        let marks = self.ranks.iter().take(usize::from(place)).filter_map(|r| if let Rank::Marks(n) = r { Some(*n) } else { None }).max();
        let others = self.ranks.iter().take(usize::from(place)).filter(|r| !matches!(r, Rank::Marks(_))).count();
        u8::try_from(others + 1).unwrap_or(u8::MAX).saturating_add(marks.unwrap_or(0))
    }
}

/// Where forms of numbers stand among each other in Japanese official
/// documents (cf. 公用文作成の考え方, 2022: 第1, 1, (1), ア, (ア)).
fn usual(rank: Rank) -> u16 {
    let form = match rank {
        Rank::Marks(n) => return u16::from(n),
        Rank::Unnumbered => return 48,
        Rank::Named(Unit::Part) => return 40,
        Rank::Named(Unit::Unnamed) => return 44,
        Rank::Named(Unit::Chapter) => return 48,
        Rank::Named(Unit::Appendix) => return 49,
        Rank::Named(Unit::Section) => return 52,
        Rank::Named(Unit::Item) => return 56,
        Rank::Named(_) => return 60,
        Rank::Form(form) => form,
    };
    let base = match form.counter {
        Counter::Roman | Counter::Kanji if form.brackets == 0 => 16,
        Counter::Letter if form.brackets == 0 && form.digits == Digits::Capital => 17,
        Counter::Bare | Counter::Dotted => 18,
        Counter::Decimal => 18 + u16::from(form.depth),
        Counter::Bracketed => 30,
        Counter::HalfBracketed => 31,
        Counter::Enclosed => 32,
        Counter::Kana => 33,
        _ => 35,
    };
    base * 4 + u16::from(form.brackets)
}
