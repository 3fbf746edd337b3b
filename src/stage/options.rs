//! What the user may choose about the clean-up.

/// What becomes of an expansion set as ruby over its acronym.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gloss {
    /// Written behind the acronym in brackets.
    #[default]
    Inline,
    /// Taken out of the running text.
    Drop,
    /// Left where the extractor put it.
    Keep,
}

/// What becomes of a reading set as ruby.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ruby {
    /// Taken out of the running text.
    #[default]
    Drop,
    /// `遠藤《えんどう》`, with ｜ in front of the base text where it is needed
    /// (the notation of Aozora Bunko).
    Aozora,
    /// `遠藤（えんどう）`
    Paren,
    /// `<ruby>遠藤<rp>（</rp><rt>えんどう</rt><rp>）</rp></ruby>`
    Html,
    /// Left where the extractor put it.
    Keep,
}

/// What becomes of running heads and feet, page numbers and side tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    /// Taken out.
    #[default]
    Drop,
    /// Left where it is.
    Keep,
    /// Left where it is, in `⟦…⟧`.
    Mark,
}

/// Width of ASCII letters and digits in Japanese text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As they are.
    #[default]
    Keep,
    /// Fullwidth forms become ASCII.
    Narrow,
    /// ASCII becomes fullwidth forms, in Japanese lines but not in English
    /// phrases.
    Wide,
}

/// Spaces that a word processor shows between Latin letters or digits and
/// Japanese letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LatinSpacing {
    /// Taken out of Japanese text.
    #[default]
    Tight,
    /// Left as they are.
    Keep,
}

/// All choices; the default is what `hakusho clean` does without options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Expansions over acronyms.
    pub gloss: Gloss,
    /// Readings.
    pub ruby: Ruby,
    /// Running heads, page numbers, tabs.
    pub furniture: Furniture,
    /// Width of letters and digits.
    pub width: Width,
    /// Spaces between scripts.
    pub latin_spacing: LatinSpacing,
    /// Also turn CJK compatibility ideographs into the unified ones (this can
    /// change the spelling of people's names).
    pub compatibility_ideographs: bool,
    /// Names of the stages that are switched off.
    pub skip: Vec<String>,
}
