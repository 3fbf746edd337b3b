"""Every format is read by a program that was not written here, and what that
program understood is compared with `--output-format json`.

Run by .ci/formats, which installs the programs:
    consumers.py HAKUSHO NODE_MODULES WORKING_FOLDER
Exit 75: nothing failed, but some programs were not there; which is said.
"""

import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ET

import jsonschema
import junitparser
import xmlschema

import draft
import editors
import violations

ROOT = pathlib.Path(__file__).resolve().parents[2]
HAKUSHO, MODULES, WORK = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
FIXTURE = WORK / "drafts"
FORMATS = ["json", "json-lines", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "concise"]


def same(name, got, wanted):
    """Fails with the first few differences of two lists, whatever their order."""
    # places may be absent on one side
    got, wanted = (sorted(items, key=repr) for items in (got, wanted))
    for one, other in zip(got, wanted):
        assert one == other, f"{name}: read {one!r}\n    instead of {other!r}"
    assert len(got) == len(wanted), f"{name}: read {len(got)} findings instead of {len(wanted)}"


def node(script, *arguments, stdin=None):
    done = subprocess.run(["node", script, *arguments], input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=WORK)
    return done.returncode, done.stdout, done.stderr


def json_format(shown, found):
    """python-jsonschema, by the schema in docs/."""
    schema = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(shown["json"]), schema)
    assert [json.loads(line) for line in shown["json-lines"].splitlines()] == found, "json-lines is not json"
    # the offsets are bytes of the file
    for f in found:
        data = draft_bytes(f["path"])
        if data is not None:
            assert 0 <= f["start"]["offset"] <= f["end"]["offset"] <= len(data), f
    levels = {f["level"] for f in found}
    assert levels == {"info", "warning", "error"} and len(found) > 100, "the drafts lack a level"
    assert any(f["related"] for f in found) and any("fix" in f for f in found), "the drafts lack related places or fixes"


def draft_bytes(path):
    return draft.FILES.get(path)


def sarif(shown, found):
    """Microsoft's SARIF Multitool, all its rules; Violations Lib."""
    log, report = WORK / "findings.sarif", WORK / "report.sarif"
    log.write_text(shown["sarif"], encoding="utf-8")
    tool = MODULES / "@microsoft/sarif-multitool/bin.js"
    code, out, err = node(tool, "validate", log, "-o", report, "--log", "ForceOverwrite", "-c", "default")
    assert code == 0 and report.exists(), out + err
    results = json.loads(report.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    # the project has no address in the web that `informationUri` could name
    bad = [r for r in results if r["ruleId"] != "SARIF2005"]
    assert not bad, json.dumps(bad[:3], ensure_ascii=False)
    got = violations.read("SARIF", shown["sarif"])
    levels = {"info": "info", "note": "info"}
    # it puts the help behind the message
    same(
        "sarif",
        [(urllib.parse.unquote(path), line, levels.get(level, level), rule, text.split("\n")[0]) for path, line, _, level, rule, text in got],
        [(f["path"], f["start"]["line"], f["level"], f["lint"], whole(f, ". ").split("\n")[0]) for f in found],
    )


def whole(f, between):
    return f["message"] + (between + f["help"] if "help" in f else "")


def github(shown, found):
    """@actions/core, which defines how annotations are written."""
    level = {"info": "notice", "warning": "warning", "error": "error"}
    wanted = []
    for f in found:
        start, end = f["start"], f["end"]
        place = {"title": f["lint"], "file": f["path"], "startLine": start["line"], "endLine": end["line"]}
        if start["line"] == end["line"]:
            place |= {"startColumn": start["column"], "endColumn": end["column"]}
        wanted.append([level[f["level"]], whole(f, "\n"), place])
    code, out, err = node(WORK / "annotations.mjs", stdin=json.dumps(wanted))
    assert code == 0, err

    def parts(text):
        # the order of properties is free
        for line in text.splitlines():
            command, place, message = re.fullmatch(r"::(\w+) ((?:[^:]|:(?!:))*)::(.*)", line).groups()
            yield command, sorted(place.split(",")), message

    same("github", parts(shown["github"]), parts(out))


def gitlab(shown, found):
    """Violations Lib, as Code Climate."""
    got = violations.read("CODECLIMATE", shown["gitlab"])
    same(
        "gitlab",
        [(path, line, level, rule, text) for path, line, _, level, rule, text in got],
        # minor and major are the two highest it knows
        [(f["path"], f["start"]["line"], f["level"], f["lint"], f["message"]) for f in found],
    )
    prints = [issue["fingerprint"] for issue in json.loads(shown["gitlab"])]
    assert len(set(prints)) == len(prints), "GitLab keeps one of the issues with a fingerprint"


def checkstyle(shown, found):
    """Violations Lib; Python's own parser of XML for the names of files without findings."""
    got = violations.read("CHECKSTYLE", shown["checkstyle"])
    same(
        "checkstyle",
        got,
        [(f["path"], f["start"]["line"], f["start"]["column"], f["level"], "hakusho." + f["lint"], xml(f["message"])) for f in found],
    )
    names = [file.get("name") for file in ET.fromstring(shown["checkstyle"])]
    assert len(names) == len(set(names)) and "clean.txt" in names and "empty.txt" not in names, names


def xml(text):
    """What XML cannot hold is a sign in its place."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)


def junit(shown, found):
    """The schema of Jenkins' plugin xUnit, junitparser, and Violations Lib."""
    xmlschema.validate(ET.fromstring(shown["junit"]), str(ROOT / "tests/data/junit-10.xsd"))
    report = junitparser.JUnitXml.fromstring(shown["junit"])
    names, got = set(), []
    for suite in report:
        cases = list(suite)
        assert (suite.tests, suite.failures, suite.errors) == (len(cases), len([c for c in cases if c.result]), 0), suite.name
        for case in cases:
            assert (case.classname, case.name) not in names, f"GitLab would keep one of {case.name} in {case.classname}"
            names.add((case.classname, case.name))
            for failure in case.result:
                got.append((suite.name, re.sub(r" \(\d+\)$", "", case.name), failure.type, failure.message, failure.text))
    lines = lambda f: f"{f['path']}:{f['start']['line']}:{f['start']['column']}: "
    same("junit", got, [(f["path"], f["lint"], f["level"], xml(f["message"]), xml(lines(f) + whole(f, "\n"))) for f in found])
    assert (report.tests, report.failures) == (len(names), len(found)), (report.tests, report.failures)
    # it looks for the place in the text of the failure, and takes names of sources only
    read = violations.read("JUNIT", shown["junit"])
    assert len(read) >= len([f for f in found if re.fullmatch(r"[\w-]+\.\w+", f["path"])]) > 100, len(read)


def rdjson(shown, found):
    """The validator of UmbrellaDocs, strict; its columns against the bytes of the drafts."""
    file = WORK / "findings.rdjson"
    file.write_text(shown["rdjson"], encoding="utf-8")
    tool = MODULES / "@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    code, out, err = node(tool, "--strict", "--no-extra-fields", "--format", "json", file)
    assert code == 0 and json.loads(out)["validFiles"] == 1, out + err
    got = json.loads(shown["rdjson"])["diagnostics"]
    level = {"INFO": "info", "WARNING": "warning", "ERROR": "error"}
    same(
        "rdjson",
        [(d["location"]["path"], d["location"]["range"]["start"]["line"], level[d["severity"]], d["code"]["value"], d["message"]) for d in got],
        [(f["path"], f["start"]["line"], f["level"], f["lint"], f["message"]) for f in found],
    )
    for d, f in zip(got, found):
        data = draft_bytes(f["path"])
        start, end = d["location"]["range"]["start"], d["location"]["range"]["end"]
        assert len(d.get("related_locations", [])) == len(f["related"]), d
        if data is None or f["path"] == "damaged.txt" or start["line"] != end["line"]:
            continue
        encoding = "cp932" if f["path"].startswith("sjis") else "utf-8-sig"
        line = data.decode(encoding).split("\n")[start["line"] - 1].encode()
        words = data[f["start"]["offset"] : f["end"]["offset"]].decode(encoding)
        assert line[start["column"] - 1 : end["column"] - 1].decode() == words, (f["path"], d["location"])


def concise(shown, found):
    """Vim's quickfix list and Emacs' compilation mode."""
    # names of files that no editor could open by what is shown of them
    odd = {"bytes-\ufffd.txt", "line\nend.txt"}
    # damaged bytes and other encodings are shown in each editor's own way
    plain = [f for f in found if f["path"] not in odd | {"damaged.txt"}]
    (WORK / "concise").write_text("".join(l for l in shown["concise"].splitlines(True) if plain_line(l, plain)), encoding="utf-8")
    missing = []
    seen = editors.vim(FIXTURE)
    if seen is None:
        missing.append("vim")
    else:
        same("vim", [tuple(s) for s in seen], [(f["path"], f["start"]["line"], f["start"]["column"]) for f in plain])
    seen = editors.emacs(FIXTURE)
    if seen is None:
        missing.append("emacs")
    else:
        level = {0: "info", 1: "warning", 2: "error"}
        same("emacs", [(*s[:3], level[s[3]]) for s in seen], [(f["path"], f["start"]["line"], f["start"]["column"], f["level"]) for f in plain])
    return missing


def plain_line(line, plain):
    return any(line.startswith(f"{f['path']}:{f['start']['line']}:{f['start']['column']}: ") for f in plain)


def main():
    FIXTURE.mkdir(parents=True)
    draft.write(FIXTURE)
    shown = {}
    for form in FORMATS:
        done = subprocess.run(
            [HAKUSHO, "check", "-q", "--lang", "en", "--profile", "editor", "--output-format", form, "."], cwd=FIXTURE, capture_output=True
        )
        assert done.returncode == 1, (form, done.returncode, done.stderr.decode(errors="replace"))
        shown[form] = done.stdout.decode("utf-8")
    found = json.loads(shown["json"])["findings"]
    print(f"  {len(found)} findings in {len({f['path'] for f in found})} files")
    violations.start(MODULES)
    missing, failed = [], []
    for check in (json_format, sarif, github, gitlab, checkstyle, junit, rdjson, concise):
        try:
            missing += check(shown, found) or []
            print(f"  ok      {check.__name__}: {check.__doc__}")
        except Exception as error:  # noqa: BLE001: the others are wanted as well
            failed.append(check.__name__)
            print(f"  FAILED  {check.__name__}: {check.__doc__}\n    {type(error).__name__}: {error}")
    if failed:
        sys.exit(f"error: {', '.join(failed)}; the drafts and reports are in {WORK}")
    if missing:
        print(f"NOT RUN: the places of concise were not tried in {' and '.join(missing)}", file=sys.stderr)
        sys.exit(75)


main()
