"""The named questions: `kg/questions/*.rq`, each a comment header and standard SPARQL as any engine runs it.

The header says what the question is called, how a person would ask it, what its parameters and columns are. A
parameter is a `VALUES ?name { … }` in the query, holding its default; asking replaces what stands in the braces,
wherever it stands. No query is written in Python, and none is changed in any other way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import files
from kg.problem import KgError, Problem, misuse
from kg.values import ids
from kg.values.asof import READINGS, AsOf, last_day
from kg.values.period import parse as parse_period
from kg.values.spelling import did_you_mean, fold, nearest

if TYPE_CHECKING:
    from kg.words.terms import ClassTerm, PropertyTerm

#: What a parameter may be: how its text becomes a term of the query.
KINDS = ("entity", "property", "class", "document", "claim", "date", "period", "reading", "text", "number", "lang")
#: What a column may hold, with the kinds of the columns that may be folded into it when people read: a quantity takes
#: its unit and its printed form, a claim's id says its document and line.
COLUMN_KINDS: Mapping[str, tuple[str, ...]] = {
    "entity": (),
    "entities": (),  # ids of entities (or names as written), "; " between
    "document": (),
    "claim": ("document", "number"),
    "conflict": (),
    "reference": (),  # an entity, a document or a claim
    "unit": (),
    "quantity": ("unit", "text"),
    "period": (),
    "date": (),
    "word": (),  # of the ontology or of `kg.words.wording`, with or without a remark behind a colon
    "text": (),
    "number": (),
}
_HEADER = re.compile(r"# (param|column|[a-z-]+(?=:)):? ?(.*)")
_PARAMETER = re.compile(r"(\w+) (\w+)(?:\(([\w, ]+)\))?( required)? - (.*?) \| (.*)")
_COLUMN = re.compile(r"(\w+) (\w+)(?:\(([\w, ]+)\))?( detail)? - (.*?) \| (.*)")


class Parameter(NamedTuple):
    """One parameter. `classes` limits an entity's class; a parameter that is not required may be left out."""

    name: str
    kind: str
    classes: tuple[str, ...]
    required: bool
    about_en: str
    about_zh: str


class Column(NamedTuple):
    """One column: what it holds, the columns folded into it for people, and its heading in both languages.

    A `detail` is for programs; people look it up in the evidence.
    """

    name: str
    kind: str
    folds: tuple[str, ...]
    detail: bool
    label_en: str
    label_zh: str

    def label(self, lang: str) -> str:
        """Return the heading in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class Question(NamedTuple):
    """One named question. `ask_en` and `ask_zh` are how a person would put it; `text` is the query."""

    name: str
    topic: str
    title_en: str
    title_zh: str
    ask_en: str
    ask_zh: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return self.title_zh if lang == "zh" else self.title_en


def _values(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{name} \{{[^}}]*\}}")


@cache
def internal(name: str) -> str:
    """Return the text of a query of our own, which lies in `internal/`."""
    return (files.questions_dir() / "internal" / f"{name}.rq").read_text(encoding="utf-8")


@cache
def questions() -> dict[str, Question]:
    """Return every named question by name, sorted."""
    folder = files.questions_dir()
    return {path.stem: _one(path.stem, path) for path in sorted(folder.glob("*.rq"))}


def read(name: str, text: str) -> Question:
    """Read one question from the text of its file; KgError says which header is missing or wrong."""
    heads: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    rows: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if not (match := _HEADER.fullmatch(line)):
            raise _broken(name, number, f"{line!r} is no header", "write `# key: value`")
        key, value = match.groups()
        if key == "param":
            if not (parts := _PARAMETER.fullmatch(value)) or parts[2] not in KINDS:
                raise _broken(
                    name, number, f"{value!r} is no parameter", "write `maker entity(ChipMaker) - English | 中文`"
                )
            classes = _listed(parts[3])
            if not _values(parts[1]).search(text):
                raise _broken(
                    name, number, f"the query has no `VALUES ?{parts[1]} {{ … }}`", "add it, holding the default"
                )
            parameters.append(Parameter(parts[1], parts[2], classes, bool(parts[4]), parts[5], parts[6]))
        elif key == "column":
            if not (parts := _COLUMN.fullmatch(value)) or parts[2] not in COLUMN_KINDS:
                hint = f"write `maker entity - English | 中文`; kinds are {', '.join(COLUMN_KINDS)}"
                raise _broken(name, number, f"{value!r} is no column", hint)
            rows[parts[1]] = number
            columns.append(Column(parts[1], parts[2], _listed(parts[3]), bool(parts[4]), parts[5], parts[6]))
        else:
            heads[key] = value
    for key in ("topic", "title", "title-zh", "ask", "ask-zh"):
        if not heads.get(key):
            raise _broken(name, 1, f"the header {key!r} is missing", f"add `# {key}: …`")
    kinds = {column.name: column.kind for column in columns}
    for column in columns:
        allowed = COLUMN_KINDS[column.kind]
        if unfit := [other for other in column.folds if kinds.get(other) not in allowed]:
            hint = f"name columns of kind {' or '.join(allowed)}" if allowed else f"fold nothing into a {column.kind}"
            raise _broken(name, rows[column.name], f"{column.name} cannot take {', '.join(unfit)}", hint)
    return Question(
        name,
        heads["topic"],
        heads["title"],
        heads["title-zh"],
        heads["ask"],
        heads["ask-zh"],
        tuple(parameters),
        tuple(columns),
        text,
    )


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())


@cache
def _one(name: str, path: Path) -> Question:
    return read(name, path.read_text(encoding="utf-8"))


def _broken(name: str, row: int, message: str, hint: str) -> KgError:
    return KgError(Problem("bad-question", message, hint, f"questions/{name}.rq", row))


def question(name: str) -> Question:
    """Return one question by name; KgError with the nearest names where there is none."""
    path = files.questions_dir() / f"{name}.rq"
    # One file is read where one is asked for; ids are checked first, because the name becomes a path.
    if ids.is_entity_id(name) and path.is_file():
        return _one(name, path)
    known = questions()
    parts = [known_name for known_name in known if name.lower() in known_name]
    hint = f"did you mean {', '.join(parts[:3])}?" if parts else did_you_mean(name, known, "see `kg ask` for the list")
    raise misuse("unknown-question", f"there is no question {name!r}", hint)


Resolver = Callable[[str, Sequence[str]], str]


def fill(asked: Question, values: Mapping[str, str | Sequence[str]], resolve: Resolver) -> str:
    """Return the query with the parameters given; each may have several values.

    `resolve` turns an entity's name into its id, limited to classes. KgError for an unknown or missing parameter and
    for a value that is none of its kind.
    """
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in values:
        if name not in known:
            offered = ", ".join(known) or "none"
            raise misuse("unknown-parameter", f"{asked.name} has no parameter {name!r}", f"it has: {offered}")
    text = asked.text
    for parameter in asked.parameters:
        given = values.get(parameter.name)
        chosen = [given] if isinstance(given, str) else list(given or ())
        if not chosen:
            if parameter.required:
                hint = f"add {parameter.name}=…: {parameter.about_en}"
                raise misuse("missing-parameter", f"{asked.name} needs {parameter.name!r}", hint)
            continue
        terms = " ".join(term(parameter, one, resolve) for one in chosen)
        text = replace(text, parameter.name, terms)
    return text


def replace(text: str, name: str, terms: str) -> str:
    """Return a query with what stands in the braces of every `VALUES ?name { … }` replaced."""
    return _values(name).sub(lambda _: f"VALUES ?{name} {{ {terms} }}", text)


def dated(text: str, as_of: AsOf, given: Collection[str] = ()) -> str:
    """Return a query limited to what was published by a day, but for what the asker has `given` itself.

    The explorer does the same in `kg/explorer/src/ledger/answers.ts`.
    """
    if as_of.day is not None and "asOf" not in given:
        text = replace(text, "asOf", _date(as_of.day))
    return text if "reading" in given else replace(text, "reading", quoted(as_of.reading))


def _date(day: date) -> str:
    return f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>'


def term(parameter: Parameter, value: str, resolve: Resolver) -> str:
    """Return one value of a parameter as a term of SPARQL; KgError where it is none of its kind."""
    kind = parameter.kind
    try:
        if kind == "entity":
            return f"<{ids.entity_iri(resolve(value, parameter.classes))}>"
        if kind in ("property", "class"):
            return f"<{ids.term_iri(known_word(kind, value))}>"
        if kind == "document":
            return f"<{ids.document_iri(value)}>"
        if kind == "claim":
            document, _, claim = value.partition("/")
            return f"<{ids.claim_iri(document, claim)}>"
        if kind == "date":
            return _date(last_day(value))
        if kind == "period":
            return quoted(parse_period(value).text)
        if kind == "number":
            return str(int(value))
        if kind in ("reading", "lang"):
            allowed = READINGS if kind == "reading" else ("en", "zh")
            if value not in allowed:
                raise ValueError(f"{value!r} is neither {' nor '.join(allowed)}")
    except ValueError as error:
        raise misuse("bad-parameter", f"{parameter.name}: {error}", f"a {kind} is asked for") from error
    return quoted(value)


def quoted(text: str) -> str:
    """Write text as a SPARQL string that nothing can break out of (braces too, which end a VALUES)."""
    plain = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "{": "\\u007B", "}": "\\u007D"}
    return '"' + "".join(plain.get(c, c) for c in text if c >= " " or c in plain) + '"'


def known_word(kind: str, value: str) -> str:
    """Return a property or class of the ontology, whatever its case; ValueError with the nearest words for others."""
    from kg.words.vocab import CLASSES, PROPERTIES

    known: Mapping[str, PropertyTerm | ClassTerm] = PROPERTIES if kind == "property" else CLASSES
    if value in known:
        return value
    # Whoever saw "gross margin" or 毛利率 in an answer may ask for it so.
    words = {fold(label): name for name, term in known.items() for label in (term.label_zh, term.label_en, name)}
    if fold(value) in words:
        return words[fold(value)]
    near = list(dict.fromkeys(words[spelling] for spelling in nearest(fold(value), words, 6)))
    hint = f"; did you mean {', '.join(near[:3])}?" if near else ""
    raise ValueError(f"the ontology has no {kind} {value!r}{hint}")
