/** Which keys do what, and whether single letters and signs are keys at all. */
import type { App } from "./app";
import { button, h, redraw } from "./dom";

export interface Help {
  element: HTMLDialogElement;
  open(): void;
  letters(): boolean;
}

const STORE = "kg-explorer-letters";

function remembered(): boolean {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true; // a page opened as a file may have no storage
  }
}

export function makeHelp(app: App): Help {
  let letters = remembered();
  const element = h("dialog", { class: "help-dialog", "aria-labelledby": "help-title" });
  const lines = (): readonly (readonly [string[], string])[] => [
    [["/"], app.say("keySearch")],
    [["←", "↑", "→", "↓"], app.say("keyArrows")],
    [["n", "p"], app.say("keyNext")],
    [["Enter"], app.say("keyEnter")],
    [["e"], app.say("keyEdge")],
    [["Esc"], app.say("keyEscape")],
    [["+", "−"], app.say("keyZoom")],
    [["0"], app.say("keyFit")],
    [["?"], app.say("keyHelp")],
  ];

  function dress(): void {
    redraw(
      element,
      h(
        "div",
        { class: "row" },
        h("h2", { id: "help-title" }, app.say("keys")),
        button(app.say("close"), () => element.close(), { class: "word", "data-key": "close" }),
      ),
      h("p", { class: "note" }, app.say("pictureKeys")),
      h(
        "dl",
        { class: "keys" },
        lines().map(([keys, what]) =>
          h(
            "div",
            {},
            h(
              "dt",
              {},
              keys.map((key) => h("kbd", {}, key)),
            ),
            h("dd", {}, what),
          ),
        ),
      ),
      h("h3", { class: "part" }, app.say("time")),
      h(
        "dl",
        { class: "keys" },
        h("div", {}, h("dt", {}, h("kbd", {}, "←"), h("kbd", {}, "→")), h("dd", {}, app.say("keyTime"))),
        h("div", {}, h("dt", {}, h("kbd", {}, "PgUp"), h("kbd", {}, "PgDn")), h("dd", {}, app.say("keyMonth"))),
      ),
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
              // It holds until the page is closed.
            }
          },
        }),
        h("span", { class: "what" }, app.say("letterKeys")),
      ),
    );
  }
  app.follow((now, before) => {
    if (now.lang !== before.lang) dress();
  });
  dress();
  return {
    element,
    open() {
      dress();
      if (!element.open) element.showModal();
    },
    letters: () => letters,
  };
}
