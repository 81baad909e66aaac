"""The server under the capabilities of real editors: order, cancellation, leave-taking, faults, positions."""

import json
import os
import random
import subprocess

import pytest
from lsprotocol import converters
from pytest_lsp import client_capabilities

from client import Client

CROSSFOOT = os.environ["CROSSFOOT"]
ROOT = os.environ["ROOT"]
EDITORS = ["visual_studio_code", "neovim", "emacs"]
REPORT = "tests/reports/gz-kjj-2021.xfoot"


def capabilities(editor):
    return converters.get_converter().unstructure(client_capabilities(editor))


def pushing(of):
    """The same editor without pull diagnostics: what it is sent can be waited for."""
    of.get("textDocument", {}).pop("diagnostic", None)
    return of


@pytest.fixture(params=EDITORS)
def client(request):
    client = Client([CROSSFOOT, "lsp", "--stdio"])
    client.initialize(pushing(capabilities(request.param)))
    yield client
    client.process.kill()


def uri(name):
    return f"file://{ROOT}/{name}"


def read(name):
    with open(f"{ROOT}/{name}", encoding="utf-8", newline="") as file:
        return file.read()


def at(line, character):
    return {"line": line, "character": character}


def put(line, start, end, text):
    return {"range": {"start": at(line, start), "end": at(line, end)}, "text": text}


def test_a_right_report_has_no_findings(client):
    client.open(uri(REPORT), read(REPORT))
    assert client.found(uri(REPORT), 1) == []
    assert client.leave() == 0


def test_two_hundred_edits_in_a_burst_are_applied_in_order(client):
    address = uri("burst.xfoot")
    client.open(address, "@report A\n\n# ")
    said = [chr(ord("a") + n % 26) for n in range(200)]
    for n, letter in enumerate(said):
        client.change(address, n + 2, put(2, 2 + n, 2 + n, letter))
    outline = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": address}})
    assert "".join(said) in json.dumps(outline)
    client.found(address, 201)
    assert client.leave() == 0


def test_questions_between_edits_see_the_text_of_their_moment_or_none(client):
    """A question about a text that has been superseded is answered with ContentModified, never with another text's."""
    address = uri("moments.xfoot")
    client.open(address, "@report A\n\n# 0")
    asked = {}
    for n in range(1, 100):
        client.change(address, n + 1, put(2, 2, 2 + len(str(n - 1)), str(n)))
        asked[n] = client.send("textDocument/documentSymbol", {"textDocument": {"uri": address}})
    answered = 0
    for n, number in asked.items():
        reply = client.reply(number)
        if "error" in reply:
            assert reply["error"]["code"] == -32801, reply
        else:
            assert f'"name": "{n}"' in json.dumps(reply["result"]), (n, reply)
            answered += 1
    assert answered > 0


def test_what_is_cancelled_is_answered_as_such_or_at_all(client):
    client.open(uri(REPORT), read(REPORT))
    numbers = []
    for n in range(50):
        where = {"textDocument": {"uri": uri(REPORT)}, "position": at(60 + n % 20, 12)}
        number = client.send("textDocument/hover", where)
        client.notify("$/cancelRequest", {"id": number})
        numbers.append(number)
    for number in numbers:
        reply = client.reply(number)
        assert "result" in reply or reply["error"]["code"] in (-32800, -32801), reply
    assert client.leave() == 0


def test_leaving(client):
    number = client.send("shutdown", None)  # as Emacs sends it
    assert client.reply(number).get("result", "nothing") is None
    refused = client.reply(client.send("textDocument/hover", {"textDocument": {"uri": "file:///a"}, "position": at(0, 0)}))
    assert refused["error"]["code"] == -32600
    client.notify("exit")
    assert client.process.wait(5) == 0  # though we have not closed its standard input


def test_leaving_without_a_word(client):
    client.notify("exit")
    assert client.process.wait(5) == 1


def test_malformed_messages_are_answered_and_survived(client):
    for body in [b"{", b"[]", b"null", b'{"jsonrpc":"2.0"}', b'{"jsonrpc":"1.0","id":1,"method":"x"}', b"\xff\xfe"]:
        client.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    unknown = client.reply(client.send("textDocument/nonsense", {}))
    assert unknown["error"]["code"] == -32601
    wrong = client.reply(client.send("textDocument/hover", {"position": "here"}))
    assert wrong["error"]["code"] == -32602
    client.notify("textDocument/didChange", {"textDocument": {"uri": "file:///not/open", "version": 3}, "contentChanges": []})
    client.notify("$/whatever", {})
    client.open(uri(REPORT), read(REPORT))
    assert client.found(uri(REPORT), 1) == []
    assert client.leave() == 0


def test_a_closed_report_has_no_findings(client):
    address = uri("closed.xfoot")
    client.open(address, "@report A\n\n{5 = 6}\n")
    assert len(client.found(address, 1)) == 1
    client.notify("textDocument/didClose", {"textDocument": {"uri": address}})
    client.wait(lambda: client.diagnostics[address][:2] == (None, []))


def column(text, encoding):
    return {"utf-8": len(text.encode()), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-32": len(text)}[encoding]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_positions_behind_emoji(encoding, end):
    client = Client([CROSSFOOT, "lsp"])
    about = client.initialize({"general": {"positionEncodings": [encoding]}})
    assert about["capabilities"]["positionEncoding"] == encoding
    front = "收到😀é"
    text = end.join(["@报告 甲", "", front + "{5件 = 6}件。", ""])
    address = uri("emoji.xfoot")
    client.open(address, text)
    (found,) = client.found(address, 1)
    start, stop = column(front, encoding), column(front + "{5件 = 6}", encoding)
    assert found["range"]["start"]["line"] == 2
    assert start <= found["range"]["start"]["character"] < found["range"]["end"]["character"] <= stop
    # The figure is mended behind the emoji.
    digit = column(front + "{", encoding)
    client.change(address, 2, put(2, digit, digit + 1, "6"))
    assert client.found(address, 2) == []
    client.process.kill()


def fresh(text):
    """What the command line finds in a text: rule, offsets."""
    command = [CROSSFOOT, "check", "--output-format", "json", "-"]
    out = subprocess.run(command, input=text.encode(), capture_output=True, cwd=ROOT).stdout
    findings = json.loads(out)["findings"]
    return sorted((f["rule"], f["range"]["start"]["offset"], f["range"]["end"]["offset"], f["message"]) for f in findings)


def offset(lines, position):
    before = sum(len(line.encode()) for line in lines[: position["line"]])
    line = lines[position["line"]].encode("utf-16-le") if position["line"] < len(lines) else b""
    return before + len(line[: position["character"] * 2].decode("utf-16-le").encode())


def shown(text, diagnostics):
    lines = text.splitlines(keepends=True) if "\r" not in text else text.replace("\r\n", "\n").splitlines(keepends=True)
    found = []
    for it in diagnostics:
        start, end = offset(lines, it["range"]["start"]), offset(lines, it["range"]["end"])
        found.append((it["code"], start, end, it["message"].split("\n")[0]))
    return sorted(found)


PIECES = ["1", "0", "9", "12", "|", " | 3", "=", "{", "}", "\n", "\n\n", "件", "😀", "@", "#", "总计", "  ", "{5件}", "，", "x"]


def test_ten_thousand_random_edits_leave_what_a_fresh_check_finds():
    rng = random.Random(20261125)
    client = Client([CROSSFOOT, "lsp"])
    client.initialize({})
    address = "untitled:random"
    original = read(REPORT)
    text, version = original, 1
    client.open(address, text)
    compared = 0
    for step in range(1, 10_001):
        lines = text.split("\n")
        line = rng.randrange(len(lines))
        units = lines[line]
        digits = [n for n, c in enumerate(units) if c.isascii() and c.isdigit()]
        if digits and rng.random() < 0.7:  # as a clerk does: a digit for a digit
            start = rng.choice(digits)
            end, piece = start + 1, str(rng.randrange(10))
        else:
            start = rng.randrange(len(units) + 1)
            end = min(len(units), start + rng.choice([0, 0, 1, 3]))
            piece = rng.choice(PIECES)
        wide = lambda n: len(units[:n].encode("utf-16-le")) // 2
        version += 1
        client.change(address, version, put(line, wide(start), wide(end), piece))
        lines[line] = units[:start] + piece + units[end:]
        text = "\n".join(lines)
        if step % 40 == 0:  # and now and then all is as it was
            assert shown(text, client.found(address, version)) == fresh(text), step
            compared += 1
            if step % 400 == 0:
                version += 1
                text = original
                client.change(address, version, {"text": text})
    assert compared == 250
    assert client.leave() == 0


@pytest.fixture
def pulling():
    client = Client([CROSSFOOT, "lsp"])
    of = {"textDocument": {"diagnostic": {"dynamicRegistration": False}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    client.initialize(of)
    yield client
    client.process.kill()


def pull(client, address, known=None):
    return client.ask("textDocument/diagnostic", {"textDocument": {"uri": address}, "previousResultId": known})


def test_findings_are_pulled_and_named(pulling):
    address = uri(REPORT)
    text = read(REPORT)
    pulling.open(address, text)
    first = pull(pulling, address)
    assert (first["kind"], first["items"]) == ("full", [])
    assert pull(pulling, address, first["resultId"])["kind"] == "unchanged"
    line = next(n for n, row in enumerate(text.split("\n")) if row.startswith("    总计"))
    cell = text.split("\n")[line].index("5")
    pulling.change(address, 2, put(line, cell, cell + 1, "6"))
    wrong = pull(pulling, address, first["resultId"])
    assert {it["code"] for it in wrong["items"]} >= {"sum-down", "sum-across"}
    pulling.change(address, 3, put(line, cell, cell + 1, "5"))
    assert pull(pulling, address)["items"] == []


def test_a_changed_template_is_told_to_those_who_follow_it(pulling):
    template, report = uri("t.xfoot"), uri("r.xfoot")
    pulling.open(template, "@template t T\n\n@table a\n  @columns\n    x\n  @rows\n    one\n")
    pulling.open(report, "@report R\n  @follows t\n\n@table a\n  one | 5\n")
    # A template that lies nowhere on the disk is not found: the report says so, and goes on saying it.
    assert [it["code"] for it in pull(pulling, report)["items"]] == ["unknown-template"]


def test_a_mistake_is_mended_by_an_action(pulling):
    address = uri("action.xfoot")
    pulling.open(address, "@report R\n  @entity E\n\n@table t \"T\"\n  @columns K | a\n  x | 5\n  y | 6\n  all | 12\n  @check for each column: all = x + y\n")
    (found,) = pull(pulling, address)["items"]
    actions = pulling.ask("textDocument/codeAction", {"textDocument": {"uri": address}, "range": found["range"], "context": {"diagnostics": [found]}})
    assert all("edit" not in it for it in actions), "worked out when it is chosen"
    figure = [it for it in actions if it.get("diagnostics") and "11" in it["title"]]
    assert figure and not any(it["isPreferred"] for it in figure), "a stated figure is never changed unasked"
    edits = pulling.ask("codeAction/resolve", figure[0])["edit"]["changes"][address]
    pulling.change(address, 2, *({"range": it["range"], "text": it["newText"]} for it in edits))
    assert pull(pulling, address)["items"] == []
    fix_all = pulling.ask("textDocument/codeAction", {"textDocument": {"uri": address}, "range": found["range"], "context": {"diagnostics": [], "only": ["source.fixAll"]}})
    assert fix_all == []


def test_files_that_are_not_open_are_looked_at_where_the_user_wants(tmp_path):
    (tmp_path / "报告.xfoot").write_text("@report R\n\n{5 = 6}\n", encoding="utf-8")
    (tmp_path / "right.xfoot").write_text("@report R\n\n{6 = 6}\n", encoding="utf-8")
    folders = [{"uri": tmp_path.as_uri(), "name": "w"}]
    options = {"settings": {"workspaceDiagnostics": True}}
    client = Client([CROSSFOOT, "lsp"])
    client.initialize({}, workspaceFolders=folders, initializationOptions=options)
    client.wait(lambda: len(client.diagnostics) == 1)
    ((address, (version, found, _)),) = client.diagnostics.items()
    assert (version, [it["code"] for it in found]) == (None, ["tie-broken"]) and address.endswith(".xfoot")
    (tmp_path / "报告.xfoot").write_text("@report R\n\n{6 = 6}\n", encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": address, "type": 2}]})
    client.wait(lambda: client.diagnostics[address][1] == [])
    client.process.kill()


def test_reports_follow_a_template_that_is_moved(tmp_path):
    root = tmp_path.resolve()
    (root / "forms").mkdir()
    (root / "forms/visits.xfoot").write_text("@template visits Visits\n", encoding="utf-8")
    for name, follows in [("open", "forms/visits"), ("closed", "forms/visits.xfoot"), ("other", "none")]:
        (root / f"{name}.xfoot").write_text(f"@report R\n  @follows {follows}\n", encoding="utf-8")
    client = Client([CROSSFOOT, "lsp"])
    client.initialize({}, workspaceFolders=[{"uri": root.as_uri(), "name": "w"}])
    address = (root / "open.xfoot").as_uri()
    client.open(address, (root / "open.xfoot").read_text(encoding="utf-8"))
    files = [{"oldUri": (root / "forms/visits.xfoot").as_uri(), "newUri": (root / "visits-2024.xfoot").as_uri()}]
    changes = client.ask("workspace/willRenameFiles", {"files": files})["changes"]
    said = {uri.rsplit("/", 1)[1]: [it["newText"] for it in edits] for uri, edits in changes.items()}
    assert said == {"open.xfoot": ["visits-2024"], "closed.xfoot": ["visits-2024.xfoot"]}
    client.process.kill()


def test_a_new_report_is_begun(pulling):
    asked = {"template": "cn/open-gov-2021", "entity": "青石县林业局", "period": "2024", "prior": "2023.xfoot"}
    text = pulling.ask("crossfoot/new", asked)["text"]
    for line in ["@格式 cn/open-gov-2021", "@填报单位 青石县林业局", "@期间 2024", "@上年 2023.xfoot"]:
        assert f"  {line}\n" in text
    assert pulling.ask("crossfoot/new", {"template": "none"}) is None


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(tmp_path):
    for n in range(200):
        (tmp_path / f"{n}.xfoot").write_text("@report R\n\n{5 = 6}\n", encoding="utf-8")
    client = Client([CROSSFOOT, "lsp"])
    options = {"settings": {"workspaceDiagnostics": True}}
    client.initialize({"window": {"workDoneProgress": True}}, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "w"}], initializationOptions=options)
    said = []
    while not said or said[-1]["kind"] != "end":
        note = client.notes.get(timeout=20)
        if note["method"] == "$/progress":
            said.append(note["params"]["value"])
            if len(said) == 1:
                client.notify("window/workDoneProgress/cancel", {"token": note["params"]["token"]})
    assert client.asked["window/workDoneProgress/create"] == 1
    assert (said[0]["kind"], said[0]["cancellable"]) == ("begin", True)
    assert said[-1]["kind"] == "end" and len(client.diagnostics) <= 200
    assert client.leave() == 0
