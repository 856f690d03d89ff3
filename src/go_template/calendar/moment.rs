//! A moment in a zone, and its text in a layout.

use std::sync::Arc;

use super::layout::{Part, parts};

/// The moment that Go calls zero: the start of year 1.
pub(crate) const ZERO: i64 = -62_135_596_800;

/// The nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

/// A moment, and the zone in which it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The seconds since the start of 1970, in UTC.
    pub(crate) seconds: i64,
    /// The rest of a second.
    pub(crate) nanoseconds: u32,
    /// The seconds that the zone is ahead of UTC.
    pub(super) east: i64,
    /// The name of the zone; empty if it has none.
    pub(super) zone: Arc<str>,
}

/// The names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The names of the days, from that of the first day of 1970 on.
pub(super) const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// A date of the calendar with its time of day.
struct Date<'m> {
    moment: &'m Moment,
    year: i64,
    month: i64,
    day: i64,
    day_of_year: i64,
    weekday: &'static str,
    seconds: i64,
}

/// The days from 1970 to the first of a month.
pub(super) fn days_to(year: i64, month: i64) -> i64 {
    let months = year * 12 + month - 3;
    let (shifted, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leaps = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    shifted * 365 + leaps + (month * 153 + 2) / 5 - 719_468
}

impl Moment {
    /// The moment so many seconds after the start of 1970, in UTC.
    pub(crate) fn utc(seconds: i64) -> Self {
        Self { seconds, nanoseconds: 0, east: 0, zone: "UTC".into() }
    }

    /// The same moment in UTC.
    pub(crate) fn in_utc(&self) -> Self {
        Self { nanoseconds: self.nanoseconds, ..Self::utc(self.seconds) }
    }

    /// The moment so many nanoseconds later.
    pub(crate) fn later(&self, nanoseconds: i64) -> Self {
        let all = i128::from(self.seconds) * SECOND + i128::from(self.nanoseconds) + i128::from(nanoseconds);
        let seconds = i64::try_from(all.div_euclid(SECOND)).unwrap_or(i64::MAX);
        Self { seconds, nanoseconds: u32::try_from(all.rem_euclid(SECOND)).unwrap_or_default(), ..self.clone() }
    }

    fn date(&self) -> Date<'_> {
        let local = self.seconds.saturating_add(self.east);
        let days = local.div_euclid(86_400);
        let guess = (days * 400).div_euclid(146_097) + 1970;
        let year = (guess - 1..=guess + 1).take_while(|year| days_to(*year, 1) <= days).last().unwrap_or(guess);
        let month = (1..=12).take_while(|month| days_to(year, *month) <= days).last().unwrap_or(1);
        let weekday = usize::try_from(days.rem_euclid(7)).ok().and_then(|day| WEEKDAYS.get(day));
        Date {
            moment: self,
            year,
            month,
            day: days - days_to(year, month) + 1,
            day_of_year: days - days_to(year, 1) + 1,
            weekday: weekday.copied().unwrap_or_default(),
            seconds: local.rem_euclid(86_400),
        }
    }

    /// The moment in a layout; none for a year beyond 9999 or before 0.
    pub(crate) fn written(&self, layout: &str) -> Option<String> {
        if !(-62_167_219_200..=253_402_300_799).contains(&self.seconds.saturating_add(self.east)) {
            return None;
        }
        let date = self.date();
        let text = |part: &Part<'_>| match part {
            Part::Plain(text) => (*text).to_owned(),
            Part::Fraction { separator, digits, trims } => self.fraction(*separator, *digits, *trims),
            Part::Named(name) => date.part(name),
        };
        Some(parts(layout).iter().map(text).collect())
    }

    fn fraction(&self, separator: char, digits: usize, trims: bool) -> String {
        let all = format!("{:09}", self.nanoseconds);
        let cut = all.get(..digits).unwrap_or(&all);
        match if trims { cut.trim_end_matches('0') } else { cut } {
            "" => String::new(),
            digits => format!("{separator}{digits}"),
        }
    }

    /// How far the zone is ahead of UTC.
    fn offset(&self, between: &str, with_minutes: bool, with_seconds: bool) -> String {
        let east = self.east.abs();
        let sign = if self.east < 0 { '-' } else { '+' };
        let mut text = format!("{sign}{:02}", east / 3600);
        if with_minutes {
            text.push_str(&format!("{between}{:02}", east / 60 % 60));
        }
        if with_seconds {
            text.push_str(&format!("{between}{:02}", east % 60));
        }
        text
    }
}

impl Date<'_> {
    fn part(&self, part: &str) -> String {
        let (hour, minute, second) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        let twelve = (hour + 11) % 12 + 1;
        let month = usize::try_from(self.month - 1).ok().and_then(|month| MONTHS.get(month)).copied();
        let month = month.unwrap_or_default();
        let short = |name: &str| name.get(..3).unwrap_or_default().to_owned();
        match part {
            "January" => month.to_owned(),
            "Jan" => short(month),
            "Monday" => self.weekday.to_owned(),
            "Mon" => short(self.weekday),
            "2006" => format!("{:04}", self.year),
            "06" => format!("{:02}", self.year.rem_euclid(100)),
            "01" => format!("{:02}", self.month),
            "1" => self.month.to_string(),
            "002" => format!("{:03}", self.day_of_year),
            "__2" => format!("{:3}", self.day_of_year),
            "02" => format!("{:02}", self.day),
            "_2" => format!("{:2}", self.day),
            "2" => self.day.to_string(),
            "15" => format!("{hour:02}"),
            "03" => format!("{twelve:02}"),
            "3" => twelve.to_string(),
            "04" => format!("{minute:02}"),
            "4" => minute.to_string(),
            "05" => format!("{second:02}"),
            "5" => second.to_string(),
            "PM" => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            "pm" => if hour < 12 { "am" } else { "pm" }.to_owned(),
            _ => self.zone(part),
        }
    }

    fn zone(&self, part: &str) -> String {
        let between = if part.contains(':') { ":" } else { "" };
        match part {
            "MST" if self.moment.zone.is_empty() => self.moment.offset("", true, false),
            "MST" => self.moment.zone.to_string(),
            _ if part.starts_with('Z') && self.moment.east == 0 => "Z".to_owned(),
            "Z07" | "-07" => self.moment.offset("", false, false),
            _ => self.moment.offset(between, true, part.ends_with(":00:00") || part.ends_with("070000")),
        }
    }
}
