"""Filing a document from a batch: the one way for ``bin/ccsr upload``, ``@upload`` and intake.

What is refused raises ``domain.intake.Refused``; the caller then drops the
transaction or goes back to a savepoint, so that nothing stays half-written.
"""

from ccsr.content import _
from ccsr.content.domain import dates
from ccsr.content.domain import intake
from ccsr.content.domain.intake import DECLARATION
from ccsr.content.domain.intake import Intake
from ccsr.content.domain.intake import Refused
from ccsr.content.interfaces import IDocument
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import sha256
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.file import NamedBlobFile
from types import SimpleNamespace
from typing import Any
from zope.component import queryUtility
from zope.dottedname.resolve import resolve
from zope.i18nmessageid import Message
from zope.interface import Invalid
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ValidationError


#: How text from a table is read, by the kind of field; the first that fits.
READERS: tuple[tuple[Any, Callable], ...] = (
    (IDate, intake.read_date),
    (IBool, intake.read_bool),
    (IInt, intake.read_int),
    (ICollection, intake.read_list),
)


def file_document(
    name: str,
    data: bytes,
    row: Mapping[str, str],
    create_missing: bool = False,
    service_path: str = "",
):
    """Create the draft that a row asks for with its file, and return it.

    ``service_path`` is the service of rows that name none. Raises ``Refused``;
    what was created on the way (provider, service) is then the caller's to drop.
    """
    name = intake.file_name(name)
    # The empty file is refused by its field, with what to do.
    if data:
        refuse_duplicate(sha256(data).hexdigest())
    wanted = intake.read_row(row, dates.today())
    fields = fields_of(wanted.portal_type)
    service = _find_service(wanted, service_path) or _create_service(wanted, create_missing)
    file = NamedBlobFile(data, contentType="application/pdf", filename=name)
    values = _blank(fields) | _read(wanted, fields) | {"file": file}
    _check(wanted.portal_type, fields, values, service)
    return createContentInContainer(service, wanted.portal_type, **values)


def file_checked(
    services: Sequence[Any],
    portal_type: str,
    texts: Mapping[str, str],
    files: Iterable[NamedBlobFile],
    dress: Callable[[Any], None],
    declared: bool = False,
) -> list[Any]:
    """Create a draft of one examined file in each service, and return them.

    The services stand for one document that is about all of them, so the duplicates
    that it makes are no duplicates: the file is asked for by ``refuse_duplicate`` before,
    once. ``texts`` is what stands in the fields; ``files`` yields a file for each
    service; ``dress`` is called with each draft before it is added. Raises ``Refused``.
    """
    fields = fields_of(portal_type)
    # The bytes were examined when they came in.
    checked = {name: field for name, field in fields.items() if name != "file"}
    values = _blank(checked) | _read_texts(fields, texts) | {DECLARATION: declared}
    # All before the first is made, which is most of the work.
    for service in services:
        _check(portal_type, checked, values, service)
    made = []
    for service, file in zip(services, files, strict=False):
        draft = createContent(portal_type, **values, file=file)
        dress(draft)
        made.append(addContentToContainer(service, draft))
    return made


def problems(
    portal_type: str, texts: Mapping[str, str], service: Any = None
) -> list[tuple[str, str]]:
    """Return what the form would refuse: the name of each field and the sentence.

    ``service`` is where the document would be; vocabularies may differ with it.
    """
    fields = {name: one for name, one in fields_of(portal_type).items() if name != "file"}
    values, found = _blank(fields), []
    for name, text in texts.items():
        try:
            values |= _read_texts(fields, {name: text})
        except Refused as error:
            found.append((name, error.message))
    where = api.portal.get() if service is None else service
    unread = {name for name, _message in found}
    found += [
        (name, refused.message)
        for name, refused in _faults(portal_type, fields, values, where)
        if name not in unread
    ]
    return found


def refuse_duplicate(digest: str) -> None:
    """Raise ``Refused`` where a document has a file with this SHA-256 (hex)."""
    documents = {"object_provides": IDocument.__identifier__}
    # The original of a redacted copy would bring back what was removed.
    found = api.content.find(file_digest=digest, **documents) or api.content.find(
        original_digest=digest
    )
    if found:
        raise Refused("duplicate", _filled(DUPLICATE, title=found[0].Title))


def _find_service(wanted, service_path):
    holder = wanted.holder
    if holder.is_empty:
        return _service_at(service_path)
    by_urn = api.content.find(portal_type="Service", urn=holder.urn) if holder.urn else []
    found = by_urn or [
        brain
        for brain in api.content.find(portal_type="Service")
        if holder.matches(brain.Title, brain.title_cy or None)
    ]
    if len(found) > 1:
        raise Refused("service", _filled(AMBIGUOUS, service=str(holder)))
    return found[0].getObject() if found else None


def _service_at(path):
    if not path:
        raise Refused("service", NO_SERVICE)
    root = "/".join(api.portal.get().getPhysicalPath())
    query = {"query": f"{root}/{path.strip('/')}", "depth": 0}
    found = api.content.find(portal_type="Service", path=query)
    if not found:
        raise Refused("service", _filled(UNKNOWN_SERVICE, service=path))
    return found[0].getObject()


def _create_service(wanted, create_missing):
    holder = wanted.holder
    if not (create_missing and holder.provider):
        raise Refused("service", _filled(UNKNOWN_SERVICE, service=str(holder)))
    return createContentInContainer(
        _provider(holder.provider),
        "Service",
        title=holder.title,
        urn=holder.urn or None,
        service_type="local_authority_childrens_services",
        registration_status="registered",
    )


def _provider(title):
    named = intake.Holder(title=title)
    for brain in api.content.find(portal_type="Provider", sector="local_authority"):
        if named.matches(brain.Title, brain.title_cy or None):
            return brain.getObject()
    register = api.portal.get()["register"]
    return createContentInContainer(
        register, "Provider", title=title, sector="local_authority", profit_status="public"
    )


def fields_of(portal_type: str) -> dict[str, Any]:
    """Return the fields of a kind of document by name; raise ``Refused`` for no such kind."""
    fti = queryUtility(IDexterityFTI, name=portal_type)
    if fti is None or not IDocument.implementedBy(resolve(fti.klass)):
        raise Refused("type", _filled(UNKNOWN_TYPE, type=portal_type))
    schemata = iterSchemataForType(portal_type)
    return {name: field for schema in schemata for name, field in getFieldsInOrder(schema)}


def _blank(fields):
    """Return empty values: the form's proposals are for a person who sees them."""
    return {
        name: field.default if IBool.providedBy(field) else field.missing_value
        for name, field in fields.items()
    }


def _read(wanted: Intake, fields):
    unknown = sorted(name for name in wanted.fields if name not in fields)
    if unknown:
        raise Refused("column", _filled(UNKNOWN_COLUMN, column=unknown[0], type=wanted.portal_type))
    return {name: _value(fields[name], value) for name, value in wanted.fields.items()}


def _read_texts(fields, texts):
    return _read(Intake("", intake.Holder(), intake.own_fields(texts)), fields)


def _value(field, value):
    if not isinstance(value, str):
        return value
    for interface, read in READERS:
        if interface.providedBy(field):
            return read(value)
    return value


def _check(portal_type, fields, values, service):
    """Raise ``Refused`` for the first value that the form would refuse too."""
    for _name, refused in _faults(portal_type, fields, values, service):
        raise refused


def _faults(portal_type, fields, values, service):
    """Yield name and ``Refused`` of every value that the form would refuse."""
    for name, field in fields.items():
        try:
            field.bind(service).validate(values[name])
        except ValidationError as error:
            yield name, _refusal(field, error)
    for schema in iterSchemataForType(portal_type):
        errors = []
        try:
            schema.validateInvariants(SimpleNamespace(**values), errors)
        except Invalid:
            yield from (_broken(error) for error in errors)


def _broken(error):
    return getattr(error, "field", ""), Refused("invariant", error.args[0])


def _refusal(field, error):
    if field.__name__ == "file":
        return Refused("file", error.doc())
    return Refused("field", _filled(BAD_FIELD, field=field.title, problem=error.doc()))


def _filled(message, **mapping):
    return Message(message, mapping=mapping)


DUPLICATE = _("intake_duplicate", default="The same file is in the portal already, as “${title}”.")
NO_SERVICE = _("intake_no_service", default="Nothing says which service it belongs to.")
UNKNOWN_SERVICE = _(
    "intake_unknown_service",
    default="There is no service “${service}” in the register. Add it first.",
)
AMBIGUOUS = _(
    "intake_ambiguous_service",
    default="More than one service is called “${service}”. Give its URN.",
)
UNKNOWN_TYPE = _("intake_unknown_type", default="“${type}” is not a kind of document.")
UNKNOWN_COLUMN = _("intake_unknown_column", default="“${column}” is not a field of ${type}.")
BAD_FIELD = _("intake_bad_field", default="“${field}”: ${problem}")
