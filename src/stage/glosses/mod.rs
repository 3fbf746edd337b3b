//! Expansions set as ruby over an acronym.
//!
//! Ministries print the English words of an acronym in small type over it.
//! Extractors write them as a line of their own: between the halves of the
//! acronym, before or behind its line, sometimes at the foot of the column;
//! and often they cut the line at the acronym. A Latin line is taken for an
//! expansion when its initials spell an acronym that stands near it in Japanese
//! prose; everything else (notes, bibliographies, lists of terms) stays.

mod acronyms;
mod initials;
mod inline;
mod place;
mod plan;

use rustc_hash::FxHashSet;

use crate::text::{AnnotationKind, Edits, Line, Lines, Text};

use super::{Gloss, Options};
use initials::Phrase;
use place::{Base, Finder};
use plan::Plan;

/// Most lines over which one expansion runs.
const LONGEST: usize = 3;

/// The stage; see the module.
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let lines = text.lines();
    let (mut japanese, mut latin, mut candidates) = (0u64, 0u64, false);
    for line in lines.iter() {
        japanese += u64::from(line.japanese);
        latin += u64::from(line.latin);
        candidates |= is_candidate(line) || inline::is_candidate(line);
    }
    if !candidates || japanese * 3 < latin {
        return Edits::new();
    }
    let mut finder = Finder::new(text, lines);
    let mut found = lines_of_their_own(text, lines, &mut finder);
    // what is taken out as an expansion holds no acronym of another
    let taken: FxHashSet<usize> = found.iter().flat_map(|gloss| gloss.first..=gloss.last).collect();
    found.retain(|gloss| !taken.contains(&gloss.base.first) && !taken.contains(&gloss.base.last));
    let mut plan = Plan::new(text, lines);
    for gloss in &found {
        plan.take_lines(gloss.first, gloss.last);
    }
    let mut edits_notes = Vec::new();
    for gloss in &found {
        edits_notes.push((gloss.base.span, gloss.phrase.text.clone()));
        if options.gloss != Gloss::Keep {
            plan.mend(gloss.first, gloss.last, &gloss.base);
        }
        if options.gloss == Gloss::Inline {
            plan.write(gloss.base.span, &gloss.phrase.text);
        }
    }
    for (span, base, phrase) in inline::find(text, lines, &mut finder) {
        if taken.contains(&lines.at(base.start)) {
            continue;
        }
        edits_notes.push((base, phrase.text.clone()));
        if options.gloss != Gloss::Keep {
            plan.cut(span);
        }
        if options.gloss == Gloss::Inline {
            plan.write(base, &phrase.text);
        }
    }
    let mut edits = plan.finish();
    edits_notes.sort();
    for (span, value) in edits_notes {
        edits.annotate(AnnotationKind::Gloss, span, value);
    }
    edits
}

/// An expansion on lines `first..=last` and the acronym it belongs to.
struct Found {
    first: usize,
    last: usize,
    phrase: Phrase,
    base: Base,
}

/// Whether the counts of a line allow an expansion, or the start of one.
fn is_candidate(line: &Line) -> bool {
    line.japanese == 0 && line.latin >= 4 && line.chars <= 160 && line.digits <= 4 && (line.latin + line.spaces) * 10 >= line.chars * 8
}

/// Whether a line may go on with an expansion begun on the line before.
fn continues(line: &Line) -> bool {
    line.japanese == 0 && line.latin >= 2 && line.chars <= 160 && line.digits <= 4 && (line.latin + line.spaces) * 10 >= line.chars * 8
}

fn lines_of_their_own(text: &Text, lines: &Lines, finder: &mut Finder<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        match lines.get(index).filter(|l| is_candidate(l)).and_then(|_| starts_at(text, lines, index, finder)) {
            Some(gloss) => {
                index = gloss.last + 1;
                found.push(gloss);
            }
            None => {
                found.extend(side_by_side(text, lines, index, finder));
                index += 1;
            }
        }
    }
    found
}

/// The expansion that starts with line `first`: on this line, or on it and the
/// ones that follow.
fn starts_at(text: &Text, lines: &Lines, first: usize, finder: &mut Finder<'_>) -> Option<Found> {
    let mut joined = String::new();
    let mut last = first;
    for count in 0..LONGEST {
        if count > 0 {
            last = (last + 1..last + 3).find(|&i| lines.get(i).is_some_and(|l| !l.is_blank()))?;
            if !lines.get(last).is_some_and(continues) {
                return None;
            }
        }
        let body = text.slice(lines.get(last)?.body);
        if count > 0 && !joined.ends_with('-') {
            joined.push(' ');
        }
        joined.push_str(body);
        if let Some(phrase) = Phrase::read(&joined)
            && let Some(base) = finder.base_of(&phrase, first, last)
        {
            return Some(Found { first, last, phrase, base });
        }
    }
    None
}

/// Expansions of several acronyms on line `index`, wide spaces between them.
fn side_by_side(text: &Text, lines: &Lines, index: usize, finder: &mut Finder<'_>) -> Vec<Found> {
    let Some(line) = lines.get(index).filter(|l| is_candidate(l)) else { return Vec::new() };
    let body = text.slice(line.body);
    let wide = |c: char| c == '\t' || c == '\u{3000}';
    let parts: Vec<&str> = body.split(wide).flat_map(|p| p.split("  ")).map(str::trim).filter(|p| !p.is_empty()).collect();
    if !(2..=4).contains(&parts.len()) {
        return Vec::new();
    }
    let phrases: Vec<Phrase> = parts.iter().filter_map(|p| Phrase::read(p)).collect();
    let bases: Vec<Base> = phrases.iter().filter_map(|p| finder.look(p, index, index)).collect();
    if bases.len() < parts.len() {
        return Vec::new();
    }
    bases.iter().for_each(|base| finder.keep(base));
    phrases.into_iter().zip(bases).map(|(phrase, base)| Found { first: index, last: index, phrase, base }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(source: &str, gloss: Gloss) -> (String, Vec<String>) {
        let options = Options { gloss, ..Options::default() };
        let edits = run(&Text::from(source), &options);
        assert_eq!(edits.refused(), 0, "{source}");
        let notes = edits.annotations().iter().map(|a| a.value.clone()).collect();
        let once = edits.apply(&Text::from(source)).map(|(text, _)| text.into_string()).unwrap_or_default();
        let twice = run(&Text::from(once.as_str()), &options);
        assert!(gloss == Gloss::Keep || twice.is_empty(), "not stable: {source:?} {once:?} {:?}", twice.list());
        (once, notes)
    }

    #[test]
    fn an_expansion_holds_no_acronym() {
        for source in ["NorthNorth\n\nか\n\n\nか図表1\n", "North\n\nか\n\n\nか図表1\n"] {
            for gloss in [Gloss::Inline, Gloss::Drop] {
                clean(&source.repeat(2), gloss);
            }
        }
    }

    /// Source, with `drop`, with `inline`.
    const FORMS: &[(&str, &str, &str)] = &[
        // between the halves
        (
            "河川の監視、共同のR\n\nRiver Water Board\nWB活動及び水の\n\n管理を行う。",
            "河川の監視、共同のRWB活動及び水の\n\n管理を行う。",
            "河川の監視、共同のRWB（River Water Board）活動及び水の\n\n管理を行う。",
        ),
        (
            "河川の監視委員会（R\nRiver Water Board\nWB）を設けた。",
            "河川の監視委員会（RWB）を設けた。",
            "河川の監視委員会（RWB：River Water Board）を設けた。",
        ),
        // words in another order, and more of them than letters
        (
            "河川の監視に関する条約（W\nTreaty on the River and Non-River Waters\nRT）は、水の",
            "河川の監視に関する条約（WRT）は、水の",
            "河川の監視に関する条約（WRT：Treaty on the River and Non-River Waters）は、水の",
        ),
        // with a count
        (
            "先月の会議（R\nRiver Water Board\nWB12）では、水の",
            "先月の会議（RWB12）では、水の",
            "先月の会議（RWB12：River Water Board）では、水の",
        ),
        // on the line behind
        (
            "河川を守るため、 RWB の活動を強める。この\nRiver Water Board\n方針は去年決まった。",
            "河川を守るため、 RWB の活動を強める。この\n方針は去年決まった。",
            "河川を守るため、 RWB（River Water Board） の活動を強める。この\n方針は去年決まった。",
        ),
        (
            "委員会（ RWB ）に関する取組を進める。\n\nRiver Water Board\n\n次に、港を整える。",
            "委員会（ RWB ）に関する取組を進める。\n\n次に、港を整える。",
            "委員会（ RWB：River Water Board ）に関する取組を進める。\n\n次に、港を整える。",
        ),
        // before it, and the acronym alone
        (
            "水の委員会（\nRiver Water Board\nRWB\n）に関する取組を進\nめる。",
            "水の委員会（RWB）に関する取組を進\nめる。",
            "水の委員会（RWB：River Water Board）に関する取組を進\nめる。",
        ),
        (
            "共同の\nRWB\n活動\n\nRiver Water Board\n\nを一層強化する。",
            "共同のRWB活動\n\nを一層強化する。",
            "共同のRWB（River Water Board）活動\n\nを一層強化する。",
        ),
        // letters apart, words set together, two lines, fullwidth
        (
            "このため、 RWB に関する\nR i v e r  W a t e r  B o a r d\n取組を進める。",
            "このため、 RWB に関する\n取組を進める。",
            "このため、 RWB（River Water Board） に関する\n取組を進める。",
        ),
        (
            "このため、 RWB に関する\nRiverWaterBoard\n取組を進める。",
            "このため、 RWB に関する\n取組を進める。",
            "このため、 RWB（River Water Board） に関する\n取組を進める。",
        ),
        (
            "このため、ＲＷＢに関する\nRiver\nWater Board\n取組を進める。",
            "このため、ＲＷＢに関する\n取組を進める。",
            "このため、ＲＷＢ（River Water Board）に関する\n取組を進める。",
        ),
        // behind a page break
        (
            "このため、RWBに関する\n\x0CRiver Water Board\n取組を進める。",
            "このため、RWBに関する\n\x0C取組を進める。",
            "このため、RWB（River Water Board）に関する\n\x0C取組を進める。",
        ),
        // behind a full print line
        (
            "川の水を見る委員会を置き、港の船を見る。共同\nのRWBの活動を進める。この方針は去年決まった River Water Board\nが、今年から川の水を見る委員会が自ら行うこと\nになった。また、港の船を見る委員会も置かれた\nので、川の水を見る。",
            "川の水を見る委員会を置き、港の船を見る。共同\nのRWBの活動を進める。この方針は去年決まった\nが、今年から川の水を見る委員会が自ら行うこと\nになった。また、港の船を見る委員会も置かれた\nので、川の水を見る。",
            "川の水を見る委員会を置き、港の船を見る。共同\nのRWB（River Water Board）の活動を進める。この方針は去年決まった\nが、今年から川の水を見る委員会が自ら行うこと\nになった。また、港の船を見る委員会も置かれた\nので、川の水を見る。",
        ),
        // in the line
        (
            "両国は、定期の協議 (R&WB) を行い、合意した具 River and Water Board\n体的な計画を進める。",
            "両国は、定期の協議 (R&WB) を行い、合意した具\n体的な計画を進める。",
            "両国は、定期の協議 (R&WB: River and Water Board) を行い、合意した具\n体的な計画を進める。",
        ),
    ];

    #[test]
    fn forms() {
        for (source, drop, inline) in FORMS {
            let (dropped, notes) = clean(source, Gloss::Drop);
            assert_eq!(dropped, *drop, "{source}");
            assert_eq!(notes.len(), 1, "{source}");
            assert_eq!(clean(source, Gloss::Inline).0, *inline, "{source}");
            assert_eq!(clean(source, Gloss::Keep), ((*source).to_owned(), notes), "{source}");
        }
    }

    #[test]
    fn two_on_one_line() {
        let (text, notes) =
            clean("共同の RWB と PTA の活動を進める。\nRiver Water Board   Port Transit Authority\n次に行う。", Gloss::Drop);
        assert_eq!(text, "共同の RWB と PTA の活動を進める。\n次に行う。");
        assert_eq!(notes, ["River Water Board", "Port Transit Authority"]);
    }

    #[test]
    fn other_latin_lines_stay() {
        for source in [
            // a note with its number apart
            "計算の速さ、ＲＷＢ2の普及など、利用できる\n\nRiver Water Board\n\n1 山田（2020）「川」による。",
            "計算の速さ、ＲＷＢの普及など、\n2\nOther Words Here\n3 山田（2020）「川」による。",
            // a list of terms
            "略語\nRWB\nRiver Water Board\n河川委員会\nPTA\nPort Transit Authority\n港湾局\n",
            "RWB\nRiver Water Board\n川の水を見る委員会。\nPTA\nPort Transit Authority\n港の船を見る役所。\n",
            // a title in two languages
            "第2節　河川委員会（RWB）\nRiver Water Board\n\n委員会は、川の水を見る。",
            // a bibliography
            "このため、RWBに関する取組を進める。\nRiver Water Board\nJones, A. (2001) Rivers, 2nd ed.\n",
            // in brackets in its own right
            "人工の川（\nRiver Water Board\n）はRWBの略称です。",
            "RWBとは、（River Water Board）の略称です。",
            // words that spell nothing here
            "河川の監視に関する条約（W\nTreaty on the River and Lake Beds\nRT）は、水の",
            "条約のW\nTreaty on the River and Non-River Waters\nRiver Tに",
            "このため、RWBに関する\nOcean Water Board\n取組を進める。",
            // running text
            "これは River Water Board という組織で、RWBと略す。",
            // English
            "The RWB was set up.\nRiver Water Board\nIt meets in spring. 会議",
        ] {
            assert_eq!(clean(source, Gloss::Drop), (source.to_owned(), Vec::new()));
        }
    }
}
