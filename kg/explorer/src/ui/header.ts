/** The page header: title, search, views, language, theme, sharing and help. */

import type { ViewState } from "../ledger/types";
import { pick } from "../words/i18n";
import { type App, dressed } from "./app";
import { button, h, redraw } from "./dom";
import { THEMES } from "./theme";

const VIEWS = ["graph", "table", "questions", "path"] as const satisfies readonly ViewState["view"][];
const THEME_WORDS = { auto: "themeAuto", light: "themeLight", dark: "themeDark" } as const;

/** Makes the header around the given search field and share menu. */
export function makeHeader(app: App, search: HTMLElement, share: HTMLElement, openHelp: () => void): HTMLElement {
  const title = h("h1", { class: "title" });
  const tagline = h("p", { class: "tagline" });
  const views = h("nav", { class: "views" });
  const tools = h("div", { class: "tools" });
  const skip = h("a", { class: "skip", href: "#stage" });
  skip.addEventListener("click", (event) => {
    event.preventDefault(); // the address hash holds the view
    document.getElementById("stage")?.focus();
  });

  function dress(): void {
    const state = app.state();
    title.textContent = pick(app.ledger.title, state.lang);
    tagline.textContent = app.say("tagline");
    skip.textContent = app.say("skip");
    document.title = title.textContent;
    document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
    views.setAttribute("aria-label", app.say("views"));
    redraw(
      views,
      VIEWS.map((view) =>
        button(app.say(view), () => app.go({ view, edge: "", claim: "", ...(view === "graph" ? {} : { focus: "" }) }), {
          "aria-current": state.view === view ? "page" : null,
          "data-key": view,
          class: "view",
        }),
      ),
    );
    const next = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] ?? "auto";
    const theme = app.say(THEME_WORDS[state.theme]);
    redraw(
      tools,
      h(
        "button",
        {
          type: "button",
          class: "language",
          "data-key": "language",
          onclick: () => app.go({ lang: state.lang === "zh" ? "en" : "zh" }),
        },
        h("span", { lang: "en", class: state.lang === "en" ? "on" : null }, "EN"),
        " · ",
        h("span", { lang: "zh-Hans", class: state.lang === "zh" ? "on" : null }, "中文"),
        h("span", { class: "unseen" }, ` ${app.say("languageLabel")}`),
      ),
      button(
        [app.say("theme"), h("span", { class: "unseen" }, ` ${theme}`)],
        () => {
          app.go({ theme: next }, "replace");
          app.announce(app.say("themeNow", { theme: app.say(THEME_WORDS[next]) }));
        },
        { "data-key": "theme", class: "theme" },
      ),
      share,
      button(app.say("help"), openHelp, { "data-key": "help", class: "help" }),
    );
  }

  dressed(app, ["lang", "view", "theme"], dress);
  return h("header", {}, skip, h("div", { class: "brand" }, title, tagline), search, views, tools);
}
