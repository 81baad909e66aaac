//! The drawing as SVG: shapes with classes, text in the page's font. Colours are the style sheet's.

use crate::html::escape::escape;

use super::{
    scale::{Px, UNIT},
    text::{LINE, Lines, SIZE, width},
};

/// The width of every drawing: that of a telephone, so that its text can be read there.
pub(super) const WIDTH: Px = 400 * UNIT;

/// Which end, or the middle, of a text stands where it is put.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing as it grows downwards.
#[derive(Debug, Default)]
pub(super) struct Svg {
    out: String,
    /// How far down it reaches.
    pub height: Px,
}

impl Svg {
    /// A bar, with what is said where somebody points at it.
    pub fn bar(&mut self, class: &str, x: Px, y: Px, width: Px, height: Px, tip: &str) {
        self.open("rect", class);
        self.lengths(&[("x", x), ("y", y), ("width", width), ("height", height)]);
        self.tipped("rect", tip);
        self.reach(y + height);
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, [x1, y1]: [Px; 2], [x2, y2]: [Px; 2]) {
        self.open("line", class);
        self.lengths(&[("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]);
        self.out.push_str("/>\n");
        self.reach(y1.max(y2));
    }

    /// Lines from point to point; one for each stretch without a gap.
    pub fn path(&mut self, class: &str, stretches: &[Vec<[Px; 2]>]) {
        self.open("path", class);
        self.out.push_str(" d=\"");
        for stretch in stretches {
            for (at, [x, y]) in stretch.iter().enumerate() {
                self.out.push(if at == 0 { 'M' } else { 'L' });
                self.length(*x);
                self.out.push(' ');
                self.length(*y);
            }
        }
        self.out.push_str("\"/>\n");
    }

    /// A dot, with what is said where somebody points at it.
    pub fn dot(&mut self, class: &str, [x, y]: [Px; 2], radius: Px, tip: &str) {
        self.open("circle", class);
        self.lengths(&[("cx", x), ("cy", y), ("r", radius)]);
        self.tipped("circle", tip);
        self.reach(y + radius);
    }

    /// A text on one line. One that takes more than `room` is pressed together.
    pub fn text(&mut self, class: &str, anchor: Anchor, [x, y]: [Px; 2], room: Px, text: &str) {
        self.begin_text(class, anchor, [x, y]);
        if width(text) > room {
            self.lengths(&[("textLength", room)]);
            self.out.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        self.out.push('>');
        escape(&mut self.out, text);
        self.out.push_str("</text>\n");
    }

    /// Lines of text beneath one another, the first with its baseline at `y`. Of a text that is cut all of it is said where
    /// somebody points at it.
    pub fn texts(&mut self, class: &str, anchor: Anchor, [x, y]: [Px; 2], lines: &Lines, whole: &str) {
        for (at, line) in (0..).zip(&lines.lines) {
            self.begin_text(class, anchor, [x, y + at * LINE]);
            self.out.push('>');
            if lines.is_cut {
                self.tip(whole);
            }
            escape(&mut self.out, line);
            self.out.push_str("</text>\n");
        }
    }

    /// Everything, in an element of its own with attributes, and with words for those who do not see it.
    pub fn finish(self, attributes: &str, id: &str, description: &str) -> String {
        let mut all = Self::default();
        all.out.push_str("<svg viewBox=\"0 0 ");
        all.length(WIDTH);
        all.out.push(' ');
        all.length(self.height);
        all.out.push_str("\" font-size=\"");
        all.length(SIZE);
        all.out.push('"');
        all.out.push_str(attributes);
        all.out.push_str(&format!(">\n<desc id=\"{id}\">"));
        escape(&mut all.out, description);
        all.out.push_str("</desc>\n");
        all.out.push_str(&self.out);
        all.out.push_str("</svg>\n");
        all.out
    }

    fn open(&mut self, element: &str, class: &str) {
        self.out.push('<');
        self.out.push_str(element);
        self.class(class);
    }

    /// Classes, which begin with `xf-` on the page.
    fn class(&mut self, classes: &str) {
        self.out.push_str(" class=\"");
        for (at, class) in classes.split(' ').enumerate() {
            self.out.push_str(if at > 0 { " xf-" } else { "xf-" });
            self.out.push_str(class);
        }
        self.out.push('"');
    }

    fn begin_text(&mut self, class: &str, anchor: Anchor, [x, y]: [Px; 2]) {
        self.out.push_str("<text");
        if !class.is_empty() {
            self.class(class);
        }
        self.lengths(&[("x", x), ("y", y)]);
        self.out.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        self.reach(y + SIZE / 3);
    }

    fn tipped(&mut self, element: &str, tip: &str) {
        self.out.push('>');
        self.tip(tip);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push_str(">\n");
    }

    fn tip(&mut self, tip: &str) {
        self.out.push_str("<title>");
        escape(&mut self.out, tip);
        self.out.push_str("</title>");
    }

    fn lengths(&mut self, attributes: &[(&str, Px)]) {
        for (name, length) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.length(*length);
            self.out.push('"');
        }
    }

    /// Hundredths as a decimal.
    fn length(&mut self, length: Px) {
        let (whole, rest) = (length.abs() / 100, length.abs() % 100);
        if length < 0 {
            self.out.push('-');
        }
        self.out.push_str(&whole.to_string());
        if rest > 0 {
            let decimals = format!(".{rest:02}");
            self.out.push_str(decimals.trim_end_matches('0'));
        }
    }

    fn reach(&mut self, down: Px) {
        self.height = self.height.max(down);
    }
}
