//! The files of a fleet with what they have in common, and the work on each of them.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use super::arguments::FleetArguments;
use super::base::Base;
use super::member::{Member, members};
use super::progress::Progress;
use super::work::work;
use crate::cli::messages::Messages;
use crate::cli::release::Asked;
use crate::diagnostic::Diagnostic;
use crate::pipeline::Common;

/// What is read once for all files.
pub(in crate::cli) struct Files {
    /// The files.
    pub(in crate::cli) members: Vec<Member>,
    /// What they lie over.
    pub(in crate::cli) base: Base,
    common: Common,
    jobs: Option<NonZeroUsize>,
}

impl Files {
    /// Finds the files, and reads what they have in common.
    ///
    /// # Errors
    /// All that is wrong with the globs.
    pub(in crate::cli) fn read(arguments: &FleetArguments, asked: &Asked) -> Result<Self, Vec<Diagnostic>> {
        let members = members(&arguments.each, asked.values.spreads())?;
        let base = Base::read(asked);
        let common = Common::new(&base.request.chart, &base.request.templates);
        Ok(Self { members, base, common, jobs: arguments.jobs })
    }

    /// Does the work for each file, known by its number as well, on all threads and in no order, until it breaks off.
    pub(in crate::cli) fn each(
        &self,
        messages: &Messages,
        one: impl Fn(&Common, usize, &Member) -> ControlFlow<()> + Sync,
    ) {
        let progress = Progress::new(self.members.len(), !messages.is_quiet());
        let prepare = || self.common.for_thread();
        work(self.members.len(), self.jobs, &progress, prepare, |common, index| {
            self.members.get(index).map_or(ControlFlow::Break(()), |member| one(common, index, member))
        });
    }
}
