"""Everything known about one entity, section by section.

A section is a named question about the entity, or the table of its quantities. Empty sections are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.answers.figures import by_period, notes
from kg.answers.present import Sheet, for_people
from kg.engine.answer import Answer, Iri, Value
from kg.problem import misuse
from kg.questions import catalog
from kg.values.ids import CLAIM, local_name
from kg.values.spelling import did_you_mean
from kg.words.vocab import CLASSES, is_any

if TYPE_CHECKING:
    from kg.graph import Graph

#: Question, its parameter for the entity, heading in English and Chinese. A question whose parameter does not take the
#: entity's class is skipped, so this list serves every class.
SECTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("listing-status", "company", "Listing", "上市"),
    ("venue-listings", "venue", "Listings here", "在此上市"),
    ("parents", "company", "Group", "所属集团"),
    ("group-agreement", "group", "Members, agreed and disputed", "成员：公认与有争议"),
    ("group-members", "group", "Who counts whom a member", "成员的各种说法"),
    ("group-members", "member", "Groups it is counted among", "所属群体"),
    ("figures", "entity", "Figures by period", "各期指标"),
    ("specifications", "product", "Specifications", "规格"),
    ("product-lines", "maker", "Products", "产品"),
    ("product-lines", "product", "About the product", "产品关系"),
    ("product-stages", "maker", "Stages of products", "产品阶段"),
    ("product-stages", "product", "Stages", "阶段"),
    ("comparisons", "entity", "Comparisons", "对比"),
    ("who-tests", "maker", "Customers", "客户"),
    ("who-tests", "customer", "Chips it tests, uses or buys", "所测试、使用或采购的芯片"),
    ("sectors-served", "company", "Sectors served", "服务行业"),
    ("suppliers", "buyer", "Suppliers", "供应方"),
    ("investors", "company", "Investors", "投资方"),
    ("cornerstones", "company", "Cornerstone investors", "基石投资者"),
    ("allotments", "company", "Allotments", "配售"),
    ("investees", "investor", "Investments", "投资"),
    ("market-shares", "market", "Shares", "份额"),
    ("market-ranks", "market", "Ranks", "排名"),
    ("market-ranks", "holder", "Ranks it is given", "所获排名"),
    ("market-size", "market", "Size", "规模"),
    ("firsts", "who", "Said to be first", "据称首创"),
    ("people", "organisation", "People", "人物"),
    ("people", "person", "Roles", "职务"),
    ("rumours-and-denials", "entity", "Denials and rumours", "否认与传闻"),
    ("challenges", "who", "Challenges, advantages, goals", "挑战、优势与目标"),
    ("assessments", "entity", "Assessments, in words", "评价与文字说明"),
    ("policies", "policy", "The policy", "政策内容"),
    ("policies", "party", "Policies that touch it", "相关政策"),
    ("said-by", "speaker", "What it says", "其说法"),
    ("plans-and-outcomes", "entity", "Plans and what became of them", "计划与结果"),
    ("conflicts", "entity", "Conflicts, judged", "冲突与裁定"),
    ("deprecated-claims", "entity", "Claims judged wrong", "被弃用的陈述"),
    ("about", "entity", "Whatever else is said of it or by it", "其他说法"),
)
FIGURES = "figures"
#: The section of the claims that no other section shows.
REST = "about"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its title, its question, the table, and the claims that it shows."""

    title: str
    question: str
    sheet: Sheet
    #: The ids of the claims in the table.
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What precedes the sections: names by language and document, class, number of claims."""

    id: str
    label: str
    other_label: str
    cls: str
    names: tuple[str, ...]
    claims: int
    not_same: tuple[str, ...]


def head(graph: Graph, entity: str, lang: str) -> Head:
    """Return the head of an entity's page."""
    entry = graph.names.entities[entity]
    ledger = graph.about([entity])
    other = "zh" if lang == "en" else "en"
    spellings: dict[str, list[str]] = {}
    for name in ledger.names_of(entity):
        if name.kind not in ("id", "label") or (name.kind == "label" and name.document):
            spellings.setdefault(name.text, []).append(name.document or name.kind)
    shown = tuple(f"{text} [{', '.join(dict.fromkeys(where))}]" for text, where in spellings.items())
    known = {name.text for name in ledger.names_of(entity)}
    warned = tuple(f"{a} ≠ {b}: {why}" for a, b, why in ledger.not_same if a in known or b in known)
    return Head(
        id=entity,
        label=entry.label(lang),
        other_label=entry.label(other),
        cls=CLASSES[entry.cls].label(lang),
        names=shown,
        claims=graph.known(entity),
        not_same=warned,
    )


def sections(graph: Graph, entity: str, lang: str, only: Collection[str] = ()) -> Iterator[Section]:
    """Yield an entity's sections that are not empty, all of them or `only` those of some questions.

    KgError with the nearest names if `only` names an unknown section.
    """
    names = list(dict.fromkeys(section[0] for section in SECTIONS))
    for name in only:
        if name not in names:
            hint = did_you_mean(name, names, f"one of {', '.join(names)}")
            raise misuse("unknown-section", f"there is no section {name!r}", hint)
    cls = graph.names.entities[entity].cls
    done: set[str] = set()
    told: set[str] = set()
    for name, parameter, title_en, title_zh in SECTIONS:
        if only and name not in only:
            continue
        title = title_zh if lang == "zh" else title_en
        asked = catalog.question(name)
        (wanted,) = (p for p in asked.parameters if p.name == parameter)
        if wanted.classes and not is_any(cls, wanted.classes):
            continue
        if name == FIGURES:
            if claims := graph.about([entity]).of([entity], "measure"):
                told.update(claim.id for claim in claims)
                ids = frozenset(claim.id for claim in claims)
                yield Section(title, name, by_period(graph.names, claims, lang), ids)
                if noted := notes(claims, lang):
                    yield Section("附注" if lang == "zh" else "Notes on figures", name, noted, ids)
            continue
        given = {parameter: entity} | {p.name: lang for p in asked.parameters if p.kind == "lang"}
        answer = graph.answer(name, **given)
        if name == REST:
            answer = Answer(answer.columns, _untold(answer, told))
        key = f"{name}:{answer.rows!r}"
        if answer.rows and key not in done:
            done.add(key)
            shown = _claims(answer)
            told |= shown
            sheet = for_people(answer, asked.columns, graph.names, lang)
            yield Section(title, name, _without(sheet, graph.names.label(entity, lang)), shown)


def _untold(answer: Answer, told: Collection[str]) -> list[tuple[Value, ...]]:
    """Return the rows of claims not told yet, each once, whatever the roles of the entity in it."""
    place = answer.columns.index("claim")
    rows = {local_name(str(row[place])): row for row in answer.rows}
    return [row for id, row in rows.items() if id not in told]


def _claims(answer: Answer) -> frozenset[str]:
    """Return the ids of all claims that an answer shows."""
    cells = (cell for row in answer.rows for cell in row)
    return frozenset(local_name(cell) for cell in cells if isinstance(cell, Iri) and cell.startswith(CLAIM))


def _without(sheet: Sheet, label: str) -> Sheet:
    """Leave out the columns that only repeat the entity's label."""
    kept = [n for n in range(len(sheet.headings)) if any(row[n] != label for row in sheet.rows)]
    return Sheet(tuple(sheet.headings[n] for n in kept), [tuple(row[n] for n in kept) for row in sheet.rows])
