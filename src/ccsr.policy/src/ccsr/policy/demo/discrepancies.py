"""The demo's discrepancies: two that are open, and one that has gone by itself."""

from ccsr.content.content import claim as claims
from ccsr.content.content import confirmations
from ccsr.content.content import discrepancies
from ccsr.content.content import stop_notice
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain import dates
from ccsr.policy.demo.people import acting


#: Service → what its provider says one after the other, beside what is registered.
CLAIMS = {
    "ty-derwlas": ({"places": 8, "vacancies": 1},),
    "ffynnon-las": ({"vacancies": 2},),
    "bryn-eirian": ({"age_to": 16, "vacancies": 0}, {"age_to": 14}),
}


def make(made) -> int:
    """Confirm the conditions of three services, and let their provider speak; return how many."""
    for key, said in CLAIMS.items():
        _confirm(made[key])
        for values in said:
            _say(made[key], values)
            discrepancies.settle(made[key])
    return len(CLAIMS)


def _confirm(service):
    with acting("officer"):
        for one in filter(IRegistrationCondition.providedBy, service.objectValues()):
            rows = confirmations.rows(one)
            confirmations.confirm(one, {row.name: row.suggested for row in rows})


def _say(service, values):
    with acting("provider"):
        if not stop_notice.is_acknowledged():
            stop_notice.acknowledge()
        claims.save(service, **values, vacancies_on=dates.today())
