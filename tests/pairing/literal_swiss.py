"""C.04.6 word by word, for events so small that everything can be tried: every set of upfloaters, every
pairing.

Nothing is shared with `pairing.team_swiss`: the state of a team is gathered anew, and each criterion counts
teams as its article says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from pairing.model import (
    Bye,
    ByeKind,
    ByePoints,
    Color,
    ColorModel,
    Event,
    Match,
    Primary,
)

Pairs = tuple[tuple[int, int], ...]
Bracket = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Team:
    """What the articles ask of a team."""

    tpn: int
    mp: int = 0
    gp: int = 0
    colors: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    floater: bool = False
    no_pab: bool = False
    bonus: int = 0
    score: int = 0
    other: int = 0
    wish: str = ""
    strong: bool = False
    lot: int = 0


@dataclass
class Answer:
    """A round: pairs with White first in board order, the bye, the colour rules, and each bracket's sets."""

    pairs: list[tuple[int, int]]
    pab: int
    rules: list[str]
    brackets: list[Bracket]


class Literal:
    """One round of one event."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.rules = event.regulations
        self.round = len(event.rounds) + 1
        self.teams = {team.number: Team(team.number) for team in event.teams}
        self._adjust(None)
        for played in event.rounds:
            self._read(played.number)
            self._adjust(played.number)
        out = {one.competitor for one in event.absences if one.round == self.round}
        for entered in event.teams:
            if entered.first_round > self.round or (entered.last_round or self.round) < self.round:
                out.add(entered.number)
        self.here = sorted(set(self.teams) - out)
        for team in self.teams.values():
            team.score, team.other = team.mp, team.gp
            if self.rules.primary is Primary.GAME_POINTS:
                team.score, team.other = team.gp, team.mp
            team.bonus = self._bonus(team.tpn, self.round)
            team.wish, team.strong = self._wish(team)
        self._lots(out)

    def _adjust(self, number: int | None) -> None:
        for adjustment in self.event.adjustments:
            for tpn in adjustment.competitors if adjustment.round == number else ():
                self.teams[tpn].mp += adjustment.match_points
                self.teams[tpn].gp += adjustment.game_points

    def _read(self, number: int) -> None:
        rules, played = self.rules, self.event.rounds[number - 1]
        before = {}
        for tpn, team in self.teams.items():
            primary = team.mp if rules.primary is Primary.MATCH_POINTS else team.gp
            before[tpn] = primary + self._bonus(tpn, number)
            team.floater = False
        for match in played.matches:
            self._read_match(match, before)
        for bye in played.byes:
            self._read_bye(bye)

    def _read_match(self, match: Match, before: dict[int, int]) -> None:
        worth = {"1": 2, "=": 1, "0": 0, "+": 2, "-": 0}
        one, other = self.teams[match.white], self.teams[match.black]
        mine = sum(worth[board.first.value] for board in match.boards)
        theirs = sum(worth[board.second.value] for board in match.boards)
        really = any(board.first.value in "1=0" for board in match.boards)
        scale = self.rules.match_points
        one.gp += mine
        other.gp += theirs
        if mine != theirs:
            one.mp += scale.win if mine > theirs else scale.loss
            other.mp += scale.win if theirs > mine else scale.loss
        elif really:
            one.mp += scale.draw
            other.mp += scale.draw
        if really:
            one.colors.append("W")
            other.colors.append("B")
            one.met.add(other.tpn)
            other.met.add(one.tpn)
            one.floater = other.floater = before[one.tpn] != before[other.tpn]
        else:
            one.no_pab |= mine > theirs
            other.no_pab |= theirs > mine

    def _read_bye(self, bye: Bye) -> None:
        team, scale = self.teams[bye.competitor], self.rules.match_points
        worth = {
            ByeKind.PAIRING: self.rules.pab,
            ByeKind.FULL: ByePoints(scale.win, 2 * self.rules.boards),
            ByeKind.HALF: ByePoints(scale.draw, self.rules.boards),
            ByeKind.ZERO: ByePoints(0, 0),
        }[bye.kind]
        assert worth is not None
        team.mp += worth.match_points
        team.gp += worth.game_points
        team.no_pab |= bye.kind in (ByeKind.PAIRING, ByeKind.FULL)

    def _bonus(self, tpn: int, number: int) -> int:
        """C.04.7: the first half of the numbers has two points, later one."""
        if not self.rules.baku:
            return 0
        teams = len(self.teams)
        group = teams // 2 + (teams % 2)
        group += group % 2
        accelerated = -(-self.rules.rounds // 2)
        if tpn > group or number > accelerated:
            return 0
        return 4 if number <= -(-accelerated // 2) else 2

    def _lots(self, out: set[int]) -> None:
        """4.3.1, in the reading that numbers only the teams that have arrived."""
        arrived = 0
        for tpn in sorted(self.teams):
            team = self.teams[tpn]
            came = tpn not in out or any(
                tpn in (match.white, match.black) for played in self.event.rounds for match in played.matches
            )
            came = came or any(
                bye.competitor == tpn and bye.kind is not ByeKind.ZERO
                for played in self.event.rounds
                for bye in played.byes
            )
            arrived += came
            team.lot = arrived if self.rules.readings.arrived_numbers else tpn

    def _wish(  # noqa: C901, PLR0911 — the article is one table, read from the top
        self, team: Team
    ) -> tuple[str, bool]:
        """1.7.1 and 1.7.2."""
        model, colors = self.rules.color_model, team.colors
        if model is ColorModel.NONE or not colors:
            return "", False
        difference = colors.count("W") - colors.count("B")
        last = self.round >= self.rules.rounds
        if model is ColorModel.B and last and difference == 0 and not self.rules.readings.last_round_strong:
            return "", False
        if difference < -1 or (difference in (0, -1) and colors[-2:] == ["B", "B"]):
            return "W", model is ColorModel.B
        if difference > 1 or (difference in (0, 1) and colors[-2:] == ["W", "W"]):
            return "B", model is ColorModel.B
        if model is ColorModel.A:
            return "", False
        if difference == -1:
            return "W", False
        if difference == 1:
            return "B", False
        if last:
            return "", False
        return ("W" if colors[-1] == "B" else "B"), False

    def may_meet(self, one: int, other: int) -> bool:
        """[C1] 2.1.1, and the event's prohibitions."""
        if other in self.teams[one].met:
            return False
        for ban in self.rules.prohibited:
            if ban.first_round <= self.round <= ban.last_round and {one, other} <= set(ban.competitors):
                return False
        return True

    def pairings(self, teams: tuple[int, ...]) -> Iterator[Pairs]:
        """All legal pairings of the teams among themselves."""
        if not teams:
            yield ()
            return
        if len(teams) % 2:
            return
        first, rest = teams[0], teams[1:]
        for other in rest:
            if self.may_meet(first, other):
                left = tuple(team for team in rest if team != other)
                for pairs in self.pairings(left):
                    yield ((first, other), *pairs)

    def can(self, teams: tuple[int, ...]) -> bool:
        return next(self.pairings(tuple(sorted(teams))), None) is not None

    def level(self, tpn: int) -> int:
        return self.teams[tpn].score + self.teams[tpn].bonus

    def answer(self) -> Answer | None:
        """3.3: the bye, the brackets, the colours; None when no legal pairing exists."""
        unpaired, pab = tuple(self.here), 0
        if len(unpaired) % 2:
            order = sorted(unpaired, key=lambda tpn: (self.level(tpn), -len(self.teams[tpn].colors), -tpn))
            for tpn in order:
                rest = tuple(team for team in unpaired if team != tpn)
                if not self.teams[tpn].no_pab and self.can(rest):
                    pab, unpaired = tpn, rest
                    break
            else:
                return None
        if not self.here or not self.can(unpaired):
            return None
        pairs: list[tuple[int, int]] = []
        brackets: list[Bracket] = []
        while unpaired:
            top = max(self.level(tpn) for tpn in unpaired)
            residents = tuple(tpn for tpn in unpaired if self.level(tpn) == top)
            lower = tuple(tpn for tpn in unpaired if self.level(tpn) < top)
            upfloaters = self._upfloaters(top, residents, lower)
            bracket = tuple(sorted(residents + upfloaters))
            pairs += self._best(bracket, upfloaters)
            brackets.append((residents, upfloaters))
            unpaired = tuple(tpn for tpn in lower if tpn not in upfloaters)
        return self._boards(pairs, pab, brackets)

    def _upfloaters(self, top: int, residents: tuple[int, ...], lower: tuple[int, ...]) -> tuple[int, ...]:
        """3.5: all sets that can be, the best by [C4] and [C5], then [C6], [C7] and the order of 3.5.4."""
        legal = []
        for size in range(len(lower) + 1):
            for chosen in combinations(sorted(lower, key=lambda tpn: (-self.level(tpn), tpn)), size):
                rest = tuple(tpn for tpn in lower if tpn not in chosen)
                if self.can(residents + chosen) and self.can(rest):
                    legal.append(chosen)
        fewest = min(len(chosen) for chosen in legal)  # [C4]
        legal = [chosen for chosen in legal if len(chosen) == fewest]
        best = max(sorted(self.level(tpn) for tpn in chosen) for chosen in legal)  # [C5]
        legal = [chosen for chosen in legal if sorted(self.level(tpn) for tpn in chosen) == best]
        return min(
            legal,
            key=lambda chosen: (
                self._c6(top, tuple(tpn for tpn in lower if tpn not in chosen)),
                self._c7(chosen),
                chosen,
            ),
        )

    def _c6(self, top: int, rest: tuple[int, ...]) -> int:
        """[C6] 2.3.3: 0 if the following scoregroup is emptied or needs just the upfloaters of parity."""
        everybody = rest if self.rules.readings.c6_skips_empty else tuple(self.here)
        scores = [self.level(tpn) for tpn in everybody if self.level(tpn) < top]
        following = tuple(tpn for tpn in rest if scores and self.level(tpn) == max(scores))
        below = tuple(tpn for tpn in rest if tpn not in following)
        if not following:
            return 0
        for size in range(len(following) % 2, len(below) + 1, 2):
            for chosen in combinations(below, size):
                left = tuple(tpn for tpn in below if tpn not in chosen)
                if self.can(following + chosen) and self.can(left):
                    excess = size - len(following) % 2
                    return excess if self.rules.readings.graded_c6 else min(excess, 1)
        raise AssertionError("the rest of a legal set can be paired")

    def _c7(self, chosen: tuple[int, ...]) -> int:
        """[C7] 2.3.4."""
        if self.round > self.rules.rounds - 2:
            return 0
        return sum(self.teams[tpn].floater for tpn in chosen)

    def _best(self, bracket: tuple[int, ...], upfloaters: tuple[int, ...]) -> Pairs:
        """3.6: the pairing that misses least, then the smallest identifier."""

        def worth(pairs: Pairs) -> tuple[int, int, int, tuple[int, ...]]:
            identifier = (*(top for top, _ in pairs), *(bottom for _, bottom in pairs))
            return (*self._misses(pairs, upfloaters), identifier)

        return min((tuple(sorted(pairs)) for pairs in self.pairings(bracket)), key=worth)

    def _misses(self, pairs: Pairs, upfloaters: tuple[int, ...]) -> tuple[int, int, int]:
        """[C8], [C9] and [C10]: teams without their colour, without a strong one, floaters against
        upfloaters.
        """
        c8 = c9 = c10 = 0
        for one, other in pairs:
            a, b = self.teams[one], self.teams[other]
            ways = []
            for white, black in ((a, b), (b, a)):
                missed = [
                    team for team, color in ((white, "W"), (black, "B")) if team.wish not in ("", color)
                ]
                ways.append((len(missed), sum(team.strong for team in missed)))
            missed_teams, missed_strong = min(ways)
            c8 += missed_teams
            c9 += missed_strong
            if self.round <= self.rules.rounds - 2:
                c10 += (one in upfloaters and b.floater) + (other in upfloaters and a.floater)
        return c8, c9, c10

    def _boards(
        self, pairs: list[tuple[int, int]], pab: int, brackets: list[tuple[tuple[int, ...], tuple[int, ...]]]
    ) -> Answer:
        def order(pair: tuple[int, int]) -> tuple[int, int, int]:
            scores = [self.level(tpn) for tpn in pair]
            return -max(scores), -sum(scores), min(pair)

        colored, rules = [], []
        for one, other in sorted(pairs, key=order):
            white, black, rule = self._colors(self.teams[one], self.teams[other])
            colored.append((white.tpn, black.tpn))
            rules.append(rule)
        return Answer(colored, pab, rules, brackets)

    def _colors(  # noqa: C901, PLR0911 — the article is one list of rules, read in order
        self, one: Team, other: Team
    ) -> tuple[Team, Team, str]:
        """Article 4, rule by rule."""
        use = self.rules.secondary_for_colors
        first, second = sorted(
            (one, other), key=lambda team: (-team.score, -team.other if use else 0, team.tpn)
        )

        def give(team: Team, color: str, rule: str) -> tuple[Team, Team, str]:
            rest = second if team is first else first
            return (team, rest, rule) if color == "W" else (rest, team, rule)

        if not first.colors and not second.colors:
            initial = "W" if self.rules.initial_color is Color.WHITE else "B"
            return give(first, initial if first.lot % 2 else flip(initial), "4.3.1")
        if bool(first.wish) != bool(second.wish):
            team = first if first.wish else second
            return give(team, team.wish, "4.3.2")
        if first.wish != second.wish:
            return give(first, first.wish, "4.3.3")
        if first.wish and first.strong != second.strong:
            team = first if first.strong else second
            return give(team, team.wish, "4.3.4")
        differences = [team.colors.count("W") - team.colors.count("B") for team in (first, second)]
        if differences[0] != differences[1]:
            return give(first if differences[0] < differences[1] else second, "W", "4.3.5")
        for back in range(1, min(len(first.colors), len(second.colors)) + 1):
            if first.colors[-back] != second.colors[-back]:
                return give(first, flip(first.colors[-back]), "4.3.6")
        if first.wish:
            return give(first, first.wish, "4.3.7")
        if first.colors:
            return give(first, flip(first.colors[-1]), "4.3.8")
        return give(second, flip(second.colors[-1]), "4.3.9")


def flip(color: str) -> str:
    return "B" if color == "W" else "W"
