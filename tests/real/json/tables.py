"""Tables of HTML pages, read by the standard library: which header cells and which text each figure has."""
from html.parser import HTMLParser


class Tables(HTMLParser):
    """Each table as rows of cells; a cell is a dict of its tag, attributes and text. What the page adds to that is left
    out: the marks of footnotes and findings, units behind labels."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.cell, self.open = [], None, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.cell = None
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.cell = {"tag": tag, "text": "", **dict(attributes)}
            self.tables[-1][-1].append(self.cell)
        elif self.cell:
            classes = dict(attributes).get("class", "").split()
            self.open.append(tag == "sup" or "xf-unit" in classes or "xf-finding" in classes)

    def handle_endtag(self, tag):
        if tag in ("th", "td", "table"):
            self.cell = None
        elif self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.cell and not any(self.open):
            self.cell["text"] += data


def shape(table):
    """Text and reach of every cell, row by row."""
    return [[(cell["text"], int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) for cell in row] for row in table]


def by_place(table):
    """Each figure with the texts of the header cells left of it and above it, found by laying the cells out."""
    grid = {}
    for y, row in enumerate(table):
        x = 0
        for cell in row:
            while (x, y) in grid:
                x += 1
            for across in range(int(cell.get("colspan", 1))):
                for down in range(int(cell.get("rowspan", 1))):
                    assert (x + across, y + down) not in grid, f"{cell} overlaps another cell"
                    grid[x + across, y + down] = cell
    figures = []
    for (x, y), cell in grid.items():
        if cell["tag"] == "td":
            # The corner is the header of nothing.
            left = once(grid[at, y] for at in range(x))
            above = once(grid[x, at] for at in range(y))
            figures.append((left, above, cell["text"]))
    return figures


def once(cells):
    """The texts of header cells, each cell once."""
    texts, last = [], None
    for cell in cells:
        if cell is not last and cell["tag"] == "th" and cell["text"]:
            texts.append(cell["text"])
        last = cell
    return texts


def by_headers(table):
    """The same from the `headers` of the figures, which a screen reader reads out."""
    cells = [cell for row in table for cell in row]
    texts = {cell["id"]: cell["text"] for cell in cells if "id" in cell}
    return [(texts_of(cell, texts), cell["text"]) for cell in cells if cell["tag"] == "td" and "headers" in cell]


def texts_of(cell, texts):
    return [texts[header] for header in cell["headers"].split()]
