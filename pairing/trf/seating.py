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
    """Give every team as many players as a match has boards, and every board without players its two.

    Teams with members and boards with players stay as they are; an individual event has nothing to seat.
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
    longest = max((len(match.boards) for round_ in event.rounds for match in round_.matches), default=0)
    boards = max(event.regulations.boards, longest)
    last = max(chain(players, *(team.members for team in event.teams)), default=0)
    teams = []
    for team in event.teams:
        members = list(team.members)
        while len(members) < boards:
            last += 1
            members.append(last)
            players[last] = Player(last, f"{team.name} {len(members)}")
        for member in members:
            players.setdefault(member, Player(member, f"{team.name} {members.index(member) + 1}"))
        teams.append(replace(team, members=tuple(members)))
    return replace(event, teams=tuple(teams), players=tuple(players[number] for number in sorted(players)))


def _seat(match: Match, members: dict[int, tuple[int, ...]], boards: int) -> Match:
    """Seat the first members in order, unless any board of the match knows its players.

    A match still to be played gets its boards, none of them finished.
    """
    found = match.boards
    if not found and match.forfeit is None and not match.annulled:
        found = (Board(Mark.PENDING, Mark.PENDING),) * boards
    if any(board.first_player or board.second_player for board in found):
        return match
    white, black = members[match.white], members[match.black]
    return replace(
        match,
        boards=tuple(
            Board(board.first, board.second, white[seat], black[seat]) for seat, board in enumerate(found)
        ),
    )
