"""Words as people read them, in English and Chinese, and the ontology's spelling of the tables' words.

`kg.words.vocab` labels the ontology's own terms; this module has the words of the claim model and of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.words.vocab import CLASSES

#: Bases that never make a plain fact, however firm the wording of the claim (in the tables' spelling).
HEARSAY = ("comment", "anonymous", "market-info")
#: How claims are drawn, from the surest to the least sure: also the order of lists and legends.
STATES = ("stated", "plan", "opinion", "rumour", "denied")
#: The state of each mode of a claim.
STATE_OF_MODE: Mapping[str, str] = {
    "actual": "stated",
    "plan": "plan",
    "forecast": "plan",
    "recommended": "opinion",
    "hypothetical": "opinion",
    "opinion": "opinion",
}

#: Words of the claim model in both languages; any other word is shown unchanged.
WORDS: Mapping[str, tuple[str, str]] = {
    "asserts": ("asserts", "肯定"),
    "denies": ("denies", "否认"),
    "actual": ("actual", "事实"),
    "plan": ("plan", "计划"),
    "forecast": ("forecast", "预测"),
    "recommended": ("recommendation", "主张"),
    "hypothetical": ("hypothetical", "假设"),
    "opinion": ("opinion", "观点"),
    "most": ("most", "多数"),
    "some": ("some", "部分"),
    "filing": ("per a filing", "据申报文件"),
    "exchange": ("per an exchange notice", "据交易所公告"),
    "official": ("public authority", "政府部门"),
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
    "stated": ("stated", "明确说明"),
    "inferred": ("inferred", "推断"),
    "definitionDiffers": ("definition differs", "口径不同"),
    "definitionUnclear": ("definition unclear", "口径不明"),
    "timeDiffers": ("time differs", "时间不同"),
    "overtaken": ("overtaken by events", "已被后续事实取代"),
    "rounding": ("rounding", "四舍五入"),
    "periodError": ("period error", "期间错误"),
    "translationError": ("translation error", "翻译错误"),
    "unitError": ("unit error", "单位错误"),
    "unitSlip": ("unit slip", "量级误植"),
    "doubtfulSource": ("doubtful source", "来源存疑"),
    "genuinelyDisputed": ("genuinely disputed", "确有争议"),
    "unresolved": ("unresolved", "原因未明"),
    "contradicts": ("contradicts", "相互矛盾"),
    "alternativeTo": ("alternative to", "另有说法"),
    "fulfils": ("fulfils", "落实"),
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

#: Other words in answers: from the questions themselves, the tables' lists, kinds of documents.
OTHER_WORDS: Mapping[str, tuple[str, str]] = {
    "agreed": ("agreed", "一致"),
    "disputed": ("disputed", "有争议"),
    "one source": ("one source", "仅一个来源"),
    "forward": ("forward", "正向"),
    "backward": ("backward", "反向"),
    "open": ("open", "尚无定论"),
    "settled": ("settled", "已裁定"),
    "same statement": ("same statement", "同一陈述"),
    "statement": ("statement", "陈述"),
    "investee": ("investee", "被投企业"),
    "forum comment": ("forum comment", "论坛评论"),
    "rumour": ("rumour", "传闻"),
    "denial": ("denial", "否认"),
    "exchange rate": ("exchange rate", "汇率"),
    "value before": ("value before", "上期数"),
    "growth": ("growth", "增速"),
    "total": ("total", "合计"),
    "via {}": ("via {}", "经{}转发"),
    "name": ("name", "名称"),
    "title": ("title", "标题"),
    "as printed": ("as printed", "原文数字"),
    "id": ("id", "标识"),
    "register": ("register", "登记名"),
    "legal": ("legal", "全称"),
    "short": ("short", "简称"),
    "nickname": ("nickname", "俗称"),
    "machine-translation": ("machine-translation", "机器翻译"),
    "ticker": ("ticker", "证券代码"),
    "isin": ("isin", "ISIN编码"),
    "lei": ("lei", "LEI编码"),
    "uscc": ("uscc", "统一社会信用代码"),
    "website": ("website", "官网"),
    "wikidata": ("wikidata", "维基数据"),
    "typo": ("typo", "误写"),
    "label": ("label", "标准名"),
    "same": ("same", "完全一致"),
    "other spelling": ("other spelling", "写法不同"),
    "legal form": ("legal form", "仅公司形式不同"),
    "pinyin": ("pinyin", "拼音"),
    "trade word": ("trade word", "仅行业词不同"),
    "pinyin initials": ("pinyin initials", "拼音首字母"),
    "beginning": ("beginning", "开头"),
    "word": ("word", "其中一词"),
    "part": ("part", "部分"),
    "part of pinyin": ("part of pinyin", "部分拼音"),
    "words": ("words", "各词均有"),
    "name within": ("name within", "含此名称"),
    "misspelt": ("misspelt", "拼写相近"),
    "no match": ("no match", "无匹配"),
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
    "denied": ("denied", "否认"),
    "line {}": ("line {}", "第{}行"),
    "documents": ("documents", "份文件"),
    "claims": ("claims", "条陈述"),
    "published to": ("published to", "发布截至"),
    "what is not here is not known here": ("what is not here is not known here", "未收录不等于不存在"),
}

#: Words that go without saying: people read nothing in their place.
UNSAID = frozenset(("asserts", "normal"))


def word(name: str, lang: str) -> str:
    """Return a word of the claim model, or another word of an answer, in a language."""
    pair = WORDS.get(name) or OTHER_WORDS.get(name)
    return (pair[1] if lang == "zh" else pair[0]) if pair else name


def listed(texts: Iterable[str], lang: str) -> str:
    """Join texts with the semicolons of a language."""
    return ("；" if lang == "zh" else "; ").join(texts)


def beside(remark: str, lang: str) -> str:
    """Return a remark in the brackets of a language, ready to follow a word."""
    return f"（{remark}）" if lang == "zh" else f" ({remark})"


def state_of(polarity: str, mode: str, basis: str) -> str:
    """Return how a claim is drawn, from the words that the ontology uses; an unknown mode is never a fact."""
    if polarity == "denies":
        return "denied"
    return "rumour" if basis in HEARSAY_BASES else STATE_OF_MODE.get(mode, "opinion")


@lru_cache(maxsize=512)
def camel(word: str) -> str:
    """Write a table's word as the ontology writes it: `market-info` as `marketInfo`."""
    head, *tail = word.split("-")
    return head + "".join(part.capitalize() for part in tail)


#: The bases of hearsay as the ontology spells them.
HEARSAY_BASES = tuple(map(camel, HEARSAY))


def role_of(cls: str) -> str:
    """Return how pictures draw a class: its own role, else that of the nearest class above it."""
    waiting = [cls]
    while waiting:
        name = waiting.pop(0)
        if name in CLASSES:
            if CLASSES[name].role:
                return CLASSES[name].role
            waiting.extend(CLASSES[name].parents)
    return "other"
