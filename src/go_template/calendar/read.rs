//! Reads a date by a layout, as lenient and as strict as Go.

use super::layout::{Part, parts};
use super::moment::{MONTHS, Moment, WEEKDAYS, days_to};

/// What has been read of a date so far.
#[derive(Default)]
struct Reading {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    nanoseconds: u32,
    after_noon: Option<bool>,
    /// The seconds that the zone is ahead of UTC.
    east: Option<i64>,
    zone: String,
}

/// Reads a moment by a layout; none if the text does not fit it.
pub(crate) fn read(layout: &str, text: &str) -> Option<Moment> {
    let parts = parts(layout);
    let mut reading = Reading::default();
    let mut rest = text;
    for (index, part) in parts.iter().enumerate() {
        rest = match part {
            Part::Plain(plain) => after_plain(plain, rest)?,
            Part::Fraction { digits, trims, .. } => reading.fraction(*digits, *trims, rest)?,
            Part::Named(name) => reading.part(name, rest)?,
        };
        let is_second = matches!(part, Part::Named("05" | "5"));
        if is_second && !matches!(parts.get(index + 1), Some(Part::Fraction { .. })) {
            rest = reading.fraction(9, true, rest)?;
        }
    }
    if rest.is_empty() { reading.moment() } else { None }
}

/// What follows a plain part of the layout, in which a blank stands for any number of them, but not for another sign.
fn after_plain<'t>(plain: &str, text: &'t str) -> Option<&'t str> {
    let (mut plain, mut text) = (plain, text);
    while let Some(first) = plain.chars().next() {
        if first == ' ' {
            if !text.is_empty() && !text.starts_with(' ') {
                return None;
            }
            plain = plain.trim_start_matches(' ');
            text = text.trim_start_matches(' ');
        } else {
            plain = plain.get(first.len_utf8()..)?;
            text = text.strip_prefix(first)?;
        }
    }
    Some(text)
}

/// Takes a number of at most so many digits off the text; of all of them if it `fills` its place.
fn number(text: &str, most: usize, fills: bool) -> Option<(i64, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(count).filter(|_| count == most || count > 0 && !fills)?;
    Some((number.parse().ok()?, rest))
}

fn name<'t>(names: &[&str], text: &'t str, short: bool) -> Option<(i64, &'t str)> {
    names.iter().zip(1..).find_map(|(name, number)| {
        let name = if short { name.get(..3)? } else { name };
        let (start, rest) = text.split_at_checked(name.len())?;
        start.eq_ignore_ascii_case(name).then_some((number, rest))
    })
}

/// Takes a zone such as `+02:00` off the text.
fn offset<'t>(part: &str, text: &'t str) -> Option<(i64, &'t str)> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut rest = text.strip_prefix(['+', '-'])?;
    let mut east = 0;
    let count = part.bytes().filter(u8::is_ascii_digit).count() / 2;
    for (place, (unit, most)) in [(3600, 24), (60, 60), (1, 60)].into_iter().take(count).enumerate() {
        rest = if place > 0 && part.contains(':') { rest.strip_prefix(':')? } else { rest };
        let (number, after) = number(rest, 2, true).filter(|(number, _)| *number <= most)?;
        east += number * unit;
        rest = after;
    }
    Some((sign * east, rest))
}

/// The length of the name of a zone at the start of the text.
fn zone_length(text: &str) -> Option<usize> {
    if text.starts_with("ChST") || text.starts_with("MeST") {
        return Some(4);
    }
    if let Some(rest) = text.strip_prefix("GMT") {
        return Some(3 + signed_length(rest));
    }
    if text.starts_with(['+', '-']) {
        return Some(signed_length(text)).filter(|length| *length > 0);
    }
    let letters = text.bytes().take(6).take_while(u8::is_ascii_uppercase).count();
    match letters {
        3 => Some(3),
        4 if text.starts_with("WITA") || text.as_bytes().get(3) == Some(&b'T') => Some(4),
        5 if text.as_bytes().get(4) == Some(&b'T') => Some(5),
        _ => None,
    }
}

/// The length of hours with a sign at the start of the text; 0 if there are none, or too many.
fn signed_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['+', '-']) else { return 0 };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let hours = rest.get(..digits).and_then(|digits| digits.parse::<i64>().ok());
    if hours.is_some_and(|hours| hours <= 23) { digits + 1 } else { 0 }
}

impl Reading {
    fn part<'t>(&mut self, part: &str, text: &'t str) -> Option<&'t str> {
        let fills = part.starts_with('0');
        let within = |found: Option<(i64, &'t str)>, least, most| found.filter(|(n, _)| (least..=most).contains(n));
        let (number, rest) = match part {
            "2006" => number(text, 4, true)?,
            "06" => number(text, 2, true)?,
            "January" | "Jan" => name(&MONTHS, text, part == "Jan")?,
            "01" | "1" => within(number(text, 2, fills), 1, 12)?,
            "02" | "2" => number(text, 2, fills)?,
            "_2" => number(text.strip_prefix(' ').unwrap_or(text), 2, false)?,
            "002" => number(text, 3, true)?,
            "__2" => number(text.trim_start_matches(' '), 3, false)?,
            "15" => within(number(text, 2, false), 0, 23)?,
            "03" | "3" => within(number(text, 2, fills), 0, 12)?,
            "04" | "4" | "05" | "5" => within(number(text, 2, fills), 0, 59)?,
            "Monday" | "Mon" => name(&WEEKDAYS, text, part == "Mon")?,
            "PM" | "pm" => {
                let names = if part == "PM" { ["AM", "PM"] } else { ["am", "pm"] };
                names.iter().zip(1..).find_map(|(name, number)| Some((number, text.strip_prefix(*name)?)))?
            }
            _ => return self.zone(part, text),
        };
        match part {
            "2006" => self.year = number,
            "06" => self.year = number + if number >= 69 { 1900 } else { 2000 },
            "January" | "Jan" | "01" | "1" => self.month = Some(number),
            "02" | "2" | "_2" => self.day = Some(number),
            "002" | "__2" => self.day_of_year = Some(number),
            "15" | "03" | "3" => self.hour = number,
            "04" | "4" => self.minute = number,
            "05" | "5" => self.second = number,
            "PM" | "pm" => self.after_noon = Some(number == 2),
            _ => {}
        }
        Some(rest)
    }

    fn zone<'t>(&mut self, part: &str, text: &'t str) -> Option<&'t str> {
        let utc = if part == "MST" { "UTC" } else { "Z" };
        if let Some(rest) = text.strip_prefix(utc).filter(|_| part.starts_with(['M', 'Z'])) {
            (self.east, self.zone) = (Some(0), String::new());
            return Some(rest);
        }
        if part == "MST" {
            let (zone, rest) = text.split_at_checked(zone_length(text)?)?;
            zone.clone_into(&mut self.zone);
            return Some(rest);
        }
        let (east, rest) = offset(part, text)?;
        self.east = Some(east);
        Some(rest)
    }

    /// Reads the digits behind the point; there may be none if the layout `trims` them.
    fn fraction<'t>(&mut self, digits: usize, trims: bool, text: &'t str) -> Option<&'t str> {
        let found = text.strip_prefix(['.', ',']).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let digits = if trims { found } else { digits };
        if digits == 0 && trims {
            return Some(text);
        }
        let (fraction, rest) = text.get(1..)?.split_at_checked(digits).filter(|_| digits <= found)?;
        self.nanoseconds = format!("{:0<9}", fraction.get(..9).unwrap_or(fraction)).parse().ok()?;
        Some(rest)
    }

    /// The month and the day, of which the day of the year may tell both.
    fn month_and_day(&self) -> Option<(i64, i64)> {
        let is_leap = days_to(self.year, 3) - days_to(self.year, 2) == 29;
        let (month, day) = match self.day_of_year {
            Some(all) => {
                let days = days_to(self.year, 1) + all - 1;
                let month = (1..=12).take_while(|month| days_to(self.year, *month) <= days).last()?;
                let found = (month, days - days_to(self.year, month) + 1);
                let is_within = (1..=if is_leap { 366 } else { 365 }).contains(&all);
                let agrees =
                    self.month.is_none_or(|month| month == found.0) && self.day.is_none_or(|day| day == found.1);
                Some(found).filter(|_| is_within && agrees)?
            }
            None => (self.month.unwrap_or(1), self.day.unwrap_or(1)),
        };
        let length = days_to(self.year, month + 1) - days_to(self.year, month);
        (1..=length).contains(&day).then_some((month, day))
    }

    fn moment(&self) -> Option<Moment> {
        let (month, day) = self.month_and_day()?;
        let hour = match self.after_noon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let days = days_to(self.year, month) + day - 1;
        let seconds = days * 86_400 + hour * 3600 + self.minute * 60 + self.second;
        let named_hours = self.zone.strip_prefix("GMT").and_then(|hours| hours.parse::<i64>().ok()).unwrap_or(0);
        let utc = Moment { nanoseconds: self.nanoseconds, ..Moment::utc(seconds) };
        Some(match self.east {
            Some(0) if self.zone.is_empty() || self.zone == "UTC" => utc,
            Some(east) => Moment { seconds: seconds - east, east, zone: self.zone.as_str().into(), ..utc },
            None if self.zone.is_empty() => utc,
            // A name alone does not say how far the zone is from UTC.
            None => Moment { east: named_hours * 3600, zone: self.zone.as_str().into(), ..utc },
        })
    }
}
