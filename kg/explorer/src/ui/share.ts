/** Sharing: a link to this view, the picture as PNG or SVG, or a printed page. */
import { type App, dressed } from "./app";
import { copyButton, save } from "./copy";
import { h, newId, redraw, wordButton } from "./dom";

export interface Pictures {
  png(): Promise<Blob>;
  svg(): Blob;
}

/** The Share button and its menu. */
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
      wordButton(app.say("savePng"), "png", () => void keep("png")),
      wordButton(app.say("saveSvg"), "svg", () => void keep("svg")),
      wordButton(app.say("print"), "print", () => {
        open(false);
        print();
      }),
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
  dressed(app, ["lang"], dress);
  return { element, dress };
}
