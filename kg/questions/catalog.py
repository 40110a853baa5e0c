"""The named questions: `kg/questions/*.rq`, each a comment header and standard SPARQL that any engine runs.

The header gives the title, the question as a person would ask it, the parameters and the columns. A parameter is a
`VALUES ?name { … }` in the query with its default inside; asking replaces the contents of the braces wherever they
occur. Queries are not written in Python, nor changed in any other way.
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
from kg.values.asof import READINGS, AsOf
from kg.values.days import read_day
from kg.values.period import parse as parse_period
from kg.values.spelling import did_you_mean, fold, nearest

if TYPE_CHECKING:
    from kg.words.terms import ClassTerm, PropertyTerm

#: The kinds of parameters, which decide how a text becomes a term of the query.
KINDS = ("entity", "property", "class", "document", "claim", "date", "period", "reading", "text", "number", "lang")
#: The kinds of columns, with the kinds that may be folded into each when shown to people: a quantity takes its unit and
#: its printed form, a claim its document and line.
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
#: The headers that every question has, with what to write there.
HEADS: Mapping[str, str] = {
    "topic": "a word that groups it with others, such as listings",
    "title": "a heading in English",
    "title-zh": "中文标题",
    "ask": "the question as a person would put it?",
    "ask-zh": "用中文提出的问题？",
}
_HEADER = re.compile(r"# (param|column|[a-z-]+(?=:)):? ?(.*)")
#: A parameter (which may be required) or a column (which may be a detail).
_PART = re.compile(r"(\w+) (\w+)(?:\(([\w, ]+)\))?( required| detail)? - (.*?) \| (.*)")


class Parameter(NamedTuple):
    """One parameter. `classes` limits the class of an entity; a parameter that is not required may be omitted."""

    name: str
    kind: str
    classes: tuple[str, ...]
    required: bool
    about_en: str
    about_zh: str

    @property
    def takes(self) -> str:
        """Return what a value is: the kind, and the classes of an entity."""
        return self.kind + (f" ({', '.join(self.classes)})" if self.classes else "")


class Column(NamedTuple):
    """One column: its kind, the columns folded into it for people, and its heading in both languages.

    A `detail` is only for programs; people find it in the evidence.
    """

    name: str
    kind: str
    folds: tuple[str, ...]
    detail: bool
    label_en: str
    label_zh: str

    def label(self, lang: str) -> str:
        """Return the label in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class Question(NamedTuple):
    """One named question. `ask_en` and `ask_zh` put it as a person would; `text` is the query."""

    name: str
    topic: str
    title_en: str
    title_zh: str
    ask_en: str
    ask_zh: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def takes(self, as_of: AsOf) -> bool:
        """Return True if the question can be asked as of a day and in a reading."""
        names = {parameter.name for parameter in self.parameters}
        return as_of.day is None or ("asOf" in names and (as_of.reading == READINGS[0] or "reading" in names))

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return self.title_zh if lang == "zh" else self.title_en


def _values(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{name} \{{[^}}]*\}}")


@cache
def internal(name: str) -> str:
    """Return the text of an internal query, from `internal/`."""
    return (files.questions_dir() / "internal" / f"{name}.rq").read_text(encoding="utf-8")


def questions() -> dict[str, Question]:
    """Return every named question that can be read, by name, sorted."""
    return {name: read for name, read in _all().items() if isinstance(read, Question)}


def broken() -> list[Problem]:
    """Return what is wrong with the files that hold no question that can be read."""
    return [problem for read in _all().values() if isinstance(read, KgError) for problem in read.problems]


@cache
def _all() -> dict[str, Question | KgError]:
    def one(path: Path) -> Question | KgError:
        try:
            return _one(path.stem, path)
        except KgError as error:
            return error

    return {path.stem: one(path) for path in sorted(files.questions_dir().glob("*.rq"))}


def read(name: str, text: str) -> Question:
    """Parse one question from the text of its file; KgError names every missing or wrong header."""
    heads: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if not (match := _HEADER.fullmatch(line)):
            problems.append(_broken(name, number, f"{line!r} is not a header", "write `# key: value`"))
            continue
        key, value = match.groups()
        if key not in ("param", "column"):
            heads[key] = value
            continue
        kinds, flag = (KINDS, " required") if key == "param" else (COLUMN_KINDS, " detail")
        if not (parts := _PART.fullmatch(value)) or parts[2] not in kinds or parts[4] not in (None, flag):
            hint = f"write `maker entity - English | 中文`; kinds are {', '.join(kinds)}"
            message = f"{value!r} is not a {'parameter' if key == 'param' else 'column'}"
            problems.append(_broken(name, number, message, hint))
            continue
        words = tuple(word.strip() for word in (parts[3] or "").split(",") if word.strip())
        if key == "column":
            rows[parts[1]] = number
            columns.append(Column(parts[1], parts[2], words, bool(parts[4]), parts[5], parts[6]))
        elif _values(parts[1]).search(text):
            parameters.append(Parameter(parts[1], parts[2], words, bool(parts[4]), parts[5], parts[6]))
        else:
            message = f"the query has no `VALUES ?{parts[1]} {{ … }}`"
            problems.append(_broken(name, number, message, "add it, with the default inside"))
    if missing := [key for key in HEADS if not heads.get(key)]:
        message = f"the header{'s are' if len(missing) > 1 else ' is'} missing: {', '.join(missing)}"
        problems.append(_broken(name, 1, message, "add " + ", ".join(f"`# {key}: {HEADS[key]}`" for key in missing)))
    kind_of = {column.name: column.kind for column in columns}
    for column in columns if not problems else ():
        allowed = COLUMN_KINDS[column.kind]
        if unfit := [other for other in column.folds if kind_of.get(other) not in allowed]:
            hint = f"name columns of kind {' or '.join(allowed)}" if allowed else f"fold nothing into a {column.kind}"
            message = f"{column.name} cannot take {', '.join(unfit)}"
            problems.append(_broken(name, rows[column.name], message, hint))
    if problems:
        raise KgError(problems)
    return Question(
        name=name,
        topic=heads["topic"],
        title_en=heads["title"],
        title_zh=heads["title-zh"],
        ask_en=heads["ask"],
        ask_zh=heads["ask-zh"],
        parameters=tuple(parameters),
        columns=tuple(columns),
        text=text,
    )


@cache
def _one(name: str, path: Path) -> Question:
    try:
        return read(name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise KgError(_broken(name, None, f"byte {error.start} is not UTF-8", "save the file as UTF-8")) from error


def _broken(name: str, row: int | None, message: str, hint: str) -> Problem:
    return Problem("bad-question", message, hint, f"questions/{name}.rq", row)


def question(name: str) -> Question:
    """Return one question by name; KgError with the nearest names if there is none."""
    path = files.questions_dir() / f"{name}.rq"
    # Only this file is read. The name is checked first, because it becomes a path.
    if ids.is_entity_id(name) and path.is_file():
        return _one(name, path)
    known = questions()
    parts = [known_name for known_name in known if name.lower() in known_name]
    hint = f"did you mean {', '.join(parts[:3])}?" if parts else did_you_mean(name, known, "see `kg ask` for the list")
    raise misuse("unknown-question", f"there is no question {name!r}", hint)


Resolver = Callable[[str, Sequence[str]], str]


def check_day(asked: Question, as_of: AsOf) -> None:
    """Raise KgError if a question takes no day, and so would also answer with what was published later."""
    if not asked.takes(as_of):
        message = f"{asked.name} cannot be asked as of a day: its answer may hold what was published later"
        hint = "leave the day out, or give the question the parameters asOf and reading, as questions/figures.rq does"
        raise misuse("not-dated", message, hint)


def fill(asked: Question, values: Mapping[str, str | Sequence[str]], resolve: Resolver) -> str:
    """Return the query with the parameters given; each may have several values.

    `resolve` turns an entity's name into its id, limited to classes. KgError for an unknown or missing parameter and
    for a value of the wrong kind.
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
    """Return a query with the contents of every `VALUES ?name { … }` replaced."""
    return _values(name).sub(lambda _: f"VALUES ?{name} {{ {terms} }}", text)


def dated(text: str, as_of: AsOf, given: Collection[str] = ()) -> str:
    """Return a query limited to what was published by a day, unless the caller has `given` a day or reading.

    `kg/explorer/src/ledger/answers.ts` does the same in the page.
    """
    if as_of.day is not None and "asOf" not in given:
        text = replace(text, "asOf", _date(as_of.day))
    return text if "reading" in given else replace(text, "reading", quoted(as_of.reading))


def _date(day: date) -> str:
    return f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>'


def term(parameter: Parameter, value: str, resolve: Resolver) -> str:
    """Return one value of a parameter as a SPARQL term; KgError if it is of the wrong kind."""
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
            return _date(read_day(value))
        if kind == "period":
            return quoted(parse_period(value).text)
        if kind == "number":
            return str(int(value))
        if kind in ("reading", "lang"):
            allowed = READINGS if kind == "reading" else ("en", "zh")
            if value not in allowed:
                raise ValueError(f"{value!r} is neither {' nor '.join(allowed)}")
    except ValueError as error:
        raise misuse("bad-parameter", f"{parameter.name}: {error}", f"give a {kind}") from error
    return quoted(value)


def quoted(text: str) -> str:
    """Return text as a SPARQL string that nothing can break out of, not even a brace that would end a VALUES."""
    plain = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "{": "\\u007B", "}": "\\u007D"}
    return '"' + "".join(plain.get(c, c) for c in text if c >= " " or c in plain) + '"'


def known_word(kind: str, value: str) -> str:
    """Return the property or class that a name or label denotes; ValueError with the nearest words if none."""
    from kg.words.vocab import CLASSES, PROPERTIES

    known: Mapping[str, PropertyTerm | ClassTerm] = PROPERTIES if kind == "property" else CLASSES
    if value in known:
        return value
    # A label seen in an answer ("gross margin", 毛利率) works too.
    words = {fold(label): name for name, term in known.items() for label in (term.label_zh, term.label_en, name)}
    if fold(value) in words:
        return words[fold(value)]
    near = list(dict.fromkeys(words[spelling] for spelling in nearest(fold(value), words, 6)))
    hint = f"; did you mean {', '.join(near[:3])}?" if near else ""
    raise ValueError(f"the ontology has no {kind} {value!r}{hint}")
