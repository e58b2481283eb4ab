"""The command line: what can go wrong is one clear sentence and a non-zero exit."""

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.system.served import REPO, START_LIMIT, Served, run, serving


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
    ],
)
def test_options_that_do_not_go_together_are_explained(
    tmp_path: Path, options: list[str], words: str
) -> None:
    roster = "server/exchange/twin_cities.csv"
    ended = run("serve", "--roster", roster, "--data", str(tmp_path), *options)
    assert ended.returncode != 0
    assert words in ended.stderr


def test_the_public_url_stands_in_every_link_and_plain_http_is_warned_about(tmp_path: Path) -> None:
    with serving(tmp_path, "--public-url", "http://chess.example") as served:
        assert all(url.startswith("http://chess.example/e/cup/enter#") for _, _, url in served.links)
        assert len(served.links) == 1 + 6 + 24
        assert "Warning: The links begin with http://chess.example" in served.printed
    with serving(tmp_path, "--public-url", "https://localhost") as served:
        assert "they open on this machine only" in served.printed


def test_links_survive_a_restart_and_new_ones_revoke_them(served: Served) -> None:
    before = served.links
    served.stop()
    served.start()
    assert served.links == before
    served.stop()
    served.arguments = [*served.arguments, "--new-links"]
    served.start()
    assert not {url for _, _, url in before} & {url for _, _, url in served.links}


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
