//! Kleene's logic; where both stand in the way, *does not apply* outranks *not checkable*.

use crate::value::{Val, Verdict, Why};

/// A value as a condition; `None` for what is no condition.
pub(super) fn truth(x: Val) -> Option<Verdict> {
    match x {
        Val::Truth(verdict) => Some(verdict),
        Val::NotApplicable { .. } | Val::Text => Some(Verdict::DoesNotApply),
        Val::Absent(why) => Some(Verdict::NotCheckable(why)),
        Val::Undefined => Some(Verdict::NotCheckable(Why::Undefined)),
        _ => None,
    }
}

pub(super) fn both(is_and: bool, left: Val, right: Val) -> Val {
    match truth(left).zip(truth(right)) {
        Some((left, right)) => Val::Truth(if is_and { and(left, right) } else { or(left, right) }),
        None => Val::Unusable,
    }
}

pub(super) fn and(left: Verdict, right: Verdict) -> Verdict {
    match (left, right) {
        (Verdict::Differs, _) | (_, Verdict::Differs) => Verdict::Differs,
        (Verdict::DoesNotApply, _) | (_, Verdict::DoesNotApply) => Verdict::DoesNotApply,
        (Verdict::NotCheckable(why), _) | (_, Verdict::NotCheckable(why)) => Verdict::NotCheckable(why),
        (Verdict::WithinRounding, _) | (_, Verdict::WithinRounding) => Verdict::WithinRounding,
        (Verdict::Agrees, Verdict::Agrees) => Verdict::Agrees,
    }
}

pub(super) fn or(left: Verdict, right: Verdict) -> Verdict {
    match (left, right) {
        (Verdict::Agrees, _) | (_, Verdict::Agrees) => Verdict::Agrees,
        (Verdict::WithinRounding, _) | (_, Verdict::WithinRounding) => Verdict::WithinRounding,
        (Verdict::DoesNotApply, _) | (_, Verdict::DoesNotApply) => Verdict::DoesNotApply,
        (Verdict::NotCheckable(why), _) | (_, Verdict::NotCheckable(why)) => Verdict::NotCheckable(why),
        (Verdict::Differs, Verdict::Differs) => Verdict::Differs,
    }
}

pub(super) fn not(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Agrees => Verdict::Differs,
        Verdict::Differs => Verdict::Agrees,
        // Unrounded, the figures may differ.
        other => other,
    }
}
