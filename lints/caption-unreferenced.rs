//! Figures and tables that no reference points at.

use crate::book::{Kind, is_appendix};
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    // a box stands for itself
    let counted = |family: &str| !is_appendix(family) && !matches!(family, "コラム" | "写真" | "事例" | "様式" | "参考" | "Box" | "Plate");
    unreferenced(context, counted, out);
}

/// Reports what is not referred to where most of its kind are.
pub(super) fn unreferenced(context: &Context<'_>, counted: impl Fn(&str) -> bool, out: &mut Offences) {
    for (i, caption) in context.document.captions.iter().enumerate() {
        let family = &caption.label.family;
        let (all, referenced) = context.book.referenced(family);
        let target = crate::book::Target { document: context.index, kind: Kind::Caption(i) };
        if !counted(family) || context.book.is_referenced(target) || referenced < 2 || referenced * 2 < all {
            continue;
        }
        out.report(caption.span.hull(caption.title)).with("label", context.document.slice(caption.span));
    }
}
