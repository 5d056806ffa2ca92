"""A HEAD is answered with headers alone.

Zope sends the page of a view after the headers of a HEAD. Whoever stands between
reads it as the answer to the next question on that connection, which may be
somebody else's.
"""


def keep_to_headers(event):
    """Drop the body when all is done, of an answer and of an error alike."""
    request = event.request
    if request.method != "HEAD":
        return
    response = request.response
    if "content-length" not in response.headers:
        written = len(response.stdout.getvalue())
        response.setHeader("Content-Length", written + _size(response.body))
    response.stdout.seek(0)
    response.stdout.truncate()
    if hasattr(response.body, "close"):
        response.body.close()
    response.body = b""
    response._streaming = 0


def _size(body):
    return len(body) if hasattr(body, "__len__") else 0
