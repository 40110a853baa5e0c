"""Check the text of a user's SPARQL query before any engine sees it.

The embedded engine fetches SERVICE addresses and has no switch to forbid it, ends the process on deep nesting and plans
for minutes on long chains. So this module decides from the text alone what may reach it. It never runs, rewrites or
fully parses a query; the engine reports mistakes. If a text can be read in two ways (`<` as less-than or as the start
of an IRI, a codepoint escape decoded or not), both readings must be harmless.

The project's named questions do not come through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

from kg.problem import KgError, Problem
from kg.values.ids import PREFIXES

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

MAX_BYTES = 100_000
MAX_NESTING = 100  # 859 nested EXISTS overflow the engine's stack and end the process
MAX_STEPS = 200  # triple patterns and path steps: planning 200 takes up to 8 seconds, 400 more than 20
MAX_OPTIONAL = 100  # planning takes 1.5 seconds for 100, 19 for 200, and grows with the fourth power
MAX_OPERATORS = 500  # 3,000 alternatives take 10 seconds to plan, 20,000 additions overflow the stack

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING".split())

# Name characters as the grammar has them; Python's \w has both more and fewer.
_LETTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = _LETTER + r"_0-9\u00B7\u0300-\u036F\u203F-\u2040"
_TOKEN = rf"""
      (?P<skip>    [\s\ufeff]+ | \#[^\r\n]* )
    | (?P<string>  \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                 | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<iri>     <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
    | (?P<variable>[?$][{_NAME}]+ )
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)* )
    | (?P<name>    (?:[{_LETTER}_][{_NAME}.\-]*)?
                   :(?:[{_NAME}:.\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*(?<!\.) )
    | (?P<number>  \d+(?:\.\d+)?(?:[eE][+-]?\d+)? | \.\d+(?:[eE][+-]?\d+)? )
    | (?P<word>    [{_LETTER}_][{_NAME}.\-]* )
    | (?P<other>   \^\^ | && | \|\| | [!<>]= | << | >> | . )
    """
# An engine that needs no space after a keyword reads `SERVICE:x`, `trueSERVICE:x` and `true.FROM:x` as keywords.
_GLUED = re.compile(r"(?:^|\.)(?:TRUE|FALSE)?(SERVICE|FROM)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPERATORS = frozenset({"||", "&&", "!", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"})


@cache  # compiled with the first query: its character classes take some milliseconds
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _token().finditer(text)


@dataclass(slots=True)
class _Scan:
    """What one reading of the text contains."""

    form: str = ""
    problems: dict[str, int] = field(default_factory=dict)  # code of a problem -> where it first occurs
    brackets: list[str] = field(default_factory=list)  # "{" "(" "[", "data" and "row" inside a VALUES block
    values_pending: bool = False
    depth: int = 0
    steps: int = 0
    optionals: int = 0
    operators: int = 0

    def inner(self) -> str:
        return self.brackets[-1] if self.brackets else ""


def check_query(text: str) -> Form:
    """Return the form of a query (SELECT, ASK, CONSTRUCT or DESCRIBE) that may be run.

    The KgError has every reason against it: it is an update, it reaches other places (SERVICE, LOAD, FROM), it is over
    100 kB, or it is so deep or long that an engine may not survive it. The engine reports wrong syntax.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise KgError(_problem("query-too-long", text, 0, str(size)))
    scan = _scan(text)
    problems = _problems(scan, text)
    if not problems and "\\" in text:
        # The standard decodes escapes before parsing, Oxigraph only inside strings and IRIs.
        decoded = _ESCAPE.sub(_decode, text)
        problems = _problems(_scan(decoded), decoded)
    if problems:
        raise KgError(problems)
    return cast(Form, scan.form)


def undeclared_prefixes(text: str) -> list[str]:
    """Return the prefixes that a query uses without declaring them, in the order of first use."""
    declared, used, before = {"_"}, [], ""
    for token in _tokens(text):
        if token.lastgroup == "name":
            prefix = token.group().partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in used:
                used.append(prefix)
        if token.lastgroup != "skip":
            before = token.group().upper()
    return [prefix for prefix in used if prefix not in declared]


def iris(text: str) -> list[str]:
    """Return the IRIs that a query uses, written out or with a declared prefix, in the order of first use."""
    spaces: dict[str, str] = {}
    used: dict[str, None] = {}
    before = [""] * 2
    for token in _tokens(text):
        kind, written = token.lastgroup, token.group()
        if kind == "skip":
            continue
        if kind == "iri" and before[0] == "PREFIX":
            spaces[before[1].rstrip(":")] = written[1:-1]
        elif kind == "iri" and before[1] != "BASE":
            used[written[1:-1]] = None
        elif kind == "name" and before[1] != "PREFIX":
            prefix, _, local = written.partition(":")
            if prefix in spaces:
                used[spaces[prefix] + local.replace("\\", "")] = None
        before = [before[1], written.upper() if kind == "word" else written]
    return list(used)


def explain(query: str, error: str) -> Problem:
    """Return the problem behind the engine's `error at 1:2: expected …`: the line with its place marked, and a hint."""
    match = re.match(r"error at (\d+):(\d+): ?(.*)", error, re.DOTALL)
    if match is None:
        return Problem("bad-query", error[:300], "look at the query", file="query", misuse=True)
    wanted = _expected(match[3])
    place = sum(len(line) + 1 for line in query.split("\n")[: int(match[1]) - 1]) + int(match[2]) - 1
    why, hint = "", "look at the place marked ⟪here⟫, or shortly before it"
    if reasons := [item for item in wanted if re.match(r"[A-Z][a-z]+ ", item)]:
        why = f" ({'; '.join(reasons)})"
    elif (bracket := _odd_bracket(query)) is not None:
        place, hint = bracket, "this bracket has no partner: close it, or remove it"
    elif not query[place:].strip():
        # The engine looks far ahead before it gives up, and then points to the end.
        hint = "somewhere in the text is a word or a sign that SPARQL does not allow there"
    elif wanted and len(wanted) <= 6:
        why = f" (expected: {', '.join(wanted)})"
    if missing := undeclared_prefixes(query):
        hint = (
            "declare "
            + ", ".join(f"PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>" for prefix in missing)
            + " at the top"
        )
    row = query.count("\n", 0, place) + 1
    start = query.rfind("\n", 0, place) + 1
    before, after = query[start:place].lstrip(), query[place:].partition("\n")[0].rstrip()
    shown = f"{before[-60:]}⟪here⟫{after[:60]}"
    return Problem(
        "bad-query", f"line {row}, column {place - start + 1}: {shown}{why}", hint, file="query", row=row, misuse=True
    )


def _odd_bracket(query: str) -> int | None:
    """Return the place of the first bracket that closes another kind, else of the last one that is never closed."""
    opened: list[tuple[str, int]] = []
    for token in _tokens(query):
        mark = token.group()
        if token.lastgroup == "other" and mark in "([{":
            opened.append((mark, token.start()))
        elif token.lastgroup == "other" and mark in ")]}" and (not opened or opened.pop()[0] + mark not in "()[]{}"):
            return token.start()
    return opened[-1][1] if opened else None


def _expected(error: str) -> list[str]:
    """Split the engine's list of what it expected, without the ranges of characters."""
    text = " ".join(error.split()).removeprefix("expected ").removeprefix("one of ")
    items = [item.strip() for item in re.split(r",\s+(?![^\[]*\])", text)]
    return [item for item in items if item and not item.startswith("[")]


def _scan(text: str) -> _Scan:
    scan = _Scan()
    operand = False  # whether the token before could end an operand, so that a "<" after it could mean less-than
    for token in _tokens(text):
        kind, written, place = cast(str, token.lastgroup), token.group(), token.start()
        if kind == "skip":
            continue
        if kind == "word":
            for part in re.split(r"[.-]", written.upper()):
                _word(scan, part, place)
            operand = written.upper().rstrip(".") in ("TRUE", "FALSE")
        elif kind == "other":
            _other(scan, written, place)
            operand = written in (")", "]", "}")
        else:
            if kind == "iri" and operand and scan.inner() == "(" and any(mark in written for mark in "'()#"):
                scan.problems.setdefault("ambiguous-less-than", place)
            if kind == "name" and (glued := _GLUED.search(written)):
                scan.problems.setdefault(glued.group(1).lower(), place)
            scan.steps += operand and scan.inner() == "("  # one thing after another in brackets: a list
            operand = True
    if not scan.form and not scan.problems:
        scan.problems.setdefault("not-a-query", 0)
    return scan


def _word(scan: _Scan, word: str, place: int) -> None:
    if word in _FORMS:
        scan.form = scan.form or word
    elif word in _UPDATES:
        scan.problems.setdefault("update", place)
    elif "SERVICE" in word:
        scan.problems.setdefault("service", place)
    elif "FROM" in word:
        scan.problems.setdefault("from", place)
    elif word == "DEFINE":
        scan.problems.setdefault("define", place)
    scan.values_pending = scan.values_pending or word == "VALUES"
    scan.optionals += word == "OPTIONAL"


def _other(scan: _Scan, mark: str, place: int) -> None:
    inner = scan.inner()
    if mark == "{" and scan.values_pending:
        scan.values_pending = False
        scan.brackets.append("data")
    elif mark in "{[(":
        scan.brackets.append("row" if inner == "data" else mark)
        scan.steps += mark == "{"
    elif mark in "}])":
        del scan.brackets[-1:]
    elif mark in ("/", "|", "^") or (mark in ".;," and inner in ("{", "[")):
        scan.steps += 1
    elif mark in "\"'":
        scan.problems.setdefault("unclosed-string", place)
    scan.operators += mark in _OPERATORS and inner == "("
    if len(scan.brackets) > scan.depth:
        scan.depth = len(scan.brackets)


def _problems(scan: _Scan, text: str) -> list[Problem]:
    limits = (
        ("nested-too-deep", scan.depth, MAX_NESTING),
        ("too-many-steps", scan.steps, MAX_STEPS),
        ("too-many-optionals", scan.optionals, MAX_OPTIONAL),
        ("too-many-operators", scan.operators, MAX_OPERATORS),
    )
    seen = [_problem(code, text, place) for code, place in sorted(scan.problems.items(), key=lambda item: item[1])]
    return seen + [_problem(code, text, 0, str(count)) for code, count, limit in limits if count > limit]


def _problem(code: str, text: str, place: int, count: str = "") -> Problem:
    message, hint = _MESSAGES[code]
    return Problem(
        code, message.format(count=count), hint, file="query", row=text.count("\n", 0, place) + 1, misuse=True
    )


def _decode(escape: re.Match[str]) -> str:
    code = int(escape.group(1) or escape.group(2), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


_MESSAGES = {
    "query-too-long": (f"the query has {{count}} bytes, more than {MAX_BYTES}", "shorten it, or split it into several"),
    "not-a-query": ("this is not a SPARQL query", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "update": (
        "this changes data (an update), and only queries are allowed here",
        "edit the files under data/ and build again",
    ),
    "service": (
        "SERVICE would send data to another address",
        "leave SERVICE out; no prefix may begin with service either",
    ),
    "from": (
        "FROM and FROM NAMED choose graphs, and all data here is in the default graph",
        "leave FROM out; no prefix may begin with from either",
    ),
    "define": ("DEFINE is not standard SPARQL and can make a server fetch addresses", "leave DEFINE out"),
    "unclosed-string": ("a quotation mark is never closed on its line", "close it, or write three marks for long text"),
    "ambiguous-less-than": (
        "this '<' could mean less-than or begin an IRI",
        "put spaces around < and >, or write the IRI with a prefix",
    ),
    "nested-too-deep": (f"brackets are nested {{count}} deep, more than {MAX_NESTING}", "flatten the query"),
    "too-many-steps": (
        f"about {{count}} triple patterns and path steps, more than {MAX_STEPS}",
        "use VALUES or an alternative path instead of many patterns, or ask several queries",
    ),
    "too-many-optionals": (f"{{count}} OPTIONAL parts, more than {MAX_OPTIONAL}", "ask several queries"),
    "too-many-operators": (
        f"about {{count}} operators, more than {MAX_OPERATORS}",
        "use VALUES or IN (…) instead of many comparisons",
    ),
}
