/** The keyboard shortcuts, and the switch for single-key ones. */
import type { Word } from "../words/i18n";
import { type App, dressed } from "./app";
import { h, redraw, wordButton } from "./dom";

export interface Help {
  element: HTMLDialogElement;
  open(): void;
  letters(): boolean;
}

const KEYS = [
  ["/", "keySearch"],
  ["← ↑ → ↓", "keyArrows"],
  ["n p", "keyNext"],
  ["Enter", "keyEnter"],
  ["e", "keyEdge"],
  ["Esc", "keyEscape"],
  ["+ −", "keyZoom"],
  ["0", "keyFit"],
  ["?", "keyHelp"],
] as const;
const TIME_KEYS = [
  ["← →", "keyTime"],
  ["PgUp PgDn", "keyMonth"],
] as const;

const STORE = "kg-explorer-letters";

function remembered(): boolean {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true; // a page opened from a file may have no storage
  }
}

export function makeHelp(app: App): Help {
  let letters = remembered();
  const element = h("dialog", { class: "help-dialog", "aria-labelledby": "help-title" });
  const keyList = (lines: readonly (readonly [string, Word])[]): HTMLElement =>
    h(
      "dl",
      { class: "keys" },
      lines.map(([keys, what]) => {
        const marks = keys.split(" ").map((key) => h("kbd", {}, key));
        return h("div", {}, h("dt", {}, marks), h("dd", {}, app.say(what)));
      }),
    );

  function dress(): void {
    redraw(
      element,
      h(
        "div",
        { class: "row" },
        h("h2", { id: "help-title" }, app.say("keys")),
        wordButton(app.say("close"), "close", () => element.close()),
      ),
      h("p", { class: "note" }, app.say("pictureKeys")),
      keyList(KEYS),
      h("h3", { class: "part" }, app.say("time")),
      keyList(TIME_KEYS),
      h(
        "label",
        { class: "choice" },
        h("input", {
          type: "checkbox",
          checked: letters,
          "data-key": "letters",
          onchange: (event: Event) => {
            letters = (event.currentTarget as HTMLInputElement).checked;
            try {
              localStorage.setItem(STORE, letters ? "on" : "off");
            } catch {
              // Without storage, the choice lasts until the page is closed.
            }
          },
        }),
        h("span", { class: "what" }, app.say("letterKeys")),
      ),
    );
  }
  dressed(app, ["lang"], dress);
  return {
    element,
    open() {
      dress();
      if (!element.open) element.showModal();
    },
    letters: () => letters,
  };
}
