//! Reports that nobody wrote, right by construction: tables with their totals, prose with figures from them, rules.
//!
//! A report comes from a list of numbers, each of which decides something; where the list ends, the simplest is taken.
//! So a shorter list is a simpler report, and the same list is the same report, in whichever style it is written.

mod pen;
mod prose;
mod table;

pub use pen::Style;

use pen::Pen;
use table::Table;

/// Numbers that decide.
pub struct Choices<'c>(std::slice::Iter<'c, u32>);

impl Choices<'_> {
    /// A number below another one.
    fn below(&mut self, end: u32) -> u32 {
        self.0.next().copied().unwrap_or(0) % end
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 1
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u32) as usize]
    }
}

/// A report.
pub struct Report {
    /// The file.
    pub text: String,
    /// Its headings, paragraphs and items as they must print.
    pub printed: Vec<String>,
}

/// A report that is right: with one to three tables, each with up to three panels, trees on both sides, totals and rules.
pub fn report(choices: &[u32], style: Style) -> Report {
    write(choices, style, false)
}

/// A report that is right and all of whose lines may stand in column 0: no trees, no panels, no rules in tables.
pub fn flat_report(choices: &[u32], style: Style) -> Report {
    write(choices, style, true)
}

fn write(choices: &[u32], style: Style, is_flat: bool) -> Report {
    let choices = &mut Choices(choices.iter());
    let tables: Vec<Table> =
        (0..1 + choices.below(3) as usize).map(|nth| Table::new(choices, nth, is_flat)).collect();
    let mut pen = Pen::new(style);
    pen.lang("@report ").text("Figures of the year\n");
    pen.lang("  @entity ").text("青石镇\n");
    pen.lang("  @period ").text("2024\n");
    pen.lang("  @status final\n\n");
    let mut prose = prose::Writer::new(&tables);
    for table in &tables {
        prose.section(choices, &mut pen);
        table.write(&mut pen, is_flat);
        pen.text("\n");
    }
    prose.section(choices, &mut pen);
    prose.rules(choices, &mut pen);
    pen.text("[^a]: A footnote.\n");
    Report { text: pen.text, printed: prose.printed }
}

/// A number of so many last places: `1234` with two decimals is `12.34`.
fn number(value: i64, decimals: u32) -> String {
    match decimals {
        0 => value.to_string(),
        _ => {
            let one = 10i64.pow(decimals);
            format!("{}.{:0width$}", value / one, value % one, width = decimals as usize)
        }
    }
}

/// What part of a whole something is, rounded half up.
fn tenths_of_a_percent(part: i64, whole: i64) -> i64 {
    (2000 * part + whole) / (2 * whole)
}
