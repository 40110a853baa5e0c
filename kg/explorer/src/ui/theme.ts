/** The theme: light or dark as chosen, else as the system has it. Printed pages are light. */

import type { Palette, ViewState } from "../ledger/types";
import { DARK, LIGHT } from "../shared";
import type { App } from "./app";

export const THEMES = ["auto", "light", "dark"] as const satisfies readonly ViewState["theme"][];

const system = (): MediaQueryList | null =>
  typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;

/** Resolves a choice to light or dark. */
export function resolved(theme: ViewState["theme"]): "light" | "dark" {
  return theme === "auto" ? (system()?.matches ? "dark" : "light") : theme;
}

/** Applies the theme to the page and passes its palette to the renderer. */
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
