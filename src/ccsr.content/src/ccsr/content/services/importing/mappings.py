"""``GET {site}/@register-mappings``: what files can be read by, and one mapping whole."""

from ccsr.content import permissions
from ccsr.content.domain.importing.shipped import shipped
from ccsr.content.importing import mappings
from ccsr.content.services.importing.base import ImportService
from zExceptions import NotFound


class MappingsGet(ImportService):
    """The list for who brings files in, one mapping for who makes them, as on the pages."""

    most_parts = 1

    def answer(self):
        """Return what the address asks for."""
        configures = self.may(permissions.Configure)
        if self.parts and configures:
            return self.one(self.parts[0])
        if self.parts or not (configures or self.may(permissions.ImportRegister)):
            raise NotFound(self.__name__)
        found = sorted(mappings.all().values(), key=lambda one: one.id)
        return {"@id": self.address, "items": [self.brief(one) for one in found]}

    def check(self):
        """Refuse parameters to those only for whom there is something here."""
        if self.may(permissions.Configure) or self.may(permissions.ImportRegister):
            super().check()

    def one(self, id):
        """Return a mapping as it is kept."""
        found = mappings.get(id)
        if found is None:
            raise NotFound(id)
        return {**self.brief(found), "mapping": found.raw}

    def brief(self, found):
        """Return what a mapping is called."""
        return {
            "@id": f"{self.address}/{found.id}",
            "id": found.id,
            "title": found.title,
            "is_shipped": found.id in shipped(),
        }

    @property
    def address(self):
        """The address of the list."""
        return f"{self.context.absolute_url()}/@register-mappings"
