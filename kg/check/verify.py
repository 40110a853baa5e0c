"""Every claim's evidence against the documents' texts, wherever the user keeps them.

The project holds no text of a source; whoever has the documents can verify every span here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kg.ledger.evidence import Status, checksum, locate, read_source
from kg.ledger.rows import Document, Tables, file_of
from kg.problem import KgError, Problem, Severity


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of one claim's span. `where` says where a moved one stands now."""

    claim: str
    status: Status
    where: str


def verify(
    tables: Tables, sources: Path, only: Collection[str] = ()
) -> tuple[dict[str, list[Verified]], list[Problem]]:
    """Verify the spans of all documents, or of some; return them by document, and problems with the texts themselves.

    Nobody has every text: a document whose text is not there is a warning and absent from the results, as is one whose
    text cannot be read, which is an error. A checksum that is missing is a warning, one that differs an error; the
    spans are looked for anyway. KgError where `only` names a document that nobody has registered.
    """
    results: dict[str, list[Verified]] = {}
    problems: list[Problem] = []
    known = {document.id for document in tables.documents}
    if unknown := sorted(set(only) - known):
        hint = f"one of {', '.join(sorted(known))}"
        raise KgError(Problem("unknown-document", f"there is no document {id!r}", hint, misuse=True) for id in unknown)
    for document in tables.documents:
        if only and document.id not in only:
            continue
        try:
            text = read_source(sources, document.id)
            now = checksum(sources, document.id)
        except KgError as error:
            problems += [_unread(tables, document, problem) for problem in error.problems]
            continue
        problems += _signed(tables, document, now)
        spans = []
        for claim in (c for c in tables.claims if c.document == document.id and c.digest):
            found = locate(text, claim.line, claim.start, claim.length or 0, claim.digest)
            where = f"now line {found.line}, character {found.start}" if found.status == "moved" else ""
            spans.append(Verified(claim.key, found.status, where))
        results[document.id] = spans
    return results, problems


def _unread(tables: Tables, document: Document, problem: Problem) -> Problem:
    """Return why a text was not read, with the row of its document; that it is not there is a warning."""
    severity: Severity = "warning" if problem.code == "no-source" else "error"
    return problem._replace(file=file_of(tables, document), row=document.row, column="id", severity=severity)


def _signed(tables: Tables, document: Document, now: str) -> list[Problem]:
    """Return what is wrong with a document's checksum, given that of the text that is there."""
    place = (file_of(tables, document), document.row, "sha256")
    if not document.sha256:
        message = f"the checksum of {document.id} is missing"
        return [Problem("no-checksum", message, "run `kg tidy --sources DIR`, which fills it in", *place, "warning")]
    if document.sha256 != now:
        message = f"the text of {document.id} is not the one that was read: its checksum differs"
        hint = (
            "look at the spans that moved or are missing, and give their claims new anchors; if this text is to stay,"
            " empty the cell; then run `kg tidy --sources DIR`"
        )
        return [Problem("other-text", message, hint, *place)]
    return []
