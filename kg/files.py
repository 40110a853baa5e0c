"""The locations of the project's own files: the ontology, the data, the named questions, the cache, the settings.

A checkout keeps `ontology/` and `data/` at its top; an installed wheel carries them inside the package. Only this
module knows the difference. It looks for folders and never reads, writes or creates anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kg.problem import KgError, Problem, misuse

#: The folder under the user's cache directory, named after the distribution.
CACHE_NAME = "domestic-gpu-kg"

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """Return the folder of the ontology; KgError if this installation has none."""
    return _carried("ontology")


def data_dir() -> Path:
    """Return the folder of the tables: `KG_DATA` if it is set, else the data that came with this installation.

    KgError if `KG_DATA` does not name a folder, or the installation has no data.
    """
    chosen = os.environ.get("KG_DATA")
    if not chosen:
        return _carried("data")
    folder = Path(chosen).expanduser()
    if not folder.is_dir():
        message = f"KG_DATA names {chosen!r}, which is not a folder"
        raise misuse("no-data", message, "set KG_DATA to a folder with documents.csv in it, or unset it")
    return folder.resolve()


def questions_dir() -> Path:
    """Return the folder of the named questions (`*.rq`); KgError if this installation has none."""
    return _carried("questions")


def cache_dir() -> Path:
    """Return the folder for everything that can be rebuilt; it need not exist yet.

    This is `KG_CACHE` if it is set, else the project's folder under `XDG_CACHE_HOME` or the system's usual place.
    KgError if the user has no home folder.
    """
    return _cache_dir(os.environ, sys.platform)


def _cache_dir(environment: Mapping[str, str], platform: str) -> Path:
    if chosen := environment.get("KG_CACHE"):
        return Path(chosen).expanduser().absolute()
    named = Path(environment.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():  # the XDG specification says to ignore a relative path
        return named / CACHE_NAME
    if platform == "win32" and (local := environment.get("LOCALAPPDATA")):
        return Path(local) / CACHE_NAME / "Cache"
    try:
        home = Path.home()
    except RuntimeError as error:
        hint = "set KG_CACHE to a folder that you may write to"
        raise KgError(Problem("no-home", "there is no home folder to keep the built graph in", hint)) from error
    return home / ("Library/Caches" if platform == "darwin" else ".cache") / CACHE_NAME


def config_file() -> Path | None:
    """Return the user's file of settings, which need not exist; None for a user without a home folder."""
    return _config_file(os.environ, sys.platform)


def _config_file(environment: Mapping[str, str], platform: str) -> Path | None:
    named = Path(environment.get("XDG_CONFIG_HOME", ""))
    if named.is_absolute():
        return named / "kg" / "config.toml"
    if platform == "win32" and (roaming := environment.get("APPDATA")):
        return Path(roaming) / "kg" / "config.toml"
    try:
        return Path.home() / ".config" / "kg" / "config.toml"
    except RuntimeError:
        return None


def _carried(name: str, package: Path = _PACKAGE) -> Path:
    inside = package / name
    if inside.is_dir():
        return inside
    checkout = package.parent
    # Only beside setup.cfg: a folder named data next to an installed package may be anything.
    if (checkout / "setup.cfg").is_file() and (checkout / name).is_dir():
        return checkout / name
    message = f"this installation has no folder {name!r}: neither {inside} nor one in a checkout"
    raise KgError(Problem(f"no-{name}", message, "install the wheel again, or work from a full checkout"))
