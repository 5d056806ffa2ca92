"""Records listed by blocks are the records that match, however they are spread."""

from ccsr.search import blocks
from ccsr.search.blocks import bit_of
from ccsr.search.results import bitmap

import pytest
import random


DICE = random.Random(3)
ENDS = range(2**31 - 70_000, 2**31)
SPREADS = {
    "none": (),
    "one": (7,),
    "close": range(-1_500_000_000, -1_499_990_000),
    "across zero": range(-70_000, 70_000),
    "a few on both sides of zero": (-33, -1, 0, 40),
    "at both ends": (*ENDS, *(-1 - rid for rid in ENDS)),
    "with gaps": DICE.sample(range(-100_000, 300_000), 120_000),
    "few of many": DICE.sample(range(200_000), 5_000),
    "far apart": DICE.sample(range(-(2**31), 2**31), 2_000),
}


def answer_of(rids):
    """Return what tantivy answers for record ids."""
    by_block = {}
    for rid in sorted(rids):
        by_block.setdefault(rid - rid % blocks.WIDTH, []).append(rid)
    return {
        "blocks": {
            "buckets": [
                {
                    "key": float(key),
                    "doc_count": len(these),
                    "bits": {"value": float(sum(map(bit_of, these)))},
                }
                for key, these in by_block.items()
            ]
        }
    }


@pytest.mark.parametrize("rids", SPREADS.values(), ids=SPREADS)
def test_records_come_back_from_their_blocks(rids):
    assert blocks.records(answer_of(rids)) == bitmap(rids)


def test_what_stands_twice_is_told_from_its_neighbour():
    assert blocks.records(answer_of([5, 5, 8])) is None
