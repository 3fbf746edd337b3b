//! An expansion that does not spell its acronym.

use crate::doc::acronym::Form;
use crate::doc::acronym::known::is_known;
use crate::doc::acronym::spelling::{self, Fit};
use crate::finding::Level;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    for definition in &context.document.acronyms.definitions {
        let Some(latin) = definition.latin.filter(|_| definition.form == Form::Full && definition.fit != Fit::Spells) else { continue };
        // ASEAN, UNICEF, UTC: everybody knows that they do not
        if is_known(&spelling::name(context.document.slice(definition.acronym))) {
            continue;
        }
        let offence = out.report(latin).with("acronym", spelling::singular(context.document.slice(definition.acronym)));
        offence.with("expansion", context.document.slice(latin));
        if definition.fit == Fit::Unlike {
            offence.level(Level::Info);
        }
    }
}
