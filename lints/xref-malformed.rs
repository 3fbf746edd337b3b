//! References that can point nowhere.

use crate::doc::reference::{Broken, Target};
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    for reference in &context.document.references {
        let Target::Broken(broken) = reference.target else { continue };
        let message = match broken {
            Broken::Unfilled => "main",
            Broken::Field => "field",
            Broken::Backwards => "backwards",
        };
        out.report(reference.span).message(message).with("reference", context.document.slice(reference.span));
    }
}
