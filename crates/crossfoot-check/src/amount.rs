//! Writing numbers in sentences: with as many decimals as tell two of them apart, in the unit of the figure.

use crossfoot_figure::{Class, Exact, QUnit, Quantity, UnitId};
use crossfoot_model::{Model, print::in_threes};
use crossfoot_source::Message;

/// No more decimals than this are written.
const MOST_DECIMALS: u8 = 6;

/// Two numbers that should have been equal, or in order, as they are written.
pub(crate) struct Pair {
    left: Exact,
    right: Exact,
    decimals: u8,
    sign: String,
    class: Option<Class>,
}

impl Pair {
    /// Of two quantities in one unit, of which figures are printed with so many decimals.
    pub fn new(
        model: &Model<'_>,
        left: &Quantity,
        right: &Quantity,
        unit: Option<UnitId>,
        decimals: u8,
    ) -> Option<Self> {
        let (left, right) = (in_unit(model, left, unit)?, in_unit(model, right, unit)?);
        let exact = left.decimals().into_iter().chain(right.decimals()).max();
        let is_exact = left.decimals().is_some()
            && right.decimals().is_some()
            && exact.is_some_and(|it| it <= decimals + 2);
        let mut decimals = if is_exact { exact.unwrap_or(decimals) } else { decimals };
        while decimals < MOST_DECIMALS
            && left != right
            && left.to_decimal(decimals) == right.to_decimal(decimals)
        {
            decimals += 1;
        }
        let class = unit.map(|unit| model.units.class(unit));
        let sign = match (class, unit) {
            (Some(Class::Rate), Some(unit)) => model.units.name(unit).to_owned(),
            _ => String::new(),
        };
        Some(Self { left, right, decimals, sign, class })
    }

    /// The left one.
    pub fn left(&self) -> Message {
        self.written(self.left)
    }

    /// The right one.
    pub fn right(&self) -> Message {
        self.written(self.right)
    }

    /// How far the left one is above or below the right one: `90 over`, `少90`.
    pub fn difference(&self) -> Message {
        let Ok(difference) = self.left.sub(self.right) else { return Message::default() };
        let amount = difference.abs().to_decimal(self.decimals);
        let (en, zh) = if difference.is_negative() { ("short", "少") } else { ("over", "多") };
        let (points_en, points_zh) = match self.class {
            Some(Class::Rate | Class::Points) if amount == "1" => (" point", "个百分点"),
            Some(Class::Rate | Class::Points) => (" points", "个百分点"),
            _ => ("", ""),
        };
        Message::new(format!("{}{points_en} {en}", in_threes(&amount)), format!("{zh}{amount}{points_zh}"))
    }

    /// Both without their signs, where those are one and the same.
    pub fn amounts(&self) -> Option<Self> {
        let sign = self.sign.clone();
        (self.left.is_negative() == self.right.is_negative()).then(|| Self {
            left: self.left.abs(),
            right: self.right.abs(),
            sign,
            ..*self
        })
    }

    /// The right one as what has grown or fallen by so much.
    pub fn right_as_change(&self) -> Message {
        let amount = self.written(self.right.abs());
        let (en, zh) =
            if self.right.is_negative() { ("a decrease", "下降") } else { ("an increase", "增长") };
        Message::new(format!("{en} of {}", amount.en), format!("{zh}{}", amount.zh))
    }

    fn written(&self, value: Exact) -> Message {
        let text = value.to_decimal(self.decimals);
        let (en, zh) = match self.class {
            Some(Class::Points) => (" points", "个百分点"),
            _ => (self.sign.as_str(), self.sign.as_str()),
        };
        Message::new(format!("{}{en}", in_threes(&text)), format!("{text}{zh}"))
    }
}

/// A number in base units as it stands in a unit, written exactly where that is short.
pub(crate) fn one(model: &Model<'_>, value: Exact, unit: Option<UnitId>) -> Message {
    let quantity = Quantity::point(value, unit.map_or(QUnit::Any, QUnit::Of));
    Pair::new(model, &quantity, &quantity, unit, 2).map(|pair| pair.left()).unwrap_or_default()
}

/// How many of a unit a quantity is.
pub(crate) fn in_unit(model: &Model<'_>, quantity: &Quantity, unit: Option<UnitId>) -> Option<Exact> {
    let Some(unit) = unit else { return Some(quantity.value) };
    let quantity = quantity.taking_unit(unit, &model.units).ok()?;
    quantity.value.div(model.units.scale(unit)).ok()?
}
