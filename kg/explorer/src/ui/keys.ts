/** Keys that work anywhere on the page: search, help and back. */
import type { App } from "./app";
import { stepBack } from "./steps";

export interface Places {
  search: HTMLInputElement;
  stage: HTMLElement;
  panel: HTMLElement;
  openHelp(): void;
  letters(): boolean;
  letGo(): void;
}

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
      !/^(checkbox|radio|range|button)$/.test((target as HTMLInputElement).type)));

export function listenEverywhere(app: App, places: Places): void {
  document.addEventListener("keydown", (event) => {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      document.querySelector("dialog[open]")
    )
      return;
    if (event.key === "Escape") {
      const inPanel = places.panel.contains(document.activeElement);
      const wrote = writes(event.target);
      if (wrote && event.target === places.search) places.stage.focus();
      else if (stepBack(app)) {
        places.letGo();
        if (inPanel) places.stage.focus();
      } else places.letGo();
      event.preventDefault();
      return;
    }
    if (writes(event.target) || !places.letters()) return;
    if (event.key === "/") places.search.focus();
    else if (event.key === "?") places.openHelp();
    else return;
    event.preventDefault();
  });
}
