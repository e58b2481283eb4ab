"""The public fold: from released news alone it knows of every board what the live game knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.commands import (
    AcceptDraw,
    GameCommand,
    OfferDraw,
    PlayMove,
    Resign,
    ResumeClocks,
    StartGame,
    SuspendClocks,
    TimeIsUp,
)
from server.core.events import DrawOffered, GameCreated, MovePlayed
from server.core.game import Game
from server.core.ids import EndReason, EventId, GameId, Millis, PersonId, Phase, Refusal, Seq, Side, TeamId
from server.core.regulations import TimeControl
from server.protocol import messages as wire
from server.protocol import views
from server.show.event import MatchScore, PublicEvent
from tests.show.news import TITLE, clocks, ended, published, roster, table

GAME = GameId("r1m1b1")
ROOM = "game:r1m1b1"


def event(rounds: int = 1) -> PublicEvent:
    """An event whose roster and first rounds are known, at versions 1, 2, …"""
    public = PublicEvent(EventId("cup"))
    public.apply(roster(Seq(1)))
    for number in range(1, rounds + 1):
        public.apply(published(Seq(number + 1), number))
    return public


# A board -------------------------------------------------------------------------------------------------


class Both:
    """A live game and the fold that is fed its news."""

    def __init__(self) -> None:
        self.public = event()
        board = self.public.games[GAME]
        control = TimeControl(Millis(300_000), Millis(3_000))
        self.live = Game(GameCreated(GAME, board.board.white, board.board.black, control))
        self.now = self.told = Millis(1_000_000)
        self.v = Seq(board.version)

    def send(self, command: GameCommand, after: int = 1_000) -> bool:
        """Send a command so many ms later; whether it was accepted."""
        self.now = Millis(self.now + after)
        decision = self.live.decide(command, self.now, self.told)
        if isinstance(decision, Refusal):
            return False
        if not isinstance(decision[0], DrawOffered):
            self.told = self.now
        for happened in decision:
            self.v = Seq(self.v + 1)
            self.live.apply(happened)
            news = views.game_news(ROOM, self.live, happened, self.v, self.told)
            assert news is not None
            self.public.apply(news)
            self.check()
        return True

    def check(self) -> None:
        """Both tell the same of the whole board."""
        whole = views.snapshot(ROOM, self.live, self.v, self.told)
        assert self.public.games[GAME].snapshot(ROOM) == whole


def move(both: Both, uci: str) -> PlayMove:
    return PlayMove(both.live.turn, len(both.live.moves), uci)


LIVES: dict[str, list[GameCommand | str]] = {
    "mate": [StartGame(), "f2f3", "e7e5", "g2g4", "d8h4"],
    "an offer that is accepted": [StartGame(), "e2e4", OfferDraw(Side.WHITE), AcceptDraw(Side.BLACK)],
    "an offer that survives the own move": [
        StartGame(),
        OfferDraw(Side.WHITE),
        "e2e4",
        OfferDraw(Side.BLACK),
    ],
    "an offer that dies": [StartGame(), "e2e4", OfferDraw(Side.WHITE), "e7e5", "d2d4"],
    "an offer before a resignation": [StartGame(), OfferDraw(Side.BLACK), Resign(Side.WHITE)],
    "an outage": [StartGame(), "e2e4", SuspendClocks(), ResumeClocks(), "e7e5"],
    "the end while clocks stand": [StartGame(), "e2e4", SuspendClocks(), Resign(Side.BLACK)],
}


@pytest.mark.parametrize("life", LIVES)
def test_after_each_event_the_fold_tells_what_the_live_game_tells(life: str) -> None:
    both = Both()
    for sent in LIVES[life]:
        assert both.send(move(both, sent) if isinstance(sent, str) else sent)


def test_the_fold_sees_a_flag_fall() -> None:
    both = Both()
    assert both.send(StartGame())
    assert both.send(TimeIsUp(), 300_000)
    assert both.public.games[GAME].reason is EndReason.FLAG_FALL


def test_a_board_that_has_not_started_stands_at_the_base_time() -> None:
    board = event().games[GAME].snapshot(ROOM)
    assert (board.phase, board.clocks.white, board.clocks.black) == (Phase.PUBLISHED, 300_000, 300_000)
    assert (board.v, board.moves, board.result) == (2, [], None)


sides = st.sampled_from(Side)
sent = st.one_of(
    st.integers(0, 60),  # a legal move by its number
    st.integers(0, 60),
    st.builds(OfferDraw, sides),
    st.builds(AcceptDraw, sides),
    st.builds(SuspendClocks),
    st.builds(ResumeClocks),
    st.builds(Resign, sides) | st.builds(TimeIsUp),
)


@given(steps=st.lists(st.tuples(sent, st.integers(0, 40_000)), max_size=40))
@settings(deadline=None, max_examples=60)
def test_whatever_happens_on_a_board_the_fold_follows(steps: list[tuple[GameCommand | int, int]]) -> None:
    both = Both()
    both.send(StartGame())
    for step, after in steps:
        if isinstance(step, int):
            legal = sorted(one.uci() for one in both.live.board.legal_moves) or ["a1a2"]
            both.send(move(both, legal[step % len(legal)]), after)
        else:
            both.send(step, after)


def test_news_that_are_not_newer_change_nothing() -> None:
    both = Both()
    both.send(StartGame())
    both.send(move(both, "e2e4"))
    again = views.game_news(ROOM, both.live, last_move(both), both.v, both.told)
    assert again is not None
    both.public.apply(again)
    both.check()


def last_move(both: Both) -> MovePlayed:
    played = both.live.moves[-1]
    return MovePlayed(played.uci, played.spent)


def test_moves_of_a_long_finished_game_are_taken_back_from_its_snapshot() -> None:
    both = Both()
    for sent_now in LIVES["mate"]:
        both.send(move(both, sent_now) if isinstance(sent_now, str) else sent_now)
    late = event()
    late.apply(ended(both.v, GAME, (0, 2), EndReason.CHECKMATE))
    board = late.games[GAME]
    board.recall(views.snapshot(ROOM, both.live, both.v, both.told))
    assert board.snapshot(ROOM) == both.public.games[GAME].snapshot(ROOM)


# The event -----------------------------------------------------------------------------------------------


def test_before_its_roster_an_event_has_no_names() -> None:
    empty = PublicEvent(EventId("cup"))
    assert empty.snapshot().title == wire.Names(ru="", zh="", en="")
    assert empty.current_game(PersonId("khb1")) is None


def test_the_roster_brings_title_teams_and_people() -> None:
    told = roster(Seq(1))
    snapshot = event(0).snapshot()
    assert (snapshot.v, snapshot.title, snapshot.rounds, snapshot.time_control) == (
        1,
        TITLE,
        3,
        told.time_control,
    )
    assert (snapshot.teams, snapshot.people) == (told.teams, told.people)


def test_a_round_brings_its_boards_and_is_closed_later() -> None:
    public = event(2)
    public.apply(wire.RoundClosed(room="event", v=Seq(9), round=1))
    shown = public.snapshot()
    assert [(played.round, played.closed) for played in shown.played] == [(1, True), (2, False)]
    assert shown.played[0].matches == published(Seq(2), 1).matches
    assert (shown.v, len(public.games)) == (9, 8)


def test_a_match_score_counts_finished_boards_for_the_team_that_played_them() -> None:
    public = event()
    match = public.rounds[0].matches[0]
    first, second = match.boards
    assert public.score(match) == MatchScore(0, 0, 0, 2)
    public.apply(ended(Seq(10), first.game, (2, 0), EndReason.CHECKMATE))
    assert public.score(match) == MatchScore(2, 0, 1, 2)
    public.apply(ended(Seq(11), second.game, (2, 0), EndReason.RESIGNATION))  # the other team has White there
    assert public.score(match) == MatchScore(2, 2, 2, 2)
    assert public.snapshot().ended == [
        wire.ScoreView(game=first.game, result=wire.Result(white=2, black=0), reason=EndReason.CHECKMATE),
        wire.ScoreView(game=second.game, result=wire.Result(white=2, black=0), reason=EndReason.RESIGNATION),
    ]


def test_only_what_the_events_room_is_told_moves_its_version() -> None:
    public = event()
    public.apply(wire.GameStarted(room=ROOM, v=Seq(20), game=GAME, clocks=clocks(Side.WHITE)))
    assert (public.version, public.games[GAME].version) == (2, 20)
    public.apply(table(Seq(30)))
    assert public.version == 2
    public.apply(ended(Seq(21), GAME, (1, 1), EndReason.AGREEMENT))
    assert public.version == 21
    public.apply(roster(Seq(1)))
    assert public.version == 21


def test_the_newest_table_stands_in_the_snapshot() -> None:
    public = event()
    assert (public.snapshot().codes, public.snapshot().standings) == ([], [])
    told = table(Seq(30))
    public.apply(told)
    assert (public.snapshot().codes, public.snapshot().standings) == (told.codes, told.rows)


def test_a_player_sits_at_his_board_of_the_newest_round_finished_or_not() -> None:
    public = event(1)
    public.apply(ended(Seq(10), GAME, (1, 1), EndReason.AGREEMENT))
    players = [PersonId(person) for person in ("khb1", "gzh1", "gzh2", "hrb2", "nobody")]
    assert [public.current_game(one) for one in players] == ["r1m1b1", "r1m1b1", "r1m1b2", "r1m2b2", None]
    public.apply(published(Seq(11), 2))
    assert [public.current_game(one) for one in players] == ["r2m1b1", "r2m2b1", "r2m2b2", "r2m1b2", None]


def test_a_free_team_is_told() -> None:
    public = event(0)
    public.apply(published(Seq(2), 1).model_copy(update={"free": TeamId("khb")}))
    assert public.snapshot().played[0].free == "khb"
