//! Moments in UTC, written and read by Go's layouts, in which `2006-01-02 15:04:05` stands for the parts of a date.

/// The moment that Go calls zero: the start of year 1.
pub(super) const ZERO: Moment = Moment(-62_135_596_800);

/// The seconds since the start of 1970, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment(pub(super) i64);

const MONTHS: [&str; 12] = [
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

const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// The parts of layouts, longer ones before their beginnings.
const PARTS: &[&str] = &[
    "January", "Jan", "Monday", "Mon", "MST", "2006", "002", "01", "02", "03", "04", "05", "06", "15", "_2", "PM",
    "pm", "Z07:00", "Z0700", "-07:00", "-0700", "-07", "1", "2", "3", "4", "5",
];

/// A date of the calendar with its time of day.
struct Date {
    year: i64,
    month: i64,
    day: i64,
    day_of_year: i64,
    seconds: i64,
}

/// The days from 1970 to the first of a month.
fn days_to(year: i64, month: i64) -> i64 {
    let months = year * 12 + month - 3;
    let (shifted, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leaps = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    shifted * 365 + leaps + (month * 153 + 2) / 5 - 719_468
}

fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

impl Moment {
    fn date(self) -> Date {
        let days = self.0.div_euclid(86_400);
        let guess = (days * 400).div_euclid(146_097) + 1970;
        let year = (guess - 1..=guess + 1).take_while(|year| days_to(*year, 1) <= days).last().unwrap_or(guess);
        let month = (1..=12).take_while(|month| days_to(year, *month) <= days).last().unwrap_or(1);
        let day = days - days_to(year, month) + 1;
        Date { year, month, day, day_of_year: days - days_to(year, 1) + 1, seconds: self.0.rem_euclid(86_400) }
    }

    /// The moment in a layout; none for a year beyond 9999 or before 0.
    pub(super) fn written(self, layout: &str) -> Option<String> {
        if !(-62_167_219_200..=253_402_300_799).contains(&self.0) {
            return None;
        }
        let date = self.date();
        let weekday = WEEKDAYS.get(usize::try_from(self.0.div_euclid(86_400).rem_euclid(7)).ok()?)?;
        let mut out = String::new();
        let mut rest = layout;
        while let Some(first) = rest.chars().next() {
            let part = part_at(rest);
            match part {
                Some(part) => out.push_str(&date.part(part, weekday)),
                None => out.push(first),
            }
            rest = rest.get(part.map_or(first.len_utf8(), str::len)..).unwrap_or_default();
        }
        Some(out)
    }

    /// Reads a moment by a layout; none if the text does not fit it.
    pub(super) fn read(layout: &str, text: &str) -> Option<Self> {
        let mut reading =
            Reading { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, after_noon: None, east: 0 };
        let (mut layout, mut text) = (layout, text);
        while let Some(first) = layout.chars().next() {
            match part_at(layout) {
                Some(part) => {
                    text = reading.part(part, text)?;
                    layout = layout.get(part.len()..)?;
                }
                None => {
                    text = text.strip_prefix(first)?;
                    layout = layout.get(first.len_utf8()..)?;
                }
            }
        }
        if text.is_empty() { reading.moment() } else { None }
    }
}

/// The part of a date that a layout begins with. A word that only begins like a part is none.
fn part_at(layout: &str) -> Option<&'static str> {
    let part = PARTS.iter().find(|part| layout.starts_with(**part))?;
    let next = layout.get(part.len()..).and_then(|rest| rest.chars().next());
    let runs_on = matches!(*part, "Jan" | "Mon") && next.is_some_and(|next| next.is_ascii_lowercase());
    (!runs_on).then_some(part)
}

impl Date {
    fn part(&self, part: &str, weekday: &str) -> String {
        let (hour, minute, second) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        let twelve = (hour + 11) % 12 + 1;
        let month =
            usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
        let short = |name: &str| name.get(..3).unwrap_or_default().to_owned();
        match part {
            "January" => month.to_owned(),
            "Jan" => short(month),
            "Monday" => weekday.to_owned(),
            "Mon" => short(weekday),
            "MST" => "UTC".to_owned(),
            "2006" => format!("{:04}", self.year),
            "06" => format!("{:02}", self.year.rem_euclid(100)),
            "01" => format!("{:02}", self.month),
            "1" => self.month.to_string(),
            "002" => format!("{:03}", self.day_of_year),
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
            "Z07:00" | "Z0700" => "Z".to_owned(),
            "-07:00" => "+00:00".to_owned(),
            "-0700" => "+0000".to_owned(),
            _ => "+00".to_owned(),
        }
    }
}

/// What has been read of a date so far.
struct Reading {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    after_noon: Option<bool>,
    /// The seconds that the zone is ahead of UTC.
    east: i64,
}

/// Takes between the two numbers of digits off the text.
fn digits(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(count).filter(|_| count >= least)?;
    Some((number.parse().ok()?, rest))
}

fn name<'t>(names: &[&str], text: &'t str, short: bool) -> Option<(i64, &'t str)> {
    names.iter().zip(1..).find_map(|(name, number)| {
        let name = if short { name.get(..3)? } else { name };
        let start = text.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then(|| (number, text.get(name.len()..).unwrap_or_default()))
    })
}

/// Takes a zone such as `+02:00` off the text.
fn zone<'t>(part: &str, text: &'t str) -> Option<(i64, &'t str)> {
    if let Some(rest) = text.strip_prefix('Z').filter(|_| part.starts_with('Z')) {
        return Some((0, rest));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2, 2)?;
    if part == "-07" {
        return Some((sign * hours * 3600, rest));
    }
    let rest = if part.contains(':') { rest.strip_prefix(':')? } else { rest };
    let (minutes, rest) = digits(rest, 2, 2)?;
    Some((sign * (hours * 3600 + minutes * 60), rest))
}

impl Reading {
    fn part<'t>(&mut self, part: &str, text: &'t str) -> Option<&'t str> {
        let least = if part.starts_with('0') { 2 } else { 1 };
        let (slot, (number, rest)) = match part {
            "2006" => (&mut self.year, digits(text, 4, 4)?),
            "06" => {
                let (number, rest) = digits(text, 2, 2)?;
                (&mut self.year, (number + if number >= 69 { 1900 } else { 2000 }, rest))
            }
            "January" | "Jan" => (&mut self.month, name(&MONTHS, text, part == "Jan")?),
            "01" | "1" => (&mut self.month, digits(text, least, 2)?),
            "02" | "2" => (&mut self.day, digits(text, least, 2)?),
            "_2" => (&mut self.day, digits(text.trim_start_matches(' '), 1, 2)?),
            "15" => (&mut self.hour, digits(text, 2, 2)?),
            "03" | "3" => (&mut self.hour, digits(text, least, 2)?),
            "04" | "4" => (&mut self.minute, digits(text, least, 2)?),
            "05" | "5" => (&mut self.second, digits(text, least, 2)?),
            "Monday" | "Mon" => return name(&WEEKDAYS, text, part == "Mon").map(|(_, rest)| rest),
            "MST" => return text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")),
            "PM" | "pm" => {
                let (number, rest) = name(&["AM", "PM"], text, false)?;
                self.after_noon = Some(number == 2);
                return Some(rest);
            }
            "002" => return None,
            _ => (&mut self.east, zone(part, text)?),
        };
        *slot = number;
        Some(rest)
    }

    fn moment(&self) -> Option<Moment> {
        let february = if is_leap(self.year) { 29 } else { 28 };
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let length = lengths.get(usize::try_from(self.month - 1).ok()?)?;
        let hour = match self.after_noon {
            None => self.hour,
            Some(after_noon) if (1..=12).contains(&self.hour) => self.hour % 12 + if after_noon { 12 } else { 0 },
            Some(_) => return None,
        };
        if !(1..=*length).contains(&self.day) || hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let days = days_to(self.year, self.month) + self.day - 1;
        Some(Moment(days * 86_400 + hour * 3600 + self.minute * 60 + self.second - self.east))
    }
}

/// Reads a span of time such as `-1h30m` in nanoseconds; none if it is none.
pub(super) fn read_duration(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0f64;
    while !rest.is_empty() || total == 0.0 {
        let length = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let (number, after) = rest.split_at_checked(length)?;
        let length =
            after.find(|character: char| character.is_ascii_digit() || character == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(length)?;
        total += number.parse::<f64>().ok()? * nanoseconds(unit)?;
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    (total < 9.2e18).then_some(if negative { -(total as i64) } else { total as i64 })
}

fn nanoseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 6e10,
        "h" => 3.6e12,
        _ => return None,
    })
}
