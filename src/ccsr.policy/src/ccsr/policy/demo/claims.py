"""What the demo's provider says: of one service long ago, of others now; and one comment."""

from ccsr.content.content import claim as claims
from ccsr.content.content import provider_comment
from ccsr.content.content import stop_notice
from ccsr.content.domain import dates
from ccsr.content.interfaces import IProviderAnswers
from ccsr.policy.demo.people import acting
from datetime import timedelta


#: Service → what is said of it, and how many days ago that was true.
CLAIMS = {
    "nant-y-gwcw": (
        {
            "vacancies": 1,
            "statement": "One room on the ground floor, with a bathroom of its own. "
            "We can take a child at two days' notice.",
        },
        3,
    ),
    "pant-yr-helyg": ({"vacancies": 2}, 41),
}
#: Beside a complaint about this service there is a comment.
COMMENTED = "ty-derwlas"
COMMENT = (
    "We have met every requirement of this report. The rota was changed in the same week, "
    "and the young people were told what was decided and why."
)


def make(made) -> int:
    """Let the provider speak; return of how many services."""
    with acting("provider"):
        stop_notice.acknowledge()
        for key, (values, days) in CLAIMS.items():
            day = dates.today() - timedelta(days=days)
            claims.save(made[key], vacancies_on=day, **values)
        _comment(made[COMMENTED])
    return len(CLAIMS)


def _comment(service):
    answers = filter(IProviderAnswers.providedBy, service.objectValues())
    shared = next(one for one in answers if provider_comment.may_comment(one))
    provider_comment.put(shared, COMMENT)
