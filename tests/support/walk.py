"""What the tests of the explorer look for, and the small steps that several of them take."""

from __future__ import annotations

from tests.support.browser import Page

#: What the walk looks for, in both languages.
SAID: dict[str, dict[str, str]] = {
    "en": {
        "kunlunxin": "Kunlunxin",
        "bytedance": "ByteDance",
        "class": "chip maker",
        "tests": "ByteDance tests chips of Kunlunxin",
        "where": "line 27, characters",
        "when": "22 January 2026",
        "origin": "one independent origin",
        "calm": "Nothing disputes this claim.",
        "day": "31 December 2025",
        "plan": "Plan, forecast",
        "listed": "is listed on",
        "path": "ByteDance tests chips of Kunlunxin",
        "note": "What is not here is not known here.",
        "documents": "documents",
    },
    "zh": {
        "kunlunxin": "昆仑芯",
        "bytedance": "字节跳动",
        "class": "芯片企业",
        "tests": "字节跳动测试昆仑芯的芯片",
        "where": "第27行",
        "when": "2026年1月22日",
        "origin": "1个独立来源",
        "calm": "没有与之矛盾的说法。",
        "day": "2025年12月31日",
        "plan": "计划、预测",
        "listed": "上市",
        "path": "字节跳动测试昆仑芯的芯片",
        "note": "未收录不等于不存在。",
        "documents": "份文件",
    },
}
WHO = {"en": ("He Hui", "Omdia", "China Daily"), "zh": ("何晖", "Omdia", "中国日报")}
LANGS = ("en", "zh")
EDGE = "bytedance|tests|kunlunxin|stated"
#: Elements, links and attributes that only data turned into markup could have made.
ALIEN = """
const all = [...document.querySelectorAll("#app *")];
return [
  ...all.filter((one) => one.matches("script, img, iframe, object, embed, link, meta, base, form")),
  ...all.filter((one) => one.localName === "a" && !/^(https?:|file:)/.test(one.href)),
  ...all.filter((one) => [...one.attributes].some((attribute) => /^on/i.test(attribute.name))),
].map((one) => one.outerHTML.slice(0, 120));
"""


def panel(walk: Page) -> str:
    """Return what the panel says."""
    return walk.text("aside.panel")


def title(walk: Page) -> str:
    """Return the heading of the panel."""
    return walk.text("aside .page-title")


def show_language(walk: Page, lang: str) -> None:
    """Bring the page to a language by its own switch."""
    shown = "zh" if walk.js("return document.documentElement.lang").startswith("zh") else "en"
    if lang != shown:
        walk.click(".language")
