"""Acts over HTTP: entering by a link, and the arbiter's round acts. Every refusal names its code."""

from collections.abc import Mapping
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.core.commands import CloseRound, PublishRound, ResumeClocks, StartGame
from server.core.ids import CommandId, EventId, GameId, PersonId, Refusal, Role, Seq
from server.live.hosted import HostedEvent
from server.live.hours import Hours
from server.storage.people import SESSION_LIFE
from server.web.auth import bearer, cookie_name, session_cookie, speaks_for
from server.web.origins import Origins

Model = TypeVar("Model", bound=BaseModel)

BODY_LIMIT: Final = 4096
PAGES: Final = {Role.PLAYER: "play", Role.CAPTAIN: "captain", Role.ARBITER: "arbiter"}


class Strict(BaseModel):
    """A request's body: strict and closed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Enter(Strict):
    """The token of a link."""

    token: Annotated[str, Field(min_length=1, max_length=128)]


class Act(Strict):
    """An act's id: sending it again asks for the first answer again."""

    id: Annotated[CommandId, Field(pattern=r"^[A-Za-z0-9_-]{1,36}$")]


def refusal(code: str, status: int) -> JSONResponse:
    """A refusal with its code."""
    return JSONResponse({"code": code}, status_code=status)


class Api:
    """The acts of all events."""

    def __init__(self, events: Mapping[EventId, HostedEvent], hours: Hours, origins: Origins) -> None:
        self._events = events
        self._hours = hours
        self._origins = origins

    def routes(self) -> list[Route]:
        """The acts' addresses."""
        act = "/api/e/{event}"
        return [
            Route("/e/{event}/enter", self.enter, methods=["POST"]),
            Route(act + "/rounds/{number:int}/publish", self.publish, methods=["POST"]),
            Route(act + "/rounds/{number:int}/close", self.close, methods=["POST"]),
            Route(act + "/games/{game}/start", self.start, methods=["POST"]),
            Route(act + "/games/{game}/resume", self.resume, methods=["POST"]),
        ]

    async def enter(self, request: Request) -> Response:
        """Exchange a link's token for a seat in this browser's session."""
        hosted = self._events.get(EventId(request.path_params["event"]))
        body = await _body(request, Enter)
        if hosted is None or body is None or not self._from_our_page(request):
            return refusal("unreadable", 422)
        person = hosted.people.by_link(body.token)
        if person is None:
            return refusal("unknown_link", 403)
        secure = self._secure(request)
        cookie = session_cookie(request.headers.get("cookie"), secure=secure)
        token = await hosted.people.seat(cookie, person, self._hours.now())
        role = hosted.people.persons[person].role
        answer = JSONResponse(
            {"person": person, "role": role, "to": f"/e/{hosted.id}/{PAGES[role]}/{person}"}
        )
        answer.set_cookie(
            cookie_name(secure=secure),
            token,
            max_age=SESSION_LIFE // 1000,
            httponly=True,
            secure=secure,
            samesite="lax",
        )
        return answer

    async def publish(self, request: Request) -> Response:
        """Pair a round and publish its boards."""
        return await self._round_act(request, PublishRound(request.path_params["number"]))

    async def close(self, request: Request) -> Response:
        """Close a round whose games are all over."""
        return await self._round_act(request, CloseRound(request.path_params["number"]))

    async def _round_act(self, request: Request, command: PublishRound | CloseRound) -> Response:
        at = self._hours.now()
        asked = await self._arbiter(request)
        if isinstance(asked, Response):
            return asked
        hosted, by, act = asked
        return _answer(await hosted.director.act(command, by, act.id, at))

    async def start(self, request: Request) -> Response:
        """Start White's clock, though a player is not there yet."""
        return await self._game_act(request, StartGame())

    async def resume(self, request: Request) -> Response:
        """Let a suspended game's clock run again, though a player is not back yet."""
        return await self._game_act(request, ResumeClocks())

    async def _game_act(self, request: Request, command: StartGame | ResumeClocks) -> Response:
        at = self._hours.now()
        asked = await self._arbiter(request)
        if isinstance(asked, Response):
            return asked
        hosted, by, act = asked
        game = GameId(request.path_params["game"])
        return _answer(await hosted.director.act_on_game(game, command, by, act.id, at))

    async def _arbiter(self, request: Request) -> tuple[HostedEvent, PersonId, Act] | Response:
        """The event, the arbiter who asks, and the act; or the refusal."""
        hosted = self._events.get(EventId(request.path_params["event"]))
        if hosted is None:
            return refusal("unknown_event", 404)
        token = bearer(request.headers.get("authorization"))
        if token is None and not self._from_our_page(request):
            return refusal(Refusal.NOT_ALLOWED, 403)
        cookie = session_cookie(request.headers.get("cookie"), secure=self._secure(request))
        wanted = request.query_params.get("as")
        person = speaks_for(hosted.people, cookie, token, wanted, self._hours.now())
        if person is None or person.role is not Role.ARBITER:
            return refusal(Refusal.NOT_ALLOWED, 403)
        act = await _body(request, Act)
        return refusal("unreadable", 422) if act is None else (hosted, person.id, act)

    def _secure(self, request: Request) -> bool:
        return self._origins.secure(request.headers.get("host", ""), tls=request.url.scheme == "https")

    def _from_our_page(self, request: Request) -> bool:
        origin = ", ".join(request.headers.getlist("origin"))  # repeated, it is nobody's
        tls = request.url.scheme == "https"
        return self._origins.same_origin(origin, request.headers.get("host", ""), tls=tls)


async def _body(request: Request, model: type[Model]) -> Model | None:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > BODY_LIMIT:
            return None
    try:
        return model.model_validate_json(content)
    except ValidationError:
        return None


def _answer(answered: Seq | Refusal) -> Response:
    if isinstance(answered, Refusal):
        return refusal(answered, 503 if answered in (Refusal.RESTARTING, Refusal.NOT_STORED) else 409)
    return JSONResponse({"v": answered})
