"""Markers and contracts that the rest of the package is registered against."""

from collective.easyform.interfaces import IEasyFormLayer
from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IContentLayer(IEasyFormLayer):
    """Browser layer: present where ``ccsr.content`` is installed.

    It extends easyform's, so that what is registered for it stands before easyform's own.
    """


class IRegisterEntry(Interface):
    """A thing of the register with a state of its own: Provider or Service."""


class IEntryFolder(Interface):
    """Holds providers or services: the register, and each provider."""


class ILiaisonArea(Interface):
    """The folder of what goes between CCSR and the inspectorate."""


class IGovernanceArea(Interface):
    """The folder of the protocol with the inspectorate and of what is agreed under it."""


class IReadinessArea(Interface):
    """The folder of a partnership that prepares for inspection."""


class IServicePart(Interface):
    """A thing inside a Service that is seen when the Service is seen."""


class IPaged(Interface):
    """A thing with a PDF in ``file`` whose text is kept by ``IPages``."""


class IDocument(IPaged):
    """A report, notice or other document of the inspectorate with its PDF."""


class IIntakeArea(Interface):
    """The folder of what was uploaded and is to be filed."""


class IIntakeItem(IPaged):
    """A file that was uploaded and is to be filed under a service."""


class IEvidence(IPaged):
    """A document that shows how something is done, kept for inspections to come."""


class IInspection(Interface):
    """An inspection that was notified, or an exercise of one."""


class IProviderAnswers(Interface):
    """A document beside which its provider may put a comment: complaints, enforcement."""


class IReviewed(Interface):
    """Moves through draft, shared and concealed: register entries and documents."""


class IRetained(Interface):
    """What the retention schedule knows of a thing (``domain.retention``)."""

    kind = Attribute("token of its kind in the schedule")
    reference = Attribute("what names it when it is gone: the regulator's number, or its id")

    def events():
        """Return the days that years may be counted from, by token; without those that fail."""


class IFurtherActions(Interface):
    """Named adapter of a thing: what its toolbar has beside what this package puts there."""

    def actions():
        """Yield ``browser.page.Action`` values that the reader may use."""


class ISharingGate(Interface):
    """What still stops a thing from being shared."""

    def refusals():
        """Return a list of ``domain.sharing.Refusal``; empty when it may be shared."""


class IJudged(Interface):
    """The judgements of a report, on its framework's own scale."""

    judgements = Attribute("list of ``domain.judgements.Judgement``")


class IPages(Interface):
    """The text of a document, page by page, kept beside its file."""

    pages = Attribute("tuple of str, one a page, in order")
    digest = Attribute("SHA-256 of the file the text was read from, hex; '' without")
    scanned = Attribute("whether the virus scanner called the file clean, or none was asked")
    unread = Attribute("list of the pages (from 1) that are pictures, until a machine reads them")

    def confidence(number):
        """Return how sure the machine is that read a page (from 1), 0…100 on average.

        None where the text is the page's own; 0 where it could read nothing.
        """

    def doubtful(number):
        """Return the places (from 0) of words of a page that a machine has probably misread."""

    def keep_scanned():
        """Keep that the virus scanner called the file clean."""

    def reference():
        """Return what loads the kept text without waking the document, or None."""

    def update():
        """Read the text anew if the file has changed; return whether it had."""


class ITextRead(IObjectEvent):
    """The pages of a thing that are pictures were read by machine, all that can be."""


class IConcealments(Interface):
    """Every concealment of a thing, past and present (protocol 5.4)."""

    def current():
        """Return the open ``domain.concealment.Concealment`` or None."""

    def all():
        """Return every ``Concealment``, oldest first."""

    def open(concealment):
        """Record a new ``Concealment``."""

    def amend(**changes):
        """Replace values of the newest concealment."""

    def forget():
        """Drop every concealment."""


class ISavedSearches(Interface):
    """The saved searches of whoever is signed in; nobody else's can be asked for."""

    def all():
        """Return every ``domain.saved.SavedSearch`` of the account, in no order."""

    def get(id):
        """Return the one with this id, or None."""

    def put(saved):
        """Keep a ``SavedSearch``, in place of the one with its id."""

    def delete(id):
        """Delete one; KeyError where there is none."""

    def deleted(id):
        """Return the one with this id if it was the last deleted, or None."""


class IShortlists(Interface):
    """The shortlists of whoever is signed in; nobody else's can be asked for."""

    def all():
        """Return every ``domain.shortlists.Shortlist`` of the account, the oldest first."""

    def get(id):
        """Return the one with this id, or None."""

    def put(shortlist):
        """Keep a ``Shortlist``, in place of the one with its id."""

    def delete(id):
        """Delete one; KeyError where there is none."""

    def deleted(id):
        """Return the one with this id if it was the last deleted, or None."""


class IJob(Interface):
    """Named utility: a piece of long work that ``ccsr.content.jobs.queue`` can ask for.

    It may be begun again after it was interrupted, so that doing it twice must do
    nothing twice.
    """

    title = Attribute("what it is called on pages, a message")
    schedule = Attribute("'' | 'minutely' | 'hourly' | 'nightly' | 'monthly'")
    alone = Attribute("whether a worker does one of this name at a time, so that others have room")

    def run(site, progress, **arguments):
        """Do it as the system, in a transaction that is retried on conflicts.

        ``progress(done, total, message='')`` tells how far it is; it raises ``Cancelled``
        in a job that was cancelled. ``progress.keep()`` commits what was done so far, which
        a job that is begun again must find done. Returns what JSON can hold, or None.
        """


class IJobs(Interface):
    """Utility: has jobs done in another process."""

    def add(name, arguments, account):
        """Queue a job when the transaction commits; return its id."""

    def state(id):
        """Return its ``jobs.JobState``, or None."""

    def cancel(id):
        """Cancel it; return whether it had not ended yet."""

    def is_working():
        """Return whether somebody was lately there to do jobs."""


class IOperations(Interface):
    """Named utility: a tuple of ``domain.openapi.Operation``, what is said of services."""


class ITypedByHand(Interface):
    """Adapter of a thing that wants to know what a person has typed into its form."""

    def typed(names):
        """Take the fields that were typed; return where to go from there, '' for the usual."""


class IPartOfOpening(Interface):
    """A view that answers with a part of a thing that was opened, as the picture of a page."""

    is_told = Attribute("whether the opening that it follows is on record")


class IHasDues(Interface):
    """A thing with which something falls due; the catalog finds it by this."""


class IDues(Interface):
    """What falls due with a thing."""

    def dues():
        """Return a tuple of ``domain.dues.Due``, those that are done among them."""


class IAccountStanding(Interface):
    """Utility: what the site keeps of an account."""

    def may_sign_in(user_id):
        """Return whether an account is neither disabled nor only invited."""


class ILinkLetters(Interface):
    """Utility: sends an upload link to whoever it is made for."""

    def can_send():
        """Return whether the site sends e-mail."""

    def is_address(mail):
        """Return whether this can be an e-mail address."""

    def send(inspection, letter):
        """Send a ``content.readiness.inspection_links.Letter``; return whether it was taken."""


class IClauseEvidence(Interface):
    """Named adapter of a protocol: what the portal's records say of a promise of its clauses.

    The name is a token of ``domain.governance.compliance.RULES``. It counts what whoever
    asks may see, and nothing else.
    """

    def figure(day):
        """Return the ``compliance.Figure`` of a day; None where no record reaches back to it."""

    def shown():
        """Return the ``compliance.Shown`` of today."""
