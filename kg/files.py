"""Where the project's own files are: the ontology, the data, the named questions, the cache.

A checkout keeps `ontology/` and `data/` at its top, an installed wheel carries them inside the package; this module
is the one place that knows. It looks, and it may not read, write or make anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kg.problem import KgError, Problem, misuse

#: The name of the folder under the user's cache directory, which is the distribution's name.
CACHE_NAME = "domestic-gpu-kg"

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """Return the folder of the ontology; KgError where this installation carries none."""
    return _carried("ontology")


def data_dir() -> Path:
    """Return the folder of the tables: `KG_DATA` where it is set, else the data that came with this installation.

    KgError where `KG_DATA` names no folder, or where nothing came along.
    """
    chosen = os.environ.get("KG_DATA")
    if not chosen:
        return _carried("data")
    folder = Path(chosen).expanduser()
    if not folder.is_dir():
        message = f"KG_DATA names {chosen!r}, which is no folder"
        raise misuse("no-data", message, "set KG_DATA to a folder with documents.csv in it, or unset it")
    return folder.resolve()


def questions_dir() -> Path:
    """Return the folder of the named questions (`*.rq`); KgError where this installation carries none."""
    return _carried("questions")


def cache_dir() -> Path:
    """Return the folder for what can be built again; it need not exist yet, and whoever writes there makes it.

    `KG_CACHE` is taken as it is. Else a folder of the project's own under `XDG_CACHE_HOME`, or under the system's usual
    place. KgError where the user has no home.
    """
    return _cache_dir(os.environ, sys.platform)


def _cache_dir(environment: Mapping[str, str], platform: str) -> Path:
    if chosen := environment.get("KG_CACHE"):
        return Path(chosen).expanduser().absolute()
    named = Path(environment.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():  # the XDG specification has a relative path ignored
        return named / CACHE_NAME
    if platform == "win32" and (local := environment.get("LOCALAPPDATA")):
        return Path(local) / CACHE_NAME / "Cache"
    try:
        home = Path.home()
    except RuntimeError as error:
        hint = "set KG_CACHE to a folder that you may write to"
        raise KgError(Problem("no-home", "there is no home folder to keep the built graph in", hint)) from error
    return home / ("Library/Caches" if platform == "darwin" else ".cache") / CACHE_NAME


def _carried(name: str, package: Path = _PACKAGE) -> Path:
    inside = package / name
    if inside.is_dir():
        return inside
    checkout = package.parent
    # Only beside setup.cfg: next to an installed package there may be anybody's folder named data.
    if (checkout / "setup.cfg").is_file() and (checkout / name).is_dir():
        return checkout / name
    message = f"this installation has no folder {name!r}: neither {inside} nor one in a checkout"
    raise KgError(Problem(f"no-{name}", message, "install the wheel again, or work from a full checkout"))
