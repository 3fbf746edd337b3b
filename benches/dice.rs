//! Chance that is the same on every machine: for made texts and random tests.

/// Xorshift64* (Vigna 2016) from a seed, which must not be 0.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 to below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % sides.max(1)
    }

    /// One of a list.
    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.roll(list.len())).copied().unwrap_or("")
    }
}
