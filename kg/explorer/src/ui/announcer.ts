/** Announces changes to screen readers, politely: a text that follows quickly replaces the one before. */
import { h } from "./dom";

export interface Announcer {
  element: HTMLElement;
  say(text: string): void;
}

/** In ms: long enough for a dragged handle to come to rest. */
const PAUSE = 250;

export function makeAnnouncer(): Announcer {
  const element = h("div", {
    class: "unseen",
    role: "status",
    "aria-live": "polite",
    "aria-atomic": "true",
    id: "live",
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    say(text) {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        // An unchanged region is not read again, so make a repeated text differ.
        element.textContent = element.textContent === text ? `${text}\u00a0` : text;
      }, PAUSE);
    },
  };
}
