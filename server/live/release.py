"""What leaves for the public: every piece of news passes here once, in order, into the fold and the rooms.

Nothing public is shown that has not been released; a relay is fed from the same place.
"""

from server.core.ids import GameId
from server.protocol.frame import Frame
from server.protocol.messages import (
    EventNews,
    GameEnded,
    GameNews,
    Presence,
    RosterNews,
    RoundClosed,
    RoundPublished,
    Standings,
)
from server.protocol.views import game_room
from server.show.event import PublicEvent
from server.show.rooms import Room


class Release:
    """The public side of one event: its fold and its rooms."""

    def __init__(self, event: PublicEvent) -> None:
        self.event = event
        self.room = Room(lambda: Frame(event.snapshot()))
        self._games: dict[GameId, Room] = {}

    def room_of(self, game: GameId) -> Room:
        """The room of a published game's spectators."""
        room = self._games.get(game)
        if room is None:
            public = self.event.games[game]
            name = game_room(game)
            room = Room(lambda: Frame(public.snapshot(name)), public.version)
            self._games[game] = room
        return room

    def round_act(self, news: EventNews) -> None:
        """Release what concerns the whole event."""
        self.event.apply(news)
        self.room.publish(Frame(news))

    def game_news(self, news: GameNews) -> None:
        """Release what happened on a board; its end is told in the event's room as well."""
        self.event.apply(news)
        if news.game in self._games:
            self._games[news.game].publish(Frame(news))
        if isinstance(news, GameEnded):
            self.room.publish(Frame(news.model_copy(update={"room": "event"})))

    def presence(self, news: Presence) -> None:
        """Release who has an open line at a board."""
        if news.game in self._games:
            self._games[news.game].publish(Frame(news))

    def replay(self, news: RosterNews | RoundPublished | RoundClosed | Standings | GameNews) -> None:
        """Fold in what was released before this start."""
        self.event.apply(news)
        if not isinstance(news, Standings):
            self.room.begin(max(self.room.version, self.event.version))
