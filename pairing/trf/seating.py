"""Seat players on the boards of an event that only knows teams, so that a report can be written of it.

>>> from pairing.model import Match, Regulations, Round, System, Team, boards
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1, "Ufa"), Team(2, "Kazan")),
...     rounds=(Round(1, (Match(2, 1, boards("1=")),)),),
... )
>>> board = seated(event).rounds[0].matches[0].boards[0]
>>> board.first_player, board.second_player
(3, 1)
"""

from dataclasses import replace
from itertools import chain

from pairing.model import Board, Event, Mark, Match, Player


def seated(event: Event) -> Event:
    """Give every board without players its two, and every team the members that this takes.

    Before the first round of an event without players a team gets as many as a match has boards. Members and
    boards with players stay as they are; an individual event has nothing to seat.
    """
    if not event.regulations.system.of_teams:
        return event
    event = _with_players(event)
    members = {team.number: team.members for team in event.teams}
    boards = event.regulations.boards
    return replace(
        event,
        rounds=tuple(
            replace(round_, matches=tuple(_seat(match, members, boards) for match in round_.matches))
            for round_ in event.rounds
        ),
    )


def _with_players(event: Event) -> Event:
    players = {player.number: player for player in event.players}
    last = max(chain(players, *(team.members for team in event.teams)), default=0)
    sizes = _sizes(event)
    teams = []
    for team in event.teams:
        members = list(team.members)
        while len(members) < sizes[team.number]:
            last += 1
            members.append(last)
        for seat, member in enumerate(members, start=1):
            players.setdefault(member, Player(member, f"{team.name} {seat}"))
        teams.append(replace(team, members=tuple(members)))
    return replace(event, teams=tuple(teams), players=tuple(players[number] for number in sorted(players)))


def _sizes(event: Event) -> dict[int, int]:
    """How many members every team needs: for its boards without players, or to begin with."""
    known = event.players or any(team.members for team in event.teams)
    sizes = {team.number: 0 if known else event.regulations.boards for team in event.teams}
    for round_ in event.rounds:
        for match in round_.matches:
            count = len(_unseated(match, event.regulations.boards))
            for team in (match.white, match.black):
                sizes[team] = max(sizes[team], count)
    return sizes


def _unseated(match: Match, boards: int) -> tuple[Board, ...]:
    """The boards of a match that still need players; a match to be played has all of them, unfinished."""
    if any(board.first_player or board.second_player for board in match.boards):
        return ()
    if match.forfeit is None and not match.annulled:
        if not match.boards:
            return (Board(Mark.PENDING, Mark.PENDING),) * boards
        if all(board.first is board.second is Mark.FORFEIT_LOSS for board in match.boards):
            return ()  # nobody sat there at all
    return match.boards


def _seat(match: Match, members: dict[int, tuple[int, ...]], boards: int) -> Match:
    """Seat the first members in order on the boards that need it."""
    unseated = _unseated(match, boards)
    if not unseated:
        return match
    white, black = members[match.white], members[match.black]
    seats = (
        Board(board.first, board.second, white[seat], black[seat]) for seat, board in enumerate(unseated)
    )
    return replace(match, boards=tuple(seats))
