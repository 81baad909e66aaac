//! The units that are built in: everything that is measured and that reports commonly name.

use crate::{exact::Exact, unit::Class};

/// Units that convert into each other.
pub(crate) struct BuiltIn {
    pub class: Class,
    /// The names of each unit, and what one of it is in the first one, as a fraction.
    units: &'static [(&'static [&'static str], i64, i64)],
}

/// Units that convert into each other; but for points, one of them is 1/1.
const fn kind(class: Class, units: &'static [(&'static [&'static str], i64, i64)]) -> BuiltIn {
    BuiltIn { class, units }
}

/// Every built-in kind. The manual's list is this one.
pub(crate) static KINDS: &[BuiltIn] = &[
    // Money.
    kind(Class::Money, &[(&["元", "CNY", "RMB", "人民币", "人民币元", "¥", "yuan"], 1, 1), (&["角"], 1, 10)]),
    kind(Class::Money, &[(&["USD", "$", "US$", "美元"], 1, 1)]),
    kind(Class::Money, &[(&["EUR", "€", "欧元", "euro"], 1, 1)]),
    kind(Class::Money, &[(&["GBP", "£", "英镑"], 1, 1)]),
    kind(Class::Money, &[(&["JPY", "日元", "yen"], 1, 1)]),
    kind(Class::Money, &[(&["HKD", "HK$", "港元", "港币"], 1, 1)]),
    kind(Class::Money, &[(&["MOP", "澳门元"], 1, 1)]),
    kind(Class::Money, &[(&["TWD", "NT$", "新台币"], 1, 1)]),
    kind(Class::Money, &[(&["CHF", "瑞士法郎"], 1, 1)]),
    kind(Class::Money, &[(&["CAD", "CA$", "加元"], 1, 1)]),
    kind(Class::Money, &[(&["AUD", "A$", "澳元"], 1, 1)]),
    kind(Class::Money, &[(&["KRW", "韩元"], 1, 1)]),
    kind(Class::Money, &[(&["SGD", "新加坡元"], 1, 1)]),
    kind(Class::Money, &[(&["INR", "₹", "卢比"], 1, 1)]),
    kind(Class::Money, &[(&["RUB", "卢布"], 1, 1)]),
    // Rates.
    kind(
        Class::Rate,
        &[
            (&["倍"], 1, 1),
            (&["成"], 1, 10),
            (&["%", "percent", "per cent"], 1, 100),
            (&["‰", "per mille"], 1, 1000),
        ],
    ),
    kind(
        Class::Points,
        &[
            (&["百分点", "个百分点", "pp", "percentage point"], 1, 100),
            (&["千分点", "个千分点"], 1, 1000),
            (&["基点", "个基点", "bp", "basis point"], 1, 10_000),
        ],
    ),
    // Time.
    kind(
        Class::Amount,
        &[
            (&["天", "日", "day"], 1, 1),
            (&["周", "星期", "week"], 7, 1),
            (&["小时", "时", "hour", "h"], 1, 24),
            (&["分钟", "minute", "min"], 1, 1440),
            (&["秒", "second", "s"], 1, 86_400),
        ],
    ),
    kind(Class::Amount, &[(&["工作日", "个工作日", "working day", "business day"], 1, 1)]),
    kind(Class::Amount, &[(&["月", "个月", "month"], 1, 1), (&["年", "year"], 12, 1)]),
    // Mass.
    kind(
        Class::Amount,
        &[
            (&["kg", "千克", "公斤"], 1, 1),
            (&["g", "克"], 1, 1000),
            (&["mg", "毫克"], 1, 1_000_000),
            (&["t", "吨", "tonne", "metric ton"], 1000, 1),
            (&["斤"], 1, 2),
            (&["lb", "lbs", "磅"], 45_359_237, 100_000_000),
        ],
    ),
    kind(Class::Amount, &[(&["吨标准煤", "吨标煤", "tce"], 1, 1)]),
    // Length.
    kind(
        Class::Amount,
        &[
            (&["m", "米", "metre", "meter"], 1, 1),
            (&["km", "公里", "千米", "kilometre", "kilometer"], 1000, 1),
            (&["cm", "厘米"], 1, 100),
            (&["mm", "毫米"], 1, 1000),
            (&["里", "华里"], 500, 1),
            (&["mile"], 1_609_344, 1000),
        ],
    ),
    // Area.
    kind(
        Class::Amount,
        &[
            (&["m²", "m2", "㎡", "平方米"], 1, 1),
            (&["km²", "km2", "平方公里", "平方千米"], 1_000_000, 1),
            (&["公顷", "ha", "hectare"], 10_000, 1),
            (&["亩"], 2000, 3),
            (&["acre"], 40_468_564_224, 10_000_000),
        ],
    ),
    // Volume.
    kind(
        Class::Amount,
        &[
            (&["m³", "m3", "立方米", "方"], 1, 1),
            (&["L", "l", "升", "litre", "liter"], 1, 1000),
            (&["mL", "ml", "毫升"], 1, 1_000_000),
        ],
    ),
    // Energy and power.
    kind(
        Class::Amount,
        &[(&["kWh", "KWH", "千瓦时", "度"], 1, 1), (&["MWh", "兆瓦时"], 1000, 1), (&["GWh"], 1_000_000, 1)],
    ),
    kind(
        Class::Amount,
        &[
            (&["kW", "千瓦"], 1, 1),
            (&["W", "瓦"], 1, 1000),
            (&["MW", "兆瓦"], 1000, 1),
            (&["GW", "吉瓦"], 1_000_000, 1),
        ],
    ),
    // Data.
    kind(
        Class::Amount,
        &[
            (&["GB"], 1, 1),
            (&["KB", "kB"], 1, 1_000_000),
            (&["MB"], 1, 1000),
            (&["TB"], 1000, 1),
            (&["PB"], 1_000_000, 1),
        ],
    ),
    // Temperature.
    kind(Class::Amount, &[(&["℃", "°C", "摄氏度"], 1, 1)]),
    // What is no number.
    kind(Class::Text, &[(&["text", "文本"], 1, 1)]),
    kind(Class::Date, &[(&["date", "日期"], 1, 1)]),
];

/// The kind and scale of a built-in unit. Words and codes of more than two letters are read in either case.
pub(crate) fn find(name: &str) -> Option<(u8, Exact, Class)> {
    KINDS.iter().enumerate().find_map(|(at, kind)| {
        let (_, numer, denom) =
            kind.units.iter().find(|(names, ..)| names.iter().any(|one| is(one, name)))?;
        Some((u8::try_from(at).ok()?, Exact::new((*numer).into(), (*denom).into())?, kind.class))
    })
}

/// The same name? `usd` is `USD`, but `mWh` is not `MWh`.
fn is(one: &str, name: &str) -> bool {
    let one_case =
        |bytes: &[u8]| bytes.iter().all(u8::is_ascii_uppercase) || bytes.iter().all(u8::is_ascii_lowercase);
    one == name || (name.len() > 2 && one.eq_ignore_ascii_case(name) && one_case(one.as_bytes()))
}

/// The first name of a kind's base; points have none.
pub(crate) fn base_name(kind: u8) -> Option<&'static str> {
    let (names, ..) = KINDS.get(usize::from(kind))?.units.iter().find(|(_, numer, denom)| numer == denom)?;
    names.first().copied()
}

/// Every built-in unit, in groups that convert into each other: its names, as the manual lists them.
pub fn built_in_units() -> impl Iterator<Item = (Class, Vec<&'static str>)> {
    KINDS
        .iter()
        .map(|kind| (kind.class, kind.units.iter().flat_map(|(names, ..)| names.iter().copied()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_once_and_every_kind_with_a_base() {
        let mut all: Vec<&str> = built_in_units().flat_map(|(_, names)| names).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for (at, kind) in (0u8..).zip(KINDS) {
            assert_eq!(base_name(at).is_none(), kind.class == Class::Points);
        }
    }

    #[test]
    fn letters_in_either_case() {
        assert!(find("usd").is_some() && find("kwh").is_some() && find("Day").is_some());
        assert!(find("mWh").is_none() && find("T").is_none());
    }
}
