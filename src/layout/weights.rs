//! How much each sign weighs, in log odds.
//!
//! Set by hand from what the signs mean and balanced on documents of many kinds
//! (see docs/measuring.md); no weight is for one document.

/// See [`W`].
pub(super) struct Weights {
    /// The right row begins with a mark that opens a block.
    pub(super) opening: f32,
    /// `①` inside a running sentence.
    pub(super) enclosed: f32,
    /// `(1)` inside a running sentence.
    pub(super) bracketed: f32,
    /// `資料19（…）` behind a full line.
    pub(super) reference: f32,
    /// `・` where a line was cut before it.
    pub(super) middle_dot: f32,
    /// The right row begins with what no line may begin with.
    pub(super) continues: f32,
    /// It begins with hiragana that starts no usual word, or a small letter.
    pub(super) leans: f32,
    /// It begins with a word that often starts a sentence.
    pub(super) starts: f32,
    /// The same, behind a full stop.
    pub(super) starts_sentence: f32,
    /// A full stop on a line that had room.
    pub(super) short_sentence: f32,
    /// A full stop on a line that may have had room.
    pub(super) likely_sentence: f32,
    /// A full stop inside brackets that are still open.
    pub(super) bracket_sentence: f32,
    /// Share of the evidence of the length of paragraphs, behind a full stop.
    pub(super) length: f32,
    /// Share of the evidence of the words that begin paragraphs.
    pub(super) habit: f32,
    /// A full stop: two paragraphs taken for one are two mistakes.
    pub(super) sentence: f32,
    /// The same in Latin text.
    pub(super) sentence_latin: f32,
    /// Each em that the line with the full stop is shorter than its column.
    pub(super) room: f32,
    /// A full stop in a note.
    pub(super) note_sentence: f32,
    /// Share of the evidence of the first line's width, behind a full stop.
    pub(super) first_sentence: f32,
    /// The left row ends with a comma, an opening bracket, を …
    pub(super) open: f32,
    /// The most that a space behind it says against going on then.
    pub(super) open_tail: f32,
    /// It ends with a hiragana letter of the sentence's inside.
    pub(super) particle: f32,
    /// It ends with a colon.
    pub(super) colon: f32,
    /// Share of the evidence of the first line's width, elsewhere.
    pub(super) first_plain: f32,
    /// The same, when the left row cannot end a block.
    pub(super) first_open: f32,
    /// Share of the evidence of blank lines inside a sentence.
    pub(super) gap: f32,
    /// Share of the evidence of an indent inside a sentence.
    pub(super) indent: f32,
    /// A short line that was cut at a bracket.
    pub(super) close_set: f32,
    /// A note that has not come to its full stop.
    pub(super) note: f32,
    /// A note, and a line that fills the body's column.
    pub(super) note_left: f32,
    /// Brackets are open.
    pub(super) bracket: f32,
    /// Brackets are open, and the right row closes them.
    pub(super) bracket_closed: f32,
    /// They close at its end.
    pub(super) bracket_whole: f32,
    /// The letters on both sides stand together elsewhere.
    pub(super) known: f32,
    /// They do not.
    pub(super) unknown: f32,
    /// A number and its unit.
    pub(super) counter: f32,
    /// One of the rows has wide spaces.
    pub(super) spread: f32,
    /// The right row ends nothing and leads nowhere.
    pub(super) dead_end: f32,
    /// The two rows stand alone between blank lines.
    pub(super) alone: f32,
    /// Two references, the first complete.
    pub(super) complete: f32,
    /// A complete caption or reference, and prose.
    pub(super) caption: f32,
    /// A bullet's title, and prose.
    pub(super) title: f32,
    /// A numbered title, and prose.
    pub(super) title_counted: f32,
    /// A heading that did not fill its line.
    pub(super) heading: f32,
    /// `第2章 …`, and prose.
    pub(super) chapter: f32,
    /// An item or title, a blank line, and a capital.
    pub(super) apart: f32,
    /// English prose, and a line of its measure that runs on.
    pub(super) runs_on: f32,
    /// English words that begin sentences, with a capital.
    pub(super) begins: f32,
    /// Between two entries of a list of references, `[3] …`.
    pub(super) entry: f32,
    /// Below the last item of a list.
    pub(super) below_list: f32,
    /// In an item of a short list.
    pub(super) item: f32,
    /// One of several fields, `電話：…`.
    pub(super) field: f32,
    /// Both rows are prose (commas, full stops).
    pub(super) prose_both: f32,
    /// Only the left row is.
    pub(super) prose_left: f32,
    /// Neither is: cells of a table, labels of a figure.
    pub(super) prose_none: f32,
    /// Neither is, but the left row is long.
    pub(super) prose_none_wide: f32,
    /// A full line of prose.
    pub(super) prose_full: f32,
    /// A paragraph on one line that does not end.
    pub(super) unwrapped: f32,
    /// A Latin line, or one without commas, where lines are not wrapped.
    pub(super) line_unwrapped: f32,
    /// Resuming: the cut row ends with what ends no block.
    pub(super) cut_open: f32,
    /// It ends with hiragana.
    pub(super) cut_particle: f32,
    /// It ends with something else.
    pub(super) cut_plain: f32,
    /// With the first half of a word, and the right row begins with a small letter.
    pub(super) cut_word: f32,
    /// The right row begins with what no line may begin with.
    pub(super) resume_continues: f32,
    /// With hiragana that starts no usual word.
    pub(super) resume_leans: f32,
    /// With something else.
    pub(super) resume_neutral: f32,
    /// With a word that often starts a sentence.
    pub(super) resume_starts: f32,
    /// With a capital letter.
    pub(super) resume_capital: f32,
    /// Brackets are open at the cut.
    pub(super) resume_bracket: f32,
    /// It ends with the bracket that the sentence waits for.
    pub(super) resume_closes: f32,
    /// It closes a bracket that is not open there.
    pub(super) resume_other: f32,
    /// The right row is a credit in brackets.
    pub(super) credit: f32,
    /// It stands under a byline.
    pub(super) byline: f32,
    /// It stands under a title, where lines are not wrapped and no note or caption
    /// stands between: a box begins with the title.
    pub(super) below_title: f32,
    /// It stands under a paragraph of the same measure.
    pub(super) next_paragraph: f32,
    /// It stands under something unfinished.
    pub(super) float_unfinished: f32,
    /// It stands under something that came to its end.
    pub(super) after_sentence: f32,
    /// Lines are not wrapped, the cut row is long.
    pub(super) resume_unwrapped: f32,
    /// Lines are not wrapped, the cut row is short.
    pub(super) resume_unwrapped_short: f32,
    /// The right row is the first of the page behind the cut.
    pub(super) resume_page: f32,
    /// Both halves have the same measure.
    pub(super) measure_same: f32,
    /// Nearly the same.
    pub(super) measure_near: f32,
    /// Another.
    pub(super) measure_other: f32,
    /// The right row does not show its measure.
    pub(super) measure_unknown: f32,
    /// The right row has hardly a letter of the language.
    pub(super) letterless: f32,
    /// It is short and ends no sentence.
    pub(super) resume_narrow: f32,
    /// Its block ends no sentence.
    pub(super) resume_nowhere: f32,
}

/// The weights; positive speaks for one block.
pub(super) const W: Weights = Weights {
    opening: -7.0,
    enclosed: -2.5,
    bracketed: -4.0,
    reference: -1.5,
    middle_dot: -1.0,
    continues: 5.0,
    leans: 2.7,
    starts: -0.3,
    starts_sentence: -0.5,
    short_sentence: -6.0,
    likely_sentence: -2.5,
    bracket_sentence: 2.0,
    sentence: -0.2,
    sentence_latin: -0.7,
    room: -0.25,
    length: 0.3,
    habit: 2.5,
    note_sentence: -1.8,
    first_sentence: 1.2,
    open: 3.0,
    open_tail: -1.5,
    particle: 1.0,
    colon: -1.5,
    first_plain: 0.75,
    first_open: 0.1,
    gap: 0.7,
    indent: 0.7,
    close_set: 1.0,
    note: 1.5,
    note_left: -4.0,
    bracket: 1.5,
    bracket_closed: 3.0,
    bracket_whole: 1.0,
    known: 1.3,
    unknown: -0.3,
    counter: 1.5,
    spread: -3.0,
    dead_end: -5.0,
    alone: 1.8,
    complete: -3.0,
    caption: -4.5,
    title: -1.7,
    title_counted: -3.2,
    heading: -3.0,
    chapter: -6.0,
    apart: -2.5,
    runs_on: 3.5,
    begins: -3.0,
    entry: 7.0,
    below_list: -5.0,
    item: 4.0,
    field: -5.0,
    prose_both: 1.2,
    prose_left: 0.5,
    prose_none: -1.2,
    prose_none_wide: -0.5,
    prose_full: 1.2,
    unwrapped: 2.5,
    line_unwrapped: -2.5,
    cut_open: 2.0,
    cut_particle: 1.0,
    cut_plain: 0.3,
    cut_word: 3.0,
    resume_continues: 5.0,
    resume_leans: 2.5,
    resume_neutral: 0.4,
    resume_starts: -0.8,
    resume_capital: -2.5,
    resume_bracket: 1.0,
    resume_closes: 7.0,
    resume_other: -4.0,
    credit: -3.0,
    byline: -2.5,
    below_title: -3.0,
    next_paragraph: -2.2,
    float_unfinished: -2.5,
    after_sentence: 1.5,
    resume_unwrapped: -1.0,
    resume_unwrapped_short: -4.0,
    resume_page: 1.5,
    measure_same: 1.4,
    measure_near: -0.3,
    measure_other: -4.0,
    measure_unknown: -0.7,
    letterless: -1.5,
    resume_narrow: -2.0,
    resume_nowhere: -2.5,
};
