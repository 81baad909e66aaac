//! `crossfoot schema`

use std::process::ExitCode;

use crate::{
    args::{Output, Schema, Speech},
    speech, write,
};

/// Prints the JSON Schema of an output.
pub fn run(args: &Schema, how: &Speech) -> ExitCode {
    let schema = match args.of {
        Output::Output => crossfoot_emit::output_schema(),
        Output::Findings => crossfoot_emit::findings_schema(),
    };
    write::print(&schema, speech::lang(how))
}
