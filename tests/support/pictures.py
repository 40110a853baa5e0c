"""Pictures that the exporters' tests share: one like the real thing, one that attacks, and strategies for any.

The realistic one has real names, positions as a layout would give them, and statements made up for the test.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from kg.drawing.picture import Edge, Node, Picture, Spell
from kg.drawing.style import ROLE_STYLES, STATE_STYLES

# id, English, Chinese, role, x, y, size
_NODES = (
    ("moore-threads", "Moore Threads", "摩尔线程", "maker", 390, 305, 11),
    ("metax", "MetaX", "沐曦股份", "maker", 528, 252, 10),
    ("biren", "Biren", "壁仞科技", "maker", 622, 352, 6),
    ("iluvatar", "Iluvatar CoreX", "天数智芯", "maker", 486, 432, 14),
    ("enflame", "Enflame", "燧原科技", "maker", 630, 486, 5),
    ("cambricon", "Cambricon", "寒武纪", "maker", 698, 432, 9),
    ("kunlunxin", "Kunlunxin", "昆仑芯", "maker", 724, 582, 8),
    ("t-head", "T-Head", "平头哥", "maker", 570, 610, 5),
    ("ascend", "Huawei Ascend", "华为昇腾", "maker", 416, 582, 8),
    ("four-dragons", "Four Dragons", "国产 GPU 四小龙", "group", 570, 340, 2),
    ("star-market", "STAR Market", "科创板", "exchange", 528, 106, 7),
    ("hkex", "HKEX Main Board", "港交所主板", "exchange", 742, 182, 7),
    ("bytedance", "ByteDance", "字节跳动", "customer", 894, 497, 6),
    ("tencent", "Tencent", "腾讯", "customer", 838, 408, 3),
    ("baidu", "Baidu", "百度", "customer", 884, 636, 5),
    ("alibaba", "Alibaba", "阿里巴巴", "customer", 720, 712, 3),
    ("huawei", "Huawei", "华为", "customer", 358, 690, 3),
    ("china-unicom", "China Unicom", "中国联通", "customer", 800, 330, 2),
    ("nvidia", "NVIDIA", "英伟达", "benchmark", 205, 240, 8),
    ("blackwell", "Blackwell", "Blackwell 架构", "benchmark", 185, 185, 1),
    ("hopper", "Hopper", "Hopper 架构", "benchmark", 164, 308, 1),
    ("h20", "H20", "H20", "benchmark", 412, 770, 2),
    ("amd", "AMD", "超威半导体", "benchmark", 250, 120, 2),
    ("musa", "MUSA", "MUSA 架构", "product", 322, 260, 2),
    ("huashan", "Huashan", "华山芯片", "product", 300, 340, 2),
    ("huagang", "Huagang", "花港架构", "product", 268, 398, 1),
    ("zhikai", "Zhikai", "智铠系列", "product", 416, 410, 1),
    ("tiangai", "Tiangai", "天垓系列", "product", 392, 476, 3),
    ("ppu", "PPU", "真武 PPU", "product", 528, 676, 1),
    ("siyuan-590", "Siyuan 590", "思元 590", "product", 762, 470, 1),
    ("high-flyer", "High-Flyer", "幻方量化", "investor", 444, 160, 1),
    ("e-fund", "E Fund", "易方达基金", "investor", 354, 182, 1),
    ("big-fund-ii", "Big Fund II", "国家大基金二期", "investor", 64, 308, 4),
    ("sequoia-china", "Sequoia China", "红杉中国", "investor", 95, 445, 4),
    ("shanghai-ftz", "Shanghai FTZ Fund", "上海自贸区基金", "investor", 62, 398, 1),
    ("zte-hk", "ZTE (HK)", "中兴通讯（香港）", "investor", 222, 488, 1),
    ("centurium", "Centurium", "大钲资本", "investor", 116, 520, 2),
    ("ubs-am", "UBS AM Singapore", "瑞银资管（新加坡）", "investor", 206, 552, 1),
    ("unicom-vc", "Unicom VC", "联通创投", "investor", 95, 583, 1),
    ("fourth-paradigm", "4Paradigm", "第四范式", "investor", 254, 608, 1),
    ("metax-listing", "MetaX listing 2025-12", "沐曦上市 2025-12", "event", 640, 120, 3),
    ("he-hui", "He Hui", "何晖", "person", 880, 250, 1),
    ("export-controls", "Export controls", "出口管制", "policy", 60, 120, 2),
    ("computing-power", "Computing power", "算力", "topic", 860, 740, 2),
)

# source, target, property, state, disputed, weight, spell
_EDGES = (
    ("moore-threads", "star-market", "listedOn", "stated", False, 4, ("2025-12-05", None)),
    ("metax", "star-market", "listedOn", "stated", False, 5, ("2025-12-17", None)),
    ("biren", "hkex", "listedOn", "stated", False, 2, ("2026-01-02", None)),
    ("iluvatar", "hkex", "listedOn", "stated", False, 4, ("2026-01-08", None)),
    ("kunlunxin", "hkex", "plansListingOn", "plan", False, 2, None),
    ("enflame", "star-market", "plansListingOn", "plan", False, 2, ("2026-01-22", None)),
    ("bytedance", "kunlunxin", "tests", "stated", False, 1, ("2026-01-01", None)),
    ("bytedance", "kunlunxin", "usesChipsOf", "stated", False, 1, ("2026-01-01", None)),
    ("bytedance", "cambricon", "usesChipsOf", "stated", False, 2, None),
    ("tencent", "enflame", "usesChipsOf", "stated", False, 1, None),
    ("kunlunxin", "baidu", "subsidiaryOf", "stated", False, 3, None),
    ("baidu", "kunlunxin", "usesChipsOf", "stated", False, 2, None),
    ("t-head", "alibaba", "subsidiaryOf", "stated", False, 3, None),
    ("t-head", "hkex", "plansListingOn", "rumour", False, 1, None),
    ("ascend", "huawei", "partOf", "stated", False, 3, None),
    ("t-head", "ppu", "makes", "stated", False, 1, None),
    ("moore-threads", "musa", "makes", "stated", False, 2, None),
    ("moore-threads", "huashan", "announces", "stated", False, 2, ("2025-12-20", None)),
    ("huashan", "huagang", "basedOn", "stated", False, 1, None),
    ("iluvatar", "zhikai", "makes", "stated", False, 1, None),
    ("iluvatar", "tiangai", "makes", "stated", False, 2, ("2021-03-31", None)),
    ("cambricon", "siyuan-590", "makes", "stated", False, 1, None),
    ("nvidia", "blackwell", "makes", "stated", False, 1, None),
    ("nvidia", "hopper", "makes", "stated", False, 1, None),
    ("nvidia", "h20", "makes", "stated", False, 1, None),
    ("huashan", "hopper", "outperforms", "rumour", True, 1, None),
    ("huashan", "blackwell", "approaches", "rumour", True, 1, None),
    ("ppu", "h20", "comparableTo", "rumour", True, 1, None),
    ("moore-threads", "four-dragons", "memberOf", "stated", False, 1, None),
    ("metax", "four-dragons", "memberOf", "stated", False, 1, None),
    ("biren", "four-dragons", "memberOf", "stated", False, 1, None),
    ("iluvatar", "four-dragons", "memberOf", "rumour", True, 1, None),
    ("enflame", "four-dragons", "memberOf", "rumour", True, 1, None),
    ("e-fund", "metax", "investsIn", "stated", False, 1, ("2025-12-05", "2025-12-16")),
    ("high-flyer", "metax", "investsIn", "stated", False, 1, ("2025-12-05", "2025-12-16")),
    ("big-fund-ii", "moore-threads", "investsIn", "denied", False, 1, None),
    ("big-fund-ii", "biren", "investsIn", "rumour", False, 1, None),
    ("shanghai-ftz", "iluvatar", "investsIn", "stated", False, 1, ("2021-03-01", None)),
    ("sequoia-china", "iluvatar", "investsIn", "stated", False, 3, ("2022-07-13", None)),
    ("sequoia-china", "moore-threads", "investsIn", "stated", False, 2, ("2020-12-01", None)),
    ("zte-hk", "iluvatar", "investsIn", "plan", False, 1, ("2025-12-30", "2026-01-05")),
    ("centurium", "iluvatar", "investsIn", "stated", False, 2, ("2019-09-01", None)),
    ("ubs-am", "iluvatar", "investsIn", "plan", False, 1, ("2025-12-30", "2026-01-05")),
    ("unicom-vc", "iluvatar", "investsIn", "stated", False, 1, None),
    ("fourth-paradigm", "iluvatar", "investsIn", "plan", False, 1, ("2025-12-30", "2026-01-05")),
    ("fourth-paradigm", "iluvatar", "usesChipsOf", "stated", False, 1, None),
    ("bytedance", "nvidia", "usesChipsOf", "stated", False, 2, None),
    ("china-unicom", "kunlunxin", "usesChipsOf", "stated", False, 1, ("2025-08-01", None)),
    ("china-unicom", "metax", "usesChipsOf", "stated", False, 1, None),
    ("metax-listing", "star-market", "takesPlaceOn", "stated", False, 3, ("2025-12-17", "2025-12-17")),
    ("metax", "metax-listing", "takesPartIn", "stated", False, 3, ("2025-12-17", "2025-12-17")),
    ("moore-threads", "nvidia", "competesWith", "stated", False, 3, None),
    ("amd", "nvidia", "competesWith", "opinion", False, 1, None),
    ("metax", "amd", "foundedByAlumniOf", "stated", False, 1, None),
    ("enflame", "amd", "foundedByAlumniOf", "stated", False, 1, None),
    ("he-hui", "bytedance", "comments on", "stated", False, 1, None),
    ("alibaba", "nvidia", "usesChipsOf", "stated", False, 1, None),
    ("bytedance", "bytedance", "makesChipsFor", "denied", True, 2, None),
    ("tencent", "kunlunxin", "tests", "rumour", False, 1, None),
    ("export-controls", "nvidia", "restricts", "stated", False, 2, ("2022-10-07", None)),
    ("alibaba", "computing-power", "isAbout", "stated", False, 1, None),
)

_VERBS = {
    "listedOn": ("listed on", "上市于"),
    "plansListingOn": ("plans to list on", "拟上市于"),
    "tests": ("tests", "测试"),
    "usesChipsOf": ("uses chips of", "使用…的芯片"),
    "subsidiaryOf": ("subsidiary of", "子公司属于"),
    "partOf": ("part of", "隶属"),
    "makes": ("makes", "制造"),
    "announces": ("announces", "发布"),
    "basedOn": ("based on", "基于"),
    "outperforms": ("outperforms", "性能超过"),
    "approaches": ("approaches", "接近"),
    "comparableTo": ("comparable to", "可比于"),
    "memberOf": ("member of", "成员"),
    "investsIn": ("invests in", "投资"),
    "takesPlaceOn": ("takes place on", "发生于"),
    "takesPartIn": ("takes part in", "参与"),
    "competesWith": ("competes with", "竞争"),
    "foundedByAlumniOf": ("founded by alumni of", "创始团队出自"),
    "restricts": ("restricts", "限制"),
    "isAbout": ("is about", "关于"),
    "comments on": ("comments on", "评论"),
    "makesChipsFor": ("makes chips for", "自研芯片供给"),
}


def spoken(picture: Picture) -> Picture:
    """Return a picture whose edges say what they show, as those of claims do."""
    names = {node.id: (node.label, node.label_zh) for node in picture.nodes}
    edges = (
        replace(
            edge,
            says=f"{names[edge.source][0]} {edge.label} {names[edge.target][0]}",
            says_zh=names[edge.source][1]
            + (edge.label_zh if "…" in edge.label_zh else f"{edge.label_zh}…").replace("…", names[edge.target][1]),
        )
        for edge in picture.edges
    )
    return replace(picture, edges=tuple(edges))


def atlas() -> Picture:
    """Return a picture of 44 nodes and 61 edges as the project draws it."""
    nodes = tuple(
        Node(id_, en, zh, role.capitalize(), role, x, y, size, attributes={"claims": size * 3, "aliases": (en, zh)})
        for id_, en, zh, role, x, y, size in _NODES
    )
    edges = tuple(
        Edge(
            f"d{number % 5:03}/{number}a",
            source,
            target,
            kind,
            *_VERBS[kind],
            weight,
            state,
            disputed,
            () if spell is None else (spell,),
            {"claims": (f"d{number % 5:03}/{number}a",), "period": spell[0][:4] if spell else ""},
        )
        for number, (source, target, kind, state, disputed, weight, spell) in enumerate(_EDGES, 1)
    )
    return spoken(
        Picture(
            nodes,
            edges,
            "Domestic GPU ledger",
            "国产 GPU 账本",
            "5 documents · 341 claims · published to January 2026",
            "5 篇文档 · 341 条陈述 · 发布截至 2026 年 1 月",
        )
    )


def evidence(picture: Picture, zh: bool = False) -> dict[str, tuple[str, ...]]:
    """Return two lines of evidence an edge."""
    if zh:
        return {edge.id: (f"何晖（Omdia）· 分析师 · {edge.id}", "第 27 行，6782–6855 字") for edge in picture.edges}
    return {
        edge.id: (f"He Hui, Omdia · analyst · claim {edge.id}", "China Daily, line 27, characters 6782–6855")
        for edge in picture.edges
    }


#: Each has broken somebody's exporter: markup, quotes, formulas, line ends of Unicode, bidi, controls, surrogates.
HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    '"><svg onload="window.hacked=4">',
    "'); window.hacked=5; ('",
    "{{ 7*7 }} {% raw %} ${window.hacked=6}",
    'a "quoted" & <b>bold</b> href=javascript:window.hacked=7',
    "line\nbreak\r\nand\ttab",
    "line\u2028separator\u2029paragraph",
    "bidi \u202etxt.exe\u202c \u2066isolate",
    '=HYPERLINK("https://example.com?"&A1,"click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "nul\x00bell\x07escape\x1b",
    "surrogate \ud800 noncharacter \uffff",
    "]]> <!-- --> <?php ?> &amp; &#0;",
    "constructor",
    "__proto__",
    "芯片，“引号”；𠮷",
)
#: Names every JavaScript object has. As ids they break graphology itself, whatever the file.
PROTOTYPES = ("constructor", "__proto__")


def hostile() -> Picture:
    """Return a picture with a hostile string in every field that may hold text."""
    # Ids may hold anything but what no XML file can, and line breaks: those are refused, see test_sound.
    ids = [text for text in HOSTILE if text not in PROTOTYPES and not {"\x00", "\ud800", "\n"} & set(text)]
    nodes = tuple(
        Node(
            id_,
            HOSTILE[number % len(HOSTILE)],
            HOSTILE[(number + 5) % len(HOSTILE)],
            HOSTILE[(number + 7) % len(HOSTILE)],
            HOSTILE[(number + 3) % len(HOSTILE)],
            number % 4 * 90.0,
            number // 4 * 70.0,
            attributes={HOSTILE[number]: HOSTILE[-1 - number], "list": HOSTILE, "label": "taken", "x": 3, "id": True},
        )
        for number, id_ in enumerate(ids)
    )
    edges = tuple(
        Edge(
            f"{id_}!",
            id_,
            ids[(number + 1) % len(ids)],
            HOSTILE[(number + 1) % len(HOSTILE)],
            HOSTILE[(number + 2) % len(HOSTILE)],
            HOSTILE[(number + 4) % len(HOSTILE)],
            1.0 + number,
            HOSTILE[(number + 6) % len(HOSTILE)],
            bool(number % 2),
            ((None, "2025-12-31"), ("2026-02-01", None)),
            {HOSTILE[-1 - number]: HOSTILE[number], "weight": 2.5, "kind": "taken", "source": ("a", "b, c")},
        )
        for number, id_ in enumerate(ids)
    )
    return spoken(Picture(nodes, edges, HOSTILE[0], HOSTILE[1], HOSTILE[6], HOSTILE[9]))


EMPTY = Picture((), (), "Empty", "空", "no documents", "没有文档")


def attack() -> Picture:
    """Return the hostile picture with the names that every JavaScript object has as ids."""
    picture = hostile()
    extra = tuple(Node(id_, id_, id_, id_, id_, 40.0 * n, 30.0 * n) for n, id_ in enumerate(PROTOTYPES))
    tie = Edge("constructor", "__proto__", "constructor", "__proto__", "toString", "valueOf", disputed=True)
    return replace(picture, nodes=picture.nodes + extra, edges=(*picture.edges, tie))


def attack_evidence(picture: Picture) -> dict[str, tuple[str, ...]]:
    """Return every hostile string as evidence for every edge."""
    return {edge.id: (HOSTILE[n % len(HOSTILE)], *HOSTILE) for n, edge in enumerate(picture.edges)}


#: Text of every kind, the forbidden among it.
texts = st.sampled_from(HOSTILE) | st.text(max_size=12)
_ids = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Z", "Co")), min_size=1, max_size=8)
_numbers = st.floats(-1e6, 1e6)
_attributes = st.dictionaries(
    texts, st.booleans() | st.integers() | st.floats() | texts | st.lists(texts, max_size=3).map(tuple), max_size=3
)


@st.composite
def _spells(draw: st.DrawFn) -> tuple[Spell, ...]:
    days = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(str)
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = draw(days), draw(days)
        made.append((end, start) if start and end and end < start else (start, end))
    return tuple(made)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Draw any picture that an exporter must take: parallel edges, loops, hostile text, spells that overlap."""
    ids = draw(st.lists(_ids, max_size=6, unique=True))
    roles = st.sampled_from(sorted(ROLE_STYLES)) | texts
    nodes = [
        Node(
            id_,
            draw(texts),
            draw(texts),
            draw(texts),
            draw(roles),
            draw(_numbers),
            draw(_numbers),
            draw(st.floats(0, 50)),
            draw(_spells()),
            draw(_attributes),
        )
        for id_ in ids
    ]
    edges = []
    for number in range(draw(st.integers(0, 8)) if ids else 0):
        kind = draw(st.sampled_from(["tests", "tests 2", "uses"]) | texts)
        state = draw(st.sampled_from(sorted(STATE_STYLES)) | texts)
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        weight = draw(st.floats(0.5, 99))
        labels = draw(texts), draw(texts)
        edges.append(
            Edge(
                f"c/{number}",
                *ends,
                kind,
                *labels,
                weight,
                state,
                draw(st.booleans()),
                draw(_spells()),
                draw(_attributes),
            )
        )
    return Picture(tuple(nodes), tuple(edges), *(draw(texts) for _ in range(4)))
