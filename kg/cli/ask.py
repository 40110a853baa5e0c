"""`kg ask`: the named questions."""

from __future__ import annotations

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
        """Offer the questions that begin so, with their titles."""
        from click.shell_completion import CompletionItem

        from kg.questions.catalog import questions

        return [CompletionItem(q.name, help=q.title_en) for q in questions().values() if q.name.startswith(incomplete)]


@click.command(name="ask")
@click.argument("name", required=False, type=QuestionName(), metavar="[QUESTION]")
@click.argument("values", nargs=-1, metavar="[PARAM=VALUE]…")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="The same as PARAM=VALUE (repeatable).")
@click.option("--sparql", "show_query", is_flag=True, help="Print the query instead of running it.")
@click.option("--about", is_flag=True, help="Say what the question is, its parameters and its columns.")
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

    if name is None:
        _list(reading)
        return
    asked = question(name)
    if about:
        _describe(asked, reading)
        return
    graph = open_for(reading)
    given = with_lang(asked, _given(graph, asked, values, params), reading.lang)
    if show_query:
        click.echo(graph.query(name, **given), nl=False)
        return
    answer = graph.answer(name, **given)
    print_answer(graph, name, answer, reading, asked.title(reading.lang))
    if not answer.rows:
        click.echo("kg: " + _why_empty(graph, asked, given, reading.lang), err=True)


def _list(reading: Reading) -> None:
    from kg.questions.catalog import questions

    rows = [
        (
            q.topic,
            q.name,
            q.title(reading.lang),
            " ".join(p.name for p in q.parameters if p.name not in ("asOf", "reading")),
        )
        for q in sorted(questions().values(), key=lambda q: (q.topic, q.name))
    ]
    headings = {"en": ("topic", "question", "title", "parameters"), "zh": ("主题", "问题", "标题", "参数")}[
        reading.lang
    ]
    print_table(headings, rows, reading.format, keys=("topic", "question", "title", "parameters"))


def _describe(asked: Question, reading: Reading) -> None:
    zh = reading.lang == "zh"
    click.echo(f"{asked.name}: {asked.title(reading.lang)}\n{asked.ask_zh if zh else asked.ask_en}\n")
    rows = [
        (
            p.name,
            p.kind + (f" ({', '.join(p.classes)})" if p.classes else ""),
            "*" if p.required else "",
            p.about_zh if zh else p.about_en,
        )
        for p in asked.parameters
    ]
    print_table(("参数", "种类", "必填", "说明") if zh else ("parameter", "kind", "required", "meaning"), rows, "table")
    click.echo()
    print_table(
        ("列", "含义") if zh else ("column", "meaning"),
        [(c.name, c.label(reading.lang)) for c in asked.columns],
        "table",
    )


def _given(graph: Graph, asked: Question, values: tuple[str, ...], params: tuple[str, ...]) -> dict[str, list[str]]:
    """Read PARAM=VALUE pairs; a lone value goes to the first parameter that is still free and that it fits."""
    from kg.problem import misuse

    given: dict[str, list[str]] = {}
    names = {parameter.name for parameter in asked.parameters}
    lone = []
    for pair in (*values, *params):
        key, equals, value = pair.partition("=")
        if equals and key in names and value:
            given.setdefault(key, []).append(value)
        elif equals and key in names:
            raise misuse("bad-parameter", f"{key} is given nothing", f"write {key}=VALUE, or leave it out")
        elif equals and key.isidentifier():
            offered = ", ".join(sorted(names)) or "none"
            raise misuse("unknown-parameter", f"{asked.name} has no parameter {key!r}", f"it has: {offered}")
        elif pair in params:
            raise misuse("bad-parameter", f"{pair!r} is no parameter", "write NAME=VALUE")
        else:
            lone.append(pair)
    for value in lone:
        given.setdefault(_place(graph, asked, value, given), []).append(value)
    return given


def _place(graph: Graph, asked: Question, value: str, given: dict[str, list[str]]) -> str:
    """Return the parameter that a lone value is meant for; KgError where it fits none of those that are free."""
    from kg.problem import KgError, Problem
    from kg.questions.catalog import term

    free = [p for p in asked.parameters if p.kind in ("entity", "property", "claim", "document", "period", "text")]
    free = [p for p in free if p.name not in given]
    # A second company joins the first; a document is told from a name by its digits.
    again = [p for p in asked.parameters if p.kind == "entity" and p.name in given]
    first: KgError | None = None
    for parameter in (*free, *again):
        if parameter.kind == "document" and not value.isdigit():
            continue
        try:
            term(parameter, value, graph.resolve)
        except KgError as error:
            first = first or error
        else:
            return parameter.name
    offered = "; ".join(f"{p.name}=…: {p.about_en}" for p in free)
    problem = first.problems[0] if first else Problem("bad-parameter", f"{value!r} is one value too many", misuse=True)
    if len(free) > 1 or first is None:
        hint = (f"{problem.hint} " if problem.hint.startswith("did you mean") else "") + f"the question takes {offered}"
        problem = problem._replace(hint=hint if offered else "leave it out")
    raise KgError(problem)


def _why_empty(graph: Graph, asked: Question, given: dict[str, list[str]], lang: str) -> str:
    """Say whether the graph knows nothing of what was asked about, or the question found nothing in what it knows."""
    known = {
        entity: graph.known(entity)
        for p in asked.parameters
        if p.kind == "entity"
        for entity in (graph.resolve(value, p.classes) for value in given.get(p.name, ()))
    }
    day = f" published by {graph.as_of.day}" if graph.as_of.day and lang == "en" else ""
    if lang == "zh":
        when = f"（{graph.as_of.day}前发布）" if graph.as_of.day else ""
        if not known:
            return "无结果：图中没有此类陈述。此处没有的，此处即不知。"
        parts = [
            f"关于{graph.names.label(e, 'zh')}，图中有{n}条陈述{when}，但均不能回答此问题"
            if n
            else f"图中没有关于{graph.names.label(e, 'zh')}的任何陈述{when}"
            for e, n in known.items()
        ]
        return "；".join(parts) + "。未说明不等于没有。"
    if not known:
        return "no answer: the graph holds no such claim. What is not here is not known here."
    parts = [
        f"the graph holds {n} claims{day} about {graph.names.label(e)}, and none answers this question"
        if n
        else f"the graph knows nothing about {graph.names.label(e)}{day}"
        for e, n in known.items()
    ]
    return "; ".join(parts) + ". Not stated is not the same as not so."
