"""The concern form over HTTP: what it stops, what it files, what can be edited."""

from ccsr.content.content import concern_questions
from ccsr.content.content import concern_receipts
from ccsr.content.content import concerns as filing
from ccsr.content.content.liaison import TYPE
from collective.easyform.api import get_schema
from collective.easyform.api import set_fields
from plone import api
from plone.schemaeditor.interfaces import IEditableSchema
from Products.PluggableAuthService.events import PrincipalDeleted
from zope.component.hooks import site
from zope.event import notify

import pytest
import re
import transaction
import world


FORM = f"/{filing.FORM}"
EASYFORMS = (
    *("Add Content", "Add Mailers", "Add Data Savers", "Add Custom Scripts"),
    *("Edit TALES Fields", "Edit Python Fields", "Edit Technical Fields"),
    *("Edit Advanced Fields", "Edit Mail Addresses", "Edit Encryption Specs"),
    "Download Saved Input",
)
SECRET = "Wrexham lighthouse nineteen"
ANSWERS = {
    "child_at_risk": "no",
    "form.widgets.subject": "care",
    "form.widgets.happened": SECRET,
    "form.widgets.when": "Yesterday",
    "form.widgets.known_from": "I saw it",
    "form.widgets.contact": "",
    "send": "1",
}


@pytest.fixture
def portal(layer, register):
    transaction.begin()
    return layer["portal"]


def hidden_inputs(answer):
    found = re.findall(r'<input name="(\w+)"\s+type="hidden"\s+value="([^"]*)"', answer.text)
    token = re.search(r'name="_authenticator" value="([0-9a-f]+)"', answer.text)
    return {**dict(found), "_authenticator": token.group(1)}


def open_form(visitor, name="carys.commissioner"):
    """Answer no to the question of risk; return what the next page sends along."""
    one = visitor(name)
    asked = one.client.get(one.base + FORM)
    answered = one.client.post(
        one.base + FORM, data={**hidden_inputs(asked), "child_at_risk": "no"}
    )
    return hidden_inputs(answered)


def send(visitor, data, files=None, name="carys.commissioner"):
    one = visitor(name)
    files = files or {"form.widgets.documents_1": ("", b"")}
    return one.client.post(one.base + FORM, data=data, files=files)


def items(portal):
    transaction.begin()
    return {one.getId(): one for one in portal["liaison"].objectValues() if one.portal_type == TYPE}


def shared_service(register):
    return register.things["Service", "shared"]


def concern(register, **changes):
    return {**ANSWERS, "concern_service": f"{shared_service(register).urn}", **changes}


def test_a_concern_becomes_a_liaison_item_and_its_commissioner_can_follow_it(
    visitor, portal, register
):
    before = items(portal)
    sent = {**open_form(visitor), **concern(register)}
    paper = {"form.widgets.documents_2": ("note.pdf", world.pdf("Seen"), "application/pdf")}
    answer = send(visitor, sent, paper)
    assert answer.status_code == 302
    (item,) = [one for name, one in items(portal).items() if name not in before]
    assert (item.kind, item.authority) == ("concern", "W06000015")
    assert item.raised_by == api.user.get(username="carys.commissioner").getId()
    assert f"What happened?\n{SECRET}" in item.detail
    assert "Care and support of the children" in item.detail
    (evidence,) = item.evidence
    assert (evidence.filename, evidence.scanned) == ("note.pdf", True)
    carys = visitor("carys.commissioner")
    shown = carys.client.get(answer.headers["location"]).text
    assert item.getId() in shown
    assert "Received" in shown
    assert carys.get(f"/liaison/{item.getId()}").status_code == 404
    # Two clicks on the button send the same twice.
    again = send(visitor, sent, paper)
    assert again.headers["location"] == answer.headers["location"]
    assert len(items(portal)) == len(before) + 1
    with api.env.adopt_user(username="rhys.reviewer"):
        api.content.transition(item, "reject", comment="Known already")
    item.reply = "Thank you, it was known."
    transaction.commit()
    assert "Not taken further" in carys.client.get(answer.headers["location"]).text


def test_a_refused_file_says_why_at_the_field_and_nothing_else_is_lost(visitor, portal, register):
    sent = {**open_form(visitor), **concern(register)}
    papers = {
        "form.widgets.documents_1": ("good.pdf", world.pdf("Seen"), "application/pdf"),
        "form.widgets.documents_2": ("bad.pdf", b"MZ no PDF", "application/pdf"),
    }
    before = len(items(portal))
    answer = send(visitor, sent, papers)
    assert answer.status_code == 200
    assert len(items(portal)) == before
    assert "This is not a PDF." in answer.text
    assert SECRET in answer.text
    ticket = re.search(r'name="([^"]+\.file_upload_id)"[^>]*value="(\w+)"', answer.text)
    again = {**sent, **hidden_inputs(answer), ticket.group(1): ticket.group(2)}
    assert send(visitor, again).status_code == 302
    newest = max(items(portal).values(), key=lambda one: one.created())
    assert [one.filename for one in newest.evidence] == ["good.pdf"]


def test_what_the_reader_may_not_see_cannot_be_named_as_the_service(visitor, portal, register):
    hidden = register.things["Service", "concealed"]
    answers = []
    for named in (hidden.urn, hidden.title, "No such home", "(?)"):
        sent = {**open_form(visitor), **concern(register, concern_service=named)}
        answers.append(send(visitor, sent).text.replace(named, "*"))
    assert all("No service that you can see" in answer for answer in answers)
    picked = concern(register, concern_service="x", concern_service_uid=hidden.UID())
    assert "No service that you can see" in send(visitor, {**open_form(visitor), **picked}).text
    address = visitor("carys.commissioner").get(f"{FORM}?service={hidden.UID()}").text
    assert hidden.title not in address


def test_a_service_is_named_in_welsh_as_well(visitor, portal, register):
    sent = {**open_form(visitor), **concern(register)}
    sent["concern_service"] = shared_service(register).title_cy.upper()
    before = set(items(portal))
    send(visitor, sent)
    (filed,) = [item for id, item in items(portal).items() if id not in before]
    assert filed.title.endswith(shared_service(register).title)


def test_a_part_of_a_name_is_no_answer_until_the_service_is_chosen(visitor, portal, register):
    service = shared_service(register)
    sent = {**open_form(visitor), **concern(register, concern_service="home")}
    offered = send(visitor, sent)
    assert "concern_service_uid" in offered.text
    assert service.UID() in offered.text
    before = items(portal)
    assert send(visitor, {**sent, "concern_service_uid": service.UID()}).status_code == 302
    (item,) = [one for name, one in items(portal).items() if name not in before]
    assert item.service == service.UID()


@pytest.mark.parametrize("answer", ["yes", ["no", "yes"]])
def test_where_a_child_is_at_risk_nothing_is_stored(visitor, portal, register, answer):
    sent = {**open_form(visitor), **concern(register, child_at_risk=answer)}
    paper = {"form.widgets.documents_1": ("kept.pdf", world.pdf(SECRET), "application/pdf")}
    transaction.begin()
    last = portal._p_jar.db().lastTransaction()
    shown = send(visitor, sent, paper)
    assert "Follow your authority" in shown.text
    assert "call 999" in shown.text
    assert SECRET not in shown.text
    assert portal._p_jar.db().lastTransaction() == last


def test_a_file_that_was_kept_between_two_sendings_goes_when_the_answer_becomes_yes(
    visitor, portal, register
):
    from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage

    sent = {**open_form(visitor), **concern(register, concern_service="")}
    paper = {"form.widgets.documents_1": ("kept.pdf", world.pdf("Seen"), "application/pdf")}
    kept = re.search(
        r'name="([^"]+\.file_upload_id)"[^>]*value="(\w+)"', send(visitor, sent, paper).text
    )
    transaction.begin()
    assert kept.group(2) in IFileUploadTemporaryStorage(portal).upload_map
    send(visitor, {"child_at_risk": "yes", kept.group(1): kept.group(2)})
    transaction.begin()
    assert kept.group(2) not in IFileUploadTemporaryStorage(portal).upload_map


def test_without_an_answer_to_the_question_of_risk_nothing_is_filed(visitor, portal, register):
    before = len(items(portal))
    for answer in ("", "maybe"):
        sent = {**open_form(visitor), **concern(register, child_at_risk=answer)}
        assert "Answer yes or no." in send(visitor, sent).text
    action = filing.savers(portal[filing.FORM])[0]
    for told in ({}, {"at_risk": True}, {"at_risk": None, "happened": SECRET}):
        with pytest.raises(filing.ChildAtRisk):
            action.onSuccess(told, portal.REQUEST)
    assert len(items(portal)) == before


def test_each_authority_is_shown_its_own_procedure(visitor, portal):
    mair = visitor("mair.manager")
    page = mair.client.get(f"{mair.base}/@@procedures?authority=W06000015")
    texts = {"en": "Call Cardiff on 029 0000 0000", "cy": "Ffoniwch Gaerdydd"}
    answer = mair.client.post(f"{mair.base}/@@procedures", data={**hidden_inputs(page), **texts})
    assert answer.status_code == 302
    shown = {
        language: visitor("carys.commissioner")
        .client.post(
            visitor("carys.commissioner").base + FORM,
            data={"child_at_risk": "yes"},
            headers={"Accept-Language": language},
        )
        .text
        for language in ("en", "cy")
    }
    assert all(texts[language] in text for language, text in shown.items())


@pytest.fixture
def edited(portal):
    """The form's questions, put back after the test."""
    form = portal[filing.FORM]
    kept = form.fields_model
    yield form
    transaction.begin()
    form.fields_model = kept
    transaction.commit()


def change(form, old, new):
    assert old in form.fields_model
    form.fields_model = form.fields_model.replace(old, new)
    transaction.commit()


def test_a_form_without_the_question_of_risk_is_shut_and_says_so(visitor, edited, portal):
    schema = get_schema(edited)
    IEditableSchema(schema).removeField("at_risk")
    set_fields(edited, schema)
    transaction.commit()
    carys = visitor("carys.commissioner")
    before = len(items(portal))
    for data in (ANSWERS, {}):
        shut = carys.client.post(carys.base + FORM, data=data).text
        assert "cannot be used at the moment" in shut
        assert "What is wrong" not in shut
    assert len(items(portal)) == before
    mair = visitor("mair.manager")
    assert "does not ask whether a child is at risk" in mair.get(FORM).text
    assert "does not ask whether a child is at risk" in mair.get("/@@ccsr-state").text
    # Still stopped, whatever the form asks.
    stopped = carys.client.post(carys.base + FORM, data={"child_at_risk": "yes"}).text
    assert "Follow your authority" in stopped


def test_an_administrators_question_is_asked_and_its_answer_filed(
    visitor, edited, portal, register
):
    added = (
        '<field name="extra" type="zope.schema.TextLine"><title>Weather / Tywydd</title></field>'
    )
    change(edited, "</schema>", f"{added}</schema>")
    sent = {**open_form(visitor), **concern(register)}
    assert "Weather" in send(visitor, sent).text
    assert send(visitor, {**sent, "form.widgets.extra": "Fog"}).status_code == 302
    newest = max(items(portal).values(), key=lambda one: one.created())
    assert newest.detail.endswith("Weather\nFog")


def test_no_expression_in_a_field_is_evaluated(visitor, edited, register):
    ns = 'xmlns:easyform="http://namespaces.plone.org/supermodel/easyform"'
    boom = "python:context.no_such_thing_here()"
    expressions = (
        f'{ns} easyform:TDefault="{boom}" easyform:TEnabled="{boom}" easyform:TValidator="{boom}"'
    )
    change(edited, '<field name="when"', f'<field {expressions} name="when"')
    assert send(visitor, {**open_form(visitor), **concern(register)}).status_code == 302


def ask_editor(visitor, name="mair.manager", **data):
    one = visitor(name)
    page = one.client.get(f"{one.base}{FORM}/fields")
    token = hidden_token(page) if page.status_code == 200 else {}
    return one.client.post(f"{one.base}{FORM}/fields", data={**token, **data})


def hidden_token(page):
    return {"_authenticator": re.search(r'name="_authenticator" value="([0-9a-f]+)"', page.text)[1]}


def titles(form):
    transaction.begin()
    return [field.title for field in concern_questions.questions(form)]


def test_administrators_edit_the_questions_in_both_languages(visitor, edited):
    words = {"title_en": "Weather?", "title_cy": "Tywydd?", "save": "1", "required": "1"}
    answers = {"answers_en": "Fog\nRain", "answers_cy": "Niwl\nGlaw"}
    refused = ask_editor(visitor, add="choice", **{**words, "title_cy": ""}, **answers)
    assert "Write it in English and in Welsh." in refused.text
    assert "Fog" in refused.text
    assert ask_editor(visitor, add="choice", **words, **answers).status_code == 302
    assert titles(edited)[-1] == "Weather? / Tywydd?"
    name = concern_questions.questions(edited)[-1].__name__
    ask_editor(visitor, up=name)
    assert titles(edited)[-2] == "Weather? / Tywydd?"
    ask_editor(visitor, edit=name, **{**words, "title_en": "What weather?"}, **answers)
    assert titles(edited)[-2] == "What weather? / Tywydd?"
    (kept,) = [one for one in concern_questions.questions(edited) if one.__name__ == name]
    assert [term.title for term in kept.vocabulary] == ["Fog / Niwl", "Rain / Glaw"]
    ask_editor(visitor, remove=name)
    ask_editor(visitor, remove="at_risk")
    assert titles(edited)[0].startswith("Is a child at risk")
    assert "What weather? / Tywydd?" not in titles(edited)
    assert filing.faults(edited) == ()


@pytest.mark.parametrize("name", ["carys.commissioner", "rhys.reviewer", "petra.contact"])
def test_nobody_else_edits_the_questions_or_the_procedures(visitor, edited, name):
    before = edited.fields_model
    assert ask_editor(visitor, name, remove="service").status_code == 404
    assert visitor(name).get("/@@procedures").status_code == 404
    transaction.begin()
    assert edited.fields_model == before


@pytest.mark.parametrize(
    "name", ["rhys.reviewer", "ivor.inspector", "petra.contact", "wil.partner"]
)
def test_the_form_is_there_for_commissioners_only(visitor, portal, name):
    for path in (FORM, "/@@raise-concern", "/@@my-concerns"):
        assert visitor(name).get(path).status_code == 404


def test_an_administrator_sees_the_form_and_cannot_send_it(visitor, portal, register):
    mair = visitor("mair.manager")
    before = len(items(portal))
    shown = mair.client.post(mair.base + FORM, data={"child_at_risk": "no"})
    assert "Only commissioners can send it." in shown.text
    token = hidden_inputs(shown)
    refused = mair.client.post(mair.base + FORM, data={**token, **concern(register)})
    assert refused.status_code == 404
    assert len(items(portal)) == before


OFF = (
    *("edit", "embedded", "saveddata", "actions", "actions/file", "actions/@@modeleditor"),
    *("export-easyform", "import-easyform", "z3cform_validate_field", "get_save_data_adapters"),
    *("fields/happened", "fields/@@modeleditor", "fields/@@add-field", "validate_file"),
)


@pytest.mark.parametrize("view", OFF)
def test_what_easyform_can_do_besides_is_off_for_everybody(visitor, portal, view):
    for name in ("mair.manager", "carys.commissioner"):
        assert visitor(name).get(f"{FORM}/{view}").status_code == 404


def test_the_form_is_neither_read_nor_changed_over_the_api(visitor, portal):
    mair = visitor("mair.manager")
    told = mair.get(FORM, "application/json").json()
    assert "fields_model" not in told
    assert told["title"] == "Raise a concern"
    changed = mair.client.patch(
        mair.base + FORM,
        json={"headerInjection": "python:1"},
        headers={"Accept": "application/json"},
    )
    assert changed.status_code == 400
    sent = visitor("carys.commissioner").client.post(
        visitor("carys.commissioner").base + FORM,
        json={"child_at_risk": "no", "happened": SECRET},
        headers={"Accept": "application/json"},
    )
    assert sent.status_code in (404, 405)


@pytest.mark.parametrize("permission", EASYFORMS)
def test_nobody_holds_a_permission_of_easyform(integration, permission):
    held = integration["portal"].rolesOfPermission(f"collective.easyform: {permission}")
    assert [role["name"] for role in held if role["selected"]] == []


def test_what_an_account_was_told_goes_with_it(visitor, portal, register):
    assert send(visitor, {**open_form(visitor), **concern(register)}).status_code == 302
    transaction.begin()
    with site(portal):
        form, carys = portal[filing.FORM], api.user.get(username="carys.commissioner").getId()
        assert concern_receipts.held_of(form, carys)
        notify(PrincipalDeleted(carys))
        assert concern_receipts.held_of(form, carys) == []
    transaction.abort()
