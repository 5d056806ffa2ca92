"""Tables of the figures: against their targets, by size of the portal, by part."""

from dataclasses import dataclass
from rich.table import Table


LARGE = 100_000
#: What stock took for a document when the targets were set (bytes of Data.fs).
STOCK_GROWTH = 127_000


@dataclass(frozen=True)
class Row:
    """A measure: figures as text, and whether the target is reached (None: not asked here)."""

    name: str
    stock: str
    ours: str
    ratio: str = ""
    target: str = ""
    reached: bool | None = None

    @property
    def verdict(self):
        """What the table says of the target."""
        return {True: "reached", False: "MISSED", None: ""}[self.reached]


def rows(result):
    """Return every row for one size."""
    return [*_queries(result), *_over_http(result), *_writing(result), *_concealing(result)]


def targets(result):
    """Return the table of one size against its targets."""
    shown = Table(title=f"{result['documents']:,} documents of 800 words")
    for heading in ("measure", "stock", "ours", "ratio", "target", ""):
        shown.add_column(heading, justify="left" if heading in ("measure", "") else "right")
    for row in rows(result):
        shown.add_row(row.name, row.stock, row.ours, row.ratio, row.target, row.verdict)
    return shown


def growth(results):
    """Return how each measure grows with the portal."""
    shown = Table(title="Growth")
    shown.add_column("measure")
    for result in results:
        shown.add_column(f"{result['documents']:,}", justify="right")
    columns = [{row.name: row.ours for row in rows(result)} for result in results]
    for name in columns[-1]:
        shown.add_row(name, *(column.get(name, "") for column in columns))
    return shown


def where_time_goes(results):
    """Return milliseconds by part of each kind of question, by size of the portal."""
    shown = Table(title="Where the time goes (ms a question)")
    shown.add_column("part")
    for result in results:
        shown.add_column(f"{result['documents']:,}", justify="right")
    for kind, found in _parts(results[-1]).items():
        shown.add_row(f"[bold]{kind}[/bold]")
        for part in found:
            values = (_parts(result).get(kind, {}).get(part, "") for result in results)
            shown.add_row(f"  {part}", *map(str, values))
    return shown


def _parts(result):
    over_http = {f"{name} over HTTP": told for name, told in result["http"]["parts"].items()}
    return over_http | {
        f"query: {name}": told for name, told in result["function"]["parts"].items()
    }


def _queries(result):
    stock = result.get("stock", {})
    usual = stock.get("usual", {}).get("queries", {})
    fastest = stock.get("fastest", {}).get("queries", {})
    for name, ours in result["function"]["queries"].items():
        theirs = usual.get(name)
        for point in ("p50", "p95"):
            yield _query(
                f"{name}: {point}, ms", theirs and theirs[point], ours[point], result, name
            )
        yield _compared(f"{name}: again, ms", theirs and theirs["again"], ours["again"])
        if name in fastest:
            yield _compared(
                f"{name}: p50, ms, the fastest of stock", fastest[name]["p50"], ours["p50"]
            )
    yield _compared(
        "start: seconds to keep frequent words", None, result["function"]["start"]["seconds"]
    )


#: Milliseconds at p95 that a word may take at 100,000.
SLOWEST = {"in every document": 50, "in a quarter": 15}


def _query(name, theirs, ours, result, kind):
    if theirs is not None:
        reached = theirs / ours >= 20 if result["documents"] == 10_000 else None
        return _compared(name, theirs, ours, "≥ 20 × at 10,000", reached)
    if result["documents"] >= LARGE and kind in SLOWEST and "p95" in name:
        return _compared(name, None, ours, f"≤ {SLOWEST[kind]}", ours <= SLOWEST[kind])
    return _compared(name, None, ours)


def _compared(name, theirs, ours, target="", reached=None):
    ratio = f"{theirs / ours:.1f} ×" if theirs and ours else ""
    return Row(name, "" if theirs is None else f"{theirs:g}", f"{ours:g}", ratio, target, reached)


def _over_http(result):
    found = result["http"]
    small = result["documents"] <= 10_000
    for name in ("@@find", "@find"):
        yield from _points(name, found[name], (40, 80) if small else (100, 200))
    if found["@@find-complete"] is None:
        yield Row("@@find-complete", "", "not there", "", "≤ 14, 18", None)
    else:
        yield from _points("@@find-complete", found["@@find-complete"], (14, 18))


def _points(name, found, most):
    for point, limit in zip(("p50", "p95"), most, strict=True):
        value = found[point]
        yield Row(
            f"{name} over HTTP: {point}, ms", "", f"{value:g}", "", f"≤ {limit}", value <= limit
        )


def _writing(result):
    ours, theirs = result["writing"], result.get("stock", {}).get("writing", {})
    for key, name in (
        ("text_only", "indexing a document's text and its commit: p50, ms"),
        ("catalogued", "cataloguing a document, all indexes, and its commit: p50, ms"),
    ):
        stock, value = theirs.get(key, {}).get("p50"), ours[key]["p50"]
        yield _compared(name, stock, value, "≤ 1/3", stock and value <= stock / 3)
    yield from _growths(ours, theirs)
    yield _at_most("index on disk, bytes a document", ours["index_bytes"], 3000)
    value = ours["rebuild_per_second"]
    yield Row("rebuild, documents a second", "", f"{value}", "", "≥ 1000", value >= 1000)


def _growths(ours, theirs):
    for name, read in (
        ("Data.fs, bytes a document, by the text index", lambda one: one["text_only"]),
        ("Data.fs, bytes an upload, all but page text", lambda one: one["uploaded"]),
    ):
        stock = read(theirs)["data_fs_bytes"] if theirs else None
        value = read(ours)["data_fs_bytes"]
        limit = STOCK_GROWTH / 5
        yield _compared(name, stock, value, f"≤ {limit:.0f}", value <= limit)
    for key, name in (("page_text_bytes", "page text"), ("blob_bytes", "blob")):
        value = ours["uploaded"][key]
        yield Row(f"{name}, bytes an upload", "", f"{value}")


def _at_most(name, value, limit):
    return Row(name, "", f"{value:g}", "", f"≤ {limit}", value <= limit)


def _concealing(result):
    over_http, inside = result["http"]["conceal"], result["writing"]["conceal"]
    for name, found in (("over HTTP", over_http), ("function level", inside)):
        yield _at_most(
            f"conceal a service with {found['found_before']} finds, {name}, s",
            found["seconds_until_nothing"],
            1,
        )
