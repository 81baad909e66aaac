//! Source text from trees: what a report looks like when it is tidy.
