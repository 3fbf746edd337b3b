//! Sets of choices to start from. A preset is a config; the user's config comes
//! on top of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{BadConfig, Config};

/// A set of choices to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Japanese defense white papers: SDF, ICBM and the like need no expansion.
    Defense,
    /// Other Japanese white papers and reports: as without a preset.
    GeneralJa,
    /// English reports: how Japanese words are written is not looked at.
    En,
}

impl Preset {
    /// The config of the preset.
    ///
    /// # Errors
    /// None; the presets are part of the program and tested.
    pub fn config(self) -> Result<Config, BadConfig> {
        Config::parse(self.text())
    }

    /// That config as it is written.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Preset::Defense => include_str!("presets/defense.toml"),
            Preset::GeneralJa => include_str!("presets/general-ja.toml"),
            Preset::En => include_str!("presets/en.toml"),
        }
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

    /// What the documentation shows of the presets is what they are.
    #[test]
    fn presets_are_documented() {
        let page = include_str!("../../docs/check.md");
        for preset in [Preset::Defense, Preset::GeneralJa, Preset::En] {
            assert!(page.contains(&format!("```toml\n{}```\n", preset.text())), "docs/check.md lacks {preset:?} as it is");
        }
    }
}
