/**
 * What every part of the page shares: the ledger, the view state, and `go`, the only way to change it. The state is
 * kept in the address, so that a link restores the view.
 */
import { type Index, index } from "../ledger/data";
import { type View, view } from "../ledger/model";
import type { Lang, Ledger, ViewState } from "../ledger/types";
import { say, type Word } from "../words/i18n";
import { change, current, fromHash, same, toHash } from "./state";

/** push: a step that "back" undoes; replace: the same step continues (dragging, typing). */
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
  /** listeners are called after every change, in order of registration */
  follow(listener: Listener): void;
  announce(text: string): void;
}

/** Calls `dress` now and whenever one of these keys of the state changes. */
export function dressed(app: App, keys: readonly (keyof ViewState)[], dress: () => void): void {
  app.follow((now, before) => {
    if (keys.some((key) => now[key] !== before[key])) dress();
  });
  dress();
}

/** Reads the state from the address and keeps the two in sync. `speak` announces a text to screen readers. */
export function makeApp(ledger: Ledger, lang: Lang, speak: (text: string) => void): App {
  const listeners: Listener[] = [];
  const arrival = (): ViewState => current(fromHash(location.hash, lang), ledger.docs);
  let state = arrival();
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
      // An embedded page, or one that changes too often, may not change its address. It works anyway.
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
    become(arrival());
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
