"""Players for an event that only knows teams."""

import doctest

from pairing.model import Board, Event, Forfeit, Mark, Match, Player, Regulations, Round, System, Team, boards
from pairing.trf import seating
from pairing.trf.seating import seated


def event(*matches: Match, teams: tuple[Team, ...] = (Team(1, "Ufa"), Team(2, "Kazan"))) -> Event:
    return Event(Regulations(System.TEAM_SWISS, rounds=3, boards=2), teams, rounds=(Round(1, matches),))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(seating).failed == 0


def test_teams_get_as_many_players_as_boards() -> None:
    made = seated(event())
    assert [one.members for one in made.teams] == [(1, 2), (3, 4)]
    assert [one.name for one in made.players] == ["Ufa 1", "Ufa 2", "Kazan 1", "Kazan 2"]


def test_members_stay_and_get_company_only_for_their_boards() -> None:
    teams = (Team(1, "Ufa", members=(7,)), Team(2, "Kazan", members=(3, 5, 9)))
    made = seated(
        Event(Regulations(System.TEAM_SWISS, rounds=3, boards=2), teams, players=(Player(3, "Named"),))
    )
    assert [one.members for one in made.teams] == [(7,), (3, 5, 9)]
    assert [(one.number, one.name) for one in made.players] == [
        (3, "Named"),
        (5, "Kazan 2"),
        (7, "Ufa 1"),
        (9, "Kazan 3"),
    ]
    made = seated(event(Match(1, 2, boards("1=")), teams=teams))
    assert [one.members for one in made.teams] == [(7, 10), (3, 5, 9)]
    assert made.players[-1].name == "Ufa 2"


def test_boards_without_players_get_the_first_members() -> None:
    (match,) = seated(event(Match(2, 1, boards("1=")))).rounds[0].matches
    assert [(one.first_player, one.second_player) for one in match.boards] == [(3, 1), (4, 2)]


def test_a_match_with_more_boards_has_more_players() -> None:
    made = seated(event(Match(2, 1, boards("1=0"))))
    assert [len(one.members) for one in made.teams] == [3, 3]


def test_boards_with_players_stay_as_they_are() -> None:
    match = Match(1, 2, (Board(Mark.WIN, Mark.LOSS, 2, 4), Board(Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS)))
    assert seated(event(match)).rounds[0].matches == (match,)


def test_a_match_to_be_played_has_unfinished_boards() -> None:
    (match,) = seated(event(Match(1, 2))).rounds[0].matches
    pending = Mark.PENDING
    assert match.boards == (Board(pending, pending, 1, 3), Board(pending, pending, 2, 4))


def test_a_match_without_play_has_none() -> None:
    matches = (Match(1, 2, (), Forfeit.WHITE_WINS), Match(1, 2, annulled=True), Match(1, 2, boards("xx")))
    assert seated(event(*matches)).rounds[0].matches == matches


def test_an_individual_event_has_nothing_to_seat() -> None:
    made = Event(Regulations(System.ROUND_ROBIN, rounds=1), players=(Player(1),))
    assert seated(made) is made
