//! The states that are kept while the rows of a page are dealt to columns.
//!
//! See `threads.rs`: a state is where both threads stand, and of all ways to it
//! only the best is kept. Many come together behind each row, so they are found
//! by their places and not by comparison.

/// No row.
pub(super) const NONE: u32 = u32::MAX;

/// Where both threads stand.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Last row of the thread that the row before belongs to.
    pub(super) here: u32,
    /// Last row of the other thread.
    pub(super) there: u32,
    /// Whether the row before was of the other column than the one before it.
    pub(super) moved: bool,
    pub(super) score: f32,
    /// How it was reached.
    pub(super) node: Node,
    /// The index of that, when it is kept.
    pub(super) at: u32,
}

/// How a row was dealt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// To the thread of the row before.
    Same,
    /// To the other thread.
    Switch,
    /// It opens the other thread.
    Opens,
    /// A new region starts here, with one thread.
    Anew,
    /// It hangs between the rows of its thread: no sentence goes through it.
    Floats,
}

/// A step, and those before it.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) step: Step,
    /// The row that it follows in its thread.
    pub(super) from: u32,
}

/// The states behind a row, the best way to each.
pub(super) struct Next {
    pub(super) list: Vec<State>,
    row: u32,
    first: usize,
    /// Where in the list a state is whose thread the row has just come to, by
    /// the other thread's last row (behind those of the page: none) and whether
    /// the column changed; with the row for which that holds.
    places: Vec<[(u32, u32); 2]>,
    /// Where the others are.
    floats: Vec<u32>,
}

impl Next {
    /// For the rows of a page.
    pub(super) fn new(page: &std::ops::Range<usize>) -> Next {
        let places = vec![[(NONE, 0); 2]; page.len() + 1];
        Next { list: Vec::new(), row: NONE, first: page.start, places, floats: Vec::new() }
    }

    /// Lets go of the states, before those behind `row` come.
    pub(super) fn begin(&mut self, row: u32) {
        self.list.clear();
        self.floats.clear();
        self.row = row;
    }

    /// Takes a state in, unless it was reached in a better way.
    pub(super) fn add(&mut self, state: State) {
        let new = u32::try_from(self.list.len()).unwrap_or(NONE);
        let found = if state.here == self.row {
            let other = (state.there as usize).wrapping_sub(self.first).min(self.places.len() - 1);
            let Some(place) = self.places.get_mut(other).map(|places| &mut places[usize::from(state.moved)]) else { return };
            let found = (place.0 == self.row).then_some(place.1);
            *place = (self.row, found.unwrap_or(new));
            found
        } else {
            let same = |s: &State| s.here == state.here && s.there == state.there && s.moved == state.moved;
            let found = self.floats.iter().copied().find(|&at| self.list.get(at as usize).is_some_and(same));
            if found.is_none() {
                self.floats.push(new);
            }
            found
        };
        match found.and_then(|at| self.list.get_mut(at as usize)) {
            Some(old) if old.score >= state.score => {}
            Some(old) => *old = state,
            None => self.list.push(state),
        }
    }
}
