"""The rules: each with what it must and what it must not conclude, and that together they come to rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.cache import ontology_triples
from kg.build.rules import infer, rule_files
from kg.engine import store
from kg.files import ontology_dir
from kg.graph import Graph
from kg.problem import KgError
from kg.values import ids

PREFIXES = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix kg: <https://w3id.org/china-gpu-kg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix unit: <https://w3id.org/china-gpu-kg/unit/> .
@prefix e: <http://e.example/> .
"""
OWN = "rdfs:isDefinedBy e:ontology ; rdfs:subPropertyOf kg:relation"
#: A figure of one matter; the figure of a year and of a quarter of it; a holder's share of a market.
FACT = (
    "e:{} kg:matter 'm' ; kg:subject e:s ; kg:property e:p ; kg:unit unit:CNY ; kg:mode kg:actual ;"
    " kg:polarity kg:asserts ; kg:basis kg:press ; kg:rank kg:normal"
)
ONE, TWO = FACT.format(1), FACT.format(2)
ADDS = "e:p kg:additive true ."
YEAR = "kg:period '2025' ; kg:validFrom '2025-01-01'^^xsd:date ; kg:validTo '2025-12-31'^^xsd:date"
QUARTER = "kg:period '2025-Q1' ; kg:validFrom '2025-01-01'^^xsd:date ; kg:validTo '2025-03-31'^^xsd:date"
SHARED = "e:p kg:scope e:Market ; kg:inUnit unit:PERCENT . e:chip kg:madeBy e:maker ."
SHARE = (
    "e:{} kg:subject e:{} ; kg:property e:p ; kg:object e:market ; kg:period '2025' ; kg:mode kg:actual ;"
    " kg:polarity kg:asserts ."
)
#: A plan for an event, and the fact.
EVENT = "e:event a kg:Event ."
PLANNED = (
    "e:1 kg:subject e:event ; kg:property e:p ; kg:object e:venue ; kg:mode kg:plan ; kg:polarity kg:asserts ;"
    " kg:basis kg:press ; kg:rank kg:normal ."
)
HAPPENED = PLANNED.replace("e:1", "e:2").replace("kg:plan", "kg:actual")
CLAIM, ENT = f"<{ids.CLAIM}d001/1>", f"<{ids.ENT}"
#: Rule: what is there, what must follow, all of it.
CASES: dict[str, list[tuple[str, str]]] = {
    "agreement": [
        (
            f"{ONE} ; kg:lowest 188.5 ; kg:highest 189.5 . {TWO} ; kg:lowest 185 ; kg:highest 190 .",
            "e:1 kg:agreesWith e:2 . e:2 kg:agreesWith e:1 .",
        ),
        (f"{ONE} ; kg:highest 189.5 . {TWO} ; kg:lowest 190 .", ""),
        (f"{ONE} . {TWO.replace('kg:press', 'kg:comment')} .", ""),
        (f"{ONE} . {TWO.replace('kg:asserts', 'kg:denies')} .", ""),
        (f"{ONE} ; kg:validTo '2024-12-31'^^xsd:date . {TWO} ; kg:validFrom '2025-01-01'^^xsd:date .", ""),
    ],
    "chain": [
        ("kg:p owl:propertyChainAxiom ( kg:a kg:b ) . e:x kg:a e:y . e:y kg:b e:z .", "e:x kg:p e:z ."),
        ("kg:p owl:propertyChainAxiom ( kg:a kg:b ) . e:x kg:a e:y . e:z kg:b e:y .", ""),
        ("kg:p owl:propertyChainAxiom ( kg:a kg:b ) . e:x kg:a e:y . e:y kg:b e:x .", ""),
    ],
    "chip-arm": [
        ("e:x a kg:ChipMaker ; kg:belongsToGroup e:g . e:g a kg:Company .", "e:x a kg:ChipArm ."),
        ("e:x a kg:ChipMaker . e:y a kg:Company ; kg:belongsToGroup e:g . e:g a kg:Company .", ""),
    ],
    "comparison-target": [
        ("e:x a kg:Product . e:y a kg:Product ; kg:comparedWith e:x .", "e:x a kg:ComparisonTarget ."),
        ("e:x a kg:Company . e:y a kg:Product ; kg:comparedWith e:x .", ""),
    ],
    "differences": [
        (f"{ONE} ; kg:highest 50.2 . {TWO} ; kg:lowest 57.5 .", "e:1 kg:differsFrom e:2 . e:2 kg:differsFrom e:1 ."),
        (f"{ONE} ; kg:highest 58 . {TWO} ; kg:lowest 57.5 .", ""),
        (f"{ONE} ; kg:highest 1 . {TWO.replace('unit:CNY', 'unit:USD')} ; kg:lowest 2 .", ""),
        (f"{ADDS} {ONE} ; kg:highest 1 ; kg:period '2024' . {TWO} ; kg:lowest 2 ; kg:period '2025' .", ""),
    ],
    "fulfilment": [
        (f"{EVENT} {PLANNED} {HAPPENED}", "e:2 kg:realises e:1 ."),
        (
            f"{EVENT} {PLANNED} {HAPPENED.replace('e:venue', 'e:board')} e:board kg:boardOf e:venue .",
            "e:2 kg:realises e:1 .",
        ),
        (f"{PLANNED} {HAPPENED}", ""),
        (f"{EVENT} {PLANNED} {HAPPENED.replace('e:venue', 'e:other')}", ""),
        (f"{EVENT} {PLANNED} {HAPPENED.replace('kg:press', 'kg:marketInfo')}", ""),
        (f"{EVENT} {PLANNED} {HAPPENED.replace('kg:normal', 'kg:deprecated')}", ""),
        (f"{EVENT} {PLANNED.replace('kg:plan', 'kg:recommended')} {HAPPENED}", ""),
    ],
    "inverse": [
        (
            f"kg:p owl:inverseOf kg:q ; {OWN} . kg:q {OWN} . e:x kg:p e:y . e:z kg:q e:y .",
            "e:y kg:q e:x . e:y kg:p e:z .",
        ),
        (f"kg:p owl:inverseOf [] ; {OWN} . e:x kg:p e:y .", ""),
        ("kg:p owl:inverseOf kg:q . kg:q rdfs:isDefinedBy e:o . e:x kg:p e:y .", ""),
    ],
    "listed-company": [
        ("e:x a kg:Company ; kg:listedOn e:v . e:v a kg:TradingVenue .", "e:x a kg:ListedCompany ."),
        ("e:x a kg:Company . e:v a kg:TradingVenue .", ""),
    ],
    "matter": [
        (
            f"{CLAIM} kg:subject {ENT}a> ; kg:property kg:tests ; kg:object {ENT}b> .",
            f'{CLAIM} kg:matter "entity/a tests entity/b" .',
        ),
        (f"{CLAIM} kg:subject {ENT}a> ; kg:property kg:revenue .", f'{CLAIM} kg:matter "entity/a revenue " .'),
        (
            f"{CLAIM} kg:subject {ENT}a> ; kg:property kg:p ; kg:respect {ENT}c> ; kg:extent kg:some .",
            f'{CLAIM} kg:matter "entity/a p  in entity/c of some" .',
        ),
        (f"{CLAIM} kg:subject {ENT}a> .", ""),
    ],
    "parts": [
        (f"{ADDS} {ONE} ; {YEAR} . {TWO} ; {QUARTER} .", "e:2 kg:countsTowards e:1 ."),
        (f"{ONE} ; {YEAR} . {TWO} ; {QUARTER} .", ""),
        (f"{ADDS} {ONE} ; {YEAR} . {TWO} ; {YEAR} .", ""),
        (
            f"{SHARED} {SHARE.format(1, 'maker')} {SHARE.format(2, 'chip')} {SHARE.format(3, 'rival')}",
            "e:2 kg:countsTowards e:1 .",
        ),
    ],
    "super-class": [
        ("kg:A a owl:Class ; rdfs:subClassOf kg:B . kg:B rdfs:isDefinedBy e:o . e:x a kg:A .", "e:x a kg:B ."),
        ("kg:A a owl:Class ; rdfs:subClassOf [ a owl:Restriction ] . e:x a kg:A .", ""),
    ],
    "super-property": [
        (f"kg:p a owl:ObjectProperty ; rdfs:subPropertyOf kg:q . kg:q {OWN} . e:x kg:p e:y .", "e:x kg:q e:y ."),
        ("kg:p a owl:ObjectProperty ; rdfs:subPropertyOf e:q . e:x kg:p e:y .", ""),
    ],
    "symmetric": [
        ("kg:p a owl:SymmetricProperty ; rdfs:subPropertyOf kg:relation . e:x kg:p e:y .", "e:y kg:p e:x ."),
        ("kg:p a owl:ObjectProperty ; rdfs:subPropertyOf kg:relation . e:x kg:p e:y .", ""),
    ],
    "transitive": [
        (
            "kg:p a owl:TransitiveProperty ; rdfs:subPropertyOf kg:relation . e:x kg:p e:y . e:y kg:p e:z .",
            "e:x kg:p e:z .",
        ),
        ("kg:p a owl:TransitiveProperty ; rdfs:subPropertyOf kg:relation . e:x kg:p e:y . e:y kg:p e:x .", ""),
    ],
}


def folder_of(tmp_path: Path, **rules: str) -> Path:
    (tmp_path / "rules").mkdir()
    for name, rule in rules.items():
        (tmp_path / "rules" / f"{name}.rq").write_text(rule, encoding="utf-8")
    return tmp_path


def loaded(turtle: str) -> store.NewStore:
    made = store.new_store(None)
    made.load((PREFIXES + turtle).encode())
    return made


@pytest.mark.parametrize(
    ("rule", "given", "expected"), [(rule, *case) for rule, cases in CASES.items() for case in cases]
)
def test_what_a_rule_concludes_and_nothing_else(rule: str, given: str, expected: str) -> None:
    made = loaded(given)
    found = made.add(made.construct((ontology_dir() / "rules" / f"{rule}.rq").read_text(encoding="utf-8")))
    assert found == sorted(loaded(expected).triples())


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {path.stem for path in rule_files(ontology_dir())} == CASES.keys()
    assert all(len(cases) > 1 and any(not expected for _, expected in cases) for cases in CASES.values())


@pytest.mark.parametrize("path", rule_files(ontology_dir()), ids=lambda path: path.stem)
def test_a_rule_says_what_it_is_and_why(path: Path) -> None:
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# title: ")
    assert second.startswith("# why: ")


def test_rules_feed_each_other_until_nothing_is_new(tmp_path: Path) -> None:
    rule = "PREFIX e: <http://e.example/> CONSTRUCT {{ ?x e:{1} ?y }} WHERE {{ ?x e:{0} ?y }}"
    # Each rule finds what a later one makes.
    ontology = folder_of(tmp_path, a=rule.format("c", "d"), b=rule.format("b", "c"), c=rule.format("a", "b"))
    made = loaded("e:x e:a e:y .")
    assert infer(made, ontology) == sorted(loaded("e:x e:b e:y ; e:c e:y ; e:d e:y .").triples())
    assert infer(made, ontology) == [], "what follows has followed"


def test_a_rule_that_comes_after_another_runs_once_when_all_is_at_rest(tmp_path: Path) -> None:
    late = "# title: late\n# after: b\nPREFIX e: <http://e.example/> CONSTRUCT { ?x e:c ?y } WHERE { ?x e:b ?y }"
    early = (
        "PREFIX e: <http://e.example/> CONSTRUCT { ?x e:b ?y . ?x e:d ?z } WHERE { ?x e:a ?y OPTIONAL { ?x e:c ?z } }"
    )
    made = loaded("e:x e:a e:y .")
    assert infer(made, folder_of(tmp_path, a=late, b=early)) == sorted(loaded("e:x e:b e:y ; e:c e:y .").triples()), (
        "no rule waits for it"
    )


def test_a_rule_that_feeds_itself_is_named(tmp_path: Path) -> None:
    endless = "CONSTRUCT { ?y ?p [] } WHERE { ?x ?p ?y FILTER NOT EXISTS { ?y ?p ?z } }"
    with pytest.raises(KgError, match=r"endless-rules.*endless"):
        infer(loaded("e:x e:a e:y ."), folder_of(tmp_path, endless=endless))


def test_a_rule_with_wrong_syntax_is_an_error_and_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(KgError):
        infer(loaded("e:x e:a e:y ."), folder_of(tmp_path, wrong="CONSTRUCT { ?x WHERE"))


def test_no_claim_is_ever_inferred(graph: Graph) -> None:
    made = store.new_store(None)
    told = set(graph.store.triples())
    made.add(told)
    assert infer(made, ontology_dir()) == [], "the graph has come to rest"
    assert len(told) > len(ontology_triples(ontology_dir()))
    claims = "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a <https://w3id.org/china-gpu-kg/ontology#Claim> ; ?p ?o }"
    stated = claims.replace("?p ?o", "<https://w3id.org/china-gpu-kg/ontology#statedIn> ?o")
    assert made.select(claims).rows == made.select(stated).rows


def test_a_venue_that_was_planned_and_came_about_is_shown_as_come_about(graph: Graph) -> None:
    rows = graph.ask("plans-and-outcomes", property="onVenue")
    outcomes = {str(row["claim"]): (row["fulfilled"], row["outcome"]) for row in rows}
    assert outcomes == {
        **dict.fromkeys(("d000/3c", "d001/10g", "d003/13d"), ("yes", "d002/5e")),
        **dict.fromkeys(("d000/4e", "d001/10e"), ("yes", "d002/5k")),
        **dict.fromkeys(("d001/10i", "d002/4d"), ("no", None)),
    }
    before = graph.at("2025-12-31").ask("plans-and-outcomes", property="onVenue")
    assert {row["fulfilled"] for row in before} == {"no"}, "nobody knew it on the eve"
