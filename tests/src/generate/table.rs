//! A random table, whose totals are right.

use super::{Choices, pen::Pen};

/// A table with the figures that stand in it.
pub struct Table {
    /// Its name.
    pub name: String,
    /// What its figures count.
    pub unit: &'static str,
    /// How many decimals they have.
    pub decimals: u32,
    panels: Vec<Panel>,
}

struct Panel {
    label: String,
    rows: Axis,
    columns: Axis,
    /// Row by row, in units of the last decimal.
    values: Vec<Vec<i64>>,
    /// The one cell that is written otherwise, and how.
    odd: Option<(usize, usize, &'static str)>,
    /// The total row is written `= sum(above)`, is typed and checked by a rule, or both.
    total_is: [bool; 2],
    /// A column of rates, another of texts, another of days.
    extras: [bool; 3],
}

/// One side of a panel.
struct Axis {
    /// Two levels: what stands at the top, and beneath.
    tops: Vec<Top>,
    /// At the end, over all.
    total: Option<String>,
}

struct Top {
    name: String,
    children: Vec<String>,
    /// Has figures of its own: with children, what they add up to.
    has_figures: bool,
}

/// What a row or column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Figures,
    /// What the so many before it add up to.
    Parts(usize),
    Total,
}

impl Axis {
    fn new(choices: &mut Choices, prefix: &str, is_flat: bool, parents_have_figures: bool) -> Self {
        const STEMS: &[&str] = &["north", "甲", "For clerks ", "其中：女性", "Note, part ", "行政许可"];
        let mut count = 0;
        let mut name = |choices: &mut Choices| {
            count += 1;
            format!("{}{prefix}{count}", choices.pick(STEMS))
        };
        let tops = (0..2 + choices.below(3))
            .map(|at| {
                let top = name(choices);
                // The first one has none, so that there is always a figure that is no part.
                let children =
                    if is_flat || at == 0 || choices.below(3) > 0 { 0 } else { 2 + choices.below(2) };
                let has_figures = children == 0 || parents_have_figures && choices.flip();
                Top { name: top, children: (0..children).map(|_| name(choices)).collect(), has_figures }
            })
            .collect();
        Self { tops, total: choices.flip().then(|| format!("total{prefix}")) }
    }

    /// Those with figures, in order, with the name of what they are beneath.
    fn slots(&self) -> Vec<(Holds, Option<&str>, &str)> {
        let mut slots = Vec::new();
        for top in &self.tops {
            if top.has_figures {
                let holds =
                    if top.children.is_empty() { Holds::Figures } else { Holds::Parts(top.children.len()) };
                slots.push((holds, None, top.name.as_str()));
            }
            slots.extend(
                top.children.iter().map(|child| (Holds::Figures, Some(top.name.as_str()), child.as_str())),
            );
        }
        slots.extend(self.total.as_deref().map(|total| (Holds::Total, None, total)));
        slots
    }

    /// `a + sum(b.*) + c`: the tops, added up.
    fn write_sum(&self, pen: &mut Pen) {
        for (at, top) in self.tops.iter().enumerate() {
            pen.lang(if at > 0 { " + " } else { "" });
            if top.has_figures {
                pen.name(&top.name);
            } else {
                pen.lang("sum(").name(&top.name).lang(".*)");
            }
        }
    }
}

/// Fills in what the others add up to. Children stand behind their parent.
fn add_up(holds: &[Holds], values: &mut [i64]) {
    let mut total = 0;
    let mut parts = 0;
    for at in 0..holds.len() {
        match holds[at] {
            Holds::Parts(count) => {
                values[at] = values[at + 1..=at + count].iter().sum();
                total += values[at];
                parts = count;
            }
            Holds::Figures if parts > 0 => parts -= 1,
            Holds::Figures => total += values[at],
            Holds::Total => values[at] = total,
        }
    }
}

impl Panel {
    fn new(choices: &mut Choices, prefix: &str, least: i64, is_flat: bool) -> Self {
        let rows = Axis::new(choices, prefix, is_flat, true);
        let columns = Axis::new(choices, &format!("{prefix}c"), is_flat, false);
        let held = |axis: &Axis| axis.slots().iter().map(|slot| slot.0).collect::<Vec<_>>();
        let (down, across) = (held(&rows), held(&columns));
        // The second row and column are figures for certain, or the first of a group's; no rate reads them.
        let odd = match choices.below(6) {
            0 => Some(""),
            1 => Some("n/a"),
            2 => Some("—"),
            _ => None,
        };
        let odd = odd.filter(|_| {
            down[1] == Holds::Figures && columns.tops[1].children.is_empty() && columns.tops.len() > 2
        });
        let mut values: Vec<Vec<i64>> = Vec::new();
        for (at, row) in down.iter().enumerate() {
            let mut line: Vec<i64> = across.iter().map(|_| least + i64::from(choices.below(4000))).collect();
            if odd.is_some() && at == 1 {
                line[1] = 0;
            }
            // A good part of the total, so that no rate is next to nothing or next to everything.
            line[0] = line[1..].iter().sum::<i64>() / 2;
            if *row != Holds::Figures {
                line.fill(0);
            }
            values.push(line);
        }
        for column in 0..across.len() {
            let mut line: Vec<i64> = values.iter().map(|row| row[column]).collect();
            add_up(&down, &mut line);
            values.iter_mut().zip(line).for_each(|(row, value)| row[column] = value);
        }
        values.iter_mut().for_each(|row| add_up(&across, row));
        let extras =
            [columns.total.is_some() && !is_flat && choices.flip(), choices.flip(), choices.below(4) == 1];
        let total_is =
            [[true, false], [false, true], [true, true]][choices.below(if is_flat { 1 } else { 3 }) as usize];
        Self {
            label: format!("part {prefix}"),
            rows,
            columns,
            values,
            odd: odd.map(|mark| (1, 1, mark)),
            total_is,
            extras,
        }
    }

    /// The value of a row in the column of rates: tenths of a per cent.
    fn rate(&self, row: usize) -> i64 {
        let total = self.values[row][self.columns.slots().len() - 1];
        super::tenths_of_a_percent(self.values[row][0], total)
    }

    fn write(&self, pen: &mut Pen, indent: &str, decimals: u32, is_flat: bool) {
        self.write_columns(pen, indent, is_flat);
        let mut slots = self.rows.slots().into_iter().enumerate();
        for top in &self.rows.tops {
            let line = if top.has_figures { slots.next() } else { None };
            pen.text(indent).text(&top.name);
            if let Some((at, (holds, ..))) = line {
                self.write_cells(pen, at, holds, decimals);
            }
            pen.text("\n");
            for (at, (holds, _, name)) in slots.by_ref().take(top.children.len()) {
                pen.text(indent).text("  ").text(name);
                self.write_cells(pen, at, holds, decimals);
                pen.text("\n");
            }
        }
        for (at, (holds, _, name)) in slots {
            pen.text(indent).text(name);
            self.write_cells(pen, at, holds, decimals);
            pen.text("\n");
        }
        if !is_flat {
            self.write_rules(pen, indent);
        }
    }

    fn write_columns(&self, pen: &mut Pen, indent: &str, is_flat: bool) {
        pen.text(indent).lang("@columns ").text("Kind");
        let extras = [("rate", "@unit % @nonadditive"), ("remark", "@unit text"), ("day", "@unit date")];
        let extras = extras.iter().zip(self.extras).filter_map(|(extra, is_there)| is_there.then_some(extra));
        if is_flat {
            for (.., name) in self.columns.slots() {
                pen.lang(" | ").text(name);
            }
            for (name, properties) in extras {
                pen.lang(" | ").text(name).text(" ").lang(properties);
            }
            pen.text("\n");
            return;
        }
        pen.text("\n");
        for top in &self.columns.tops {
            pen.text(indent).text("  ").name(&top.name).text(" ").label(&top.name).text("\n");
            for child in &top.children {
                pen.text(indent).text("    ").name(child).text("\n");
            }
        }
        if let Some(total) = &self.columns.total {
            pen.text(indent).text("  ").text(total).lang(" = ");
            if self.total_is[0] {
                pen.lang("sum(left)");
            } else {
                self.columns.write_sum(pen);
            }
            pen.text("\n");
        }
        for (name, properties) in extras {
            pen.text(indent).text("  ").text(name).text(" ").lang(properties).text("\n");
        }
    }

    fn write_cells(&self, pen: &mut Pen, row: usize, holds: Holds, decimals: u32) {
        for (column, value) in self.values[row].iter().enumerate() {
            pen.lang(" | ");
            if let Some((.., mark)) = self.odd.filter(|odd| (odd.0, odd.1) == (row, column)) {
                pen.text(mark);
                continue;
            }
            let formula = match holds {
                Holds::Figures => None,
                Holds::Parts(_) => Some("sum(parts)"),
                Holds::Total => Some("sum(above)"),
            };
            let [is_computed, is_typed] = self.total_is;
            if formula.is_none() || is_typed {
                pen.text(&super::number(*value, decimals));
            }
            match (row + column) % 5 {
                _ if formula.is_some() => {}
                0 => _ = pen.lang("(").text("of which some").lang(")"),
                1 => _ = pen.text("（其中新增1个）"),
                _ => {}
            }
            if let Some(formula) = formula.filter(|_| is_computed) {
                pen.lang(" = ").lang(formula);
            }
        }
        let [rate, remark, day] = self.extras;
        if rate {
            pen.lang(" | ").text(&super::number(self.rate(row), 1)).lang("%");
        }
        if remark {
            pen.lang(" | ").text("see \\| 见附件");
        }
        if day {
            pen.lang(" | ").text("2024-05-17");
        }
    }

    fn write_rules(&self, pen: &mut Pen, indent: &str) {
        if self.total_is == [false, true] {
            for top in self.rows.tops.iter().filter(|top| top.has_figures && !top.children.is_empty()) {
                let (name, again) = (&top.name, &top.name);
                pen.text(indent)
                    .lang("@check for each column: ")
                    .name(name)
                    .lang(" = sum(")
                    .name(again)
                    .lang(".*)\n");
            }
            if let Some(total) = &self.rows.total {
                pen.text(indent).lang("@check for each column: ").text(total).lang(" = ");
                self.rows.write_sum(pen);
                pen.text("\n");
            }
        }
        if let Some(total) = &self.columns.total {
            let first = &self.columns.tops[0].name;
            pen.text(indent).lang("@check for each row: ").name(first).lang(" <= ").text(total).text("\n");
            if self.extras[0] {
                pen.text(indent)
                    .lang("@check for each row: rate = ")
                    .name(first)
                    .lang(" / ")
                    .text(total)
                    .text("\n");
            }
        }
    }
}

impl Table {
    /// The `nth` table of a report. A flat one has no tree, no rules and no panels.
    pub fn new(choices: &mut Choices, nth: usize, is_flat: bool) -> Self {
        let (unit, decimals, least) = choices.pick(&[
            ("cases", 0, 1),
            ("件", 0, 1),
            ("人次", 0, 1),
            ("万元", 2, 5000),
            ("1000 USD", 1, 500),
        ]);
        let panels = if is_flat { 1 } else { [1, 1, 2, 3][choices.below(4) as usize] };
        let letters = ["a", "b", "c"];
        Self {
            name: format!("{}{nth}", choices.pick(&["visits", "申请", "V.A", "IX.B."])),
            unit,
            decimals,
            panels: (0..panels).map(|at| Panel::new(choices, letters[at], least, is_flat)).collect(),
        }
    }

    /// Writes it down.
    pub fn write(&self, pen: &mut Pen, is_flat: bool) {
        pen.lang("@table ").text(&self.name).text(" ").label(&format!("Table {}", self.name)).text("\n");
        pen.lang("  @unit ").text(self.unit).text("\n");
        pen.lang("  @blank zero\n");
        pen.lang("  @accept n/a, — as 0\n");
        match self.panels.as_slice() {
            [panel] => panel.write(pen, "  ", self.decimals, is_flat),
            panels => panels.iter().for_each(|panel| {
                pen.lang("  @panel ").label(&panel.label).text("\n");
                panel.write(pen, "    ", self.decimals, is_flat);
            }),
        }
        if !is_flat {
            pen.lang("  @note ").text("A note on it.\n");
        }
    }

    /// One of its figures: its row, its column, and what it is.
    pub fn pick(&self, choices: &mut Choices) -> ([String; 2], i64) {
        let panel = &self.panels[choices.below(self.panels.len() as u32) as usize];
        let (rows, columns) = (panel.rows.slots(), panel.columns.slots());
        let row = choices.below(rows.len() as u32) as usize;
        // In the second column may stand something else.
        let column = if choices.flip() { 0 } else { columns.len() - 1 };
        let column = if column == 1 { 0 } else { column };
        ([rows[row].2.to_owned(), columns[column].2.to_owned()], panel.values[row][column])
    }

    /// Two figures of one row, the first a part of the second.
    pub fn part_and_total(&self) -> Option<[([String; 2], i64); 2]> {
        let panel = self.panels.iter().find(|panel| panel.columns.total.is_some())?;
        let (rows, columns) = (panel.rows.slots(), panel.columns.slots());
        let at =
            |column: usize| ([rows[0].2.to_owned(), columns[column].2.to_owned()], panel.values[0][column]);
        Some([at(0), at(columns.len() - 1)])
    }
}
