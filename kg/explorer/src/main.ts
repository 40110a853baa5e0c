/** Starts the page: loads the ledger, assembles the parts, and reports what goes wrong. */

import { chooseRenderer } from "./draw/choose";
import { DataError, load } from "./ledger/data";
import type { Lang } from "./ledger/types";
import { LIGHT } from "./shared";
import { makeAnnouncer } from "./ui/announcer";
import { h } from "./ui/dom";
import { makePage } from "./ui/page";
import { say } from "./words/i18n";

const lang: Lang = [document.documentElement.lang, navigator.language].some((name) => /^zh\b/i.test(name))
  ? "zh"
  : "en";

/** Load the local fonts before drawing: unlike the page, a canvas does not repaint when a font arrives. */
async function lettering(): Promise<void> {
  const faces = ["Ledger Sans", "Ledger Serif"].flatMap((name) =>
    [400, 600].map((weight) => document.fonts.load(`${weight} 12px "${name}"`)),
  );
  await Promise.allSettled(faces);
}

async function begin(): Promise<void> {
  const announcer = makeAnnouncer();
  const waiting = h("p", { class: "waiting" }, say(lang, "loading"));
  const root = document.getElementById("app") ?? document.body.appendChild(h("div", { id: "app" }));
  root.replaceChildren(waiting);
  try {
    const [ledger] = await Promise.all([load(), lettering()]);
    makePage(root, ledger, lang, announcer, chooseRenderer(), LIGHT);
  } catch (error) {
    // Explain data errors to the reader; rethrow everything else for developers.
    root.replaceChildren(
      h(
        "p",
        { class: "waiting", role: "alert" },
        say(lang, "broken", { why: error instanceof Error ? error.message : String(error) }),
      ),
    );
    if (!(error instanceof DataError)) throw error;
  }
}

void begin();
