"""Answers as people and programs take them: labels for entities, figures with units, words in the reader's language.

An answer holds terms; here they become cells. For people (table, Markdown) an entity is its label, a figure is written
out; for programs (CSV, JSON) an entity is its id with a label column beside it, figures stay as curated. Nothing here
asks the store.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kg.answer import Answer, Iri, Value
from kg.catalog import Column, Question
from kg.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT, local_name, short
from kg.names import Names

#: Words of the claim model in both languages; what is not here is shown as it is.
WORDS: Mapping[str, tuple[str, str]] = {
    "asserts": ("asserts", "肯定"),
    "denies": ("denies", "否认"),
    "actual": ("fact", "事实"),
    "plan": ("plan", "计划"),
    "forecast": ("forecast", "预测"),
    "hypothetical": ("hypothesis", "假设"),
    "opinion": ("opinion", "观点"),
    "filing": ("filing", "申报文件"),
    "exchange": ("exchange notice", "交易所公告"),
    "company": ("company", "公司"),
    "analyst": ("analyst", "分析师"),
    "press": ("press", "媒体"),
    "anonymous": ("anonymous", "匿名"),
    "marketInfo": ("market talk", "市场消息"),
    "comment": ("forum comment", "论坛评论"),
    "derived": ("derived", "推导"),
    "normal": ("normal", "普通"),
    "preferred": ("preferred", "优先"),
    "deprecated": ("deprecated", "弃用"),
    "stated": ("stated", "明示"),
    "inferred": ("inferred", "推断"),
    "definitionDiffers": ("definition differs", "口径不同"),
    "periodError": ("period error", "期间错误"),
    "translationError": ("translation error", "翻译错误"),
    "unitError": ("unit error", "单位错误"),
    "genuinelyDisputed": ("genuinely disputed", "确有争议"),
    "unresolved": ("unresolved", "未决"),
    "contradicts": ("contradicts", "抵触"),
    "alternativeTo": ("alternative to", "另一说法"),
    "fulfils": ("fulfils", "兑现"),
    "supersedes": ("supersedes", "取代"),
    "derivedFrom": ("derived from", "推导自"),
    "exact": ("exactly", "等于"),
    "about": ("about", "约"),
    "nearly": ("nearly", "近"),
    "atLeast": ("at least", "不低于"),
    "moreThan": ("more than", "超过"),
    "atMost": ("at most", "不超过"),
    "lessThan": ("less than", "低于"),
    "range": ("between", "介于"),
    "vague": ("vague", "含糊"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
}

#: The other words that answers hold: of the questions themselves, of the tables' lists, of kinds of documents.
OTHER_WORDS: Mapping[str, tuple[str, str]] = {
    "agreed": ("agreed", "一致"),
    "disputed": ("disputed", "有争议"),
    "one source": ("one source", "仅一个来源"),
    "forward": ("forward", "正向"),
    "backward": ("backward", "反向"),
    "open": ("open", "未决"),
    "settled": ("settled", "已裁定"),
    "same statement": ("same statement", "同一陈述"),
    "statement": ("statement", "陈述"),
    "investee": ("investee", "被投企业"),
    "forum comment": ("forum comment", "论坛评论"),
    "rumour": ("rumour", "传闻"),
    "denial": ("denial", "否认"),
    "name": ("name", "名称"),
    "title": ("title", "标题"),
    "as printed": ("as printed", "原文数字"),
    "id": ("id", "标识"),
    "register": ("register", "登记名"),
    "legal": ("legal", "全称"),
    "short": ("short", "简称"),
    "nickname": ("nickname", "绰号"),
    "machine-translation": ("machine-translation", "机器翻译"),
    "ticker": ("ticker", "代码"),
    "typo": ("typo", "误植"),
    "label": ("label", "标准名"),
    "original": ("original", "原文"),
    "human": ("human", "人工翻译"),
    "machine": ("machine", "机器翻译"),
    "article": ("article", "文章"),
    "forum-thread": ("forum-thread", "论坛帖"),
    "report-summary": ("report-summary", "报道摘要"),
    "active": ("active", "有效"),
    "proposed": ("proposed", "拟议"),
    "en": ("en", "英文"),
    "zh": ("zh", "中文"),
    "und": ("und", "语言未定"),
}


class Sheet(NamedTuple):
    """A table ready to be written: headings and rows of text."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]


def word(name: str, lang: str) -> str:
    """Return a word of the claim model, or another word of an answer, in a language."""
    pair = WORDS.get(name) or OTHER_WORDS.get(name)
    return (pair[1] if lang == "zh" else pair[0]) if pair else name


def shown(value: Value, names: Names, lang: str) -> str:
    """Return one value as a reader sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, Iri):
        return _term(value, names, lang)
    return str(value)


def _term(iri: str, names: Names, lang: str) -> str:
    name = local_name(iri)
    if iri.startswith(ENT):
        return names.label(name, lang)
    from kg.vocab import CLASSES, PROPERTIES, UNITS

    if iri.startswith(UNIT) and name in UNITS:
        return UNITS[name].label_zh if lang == "zh" else UNITS[name].label_en
    if iri.startswith(KG):
        if name in WORDS:
            return word(name, lang)
        term = PROPERTIES.get(name) or CLASSES.get(name)
        if term is not None:
            return term.label_zh if lang == "zh" else term.label_en
        return name
    if iri.startswith(CLAIM):
        return short(iri).removeprefix("claim:")
    if iri.startswith((DOCUMENT, CONFLICT)):
        return name
    return iri


#: Columns that only serve another one when people read: the figure takes its unit; a claim's id says document and line.
_FOLDED = {"unit": "quantity", "asPublished": "quantity", "document": "claim", "line": "claim"}
#: Columns of named questions whose text is a word, perhaps with a remark behind it ("inferred: no year is printed").
WORD_COLUMNS = frozenset(
    (
        *("agreement", "agrees", "complete", "direction1", "direction2", "direction3", "documentKind", "fulfilled"),
        *("how", "judged", "kind", "lang", "language", "preferred", "publishedBasis", "samePeriod", "state", "status"),
        "translation",
    )
)
#: Columns of named questions whose text is ids of entities, several with semicolons between.
ID_COLUMNS = frozenset(("authors", "first", "second"))
#: What goes without saying: a column of nothing else is left out by whoever prints.
_UNSAID = {"polarity": "asserts", "rank": "normal"}


def _worded(text: str, lang: str) -> str:
    name, colon, remark = text.partition(": ")
    return word(name, lang) + (f"：{remark}" if lang == "zh" else colon + remark) if colon else word(text, lang)


def _labelled(text: str, names: Names, lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(names.label(id, lang) for id in text.split("; "))


def for_people(answer: Answer, columns: Sequence[Column], names: Names, lang: str = "en") -> Sheet:
    """Return an answer for a reader: labels, figures with their unit, periods in words; the unit's own column goes.

    `columns` are those of a named question; without them the query is the reader's own, and every column stays.
    """
    from kg.figures import show, show_period
    from kg.vocab import UNITS

    place = {name: n for n, name in enumerate(answer.columns)}
    headings = {column.name: column.label(lang) for column in columns}
    kept = [n for n in answer.columns if not (columns and n in _FOLDED and _FOLDED[n] in place)]
    rows = []
    for row in answer.rows:
        cells = []
        for name in kept:
            value = row[place[name]]
            if name.lower().endswith("quantity") and value is not None:
                unit = (
                    UNITS.get(local_name(str(row[place["unit"]]))) if "unit" in place and row[place["unit"]] else None
                )
                beside = name == "quantity" and "asPublished" in place
                printed = str(row[place["asPublished"]] or "") if beside else ""
                cells.append(show(str(value), unit, lang, printed))
            elif columns and name in _UNSAID and isinstance(value, Iri) and local_name(value) == _UNSAID[name]:
                cells.append("")
            elif name.lower().endswith("period") and isinstance(value, str):
                cells.append(show_period(value, lang) if value else "")
            elif columns and name in WORD_COLUMNS and isinstance(value, str) and not isinstance(value, Iri):
                cells.append(_worded(value, lang))
            elif columns and name in ID_COLUMNS and isinstance(value, str) and not isinstance(value, Iri):
                cells.append(_labelled(value, names, lang))
            else:
                cells.append(shown(value, names, lang))
        rows.append(tuple(cells))
    return Sheet(tuple(headings.get(name, name) for name in kept), rows)


def entity_columns(asked: Question) -> frozenset[str]:
    """Return the columns of a question that hold entities whatever it finds: parameters, and parts of a claim."""
    from kg.vocab import PROPERTIES, is_a

    asked_for = {parameter.name for parameter in asked.parameters if parameter.kind == "entity"}
    parts = {
        name
        for name, term in PROPERTIES.items()
        if term.kind == "claim" and any(is_a(cls, "Entity") for cls in term.range)
    }
    return frozenset(asked_for | parts)


def for_programs(
    answer: Answer, names: Names, lang: str = "en", entities: Collection[str] = ()
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return columns and rows for a program: entities as ids, a `<column>_label` beside each, words as local names.

    `entities` are columns that have a label beside them even where no row of this answer has an entity there: who
    reads several answers to one question should find the same columns.
    """
    with_labels = {
        n
        for n, name in enumerate(answer.columns)
        if name in entities or any(isinstance(r[n], Iri) and str(r[n]).startswith(ENT) for r in answer.rows)
    }
    columns: list[str] = []
    for n, name in enumerate(answer.columns):
        columns.append(name)
        if n in with_labels:
            columns.append(f"{name}_label")
    rows: list[tuple[Value, ...]] = []
    for row in answer.rows:
        cells: list[Value] = []
        for n, value in enumerate(row):
            if isinstance(value, Iri):
                name = short(value).removeprefix("claim:") if value.startswith(CLAIM) else local_name(value)
                cells.append(name)
                if n in with_labels:
                    cells.append(names.label(name, lang))
            else:
                cells.append(value.isoformat() if isinstance(value, date) else value)
                if n in with_labels:
                    cells.append(None)
        rows.append(tuple(cells))
    return tuple(columns), rows
