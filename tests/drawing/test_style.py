"""The palette can be seen: on its paper, and by colour-blind readers; the table has an answer for everything."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.drawing.style import (
    DARK,
    LIGHT,
    ROLE_STYLES,
    STATE_STYLES,
    Theme,
    edge_colour,
    edge_style,
    line_width,
    radius,
    rgb,
    role_style,
)

# Machado, Oliveira and Fernandes (2009), severity 1.0, over linear RGB.
_EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def _linear(colour: str) -> list[float]:
    parts = [part / 255 for part in rgb(colour)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _lab(colour: str, eyes: str) -> tuple[float, float, float]:
    linear = _linear(colour)
    seen = [min(1.0, max(0.0, sum(f * part for f, part in zip(row, linear, strict=True)))) for row in _EYES[eyes]]
    red, green, blue = seen
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("eyes", _EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_roles_are_told_apart(eyes: str, theme: str) -> None:
    colours = sorted({getattr(style, theme) for style in ROLE_STYLES.values()})
    assert len(colours) == 8  # some share the grey or the ink: their shapes differ
    for one, other in combinations(colours, 2):
        distance = sum((a - b) ** 2 for a, b in zip(_lab(one, eyes), _lab(other, eyes), strict=True)) ** 0.5
        assert distance > 15, f"{one} and {other} look alike with {eyes}"


@pytest.mark.parametrize("role", ROLE_STYLES)
def test_every_role_can_be_seen_on_its_paper(role: str) -> None:
    assert contrast(ROLE_STYLES[role].light, LIGHT.paper) >= 3
    assert contrast(ROLE_STYLES[role].dark, DARK.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("disputed", [False, True])
def test_every_line_can_be_seen_on_its_paper(theme: Theme, disputed: bool) -> None:
    assert contrast(edge_colour(theme, disputed), theme.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_can_be_read_on_paper_and_card(theme: object) -> None:
    for ground in ("paper", "card"):
        for ink in ("ink", "soft_ink"):
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= (7 if ink == "ink" else 4.5)


def test_colour_is_never_the_only_sign() -> None:
    assert len({style.shape for style in ROLE_STYLES.values()}) == len(ROLE_STYLES)
    assert len({(style.dash, style.mark) for style in STATE_STYLES.values()}) == len(STATE_STYLES)


def test_every_sign_has_a_name_in_both_languages() -> None:
    names = [(style.label_en, style.label_zh) for style in ROLE_STYLES.values()]
    names += [(style.label_en, style.label_zh) for style in STATE_STYLES.values()]
    for english, chinese in names:
        assert english.isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese)


def test_an_unknown_role_is_other_and_an_unknown_state_is_no_fact() -> None:
    assert role_style("astronaut").shape == "dot"
    assert edge_style("whatever").dash == STATE_STYLES["rumour"].dash


@pytest.mark.parametrize("state", [state for state in STATE_STYLES if state != "disputed"])
def test_a_dispute_colours_the_line_and_keeps_its_dash(state: str) -> None:
    style = edge_style(state, disputed=True)
    assert edge_colour(LIGHT, True) != edge_colour(LIGHT, False)
    assert style.dash == STATE_STYLES[state].dash
    assert style.mark == ("cross" if state == "denied" else "unequal")


def test_sizes_and_widths_grow_and_end() -> None:
    sizes = [radius(size) for size in (0, 1, 4, 16, 1e9)]
    widths = [line_width(weight) for weight in (0, 1, 2, 8, 1e9)]
    assert sizes == sorted(sizes)
    assert widths == sorted(widths)
    assert (sizes[-1], widths[-1]) == (22.0, 4.0)
    assert radius(float("nan")) == radius(0)


@pytest.mark.parametrize("text", ["red", "#fff", "#gggggg", ""])
def test_only_six_digits_are_a_colour(text: str) -> None:
    with pytest.raises(ValueError, match=r"#rrggbb|invalid literal"):
        rgb(text)
