"""A wheel is a complete server: pages, scripts, words, roster and schemas are in it."""

import os
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

from tests.system.served import REPO, serving


def test_a_server_from_the_wheel_alone_shows_its_pages(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "-q",
            "-w",
            tmp_path,
            REPO,
        ],
        check=True,
        capture_output=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    (wheel,) = tmp_path.glob("twinboards-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert (installed / "server" / "static" / "dist" / "manifest.json").exists()
    with serving(tmp_path / "data", program=installed) as served, urllib.request.urlopen(served.page) as page:  # noqa: S310 — local
        html = page.read().decode()
        assert "Khabarovsk" in html
        script = next(
            part.split('"')[0] for part in html.split('src="') if part.startswith("/static/dist/wall")
        )
        with urllib.request.urlopen(f"{served.base}{script}") as answer:  # noqa: S310 — as above
            assert answer.headers["Cache-Control"].endswith("immutable")
