/**
 * What every part of the page is given: the ledger, the state of the view, and the one way to change it. The state lives
 * in the address, so that a link brings back what a reader saw; every change runs through `go`.
 */
import { type Index, index } from "../ledger/data";
import { type View, view } from "../ledger/model";
import type { Lang, Ledger, ViewState } from "../ledger/types";
import { say, type Word } from "../words/i18n";
import { change, fromHash, same, toHash } from "./state";

/** push: a step that "back" undoes; replace: the same step goes on (a handle is dragged, a word typed). */
export type How = "push" | "replace";
export type Listener = (now: ViewState, before: ViewState) => void;

export interface App {
  readonly ledger: Ledger;
  readonly index: Index;
  state(): ViewState;
  view(): View;
  lang(): Lang;
  say(word: Word, values?: Record<string, string | number>): string;
  go(patch: Partial<ViewState>, how?: How): void;
  /** called after every change, in the order of registration */
  follow(listener: Listener): void;
  announce(text: string): void;
}

/** Reads the state from the address and keeps the two together. `speak` says a text to a screen reader. */
export function makeApp(ledger: Ledger, lang: Lang, speak: (text: string) => void): App {
  const listeners: Listener[] = [];
  let state = fromHash(location.hash, lang);
  let written = location.hash;

  function write(how: How): void {
    const hash = toHash(state);
    if (hash === written) return;
    written = hash;
    const address = hash || location.pathname + location.search;
    try {
      if (how === "push") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // A page inside a page, or one that changes too often, may not touch its address; it works all the same.
    }
  }

  function become(next: ViewState): void {
    const before = state;
    if (same(before, next)) return;
    state = next;
    for (const listener of listeners) listener(state, before);
  }

  const arrived = (): void => {
    if (location.hash === written) return;
    written = location.hash;
    become(fromHash(location.hash, lang));
  };
  addEventListener("hashchange", arrived);
  addEventListener("popstate", arrived);

  return {
    ledger,
    index: index(ledger),
    state: () => state,
    view: () => view(ledger, state),
    lang: () => state.lang,
    say: (word, values) => say(state.lang, word, values),
    go(patch, how = "push") {
      become(change(state, patch));
      write(how);
    },
    follow: (listener) => void listeners.push(listener),
    announce: speak,
  };
}
