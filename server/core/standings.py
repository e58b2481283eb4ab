"""The event's table, by the pairing library: only finished matches count, teams still tied share the rank."""

from dataclasses import dataclass

from pairing.standings import decimal
from pairing.standings import standings as rank
from pairing.tiebreaks.codes import Misread
from server.core.ids import TeamId
from server.core.tournament import Tournament


@dataclass(frozen=True, slots=True)
class Standing:
    """One team's line. Points are half-points; `tiebreaks` are exact decimals in the order of the codes."""

    rank: int
    team: TeamId
    played: int
    wins: int
    draws: int
    losses: int
    match_points: int
    game_points: int
    tiebreaks: tuple[str, ...]


def standings(tournament: Tournament) -> list[Standing]:
    """The teams, best first.

    Raises:
        ValueError: the regulations name a tie-break that does not exist.
    """
    event = tournament.pairing_event()
    table = rank(event, ("PTS", *event.regulations.tiebreaks))
    if isinstance(table, Misread):
        raise ValueError(table)
    teams = {team.number: team.id for team in tournament.teams.values()}
    scale = event.regulations.match_points
    lines = []
    for row in table.rows:
        points = [line.match_points for line in row.lines if line.opponent and line.finished]
        lines.append(
            Standing(
                rank=row.rank,
                team=teams[row.number],
                played=len(points),
                wins=points.count(scale.win),
                draws=points.count(scale.draw),
                losses=points.count(scale.loss),
                match_points=sum(points),
                game_points=sum(line.game_points for line in row.lines),
                tiebreaks=tuple(decimal(value.number) for value in row.values[1:]),
            )
        )
    return lines
