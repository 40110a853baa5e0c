"""The user's settings: an option goes before the environment, the environment before the file, and faults are named."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kg.files import data_dir
from tests.support.command import kg
from tests.support.fake import Reply, fake_server
from tests.support.folder import CLAIM, make

pytestmark = pytest.mark.usefixtures("graph")


def configured(folder: Path, content: str | bytes) -> dict[str, str | None]:
    """Return an environment whose settings hold this content."""
    path = folder / "config" / "kg" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return {"XDG_CONFIG_HOME": str(folder / "config")}


def headings(*arguments: str, env: dict[str, str | None] | None = None) -> str:
    run = kg("find", "kunlun", "--format", "table", *arguments, env=env)
    assert run.code == 0, run.err
    return run.out.split()[0]


@pytest.mark.parametrize("content", ['lang = "zh"', '\ufefflang = "zh"\r\n', '# my settings\n"lang" = "zh"\n'])
def test_the_file_says_the_language(tmp_path: Path, content: str) -> None:
    assert headings(env=configured(tmp_path, content)) == "标识"


def test_the_environment_goes_before_the_file_and_an_option_before_both(tmp_path: Path) -> None:
    file = configured(tmp_path, 'lang = "zh"')
    assert headings(env=file | {"KG_LANG": "en"}) == "id"
    assert headings(env=file | {"KG_LANG": ""}) == "id"
    assert headings("--lang", "en", env=file | {"KG_LANG": "zh"}) == "id"
    assert headings(env={"KG_LANG": "zh"}) == "标识"


def test_the_settings_end_with_the_command(tmp_path: Path) -> None:
    kg("find", "kunlun", env=configured(tmp_path, 'lang = "zh"'))
    assert "KG_LANG" not in os.environ


def test_the_file_says_the_store_and_it_can_be_left_aside(tmp_path: Path) -> None:
    with fake_server() as server:
        server.answer = lambda _: Reply(503, "busy")
        file = configured(tmp_path, f'store = "{server.url}/query"')
        assert kg("find", "kunlun", env=file).code != 0
        assert len(server.asked) == 1
        assert headings("--store", "", env=file) == headings(env=file | {"KG_STORE": ""}) == "id"
        assert len(server.asked) == 1


def test_the_file_says_the_data_relative_to_itself(tmp_path: Path) -> None:
    data = make(tmp_path, {"d001": [CLAIM | {"length": "5", "digest": "0" * 16}]})
    file = configured(tmp_path, 'data = "../../mine"')
    shutil.move(data, tmp_path / "mine")
    run = kg("find", "kunlun", env=file | {"KG_CACHE": str(tmp_path / "cache")})
    assert "nothing is called 'kunlun'" in run.err
    assert headings(env=file | {"KG_DATA": str(data_dir())}) == "id"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('\n\nlang = "zh', (":3", "is not TOML")),
        ("lang = zh", (":1", "is not TOML", 'lang = "zh"')),
        ('lang = "zh"\nlang = "en"', (":2", "is not TOML")),
        ('# one\nlanguage = "zh"', (":2 [language]", "is not a setting", "did you mean lang")),
        ("colour = true", (":1 [colour]", "one of lang, store, data")),
        ('stor = "x"', (":1 [stor]", "did you mean store")),
        ('[kg]\nlang = "zh"', (":1 [kg]", "is not a setting")),
        ('lang = "fr"', (":1 [lang]", "'fr'", '"en" or "zh"')),
        ("lang = 1", (":1 [lang]", "is not text")),
        ('store = ""', (":1 [store]", "is not text")),
        ('data = "/no/such/folder"', (":1 [data]", "'/no/such/folder'", "not a folder")),
        ('store = "nowhere"', (":1 [store]", "'nowhere'", "not a folder")),
        (b'lang = "\xd6\xd0"', ("is not UTF-8 (byte 8)",)),
    ],
)
def test_a_fault_in_the_file_is_one_clear_error(tmp_path: Path, content: str | bytes, words: tuple[str, ...]) -> None:
    run = kg("find", "kunlun", env=configured(tmp_path, content))
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert all(word in run.err for word in ("bad-config", str(tmp_path), "config.toml", "→", *words)), run.err


def test_a_file_that_cannot_be_read_is_said_to_be_one(tmp_path: Path) -> None:
    file = configured(tmp_path, "")
    path = tmp_path / "config" / "kg" / "config.toml"
    path.unlink()
    path.mkdir()
    run = kg("find", "kunlun", env=file)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "cannot be read" in run.err


def test_help_and_completion_need_no_settings(tmp_path: Path) -> None:
    run = kg("--help", env=configured(tmp_path, "broken"))
    assert run.code == 0
    assert "~/.config/kg/config.toml" in run.out


def test_a_wrong_language_of_the_environment_names_its_variable() -> None:
    run = kg("find", "kunlun", env={"KG_LANG": "fr"})
    assert run.code == 2
    assert "KG_LANG" in run.err
