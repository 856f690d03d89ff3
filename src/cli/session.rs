//! What every command is given beside what was typed after it.

use super::messages::Messages;
use super::release::Project;

/// What every command is given beside what was typed after it.
pub(super) struct Session {
    /// How messages reach the user.
    pub(super) messages: Messages,
    /// What `vaultchart.yaml` says.
    pub(super) project: Project,
}
