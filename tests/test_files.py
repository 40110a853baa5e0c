"""The package finds its files in a checkout and in a wheel, and says what to do where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import files
from kg.problem import KgError

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_DATA", "KG_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_checkout_has_ontology_and_data_at_its_top_and_questions_in_the_package() -> None:
    assert files.ontology_dir() == CHECKOUT / "ontology"
    assert files.data_dir() == CHECKOUT / "data"
    assert files.questions_dir() == CHECKOUT / "kg" / "questions"


def test_what_the_package_carries_comes_before_what_lies_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "kg"
    (package / "data").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "setup.cfg").touch()
    assert files._carried("data", package) == package / "data"


def test_folder_beside_an_installed_package_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(KgError, match="no folder 'data'"):
        files._carried("data", tmp_path / "kg")


def test_kg_data_overrides_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path))
    assert files.data_dir() == tmp_path.resolve()


def test_empty_kg_data_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DATA", "")
    assert files.data_dir() == CHECKOUT / "data"


def test_kg_data_that_is_no_folder_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path / "missing"))
    with pytest.raises(KgError, match=r"missing.*documents\.csv"):
        files.data_dir()


def test_kg_cache_is_taken_as_it_is(tmp_path: Path) -> None:
    settings = {"KG_CACHE": str(tmp_path / "mine"), "XDG_CACHE_HOME": str(tmp_path / "xdg")}
    assert files._cache_dir(settings, "linux") == tmp_path / "mine"


def test_xdg_cache_home_gets_a_folder_of_our_own(tmp_path: Path) -> None:
    assert files._cache_dir({"XDG_CACHE_HOME": str(tmp_path)}, "darwin") == tmp_path / files.CACHE_NAME


def test_relative_xdg_cache_home_is_ignored_as_its_specification_says() -> None:
    assert files._cache_dir({"XDG_CACHE_HOME": "here"}, "linux") == Path.home() / ".cache" / files.CACHE_NAME


@pytest.mark.parametrize(
    ("platform", "place"),
    [("linux", ".cache/domestic-gpu-kg"), ("darwin", "Library/Caches/domestic-gpu-kg")],
)
def test_without_settings_the_system_decides(platform: str, place: str) -> None:
    assert files._cache_dir({}, platform) == Path.home() / place


def test_on_windows_the_cache_is_local_and_does_not_roam(tmp_path: Path) -> None:
    place = tmp_path / files.CACHE_NAME / "Cache"
    assert files._cache_dir({"LOCALAPPDATA": str(tmp_path)}, "win32") == place


def test_user_without_a_home_is_told_of_kg_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(KgError, match="KG_CACHE"):
        files._cache_dir({}, "linux")


def test_asking_for_the_cache_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "not-yet"))
    assert not files.cache_dir().exists()


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"XDG_CONFIG_HOME": "/x", "APPDATA": "/a"}, "win32", "/x/kg/config.toml"),
        ({"APPDATA": "/a"}, "win32", "/a/kg/config.toml"),
        ({"XDG_CONFIG_HOME": "relative"}, "linux", "/home/me/.config/kg/config.toml"),
        ({}, "darwin", "/home/me/.config/kg/config.toml"),
    ],
)
def test_the_settings_are_where_the_system_keeps_such_files(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], platform: str, expected: str
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    assert files._config_file(environment, platform) == Path(expected)


def test_without_a_home_there_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert files._config_file({}, "linux") is None
