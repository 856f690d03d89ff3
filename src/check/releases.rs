//! Releases of Vault: when they came out, until when they get fixes, and which of them are known to be unsafe.
//!
//! The table has a date. What came out later is not judged.

use crate::vault_version::Version;

/// The day up to which the table is true.
pub(super) const TABLE_DATE: &str = "2025-11-01";

/// A release line, oldest first: its numbers, the day it came out, and whether Enterprise gets fixes for two years.
struct Line {
    line: (u32, u32),
    released: [i64; 3],
    is_long_term: bool,
}

const LINES: [Line; 9] = [
    line(13, [2023, 3, 1], false),
    line(14, [2023, 6, 21], false),
    line(15, [2023, 9, 27], false),
    line(16, [2024, 3, 26], true),
    line(17, [2024, 6, 12], false),
    line(18, [2024, 10, 9], false),
    line(19, [2025, 3, 5], true),
    line(20, [2025, 6, 25], false),
    line(21, [2025, 10, 22], false),
];

/// A fault of Vault that a release mended.
pub(super) struct Advisory {
    /// Its number.
    pub(super) id: &'static str,
    /// What it lets happen.
    pub(super) what: &'static str,
    /// The first release without it.
    fixed: (u32, u32, u32),
    /// The first releases without it in older lines of Enterprise.
    enterprise: &'static [(u32, u32, u32)],
}

/// Faults that reach far enough to be told by name.
const ADVISORIES: [Advisory; 3] = [
    Advisory {
        id: "CVE-2025-6000",
        what: "an operator may run code on the server through a file audit device and the plugin directory",
        fixed: (1, 20, 1),
        enterprise: &[(1, 19, 7), (1, 18, 12), (1, 16, 23)],
    },
    Advisory {
        id: "CVE-2025-6203",
        what: "a request without a login may keep the server busy until it no longer answers",
        fixed: (1, 20, 3),
        enterprise: &[(1, 19, 9), (1, 18, 14), (1, 16, 25)],
    },
    Advisory {
        id: "CVE-2024-9180",
        what: "an operator of the root namespace may give himself the root policy",
        fixed: (1, 18, 0),
        enterprise: &[(1, 17, 7), (1, 16, 11), (1, 15, 16)],
    },
];

const fn line(minor: u32, released: [i64; 3], is_long_term: bool) -> Line {
    Line { line: (1, minor), released, is_long_term }
}

/// The day, as text, since which a release gets no more fixes; none if it still gets them, or the table does not know.
pub(super) fn ended(version: &Version, today: i64) -> Option<String> {
    let oldest = LINES.first()?;
    if version.line < oldest.line {
        let [year, month, day] = LINES.get(3)?.released;
        return Some(format!("{year}-{month:02}-{day:02} at the latest"));
    }
    let at = LINES.iter().position(|line| line.line == version.line)?;
    let line = LINES.get(at)?;
    let end = match version.is_enterprise() && line.is_long_term {
        true => {
            let [year, month, day] = line.released;
            Some([year + 2, month, day])
        }
        // The newest line and the two before it get fixes.
        false => LINES.get(at + 3).map(|third| third.released),
    }?;
    let [year, month, day] = end;
    (days(end) <= today).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// The advisories that a release is open to, as far as its tag tells.
pub(super) fn advisories(version: &Version) -> Vec<&'static Advisory> {
    ADVISORIES.iter().filter(|advisory| advisory.affects(version)).collect()
}

impl Advisory {
    fn affects(&self, version: &Version) -> bool {
        let Some(patch) = version.patch else { return false };
        let (major, minor) = version.line;
        let own =
            self.enterprise.iter().find(|(one, other, _)| version.is_enterprise() && (*one, *other) == (major, minor));
        match own {
            Some((_, _, fixed)) => patch < *fixed,
            None => (major, minor, patch) < self.fixed,
        }
    }

    /// The releases that mend it, as a sentence has them.
    pub(super) fn fixed_in(&self, is_enterprise: bool) -> String {
        let word = |(major, minor, patch): &(u32, u32, u32)| format!("{major}.{minor}.{patch}");
        let older = if is_enterprise { self.enterprise } else { &[] };
        let older: Vec<String> = older.iter().map(word).collect();
        match older.is_empty() {
            true => word(&self.fixed),
            false => format!("{} (or {} of Enterprise)", word(&self.fixed), older.join(", ")),
        }
    }
}

/// The days from 1970-01-01 to a day of the Gregorian calendar.
const fn days([year, month, day]: [i64; 3]) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(tag: &str) -> Version {
        Version::of_tag(tag).expect("a version")
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (date, expected) in [([1970, 1, 1], 0), ([2000, 3, 1], 11_017), ([2026, 6, 1], 20_605)] {
            assert_eq!(days(date), expected, "{date:?}");
        }
    }

    #[test]
    fn a_release_ends_with_the_third_one_after_it() {
        let today = days([2026, 6, 1]);
        for (tag, expected) in [
            ("1.9.0", Some("2024-03-26 at the latest")),
            ("1.17.6", Some("2025-06-25")),
            ("1.18.3", Some("2025-10-22")),
            ("1.19.1", None),
            ("1.21.0", None),
            ("2.0.4", None),
            ("1.16.5", Some("2025-03-05")),
            ("1.16.25-ent", Some("2026-03-26")),
            ("1.19.0-ent", None),
        ] {
            assert_eq!(ended(&version(tag), today).as_deref(), expected, "{tag}");
        }
        assert_eq!(ended(&version("1.16.25-ent"), days([2025, 6, 1])), None);
    }

    #[test]
    fn advisories_follow_the_line_of_the_release() {
        let of = |tag| advisories(&version(tag)).iter().map(|one| one.id).collect::<Vec<_>>();
        let all = ["CVE-2025-6000", "CVE-2025-6203", "CVE-2024-9180"];
        assert_eq!(of("1.17.6"), all);
        assert_eq!(of("1.18.1"), &all[..2]);
        assert_eq!(of("1.20.2"), &all[1..2]);
        assert_eq!(of("1.19.8"), &all[..2]);
        assert_eq!(of("1.19.8-ent"), &all[1..2]);
        for tag in ["1.20.3", "1.19.9-ent", "2.0.4", "1.19"] {
            assert_eq!(of(tag), [""; 0], "{tag}");
        }
    }
}
