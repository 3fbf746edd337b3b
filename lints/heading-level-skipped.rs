//! A heading that stands more than one level below the one before.

use std::collections::BTreeSet;

use crate::doc::number::Unit;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let headings = &context.document.headings;
    let units: BTreeSet<Unit> = headings.iter().filter_map(|h| h.form).map(|f| f.unit).filter(|u| *u <= Unit::Clause).collect();
    for heading in headings {
        let Some(parent) = heading.parent.and_then(|p| headings.get(p)) else { continue };
        let at = heading.number.unwrap_or(heading.title);
        if heading.marked && parent.marked {
            if heading.level > parent.level + 1 {
                let offence = out.report(at).message("main");
                offence.with("level", heading.level).with("before", parent.level);
                offence.related(context.place(parent.title), "parent");
            }
            continue;
        }
        let decimal = |steps: usize| steps > 1 && heading.form.is_some_and(|f| f.unit == Unit::Unnamed);
        let missing = match (parent.form, heading.form) {
            (Some(above), Some(own)) if own.unit != Unit::Unnamed => {
                units.iter().find(|u| above.unit < **u && **u < own.unit && own.depth == 1).map(name)
            }
            (Some(above), _) if decimal(heading.own.len()) && above.unit == Unit::Unnamed && heading.own.len() > parent.own.len() + 1 => {
                Some("")
            }
            _ => None,
        };
        let Some(missing) = missing else { continue };
        let (Some(number), Some(above)) = (heading.number, parent.number) else { continue };
        let document = context.document;
        let offence = out.report(number).message(if missing.is_empty() { "decimal" } else { "unit" });
        offence.with("number", document.slice(number)).with("before", document.slice(above)).with("unit", missing);
        offence.related(context.place(above), "parent");
    }
}

fn name(unit: &Unit) -> &'static str {
    match unit {
        Unit::Part => "部",
        Unit::Chapter => "章",
        Unit::Section => "節",
        Unit::Item => "項",
        _ => "款",
    }
}
