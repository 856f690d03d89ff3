//! Points in time as YAML 1.1 writes them: a date, or a date and a time of day, perhaps with a zone.

/// Whether the text would be read as a point in time.
pub(super) fn is_moment(text: &str) -> bool {
    let Some(rest) = date(text) else { return false };
    match rest.chars().next() {
        None => true,
        Some('T' | 't') => rest.get(1..).and_then(time).is_some_and(is_zone),
        Some(' ') => time(rest.trim_start_matches(' ')).is_some_and(str::is_empty),
        Some(_) => false,
    }
}

fn date(text: &str) -> Option<&str> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: u32 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    let (month, rest) = number(rest.strip_prefix('-')?)?;
    let (day, rest) = number(rest.strip_prefix('-')?)?;
    (1..=days(year, month)?).contains(&day).then_some(rest)
}

fn days(year: u32, month: u32) -> Option<u32> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => Some(if is_leap { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

fn time(text: &str) -> Option<&str> {
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix(':')?)?;
    let (second, rest) = number(rest.strip_prefix(':')?)?;
    (hour < 24 && minute < 60 && second < 60).then(|| without_fraction(rest))
}

fn without_fraction(text: &str) -> &str {
    let Some(fraction) = text.strip_prefix(['.', ',']) else { return text };
    let rest = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() < fraction.len() { rest } else { text }
}

/// Whether this is `Z`, or hours and minutes with a sign; a whole day is still a zone.
fn is_zone(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else { return text == "Z" };
    let Some((hours, minutes)) = offset.split_once(':') else { return false };
    let most =
        |digits: &str, most| digits.len() == 2 && number(digits).is_some_and(|(n, rest)| n <= most && rest.is_empty());
    most(hours, 24) && most(minutes, 60)
}

/// A number of one digit or two, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}
