//! Where what stands at the cursor is used.

use crossfoot_source::Place;

use crate::Snapshot;

/// Where what stands at an offset is used, in the report and in its template, in order.
pub fn references(s: &Snapshot<'_, '_>, offset: u32, with_declaration: bool) -> Vec<Place> {
    let _ = (s, offset, with_declaration);
    Vec::new()
}
