"""The headers of every answer, and the refusal of requests that name another host.

No page may load anything from elsewhere, be framed, or run a script that is not a file of ours.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.web.origins import Origins, name_of


class SafeAnswers:
    """Stands around a whole application, so that its answers to its own failures are safe too.

    app = SafeAnswers(Starlette(routes=...), origins)
    """

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for this host with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = ", ".join(Headers(scope=scope).getlist("host"))  # repeated, it is no host
        known = self._origins.known_host(host)
        secure = self._origins.secure(host, tls=scope["scheme"] == "https")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _headers(host if known else None, secure=secure).items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._app if known else _refusal(host)
        await app(scope, receive, send_with_headers)


def _refusal(host: str) -> PlainTextResponse:
    if name_of(host) is None:
        return PlainTextResponse("A request must name one host.\n", status_code=400)
    return PlainTextResponse("This server is not known under that name.\n", status_code=421)


def _headers(host: str | None, *, secure: bool) -> dict[str, str]:
    socket = f" {'wss' if secure else 'ws'}://{host}" if host else ""
    headers = {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            f"font-src 'self'; connect-src 'self'{socket}; manifest-src 'self'; form-action 'self'; "
            "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers
