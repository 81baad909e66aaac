//! JSON with one thing a line: each key of the document, and each element of a list directly beneath it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// How deep things have a line of their own.
const DEPTH: u32 = 2;

/// A document as JSON, with a line end at its end.
pub(crate) fn to_string(document: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(1 << 12);
    // Writing to memory cannot fail, and no key here is anything but a text.
    let written = document.serialize(&mut Serializer::with_formatter(&mut bytes, Lines::default()));
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

#[derive(Default)]
struct Lines {
    depth: u32,
    /// Is there anything in what is open?
    has_value: bool,
}

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        out.write_all(mark)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < DEPTH && self.has_value {
            self.line(out)?;
        }
        out.write_all(mark)
    }

    fn next<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth <= DEPTH { self.line(out) } else { Ok(()) }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b" "))
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_string;

    #[test]
    fn one_thing_a_line() {
        let value =
            json!({ "a": 1, "b": [], "c": [{ "d": [1, 2], "e": {} }, "\n"], "f": { "g": { "h": 1 } } });
        let written = to_string(&value);
        let expected = "{\n \"a\":1,\n \"b\":[],\n \"c\":[\n  {\"d\":[1,2],\"e\":{}},\n  \"\\n\"\n ],\n \"f\":{\n  \"g\":{\"h\":1}\n }\n}\n";
        assert_eq!(written, expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).ok(), Some(value));
    }
}
