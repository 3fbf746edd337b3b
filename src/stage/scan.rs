//! Finding the few bytes that a stage cares about, fast.
//!
//! Most text has nothing to mend. A test on a byte and the byte before it,
//! without branches, is compiled to vector instructions; only blocks with a
//! hit are looked at byte by byte.

/// Bytes that are tested together.
const BLOCK: usize = 64;

/// Calls `found` for every byte offset at which `test(byte before, byte)`
/// holds, from left to right. The byte before the first one counts as a space.
pub(super) fn each(bytes: &[u8], test: impl Fn(u8, u8) -> bool + Copy, found: impl FnMut(usize)) {
    pulp::Arch::new().dispatch(Each { bytes, test, found });
}

/// The loop over all bytes, compiled for the vector instructions that are there.
struct Each<'a, T, F> {
    bytes: &'a [u8],
    test: T,
    found: F,
}

impl<T: Fn(u8, u8) -> bool + Copy, F: FnMut(usize)> pulp::NullaryFnOnce for Each<'_, T, F> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        look(self.bytes, self.test, self.found);
    }
}

#[inline(always)]
fn look(bytes: &[u8], test: impl Fn(u8, u8) -> bool + Copy, mut found: impl FnMut(usize)) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    if test(b' ', first) {
        found(0);
    }
    // `rest` and the same bytes one earlier, in step
    let ((blocks, tail), (blocks_before, tail_before)) = (rest.as_chunks::<BLOCK>(), bytes.as_chunks::<BLOCK>());
    for (index, (block, before)) in blocks.iter().zip(blocks_before).enumerate() {
        let mut hits = [false; BLOCK];
        for ((&a, &b), hit) in before.iter().zip(block).zip(&mut hits) {
            *hit = test(a, b);
        }
        if hits.iter().fold(false, |any, hit| any | hit) {
            for (at, _) in hits.iter().enumerate().filter(|(_, hit)| **hit) {
                found(index * BLOCK + at + 1);
            }
        }
    }
    let done = blocks.len() * BLOCK;
    let tail_before = bytes.get(done..).unwrap_or(tail_before);
    for (at, (&a, &b)) in tail_before.iter().zip(tail).enumerate() {
        if test(a, b) {
            found(done + at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_loop_finds() {
        for len in [0, 1, 63, 64, 65, 128, 200] {
            let bytes: Vec<u8> = (0..len).map(|i: u32| u8::try_from(i * 7 % 11).unwrap_or(0)).collect();
            let test = |a: u8, b: u8| (a == 7) & (b == 3) | (b == 10);
            let mut all = Vec::new();
            each(&bytes, test, |at| all.push(at));
            let plain: Vec<usize> = (0..bytes.len()).filter(|&i| test(if i == 0 { b' ' } else { bytes[i - 1] }, bytes[i])).collect();
            assert_eq!(all, plain);
        }
    }
}
