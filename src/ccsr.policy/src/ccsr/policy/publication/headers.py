"""Headers of every answer (docs/reference/headers.rst).

A page of the portal may load what the portal serves and nothing else; it holds
no script and no style of its own. What people have uploaded may do nothing at
all. Resources of the theme are the same for everybody and may be kept.
"""

from typing import Any


POLICY = "Content-Security-Policy"


def policy(**sources: str) -> str:
    """Return a content security policy: nothing is allowed but what is named."""
    named = {"default_src": "'none'", **sources}
    return "; ".join(f"{name.replace('_', '-')} {value}".rstrip() for name, value in named.items())


def page(*styles: str) -> str:
    """Return the policy of a page; ``styles`` are sources of styles besides the portal's."""
    # Bootstrap's style sheet draws its arrows and ticks from ``data:`` pictures.
    return policy(
        script_src="'self'",
        style_src=" ".join(["'self'", *styles]),
        img_src="'self' data:",
        font_src="'self'",
        connect_src="'self'",
        # A document is read beside the page that it is checked on.
        frame_src="'self'",
        form_action="'self'",
        base_uri="'none'",
        frame_ancestors="'self'",
    )


#: Style elements that Plone's own scripts add on administrators' pages, as they are in
#: the release that is pinned; ``tests/site/test_policy_browser.py`` finds others.
PLONES_STYLES = (
    # empty, for an instant
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    # .modal.show
    "'sha256-l6d7Ti1es8A+XiStdAsg/C1xQKqVHdj4rhfjUkF5dG0='",
    # .datagridwidget-empty-row
    "'sha256-yli6OkIx6RuCaUlWjjEjFpXF6WVGzB/gFp5xX1TBf3U='",
    # .select2-container, twice
    "'sha256-remMih4YcHReIBQrbQelhOfpQX/LEuacewNt19QFjmg='",
    "'sha256-Z46V/GR++GTpxYpBOrV03EJNYchO+I6wenZVmivZveE='",
)

PAGE = page()
PAGE_OF_PLONE = page(*PLONES_STYLES)
FILE = policy(sandbox="", frame_ancestors="'self'")
#: In a sandbox browsers do not open their own reader.
PDF = policy(object_src="'self'", style_src="'unsafe-inline'", frame_ancestors="'self'")

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "midi=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
CLOSED = {**ALWAYS, "Cache-Control": "private, no-store", POLICY: PAGE}
#: A year, as the lists of browsers ask for.
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}

#: What browsers run or draw as a page of the portal.
PAGES = ("text/html", "application/json", "application/problem+json")


def close(request: Any, policy: str = PAGE) -> None:
    """Keep an answer out of caches, frames and other sites."""
    _set(request, {**CLOSED, POLICY: policy})


def leave_open(request: Any) -> None:
    """Let a resource of the theme be kept; it is the same for everybody."""
    _set(request, {**ALWAYS, POLICY: FILE})


def allow_plones_styles(request: Any) -> None:
    """Let a page keep the styles that Plone's toolbar and forms bring along."""
    request.response.setHeader(POLICY, PAGE_OF_PLONE)


def _set(request: Any, headers: dict[str, str]) -> None:
    is_secure = request["SERVER_URL"].startswith("https:")
    for name, value in {**headers, **(HTTPS_ONLY if is_secure else {})}.items():
        request.response.setHeader(name, value)


def disarm(event: Any) -> None:
    """Let a file do nothing but be saved, or be read in the browser's own reader."""
    response = event.request.response
    kind = (response.getHeader("Content-Type") or "").partition(";")[0].strip().lower()
    is_saved = "attachment" in (response.getHeader("Content-Disposition") or "")
    if kind and (is_saved or kind not in PAGES):
        is_read = kind == "application/pdf" and not is_saved
        response.setHeader(POLICY, PDF if is_read else FILE)


def completed(app: Any) -> Any:
    """Return the WSGI application with the headers that an answer from below Plone lacks."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            given = {name.lower() for name, _value in headers}
            # Whatever has passed the gate says so.
            added = {} if "x-content-type-options" in given else CLOSED
            lacking = [pair for pair in added.items() if pair[0].lower() not in given]
            return start_response(status, [*headers, *lacking], exc_info)

        return app(environ, start)

    return answer
