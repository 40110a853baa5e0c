/** Says changes to a screen reader, politely and one at a time: a text that follows quickly replaces the one before. */
import { h } from "./dom";

export interface Announcer {
  element: HTMLElement;
  say(text: string): void;
}

/** Long enough for a handle that is dragged to come to rest, in ms. */
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
        // The same text twice is said twice: a region that does not change is not read.
        element.textContent = element.textContent === text ? `${text}\u00a0` : text;
      }, PAUSE);
    },
  };
}
