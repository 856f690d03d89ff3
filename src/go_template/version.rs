//! Semantic versions and the constraints on them, in the form that Helm charts write: `>=1.20-0 <2 || ~3.1`.
//!
//! A version with a prerelease part satisfies a constraint only if that constraint names one too.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use thiserror::Error as ThisError;

/// A version; `v` before it and missing parts are taken as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    numbers: [u64; 3],
    prerelease: String,
    metadata: String,
}

/// A version or constraint that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum VersionError {
    /// A text that is no version.
    #[error("`{0}` is not a version")]
    Version(String),
    /// A text that is no constraint.
    #[error("`{0}` is not a version constraint")]
    Constraint(String),
}

/// Says whether a version lies within a constraint.
///
/// # Errors
///
/// Fails when one of the two cannot be read.
pub fn satisfies(constraint: &str, version: &str) -> Result<bool, VersionError> {
    let constraint: Constraint = constraint.parse()?;
    Ok(constraint.allows(&version.parse()?))
}

impl Version {
    /// The first number.
    pub fn major(&self) -> u64 {
        self.numbers[0]
    }

    /// The second number.
    pub fn minor(&self) -> u64 {
        self.numbers[1]
    }

    /// The third number.
    pub fn patch(&self) -> u64 {
        self.numbers[2]
    }

    /// What follows `-`.
    pub fn prerelease(&self) -> &str {
        &self.prerelease
    }

    /// What follows `+`.
    pub fn metadata(&self) -> &str {
        &self.metadata
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.numbers;
        write!(f, "{major}.{minor}.{patch}")?;
        if !self.prerelease.is_empty() {
            write!(f, "-{}", self.prerelease)?;
        }
        if !self.metadata.is_empty() {
            write!(f, "+{}", self.metadata)?;
        }
        Ok(())
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    /// Orders by the numbers, then by the prerelease; the metadata does not count, but keeps the order total.
    fn cmp(&self, other: &Self) -> Ordering {
        self.precedence(other).then_with(|| self.metadata.cmp(&other.metadata))
    }
}

impl Version {
    /// The next major version, without a prerelease part.
    pub fn next_major(&self) -> Self {
        Self::of([self.major().saturating_add(1), 0, 0])
    }

    /// The next minor version, without a prerelease part.
    pub fn next_minor(&self) -> Self {
        Self::of([self.major(), self.minor().saturating_add(1), 0])
    }

    /// The next patch version: of a prerelease, the release itself.
    pub fn next_patch(&self) -> Self {
        let step = u64::from(self.prerelease.is_empty());
        Self::of([self.major(), self.minor(), self.patch().saturating_add(step)])
    }

    fn of(numbers: [u64; 3]) -> Self {
        Self { numbers, prerelease: String::new(), metadata: String::new() }
    }

    /// Orders by the numbers, then by the prerelease; the metadata does not count.
    pub(super) fn precedence(&self, other: &Self) -> Ordering {
        let numbers = self.numbers.cmp(&other.numbers);
        numbers.then_with(|| match (self.prerelease.as_str(), other.prerelease.as_str()) {
            ("", "") => Ordering::Equal,
            ("", _) => Ordering::Greater,
            (_, "") => Ordering::Less,
            (left, right) => prereleases(left, right),
        })
    }
}

fn prereleases(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.split('.'), right.split('.'));
    loop {
        let ordering = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(left), Some(right)) => match (left.parse::<u64>(), right.parse::<u64>()) {
                (Ok(left), Ok(right)) => left.cmp(&right),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => left.cmp(right),
            },
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

/// A version of which parts may be left open.
#[derive(Clone, Debug)]
struct Partial {
    version: Version,
    /// How many of the three numbers are given.
    given: usize,
}

fn is_open(part: &str) -> bool {
    matches!(part, "x" | "X" | "*")
}

fn identifiers(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

/// Reads a version of one to three numbers; `x` leaves a number and all after it open.
fn partial(text: &str) -> Option<Partial> {
    let body = text.strip_prefix('v').unwrap_or(text);
    let (body, metadata) = body.split_once('+').map_or((body, None), |(body, metadata)| (body, Some(metadata)));
    let (body, prerelease) = body.split_once('-').map_or((body, None), |(body, prerelease)| (body, Some(prerelease)));
    let is_padded = |part: &str| part.len() > 1 && part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit());
    let has_padded = prerelease.is_some_and(|prerelease| prerelease.split('.').any(is_padded));
    if has_padded || ![metadata, prerelease].into_iter().flatten().all(identifiers) {
        return None;
    }
    let mut numbers = [0; 3];
    let mut given = None;
    let parts: Vec<&str> = body.split('.').collect();
    if parts.len() > numbers.len() {
        return None;
    }
    for (position, (slot, part)) in numbers.iter_mut().zip(&parts).enumerate() {
        match given {
            None if is_open(part) => given = Some(position),
            None if part.bytes().all(|byte| byte.is_ascii_digit()) => *slot = part.parse().ok()?,
            Some(_) if is_open(part) || part.bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => return None,
        }
    }
    let owned = |part: Option<&str>| part.unwrap_or_default().to_owned();
    let version = Version { numbers, prerelease: owned(prerelease), metadata: owned(metadata) };
    Some(Partial { version, given: given.unwrap_or(parts.len()) })
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let error = || VersionError::Version(text.to_owned());
        let body = text.split(['-', '+']).next().unwrap_or_default();
        if body.contains(['x', 'X', '*']) {
            return Err(error());
        }
        partial(text).map(|partial| partial.version).ok_or_else(error)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Tilde,
    Caret,
}

/// One comparison.
#[derive(Clone, Debug)]
struct Comparison {
    operator: Operator,
    bound: Partial,
}

/// Comparisons joined by commas or blanks, and such groups joined by `||`.
#[derive(Clone, Debug)]
struct Constraint(Vec<Vec<Comparison>>);

impl Constraint {
    fn allows(&self, version: &Version) -> bool {
        self.0.iter().any(|group| group.iter().all(|comparison| comparison.allows(version)))
    }
}

impl FromStr for Constraint {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let error = || VersionError::Constraint(text.to_owned());
        text.split("||").map(|group| group_of(group).ok_or_else(error)).collect::<Result<_, _>>().map(Self)
    }
}

/// Reads comparisons up to the end of a group; `1.2 - 2.0` stands for two of them.
fn group_of(text: &str) -> Option<Vec<Comparison>> {
    let mut comparisons = Vec::new();
    let mut rest = text.trim_matches([' ', ',']);
    while !rest.is_empty() {
        let (comparison, after) = comparison(rest)?;
        rest = after.trim_start();
        if let Some(upper) = rest.strip_prefix("- ").filter(|_| comparison.operator == Operator::Equal) {
            let (end, after) = self::comparison(upper.trim_start())?;
            comparisons.push(Comparison { operator: Operator::GreaterEqual, ..comparison });
            comparisons.push(Comparison { operator: Operator::LessEqual, ..end });
            rest = after;
        } else {
            comparisons.push(comparison);
        }
        rest = rest.trim_start_matches([' ', ',', '\t']);
    }
    (!comparisons.is_empty()).then_some(comparisons)
}

fn comparison(text: &str) -> Option<(Comparison, &str)> {
    let signs = text.find(|character| !"=!<>~^".contains(character)).unwrap_or(text.len());
    let (sign, rest) = text.split_at(signs);
    let operator = match sign {
        "" | "=" | "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        ">" => Operator::Greater,
        ">=" | "=>" => Operator::GreaterEqual,
        "<" => Operator::Less,
        "<=" | "=<" => Operator::LessEqual,
        "~" | "~>" => Operator::Tilde,
        "^" => Operator::Caret,
        _ => return None,
    };
    let rest = rest.trim_start();
    let end = rest.find([' ', ',', '\t', '=', '!', '<', '>', '~', '^']).unwrap_or(rest.len());
    let (version, after) = rest.split_at(end);
    Some((Comparison { operator, bound: partial(version)? }, after))
}

impl Comparison {
    fn allows(&self, version: &Version) -> bool {
        let bound = &self.bound.version;
        let given = self.bound.given;
        if !version.prerelease.is_empty() && bound.prerelease.is_empty() {
            return false;
        }
        let ordering = version.precedence(bound);
        match self.operator {
            Operator::Equal if given == 3 => ordering == Ordering::Equal,
            Operator::Equal | Operator::Tilde => self.within(version, given.min(2)),
            Operator::NotEqual if given == 3 => ordering != Ordering::Equal,
            Operator::NotEqual => given == 0 || !self.same_numbers(version, given),
            Operator::Greater if given == 3 => ordering == Ordering::Greater,
            Operator::Greater => ordering == Ordering::Greater && !self.same_numbers(version, given),
            Operator::GreaterEqual => ordering != Ordering::Less,
            Operator::Less => ordering == Ordering::Less,
            Operator::LessEqual if given == 3 => ordering != Ordering::Greater,
            Operator::LessEqual => ordering != Ordering::Greater || self.same_numbers(version, given),
            Operator::Caret => given > 0 && self.within(version, self.caret_numbers()),
        }
    }

    fn same_numbers(&self, version: &Version, count: usize) -> bool {
        version.numbers.iter().zip(&self.bound.version.numbers).take(count).all(|(left, right)| left == right)
    }

    /// Whether the version is at least the bound and has its first numbers.
    fn within(&self, version: &Version, count: usize) -> bool {
        version.precedence(&self.bound.version) != Ordering::Less && self.same_numbers(version, count)
    }

    /// How many numbers `^` holds fast: up to the first that is not 0, among those given.
    fn caret_numbers(&self) -> usize {
        let first = self.bound.version.numbers.iter().position(|number| *number != 0).unwrap_or(2);
        (first + 1).min(self.bound.given)
    }
}
