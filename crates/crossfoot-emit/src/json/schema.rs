//! The shape of the documents as JSON Schema (2020-12), read off the types that are written.

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};

use serde_json::Value;

use super::{document::Document, finding::Findings};

/// The schema of a compiled report.
pub fn output_schema() -> String {
    schema::<Document<'_>>()
}

/// The schema of the document of findings.
pub fn findings_schema() -> String {
    schema::<Findings<'_>>()
}

fn schema<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(tidy));
    // Nothing in it can fail to be written.
    serde_json::to_string_pretty(&settings.into_generator().into_root_schema_for::<T>()).unwrap_or_default()
        + "\n"
}

/// An object has the keys that are named and no others; a description is not broken where a line of code is.
fn tidy(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert(String::from("additionalProperties"), false.into());
    }
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}
