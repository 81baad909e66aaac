//! The values of all facts.

use crossfoot_figure::{Exact, QUnit, Quantity};

use crate::{report::FactId, value::Val};

/// What each fact is worth. Nearly all figures are whole numbers that may be nothing but what they say; kept as no
/// more than that, a report's values take an eighth of the room.
#[derive(Debug, Default)]
pub struct Values {
    slots: Vec<Slot>,
    others: Vec<Val>,
}

#[derive(Clone, Copy, Debug)]
enum Slot {
    /// A whole number, exact.
    Whole(i64, QUnit),
    /// Any other value: which of the others.
    Other(u32),
}

impl Values {
    /// Room for the values of so many facts.
    pub(crate) fn with_room(facts: usize) -> Self {
        Self { slots: Vec::with_capacity(facts), others: Vec::new() }
    }

    /// The value of a fact.
    pub fn get(&self, fact: FactId) -> Option<Val> {
        self.slots.get(fact.at()).map(|slot| self.value(*slot))
    }

    /// The value of a fact as a whole number that is exact, if it is one, with its unit.
    pub(crate) fn whole(&self, fact: FactId) -> Option<(i64, QUnit)> {
        match self.slots.get(fact.at())? {
            Slot::Whole(whole, unit) => Some((*whole, *unit)),
            Slot::Other(_) => None,
        }
    }

    /// The values of all facts, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Val> + '_ {
        self.slots.iter().map(|slot| self.value(*slot))
    }

    /// The value of the next fact.
    pub(crate) fn push(&mut self, value: Val) {
        let slot = self.slot(value);
        self.slots.push(slot);
    }

    /// Another value for a fact.
    pub(crate) fn set(&mut self, fact: FactId, value: Val) {
        let slot = self.slot(value);
        if let Some(old) = self.slots.get_mut(fact.at()) {
            *old = slot;
        }
    }

    fn value(&self, slot: Slot) -> Val {
        match slot {
            Slot::Whole(whole, unit) => Val::Number(Quantity::point(Exact::from_int(whole), unit)),
            Slot::Other(at) => self.others.get(at as usize).copied().unwrap_or(Val::Unusable),
        }
    }

    fn slot(&mut self, value: Val) -> Slot {
        if let Val::Number(number) = value
            && number.value.is_integer()
            && number.range.is_point()
            && let Ok(whole) = i64::try_from(number.value.numer())
        {
            return Slot::Whole(whole, number.unit);
        }
        self.others.push(value);
        Slot::Other(self.others.len() as u32 - 1)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use crossfoot_figure::Interval;

    use super::*;

    /// Whatever goes in comes out.
    #[test]
    fn as_they_were() {
        let half = Exact::new(1, 2).unwrap();
        let large = Exact::new(i128::from(i64::MAX) + 1, 1).unwrap();
        let around = Interval::around(Exact::ONE, half).unwrap();
        let mut kept = vec![
            Val::Text,
            Val::Number(Quantity::bare(-7)),
            Val::Number(Quantity::point(half, QUnit::Pure)),
            Val::Number(Quantity::point(large, QUnit::Bare)),
            Val::Number(Quantity { value: Exact::ONE, range: around, unit: QUnit::Any }),
        ];
        let mut values = Values::default();
        kept.iter().for_each(|value| values.push(*value));
        assert_eq!(values.iter().collect::<Vec<_>>(), kept);
        kept.swap(0, 1);
        values.set(FactId(0), kept[0]);
        values.set(FactId(1), kept[1]);
        assert_eq!(values.iter().collect::<Vec<_>>(), kept);
        assert_eq!(values.get(FactId(5)), None);
    }
}
