"""Checks of single claims: each fits its property in the ontology, and points to its evidence.

Part of `kg.check.tables`, which calls it. Claims are not compared here; single cells are checked when they are read, by
`kg.ledger.cells`.
"""

from __future__ import annotations

import re

from kg.check.printed import check_printed
from kg.check.register import Register
from kg.ledger.rows import Claim
from kg.ledger.sheet import SPAN
from kg.problem import Problem
from kg.values import period, quantity
from kg.words.terms import PropertyTerm

#: The property of the claim model whose range limits the column `said_by`.
SAID_BY = "saidBy"
#: The relation that compares, with all below it, and the property that says in what.
COMPARED, RESPECT = "comparedWith", "respect"
_LINE_AND_LETTER = re.compile("([0-9]+)([a-z]+)").fullmatch


def check_claims(register: Register) -> None:
    """Add every problem of the claims."""
    seen: set[str] = set()
    for claim in register.tables.claims:
        _numbered(register, claim)
        if claim.key in seen:
            hint = "give one of them another id; ids are never reused"
            register.say(claim, "id", "id-twice", f"the id {claim.id!r} is used twice", hint)
        seen.add(claim.key)
        check_claim(register, claim)
    _files(register)


def check_claim(register: Register, claim: Claim) -> None:
    """Add every problem of one claim."""
    _statement(register, claim)
    term = register.vocab.properties.get(claim.property)
    check_printed(register, claim, measure=term is not None and term.kind == "measure")
    if claim.said_by:
        register.entity(claim, "said_by", claim.said_by, register.range_of(SAID_BY))
    if claim.said_on:
        _spoken(register, claim)
    # Unreadable evidence cannot be checked for completeness.
    if not register.said.intersection(SPAN):
        _evidence(register, claim)
    _editing(register, claim)


def _numbered(register: Register, claim: Claim) -> None:
    """Check that an id of the form line and letter names the claim's own line."""
    made = _LINE_AND_LETTER(claim.id)
    if made and claim.line is not None and int(made[1]) != claim.line:
        message = f"the id {claim.id} reads as line {made[1]}, and the claim stands on line {claim.line}"
        hint = f"write {claim.line}{made[2]}, or the next free letter; leave it if the id was published already"
        register.say(claim, "id", "other-line", message, hint, "warning")


def _spoken(register: Register, claim: Claim) -> None:
    """Check that nothing was said after the document that reports it was published."""
    document = register.documents.get(claim.document)
    published, start = document.when if document else None, period.parse(claim.said_on).start
    if published and published.end and start and start > published.end:
        message = f"said on {claim.said_on}, and {claim.document} was published by {published.end}"
        hint = "write the day of the utterance; the time that is spoken of belongs in 'period'"
        register.say(claim, "said_on", "said-later", message, hint)


def _statement(register: Register, claim: Claim) -> None:
    """Check subject, property, object, value and unit."""
    term = register.vocab.properties.get(claim.property)
    if term is None or term.kind == "claim":
        words = [name for name, one in register.vocab.properties.items() if one.kind != "claim"]
        hint = register.near(claim.property, words) or "the words are in the ontology"
        register.say(claim, "property", "unknown-property", f"no claim can say {claim.property!r}", hint)
        register.entity(claim, "subject", claim.subject)
        if claim.object:
            register.entity(claim, "object", claim.object)
        return
    register.entity(claim, "subject", claim.subject, term.domain)
    if claim.respect and not (term.name == COMPARED or COMPARED in term.parents):
        message = f"{term.name} compares nothing and has no respect"
        register.say(claim, "respect", "respect-not-allowed", message, "empty the cell, or choose another property")
    elif claim.respect:
        register.entity(claim, "respect", claim.respect, register.range_of(RESPECT))
    if term.kind == "relation":
        _relation(register, claim, term)
    elif term.kind == "measure":
        _measure(register, claim, term)
    else:
        _attribute(register, claim, term)


def _relation(register: Register, claim: Claim, term: PropertyTerm) -> None:
    if claim.object:
        register.entity(claim, "object", claim.object, term.range)
    else:
        hint = "write the id of an entity in 'object'"
        if claim.value in register.entities:
            hint = f"move {claim.value!r} from 'value' to 'object'"
        register.say(claim, "object", "object-missing", f"{term.name} leads to an entity", hint)
    for column, cell in (("value", claim.value), ("unit", claim.unit)):
        if cell:
            message = f"{term.name} leads to an entity and has no {column}"
            register.say(claim, column, f"{column}-not-allowed", message, "empty the cell, or choose another property")


def _measure(register: Register, claim: Claim, term: PropertyTerm) -> None:
    if claim.object and term.scope:
        register.entity(claim, "object", claim.object, term.scope)
    elif claim.object:
        message = f"{term.name} is a quantity of its subject alone and has no object"
        register.say(claim, "object", "object-not-allowed", message, "empty the cell, or choose another property")
    if not claim.value:
        hint = "write the quantity in base units, or 'vague'"
        register.say(claim, "value", "value-missing", f"{term.name} is a quantity", hint)
    else:
        try:
            quantity.parse(claim.value)
        except ValueError as error:
            register.say(claim, "value", "bad-quantity", str(error), "write e.g. 540e6, >=52000, -763e6..-527e6")
    _unit(register, claim, term)


def _unit(register: Register, claim: Claim, term: PropertyTerm) -> None:
    units = ", ".join(term.units)
    if not claim.unit:
        if term.units:
            register.say(claim, "unit", "unit-missing", f"{term.name} has a unit", f"write {units}")
    elif claim.unit not in register.vocab.units:
        hint = register.near(claim.unit, register.vocab.units) or f"write {units}"
        register.say(claim, "unit", "unknown-unit", f"there is no unit {claim.unit!r}", hint)
    elif not term.units:
        register.say(claim, "unit", "unit-not-allowed", f"{term.name} has no unit", "empty the cell")
    elif claim.unit not in term.units:
        message = f"{term.name} is not given in {claim.unit}"
        register.say(claim, "unit", "wrong-unit", message, f"write {units}, or choose another property")


def _attribute(register: Register, claim: Claim, term: PropertyTerm) -> None:
    for column, cell in (("object", claim.object), ("unit", claim.unit)):
        if cell:
            message = f"{term.name} is a value of its subject and has no {column}"
            register.say(claim, column, f"{column}-not-allowed", message, "empty the cell, or choose another property")
    if not claim.value:
        kinds = " or ".join(term.range) or "text"
        register.say(claim, "value", "value-missing", f"{term.name} is a {kinds}", "write it in 'value'")
    elif "boolean" in term.range and claim.value not in ("true", "false"):
        message = f"{term.name} is true or false, not {claim.value!r}"
        register.say(claim, "value", "bad-boolean", message, "write true or false, in small letters")
    elif "date" in term.range:
        try:
            period.parse(claim.value)
        except ValueError as error:
            register.say(claim, "value", "bad-date", str(error), "write e.g. 2018, 2025-12 or 2025-12-17")


def _evidence(register: Register, claim: Claim) -> None:
    """Check that a claim gives its whole span, or digest and length alone, or (derived) no evidence."""
    place = (claim.line is not None, claim.start is not None)
    proof = (claim.length is not None, bool(claim.digest))
    if proof == (True, True) and place in ((True, True), (False, False)):
        return
    if proof == (False, False) and place == (False, False):
        if claim.basis != "derived":
            hint = "type a phrase in a column 'anchor' and run `kg tidy --sources DIR`; only derived claims have none"
            register.say(claim, "digest", "no-evidence", "the claim points to no span of text", hint)
        return
    message = "the evidence is incomplete: line, start, length and digest belong together"
    hint = "fill all four, or length and digest alone; `kg tidy --sources DIR` does so from a column 'anchor'"
    register.say(claim, "digest", "half-evidence", message, hint)


def _editing(register: Register, claim: Claim) -> None:
    """Check the curator's own work: rank and relations."""
    if claim.rank != "normal" and not claim.note:
        message = f"the rank {claim.rank} has no reason"
        register.say(claim, "note", "reason-missing", message, "give the reason in 'note'")
    for relation, other in claim.related:
        if other == claim.key:
            register.say(claim, "relates_to", "own-relation", f"the claim {relation} itself", "name another claim")
        else:
            register.known(claim, "relates_to", "claims", other, register.claims, "claim")


def _files(register: Register) -> None:
    """Check that files of claims and documents match."""
    tables = register.tables
    root = tables.root.name
    for stem in tables.files:
        if stem not in register.documents and not register.was_left_out("documents", stem):
            hint = register.near(stem, register.documents) or "add its row to documents.csv, or rename the file"
            place = f"{root}/claims/{stem}.csv"
            register.problems.append(Problem("unknown-document", f"there is no document {stem!r}", hint, place))
    originals = {document.repost_of for document in tables.documents}
    for document in tables.documents:
        if document.id not in tables.files and document.id not in originals:
            message = f"no file claims/{document.id}.csv holds claims of it"
            register.say(document, "id", "no-claims", message, "write its claims, or remove the document", "warning")
