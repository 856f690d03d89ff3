//! Running releases: what is done next in which state, and runs in a model cluster that everything disturbs.

mod calls;
mod commands;
mod compare;
mod model;
mod schedules;
mod stage;
mod states;
mod troubles;
mod upgrades;
mod variants;
