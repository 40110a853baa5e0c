"""The shell of our pages: what the policy allows, and that a template escapes what it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.values.html import ours, policy, templates


def test_what_is_not_named_is_forbidden() -> None:
    assert policy() == "default-src 'none'; base-uri 'none'; form-action 'none'"


def test_scripts_and_styles_are_allowed_by_their_hash_and_images_by_their_kind() -> None:
    empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    expected = f"default-src 'none'; script-src {empty} {empty}; style-src {empty}; img-src data:; base-uri 'none'; "
    assert policy(["", ""], [""], "data:") == f"{expected}form-action 'none'"


def test_a_template_escapes_what_is_not_ours_and_misses_nothing_silently(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ text }}{{ mark }}\n", encoding="utf-8")
    template = templates(tmp_path).get_template("page.html")
    assert template.render(text="<b>&", mark=ours("<i>")) == "&lt;b&gt;&amp;<i>\n"
    with pytest.raises(Exception, match="'mark' is undefined"):
        template.render(text="")
