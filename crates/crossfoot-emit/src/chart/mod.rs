//! Charts: figures of a table drawn as SVG, beneath the table that is their text.
//!
//! What is drawn is read from the model and from nowhere else: each figure at its value, none where there is none. A
//! drawing is as wide as a telephone and scales with the page. Its colours, and the dashes of its lines, are the style
//! sheet's (`html/chart.css`).

mod bars;
mod ends;
mod legend;
mod lines;
mod plot;
mod scale;
mod shares;
mod svg;
mod text;
mod words;

use crossfoot_model::{ChartKind, Model, TableId};
use crossfoot_source::Lang;

use crate::html::escape::escape;
use plot::Plot;
use words::Words;

/// The charts of a table, one beneath the other. `label` is what the table is called; `xf-t` with its number is the id of its
/// element.
pub(crate) fn charts(model: &Model<'_>, id: TableId, label: &str, lang: Lang, out: &mut String) {
    let Some(table) = model.table(id) else { return };
    let words = Words::of(lang);
    for (at, chart) in table.charts.iter().enumerate() {
        let plot = Plot::new(model, table, chart, &words);
        // Nothing is filled in yet.
        if plot.values().next().is_some() {
            figure(&plot, &words, label, &format!("xf-t{}", id.0), at, out);
        }
    }
}

fn figure(plot: &Plot, words: &Words, label: &str, table: &str, at: usize, out: &mut String) {
    let id = format!("{table}-chart{at}");
    let title = match plot.series.as_slice() {
        [only] if !only.is_empty() && only != label => words.pair(label, only),
        _ => label.to_owned(),
    };
    out.push_str(&format!("<figure class=\"xf-chart\">\n<figcaption id=\"{id}\">"));
    escape(out, &title);
    out.push_str(" <span>");
    escape(out, &words.unit(plot));
    out.push_str("</span></figcaption>\n");
    let drawing = match plot.kind {
        ChartKind::Bars => bars::bars(plot),
        ChartKind::Lines => lines::lines(plot, words),
        ChartKind::Shares => shares::shares(plot, words),
    };
    let attributes = format!(
        " role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{id}-text\" aria-details=\"{table}\""
    );
    out.push_str(&drawing.finish(&attributes, &format!("{id}-text"), &words.description(plot)));
    out.push_str("</figure>\n");
}
