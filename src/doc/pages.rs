//! Where the pages of the source begin.

/// The pages of a document, where they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Where each page begins, in bytes of the cleaned text, and the number
    /// printed on it, if it was seen. Sorted by place.
    pub starts: Vec<(u32, Option<u32>)>,
}

impl Pages {
    /// The printed number of the page that holds the byte `at` of the cleaned
    /// text.
    #[must_use]
    pub fn number(&self, at: u32) -> Option<u32> {
        let index = self.starts.partition_point(|s| s.0 <= at).checked_sub(1)?;
        self.starts.get(index).and_then(|s| s.1)
    }
}
