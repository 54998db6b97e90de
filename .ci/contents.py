"""Says what is wrong with the contents of a wheel and an sdist; silent and 0 where nothing is.

    python .ci/contents.py FOLDER

The checkout is the measure: every file of the package is in the wheel, and nothing else is.
"""

import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cfnews"
# What must be there by name, should the checkout itself lose it.
NEEDED = (
    "cfnews/__main__.py",
    "cfnews/py.typed",
    "cfnews/feeds.toml",
    "cfnews/render/templates/",
    "cfnews/sample/",
    "cfnews/sector/data/",
    "cfnews/store/",
)
LICENCES = ("LICENSE", "NOTICE")
MANUAL = "share/man/man1/cfnews.1"
MADE_BY_THE_BUILD = {"PKG-INFO", "pyproject.toml", ".gitignore"}


def of_package() -> set[str]:
    """The files of the package in the checkout, as they are named in a wheel."""
    found = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {f"cfnews/{path.relative_to(PACKAGE).as_posix()}" for path in found} | {"cfnews/feeds.toml"}


def faults_of_wheel(path: Path) -> Iterator[str]:
    """What is missing from a wheel, or in it without need."""
    with zipfile.ZipFile(path) as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
    stem = "-".join(path.name.split("-")[:2])
    info, data = f"{stem}.dist-info", f"{stem}.data"
    package = {name for name in names if name.startswith("cfnews/")}
    yield from (f"at the top: {name}" for name in {one.split("/")[0] for one in names} - {"cfnews", info, data})
    yield from (f"missing: {name}" for name in of_package() - package)
    yield from (f"not of the package: {name}" for name in package - of_package())
    yield from (f"missing: {one}" for one in NEEDED if not any(name.startswith(one) for name in package))
    yield from (f"missing: {one}" for one in LICENCES if f"{info}/licenses/{one}" not in names)
    if {name for name in names if name.startswith(f"{data}/")} != {f"{data}/data/{MANUAL}"}:
        yield f"data: {MANUAL} must be there, and nothing else"


def faults_of_sdist(path: Path) -> Iterator[str]:
    """What is missing from an sdist, or in it without need."""
    with tarfile.open(path) as sdist:
        names = {member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {one.strip("/") for one in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    top = {name.split("/")[0] for name in names}
    yield from (f"at the top: {name}" for name in top - wanted - MADE_BY_THE_BUILD)
    yield from (f"missing: {name}" for name in wanted - top)
    needed = {f"src/{name}" for name in of_package() - {"cfnews/feeds.toml"}} | {"feeds.toml", "docs/man/cfnews.1"}
    yield from (f"missing: {name}" for name in needed - names)
    yield from (f"left over: {name}" for name in names if name.endswith((".pyc", ".db-wal", ".orig", ".rej")))


def main(folder: Path) -> int:
    """Looks at the one wheel and the one sdist of a folder; 1 if anything is wrong."""
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    faults = [f"{wheel.name}: {fault}" for fault in sorted(faults_of_wheel(wheel))]
    faults += [f"{sdist.name}: {fault}" for fault in sorted(faults_of_sdist(sdist))]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
