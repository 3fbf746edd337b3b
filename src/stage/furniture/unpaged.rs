use super::Taken;
use crate::text::Text;
pub(super) fn find(_text: &Text, _taken: &mut Taken) {}
