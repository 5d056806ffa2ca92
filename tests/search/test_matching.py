"""What a query matches is the same however much of it was kept from before a commit."""

from ccsr.search.results import bitmap
from ccsr.search.snapshot import Snapshot

import pytest
import random
import transaction


#: The first ones stand in most texts, the last ones in few.
WORDS = ("home", "children", "staff", "safe", "garden", "kitchen", "piano", "otter")
QUERIES = {
    "children": lambda text: "children" in text,
    "homes": lambda text: "home" in text,
    "otter": lambda text: "otter" in text,
    "home staff": lambda text: {"home", "staff"} <= set(text),
    "home NOT staff": lambda text: "home" in text and "staff" not in text,
    "NOT home": lambda text: "home" not in text,
    "staff OR otter": lambda text: "staff" in text or "otter" in text,
    "otter OR piano": lambda text: "otter" in text or "piano" in text,
    "home piano": lambda text: {"home", "piano"} <= set(text),
    "(home OR safe) NOT (otter OR garden)": lambda text: (
        bool({"home", "safe"} & set(text)) and not {"otter", "garden"} & set(text)
    ),
    '"home children"': lambda text: ("home", "children") in set(zip(text, text[1:], strict=False)),
    "kit*": lambda text: "kitchen" in text,
}


@pytest.fixture
def texts(here):
    """A world of 200 texts, and the words of each by its name."""
    dice, texts = random.Random(7), {}
    for number in range(200):
        name = f"d{number}"
        texts[name] = written(dice)
        here.add(name, " ".join(texts[name]))
    transaction.commit()
    assert here.index.settle(60)
    return texts


def written(dice):
    """Return the words of a text."""
    return dice.choices(WORDS, weights=[1 / (place + 1) for place in range(len(WORDS))], k=6)


def change(here, texts, dice):
    """Add, change or take away a text."""
    name = dice.choice([*texts, f"new{dice.random()}"])
    if name not in texts:
        texts[name] = written(dice)
        here.add(name, " ".join(texts[name]))
    elif dice.random() < 0.5:
        texts[name] = written(dice)
        here.change(name, " ".join(texts[name]))
    else:
        del texts[name]
        here.remove(name)


def expected(here, texts, wanted):
    """Return the records whose texts are wanted."""
    return bitmap([here.catalog.getrid(f"/{name}") for name in texts if wanted(texts[name])])


def test_kept_bitmaps_follow_every_change(here, texts):
    dice = random.Random(3)
    assert here.index.warm(60)
    for _ in range(40):
        for _change in range(dice.choice((1, 1, 5))):
            change(here, texts, dice)
        transaction.commit()
        if dice.random() < 0.7:
            assert here.index.settle(20)
        for query, wanted in QUERIES.items():
            assert here.index.hits(query).found == expected(here, texts, wanted), query


def test_after_a_commit_only_what_it_changed_is_asked_for(here, texts, monkeypatch):
    here.index.warm(60)
    for query in QUERIES:
        here.index.hits(query)
    here.add("one", "home children staff piano")
    transaction.commit()
    assert here.index.settle(20)
    asked = []
    listed = Snapshot.listed
    monkeypatch.setattr(Snapshot, "found", lambda *_: pytest.fail("Everything is asked for."))
    monkeypatch.setattr(
        Snapshot,
        "listed",
        lambda self, query, number: asked.append(number) or listed(self, query, number),
    )
    found = {query: here.index.hits(query).found for query in QUERIES}
    assert set(asked) == {1}
    one = here.catalog.getrid("/one") & 0xFFFFFFFF
    assert [query for query, rids in found.items() if one in rids] == [
        "children",
        "homes",
        "home staff",
        "staff OR otter",
        "otter OR piano",
        "home piano",
        "(home OR safe) NOT (otter OR garden)",
        '"home children"',
    ]


def test_a_connection_that_sees_an_earlier_state_finds_what_it_sees(here, texts, database):
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    earlier = type(here)(connection)
    before = earlier.index.hits("home").found
    for name in [name for name in texts if "home" in texts[name]][:5]:
        here.remove(name)
    transaction.commit()
    assert here.index.settle(20)
    assert len(here.index.hits("home").found) == len(before) - 5
    assert earlier.index.hits("home").found == before
    manager.abort()
    connection.close()
