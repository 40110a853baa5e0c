"""Every claim's evidence against the documents' texts, wherever the user keeps them.

The project holds no text of a source; whoever has the documents can verify every span here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kg.evidence import Status, find_source, locate, read_source
from kg.problem import KgError, Problem
from kg.tables import Tables, file_of

#: Where a span of a document is whose text is not there.
NO_TEXT = "no text"


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

    A text that is not there, or whose checksum is not the registered one, is a problem; spans are looked for anyway.
    KgError where `only` names a document that nobody has registered.
    """
    results: dict[str, list[Verified]] = {}
    problems: list[Problem] = []
    known = {document.id for document in tables.documents}
    if unknown := sorted(set(only) - known):
        hint = f"one of {', '.join(sorted(known))}"
        raise KgError(Problem("unknown-document", f"there is no document {id!r}", hint) for id in unknown)
    for document in tables.documents:
        claims = [c for c in tables.claims if c.document == document.id and c.digest]
        if (only and document.id not in only) or not claims:
            continue
        try:
            text = read_source(sources, document.id)
            raw = find_source(sources, document.id).read_bytes()
        except KgError as error:
            problems += error.problems
            results[document.id] = [Verified(claim.key, "missing", NO_TEXT) for claim in claims]
            continue
        if document.sha256 and hashlib.sha256(raw).hexdigest() != document.sha256:
            message = f"the text of {document.id} is not the one that was read: its checksum differs"
            hint = "look at the spans that moved or are missing, then run `kg tidy --sources` on new anchors"
            problems.append(Problem("other-text", message, hint, file_of(tables, document), document.row, "sha256"))
        spans = []
        for claim in claims:
            found = locate(text, claim.line, claim.start, claim.length or 0, claim.digest)
            where = f"now line {found.line}, character {found.start}" if found.status == "moved" else ""
            spans.append(Verified(claim.key, found.status, where))
        results[document.id] = spans
    return results, problems
