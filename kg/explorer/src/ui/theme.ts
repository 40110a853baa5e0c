/** Light or dark paper: as the reader chose, else as the system has it; printed pages are light. */

import type { Palette, ViewState } from "../ledger/types";
import { DARK, LIGHT } from "../shared";
import type { App } from "./app";

export const THEMES = ["auto", "light", "dark"] as const satisfies readonly ViewState["theme"][];

const system = (): MediaQueryList | null =>
  typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;

/** Which of the two a choice comes to. */
export function resolved(theme: ViewState["theme"]): "light" | "dark" {
  return theme === "auto" ? (system()?.matches ? "dark" : "light") : theme;
}

/** Keeps the page's colours in step, and hands the palette to whoever draws. */
export function followTheme(app: App, paint: (palette: Palette) => void): void {
  const apply = (): void => {
    const now = resolved(app.state().theme);
    document.documentElement.dataset.theme = now;
    paint(now === "dark" ? DARK : LIGHT);
  };
  system()?.addEventListener("change", apply);
  addEventListener("beforeprint", () => paint(LIGHT));
  addEventListener("afterprint", apply);
  app.follow((now, before) => {
    if (now.theme !== before.theme) apply();
  });
  apply();
}
