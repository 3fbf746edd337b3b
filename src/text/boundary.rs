//! Places between two characters near any byte.

/// The last place between two characters that is not behind byte `at`; the end
/// of the text for places behind it.
#[must_use]
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first place between two characters that is not before byte `at`; the end
/// of the text for places behind it.
#[must_use]
pub fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_near_any_byte() {
        let text = "a三b";
        let places: Vec<(usize, usize)> = (0..7).map(|at| (floor(text, at), ceil(text, at))).collect();
        assert_eq!(places, [(0, 0), (1, 1), (1, 4), (1, 4), (4, 4), (5, 5), (5, 5)]);
    }
}
