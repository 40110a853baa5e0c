/** What a reader takes along: a link to this view, the picture as PNG or SVG, the page on paper. */
import type { App } from "./app";
import { copyButton, save } from "./copy";
import { button, h, newId, redraw } from "./dom";

export interface Pictures {
  png(): Promise<Blob>;
  svg(): Blob;
}

/** The word "Share" and the list that opens below it. */
export function makeShare(app: App, pictures: Pictures): { element: HTMLElement; dress(): void } {
  const id = newId("share");
  const list = h("div", { id, class: "popover", hidden: true });
  const opener = h("button", { type: "button", "aria-expanded": "false", "aria-controls": id, "data-key": "share" });
  const element = h("div", { class: "share" }, opener, list);

  function open(on: boolean): void {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) list.querySelector<HTMLElement>("button")?.focus();
  }
  function file(kind: string): string {
    const { asOf, focus } = app.state();
    return (
      ["domestic-gpu-ledger", focus, asOf]
        .filter(Boolean)
        .join("-")
        .replace(/[^a-z0-9-]/g, "") + kind
    );
  }
  async function keep(kind: "png" | "svg"): Promise<void> {
    try {
      save(file(`.${kind}`), kind === "png" ? await pictures.png() : pictures.svg());
      app.announce(app.say("pictureSaved"));
    } catch (error) {
      app.announce(app.say("pictureFailed", { why: error instanceof Error ? error.message : String(error) }));
    }
  }
  function dress(): void {
    opener.textContent = app.say("share");
    redraw(
      list,
      h("p", { class: "note" }, app.say("linkCopied")),
      copyButton(app, app.say("copyLink"), () => location.href, { "data-key": "link" }),
      button(app.say("savePng"), () => void keep("png"), { class: "word", "data-key": "png" }),
      button(app.say("saveSvg"), () => void keep("svg"), { class: "word", "data-key": "svg" }),
      button(
        app.say("print"),
        () => {
          open(false);
          print();
        },
        { class: "word", "data-key": "print" },
      ),
    );
  }
  opener.addEventListener("click", () => open(Boolean(list.hidden)));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    opener.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.hidden && !element.contains(event.target as Node)) open(false);
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget as Node)) open(false);
  });
  app.follow((now, before) => {
    if (now.lang !== before.lang) dress();
  });
  dress();
  return { element, dress };
}
