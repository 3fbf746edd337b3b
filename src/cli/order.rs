//! Work in parallel, results in order, memory bounded.
//!
//! Workers take the items from first to last; a worker waits before it starts
//! the next item while too much finished work is held back by a slow earlier
//! item. The item that is due next never waits, so there is no deadlock.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Finished work that may wait for its turn, in bytes.
const HELD: usize = 32 << 20;

struct State<R> {
    next: usize,
    due: usize,
    held: usize,
    done: BTreeMap<usize, (usize, R)>,
    stop: bool,
}

struct Shared<R> {
    state: Mutex<State<R>>,
    moved: Condvar,
}

impl<R> Shared<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.moved.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does `work` on all `items` with `jobs` threads and gives each result to
/// `emit`, on this thread and in the order of the items, until it breaks.
/// `size` tells how many bytes a waiting result holds. `work` must not panic.
pub(super) fn run<T: Sync, R: Send>(
    pool: &rayon::ThreadPool,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    size: impl Fn(&R) -> usize + Sync,
    mut emit: impl FnMut(R) -> ControlFlow<()>,
) {
    let state = State { next: 0, due: 0, held: 0, done: BTreeMap::new(), stop: false };
    let shared = Shared { state: Mutex::new(state), moved: Condvar::new() };
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads().min(items.len()) {
            scope.spawn(|_| worker(&shared, items, &work, &size));
        }
        for due in 0..items.len() {
            let mut state = shared.lock();
            state.due = due;
            shared.moved.notify_all();
            let result = loop {
                if let Some((size, result)) = state.done.remove(&due) {
                    state.held = state.held.saturating_sub(size);
                    break result;
                }
                state = shared.wait(state);
            };
            drop(state);
            if emit(result).is_break() {
                shared.lock().stop = true;
                shared.moved.notify_all();
                break;
            }
        }
    });
}

fn worker<T, R>(shared: &Shared<R>, items: &[T], work: &(impl Fn(&T) -> R + Sync), size: &(impl Fn(&R) -> usize + Sync)) {
    loop {
        let mut state = shared.lock();
        let index = state.next;
        let Some(item) = items.get(index) else { return };
        state.next += 1;
        while state.held > HELD && index > state.due && !state.stop {
            state = shared.wait(state);
        }
        if state.stop {
            return;
        }
        drop(state);
        let result = work(item);
        let size = size(&result);
        let mut state = shared.lock();
        state.held += size;
        state.done.insert(index, (size, result));
        drop(state);
        shared.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        let items: Vec<u64> = (0..200).collect();
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let slow = |&n: &u64| {
                std::thread::sleep(std::time::Duration::from_micros(n * 7919 % 300));
                n
            };
            let mut out = Vec::new();
            // each result pretends to fill the memory
            run(
                &pool,
                &items,
                slow,
                |_| HELD + 1,
                |n| {
                    out.push(n);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(out, items);
        }
    }

    #[test]
    fn a_break_ends_the_run() {
        let items: Vec<u64> = (0..1000).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let mut seen = 0;
        run(
            &pool,
            &items,
            |&n| n,
            |_| 1,
            |n| {
                seen += 1;
                if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 4);
    }
}
