"""Every named question with parameters that it is asked with."""

from __future__ import annotations

from kg.questions import catalog

#: An example of every named question's parameters; `test_every_question_has_an_example` keeps the list whole.
EXAMPLES: dict[str, dict[str, str]] = {
    "about": {"entity": "iluvatar-corex"},
    "allotments": {"company": "metax", "property": "allottedAmount"},
    "asserted-and-denied": {"entity": "bytedance"},
    "assessments": {"word": "a", "entity": "iluvatar-corex"},
    "between": {"one": "iluvatar-corex", "other": "zte-hong-kong"},
    "challenges": {"who": "iluvatar-corex"},
    "changes": {"entity": "iluvatar-corex", "since": "2025-12-20"},
    "co-investors": {"company": "iluvatar-corex"},
    "comparisons": {"entity": "t-head"},
    "conflicts": {"entity": "iluvatar-corex", "lang": "zh"},
    "cornerstones": {"company": "iluvatar-corex"},
    "corroborated": {"entity": "iluvatar-corex"},
    "customers-of-group": {"group": "baidu"},
    "deprecated-claims": {"document": "d000"},
    "documents": {"document": "d003"},
    "derived-figures": {"entity": "iluvatar-corex"},
    "drivers": {"what": "china-domestic-ai-chip-market"},
    "evidence": {"subject": "kunlunxin", "document": "d002"},
    "falling-totals": {"entity": "iluvatar-corex"},
    "figures": {"entity": "iluvatar-corex", "measure": "revenue"},
    "firsts": {"who": "iluvatar-corex"},
    "group-agreement": {"group": "four-dragons"},
    "group-members": {"member": "biren"},
    "investees": {"investor": "big-fund-ii"},
    "identifiers": {"entity": "cambricon", "scheme": "ticker"},
    "investors": {"company": "iluvatar-corex"},
    "investors-in-several": {"kind": "Company"},
    "linked-disagreements": {"entity": "iluvatar-corex"},
    "listed-companies": {"venue": "hkex"},
    "listing-status": {"companyClass": "ChipMaker", "on": "2025-12-31"},
    "market-ranks": {"holder": "iluvatar-corex"},
    "market-shares": {"holder": "nvidia"},
    "market-size": {"property": "marketSize"},
    "names": {"entity": "kunlunxin"},
    "not-same": {"entity": "iluvatar-corex"},
    "overdue-plans": {"day": "2026-01-15"},
    "parents": {"companyClass": "ChipMaker"},
    "parts-above-total": {"entity": "iluvatar-corex"},
    "paths": {"from": "bytedance", "to": "baidu"},
    "people": {"organisation": "alibaba"},
    "plans-and-outcomes": {"entity": "iluvatar-corex", "property": "listedOn"},
    "policies": {"policy": "ai-plus"},
    "possible-outcomes": {"entity": "iluvatar-corex"},
    "printed-growth": {"entity": "iluvatar-corex"},
    "printed-ratios": {"entity": "iluvatar-corex"},
    "product-lines": {"maker": "iluvatar-corex"},
    "product-stages": {"maker": "iluvatar-corex"},
    "remainders": {"entity": "iluvatar-corex"},
    "research": {"entity": "iluvatar-corex"},
    "rival-days": {"entity": "iluvatar-corex"},
    "rival-figures": {"entity": "iluvatar-corex"},
    "rival-objects": {"property": "listedOn"},
    "rival-ranks": {"entity": "t-head"},
    "rival-values": {"entity": "iluvatar-corex"},
    "rumours-and-denials": {"entity": "bytedance"},
    "said-by": {"speaker": "he-hui"},
    "search": {"word": "天数"},
    "sectors-served": {"company": "iluvatar-corex"},
    "shares-above-100": {"scope": "china-gpgpu-market"},
    "single-source": {"entity": "kunlunxin"},
    "specifications": {"maker": "t-head"},
    "suppliers": {"buyer": "iluvatar-corex"},
    "tenfold-slips": {"entity": "iluvatar-corex"},
    "timeline": {"entity": "iluvatar-corex"},
    "two-currencies": {"entity": "nvidia", "fewest": "6", "most": "8"},
    "venue-listings": {"venue": "hkex"},
    "who-tests": {"maker": "kunlunxin"},
}


def asked() -> list[tuple[str, dict[str, str]]]:
    """Return every named question with the parameters it is asked with: none, where it needs none, and an example."""
    pairs: list[tuple[str, dict[str, str]]] = []
    for name, question in catalog.questions().items():
        example = EXAMPLES.get(name, {})
        required = any(parameter.required for parameter in question.parameters)
        pairs += [(name, example)] if required else [(name, {}), (name, example)]
    return pairs
