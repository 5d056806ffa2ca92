"""Every figure of the search: ``make bench`` and ``make bench N=100000``.

``benchmarks/speed.py [N] [--json FILE] [--without-stock | --with-stock]`` makes a
portal of N documents (kept in ``var/bench/N``), and smaller ones to show how
figures grow; measures each part in a process of its own; prints a table with
targets, and JSON. The stock index takes long to fill, so that above
20,000 documents it is left out unless it is asked for.
"""

from pathlib import Path
from rich.console import Console
from tables import growth
from tables import targets
from tables import where_time_goes

import argparse
import json
import os
import portal
import subprocess
import sys


HERE = Path(__file__).resolve().parent
#: Beyond so many documents the stock index is not filled unless it is asked for.
MOST_STOCK = 20_000
SMALLER = (1_000, 10_000)


def program(name, *arguments):
    """Run a program of this folder in a process of its own; return what it prints."""
    print(f"… {name} {' '.join(map(str, arguments))}", file=sys.stderr, flush=True)
    run = subprocess.run(
        [sys.executable, HERE / f"{name}.py", *map(str, arguments)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(run.stdout.splitlines()[-1])


def measured(folder, count, options, stock):
    """Return every figure of a portal of `count` documents."""
    made = program("portal", count, "--folder", folder)
    found = {
        "documents": count,
        "portal": made,
        "function": program("function_level", folder, "--times", options.times),
        "writing": program("writing", folder),
        "http": program("over_http", folder, "--port", options.port),
    }
    if stock:
        copy = program("stock", folder)["folder"]
        found["stock"] = {
            **{
                way: program("function_level", copy, "--stock", way, "--times", options.times)
                for way in ("usual", "fastest")
            },
            "writing": program("writing", copy, "--stock"),
        }
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the portals of 1,000 … N are kept")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--port", type=int, default=8103)
    parser.add_argument("--with-stock", action="store_true", default=None)
    parser.add_argument("--without-stock", dest="with_stock", action="store_false")
    options = parser.parse_args()
    if options.with_stock is None:
        options.with_stock = options.count <= MOST_STOCK
    results = [
        measured(
            _folder(options, count), count, options, options.with_stock and count == options.count
        )
        for count in (*(one for one in SMALLER if one < options.count), options.count)
    ]
    print_tables(results, options)
    made = json.dumps(
        {"cpus": os.cpu_count(), "load": os.getloadavg()[0], "runs": results}, indent=2
    )
    options.json.write_text(made) if options.json else print(made)


def _folder(options, count):
    return options.folder / str(count) if options.folder else portal.default_folder(count)


def print_tables(results, options):
    """Print targets, growth and where the time goes."""
    console = Console(width=110)
    console.print(targets(results[-1]))
    if "stock" not in results[-1]:
        console.print(
            f"Plone's own index is left out above {MOST_STOCK:,} documents, since filling it "
            "takes hours; --with-stock asks for it."
        )
    console.print(growth(results))
    console.print(where_time_goes(results))


if __name__ == "__main__":
    main()
