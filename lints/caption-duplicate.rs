//! Two figures or tables with the same number.

use std::collections::BTreeMap;

use crate::doc::caption::{self, Caption};
use crate::lint::{Context, Offences};
use crate::text::class;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    for row in caption::rows(&document.captions, &document.headings) {
        let mut seen: BTreeMap<&[u32], &Caption> = BTreeMap::new();
        for caption in row.iter().filter_map(|&i| document.captions.get(i)) {
            let Some(first) = seen.get(caption.label.number.as_slice()) else {
                seen.insert(&caption.label.number, caption);
                continue;
            };
            if !differ(&title(context, first), &title(context, caption)) {
                continue;
            }
            let offence = out.report(caption.span).with("label", document.slice(caption.span)).with("title", document.slice(first.title));
            offence.related(context.place(first.span), "first");
        }
    }
}

/// The title without spaces.
fn title(context: &Context<'_>, caption: &Caption) -> String {
    context.document.slice(caption.title).chars().filter(|c| !class::is_space(*c)).collect()
}

/// Whether two titles are those of two things; not when one goes on with the
/// other on a further page, or is cut off.
fn differ(first: &str, second: &str) -> bool {
    // 手続き is none of them
    let goes_on = ["（続", "(続", "【続", "〔続", "その２", "その2", "つづき", "再掲", "ontinued", "cont.", "cont'd"];
    !first.is_empty()
        && !second.is_empty()
        && !second.starts_with(first)
        && !first.starts_with(second)
        && !goes_on.iter().any(|w| second.contains(w))
}
