//! Charts: which rows and columns they draw.

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::{self, Path, PropertyKind, StepKind, TableLine};
use rustc_hash::FxHashSet;

use super::{Builder, Named, axis_of};
use crate::{
    chart::Chart,
    graph::Site,
    label,
    lookup::{self, Found},
    lower::{Cx, Scope},
    problem::{ProblemKind, Side, Sought, Undrawable},
    report::*,
};

/// A `@chart` line: where it is, what it says, and in which panel.
struct Asked<'a> {
    place: Place,
    chart: &'a ast::Chart,
    panel: Option<u32>,
}

/// The rows and columns that a chart draws, with where each was named.
#[derive(Default)]
pub(super) struct Chosen {
    rows: Vec<(NodeId, Place)>,
    columns: Vec<(NodeId, Place)>,
}

impl Chosen {
    pub fn on(&self, side: Side) -> &[(NodeId, Place)] {
        match side {
            Side::Rows => &self.rows,
            Side::Columns => &self.columns,
        }
    }

    fn of(&mut self, side: Side) -> &mut Vec<(NodeId, Place)> {
        match side {
            Side::Rows => &mut self.rows,
            Side::Columns => &mut self.columns,
        }
    }
}

impl<'a> Builder<'a> {
    /// The charts of all tables that are there. Figures have their values by now.
    pub(super) fn read_charts(&mut self) {
        for at in 0..self.m.tables.len() {
            let id = TableId(at as u32);
            let asked = self.asked(id);
            let charts: Vec<Chart> = asked.iter().filter_map(|asked| self.chart(id, asked)).collect();
            if let Some(table) = self.m.tables.get_mut(at) {
                table.charts = charts;
            }
        }
    }

    /// What asks for charts of a table: its template's lines and its own.
    fn asked(&self, id: TableId) -> Vec<Asked<'a>> {
        let mut asked = Vec::new();
        let (Some(table), Some((_, plan))) = (self.m.table(id), self.plans.get(id.at())) else {
            return asked;
        };
        if !table.is_present() || table.from.is_some() {
            return asked;
        }
        let own = plan.report.filter(|own| !std::ptr::eq(*own, plan.shape));
        let files = [Some((plan.shape, table.place.file)), own.map(|own| (own, FileId::REPORT))];
        for (lines, file) in files.into_iter().flatten() {
            asked_in(&lines.lines, file, None, &mut asked);
            for line in &lines.lines {
                let TableLine::Panel(panel) = line else { continue };
                let label = panel.label.map_or("", |span| span.of(self.text(file)));
                let panels = (0u32..).zip(&table.panels);
                let at = panels.into_iter().find(|(_, it)| label::same(&it.label, label)).map(|(at, _)| at);
                asked_in(&panel.lines, file, at, &mut asked);
            }
        }
        asked
    }

    fn chart(&mut self, id: TableId, asked: &Asked<'a>) -> Option<Chart> {
        let mut chosen = Chosen::default();
        let mut seen = FxHashSet::default();
        let mut named: Vec<Side> = Vec::new();
        for path in &asked.chart.names {
            let place = Place { file: asked.place.file, span: path.span };
            let (side, nodes) = self.named_in_chart(id, asked, path)?;
            named.push(side);
            // What a template asks for and this report does not have is passed over.
            if nodes.is_empty() && place.file == FileId::REPORT {
                self.chart_problem(place, ProblemKind::Undrawable(Undrawable::Nothing));
                return None;
            }
            let new = nodes.into_iter().filter(|node| seen.insert((side, *node)));
            chosen.of(side).extend(new.map(|node| (node, place)));
        }
        if named.iter().any(|side| chosen.on(*side).is_empty()) {
            return None;
        }
        let table = self.m.table(id)?;
        let side = named.first().copied().unwrap_or(Side::Columns);
        let panel_of = |side: Side, node: NodeId| Some(axis_of(table, side).node(node)?.panel);
        let of_first = chosen.on(side).first().and_then(|(node, _)| panel_of(side, *node));
        let panel = asked.panel.or(of_first).unwrap_or(0);
        for side in [Side::Rows, Side::Columns] {
            if !named.contains(&side) {
                let all = self.worth_drawing(id, side, axis_of(table, side).tops());
                let inside = |id: &NodeId| panel_of(side, *id) == Some(panel);
                chosen.of(side).extend(all.into_iter().filter(inside).map(|node| (node, asked.place)));
            }
        }
        for side in [Side::Rows, Side::Columns] {
            let outside = |(node, _): &&(NodeId, Place)| panel_of(side, *node) != Some(panel);
            if let Some((_, place)) = chosen.on(side).iter().find(outside) {
                self.chart_problem(*place, ProblemKind::Undrawable(Undrawable::Nothing));
                return None;
            }
        }
        let nodes = |side: Side| chosen.on(side).iter().map(|(node, _)| *node).collect();
        let (series, categories) = (nodes(side), nodes(side.across()));
        let chart = Chart { kind: asked.chart.kind, place: asked.place, panel, side, series, categories };
        match self.why_not(id, &chart, &chosen) {
            Some((place, why)) => {
                self.chart_problem(place, ProblemKind::Undrawable(why));
                None
            }
            None => Some(chart),
        }
    }

    /// A problem with a chart. Of a template's it is said where the template is checked: whoever writes a report can do
    /// nothing about it.
    fn chart_problem(&mut self, place: Place, kind: ProblemKind) {
        if place.file == FileId::REPORT {
            self.problem(place, kind);
        }
    }

    /// The columns that a name stands for, else the rows; of a set those that are worth drawing. `None` if a problem
    /// says that there are none.
    fn named_in_chart(
        &mut self,
        id: TableId,
        asked: &Asked<'a>,
        path: &'a Path,
    ) -> Option<(Side, Vec<NodeId>)> {
        let place = Place { file: asked.place.file, span: path.span };
        let mut found = Vec::new();
        for side in [Side::Columns, Side::Rows] {
            match self.nodes_of(id, side, asked, path) {
                Ok(Some(nodes)) => found.push((side, nodes)),
                Ok(None) => {}
                Err(several) => {
                    let axis = axis_of(self.m.table(id)?, side);
                    let candidates = several.iter().filter_map(|id| Some(axis.node(*id)?.place)).collect();
                    self.chart_problem(place, ProblemKind::AmbiguousName { candidates });
                    return None;
                }
            }
        }
        let table = self.m.table(id)?;
        match found.as_slice() {
            [_] => return found.pop(),
            [] => {
                let nodes = table.columns.iter().chain(table.rows.iter());
                let names = nodes.flat_map(|(_, node)| [node.name.as_ref(), node.label.as_ref()]);
                let nearest = label::nearest(path.span.of(self.text(place.file)), names).map(str::to_owned);
                self.chart_problem(place, ProblemKind::UnknownName { sought: Sought::RowOrColumn, nearest });
            }
            _ => {
                let first = |(side, nodes): &(Side, Vec<NodeId>)| {
                    Some(axis_of(table, *side).node(*nodes.first()?)?.place)
                };
                let candidates = found.iter().filter_map(first).collect();
                self.chart_problem(place, ProblemKind::AmbiguousName { candidates });
            }
        }
        None
    }

    /// What a path stands for on one side: the figures that count for a node, or for each of a set. `Ok(None)` if
    /// nothing is called so, the candidates if several are.
    fn nodes_of(
        &mut self,
        id: TableId,
        side: Side,
        asked: &Asked<'a>,
        path: &'a Path,
    ) -> Result<Option<Vec<NodeId>>, Vec<NodeId>> {
        let scope = Scope { file: asked.place.file, table: Some(id), panel: asked.panel, ..Scope::default() };
        let cx = Cx::new(scope, &Site::default());
        let mut nodes = Vec::new();
        match path.steps.iter().position(|step| step.kind == StepKind::Star) {
            Some(star) => {
                let (before, behind) = path.steps.split_at_checked(star).unwrap_or_default();
                let names = [before, behind.get(1..).unwrap_or_default()].map(|it| self.step_names(it, &cx));
                let [before, behind] = names.each_ref().map(|it| it.iter().map(AsRef::as_ref).collect());
                match self.set_in_chart(id, side, asked.place.file, before, behind)? {
                    Some(set) => nodes = set,
                    None => return Ok(None),
                }
            }
            None => match self.find(id, side, path, &cx) {
                Found::Nothing => return Ok(None),
                Found::Several(several) => return Err(several),
                Found::Node(node) => {
                    if let Some(table) = self.m.table(id) {
                        axis_of(table, side).counted(node, &mut nodes);
                    }
                }
            },
        }
        if let Some((table, panel)) = self.m.table(id).zip(asked.panel) {
            nodes.retain(|id| axis_of(table, side).node(*id).is_some_and(|node| node.panel == panel));
        }
        Ok(Some(nodes))
    }

    /// What `before.*.behind` stands for: as in `T[*, c]`, `*` alone is all rows.
    fn set_in_chart(
        &self,
        id: TableId,
        side: Side,
        file: FileId,
        before: Vec<&str>,
        behind: Vec<&str>,
    ) -> Result<Option<Vec<NodeId>>, Vec<NodeId>> {
        let Some(table) = self.m.table(id) else { return Ok(None) };
        let axis = axis_of(table, side);
        let dimension = match before.as_slice() {
            [name] => self.named(name, file),
            _ => None,
        };
        let members: Vec<NodeId> = match (before.as_slice(), dimension) {
            ([], _) if side == Side::Rows => axis.tops().collect(),
            ([], _) => return Ok(None),
            (_, Some(Named::Dimension(dimension))) => {
                let members = axis.iter().filter(|(_, it)| it.member.is_some_and(|(id, _)| id == dimension));
                members.map(|(id, _)| id).collect()
            }
            (names, _) => match lookup::by_path(axis, &self.m.dimensions, names, None) {
                Found::Nothing => return Ok(None),
                Found::Several(several) => return Err(several),
                Found::Node(node) => axis.children(node).collect(),
            },
        };
        let nodes = if behind.is_empty() {
            self.worth_drawing(id, side, members.into_iter())
        } else {
            let mut nodes = Vec::new();
            for member in members {
                if let Found::Node(node) = lookup::by_path(axis, &self.m.dimensions, &behind, Some(member)) {
                    axis.counted(node, &mut nodes);
                }
            }
            nodes
        };
        Ok((!nodes.is_empty()).then_some(nodes))
    }
}

/// The `@chart` lines among those of a table or panel.
fn asked_in<'a>(lines: &'a [TableLine], file: FileId, panel: Option<u32>, asked: &mut Vec<Asked<'a>>) {
    for line in lines {
        if let TableLine::Property(property) = line
            && let PropertyKind::Chart(Some(chart)) = &property.kind
        {
            asked.push(Asked { place: Place { file, span: chart.span }, chart, panel });
        }
    }
}
