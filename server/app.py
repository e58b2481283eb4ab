"""Builds the process: events from their folders, the web around them, one port, and an orderly end."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from importlib import metadata

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from server.core.ids import EventId
from server.live.hosted import HostedEvent
from server.live.hours import Hours
from server.settings import Settings
from server.show.wire import Services, Wire
from server.web.api import Api
from server.web.headers import SafeAnswers
from server.web.pages import PageRoutes
from server.web.sockets import Sockets

Events = Mapping[EventId, HostedEvent]


def build() -> str:
    """This program's version, as sockets are told it."""
    return metadata.version("twinboards")


def application(events: Events, hours: Hours, settings: Settings) -> SafeAnswers:
    """Pages, acts and sockets of these events."""
    origins = settings.origins()
    sockets = Sockets(events, hours, origins, build())

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Services]]:
        yield {"wire": Services(sockets, hours.now)}

    pages = PageRoutes(events, hours, origins, insecure=settings.insecure_lan)
    routed = Starlette(
        routes=[*Api(events, hours, origins).routes(), *pages.routes()],
        middleware=[Middleware(GZipMiddleware, minimum_size=1024)],
        exception_handlers=pages.errors(),
        lifespan=lifespan,
    )
    return SafeAnswers(routed, origins)


class PortTakenError(Exception):
    """The address cannot be listened on; the message says what to do."""


def listen(settings: Settings) -> socket.socket:
    """The listening socket.

    Raises:
        PortTakenError: another program listens there, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        message = (
            f"Cannot listen on {settings.host} port {settings.port} ({error.strerror}): stop the program "
            "that does, or choose another port with --port."
        )
        raise PortTakenError(message) from error
    return listening


Ready = Callable[[], Coroutine[None, None, None]]


class _Server(uvicorn.Server):
    """Stops in order: clocks first, then sockets (1012), so that nobody pays for the restart."""

    def __init__(self, config: uvicorn.Config, events: Events, ready: Ready) -> None:
        super().__init__(config)
        self._events = events
        self._ready = ready
        self._beside: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._beside = asyncio.create_task(self._ready())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            for hosted in self._events.values():
                await hosted.suspend()
        finally:
            if self._beside:
                self._beside.cancel()
            await super().shutdown(sockets)
            if self._beside:
                with contextlib.suppress(asyncio.CancelledError):
                    await self._beside


async def serve(
    events: Events, hours: Hours, settings: Settings, listening: socket.socket, ready: Ready
) -> None:
    """Serve until the process is told to stop; `ready` runs beside it from the moment the port answers."""
    try:
        config = uvicorn.Config(
            application(events, hours, settings),
            ws=Wire,
            loop="none",
            lifespan="on",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=1,
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
            proxy_headers=settings.trusted_proxy is not None,
            forwarded_allow_ips=settings.trusted_proxy,
        )
        await _Server(config, events, ready).serve(sockets=[listening])
    finally:
        for hosted in events.values():
            await hosted.close()
