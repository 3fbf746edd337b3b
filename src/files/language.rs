//! The language of messages.

use crate::config::LanguageName;
use crate::lint::Language;

/// The language asked for, or else the locale's (`LC_ALL`, `LC_MESSAGES`,
/// `LANG`, in this order, as POSIX has it).
pub(crate) fn choose(asked: Option<LanguageName>) -> Language {
    match asked {
        Some(LanguageName::Ja) => Language::Ja,
        Some(LanguageName::En) => Language::En,
        None => {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok()).find(|v| !v.is_empty());
            if locale.is_some_and(|l| l.starts_with("ja")) { Language::Ja } else { Language::En }
        }
    }
}
