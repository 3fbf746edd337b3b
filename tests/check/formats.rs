//! Every format is what its consumers read: checked against its schema, read
//! back with a parser of its own, on text that is hard to count.

use serde_json::Value;

use super::{BAD, HARD};
use crate::cli::Place;

/// Nasty in URIs, XML, workflow commands and on screens.
const NAME: &str = "章 1,a%b&c.txt";
const ARGS: &[&str] = &["check", "--no-config", "-q", "--lang", "en", "--select", "era-mismatch"];

fn shown(format: &str) -> String {
    let place = Place::with(&[(NAME, HARD), ("good.txt", "よい。\n")]);
    // UTF-8 with a mark, and Shift_JIS
    place.write("mark.txt", format!("\u{FEFF}{BAD}").as_bytes());
    place.write("sjis.txt", &encoding_rs::SHIFT_JIS.encode(&BAD.repeat(9)).0);
    let ran = place.hakusho(&[ARGS, &["--output-format", format, NAME, "good.txt", "mark.txt", "sjis.txt"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{}", ran.out);
    ran.out
}

fn as_json(format: &str) -> Value {
    serde_json::from_str(&shown(format)).unwrap()
}

#[track_caller]
fn validate(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "{}\n{value:#}", errors.join("\n"));
}

fn file<'a>(list: &'a Value, name: &str, path: impl Fn(&Value) -> &Value) -> Vec<&'a Value> {
    list.as_array().unwrap().iter().filter(|f| path(f).as_str().unwrap() == name).collect()
}

#[test]
fn json() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/check.schema.json")).unwrap();
    let root = as_json("json");
    validate(&schema, &root);
    assert_eq!(root["checked"]["files"], 4);
    let of = |name| file(&root["findings"], name, |f| &f["path"]);
    let hard = of(NAME);
    assert_eq!(hard.len(), 2);
    // code points and bytes of the file
    let start = 11 + 18 + 6 + 4 + 3;
    assert_eq!(hard[0]["start"], serde_json::json!({"line": 2, "column": 10, "offset": start}));
    assert_eq!(&HARD[start..hard[0]["end"]["offset"].as_u64().unwrap() as usize], "平成19（2008）年");
    assert_eq!(hard[1]["start"]["line"], 3);
    assert_eq!(hard[0]["fix"]["safety"], "unsafe");
    assert_eq!(of("mark.txt")[0]["start"], serde_json::json!({"line": 1, "column": 6, "offset": 18}));
    // each line of Shift_JIS: five characters of two bytes in front
    let line = encoding_rs::SHIFT_JIS.encode(BAD).0.len();
    for (i, found) in of("sjis.txt").iter().enumerate() {
        assert_eq!(found["start"], serde_json::json!({"line": i + 1, "column": 6, "offset": i * line + 10}));
    }
    // the same, a line each
    let schema_of_one = serde_json::json!({"$defs": schema["$defs"], "$ref": "#/$defs/finding"});
    let lines: Vec<Value> = shown("json-lines").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    lines.iter().for_each(|line| validate(&schema_of_one, line));
    assert_eq!(Value::Array(lines), root["findings"]);
}

#[test]
fn sarif() {
    let mut schema: Value = serde_json::from_str(include_str!("../data/sarif-2.1.0.schema.json")).unwrap();
    // the published pattern of languages has a bracket too many and is no regex
    let mut broken = 0;
    for part in ["run", "toolComponent"] {
        let language = schema["definitions"][part]["properties"]["language"].as_object_mut();
        broken += usize::from(language.and_then(|l| l.remove("pattern")).is_some());
    }
    assert!(broken > 0, "the schema is mended now");
    let root = as_json("sarif");
    validate(&schema, &root);
    let run = &root["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let uri = |r: &Value| r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned();
    let first = run["results"].as_array().unwrap().iter().find(|r| uri(r).starts_with("%E7%AB%A0")).unwrap();
    let at = &first["locations"][0]["physicalLocation"];
    assert_eq!(at["artifactLocation"]["uri"], "%E7%AB%A0%201,a%25b&c.txt");
    assert_eq!((&at["region"]["startLine"], &at["region"]["startColumn"]), (&Value::from(2), &Value::from(10)));
    assert_eq!(run["tool"]["driver"]["rules"][first["ruleIndex"].as_u64().unwrap() as usize]["id"], "era-mismatch");
    let prints: Vec<String> = run["results"].as_array().unwrap().iter().map(|r| r["partialFingerprints"].to_string()).collect();
    assert!(prints.len() == 12 && prints.iter().collect::<std::collections::HashSet<_>>().len() == 12, "{prints:?}");
}

/// The fields of reviewdog's `rdf.DiagnosticResult`, with the names of its
/// `reviewdog.proto`, and no others; columns are bytes in UTF-8, from 1.
#[test]
fn rdjson() {
    let object = |required: &[&str], properties: Value| serde_json::json!({"type": "object", "required": required, "additionalProperties": false, "properties": properties});
    let position = object(
        &["line", "column"],
        serde_json::json!({"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}),
    );
    let range = object(&["start", "end"], serde_json::json!({"start": position, "end": position}));
    let location = object(&["path", "range"], serde_json::json!({"path": {"type": "string"}, "range": range}));
    let suggestion = object(&["range", "text"], serde_json::json!({"range": range, "text": {"type": "string"}}));
    let related = object(&["message", "location"], serde_json::json!({"message": {"type": "string"}, "location": location}));
    let diagnostic = object(
        &["message", "location", "severity", "code"],
        serde_json::json!({
            "message": {"type": "string"}, "location": location, "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "code": object(&["value"], serde_json::json!({"value": {"type": "string"}})),
            "suggestions": {"type": "array", "minItems": 1, "items": suggestion},
            "related_locations": {"type": "array", "minItems": 1, "items": related},
        }),
    );
    let schema = object(
        &["source", "diagnostics"],
        serde_json::json!({
            "source": object(&["name"], serde_json::json!({"name": {"const": "hakusho"}})),
            "diagnostics": {"type": "array", "minItems": 1, "items": diagnostic},
        }),
    );
    let root = as_json("rdjson");
    validate(&schema, &root);
    assert!(root["diagnostics"].as_array().unwrap().iter().all(|d| d["suggestions"].is_array()));
    let place = Place::with(&[("a.txt", "一つ（注1）。\n二つ（注2）。\n（注1）甲。\n（注1）乙。\n（注2）丙。\n")]);
    let ran = place.hakusho(&["check", "--no-config", "-q", "--select", "footnote-duplicate", "--output-format", "rdjson", "a.txt"]);
    let root: Value = serde_json::from_str(&ran.out).unwrap();
    validate(&schema, &root);
    assert_eq!(root["diagnostics"][0]["related_locations"][0]["location"]["range"]["start"]["line"], 3, "{root:#}");
    let root = as_json("rdjson");
    let hard = root["diagnostics"].as_array().unwrap().iter().find(|d| d["location"]["path"] == NAME).unwrap();
    let start = &hard["location"]["range"]["start"];
    assert_eq!(*start, serde_json::json!({"line": 2, "column": 1 + 18 + 6 + 4 + 3}));
}

/// The fields that GitLab documents for code quality reports (and demands: its
/// `codeclimate.json`), and those that the Code Climate format demands besides.
#[test]
fn gitlab() {
    let root = as_json("gitlab");
    let mut prints = std::collections::HashSet::new();
    for issue in root.as_array().unwrap() {
        for field in ["description", "check_name", "fingerprint"] {
            assert!(issue[field].as_str().is_some_and(|s| !s.is_empty()), "{field}: {issue}");
        }
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["location"]["path"].is_string() && issue["location"]["lines"]["begin"].as_u64() >= Some(1));
        assert_eq!((&issue["type"], &issue["categories"]), (&Value::from("issue"), &serde_json::json!(["Clarity"])));
        assert!(prints.insert(issue["fingerprint"].to_string()), "a fingerprint twice: {issue}");
    }
}

#[test]
fn checkstyle() {
    let text = shown("checkstyle");
    let xml = roxmltree::Document::parse(&text).unwrap();
    assert_eq!(xml.root_element().tag_name().name(), "checkstyle");
    let files: Vec<_> = xml.root_element().children().filter(|n| n.has_tag_name("file")).collect();
    assert_eq!(files.iter().filter_map(|f| f.attribute("name")).collect::<Vec<_>>(), ["good.txt", "mark.txt", "sjis.txt", NAME]);
    let error = files[3].children().find(|n| n.has_tag_name("error")).unwrap();
    assert_eq!((error.attribute("line"), error.attribute("column")), (Some("2"), Some("10")));
    assert!(matches!(error.attribute("severity"), Some("info" | "warning" | "error")));
}

/// What the schema says of the elements below `node`: declared attributes, the
/// required ones among them, and declared children. (No crate validates by XSD;
/// `.ci/formats` does.)
fn declared(schema: &roxmltree::Document<'_>, node: roxmltree::Node<'_, '_>) {
    let name = node.tag_name().name();
    let top = schema.root_element().children().find(|n| n.has_tag_name("element") && n.attribute("name") == Some(name));
    assert!(top.is_some(), "{name} is not declared");
    let top = top.unwrap();
    let own: Vec<_> = top.descendants().filter(|n| n.has_tag_name("attribute")).collect();
    for attribute in node.attributes() {
        assert!(own.iter().any(|a| a.attribute("name") == Some(attribute.name())), "{name} has {}", attribute.name());
    }
    for needed in own.iter().filter(|a| a.attribute("use") == Some("required")) {
        assert!(needed.attribute("name").is_some_and(|n| node.has_attribute(n)), "{name} lacks {needed:?}");
    }
    for child in node.children().filter(roxmltree::Node::is_element) {
        let name = child.tag_name().name();
        assert!(top.descendants().any(|n| n.has_tag_name("element") && n.attribute("ref") == Some(name)), "{name} stands here");
        declared(schema, child);
    }
}

#[test]
fn junit() {
    let text = shown("junit");
    let xml = roxmltree::Document::parse(&text).unwrap();
    let schema = include_str!("../data/junit-10.xsd");
    // its prefix `xs:` is of no interest here
    declared(&roxmltree::Document::parse(schema).unwrap(), xml.root_element());
    // cases are told apart by suite and name; the text of a failure says everything
    let mut names = std::collections::HashSet::new();
    for case in xml.descendants().filter(|n| n.has_tag_name("testcase")) {
        assert!(names.insert((case.attribute("classname"), case.attribute("name"))), "{case:?} twice");
        let Some(failure) = case.children().find(|n| n.has_tag_name("failure")) else { continue };
        let line = failure.text().unwrap().lines().next().unwrap();
        assert!(line.starts_with(case.attribute("classname").unwrap()), "{line}");
        assert!(line.ends_with(failure.attribute("message").unwrap()), "{line}");
    }
    assert!(names.contains(&(Some("sjis.txt"), Some("era-mismatch"))) && names.contains(&(Some("sjis.txt"), Some("era-mismatch (9)"))));
    let cases = xml.descendants().filter(|n| n.has_tag_name("testcase")).count();
    let failures = xml.descendants().filter(|n| n.has_tag_name("failure")).count();
    let root = xml.root_element();
    assert_eq!(
        (root.attribute("tests"), root.attribute("failures")),
        (Some(cases.to_string().as_str()), Some(failures.to_string().as_str()))
    );
    assert_eq!((cases, failures), (13, 12));
    for suite in xml.descendants().filter(|n| n.has_tag_name("testsuite")) {
        let own = suite.children().filter(|n| n.has_tag_name("testcase")).count();
        assert_eq!(suite.attribute("tests"), Some(own.to_string().as_str()));
    }
}

/// A name with a line end in it keeps it where the format can hold one, and does
/// not break lines where it cannot.
#[cfg(unix)]
#[test]
fn a_line_end_in_a_name() {
    let name = "a\n<b>\t\".txt";
    let place = Place::with(&[(name, BAD)]);
    let shown = |format: &str| place.hakusho(&[ARGS, &["--output-format", format, name]].concat()).out;
    for (format, element, attribute) in [("checkstyle", "file", "name"), ("junit", "testcase", "classname")] {
        let text = shown(format);
        let xml = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(xml.descendants().find(|n| n.has_tag_name(element)).unwrap().attribute(attribute), Some(name), "{text}");
    }
    assert_eq!(shown("concise").lines().count(), 1);
    assert!(shown("concise").starts_with("a⏎<b>⇥\".txt:1:6: "));
}

#[test]
fn github_and_concise() {
    let text = shown("github");
    // properties: no bare comma, colon, per cent or line end
    let line = regex::Regex::new(r"^::(notice|warning|error) file=((?:[^,:%]|%[0-9A-F]{2})+),line=(\d+),endLine=(\d+),col=(\d+),endColumn=(\d+),title=[a-z-]+::(\S.*)$").unwrap();
    for found in text.lines() {
        assert!(line.is_match(found), "{found}");
    }
    let hard = text.lines().find_map(|l| line.captures(l).filter(|c| c[2].starts_with('章'))).unwrap();
    assert_eq!((&hard[2], &hard[3], &hard[5]), ("章 1%2Ca%25b&c.txt", "2", "10"));
    // vim's errorformat %f:%l:%c:\ %m
    let line = regex::Regex::new(r"^(.+?):(\d+):(\d+): (info|warning|error)\[([a-z-]+)\]: (.+)$").unwrap();
    let text = shown("concise");
    assert_eq!(text.lines().filter(|l| line.is_match(l)).count(), 12, "{text}");
    assert!(text.contains(&format!("{NAME}:2:10: error[era-mismatch]: ")), "{text}");
}

#[test]
fn screens_do_not_steer_the_terminal() {
    for format in ["full", "narrated"] {
        let text = shown(format);
        assert!(!text.contains('\u{1B}') && !text.contains('\r'), "{format}: {text}");
        assert!(text.contains("era-mismatch") && text.contains(NAME), "{format}: {text}");
    }
    // the underline stands below the place, in display columns
    let text = shown("full");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|l| l.contains("この方針は平成19")).unwrap();
    let width = |s: &str| unicode_width::UnicodeWidthStr::width(s);
    let before = lines[at].split("平成19").next().unwrap();
    let below = lines[at + 1];
    let mark = below.find(['─', '┬']).unwrap();
    assert_eq!(width(&below[..mark]), width(before), "{}\n{below}", lines[at]);
    let marked: String = below[mark..].chars().take_while(|c| matches!(c, '─' | '┬' | '╰')).collect();
    assert_eq!(width(&marked), width("平成19（2008）年"), "{}\n{below}", lines[at]);
}

/// In words, columns are characters as in JSON, and what was cut has a sign.
#[test]
fn narrated() {
    let long = "長い文が続いて、".repeat(20);
    let place = Place::with(&[("a.txt", &format!("{long}平成19（2008）年に{long}決定された。\n\n{BAD}"))]);
    let shown =
        |lang: &str, format: &str| place.hakusho(&["check", "--no-config", "-q", "--lang", lang, "--output-format", format, "a.txt"]).out;
    let told = shown("en", "narrated");
    let want = "Error: 平成19 is 2007, not 2008\nLint: era-mismatch\nPlace: a.txt, line 3, columns 6 to 16\n\
                Text: この方針は平成19（2008）年に決定された。\nMarked: 平成19（2008）年\n";
    assert!(told.ends_with(want), "{told}");
    let first = told.lines().nth(3).unwrap();
    assert!(first.starts_with("Text: …") && first.ends_with('…'), "{first}");
    let json: Value = serde_json::from_str(&shown("en", "json")).unwrap();
    let (start, end) = (&json["findings"][1]["start"]["column"], &json["findings"][1]["end"]["column"]);
    assert_eq!((start, end), (&Value::from(6), &Value::from(17)), "ends are exclusive there");
    let ja = shown("ja", "narrated");
    assert!(ja.contains("項目：era-mismatch\n場所：a.txt、3行6文字目から16文字目\n本文：この方針は"), "{ja}");
    let full = shown("en", "full");
    let line = full.lines().find(|l| l.contains("平成19（")).unwrap();
    assert!(line.contains("│ …") && line.ends_with('…'), "{line}");
}

#[test]
fn several_at_once() {
    let place = Place::with(&[("a.txt", BAD)]);
    let args = ["--output-format", "sarif=out.sarif", "--output-format", "junit=out.xml", "--output-format", "concise", "a.txt"];
    let ran = place.hakusho(&[ARGS, &args].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.starts_with("a.txt:1:6: error[era-mismatch]: "), "{}", ran.out);
    assert!(place.read("out.sarif").contains("\"2.1.0\"") && place.read("out.xml").contains("<testsuites"));
    let ran = place.hakusho(&[ARGS, &["--output-format", "json", "--output-file", "out.json", "a.txt"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(serde_json::from_str::<Value>(&place.read("out.json")).is_ok());
    let ran = place.hakusho(&[ARGS, &["--output-format", "sarfi", "a.txt"]].concat());
    assert!(ran.code == Some(2) && ran.err.contains("sarif"), "{}", ran.err);
}

/// The same findings in the same order, for any number of threads and any
/// order of the arguments.
#[test]
fn one_order() {
    let place = Place::new();
    for i in 0..40 {
        place.write(format!("d/{i}.txt"), BAD.repeat(1 + i % 7).as_bytes());
    }
    let names: Vec<String> = (0..40).map(|i| format!("d/{i}.txt")).collect();
    let run = |names: &[&str], jobs: &str| {
        let ran = place.hakusho(&[&["check", "--no-config", "-q", "--jobs", jobs, "--output-format", "json"], names].concat());
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        ran.out
    };
    let forth: Vec<&str> = names.iter().map(String::as_str).collect();
    let back: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let one = run(&forth, "1");
    for (names, jobs) in [(&forth[..], "2"), (&forth, "8"), (&back, "1"), (&back, "8"), (&["d"][..], "8")] {
        assert!(run(names, jobs) == one, "{jobs} {names:?}");
    }
}
