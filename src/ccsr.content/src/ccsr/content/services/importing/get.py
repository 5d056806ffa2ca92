"""``GET {site}/@register-imports``: the imports, one of them, its entries and its remarks."""

from ccsr.content.domain.changes import NotAsked
from ccsr.content.importing import looking
from ccsr.content.importing import store
from ccsr.content.services.importing import told
from ccsr.content.services.importing.base import ImportService
from ccsr.content.services.liaison import BAD_FILTER
from zExceptions import NotFound


PAGING = ("b_start", "b_size")
TICKED = {"": None, "true": True, "false": False}


class ImportsGet(ImportService):
    """``…/@register-imports``, ``…/{id}``, ``…/{id}/entries`` and ``…/{id}/remarks``."""

    known = (PAGING, (), ("group", "ticked", "result", "q", *PAGING))

    def answer(self):
        """Return what the address asks for."""
        if not self.parts:
            listed = self.page(store.all(), lambda one: told.brief(one, self.address))
            return {"@id": self.address, **listed}
        found = self.found()
        if len(self.parts) == 1:
            return told.whole(found, self.address, self.say)
        below = BELOW.get(self.parts[1])
        if below is None:
            raise NotFound(self.parts[1])
        return {"@id": f"{self.address}/{found.number}/{self.parts[1]}", **below(self, found)}

    def entries(self, found):
        """Return the differences that the filters leave."""
        form = self.request.form
        ticked = str(form.get("ticked", ""))
        if ticked not in TICKED:
            raise NotAsked("ticked", BAD_FILTER)
        group, wanted, result = (str(form.get(name, "")) for name in ("group", "q", "result"))
        numbers = looking.chosen(found, group, wanted, result, TICKED[ticked])
        return self.page(numbers, lambda number: told.entry(found, number, self.say))

    def remarks(self, found):
        """Return the lines that something is wrong with."""
        return self.page(list(found.remarks.values()), lambda one: told.remark(one, self.say))


BELOW = {"entries": ImportsGet.entries, "remarks": ImportsGet.remarks}
