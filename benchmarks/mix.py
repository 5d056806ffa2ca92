"""What people ask over HTTP: a mix of searches, and what they type. The same for a seed."""

import plan
import random
import texts


#: Kinds of text query and how often each is asked; names are those of services.
SHARES = {
    "in every document": 5,
    "in a quarter": 20,
    "AND": 20,
    "phrase": 10,
    "phrase of common words": 5,
    "prefix": 5,
    "rare": 10,
    "name": 20,
    "nothing": 5,
}
TYPED_WORDS, TYPED_NAMES, SHORTEST = 8, 12, 2


def searches(count, times, seed):
    """Return parameters of `times` searches, few of which come twice."""
    dice = random.Random(seed)
    kinds = dice.choices(list(SHARES), list(SHARES.values()), k=times)
    return [{**_query(kind, count, dice), **_more(kind, dice)} for kind in kinds]


def _query(kind, count, dice):
    if kind == "nothing":
        return {}
    if kind == "name":
        return {"q": " ".join(dice.choice(_names(count)).split()[:2])}
    return {"q": texts.variations(kind, 1, dice.random())[0]}


def _more(kind, dice):
    more = {}
    if dice.random() < 0.3 or kind == "nothing":
        more |= dice.choice(
            (
                {"type": "InspectionReport"},
                {"service_type": "childrens_home"},
                {"local_authority": ["W06000015", "W06000011"]},
                {"framework": "ciw_2024", "judgement": "ciw_2024:good"},
                {"year": ["2025", "2026"]},
            )
        )
    if dice.random() < 0.15:
        more["sort"] = dice.choice(("date", "title"))
    if dice.random() < 0.1:
        more["b_start"] = "20"
    return more


def _names(count):
    return [service.fields["title"] for one in plan.providers(count) for service in one.services]


def typed(count, seed):
    """Return what stands in the box while words and names are typed, letter by letter."""
    dice = random.Random(seed)
    wanted = dice.sample(texts.VOCABULARY_WORDS[:3000], TYPED_WORDS)
    wanted += [name.rpartition(" ")[0] for name in dice.sample(_names(count), TYPED_NAMES)]
    return [one[:end] for one in wanted for end in range(SHORTEST, min(len(one), 12) + 1)]
