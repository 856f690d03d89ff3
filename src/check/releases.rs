//! Releases of Vault: when they came out, until when they get fixes, which of them are known to be unsafe, and which
//! images start only under conditions.
//!
//! All of it is data (`data/releases.json`) with a date and sources, and `check --releases` takes a newer file. What
//! came out later than the data is not judged, and that is reported.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::vault_version::{Edition, Version};

/// The data that is built in.
const BUILT_IN: &str = include_str!("data/releases.json");

/// Stands for the day of an end of which only is known that it has come.
const ENDED: &str = "ended";

/// What is known of the releases.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Releases {
    /// The day up to which it is true.
    pub date: String,
    /// Where it was read.
    pub sources: Vec<String>,
    /// The lines, the oldest first.
    lines: Vec<Line>,
    /// The faults, in the order in which they became known.
    advisories: Vec<Advisory>,
    /// What images need to start.
    #[serde(default)]
    images: Images,
}

/// A release line.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Line {
    line: String,
    released: String,
    /// The day from which the community edition gets no more fixes.
    community_end: Option<String>,
    /// The day from which Enterprise gets no more fixes, or `ended` where only that is known.
    enterprise_end: Option<String>,
    /// The newest release of the community edition.
    newest: Option<String>,
}

/// A fault of Vault that a release fixed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Advisory {
    /// Its number, or a name where it has none.
    pub(super) id: String,
    /// What it lets happen.
    pub(super) what: String,
    /// The edition that has it; both if none is named.
    edition: Option<String>,
    /// The first release without it.
    fixed: String,
    /// The first releases without it in older lines of Enterprise.
    #[serde(default)]
    enterprise: Vec<String>,
}

/// Versions by what their images need.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Images {
    /// The entrypoint sets a capability unless `SKIP_SETCAP` is set.
    entrypoint_needs_skip_setcap: Vec<String>,
    /// The program carries the capability, and does not start where the container may not have it.
    binary_has_ipc_lock: Vec<String>,
    /// The first of each line that cannot lock memory at all.
    cannot_lock_from: Vec<String>,
}

/// What is known of one image's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Its entrypoint needs `SKIP_SETCAP`.
    NeedsSkipSetcap,
    /// It needs the capability `IPC_LOCK`.
    NeedsLock,
    /// It cannot lock memory.
    CannotLock,
}

impl Releases {
    /// The data that is built in.
    pub fn built_in() -> &'static Self {
        static DATA: OnceLock<Releases> = OnceLock::new();
        DATA.get_or_init(|| match Self::read(BUILT_IN) {
            Ok(releases) => releases,
            // A test reads it; with no data nothing is judged.
            Err(_) => Self {
                date: "1970-01-01".to_owned(),
                sources: Vec::new(),
                lines: Vec::new(),
                advisories: Vec::new(),
                images: Images::default(),
            },
        })
    }

    /// Reads data in the form of `data/releases.json`.
    ///
    /// # Errors
    /// What is wrong with it: JSON, a field, a date or a version.
    pub fn read(text: &str) -> Result<Self, String> {
        let releases: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let lines = releases.lines.iter();
        let dates =
            lines.flat_map(|line| [Some(&line.released), line.community_end.as_ref(), line.enterprise_end.as_ref()]);
        let is_day = |date: &str| date == ENDED || days(date).is_some();
        if let Some(date) = dates.flatten().chain([&releases.date]).find(|date| !is_day(date)) {
            return Err(format!("`{date}` is not a date such as `2026-11-29`"));
        }
        let fixed = releases.advisories.iter().flat_map(|advisory| advisory.enterprise.iter().chain([&advisory.fixed]));
        let Images { entrypoint_needs_skip_setcap, binary_has_ipc_lock, cannot_lock_from } = &releases.images;
        let images = entrypoint_needs_skip_setcap.iter().chain(binary_has_ipc_lock).chain(cannot_lock_from);
        let versions = fixed.chain(images).chain(releases.lines.iter().filter_map(|line| line.newest.as_ref()));
        if let Some(text) =
            versions.into_iter().find(|text| Version::of_tag(text).is_none_or(|one| one.patch.is_none()))
        {
            return Err(format!("`{text}` is not a version such as `2.0.4`"));
        }
        match releases.lines.iter().find(|line| Version::of_tag(&line.line).is_none()) {
            Some(line) => Err(format!("`{}` is not a release line such as `2.0`", line.line)),
            None => Ok(releases),
        }
    }

    /// The day since which a release gets no more fixes; none if it still gets them, or the data does not tell.
    pub(super) fn ended(&self, version: &Version, today: i64) -> Option<String> {
        if version.edition == Edition::OpenBao {
            return None;
        }
        let oldest = self.lines.first()?;
        if version.line < numbers(&oldest.line)? {
            return Some(format!("{} at the latest", oldest.released));
        }
        let line = self.lines.iter().find(|line| numbers(&line.line) == Some(version.line))?;
        let end = if version.is_enterprise() { &line.enterprise_end } else { &line.community_end };
        if end.as_deref() == Some(ENDED) {
            return Some(format!("{} at the latest", self.date));
        }
        end.clone().filter(|end| days(end).is_some_and(|end| end <= today))
    }

    /// Whether a version belongs to a line that is newer than the data.
    pub(super) fn is_unknown(&self, version: &Version) -> bool {
        let newest = self.lines.iter().filter_map(|line| numbers(&line.line)).max();
        version.edition != Edition::OpenBao && newest.is_some_and(|newest| version.line > newest)
    }

    /// How many days the data is old.
    pub(super) fn age(&self, today: i64) -> i64 {
        today - days(&self.date).unwrap_or(today)
    }

    /// The newest release of the community edition.
    pub(super) fn newest(&self) -> Option<&str> {
        self.lines.iter().rev().find_map(|line| line.newest.as_deref())
    }

    /// The faults that a release has, as far as its tag tells.
    pub(super) fn advisories(&self, version: &Version) -> Vec<&Advisory> {
        self.advisories.iter().filter(|advisory| advisory.affects(version)).collect()
    }

    /// What the image of a version needs to start.
    pub(super) fn start(&self, version: &Version) -> Option<Start> {
        let Images { entrypoint_needs_skip_setcap, binary_has_ipc_lock, cannot_lock_from } = &self.images;
        let is_in = |list: &[String]| list.iter().any(|tag| is_same(tag, version));
        if is_in(entrypoint_needs_skip_setcap) {
            return Some(Start::NeedsSkipSetcap);
        }
        if is_in(binary_has_ipc_lock) {
            return Some(Start::NeedsLock);
        }
        self.cannot_lock(version, cannot_lock_from).then_some(Start::CannotLock)
    }

    fn cannot_lock(&self, version: &Version, from: &[String]) -> bool {
        let first = from.iter().filter_map(|tag| Version::of_tag(tag));
        let mut of_edition = first.filter(|first| !first.is_enterprise() || version.is_enterprise());
        let newest = from.iter().filter_map(|tag| numbers(tag)).max();
        version.edition != Edition::OpenBao
            && (of_edition.any(|first| first.line == version.line && version.patch >= first.patch)
                || newest.is_some_and(|newest| version.line > newest))
    }
}

/// Whether a tag of the data names a version; one without an edition names those of both.
fn is_same(tag: &str, version: &Version) -> bool {
    Version::of_tag(tag).is_some_and(|one| {
        let is_of_edition = !one.is_enterprise() || version.is_enterprise();
        one.line == version.line
            && one.patch == version.patch
            && is_of_edition
            && version.edition != Edition::OpenBao
            && version.pre_release.is_none()
    })
}

impl Advisory {
    fn affects(&self, version: &Version) -> bool {
        let Some(patch) = version.patch.filter(|_| version.edition != Edition::OpenBao) else { return false };
        if self.edition.as_deref() == Some("enterprise") && !version.is_enterprise() {
            return false;
        }
        let own = self.enterprise.iter().filter_map(|tag| Version::of_tag(tag));
        let own = own.filter(|_| version.is_enterprise()).find(|fixed| fixed.line == version.line);
        let fixed = own.or_else(|| Version::of_tag(&self.fixed));
        fixed.is_some_and(|fixed| (version.line, patch) < (fixed.line, fixed.patch.unwrap_or_default()))
    }

    /// The first release of the community edition without it, in numbers.
    pub(super) fn mended(&self) -> Option<((u32, u32), Option<u32>)> {
        Version::of_tag(&self.fixed).map(|version| (version.line, version.patch))
    }

    /// The releases that fix it, as a sentence has them.
    pub(super) fn fixed_in(&self, is_enterprise: bool) -> String {
        match self.enterprise.is_empty() || !is_enterprise {
            true => self.fixed.clone(),
            false => format!("{} (or {} of Enterprise)", self.fixed, self.enterprise.join(", ")),
        }
    }
}

fn numbers(text: &str) -> Option<(u32, u32)> {
    Version::of_tag(text).map(|version| version.line)
}

/// The days from 1970-01-01 to a day as ISO 8601 writes it.
pub(super) fn days(date: &str) -> Option<i64> {
    let parts: Vec<i64> = date.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = parts[..] else { return None };
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(tag: &str) -> Version {
        Version::of_tag(tag).expect("a version")
    }

    fn data() -> Releases {
        Releases::read(BUILT_IN).expect("the data")
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (date, expected) in [("1970-01-01", 0), ("2000-03-01", 11_017), ("2026-06-01", 20_605)] {
            assert_eq!(days(date), Some(expected), "{date}");
        }
        for date in ["", "2026", "2026-13-01", "2026-01-32", "x-01-01"] {
            assert_eq!(days(date), None, "{date}");
        }
    }

    #[test]
    fn a_line_ends_by_its_edition() {
        let today = days("2026-11-29").expect("a day");
        for (tag, expected) in [
            ("1.9.0", Some("2024-03-26 at the latest")),
            ("1.19.5", Some("2025-06-25")),
            ("1.19.5-ent", None),
            ("1.16.27-ent", Some("2026-04-01")),
            ("1.21.4", Some("2026-04-14")),
            ("1.21.12-ent", None),
            ("2.0.4", Some("2026-09-01")),
            ("2.1.2", None),
            ("2.9.0", None),
        ] {
            assert_eq!(data().ended(&version(tag), today).as_deref(), expected, "{tag}");
        }
        assert_eq!(data().ended(&version("2.0.4"), days("2026-06-01").expect("a day")), None);
        assert!(data().is_unknown(&version("2.9.0")) && !data().is_unknown(&version("2.1.9")));
    }

    #[test]
    fn advisories_follow_the_line_and_the_edition() {
        let data = data();
        let of = |tag| data.advisories(&version(tag)).iter().map(|one| one.id.as_str()).collect::<Vec<_>>();
        assert_eq!(of("2.0.4"), ["CVE-2026-105816"]);
        assert_eq!(of("2.0.2"), ["CVE-2026-12624", "CVE-2026-5006", "CVE-2026-105816"]);
        assert_eq!(of("2.0.2-ent").len(), 4);
        assert_eq!(of("1.21.11-ent"), ["CVE-2026-5807", "CVE-2026-105816"]);
        assert_eq!(of("1.21.4").len(), 8);
        for tag in ["2.1.2", "1.19", "2.2.0"] {
            assert_eq!(of(tag), [""; 0], "{tag}");
        }
    }

    #[test]
    fn images_start_under_conditions() {
        for (tag, expected) in [
            ("2.0.0", Some(Start::NeedsSkipSetcap)),
            ("2.0.1", Some(Start::NeedsLock)),
            ("2.0.1-ent", Some(Start::NeedsLock)),
            ("1.21.6-ent", Some(Start::NeedsLock)),
            ("1.21.6", None),
            ("2.0.4", Some(Start::CannotLock)),
            ("2.1.0", Some(Start::CannotLock)),
            ("1.19.18-ent", Some(Start::CannotLock)),
            ("1.19.15-ent", None),
            ("1.18.3", None),
        ] {
            assert_eq!(data().start(&version(tag)), expected, "{tag}");
        }
    }

    #[test]
    fn data_that_is_wrong_is_refused() {
        let wrong = |text: &str| Releases::read(text).expect_err("a fault");
        assert!(wrong("{}").contains("missing field"));
        let with = |lines: &str| {
            format!("{{\"date\": \"2026-01-01\", \"sources\": [], \"lines\": [{lines}], \"advisories\": []}}")
        };
        assert!(wrong(&with("{\"line\": \"2\", \"released\": \"2026-01-01\"}")).contains("not a release line"));
        assert!(wrong(&with("{\"line\": \"2.0\", \"released\": \"soon\"}")).contains("not a date"));
    }
}
