"""`kg find`: entities by any spelling, a class, or a list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.common import Reading, open_for, print_table, reading_options

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.knowledge.names import Match

#: Headings and names for programs of what every table shows of an entity, and of how it matched.
_ENTITY = {"en": ("id", "name", "Chinese name", "class"), "zh": ("标识", "名称", "英文名", "类别")}
_MATCH = {"en": ("found by", "kind of name", "match"), "zh": ("匹配名称", "名称种类", "匹配方式")}
_LISTED = {"en": ("name sought", "matches as well"), "zh": ("所查名称", "同等匹配")}


@click.command(name="find")
@click.argument("text", nargs=-1)
@click.option(
    "--class", "classes", multiple=True, metavar="CLASS", help="Find only this class, e.g. ChipMaker (repeatable)."
)
@click.option(
    "--file",
    type=click.File(encoding="utf-8-sig"),
    metavar="FILE",
    help="Find each name of a list, one a line; - reads standard input.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Find at most this many.  [default: 20 of a name]")
@reading_options
def command(
    text: tuple[str, ...], classes: tuple[str, ...], file: TextIO | None, limit: int | None, reading: Reading
) -> None:
    """Find entities by any part of any name, label, translation, ticker or id, in either language.

    Traditional characters, pinyin (whole or initials), legal forms and small typos do no harm; the best match comes
    first. --class without TEXT lists the class. --file gives one row for each name.
    """
    from kg.questions.catalog import known_word

    wanted = " ".join(text)
    if not (text or classes or file) or (text and file):
        raise click.UsageError("give one of: a TEXT, a --class to list, a --file of names")
    try:
        chosen = [known_word("class", name) for name in classes]
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--class") from error
    graph = open_for(reading)
    if file:
        _resolve(graph, file, chosen, reading)
    elif wanted.strip() or not classes:
        _search(graph, wanted, limit or 20, chosen, reading)
    else:
        entities = sorted(graph.names.of_class(chosen), key=lambda entity: entity.id)
        rows = [_entity(graph, entity.id, reading.lang) for entity in entities[:limit]]
        print_table(_ENTITY[reading.lang], rows, reading, keys=_KEYS)


_KEYS = ("id", "label", "other_label", "class")
_MATCH_KEYS = ("found_by", "kind", "match")


def _search(graph: Graph, wanted: str, limit: int, classes: list[str], reading: Reading) -> None:
    from kg.knowledge.names import nearest

    matches = graph.find(wanted, limit, classes)
    if not matches:
        click.echo(f"kg: nothing is called {wanted!r}; {nearest(graph.names, wanted, classes)}", err=True)
        raise click.exceptions.Exit(1)
    rows = [(*_entity(graph, match.entity.id, reading.lang), *_how(match, reading)) for match in matches]
    headings = (*_ENTITY[reading.lang], *_MATCH[reading.lang])
    print_table(headings, rows, reading, keys=(*_KEYS, *_MATCH_KEYS))
    _warn(graph, wanted)


def _resolve(graph: Graph, file: TextIO, classes: list[str], reading: Reading) -> None:
    """Print the best match of each name of a list, and which entities match it as well."""
    from kg.words.wording import word

    try:
        sought = list(filter(None, map(str.strip, file)))
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file.name} is not UTF-8 text.", param_hint="--file") from error
    none = "no match" if reading.for_programs else word("no match", reading.lang)
    rows: list[tuple[str, ...]] = []
    for name in sought:
        matches = graph.find(name, None, classes)
        rivals = [match.entity.id for match in matches[1:] if match.equals(matches[0])]
        if matches:
            found = (*_entity(graph, matches[0].entity.id, reading.lang), *_how(matches[0], reading))
            rows.append((name, *found, "; ".join(rivals)))
        else:
            rows.append((name, *[""] * 6, none, ""))
    (first, last), (first_key, last_key) = _LISTED[reading.lang], ("name", "rivals")
    headings = (first, *_ENTITY[reading.lang], *_MATCH[reading.lang], last)
    print_table(headings, rows, reading, keys=(first_key, *_KEYS, *_MATCH_KEYS, last_key))
    if missing := sum(not row[1] for row in rows):
        click.echo(f"kg: {missing} of {len(rows)} names {'matches' if missing == 1 else 'match'} nothing", err=True)


def _entity(graph: Graph, id: str, lang: str) -> tuple[str, ...]:
    from kg.words.vocab import CLASSES

    entity = graph.names.entities[id]
    return id, entity.label(lang), entity.label("zh" if lang == "en" else "en"), CLASSES[entity.cls].label(lang)


def _how(match: Match, reading: Reading) -> tuple[str, ...]:
    by = match.name.text + (f" [{match.name.document}]" if match.name.document else "")
    if reading.for_programs:
        return by, match.name.kind, match.how
    from kg.words.wording import word

    return by, word(match.name.kind, reading.lang), word(match.how, reading.lang)


def _warn(graph: Graph, wanted: str) -> None:
    """Warn on stderr of names that must not be confused with the one searched for."""
    from kg.questions.catalog import internal
    from kg.values.spelling import fold

    for a, b, reason in graph.store.select(internal("not_same")).rows:
        if fold(wanted) in (fold(str(a)), fold(str(b))):
            click.echo(f"kg: {a} ≠ {b}: {reason}", err=True)
