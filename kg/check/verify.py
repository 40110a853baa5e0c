"""Verify every claim's evidence against the texts of the documents, wherever the user keeps them.

The project holds no source texts; anyone who has the documents can verify every span.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from kg.check.spans import Figure, Names, figure_of, names_of
from kg.ledger.evidence import Status, checksum, locate, read_source
from kg.ledger.rows import Claim, Document, Tables, file_of
from kg.problem import KgError, Problem, Severity
from kg.words.vocab import VOCABULARY


@dataclass(frozen=True, slots=True)
class Verified:
    """The result for one claim's span. `where` is the new place of a moved span; `figure` what the text says to it."""

    claim: str
    status: Status
    where: str
    figure: Figure = ""

    @property
    def ok(self) -> bool:
        """True if the span stands in its place and prints the claim's figure, if there is one."""
        return self.status == "ok" and self.figure != "differs"


def verify(
    tables: Tables,
    sources: Path,
    only: Collection[str] = (),
    report: Callable[[int, int, str], None] = lambda *_: None,
) -> tuple[dict[str, list[Verified]], list[Problem]]:
    """Verify the spans of all documents, or of some; return them by document, and problems with the texts themselves.

    The figure of a claim must be printed in its span, or on its line if the span holds no figure. A span that names
    others than the claim is a warning. Nobody has every text: a missing text is a warning, an unreadable one an error,
    and neither document is in the results. A missing checksum is a warning, a different one an error; the spans are
    searched for anyway. `report` gets documents done, all of them, the next. KgError if `only` names an unknown
    document.
    """
    results: dict[str, list[Verified]] = {}
    problems: list[Problem] = []
    known = {document.id for document in tables.documents}
    if unknown := sorted(set(only) - known):
        hint = f"one of {', '.join(sorted(known))}"
        raise KgError(Problem("unknown-document", f"there is no document {id!r}", hint, misuse=True) for id in unknown)
    names = names_of(tables, VOCABULARY)
    chosen = [document for document in tables.documents if not only or document.id in only]
    for done, document in enumerate(chosen):
        report(done, len(chosen), document.id)
        try:
            text = read_source(sources, document.id, *document.former)
            now = checksum(sources, document.id, *document.former)
        except KgError as error:
            problems += [_unread(tables, document, problem) for problem in error.problems]
            continue
        problems += _signed(tables, document, now)
        spans = []
        for claim in (c for c in tables.claims if c.document == document.id and c.digest):
            place = locate(text, claim.line, claim.start, claim.length or 0, claim.digest)
            where = f"now line {place.line}, character {place.start}" if place.status == "moved" else ""
            figure: Figure = ""
            if place.start is not None:
                figure, faults = _held(tables, names, claim, text, place.start)
                problems += faults
            spans.append(Verified(claim.key, place.status, where, figure))
        results[document.id] = spans
    report(len(chosen), len(chosen), "")
    return results, problems


def _held(tables: Tables, names: Names, claim: Claim, text: str, start: int) -> tuple[Figure, list[Problem]]:
    """Return what the text at a span's place says to the claim's figure, and a warning if it tells of others."""
    end = start + (claim.length or 0)
    until = text.find("\n", end)
    span, lines = text[start:end], text[text.rfind("\n", 0, start) + 1 : until if until >= 0 else len(text)]
    term = VOCABULARY.properties.get(claim.property)
    figure = figure_of(claim, term is not None and term.kind == "measure", span, lines)
    others = names.strangers(claim, span)
    if not others:
        return figure, []
    message = f"the span names {', '.join(others)}, and the claim is about {claim.subject}"
    hint = "correct subject, object or said_by, or choose a span that names one of them"
    return figure, [
        Problem("other-name", message, hint, file_of(tables, claim), claim.row, "digest", severity="warning")
    ]


def _unread(tables: Tables, document: Document, problem: Problem) -> Problem:
    """Return why a text was not read, with the row of its document; a missing text is a warning."""
    severity: Severity = "warning" if problem.code == "no-source" else "error"
    return problem._replace(file=file_of(tables, document), row=document.row, column="id", severity=severity)


def _signed(tables: Tables, document: Document, now: str) -> list[Problem]:
    """Return the problems of a document's checksum, given that of its text."""
    file, row, column = file_of(tables, document), document.row, "sha256"
    if not document.sha256:
        message = f"the checksum of {document.id} is missing"
        hint = "run `kg tidy --sources DIR`, which fills it in"
        return [Problem("no-checksum", message, hint, file, row, column, severity="warning")]
    if document.sha256 != now:
        message = f"the text of {document.id} is not the one the claims were read from: its checksum differs"
        hint = (
            "check the spans that moved or are missing, and give their claims new anchors; to keep this text,"
            " empty the cell; then run `kg tidy --sources DIR`"
        )
        return [Problem("other-text", message, hint, file, row, column)]
    return []
