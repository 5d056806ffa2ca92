"""Pages that several people open at once are all made."""

from ccsr.policy import parsing
from concurrent.futures import ThreadPoolExecutor

import ast
import chameleon.astutil
import pytest
import sys


SOURCE = "\n".join(f"x{n} = [a.b(c)[d] + {{'k': (1, [f(g, h=3)])}} for q in w]" for n in range(200))


@pytest.mark.parametrize("parse", [ast.parse, chameleon.astutil.parse])
def test_threads_that_parse_at_once_are_not_in_each_others_way(parse):
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            trees = list(threads.map(lambda source: parse(source, mode="exec"), [SOURCE] * 60))
    finally:
        sys.setswitchinterval(before)
    assert len(trees) == 60


def test_who_parses_waits_in_every_process_of_the_portal():
    assert ast.compile is chameleon.astutil.compile is parsing._compile
