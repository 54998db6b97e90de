"""Where state lives: the feeds file, the store and the HTTP cache. Never searches the working directory.

Strongest first: a flag, its environment variable, CFNEWS_HOME, then the XDG folders of the platform.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

SHIPPED_NAME = "feeds.toml"


class Places(Struct, frozen=True, kw_only=True):
    """The three places of state. `feeds_named` says that a user named the feeds file, so it must exist.

    `state` is a reader's own file of marks and cursors where the store is one that others keep; else None.
    """

    feeds: Path
    store: Path
    cache: Path
    feeds_named: bool
    config_feeds: Path
    state: Path | None = None


def find_places(
    environment: Mapping[str, str],
    feeds: str | None = None,
    store: str | None = None,
    cache: str | None = None,
    state: str | None = None,
) -> Places:
    """Where feeds.toml, cfnews.db, the cache and the reader's state are, by flags and environment. Touches nothing."""
    home = environment.get("CFNEWS_HOME")
    config_dir, data_dir, cache_dir = _three_homes(environment, home)
    config_feeds = config_dir / "feeds.toml"
    named = feeds or environment.get("CFNEWS_FEEDS")
    feeds_path = Path(named).expanduser() if named else config_feeds
    if not named and not feeds_path.exists():
        feeds_path = shipped_feeds()
    store_path = store or environment.get("CFNEWS_STORE")
    cache_path = cache or environment.get("CFNEWS_CACHE_DIR")
    state_path = state or environment.get("CFNEWS_STATE")
    return Places(
        feeds=feeds_path,
        store=Path(store_path).expanduser() if store_path else data_dir / "cfnews.db",
        cache=Path(cache_path).expanduser() if cache_path else cache_dir,
        feeds_named=bool(named),
        config_feeds=Path(named).expanduser() if named else config_feeds,
        state=Path(state_path).expanduser() if state_path else None,
    )


def _three_homes(environment: Mapping[str, str], home: str | None) -> tuple[Path, Path, Path]:
    if home:
        base = Path(home).expanduser()
        return base, base, base / "cache"
    platform: str = sys.platform
    if platform.startswith("linux"):
        # The XDG rules themselves, as platformdirs has them: its import would cost every command 10 ms.
        return (
            _xdg(environment, "XDG_CONFIG_HOME", ".config"),
            _xdg(environment, "XDG_DATA_HOME", ".local/share"),
            _xdg(environment, "XDG_CACHE_HOME", ".cache"),
        )
    import platformdirs

    return (
        Path(platformdirs.user_config_dir("cfnews", appauthor=False)),
        Path(platformdirs.user_data_dir("cfnews", appauthor=False)),
        Path(platformdirs.user_cache_dir("cfnews", appauthor=False)),
    )


def _xdg(environment: Mapping[str, str], variable: str, fallback: str) -> Path:
    named = environment.get(variable, "")
    # "All paths must be absolute; a relative path must be ignored" (XDG Base Directory Specification).
    base = Path(named) if named.startswith("/") else Path(environment.get("HOME") or "~").expanduser() / fallback
    return base / "cfnews"


def shipped_feeds() -> Path:
    """The feeds.toml that came with the program: inside the wheel, or at the root of a checkout."""
    inside = Path(__file__).parent / SHIPPED_NAME
    return inside if inside.exists() else Path(__file__).parents[2] / SHIPPED_NAME


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever is created meanwhile, by libraries too, is open to its owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def make_private_folder(folder: Path) -> None:
    """Creates the folder and its missing parents, each open to its owner alone (0700)."""
    for part in [*reversed(folder.parents), folder]:
        if not part.exists():
            part.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Creates an empty file open to its owner alone (0600), whatever the umask; an existing one is left as it is."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    os.close(descriptor)
