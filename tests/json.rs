//! The JSON of a compiled report, read by somebody who knows nothing else of it.

use crossfoot_emit::{findings_schema, json, output_schema};
use crossfoot_model::{Source, build};
use crossfoot_tests::{checked::template_of, corpus, fences::fences, path};
use serde_json::Value;

/// A report compiled.
fn compile(name: &str, text: &str) -> Value {
    let report = Source::new(name, text);
    let template = template_of(&report, &path("reports"));
    let model = build(&report, template.as_ref());
    serde_json::from_str(&json(&model, &crossfoot_check::check(&model).findings)).unwrap()
}

fn first_report() -> Value {
    compile("gz.xfoot", &std::fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is no list in {value}"))
}

/// The elements of a list that a value refers to by their numbers.
fn referred<'v>(document: &'v Value, list_of: &str, numbers: &Value) -> Vec<&'v Value> {
    let all = list(document, list_of);
    numbers.as_array().unwrap().iter().map(|number| &all[number.as_u64().unwrap() as usize]).collect()
}

#[test]
fn the_head_says_whose_report_it_is() {
    let document = first_report();
    assert_eq!(document["version"], 1);
    let report = &document["report"];
    assert_eq!(report["entity"], "广州市科学技术局");
    assert_eq!((&report["status"], &report["language"]), (&"final".into(), &"zh".into()));
    let period = serde_json::json!({ "name": "2021", "start": "2021-01-01", "end": "2021-12-31" });
    assert_eq!(report["period"], period);
    assert_eq!(report["template"]["name"], "cn/open-gov-2021");
}

#[test]
fn a_table_is_two_header_trees_and_the_figures_where_they_meet() {
    let document = first_report();
    let table = list(&document, "tables").iter().find(|table| table["name"] == "申请").unwrap();
    let panel = &table["panels"][0];
    let applicants = &panel["columns"][0];
    assert_eq!((&applicants["span"], &applicants["index"]), (&7.into(), &Value::Null));
    assert_eq!(applicants["children"][1]["label"], "法人或其他组织");
    assert_eq!(panel["rows"][2]["span"], 22);
    let rows = list(panel, "cells");
    assert_eq!(rows.len(), 25);
    let row = |at: usize| -> Vec<&Value> {
        referred(&document, "facts", &rows[at]).into_iter().map(|fact| &fact["text"]).collect()
    };
    assert_eq!(row(0), ["4", "0", "0", "0", "0", "0", "4"]);
    let third_party = &panel["rows"][2]["children"][2]["children"][3];
    assert_eq!(third_party["label"], "4.保护第三方合法权益");
    let index = third_party["index"].as_u64().unwrap() as usize;
    assert_eq!(row(index), ["1", "0", "0", "0", "0", "0", "1"]);
    let fact = &list(&document, "facts")[rows[index][0].as_u64().unwrap() as usize];
    let home = serde_json::json!({ "kind": "cell", "table": table["id"], "row": ["办理", "不予公开", "第三方"], "column": ["申请人", "自然人"] });
    assert_eq!(fact["home"], home);
}

#[test]
fn a_figure_says_what_it_is_and_what_vouches_for_it() {
    let text = std::fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let document = compile("r", &text);
    let facts = list(&document, "facts");
    let named = facts.iter().find(|fact| fact["home"]["name"] == "公开文件").unwrap();
    assert_eq!((&named["value"], &named["text"]), (&"556".into(), &"556件".into()));
    assert_eq!(named["unit"], serde_json::json!({ "name": "件", "kind": "count", "scale": "1" }));
    assert!(named["interval"].is_null(), "a count is exact");
    let offset = named["source"]["start"]["offset"].as_u64().unwrap() as usize;
    assert!(text[offset..].starts_with("公开文件：556件") || text[offset..].starts_with("{公开文件"));
    assert_eq!(named["outcome"], "agrees");
    let [rule] = referred(&document, "constraints", &named["vouched_by"])[..] else { panic!("{named}") };
    assert_eq!(rule["formula"], "#1 = #2 + #3 + #4 + #5");
    let statement = &list(&document, "statements")[rule["statement"].as_u64().unwrap() as usize];
    assert_eq!((&statement["name"], &statement["kind"]), (&"主动公开构成".into(), &"check".into()));
    let hedged = facts.iter().find(|fact| fact["text"] == "近18万人").unwrap();
    assert_eq!(hedged["value"], "180000");
    assert_eq!(
        (&hedged["interval"]["low"], &hedged["interval"]["high_open"]),
        (&"170000".into(), &true.into())
    );
    assert_eq!((&hedged["outcome"], &hedged["vouched_by"]), (&"unchecked".into(), &serde_json::json!([])));
    let money = facts.iter().find(|fact| fact["unit"]["name"] == "万元").unwrap();
    assert_eq!((&money["value"], &money["unit"]["scale"]), (&"0".into(), &"10000".into()));
}

#[test]
fn a_figure_in_prose_leads_to_the_cell_that_it_repeats() {
    let text = "@report R\n\nOf {2 crates = t[A, n]} {50% = t[A, n] / t[B, n]} came, {= t[B, n]} were asked for.\n\n@table t\n  @unit crates\n  @columns | n\n  A | 2\n  B | 4\n  All | =\n  @check for each column: All = A + B\n";
    let document = compile("r", text);
    let facts = list(&document, "facts");
    let of = |text: &str| facts.iter().find(|fact| fact["text"] == text).unwrap();
    let (copy, share, computed) = (of("2 crates"), of("50%"), &facts[2]);
    let cell = &facts[copy["repeats"].as_u64().unwrap() as usize];
    assert_eq!((&cell["home"]["row"], &cell["value"]), (&serde_json::json!(["A"]), &copy["value"]));
    assert_eq!((&share["repeats"], &share["tied_by"]), (&Value::Null, &share["vouched_by"][0]));
    assert_eq!((&computed["given"], &computed["text"]), (&"computed".into(), &"4".into()));
    assert_eq!(computed["computed_by"], computed["tied_by"]);
    assert_eq!(computed["outcome"], "unchecked", "it cannot but agree with what it is computed from");
    let total = facts.iter().find(|fact| fact["home"]["row"] == serde_json::json!(["All"])).unwrap();
    assert_eq!(
        (&total["value"], &total["text"], &total["vouched_by"]),
        (&"6".into(), &"6".into(), &serde_json::json!([]))
    );
}

#[test]
fn a_figure_of_last_year_leads_to_this_years() {
    let text = "@report R\n  @period 2024\n\n@prior 2023\n  t[A, n] = 3\n  staff = 7\n\nWe are {staff: 8}.\n\n@table t\n  @columns | n\n  A | 4\n";
    let document = compile("r", text);
    let prior: Vec<&Value> =
        list(&document, "facts").iter().filter(|fact| fact["home"]["kind"] == "prior").collect();
    let this_years: Vec<&Value> = prior
        .iter()
        .map(|fact| &list(&document, "facts")[fact["home"]["of"].as_u64().unwrap() as usize]["text"])
        .collect();
    assert_eq!((prior[0]["text"].as_str(), prior[0]["home"]["period"].as_str()), (Some("3"), Some("2023")));
    assert_eq!(this_years, ["4", "8"]);
}

#[test]
fn a_figure_that_is_wrong_says_what_disputes_it_and_who_explains_it() {
    let text = "@report R\n\n@table t\n  @columns | n\n  A | 2\n  B | 4\n  All | 7\n  @check K for each column: All = A + B\n";
    let fact = |text: &str| list(&compile("r", text), "facts")[2].clone();
    let wrong = fact(text);
    assert_eq!((&wrong["outcome"], &wrong["disputed_by"]), (&"differs".into(), &serde_json::json!([0])));
    let allowed = format!("{text}\n@allow K at t[All, n]: One was counted twice.\n");
    assert_eq!(fact(&allowed)["outcome"], "explained");
    let document = compile("r", &allowed);
    assert_eq!(document["constraints"][0]["explanation"]["by"], "allow");
    assert_eq!(document["allows"][0]["reason"][0]["text"], "One was counted twice.");
}

#[test]
fn a_number_that_is_left_out_of_a_heading_is_printed_all_the_same() {
    let text = std::fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let heading = |text: &str| compile("r", text)["body"][0].clone();
    let (typed, left_out) = (heading(&text), heading(&text.replace("# 一、总体情况", "# 总体情况")));
    for heading in [&typed, &left_out] {
        let printed: String = list(heading, "pieces").iter().map(|it| it["text"].as_str().unwrap()).collect();
        assert_eq!(printed, "一、总体情况");
        assert_eq!((&heading["number"], &heading["words"]), (&"一、".into(), &"总体情况".into()));
    }
}

/// In whatever is compiled each element stands where its number says, and no number leads nowhere.
#[test]
fn every_number_leads_somewhere() {
    let mut facts_seen = 0;
    for sample in corpus::all() {
        let report = Source::new("r", sample.text.as_str());
        let template = sample.template.as_deref().map(|text| Source::new("t", text));
        let model = build(&report, template.as_ref());
        let document = json(&model, &crossfoot_check::check(&model).findings);
        let document: Value = serde_json::from_str(&document).unwrap();
        for key in ["tables", "facts", "statements", "constraints"] {
            for (at, element) in list(&document, key).iter().enumerate() {
                assert_eq!(element["id"], at, "{}: {key}", sample.name);
            }
        }
        for fact in list(&document, "facts") {
            facts_seen += 1;
            consistent(&document, fact);
        }
        for constraint in list(&document, "constraints") {
            referred(&document, "facts", &constraint["reads"]);
            let numbers: Vec<u64> =
                constraint["reads"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
            for number in numbers {
                assert!(
                    constraint["formula"].as_str().unwrap().contains(&format!("#{number}")),
                    "{constraint}"
                );
            }
            assert_eq!(constraint["outcome"] == "explained", !constraint["explanation"].is_null());
            assert_eq!(constraint["outcome"] == "not-checkable", !constraint["why"].is_null());
        }
        for element in list(&document, "body").iter().filter(|element| element["kind"] == "table") {
            assert!((element["table"].as_u64().unwrap() as usize) < list(&document, "tables").len());
        }
    }
    assert!(facts_seen > 3000, "{facts_seen}");
}

/// Does a constraint read a fact, or one that is computed from it?
fn rests_on(document: &Value, constraint: &Value, fact: &Value) -> bool {
    let reads = referred(document, "facts", &constraint["reads"]);
    reads.into_iter().any(|read| {
        let by = read["computed_by"].as_u64().map(|by| &list(document, "constraints")[by as usize]);
        read["id"] == *fact
            || by.is_some_and(|by| by["id"] != constraint["id"] && rests_on(document, by, fact))
    })
}

/// What a fact says of itself fits together.
fn consistent(document: &Value, fact: &Value) {
    let kind = fact["kind"].as_str().unwrap();
    match kind {
        "number" | "date" | "word" => assert!(fact["value"].is_string(), "{fact}"),
        "truth" => {}
        _ => assert!(fact["value"].is_null(), "{fact}"),
    }
    assert!(kind == "number" || fact["interval"].is_null(), "{fact}");
    assert!(kind != "absent" || fact["why"].is_object(), "{fact}");
    for (key, outcomes) in
        [("vouched_by", ["agrees", "within-rounding"]), ("disputed_by", ["differs", "explained"])]
    {
        for constraint in referred(document, "constraints", &fact[key]) {
            assert!(outcomes.contains(&constraint["outcome"].as_str().unwrap()), "{fact}: {constraint}");
            assert!(rests_on(document, constraint, &fact["id"]), "{fact}: {constraint}");
            assert_eq!(constraint["computes"], false, "{fact}");
        }
    }
    let (vouched, disputed) = (list(fact, "vouched_by").len(), list(fact, "disputed_by").len());
    let fits = match fact["outcome"].as_str().unwrap() {
        "agrees" => vouched > 0 && disputed == 0,
        "differs" | "explained" => disputed > 0,
        _ => vouched + disputed == 0,
    };
    assert!(fits, "{fact}");
}

#[test]
fn the_same_bytes_every_time() {
    let text = std::fs::read_to_string(path("reports/us-foia-sample.xfoot")).unwrap();
    assert_eq!(compile("r", &text), compile("r", &text));
    assert_eq!(output_schema(), output_schema());
    assert_eq!(findings_schema(), findings_schema());
}

/// Everything in the schemas says what it is, and nothing is left open.
#[test]
fn the_schemas_describe_every_key() {
    fn look(at: &str, schema: &Value) {
        if let Some(properties) = schema.get("properties") {
            assert_eq!(schema["additionalProperties"], false, "{at}");
            let properties = properties.as_object().unwrap();
            let required = list(schema, "required");
            assert_eq!(required.len(), properties.len(), "{at}: every key is always there");
            for (key, property) in properties {
                let is_tag = property.get("const").is_some();
                let text = property.get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(is_tag || (text.len() > 3 && !text.contains('\n')), "{at}.{key}: {property}");
            }
        }
        match schema {
            Value::Object(map) => map.iter().for_each(|(key, value)| look(&format!("{at}.{key}"), value)),
            Value::Array(list) => list.iter().for_each(|value| look(at, value)),
            _ => {}
        }
    }
    for schema in [output_schema(), findings_schema()] {
        look("", &serde_json::from_str(&schema).unwrap());
    }
}

/// The pieces of JSON on a page, each with the place in the document that it claims to stand at.
fn claims(page: &str) -> Vec<(&str, Value)> {
    let fences = page.split("\n```json ").skip(1);
    let claim = |fence: &'_ str| -> Option<(usize, Value)> {
        let (_, rest) = fence.split_once('\n')?;
        let (text, _) = rest.split_once("\n```")?;
        Some((fence.find('\n')?, serde_json::from_str(text).unwrap()))
    };
    fences.filter_map(|fence| claim(fence).map(|(end, value)| (&fence[..end], value))).collect()
}

#[test]
fn the_page_about_the_json_says_what_is_so() {
    let page = std::fs::read_to_string(path("../grammar/output.md")).unwrap();
    let example = fences(&page)[0];
    let document = compile("report.xfoot", example.text);
    let claims = claims(&page);
    assert!(claims.len() >= 8, "{}", claims.len());
    for (pointer, claimed) in claims {
        assert_eq!(document.pointer(pointer), Some(&claimed), "{pointer}");
    }
    assert_eq!(document["findings"], serde_json::json!([]));
}
