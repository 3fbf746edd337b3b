//! Appendices that no reference points at.

use crate::book::is_appendix;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    super::caption_unreferenced::unreferenced(context, is_appendix, out);
}
