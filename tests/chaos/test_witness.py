"""A test of the test: the witness is content with a sound run and red on every doctored one."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.evidence import Evidence, Frame, Kill, Row, read_frames, read_rows
from tests.chaos.witness import judge

WALL = 1_700_000_000_000
"""What the server's clock shows at 0 ms of the monotonic one."""
GAME = "r1m1b1"
WHITE, BLACK = "p1", "p2"


@dataclass
class Run:
    """A run being written down: the server's rows and what two clients send and hear."""

    rows: list[Row] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)

    def row(self, at: float, type_: str, by: str = "server", command: str | None = None, **body: Any) -> int:
        """Append a row and return its seq."""
        stream = "tournament" if type_ in ("EventOpened", "RoundPublished") else f"game:{GAME}"
        self.versions[stream] = self.versions.get(stream, 0) + 1
        row = Row(
            len(self.rows) + 1,
            stream,
            self.versions[stream],
            type_,
            1,
            WALL + int(at),
            by,
            command,
            json.dumps(body),
            b"",
        )
        self.rows.append(row)
        return row.seq

    def said(self, at: float, client: str, **message: Any) -> None:
        """A frame to a client."""
        self.frames.append(Frame(at, client, "in", message))

    def asked(self, at: float, client: str, **message: Any) -> None:
        """A frame from a client."""
        self.frames.append(Frame(at, client, "out", message))

    def told(self, at: float, kind: str, v: int, clocks: tuple[int, int, str | None], **more: Any) -> None:
        """News of the game to both players."""
        white, black, running = clocks
        for client in ("white", "black"):
            shown = {"white": white, "black": black, "running": running, "at": WALL + int(at)}
            self.said(at, client, t=kind, room=f"play:{GAME}", v=v, game=GAME, clocks=shown, **more)

    def hello(self, at: float) -> None:
        """Both clients are greeted."""
        for client, person in (("white", WHITE), ("black", BLACK)):
            self.said(at, client, t="hello", now=WALL + int(at), you={"person": person, "game": GAME})

    def move(self, sent: float, uci: str, ply: int, spent: int, clocks: tuple[int, int, str]) -> None:
        """A move from its command to its acknowledgement, 10 ms a step."""
        client = "white" if ply % 2 else "black"
        id_ = f"k{ply}"
        self.asked(sent, client, t="move", id=id_, game=GAME, ply=ply - 1, uci=uci)
        v = self.row(
            sent + 10, "MovePlayed", WHITE if client == "white" else BLACK, id_, uci=uci, spent=spent
        )
        self.told(sent + 20, "moved", v, clocks, ply=ply, uci=uci, spent=spent)
        self.said(sent + 20, client, t="ack", id=id_, v=v)

    def chained(self) -> list[Row]:
        """The rows with their hashes."""
        before, rows = b"", []
        for row in self.rows:
            cells = (row.seq, row.stream, row.version, row.type, row.schema, row.at, row.by)
            text = "\t".join([*(str(cell) for cell in cells), row.command_id or "", row.body])
            before = hashlib.sha256(before + text.encode()).digest()
            rows.append(replace(row, hash=before))
        return rows

    def evidence(self) -> Evidence:
        """What the witness gets to see."""
        return Evidence(sorted(self.frames, key=lambda frame: frame.at), self.chained(), self.kills)


def sound() -> Run:
    """Three moves, a kill while White thinks, a resumption, a fourth move and a resignation."""
    run = Run()
    run.row(0, "EventOpened")
    run.row(1, "RoundPublished", round=1)
    run.row(
        1,
        "GameCreated",
        game=GAME,
        white=WHITE,
        black=BLACK,
        time_control={"base": 60_000, "increment": 1_000},
    )
    run.hello(100)
    run.told(120, "started", run.row(110, "GameStarted"), (60_000, 60_000, "white"))
    run.move(1_120, "e2e4", 1, 1_010, (59_990, 60_000, "black"))
    run.move(2_140, "e7e5", 2, 1_010, (59_990, 59_990, "white"))
    run.kills.append(Kill(before=5_160, after=5_165, again=6_000))
    suspended = run.row(6_100, "ClocksSuspended", spent=2_800)
    run.hello(6_500)
    for client in ("white", "black"):
        run.said(
            6_510,
            client,
            t="game",
            room=f"play:{GAME}",
            v=suspended,
            game=GAME,
            moves=[{"uci": "e2e4"}, {"uci": "e7e5"}],
            clocks={"white": 57_190, "black": 59_990, "running": None, "at": WALL + 6_100},
        )
    run.told(8_000, "resumed", run.row(7_990, "ClocksResumed"), (57_190, 59_990, "white"))
    run.move(9_000, "g1f3", 3, 1_005, (57_185, 59_990, "black"))
    run.asked(9_500, "black", t="resign", id="k4", game=GAME)
    ended = run.row(9_510, "GameEnded", BLACK, "k4", white=2, black=0, reason="resignation", spent=490)
    run.told(
        9_520, "ended", ended, (57_185, 59_500, None), result={"white": 2, "black": 0}, reason="resignation"
    )
    run.said(9_520, "black", t="ack", id="k4", v=ended)
    run.hello(12_000)
    return run


def faults(run: Run) -> str:
    return "\n".join(judge(run.evidence()).faults)


def body(run: Run, seq: int, **changes: Any) -> None:
    """Doctor a row's body."""
    row = run.rows[seq - 1]
    run.rows[seq - 1] = replace(row, body=json.dumps({**row.facts, **changes}))


def message(run: Run, t: str, n: int = 0) -> dict[str, Any]:
    """The n-th frame of a kind, to be doctored in place."""
    found = [frame.message for frame in run.frames if frame.message.get("t") == t][n]
    assert isinstance(found, dict)
    return found


def drop(run: Run, t: str, client: str) -> None:
    """Take the first frame of a kind to a client out of the record."""
    run.frames.remove(next(f for f in run.frames if f.client == client and f.message.get("t") == t))


def test_a_sound_run_has_no_faults_and_these_figures() -> None:
    verdict = judge(sound().evidence())
    assert verdict.faults == []
    assert (verdict.acknowledged, verdict.moves) == (4, 3)
    assert verdict.outages == [1_340, 1_340]
    assert verdict.standstills == [2_840]
    assert "p50 2840 ms" in verdict.summary()


def lose_the_last_row(run: Run) -> None:
    run.rows.pop()


def lose_a_move_inside(run: Run) -> None:
    removed = run.rows.pop(5)
    run.rows[5:] = [replace(row, seq=row.seq - 1, version=row.version - 1) for row in run.rows[5:]]
    assert removed.type == "MovePlayed"


def swap_a_move(run: Run) -> None:
    body(run, 6, uci="d7d5")


def play_an_illegal_move(run: Run) -> None:
    body(run, 6, uci="e7e4")


def double_a_command(run: Run) -> None:
    row = run.rows[-1]
    run.rows.append(
        replace(row, seq=row.seq + 1, version=row.version + 1, type="DrawOffered", body='{"by": "black"}')
    )


def acknowledge_elsewhere(run: Run) -> None:
    message(run, "ack", 1)["v"] += 1


def acknowledge_two_ways(run: Run) -> None:
    run.said(6_600, "black", t="ack", id="k2", v=7)


def acknowledge_what_nobody_sent(run: Run) -> None:
    run.frames.remove(next(frame for frame in run.frames if frame.message.get("t") == "move"))


def acknowledge_another_move(run: Run) -> None:
    message(run, "move")["uci"] = "d2d4"


def leave_a_command_unanswered(run: Run) -> None:
    run.asked(9_600, "white", t="offer_draw", id="k9", game=GAME)


def skip_a_version(run: Run) -> None:
    run.rows[-1] = replace(run.rows[-1], version=run.rows[-1].version + 1)


def leave_a_gap(run: Run) -> None:
    run.rows[-1] = replace(run.rows[-1], seq=run.rows[-1].seq + 1)


def publish_twice(run: Run) -> None:
    run.row(9_600, "RoundPublished", round=1)


def play_on_after_the_end(run: Run) -> None:
    run.row(9_600, "MovePlayed", BLACK, "k8", uci="b8c6", spent=1)


def tell_another_move(run: Run) -> None:
    message(run, "moved", 2)["uci"] = "c7c5"


def tell_another_ply(run: Run) -> None:
    message(run, "moved", 2)["ply"] = 3


def tell_another_result(run: Run) -> None:
    message(run, "ended")["result"] = {"white": 0, "black": 2}


def tell_other_clocks(run: Run) -> None:
    message(run, "resumed")["clocks"]["white"] += 1


def tell_of_nothing(run: Run) -> None:
    message(run, "ended")["v"] = 99


def show_another_board(run: Run) -> None:
    message(run, "game")["moves"].pop()


def keep_a_move_from_a_player(run: Run) -> None:
    run.frames = [
        frame
        for frame in run.frames
        if not (
            frame.client == "white" and frame.message.get("t") == "moved" and frame.message["uci"] == "e7e5"
        )
    ]
    drop(run, "game", "white")


def keep_the_end_from_a_player(run: Run) -> None:
    drop(run, "ended", "white")


def never_greet_again(run: Run) -> None:
    run.frames = [
        f for f in run.frames if not (f.client == "white" and f.message.get("t") == "hello" and f.at > 1_000)
    ]


def charge_the_outage(run: Run) -> None:
    body(run, 7, spent=3_900)


def pay_the_outage_out(run: Run) -> None:
    body(run, 7, spent=2_000)


def charge_too_much(run: Run) -> None:
    body(run, 6, spent=1_100)


def charge_too_little(run: Run) -> None:
    body(run, 6, spent=800)


@pytest.mark.parametrize(
    ("doctor", "sentence"),
    [
        (lose_the_last_row, "is not in the journal"),
        (lose_a_move_inside, "is not what row"),
        (swap_a_move, "differs from the journal"),
        (play_an_illegal_move, "is illegal"),
        (double_a_command, "in the journal 2 times"),
        (acknowledge_elsewhere, "was acknowledged as 7 and stands at 6"),
        (acknowledge_two_ways, "was acknowledged as 7 and stands at 6"),
        (acknowledge_what_nobody_sent, "never sent"),
        (acknowledge_another_move, "asked for"),
        (leave_a_command_unanswered, "was never answered"),
        (skip_a_version, "is not the next"),
        (leave_a_gap, "has a gap"),
        (publish_twice, "rounds published"),
        (play_on_after_the_end, "after the end"),
        (tell_another_move, "differs from the journal"),
        (tell_another_ply, "differs from the journal"),
        (tell_another_result, "differs from the journal"),
        (tell_other_clocks, "differs from the journal: clocks"),
        (tell_of_nothing, "is not what row 99 says"),
        (show_another_board, "snapshot"),
        (keep_a_move_from_a_player, "white: r1m1b1 went from 5 to 8"),
        (keep_the_end_from_a_player, "white: was never told of rows [10]"),
        (never_greet_again, "white never came back"),
        (charge_the_outage, "an outage was charged"),
        (pay_the_outage_out, "an outage was paid out"),
        (charge_too_much, "at most"),
        (charge_too_little, "at least"),
    ],
)
def test_the_witness_is_red_on(doctor: Callable[[Run], None], sentence: str) -> None:
    run = sound()
    doctor(run)
    assert sentence in faults(run)


def test_the_witness_is_red_on_a_changed_row_whose_hash_was_not() -> None:
    evidence = sound().evidence()
    rows = list(evidence.rows)
    rows[5] = replace(rows[5], by="p3")
    assert "row 6: the hash chain is broken" in judge(replace(evidence, rows=rows)).faults


def test_frames_and_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "frames").write_text(
        '[2000000, "white", "in", "{\\"t\\":\\"pong\\"}"]\n[1000000, "white", "open", ""]\n', "utf-8"
    )
    assert read_frames(tmp_path / "frames") == [
        Frame(1.0, "white", "open", {}),
        Frame(2.0, "white", "in", {"t": "pong"}),
    ]
    rows = sound().chained()
    with sqlite3.connect(tmp_path / "event.db") as connection:
        connection.execute(
            "CREATE TABLE event (seq, stream, version, type, schema, at, by, command_id, body, hash)"
        )
        connection.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (r.seq, r.stream, r.version, r.type, r.schema, r.at, r.by, r.command_id, r.body, r.hash)
                for r in rows
            ],
        )
    connection.close()
    assert read_rows(tmp_path / "event.db") == rows
