"""Write the records of rounds: byes, forfeited matches, line-ups, points by decision, and what is known
beforehand.

>>> from pairing.model import Absence, ByeKind, Regulations, System, Team
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=3), (Team(1), Team(2)), absences=(Absence(1, 2, ByeKind.HALF),)
... )
>>> list(round_lines(event))
['240 H   1    2']
"""

from collections.abc import Iterable, Iterator

from pairing.model import ByeKind, Event, not_paired
from pairing.results import bye_points
from pairing.trf.fields import fitted


def round_lines(event: Event) -> Iterator[str]:
    """Every record, by its number."""
    of_teams = event.regulations.system.of_teams
    yield from _byes(event)
    for one in event.regulations.accelerations:
        points = f"{fitted(one.match_points, 4)} {fitted(one.game_points, 4)}"
        yield f"250 {points} {one.first_round:3} {one.last_round:3} {one.first:4} {one.last:4}"
    for ban in event.regulations.prohibited:
        yield f"260 {ban.first_round:3} {ban.last_round:3} {_numbers(ban.competitors)}"
    for adjustment in event.adjustments:
        points = f"{fitted(adjustment.match_points, 4)}  {fitted(adjustment.game_points, 4)}"
        competitors = _numbers(adjustment.competitors)
        yield f"299 {adjustment.kind:1}  {points}  {adjustment.round or 0:03} {competitors}"
    if of_teams:
        yield from _lineups(event)
        yield from _pairing_byes(event)
        yield from _forfeited(event)


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"{number:4}" for number in numbers)


def _byes(event: Event) -> Iterator[str]:
    """Records 240: a team's byes of every round, and who will be absent in the rounds to come."""
    byes: dict[tuple[int, str], set[int]] = {}
    if event.regulations.system.of_teams:
        for round_ in event.rounds:
            for bye in round_.byes:
                if bye.kind is not ByeKind.PAIRING:
                    byes.setdefault((round_.number, bye.kind.value), set()).add(bye.competitor)
    coming = {
        (one.round, one.competitor): one.kind for one in event.absences if one.round >= event.next_round
    }
    if event.next_round <= event.regulations.rounds:
        coming.update(((event.next_round, number), kind) for number, kind in not_paired(event).items())
    for (number, competitor), kind in coming.items():
        byes.setdefault((number, kind.value), set()).add(competitor)
    for (number, kind_letter), competitors in sorted(byes.items()):
        yield f"240 {kind_letter} {number:3} {_numbers(sorted(competitors))}"


def _lineups(event: Event) -> Iterator[str]:
    """Records 300, for every team that did not sit in its default order or left a board empty."""
    usual = {team.number: team.members[: event.regulations.boards] for team in event.teams}
    for round_ in event.rounds:
        for match in round_.matches:
            boards = () if match.annulled else match.boards
            first = tuple(board.first_player for board in boards)
            second = tuple(board.second_player for board in boards)
            full = 0 not in (*first, *second)
            for team, other, players in (
                (match.white, match.black, first),
                (match.black, match.white, second),
            ):
                if boards and not (full and players == usual[team]):
                    seats = " ".join(f"{player:4}" if player else "0000" for player in players)
                    yield f"300 {round_.number:3} {team:3} {other:3} {seats}"


def _pairing_byes(event: Event) -> Iterator[str]:
    """The record 320: what the bye is worth and who had it, round by round."""
    teams = [round_.pab or 0 for round_ in event.rounds]
    while teams and not teams[-1]:
        teams.pop()
    if teams or event.regulations.pab is not None:
        worth = bye_points(ByeKind.PAIRING, event.regulations)
        listed = " ".join(f"{team:03}" if not team else f"{team:3}" for team in teams)
        points = fitted(worth.match_points, 4), fitted(worth.game_points, 4)
        if event.regulations.pab is None and not all(one.strip() for one in points):
            points = " " * 4, " " * 4  # too much for the columns, but it is what a reader takes by itself
        yield f"320 {points[0]} {points[1]} {listed}"


def _forfeited(event: Event) -> Iterator[str]:
    for round_ in event.rounds:
        for match in round_.matches:
            if match.forfeit is not None:
                yield f"330 {match.forfeit.value} {round_.number:3} {match.white:3} {match.black:3}"
