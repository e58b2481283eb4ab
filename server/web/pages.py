"""The pages' addresses. What stands on a page is rendered from the public fold alone."""

import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from server.core.ids import EventId, GameId, Role
from server.live.hosted import HostedEvent
from server.live.hours import Hours
from server.protocol.messages import PersonView, You
from server.show import pages
from server.storage.people import Person, public_names
from server.web.auth import session_cookie, speaks_for
from server.web.origins import Origins

PARTS: Final = frozenset({"standings", "crosstable", "rounds", "matches"})
LANGUAGE_COOKIE: Final = "lang"
A_YEAR: Final = 31_536_000


class HashedFiles(StaticFiles):
    """Bundles whose names change with their content: they may be kept for ever, and are packed beforehand."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, in its packed form if the browser takes that."""
        packed = f"{path}.gz"
        takes_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if takes_gzip and self.lookup_path(packed)[1] is not None:
            response = await super().get_response(packed, scope)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Type"] = f"{mimetypes.guess_type(path)[0]}; charset=utf-8"
        else:
            response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        return response


class PageRoutes:
    """The pages of all events."""

    def __init__(
        self, events: Mapping[EventId, HostedEvent], hours: Hours, origins: Origins, *, insecure: bool
    ) -> None:
        self._events = events
        self._hours = hours
        self._origins = origins
        self._insecure = insecure

    def routes(self) -> list[BaseRoute]:
        """All addresses that a browser opens."""
        event = "/e/{event}"
        seats = [
            Route(f"{event}/{page}/{{person}}", self._seat(page, role))
            for page, role in (("play", Role.PLAYER), ("captain", Role.CAPTAIN), ("arbiter", Role.ARBITER))
        ]
        return [
            Route("/", self.events),
            Route(event + "/", self._public("live.html")),
            Route(event + "/standings", self._public("standings.html")),
            Route(event + "/enter", self._public("enter.html")),
            Route(event + "/game/{game}", self.game),
            Route(event + "/parts/{part}", self.part),
            *seats,
            Mount("/static/dist", HashedFiles(directory=pages.static_folder() / "dist")),
        ]

    def errors(self) -> dict[Any, Callable[[Request, Exception], Awaitable[Response]]]:  # Starlette's keys
        """What an address that leads nowhere answers."""
        return {HTTPException: self.error, 404: self.error}

    async def events(self, request: Request) -> Response:
        """The only event, or the list of all."""
        if len(self._events) == 1:
            return RedirectResponse(f"/e/{next(iter(self._events))}/", status_code=303)
        shown = [hosted.release.event for hosted in self._events.values()]
        return self._page(request, "events.html", events=shown)

    async def game(self, request: Request) -> Response:
        """One board."""
        hosted = self._event(request)
        game = GameId(request.path_params["game"])
        if game not in hosted.release.event.games:
            raise HTTPException(404)
        await hosted.recall(game)
        shown = hosted.release.event.games[game]
        return self._page(request, "game.html", event=hosted.release.event, game=shown)

    async def part(self, request: Request) -> Response:
        """One table of a page alone, to be fetched again when a room says it has changed."""
        part = request.path_params["part"]
        if part not in PARTS:
            raise HTTPException(404)
        hosted = self._event(request)
        content = self._render(request, f"parts/{part}.html", event=hosted.release.event).encode()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return HTMLResponse(content, headers={"ETag": tag})

    async def error(self, request: Request, error: Exception) -> Response:
        """A page that says what went wrong."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        code = {403: "no_seat", 404: "not_found"}.get(status, "not_a_page" if status < 500 else "internal")
        hosted = self._events.get(EventId(request.path_params.get("event", "")))
        event = hosted.release.event if hosted else None
        response = self._page(request, "error.html", event=event, code=code, status_code=status)
        if isinstance(error, HTTPException):
            response.headers.update(error.headers or {})  # of a 405, what is allowed
        return response

    def _public(self, template: str) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            return self._page(request, template, event=self._event(request).release.event)

        return show

    def _seat(self, page: str, role: Role) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            hosted = self._event(request)
            host = request.headers.get("host", "")
            secure = self._origins.secure(host, tls=request.url.scheme == "https")
            cookie = session_cookie(request.headers.get("cookie"), secure=secure)
            wanted = request.path_params["person"]
            person = speaks_for(hosted.people, cookie, None, wanted, self._hours.now())
            if person is None or person.role is not role:
                raise HTTPException(403)
            game = hosted.director.tournament.current_game(person.id)
            you = You(person=person.id, role=person.role, team=person.team, game=game)
            holder = _holder(person)
            return self._page(request, f"{page}.html", event=hosted.release.event, you=you, holder=holder)

        return show

    def _event(self, request: Request) -> HostedEvent:
        hosted = self._events.get(EventId(request.path_params["event"]))
        if hosted is None:
            raise HTTPException(404)
        return hosted

    def _page(
        self, request: Request, template: str, *, status_code: int = 200, **context: object
    ) -> Response:
        response = HTMLResponse(self._render(request, template, **context), status_code=status_code)
        asked = request.query_params.get("lang")
        if asked in pages.LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, asked, max_age=A_YEAR, samesite="lax")
        return response

    def _render(self, request: Request, template: str, **context: object) -> str:
        shared = {"path": request.url.path, "you": None, "event": None, "insecure": self._insecure}
        return pages.render(template, language(request), **(shared | context))


def _holder(person: Person) -> PersonView | None:
    """A team's person as the public sees him, for his own page."""
    if person.team is None:
        return None
    name, latin = public_names(person)
    return PersonView(
        id=person.id, team=person.team, board=person.board or 0, name=name, latin=latin, lang=person.lang
    )


def language(request: Request) -> pages.Lang:
    """The reader's language: asked for in the address, remembered, or preferred by the browser."""
    preferred = [
        part.partition(";")[0].strip().partition("-")[0].lower()
        for part in request.headers.get("accept-language", "").split(",")
    ]
    asked = request.query_params.get("lang", "")
    remembered = request.cookies.get(LANGUAGE_COOKIE, "")
    known = (wanted for wanted in (asked, remembered, *preferred) if wanted in pages.LANGUAGES)
    return pages.Lang(next(known, pages.Lang.EN))
