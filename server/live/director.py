"""Runs one event: rounds are published and closed here, results come in, the table goes out.

    command ─► Tournament.decide ─► journal (round and its games in one transaction) ─► apply ─► release

One act at a time. Results arrive from the games after they are on disk and are applied in that order.
"""

import asyncio
import json
import logging

from server.core.commands import ResumeClocks, StartGame, TournamentCommand
from server.core.events import GameCreated, GameEnded, RoundPublished, TournamentEvent
from server.core.ids import CommandId, GameId, MatchId, Millis, PersonId, Refusal, Seq
from server.core.standings import Standing, standings
from server.core.tournament import Tournament
from server.live.games import Games
from server.live.gate import Waiting, answering, game_of, stream_of
from server.live.release import Release
from server.protocol import messages as wire
from server.protocol import views
from server.storage import read_models
from server.storage.journal import TOURNAMENT, Entry, Journal, NotStoredError, Stored, batch_of
from server.storage.people import People, public_names
from server.storage.read_models import ResultRow, StandingRow

log = logging.getLogger(__name__)


class Director:
    """The tournament of one event and what becomes of its commands."""

    def __init__(self, journal: Journal, games: Games, release: Release, people: People) -> None:
        self._journal = journal
        self._games = games
        self._release = release
        self._people = people
        self._version = 0
        self._turn = asyncio.Lock()  # one act of the tournament at a time
        self._accepted: dict[tuple[PersonId, CommandId], Seq] = {}
        self._ended_at: dict[GameId, Seq] = {}
        self._writing: set[asyncio.Task[None]] = set()
        self.tournament: Tournament
        games.ended = self._game_ended

    # Coming back -----------------------------------------------------------------------------------------

    def restore(self, tournament: Tournament, history: list[Stored]) -> None:
        """Take over an event that was folded from the journal: its own stream and the ends of its games."""
        self.tournament = tournament
        self._release.replay(self._roster(history[0].seq))
        for place in history:
            event = place.entry.event
            if isinstance(event, GameEnded):
                self._ended_at[game_of(place.entry.stream)] = place.seq
            elif isinstance(event, TournamentEvent):
                self._note(place)
                news = views.tournament_news(event, place.seq)
                if news:
                    self._release.replay(news)
        self._release.replay(self._table(history[-1].seq, standings(tournament)))

    def _note(self, place: Stored) -> None:
        self._version = place.entry.version
        if place.entry.command_id is not None:
            self._accepted[place.entry.by, place.entry.command_id] = place.seq

    async def close(self) -> None:
        """Wait for the read models that are being written."""
        if self._writing:
            await asyncio.wait(self._writing)

    # Acts ------------------------------------------------------------------------------------------------

    async def act(
        self, command: TournamentCommand, by: PersonId, command_id: CommandId, at: Millis
    ) -> Seq | Refusal:
        """Carry an arbiter's command out; the answer comes when it is on disk."""
        async with self._turn:
            known = self._accepted.get((by, command_id))
            if known is not None:
                return known
            events = self.tournament.decide(command)
            if isinstance(events, Refusal):
                return events
            batch = batch_of(TOURNAMENT, self._version, events, at, (by, command_id))
            for event in events:
                if isinstance(event, RoundPublished):
                    batch += [
                        Entry(stream_of(created.game), 1, created, at, by)
                        for created in self.tournament.games_of(event)
                    ]
            try:
                stored = await self._journal.append(batch)
            except NotStoredError as error:
                log.error("%s: not stored: %s", command, error)
                return Refusal.NOT_STORED
            self._apply(stored)
            return stored[0].seq

    def _apply(self, stored: list[Stored]) -> None:
        for place in stored:
            event = place.entry.event
            if isinstance(event, TournamentEvent):
                self.tournament.apply(event)
                self._note(place)
                news = views.tournament_news(event, place.seq)
                if news:
                    self._release.round_act(news)
        self._games.create(place for place in stored if isinstance(place.entry.event, GameCreated))
        acts = [place.seq for place in stored if isinstance(place.entry.event, TournamentEvent)]
        self._count(acts[-1], [])

    async def act_on_game(
        self,
        game: GameId,
        command: StartGame | ResumeClocks,
        by: PersonId,
        command_id: CommandId,
        at: Millis,
    ) -> Seq | Refusal:
        """Carry an arbiter's command to one game out, whether or not both players are there."""
        answer: asyncio.Future[Seq | Refusal] = asyncio.get_running_loop().create_future()
        self._games.submit(game, Waiting(command, at, by, command_id, answering(answer)))
        return await answer

    # Results ---------------------------------------------------------------------------------------------

    def _game_ended(self, game: GameId, ended: GameEnded, seq: Seq) -> None:
        self.tournament.apply_end(game, ended)
        self._ended_at[game] = seq
        self._count(seq, [game])

    def _count(self, seq: Seq, games: list[GameId]) -> None:
        """Tell everybody the table, and bring the read models up to date."""
        table = standings(self.tournament)
        self._release.round_act(self._table(seq, table))
        results = self.result_rows()
        writing = asyncio.ensure_future(
            self._write([results[game] for game in games], self._standing_rows(table), seq)
        )
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)

    async def _write(self, results: list[ResultRow], table: list[StandingRow], seq: Seq) -> None:
        try:
            await read_models.write(self._journal, results, table, seq)
        except Exception:  # the journal has it all: they are made anew at the next start
            log.exception("the read models do not show %s yet", seq)

    def result_rows(self) -> dict[GameId, ResultRow]:
        """Every finished board."""
        rows = {}
        for published in self.tournament.rounds:
            for match in published.matches:
                for board in match.boards:
                    end = self.tournament.results.get(board.game)
                    if end:
                        rows[board.game] = ResultRow(
                            board.game,
                            published.number,
                            MatchId(match.match),
                            board.board,
                            board.white,
                            board.black,
                            end.white,
                            end.black,
                            end.reason,
                            self._ended_at[board.game],
                        )
        return rows

    async def rebuild(self) -> None:
        """Make the read models anew from what the journal says."""
        seq = self._release.event.version
        table = self._standing_rows(standings(self.tournament))
        await read_models.write(self._journal, list(self.result_rows().values()), table, seq, anew=True)

    def _standing_rows(self, table: list[Standing]) -> list[StandingRow]:
        codes = self.tournament.regulations.tiebreaks
        return [
            StandingRow(
                row.team,
                row.rank,
                row.played,
                row.wins,
                row.draws,
                row.losses,
                row.match_points,
                row.game_points,
                json.dumps(dict(zip(codes, row.tiebreaks, strict=True))),
            )
            for row in table
        ]

    # News ------------------------------------------------------------------------------------------------

    def _roster(self, v: Seq) -> wire.RosterNews:
        regulations = self.tournament.regulations
        control = regulations.time_control
        return wire.RosterNews(
            room="event",
            v=v,
            title=views.names(self.tournament.title),
            rounds=regulations.rounds,
            time_control=wire.TimeControl(base=control.base, increment=control.increment),
            teams=[views.team(team) for team in self.tournament.teams.values()],
            people=[
                wire.PersonView(
                    id=person.id,
                    team=person.team,
                    board=person.board,
                    name=name,
                    latin=latin,
                    lang=person.lang,
                )
                for person in self._people.persons.values()
                for name, latin in [public_names(person)]
                if person.team is not None and person.board is not None
            ],
        )

    def _table(self, seq: Seq, rows: list[Standing]) -> wire.Standings:
        return views.table(self.tournament.regulations.tiebreaks, rows, seq)
