//! Schedules as the controller of CronJobs reads them (robfig/cron's standard parser).

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NAMED: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// Whether a text is a schedule; one that names its time zone is refused by the server.
pub(super) fn is_schedule(text: &str) -> bool {
    if let Some(every) = text.strip_prefix("@every ") {
        return is_go_duration(every);
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return NAMED.contains(&text) };
    is_field(minute, 0, 59, &[], 0)
        && is_field(hour, 0, 23, &[], 0)
        && is_field(day, 1, 31, &[], 0)
        && is_field(month, 1, 12, &MONTHS, 1)
        && is_field(weekday, 0, 6, &DAYS, 0)
}

fn is_field(field: &str, least: u64, most: u64, names: &[&str], first: u64) -> bool {
    let number = |text: &str| {
        let lower = text.to_lowercase();
        let named = names.iter().zip(first..).find(|(name, _)| **name == lower).map(|(_, number)| number);
        named.or_else(|| text.parse().ok())
    };
    let is_range = |part: &str| {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let is_step = step.is_none_or(|step| step.parse::<u64>().is_ok_and(|step| step > 0));
        let ends: Vec<&str> = range.split('-').collect();
        let (start, end) = match ends.as_slice() {
            ["*" | "?", ..] => (Some(least), Some(most)),
            [one] => (number(one), if step.is_some() { Some(most) } else { number(one) }),
            [one, other] => (number(one), number(other)),
            _ => (None, None),
        };
        is_step && start.zip(end).is_some_and(|(start, end)| start >= least && end <= most && start <= end)
    };
    field.split(',').filter(|part| !part.is_empty()).all(is_range) && field.bytes().any(|byte| byte != b',')
}

fn is_go_duration(text: &str) -> bool {
    let mut rest = text.trim_start_matches(['+', '-']);
    let mut parts = 0;
    while !rest.is_empty() {
        let end = rest.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        let unit = ["ns", "us", "\u{b5}s", "ms", "s", "m", "h"].into_iter().filter(|unit| behind.starts_with(unit));
        let Some(unit) = unit.max_by_key(|unit| unit.len()).filter(|_| number.parse::<f64>().is_ok()) else {
            return false;
        };
        rest = &behind[unit.len()..];
        parts += 1;
    }
    parts > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read_as_the_controller_reads_them() {
        for text in [
            "0 3 * * *",
            "*/5 * * * *",
            "0 0 1,15 * ?",
            "0 9-17/2 * jan-MAR mon-fri",
            "5/10 * * * *",
            "@daily",
            "@every 1h30m",
        ] {
            assert!(is_schedule(text), "{text}");
        }
        for text in [
            "x",
            "",
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "*/0 * * * *",
            "5-1 * * * *",
            "1-2-3 * * * *",
            "@often",
            "@every",
            "@every x",
            "CRON_TZ=UTC 0 0 * * *",
            "TZ=UTC 0 0 * * *",
            "a * * * *",
            "1/2/3 * * * *",
        ] {
            assert!(!is_schedule(text), "{text}");
        }
    }
}
