//! Finding the few bytes that a stage cares about, fast.
//!
//! Most text has nothing to mend. A test on a byte and the two before it,
//! without branches, is compiled to vector instructions; only blocks with a
//! hit are looked at byte by byte.

/// Bytes that are tested together.
const BLOCK: usize = 256;

/// Calls `found` for every byte offset at which `test(byte before that, byte
/// before, byte)` holds, from left to right. Two spaces count as standing before
/// the first byte.
pub(super) fn each(bytes: &[u8], test: impl Fn(u8, u8, u8) -> bool + Copy, found: impl FnMut(usize)) {
    pulp::Arch::new().dispatch(Each { bytes, test, found });
}

/// The loop over all bytes, compiled for the vector instructions that are there.
struct Each<'a, T, F> {
    bytes: &'a [u8],
    test: T,
    found: F,
}

impl<T: Fn(u8, u8, u8) -> bool + Copy, F: FnMut(usize)> pulp::NullaryFnOnce for Each<'_, T, F> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        look(self.bytes, self.test, self.found);
    }
}

#[inline(always)]
fn look(bytes: &[u8], test: impl Fn(u8, u8, u8) -> bool + Copy, mut found: impl FnMut(usize)) {
    for (at, &byte) in bytes.iter().take(2).enumerate() {
        let before = if at == 0 { b' ' } else { bytes.first().copied().unwrap_or(b' ') };
        if test(b' ', before, byte) {
            found(at);
        }
    }
    // the bytes, and the same ones and two earlier, in step
    let (Some(third), Some(second)) = (bytes.get(2..), bytes.get(1..)) else { return };
    let (blocks, tail) = third.as_chunks::<BLOCK>();
    let before = second.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks::<BLOCK>().0);
    for (index, (block, (before, earlier))) in blocks.iter().zip(before).enumerate() {
        let hit = |at: usize| test(earlier[at], before[at], block[at]);
        if (0..BLOCK).fold(0, |any, at| any | u8::from(hit(at))) != 0 {
            (0..BLOCK).filter(|&at| hit(at)).for_each(|at| found(index * BLOCK + at + 2));
        }
    }
    let done = blocks.len() * BLOCK;
    let rest = bytes.get(done..).unwrap_or_default().windows(3).enumerate().take(tail.len());
    for (at, window) in rest {
        if let [a, b, c] = *window
            && test(a, b, c)
        {
            found(done + at + 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_loop_finds() {
        for len in [0, 1, 2, 3, 63, 64, 65, 200, 255, 256, 257, 258, 259, 512, 800] {
            let bytes: Vec<u8> = (0..len).map(|i: u32| u8::try_from(i * 7 % 11).unwrap_or(0)).collect();
            let test = |a: u8, b: u8, c: u8| (b == 7) & (c == 3) | (c == 10) | (a == 9) & (c == 1);
            let mut all = Vec::new();
            each(&bytes, test, |at| all.push(at));
            let byte = |i: Option<usize>| i.map_or(b' ', |i| bytes[i]);
            let plain: Vec<usize> = (0..bytes.len()).filter(|&i| test(byte(i.checked_sub(2)), byte(i.checked_sub(1)), bytes[i])).collect();
            assert_eq!(all, plain);
        }
    }
}
