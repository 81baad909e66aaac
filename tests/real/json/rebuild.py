"""Rebuilds a table from the JSON of a report, as HTML: rebuild.py report.json 申请"""
import html, json, sys

def cell(tag, text, across=1, down=1):
    return f'<{tag} colspan="{across}" rowspan="{down}">{html.escape(text)}</{tag}>'
def depth(nodes):
    return max((1 + depth(node["children"]) for node in nodes), default=0)
def head(nodes, level, deep):  # the column headers on a level
    for node in nodes:
        if level == 0: yield cell("th", node["label"], node["span"], 1 if node["children"] else deep)
        if level == 1 and node["children"] and node["index"] is not None: yield cell("th", "", 1, deep - 1)
        yield from head(node["children"], level - 1, deep - 1)
def lines(nodes, deep, begun=""):  # the rows of figures, each with the row headers that begin at it
    for node in nodes:
        begun += cell("th", node["label"], 1 if node["children"] else deep, node["span"])
        if node["index"] is not None:
            yield node["index"], begun + (cell("th", "", deep - 1) if node["children"] else "")
        yield from lines(node["children"], deep - 1, begun if node["index"] is None else "")
        begun = ""

def rebuild(report, panel):
    columns, rows, text = panel["columns"], panel["rows"], lambda fact: report["facts"][fact]["text"]
    corner = cell("th", panel["corner"], depth(rows), depth(columns))
    heads = [corner * (level == 0) + "".join(head(columns, level, depth(columns))) for level in range(depth(columns))]
    body = [begun + "".join(cell("td", text(fact)) for fact in panel["cells"][row]) for row, begun in lines(rows, depth(rows))]
    return "<table>\n<tr>" + "\n<tr>".join(heads + body) + "\n</table>"

if __name__ == "__main__":
    report = json.load(open(sys.argv[1], encoding="utf-8"))
    print(*(rebuild(report, panel) for it in report["tables"] if it["name"] == sys.argv[2] for panel in it["panels"]))
