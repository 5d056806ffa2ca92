"""Each process tells its figures on a port of its own."""

from ccsr.policy import metrics


def test_the_worker_of_a_portal_has_the_port_after_the_portals(monkeypatch):
    monkeypatch.setenv("CCSR_METRICS_PORT", "9101")
    assert metrics.next_port() == {"CCSR_METRICS_PORT": "9102"}


def test_figures_that_are_off_are_off_for_the_worker_too(monkeypatch):
    monkeypatch.delenv("CCSR_METRICS_PORT", raising=False)
    assert metrics.next_port() == {}
