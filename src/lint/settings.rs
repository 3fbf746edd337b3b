//! The options of one lint: the page's defaults, overridden by the config.

use toml::Table;

/// The options of one lint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    table: Table,
}

impl Settings {
    /// Options as they stand in a table.
    #[must_use]
    pub fn new(table: Table) -> Settings {
        Settings { table }
    }

    /// The same with what `over` gives in place of what was there.
    #[must_use]
    pub fn with(mut self, over: &Table) -> Settings {
        self.table.extend(over.iter().map(|(k, v)| (k.clone(), v.clone())));
        self
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.table.get(name)?.as_integer()
    }

    /// Yes or no; no when it is not there.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.table.get(name).and_then(toml::Value::as_bool).unwrap_or(false)
    }

    /// A word.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.table.get(name)?.as_str()
    }

    /// A list of words; empty when it is not there.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.table.get(name).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
    }
}
