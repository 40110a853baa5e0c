"""`kg ask`: the named questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from kg.cli.common import Reading, open_for, print_answer, print_table, reading_options, with_lang

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kg.graph import Graph
    from kg.questions.catalog import Question


class QuestionName(click.ParamType[str]):
    """The name of a question, completed from the catalogue."""

    name = "question"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer the questions whose names begin like this, with their titles."""
        from click.shell_completion import CompletionItem

        from kg.questions.catalog import questions

        return [CompletionItem(q.name, help=q.title_en) for q in questions().values() if q.name.startswith(incomplete)]


@click.command(name="ask")
@click.argument("name", required=False, type=QuestionName(), metavar="[QUESTION]")
@click.argument("values", nargs=-1, metavar="[PARAM=VALUE]…")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Same as PARAM=VALUE (repeatable).")
@click.option("--sparql", "show_query", is_flag=True, help="Print the query instead of running it.")
@click.option("--about", is_flag=True, help="Describe the question, its parameters and its columns.")
@reading_options
def command(
    name: str | None, values: tuple[str, ...], params: tuple[str, ...], show_query: bool, about: bool, reading: Reading
) -> None:
    """Answer a named question; without a name, list the questions.

    \b
    kg ask who-tests maker=Kunlunxin
    kg ask group-members group="Four Dragons" --lang zh
    kg ask listing-status --as-of 2025-12-31 --possible
    """  # noqa: D301  click wants the character itself
    from kg.questions.catalog import question

    if reading.out is not None and (show_query or about):
        raise click.UsageError("--out writes an answer; leave --sparql and --about out.")
    if name is None:
        _list(reading)
        return
    asked = question(name)
    if about:
        _describe(asked, reading.lang)
        return
    graph = open_for(reading)
    given = with_lang(asked, _given(graph, asked, values, params), reading.lang)
    if show_query:
        click.echo(graph.query(name, **given), nl=False)
        return
    answer = graph.answer(name, **given)
    print_answer(graph, asked, answer, reading)
    if not answer.rows:
        entities = [id for p in asked.parameters if p.kind == "entity" for id in given.get(p.name, ())]
        click.echo("kg: " + _why_empty(graph, entities, reading.lang), err=True)


def _list(reading: Reading) -> None:
    from kg.questions.catalog import broken, questions

    rows = [
        (
            q.topic,
            q.name,
            q.title(reading.lang),
            " ".join(p.name for p in q.parameters if p.name not in ("asOf", "reading")),
        )
        for q in sorted(questions().values(), key=lambda q: (q.topic, q.name))
    ]
    keys = ("topic", "question", "title", "parameters")
    print_table({"en": keys, "zh": ("主题", "问题", "标题", "参数")}[reading.lang], rows, reading, keys=keys)
    for problem in broken():
        click.echo(f"kg: {problem}", err=True)


def _describe(asked: Question, lang: str) -> None:
    from kg.cli.table import aligned

    zh = lang == "zh"
    click.echo(f"{asked.name}: {asked.title(lang)}\n{asked.ask_zh if zh else asked.ask_en}\n")
    rows = [(p.name, p.takes, "*" if p.required else "", p.about_zh if zh else p.about_en) for p in asked.parameters]
    headings = ("参数", "种类", "必填", "说明") if zh else ("parameter", "kind", "required", "meaning")
    click.echo(aligned(headings, rows))
    columns = [(column.name, column.label(lang)) for column in asked.columns]
    click.echo(aligned(("列", "含义") if zh else ("column", "meaning"), columns), nl=False)


def _given(graph: Graph, asked: Question, values: tuple[str, ...], params: tuple[str, ...]) -> dict[str, list[str]]:
    """Read PARAM=VALUE pairs, names of entities as ids; a lone value goes to the first free parameter that it fits."""
    from kg.problem import misuse

    given: dict[str, list[str]] = {}
    names = {parameter.name for parameter in asked.parameters}
    lone = []
    for pair in (*values, *params):
        key, equals, value = pair.partition("=")
        if not equals or not key.isidentifier():
            if pair in params:
                raise misuse("bad-parameter", f"{pair!r} is not a parameter", "write NAME=VALUE")
            lone.append(pair)
        elif key not in names:
            offered = ", ".join(sorted(names)) or "none"
            raise misuse("unknown-parameter", f"{asked.name} has no parameter {key!r}", f"it has: {offered}")
        elif not value:
            raise misuse("bad-parameter", f"{key} has no value", f"write {key}=VALUE, or leave it out")
        else:
            given.setdefault(key, []).append(value)
    for value in lone:
        given.setdefault(_place(graph, asked, value, given), []).append(value)
    for parameter in asked.parameters:
        if parameter.kind == "entity" and parameter.name in given:
            given[parameter.name] = [graph.resolve(name, parameter.classes) for name in given[parameter.name]]
    return given


def _place(graph: Graph, asked: Question, value: str, given: Collection[str]) -> str:
    """Return the parameter that a lone value is meant for; KgError if it fits none of the free ones."""
    from kg.problem import KgError, Problem
    from kg.questions.catalog import term

    kinds = ("entity", "property", "claim", "document", "period", "text")
    free = [p for p in asked.parameters if p.kind in kinds and p.name not in given]
    # A second company joins the first; digits tell a document from a name.
    again = [p for p in asked.parameters if p.kind == "entity" and p.name in given]
    problems: list[Problem] = []
    for parameter in (*free, *again):
        if parameter.kind == "document" and not value.removeprefix("d").isdigit():
            continue
        try:
            term(parameter, value, graph.resolve)
        except KgError as error:
            problems += error.problems
        else:
            return parameter.name
    problem = problems[0] if problems else Problem("bad-parameter", f"{value!r} is one value too many", misuse=True)
    if len(free) > 1 or not problems:
        offered = "; ".join(f"{p.name}=…: {p.about_en}" for p in free)
        hint = (f"{problem.hint} " if problem.hint.startswith("did you mean") else "") + f"the question takes {offered}"
        problem = problem._replace(hint=hint if offered else "leave it out")
    raise KgError(problem)


def _why_empty(graph: Graph, entities: Collection[str], lang: str) -> str:
    """Explain an empty answer: the graph knows nothing about the entities, or only other things."""
    words = _EMPTY[lang]
    if not entities:
        return words["no claim"]
    day = words["day"].format(graph.as_of.day) if graph.as_of.day else ""
    known = [(graph.names.label(entity, lang), graph.known(entity)) for entity in dict.fromkeys(entities)]
    parts = [words["other" if n else "nothing"].format(name=name, n=n, day=day) for name, n in known]
    return words["and"].join(parts) + words["end"]


_EMPTY = {
    "en": {
        "no claim": "no answer: the graph holds no such claim. What is not here is not known here.",
        "other": "the graph holds {n} claims{day} about {name}, and none answers this question",
        "nothing": "the graph knows nothing about {name}{day}",
        "day": " published by {}",
        "and": "; ",
        "end": ". Not stated is not the same as not so.",
    },
    "zh": {
        "no claim": "无结果：图中没有此类陈述。未收录不等于不存在。",
        "other": "关于{name}，图中有{n}条陈述{day}，但没有一条能回答这个问题",
        "nothing": "图中没有关于{name}的任何陈述{day}",
        "day": "（{}前发布）",
        "and": "；",
        "end": "。未说明不等于没有。",
    },
}
