"""Gephi itself opens the GEXF files: it reports nothing, and holds just what they say.

The Gephi toolkit is Gephi without its windows. tests/java/GephiImport.java opens each file with Gephi's own choices,
except that places and sizes stay as they are written.
"""

from __future__ import annotations

import datetime
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kg.export.gexf import write_gexf
from tests.support.java import FOLDER, java, library
from tests.support.pictures import atlas, hostile

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
FILES = ("graph", "claims", "atlas", "hostile", "hostile-claims")
TYPES = {"string": "String", "boolean": "Boolean", "long": "Long", "double": "Double", "liststring": "String[]"}
Opened = dict[str, Any]


@pytest.fixture(scope="module")
def folder(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files: the project's own two, two pictures, and one with a fault."""
    folder = tmp_path_factory.mktemp("gephi")
    for name in ("graph", "claims"):
        (folder / f"{name}.gexf").write_bytes((exported / f"{name}.gexf").read_bytes())
    write_gexf(atlas(), folder / "atlas.gexf")
    write_gexf(hostile(), folder / "hostile.gexf")
    write_gexf(hostile(), folder / "hostile-claims.gexf", claims=True)
    whole = (folder / "atlas.gexf").read_text("utf-8")
    (folder / "broken.gexf").write_text(
        whole.replace('weight="1.0"', 'weight="0"', 1).replace('start="2025-', 'start="spring-', 1), "utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def opened(folder: Path) -> dict[str, Opened]:
    """Return what Gephi holds after opening each file, in one run of Java."""
    names = (*FILES, "broken")
    command = [*java(), "-cp", str(library("gephi-toolkit")), str(FOLDER / "GephiImport.java")]
    run = subprocess.run(
        [*command, *(str(folder / f"{name}.gexf") for name in names)], capture_output=True, cwd=folder, check=False
    )
    assert run.returncode == 0, run.stderr.decode(errors="replace")[-3000:]
    return dict(zip(names, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def read(opened: dict[str, Opened], name: str) -> Opened:
    return opened[name]


@pytest.fixture
def written(folder: Path, name: str) -> etree._Element:
    return etree.parse(folder / f"{name}.gexf").getroot()


def elements(written: etree._Element, kind: str) -> list[etree._Element]:
    return list(written.findall(f".//g:{kind}", NS))


def by_id(read: Opened, kind: str) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in read[f"{kind}s"]}


def colour(element: etree._Element) -> str:
    channels = element.find("viz:color", NS)
    assert channels is not None
    return "#{:02x}{:02x}{:02x}".format(*(int(channels.get(channel, "")) for channel in "rgb"))


def milliseconds(day: str | None) -> float | None:
    """Return a day as Gephi keeps it; None for an end that is open."""
    if day is None:
        return None
    return datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC).timestamp() * 1000


def typed(text: str, type_: str) -> object:
    """Return a value of a file as Gephi should have it."""
    return text if type_ == "string" else json.loads(text)


def test_gephi_has_nothing_to_report(read: Opened) -> None:
    assert (read["sound"], read["issues"]) == (True, ["INFO: GEXF version 1.3"])


def test_gephi_would_report_a_weight_of_zero_and_a_day_that_is_none(opened: dict[str, Opened]) -> None:
    said = "\n".join(opened["broken"]["issues"])
    assert "SEVERE: Edge weight is 0" in said
    assert "SEVERE: The time interval for edge" in said


def test_gephi_holds_every_node_and_every_edge(read: Opened, written: etree._Element) -> None:
    for kind in ("node", "edge"):
        ids = [element.get("id") for element in elements(written, kind)]
        assert len(read[f"{kind}s"]) == len(ids) > 10
        assert set(by_id(read, kind)) == set(ids)


def test_gephi_keeps_ends_kinds_weights_and_labels(read: Opened, written: etree._Element) -> None:
    edges = by_id(read, "edge")
    for element in elements(written, "edge"):
        one = edges[element.get("id", "")]
        assert [one[key] for key in ("source", "target", "kind", "label")] == [
            element.get(key) for key in ("source", "target", "kind", "label")
        ]
        assert one["weight"] == float(element.get("weight", ""))
        assert one["directed"]
    nodes = by_id(read, "node")
    for element in elements(written, "node"):
        assert nodes[element.get("id", "")]["label"] == element.get("label")


def test_gephi_keeps_parallel_claims_apart(opened: dict[str, Opened], folder: Path) -> None:
    written = etree.parse(folder / "claims.gexf").getroot()
    pairs = Counter((element.get("source"), element.get("target")) for element in elements(written, "edge"))
    assert Counter((edge["source"], edge["target"]) for edge in opened["claims"]["edges"]) == pairs
    assert max(pairs.values()) > 3
    assert opened["claims"]["multi"]


def test_gephi_draws_the_colours_places_and_sizes(read: Opened, written: etree._Element) -> None:
    for kind in ("node", "edge"):
        assert {one["id"]: one["colour"] for one in read[f"{kind}s"]} == {
            element.get("id"): colour(element) for element in elements(written, kind)
        }
    nodes = by_id(read, "node")
    for element in elements(written, "node"):
        place, size = element.find("viz:position", NS), element.find("viz:size", NS)
        assert place is not None
        assert size is not None
        one = nodes[element.get("id", "")]
        wanted = [float(place.get("x", "")), float(place.get("y", "")), float(size.get("value", ""))]
        assert [one["x"], one["y"], one["size"]] == pytest.approx(wanted, rel=1e-6)  # Gephi keeps 32 bits


def test_gephi_has_the_spells_on_its_timeline(read: Opened, written: etree._Element) -> None:
    spells = 0
    for kind in ("node", "edge"):
        held = by_id(read, kind)
        for element in elements(written, kind):
            days = [(spell.get("start"), spell.get("end")) for spell in element.iterfind(".//g:spell", NS)]
            assert held[element.get("id", "")]["spells"] == [list(map(milliseconds, spell)) for spell in days]
            spells += len(days)
    assert (read["dynamic"], read["time"]) == (True, "DATE")
    assert spells > 10


def test_gephi_has_every_column_and_every_value(read: Opened, written: etree._Element) -> None:
    for kind in ("node", "edge"):
        columns = {
            column.get("id", ""): (column.get("title"), column.get("type", ""))
            for column in written.iterfind(f".//g:attributes[@class='{kind}']/g:attribute", NS)
        }
        assert read[f"{kind}Columns"] == {id_: [title, TYPES[type_]] for id_, (title, type_) in columns.items()}
        held = by_id(read, kind)
        for element in elements(written, kind):
            values = {value.get("for", ""): value.get("value", "") for value in element.iterfind(".//g:attvalue", NS)}
            assert held[element.get("id", "")]["values"] == {
                id_: typed(text, columns[id_][1]) for id_, text in values.items()
            }
