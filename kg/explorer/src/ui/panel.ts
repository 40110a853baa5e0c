/** The panel: the page of what is chosen, else of the view. On a phone it is a collapsible bottom sheet. */
import type { App } from "./app";
import { card } from "./card";
import { h, redraw } from "./dom";
import { entityView } from "./entityview";
import { overview } from "./overview";
import { makePathView } from "./pathview";
import { makeQuestionList } from "./questionlist";
import { NARROW, type Page, pageOf } from "./steps";

export interface Panel {
  element: HTMLElement;
  /** moves the focus to the title of the page */
  read(): void;
  title(): string;
}

export function makePanel(app: App, show: (entity: number) => void): Panel {
  const body = h("div", { class: "panel-body" });
  const handle = h("button", {
    type: "button",
    class: "handle",
    "aria-expanded": "true",
    "aria-controls": "panel-body",
  });
  body.id = "panel-body";
  const element = h("aside", { class: "panel" }, handle, body);
  const opened = new Set<string>();
  const questions = makeQuestionList(app);
  const path = makePathView(app);
  let folded = false;
  let shown = "";

  const heading = (): HTMLElement | null => body.querySelector<HTMLElement>(".page-title");
  function fold(on: boolean): void {
    folded = on;
    element.classList.toggle("folded", folded);
    handle.setAttribute("aria-expanded", String(!folded));
    redraw(
      handle,
      h("span", { class: "handle-title" }, heading()?.textContent ?? ""),
      " ",
      h("span", {}, app.say(folded ? "unfold" : "fold")),
    );
  }
  function pageFor(page: Page): HTMLElement | null {
    if (page === "evidence") return card(app);
    if (page === "entity") return entityView(app, app.index.entity.get(app.state().focus) ?? -1, opened, draw, show);
    if (page === "questions") return questions();
    return page === "path" ? path() : overview(app, opened, draw);
  }
  function key(): string {
    const { view, focus, edge, claim } = app.state();
    return [pageOf(app), view, focus, edge, claim].join(" ");
  }
  function draw(): void {
    const fresh = key() !== shown;
    shown = key();
    const top = element.scrollTop;
    const page = pageOf(app);
    element.dataset.page = page;
    redraw(body, pageFor(page));
    element.setAttribute("aria-label", app.say("panel"));
    // On a small screen, fold the list of questions to show the answer.
    const answered = page === "questions" && app.state().question !== "" && innerWidth <= NARROW;
    fold(answered || (fresh && page !== "overview" ? false : folded));
    element.scrollTop = fresh ? 0 : top;
    body.scrollTop = fresh ? 0 : body.scrollTop;
  }

  handle.addEventListener("click", () => fold(!folded));
  app.follow((now, before) => {
    const keys = ["lang", "view", "asOf", "reading", "focus", "edge", "claim", "filters", "path", "question"] as const;
    if (keys.some((name) => now[name] !== before[name])) draw();
  });
  draw();
  if (pageOf(app) === "overview" && innerWidth <= NARROW) fold(true);
  return {
    element,
    read() {
      if (folded) fold(false);
      heading()?.focus();
    },
    title: () => heading()?.textContent ?? "",
  };
}
