/** The coverage line, always visible: how much the ledger holds, until when, and that it does not hold everything. */
import { showCount, showDay } from "../words/figures";
import { type App, dressed } from "./app";
import { h, redraw } from "./dom";

export function coverageLine(app: App): string {
  const { coverage, asOf } = app.view();
  const lang = app.lang();
  const amounts = {
    documents: app.say("documents", { n: showCount(coverage.documents, lang) }),
    claims: app.say("claims", { n: showCount(coverage.claims, lang) }),
  };
  if (!coverage.until) return `${amounts.documents} · ${amounts.claims}`;
  return app.say("coverage", { ...amounts, until: showDay(asOf ? coverage.until : coverage.until.slice(0, 7), lang) });
}

export function makeCoverage(app: App): HTMLElement {
  const element = h("div", { class: "coverage", id: "coverage" });
  dressed(app, ["lang", "asOf", "reading"], () =>
    redraw(element, h("p", {}, coverageLine(app)), h("p", { class: "soft" }, app.say("coverageNote"))),
  );
  return element;
}
