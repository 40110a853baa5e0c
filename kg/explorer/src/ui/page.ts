/** Assembles the page once; from then on every part follows the state. */

import { neighbours } from "../draw/scene";
import type { Lang, Ledger, MakeRenderer, Palette } from "../ledger/types";
import { showCount } from "../words/figures";
import type { Announcer } from "./announcer";
import { makeAnswer } from "./answer";
import { makeApp } from "./app";
import { makeCoverage } from "./coverage";
import { h } from "./dom";
import { makeHeader } from "./header";
import { makeHelp } from "./help";
import { listenEverywhere } from "./keys";
import { makeLegend } from "./legend";
import { makePanel } from "./panel";
import { picturesOf } from "./pictures";
import { makeRuler } from "./ruler";
import { makeSearchBox } from "./searchbox";
import { makeShare } from "./share";
import { makeStage } from "./stage";
import { NARROW, openEntity } from "./steps";
import { makeTableView } from "./tableview";
import { followTheme } from "./theme";
import { listenToKeys } from "./walk";

export function makePage(
  root: HTMLElement,
  ledger: Ledger,
  lang: Lang,
  announcer: Announcer,
  make: MakeRenderer,
  palette: Palette,
): void {
  const app = makeApp(ledger, lang, announcer.say);
  const help = makeHelp(app);
  const stage = makeStage(app, make, palette);
  const around = (entity: number): void => stage.fit([entity, ...neighbours(app.view(), entity)]);
  const panel = makePanel(app, (entity) => {
    if (app.state().view !== "graph") app.go({ view: "graph" });
    around(entity);
    stage.host.focus();
  });
  const search = makeSearchBox(app, (entity) => {
    if (app.state().view === "path") app.go({ view: "graph" }, "replace");
    openEntity(app, entity);
    if (app.state().query) app.go({ query: "" }, "replace");
    around(entity);
    stage.stand(entity, "");
    stage.host.focus();
  });
  const share = makeShare(app, picturesOf(app, stage));
  const table = makeTableView(app);
  const answer = makeAnswer(app);
  const main = h("main", { id: "main" }, stage.element, makeLegend(app), answer.element, table.element);
  const page = h(
    "div",
    { class: "atlas" },
    makeHeader(app, h("search", { class: "search" } as Record<string, string>, search.element), share.element, () =>
      help.open(),
    ),
    main,
    panel.element,
    h("footer", {}, makeRuler(app), makeCoverage(app)),
  );

  function arrange(): void {
    const { view } = app.state();
    page.dataset.view = view;
    table.element.hidden = view !== "table";
    stage.element.hidden = view === "table";
    if (view === "table") table.update();
    if (view === "questions") answer.update();
    else answer.element.hidden = true;
    page.classList.toggle("answered", view === "questions" && !answer.element.hidden);
  }

  app.follow((now, before) => {
    arrange();
    if (now.view !== before.view) app.announce(app.say("viewChanged", { view: app.say(now.view) }));
    const moved = now.asOf !== before.asOf || now.reading !== before.reading;
    if (moved || now.filters !== before.filters) {
      const { nodes, edges } = app.view();
      app.announce(
        app.say("nowShowing", { n: showCount(nodes.length, now.lang), edges: showCount(edges.length, now.lang) }),
      );
    } else if (
      now.focus !== before.focus ||
      now.edge !== before.edge ||
      now.claim !== before.claim ||
      now.question !== before.question
    ) {
      app.announce(panel.title());
    }
  });
  listenToKeys(app, stage, () => panel.read(), help.letters);
  listenEverywhere(app, {
    search: search.input,
    stage: stage.host,
    panel: panel.element,
    openHelp: () => help.open(),
    letters: help.letters,
    letGo: () => stage.stand(-1, ""),
  });
  followTheme(app, (colours) => stage.renderer.setPalette(colours));
  root.replaceChildren(page, help.element, announcer.element);
  arrange();
  const focus = app.index.entity.get(app.state().focus) ?? -1;
  if (focus >= 0) stage.stand(focus, "");
  if (innerWidth <= NARROW && !app.state().camera && stage.scene().lit.nodes.size)
    requestAnimationFrame(() => requestAnimationFrame(() => stage.fit([...stage.scene().lit.nodes])));
}
