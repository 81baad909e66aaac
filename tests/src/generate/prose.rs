//! Random prose, with figures that say what the tables say.

use super::{Choices, number, pen::Pen, table::Table, tenths_of_a_percent};

/// Prose as it grows.
pub struct Writer<'t> {
    tables: &'t [Table],
    /// The named figures, each with what it counts.
    named: Vec<(String, i64, &'static str)>,
    /// What must print.
    pub printed: Vec<String>,
}

/// A figure of a table, as it is referred to.
struct Cell<'t> {
    table: &'t Table,
    at: [String; 2],
    value: i64,
}

impl Cell<'_> {
    fn write(&self, pen: &mut Pen) {
        let [row, column] = &self.at;
        pen.text(&self.table.name).lang("[").name(row).lang(", ").name(column).lang("]");
    }

    fn number(&self) -> String {
        number(self.value, self.table.decimals)
    }
}

impl<'t> Writer<'t> {
    /// Nothing yet.
    pub fn new(tables: &'t [Table]) -> Self {
        Self { tables, named: Vec::new(), printed: Vec::new() }
    }

    /// Perhaps a heading, some paragraphs and a list; then a blank line.
    pub fn section(&mut self, choices: &mut Choices, pen: &mut Pen) {
        if choices.flip() {
            let heading =
                format!("{} {}", choices.pick(&["Overview", "总体情况", "一、总体情况"]), self.printed.len());
            pen.lang(choices.pick(&["# ", "## "])).text(&heading).text("\n");
            self.printed.push(heading);
        }
        for _ in 0..choices.below(4) {
            self.sentence(choices, pen, "\n");
            // Pasted prose has no blank lines; a full stop ends a paragraph.
            pen.text(choices.pick(&["\n\n", "\n"]));
        }
        for _ in 0..choices.below(3) {
            pen.lang("- ");
            self.sentence(choices, pen, "\n  ");
            pen.text("\n");
        }
        pen.text("\n");
    }

    /// A sentence on one or more lines, with what parts two of them.
    fn sentence(&mut self, choices: &mut Choices, pen: &mut Pen, line_end: &str) {
        const PIECES: &[(&str, &str)] = &[
            ("全年共办理", "全年共办理"),
            (" in all, ", " in all, "),
            ("，比2023年多，", "，比2023年多，"),
            ("**strong**", "strong"),
            ("，见[附件](https://example.org/a_b)，", "，见附件，"),
            (" \\{braces\\} \\*\\* \\[x](y) ", " {braces} ** [x](y) "),
            ("——“引号”（括号）", "——“引号”（括号）"),
            ("，第1期、12月15日，", "，第1期、12月15日，"),
            (" a * b # c | d - e: f = g @ h // i ", " a * b # c | d - e: f = g @ h // i "),
            ("，其中", "，其中"),
            ("换\n行", "换行"),
            ("line\nend", "line end"),
            ("[^a]", ""),
        ];
        let mut printed = String::from("本年");
        pen.text("本年");
        for _ in 0..choices.below(6) {
            let (typed, prints) = choices.pick(PIECES);
            pen.text(&typed.replace('\n', line_end));
            printed.push_str(prints);
            if choices.flip() {
                printed.push_str(&self.figure(choices, pen));
            }
        }
        pen.text("。");
        printed.push('。');
        self.printed.push(printed);
    }

    fn cell(&self, choices: &mut Choices) -> Cell<'t> {
        let table = &self.tables[choices.below(self.tables.len() as u32) as usize];
        let (at, value) = table.pick(choices);
        Cell { table, at, value }
    }

    /// A figure; the answer is how it prints.
    fn figure(&mut self, choices: &mut Choices, pen: &mut Pen) -> String {
        let cell = self.cell(choices);
        let digits = pen.in_style(&cell.number());
        let with_unit = match cell.table.unit {
            "1000 USD" => digits.clone(),
            unit => format!("{digits} {unit}"),
        };
        match choices.below(8) {
            // Stated.
            0 => {
                pen.lang("{").text(&with_unit).lang("}");
                with_unit
            }
            // Named, and perhaps tied.
            1 => {
                let name = format!("figure{}", self.named.len());
                self.named.push((name.clone(), cell.value, cell.table.unit));
                pen.lang("{").text(&name).lang(": ").text(&with_unit);
                if choices.flip() {
                    pen.lang(" = ");
                    cell.write(pen);
                }
                pen.lang("}");
                with_unit
            }
            // Tied.
            2 => {
                pen.lang("{").text(&with_unit).lang(" = ");
                cell.write(pen);
                pen.lang("}");
                with_unit
            }
            // Tied, without the unit, with a note that prints and a footnote that does not.
            3 => {
                let shown = format!("{digits}（其中新增1个）");
                pen.lang("{").text(&shown).text("[^a]").lang(" = ");
                cell.write(pen);
                pen.lang("}");
                shown
            }
            // Computed.
            4 => {
                pen.lang("{= ");
                cell.write(pen);
                pen.lang("}");
                cell.number()
            }
            // Hedged.
            5 => {
                let shown = hedged(choices, cell.value, 10i64.pow(cell.table.decimals));
                let shown = shown.map_or_else(|| digits.clone(), |shown| pen.in_style(&shown));
                pen.lang("{").text(&shown).lang(" = ");
                cell.write(pen);
                pen.lang("}");
                shown
            }
            // A rate, stated or computed.
            nth => {
                let Some([(part, of_part), (whole, of_whole)]) = cell.table.part_and_total() else {
                    return String::new();
                };
                let rate = number(tenths_of_a_percent(of_part, of_whole), 1);
                // Digits that are computed are narrow; the unit is printed as it is typed.
                let rate = if nth == 6 { pen.in_style(&rate) } else { rate };
                let shown = rate + &pen.in_style("%");
                pen.lang("{").text(if nth == 6 { &shown } else { "" }).lang("= ");
                Cell { table: cell.table, at: part, value: of_part }.write(pen);
                pen.lang(" / ");
                Cell { table: cell.table, at: whole, value: of_whole }.write(pen);
                pen.lang(if nth == 6 { "}" } else { " as 0.0%}" });
                shown
            }
        }
    }

    /// Rules over the named figures, each of which stands somewhere in the prose.
    pub fn rules(&self, choices: &mut Choices, pen: &mut Pen) {
        for (nth, pair) in self.named.windows(2).enumerate() {
            let [(small, less, unit), (large, more, other)] = pair else { continue };
            if unit != other || less > more {
                continue;
            }
            pen.lang("@check ")
                .text(&format!("rule{nth}"))
                .lang(": ")
                .text(small)
                .lang(" <= ")
                .text(large)
                .text("\n\n");
            if choices.flip() {
                pen.lang("@let ")
                    .text(&format!("sum{nth}"))
                    .lang(" = ")
                    .text(small)
                    .lang(" + ")
                    .text(large)
                    .text("\n\n");
                pen.lang("@check: ").text(&format!("sum{nth}")).lang(" >= ").text(large).text("\n\n");
            }
        }
    }
}

/// A round number that a value is near to, in words; none where no hedge fits.
fn hedged(choices: &mut Choices, value: i64, one: i64) -> Option<String> {
    let value = value / one;
    let place = 10i64.pow(value.checked_ilog10()?);
    let (floor, ceiling) = (value / place * place, (value / place + 1) * place);
    // Where the value has a fraction, it lies between this one and the next.
    let within = |number: i64| place.min(number / 10);
    let (word, number) = match choices.below(6) {
        0 if value > floor => ("over ", floor),
        1 if ceiling - within(ceiling) <= value
            && place > 1
            && ceiling.checked_ilog10() == floor.checked_ilog10() =>
        {
            ("nearly ", ceiling)
        }
        2 if 2 * (value + 1 - floor) <= within(floor) => ("about ", floor),
        3 if value + 1 < floor + within(floor) => ("reached ", floor),
        4 => ("at most ", ceiling),
        _ => ("at least ", floor),
    };
    Some(format!("{word}{number}"))
}
