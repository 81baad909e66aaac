"""Reads the JSON as somebody would who has only its schema: check.py CROSSFOOT ROOT FOLDER"""
import copy, json, os, re, subprocess, sys
from fractions import Fraction
from pathlib import Path

from jsonschema import Draft202012Validator

from rebuild import rebuild
from tables import Tables, by_headers, by_place, shape

crossfoot, root, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
REPORTS = ["gz-kjj-2021", "us-foia-sample", "finance", "rollup/county-2023", "rollup/county-2024"]
REPORTS += [f"rollup/bodies/{path.stem}" for path in sorted((root / "tests/reports/rollup/bodies").glob("*.xfoot"))]
passed = 0


def run(*args, codes=(0,), **more):
    done = subprocess.run([crossfoot, *map(str, args)], capture_output=True, **more)
    assert done.returncode in codes, f"{args}: {done.returncode}: {done.stderr.decode()}"
    return done.stdout


def check(what, holds):
    global passed
    if not holds:
        sys.exit(f"FAILED: {what}")
    passed += 1


def schema(output):
    document = json.loads(run("schema", output))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


def valid(what, validator, document):
    for fault in validator.iter_errors(document):
        sys.exit(f"FAILED: {what} at {fault.json_path}: {fault.message}")
    check(what, True)


# --- What is written is what the schema says.

output, findings = schema("output"), schema("findings")
path_of = {name: root / "tests/reports" / f"{name}.xfoot" for name in REPORTS}
path_of["everything"] = root / "tests/real/json/everything.xfoot"
first = path_of["gz-kjj-2021"].read_text(encoding="utf-8")
made = {
    "faulty": first.replace("总计       |      5 |", "总计       |      6 |").replace("{动态: 119件}", "{动态: 118件}"),
    "half-typed": first[: len(first) // 2],
    "empty": "",
    "pasted": first.replace("\n", "\r\n").replace("件", "件😀"),
}
for name, text in made.items():
    path_of[name] = folder / f"{name}.xfoot"
    path_of[name].write_bytes(text.encode())
documents = {name: json.loads(run("compile", "--force", "-f", "json", path)) for name, path in path_of.items()}
for name, document in documents.items():
    valid(f"{name} compiled", output, document)
    for more in ([], ["--guards"], ["--lang", "zh"]):
        found = json.loads(run("check", "--output-format", "json", *more, path_of[name], codes=(0, 1)))
        valid(f"findings of {name} {more}", findings, found)
all_found = json.loads(run("check", "--output-format", "json", "--guards", *path_of.values(), codes=(0, 1)))
valid("findings of all", findings, all_found)
check("there are fixes among them", any(finding["fixes"] for finding in all_found["findings"]))


# --- What is changed is not.

def places(value, path=()):
    """Every key and element of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key), inner
        yield from places(inner, (*path, key))


def changed(document, path, change):
    """A copy of a document with a change in what holds the last step of a path."""
    document = copy.deepcopy(document)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    change(holder, path[-1])
    return document


def kind_of(document, path):
    """A path without its numbers, with the tags of what it leads through: one of each kind is enough."""
    steps, at = [], document
    for step in path:
        steps.append("*" if isinstance(step, int) else step)
        at = at[step]
        if isinstance(at, dict) and isinstance(at.get("kind"), str):
            steps.append(at["kind"])
    return tuple(steps)


def mutate(validator, document):
    kinds = {kind_of(document, path): (path, value) for path, value in places(document)}
    for path, value in kinds.values():
        at = ".".join(map(str, path))
        if isinstance(path[-1], str):
            rejected = changed(document, path, lambda holder, key: holder.pop(key))
            check(f"{at} left out is rejected", not validator.is_valid(rejected))
        if isinstance(value, dict):
            rejected = changed(document, path, lambda holder, key: holder[key].update(extra=None))
            check(f"{at}.extra is rejected", not validator.is_valid(rejected))
        for other in ("1" if not isinstance(value, str) else 1, [] if isinstance(value, dict) else {}):
            rejected = changed(document, path, lambda holder, key: holder.update({key: other}) if isinstance(holder, dict) else holder.__setitem__(key, other))
            # A text or null may be any text.
            if not (value is None and other == "1"):
                check(f"{at} = {other!r} is rejected", not validator.is_valid(rejected))


few = json.loads(run("check", "--output-format", "json", "--guards", path_of["everything"], codes=(0, 1)))
mutate(output, documents["everything"])
mutate(findings, few)
for word in ("agrees", "stated", "prose", "heading"):
    text = json.dumps(documents["everything"]).replace(f'"{word}"', f'"no-{word}"')
    check(f"no-{word} is no word of it", not output.is_valid(json.loads(text)))


# --- The same bytes wherever, whenever and by whomever.

for name in REPORTS:
    once = run("compile", "--force", path_of[name].relative_to(root), cwd=root)
    for env in ({"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}, {"LC_ALL": "C", "HOME": "/"}):
        again = run("compile", "--force", "--lang", "zh", path_of[name].relative_to(root), cwd=root, env={**os.environ, **env})
        check(f"{name} is the same with {env}", again == once)
check("the schema is the same", run("schema", "output") == run("schema", "output"))


# --- A figure in prose leads to its cell, and says the same.

def ends(fact):
    """What a number can be, in the base of its unit."""
    scale = Fraction(fact["unit"]["scale"]) if fact["unit"] else 1
    interval = fact["interval"] or {"low": fact["value"], "high": fact["value"]}
    return [None if interval[end] is None else Fraction(interval[end]) * scale for end in ("low", "high")]


def meet(one, other):
    (low, high), (least, most) = ends(one), ends(other)
    return (low is None or most is None or low <= most) and (least is None or high is None or least <= high)


for name, document in documents.items():
    facts, constraints = document["facts"], document["constraints"]
    followed = 0
    for element in document["body"]:
        for piece in element.get("pieces", []):
            fact = facts[piece["fact"]] if piece["kind"] == "figure" else None
            if fact and fact["repeats"] is not None:
                of = facts[fact["repeats"]]
                tie = constraints[fact["tied_by"]]
                check(f"{name}: {piece['text']} is printed", piece["text"] == fact["text"])
                check(f"{name}: {tie['formula']}", tie["formula"] == f"#{fact['id']} = #{of['id']}" and tie["reads"] == [fact["id"], of["id"]])
                if fact["kind"] == of["kind"] == "number":
                    holds = tie["outcome"] in ("agrees", "within-rounding")
                    check(f"{name}: {fact['text']} is {of['text']}", meet(fact, of) == holds)
                if of["home"]["kind"] == "cell":
                    table = document["tables"][of["home"]["table"]]
                    check(f"{name}: the cell is in its table", any(of["id"] in row for panel in table["panels"] for row in panel["cells"]))
                    followed += 1
    print(f"{name}: {followed} figures of the prose followed to their cells")


# --- Why a figure is vouched for can be worked out without the language.

def exact(fact):
    return fact["kind"] == "number" and fact["interval"] is None


recomputed = 0
for name, document in documents.items():
    facts = document["facts"]
    for constraint in document["constraints"]:
        formula, reads = constraint["formula"], [facts[fact] for fact in constraint["reads"]]
        plain = re.fullmatch(r"[-+*() =<>!,#0-9]*", formula.replace("sum(", "("))
        if not plain or constraint["outcome"] not in ("agrees", "differs") or not all(map(exact, reads)) or "*" in formula:
            continue
        value = lambda match: f"value({match[1]})"
        python = re.sub(r"#([0-9]+)", value, formula).replace("sum(", "total(")
        python = re.sub(r"(?<![<>!])=", "==", python)
        said = eval(python, {"value": lambda id: ends(facts[id])[0], "total": lambda *all: sum(all)})
        check(f"{name}: {formula} {constraint['outcome']}", said == (constraint["outcome"] == "agrees"))
        recomputed += 1
check(f"{recomputed} constraints were worked out again", recomputed > 150)
print(f"{recomputed} constraints worked out again from the exact values")


# --- A table can be rebuilt: where each figure stands is what the page says.

tables = 0
for name in REPORTS + ["everything"]:
    document = documents[name]
    page = Tables(run("compile", "--force", "-f", "html", path_of[name]).decode()).tables
    page = [table for table in page if any("headers" in cell for row in table for cell in row)]
    shown = [document["tables"][it["table"]] for it in document["body"] if it["kind"] == "table"]
    # One whose figures are in a file that is not opened has none.
    shown = [table for table in shown if any(panel["cells"] for panel in table["panels"])]
    check(f"{name}: as many tables", len(page) == len(shown) > 0)
    for theirs, table in zip(page, shown):
        panels = [Tables(rebuild(document, panel)).tables[0] for panel in table["panels"]]
        figures = []
        for panel, ours in zip(table["panels"], panels):
            label = [panel["label"]] if panel["label"] else []
            figures += [(left + label + above, text) for left, above, text in by_place(ours)]
        check(f"{name}: {table['name']} rebuilt: {figures} {by_headers(theirs)}", figures == by_headers(theirs))
        tables += 1
        if table["name"] == "申请":
            check("申请 has the spans of the page", shape(panels[0]) == shape(theirs))
print(f"{tables} tables rebuilt")

print(f"{passed} passed, 0 failed")
