"""The user's settings, `~/.config/kg/config.toml`: what the environment may say too, and options go before.

    lang = "zh"                        # KG_LANG
    store = "https://host/query"       # KG_STORE
    data = "~/my-ledger/data"          # KG_DATA

Folders are relative to the file's own. A variable that is set to nothing also goes before the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.files import config_file
from kg.problem import KgError, Problem, misuse

#: The variable that stands for each key.
VARIABLES = {"lang": "KG_LANG", "store": "KG_STORE", "data": "KG_DATA"}


@contextmanager
def settings() -> Iterator[None]:
    """Put the file's settings where the environment has none, for as long as a command runs."""
    path = config_file()
    if path is None or not path.exists():
        yield
        return
    read = _read(path)
    added = {VARIABLES[key]: value for key, value in read.items() if VARIABLES[key] not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _read(path: Path) -> dict[str, str]:
    """Return the settings as the environment would hold them; KgError for whatever is no setting."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        read = tomllib.loads(text)
    except OSError as error:
        raise misuse("bad-config", f"cannot be read: {error.strerror}", "mend or remove it", str(path)) from error
    except UnicodeDecodeError as error:
        raise misuse("bad-config", f"is not UTF-8 (byte {error.start})", "save it as UTF-8", str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        number = re.search(r"line (\d+)", place)
        hint = 'write lines like lang = "zh"'
        row = int(number[1]) if number else text.count("\n", 0, -1) + 1  # "at end of document"
        raise KgError(Problem("bad-config", f"is not TOML: {message}", hint, str(path), row, misuse=True)) from error
    problems = [_wrong(path, text, key, value) for key, value in read.items()]
    if wrong := [problem for problem in problems if problem]:
        raise KgError(wrong)
    return {key: _value(path, key, value) for key, value in read.items()}


def _wrong(path: Path, text: str, key: str, value: object) -> Problem | None:
    from kg.values.spelling import did_you_mean

    if key not in VARIABLES:
        message, hint = "is not a setting", did_you_mean(key, VARIABLES, f"one of {', '.join(VARIABLES)}")
    elif not isinstance(value, str) or not value.strip():
        message, hint = "is not text", f'write {key} = "…"'
    elif key == "lang" and value not in ("en", "zh"):
        message, hint = f"is {value!r}", 'write "en" or "zh"'
    elif key != "lang" and "://" not in value and not Path(_value(path, key, value)).is_dir():
        message, hint = f"names {value!r}, which is not a folder", "name one that is there, or remove the line"
    else:
        return None
    rows = (n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"[\s\[\"']*{re.escape(key)}\b", line))
    return Problem("bad-config", message, hint, str(path), next(rows, None), key, misuse=True)


def _value(path: Path, key: str, value: str) -> str:
    if key == "lang" or "://" in value:
        return value
    return str(path.parent / Path(value).expanduser())
