//! Decimal numbers: what sprig computes floats with, so that `0.1` and `0.2` are `0.3`.

/// What is done with two numbers.
#[derive(Clone, Copy)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// The places behind the point of a quotient.
const PLACES: i32 = 16;

/// A whole number times a power of ten.
#[derive(Clone, Copy)]
pub(super) struct Decimal {
    digits: i128,
    power: i32,
}

impl Decimal {
    /// Takes the shortest digits that are read as the float.
    fn new(float: f64) -> Option<Self> {
        let text = format!("{float:e}");
        let (digits, power) = text.split_once('e')?;
        let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
        let power = power.parse::<i32>().ok()? - i32::try_from(places).ok()?;
        Some(Self { digits: digits.replace('.', "").parse().ok()?, power })
    }

    fn float(self) -> f64 {
        format!("{}e{}", self.digits, self.power).parse().unwrap_or(f64::NAN)
    }

    /// The digits for another power of ten, which is not larger.
    fn scaled(self, power: i32) -> Option<i128> {
        let steps = u32::try_from(self.power.checked_sub(power)?).ok()?;
        if self.digits == 0 { Some(0) } else { self.digits.checked_mul(10i128.checked_pow(steps)?) }
    }

    fn apply(self, other: Self, operation: Operation) -> Option<Self> {
        let power = self.power.min(other.power);
        match operation {
            Operation::Add => Some(Self { digits: self.scaled(power)?.checked_add(other.scaled(power)?)?, power }),
            Operation::Subtract => Some(Self { digits: self.scaled(power)?.checked_sub(other.scaled(power)?)?, power }),
            Operation::Multiply => Some(Self {
                digits: self.digits.checked_mul(other.digits)?,
                power: self.power.checked_add(other.power)?,
            }),
            Operation::Divide => self.quotient(other),
        }
    }

    /// A quotient of so many places, of which the last is rounded up from a half on.
    fn quotient(self, other: Self) -> Option<Self> {
        let steps = self.power - other.power + PLACES;
        let (above, below) = match u32::try_from(steps) {
            Ok(steps) => (self.digits.checked_mul(10i128.checked_pow(steps)?)?, other.digits),
            Err(_) => (self.digits, other.digits.checked_mul(10i128.checked_pow(steps.unsigned_abs())?)?),
        };
        let (quotient, rest) = (above.checked_div(below)?, above.checked_rem(below)?);
        let is_up = rest.unsigned_abs() >= below.unsigned_abs() - rest.unsigned_abs();
        let sign = if (above < 0) == (below < 0) { 1 } else { -1 };
        Some(Self { digits: quotient + if is_up { sign } else { 0 }, power: -PLACES })
    }

    /// Folds floats; where their digits do not lie near each other, as floats. None for what is no number.
    pub(super) fn fold(first: f64, rest: impl Iterator<Item = f64>, operation: Operation) -> Option<f64> {
        let mut exact = Self::new(first);
        let mut rough = first;
        for number in rest {
            exact = exact.zip(Self::new(number)).and_then(|(left, right)| left.apply(right, operation));
            rough = match operation {
                Operation::Add => rough + number,
                Operation::Subtract => rough - number,
                Operation::Multiply => rough * number,
                Operation::Divide => rough / number,
            };
        }
        Some(exact.map_or(rough, Self::float)).filter(|result| result.is_finite() && rough.is_finite())
    }
}
