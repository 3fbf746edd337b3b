//! What the levels of findings are called wherever people read of them. In
//! configs, options and formats for programs they keep their English names.

/// In English and Japanese: certainly wrong.
pub(super) const ERROR: (&str, &str) = ("Error", "誤り");
/// Probably wrong, somebody should look.
pub(super) const WARNING: (&str, &str) = ("Warning", "要確認");
/// Worth knowing.
pub(super) const INFO: (&str, &str) = ("Remark", "参考");
