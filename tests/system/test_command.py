"""The command line: what can go wrong is one clear sentence and a non-zero exit."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.system.lines import Seat
from tests.system.served import REPO, ROSTER, START_LIMIT, Served, free_port, links_in, run, serving


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """An event that was opened and is not served now."""
    with serving(tmp_path_factory.mktemp("stopped")) as served:
        served.stop()
    return served


def test_a_busy_port_is_named(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        ended = run("demo", "--data", str(tmp_path), "--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert f"port {port}" in ended.stderr
    assert "--port" in ended.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"city,name\nKazan,A\n", "board"),
        ("city,board,name\nКазань,one,Иванов\n".encode(), "Line 2"),
    ],
)
def test_an_unreadable_roster_is_explained(tmp_path: Path, content: bytes, words: str) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_bytes(content)
    ended = run("serve", "--roster", str(roster), "--data", str(tmp_path / "data"))
    assert ended.returncode == 1
    assert words in ended.stderr
    assert ended.stderr.strip().count("\n") == 0
    assert not (tmp_path / "data").exists()


def test_a_missing_roster_and_an_empty_folder_are_explained(tmp_path: Path) -> None:
    for arguments in (["--roster", str(tmp_path / "none.csv")], []):
        ended = run("serve", *arguments, "--data", str(tmp_path / "data"))
        assert ended.returncode == 1
        assert ended.stderr.startswith("twinboards: ")
        assert ended.stderr.strip().count("\n") == 0


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.stop()
    with closing(sqlite3.connect(tmp_path / "cup" / "event.db")) as database:
        database.execute("PRAGMA user_version = 9999")
    ended = run("serve", "--data", str(tmp_path), "--port", str(served.port))
    assert ended.returncode == 1
    assert "newer version" in ended.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "--tls-cert"),  # noqa: S104 — that it is refused is what is tested
        (["--tls-cert", __file__], "--tls-key"),
        (["--public-url", "ftp://x"], "--public-url"),
        (["--port", "0"], "1<=x<=65535"),
        (["--time-control", "soon"], "15+10"),
        (["--rounds", "6"], "5 rounds"),
        (["--event", "Кубок"], "small Latin letters and digits"),
        (["--event", "../cup"], "small Latin letters and digits"),
        (["--event", ""], "small Latin letters and digits"),
        (["--title", os.fsdecode(b"\xcb\xf3")], "UTF-8"),
    ],
)
def test_options_that_do_not_go_together_are_explained(
    tmp_path: Path, options: list[str], words: str
) -> None:
    roster = "server/exchange/twin_cities.csv"
    ended = run("serve", "--roster", roster, "--data", str(tmp_path), *options)
    assert ended.returncode != 0
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Кубок.csv", "友谊赛.csv", "Кубок 2026.csv", "---.csv"])
def test_a_roster_whose_name_makes_no_address_asks_for_one(tmp_path: Path, name: str) -> None:
    roster = tmp_path / name
    roster.write_bytes(ROSTER.read_bytes())
    ended = run("serve", "--roster", str(roster), "--data", str(tmp_path / "data"))
    assert ended.returncode == 1
    assert "--event" in ended.stderr
    assert ended.stderr.strip().count("\n") == 0
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        (["--boards", "3"], "", ""),
        (["--rounds", "4"], "", ""),
        (["--time-control", "90+30"], "", ""),
        (["--resume-countdown", "60"], "", ""),
        ([], "Хабаровск,", "Харбин,"),
        ([], "Asia/Vladivostok", "Asia/Tokyo"),
        ([], "Лукьянов Савелий", "Лукьянов Семён"),
    ],
)
def test_another_roster_does_not_become_an_event_that_exists(
    stopped: Served, tmp_path: Path, options: list[str], before: str, after: str
) -> None:
    roster = tmp_path / "cup.csv"
    content = ROSTER.read_text("utf-8")
    assert before in content
    roster.write_text(content.replace(before, after), "utf-8")
    place = ("--data", str(stopped.data), "--port", str(stopped.port))
    ended = run("serve", *place, "--roster", str(roster), *options)
    assert ended.returncode == 1
    assert "exists already and was opened differently" in ended.stderr
    assert ended.stderr.strip().count("\n") == 0


def test_an_event_goes_on_with_its_roster_under_another_title_and_without(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.stop()
        for arguments in ([*served.arguments, "--title", "Cup"], []):
            served.arguments = arguments
            served.start()
            assert "Continuing the event" in served.printed
            served.stop()


def test_the_public_url_stands_in_every_link_and_plain_http_is_warned_about(tmp_path: Path) -> None:
    with serving(tmp_path, "--public-url", "http://chess.example") as served:
        assert all(url.startswith("http://chess.example/e/cup/enter#") for _, _, url in served.links)
        assert len(served.links) == 1 + 6 + 24
        assert "Warning: The links begin with http://chess.example" in served.printed
    with serving(tmp_path, "--public-url", "https://localhost") as served:
        assert "they open on this machine only" in served.printed


def test_links_are_printed_when_they_are_issued_and_then_on_demand(served: Served) -> None:
    folder = served.data / served.event
    issued = links_in(served.printed)
    assert len(issued) == 1 + 6 + 24
    served.stop()
    served.start()
    assert links_in(served.printed) == []
    assert "Лукьянов" not in served.printed
    assert f"The links are in {folder / 'links.csv'}; `twinboards links {folder}` prints" in served.printed
    printed = run("links", str(folder), "--port", str(served.port))  # beside the running server
    assert (printed.returncode, printed.stderr) == (0, "")
    assert links_in(printed.stdout) == issued
    assert "(Лукьянов Савелий)" in printed.stdout
    printed = run("links", str(folder), "--public-url", "https://chess.example")
    assert all(url.startswith("https://chess.example/e/cup/enter#") for _, _, url in links_in(printed.stdout))
    served.stop()
    served.arguments = [*served.arguments, "--new-links"]
    served.start()
    assert not {url for _, _, url in issued} & {url for _, _, url in links_in(served.printed)}
    assert len(links_in(served.printed)) == len(issued)


async def test_links_that_were_handed_out_stay_and_are_not_issued_again(served: Served) -> None:
    folder = served.data / served.event
    (folder / "links.csv").unlink()
    served.stop()
    served.start()
    assert links_in(served.printed) == []
    assert "The links were handed out; --new-links makes others." in served.printed
    assert not (folder / "links.csv").exists()
    async with Seat(served.link("player", "Khabarovsk board 1")) as seat:
        assert seat.person == "p0101"
    printed = run("links", str(folder))
    assert printed.returncode == 1
    assert "--new-links" in printed.stderr
    assert printed.stderr.strip().count("\n") == 0


def test_a_folder_without_an_event_has_no_links(tmp_path: Path) -> None:
    printed = run("links", str(tmp_path))
    assert printed.returncode == 1
    assert "holds no event" in printed.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_second_server_of_an_event_is_one_sentence(served: Served) -> None:
    for command in (
        ["serve", "--data", str(served.data), "--port", str(free_port())],
        ["rebuild", str(served.data / served.event)],
    ):
        ended = run(*command)
        assert ended.returncode == 1
        assert ended.stderr.startswith("twinboards: ")
        assert str(served.data / served.event) in ended.stderr
        assert ended.stderr.strip().count("\n") == 0


def test_nobody_else_on_the_machine_reads_an_events_folder(served: Served) -> None:
    folder = served.data / served.event
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {"event.db", "event.db-wal", "people.db", "people.db-wal", "links.csv"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_sessions_end_with_their_week_and_with_new_links(served: Served) -> None:
    served.stop()
    with closing(sqlite3.connect(served.data / served.event / "people.db")) as database, database:
        query = "INSERT INTO session VALUES (?, ?, ?)"
        database.executemany(query, [(b"old", "p0101", 1), (b"new", "p0101", 2**53)])

    def sessions() -> list[tuple[bytes]]:
        with closing(sqlite3.connect(served.data / served.event / "people.db")) as database:
            return database.execute("SELECT hash FROM session").fetchall()

    served.start()
    assert sessions() == [(b"new",)]
    served.stop()
    served.arguments = [*served.arguments, "--new-links"]
    served.start()
    assert sessions() == []


def test_without_uvloop_asyncios_own_loop_will_do(served: Served) -> None:
    served.stop()
    lacking = (
        "import runpy, sys; sys.modules['uvloop'] = None; runpy.run_module('server', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", lacking, "rebuild", str(served.data / served.event)],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=START_LIMIT,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "made anew" in ended.stdout


def test_rebuilt_read_models_are_equal(served: Served) -> None:
    served.stop()
    before = served.rows("SELECT * FROM standing ORDER BY team")
    ended = run("rebuild", str(served.data / served.event))
    assert ended.returncode == 0
    assert served.rows("SELECT * FROM standing ORDER BY team") == before
