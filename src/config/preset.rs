//! Sets of choices to start from. A preset is a config; the user's config comes
//! on top of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{BadConfig, Config};

/// A set of choices to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Japanese defense white papers.
    Defense,
    /// Other Japanese white papers and reports.
    GeneralJa,
    /// English reports.
    En,
}

impl Preset {
    /// The config of the preset.
    ///
    /// # Errors
    /// None; the presets are part of the program and tested.
    pub fn config(self) -> Result<Config, BadConfig> {
        Config::parse(match self {
            Preset::Defense => include_str!("presets/defense.toml"),
            Preset::GeneralJa => include_str!("presets/general-ja.toml"),
            Preset::En => include_str!("presets/en.toml"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_configs() {
        for preset in [Preset::Defense, Preset::GeneralJa, Preset::En] {
            let config = preset.config().unwrap_or_else(|e| panic!("{preset:?}: {e}"));
            assert_eq!(config.preset, None);
        }
    }
}
