/** The picture as a file, with what a report needs: title, what is shown, legend, day and coverage. */

import { type PictureOptions, type PictureWords, pngFile, svgFile } from "../draw/picture";
import { isFiltered } from "../ledger/model";
import { DARK, LIGHT } from "../shared";
import { showDay } from "../words/figures";
import { list, pick } from "../words/i18n";
import { edgeSentence, joined, nameOf } from "../words/sentence";
import type { App } from "./app";
import { coverageLine } from "./coverage";
import { legendOf } from "./legend";
import type { Pictures } from "./share";
import type { Stage } from "./stage";
import { resolved } from "./theme";

export function picturesOf(app: App, stage: Stage): Pictures {
  const options = (): PictureOptions => {
    const { width, height } = stage.host.getBoundingClientRect();
    return {
      scene: stage.scene(),
      palette: resolved(app.state().theme) === "dark" ? DARK : LIGHT,
      words: wordsOf(app, stage),
      // In the table view the stage has no size: export the whole picture.
      ...(width > 1
        ? { size: { width, height }, camera: stage.renderer.camera() }
        : { size: { width: 1100, height: 720 }, camera: null }),
    };
  };
  return { png: () => pngFile(options()), svg: () => svgFile(options()) };
}

function wordsOf(app: App, stage: Stage): PictureWords {
  const state = app.state();
  const { lang } = state;
  return {
    title: pick(app.ledger.title, lang),
    subtitle: subtitle(app, stage),
    asOf: state.asOf ? app.say("asOf", { day: showDay(state.asOf, lang) }) : app.say("today"),
    coverage: `${coverageLine(app)} · ${app.say("coverageNote")}`,
    ...legendOf(app, stage.scene()),
    size: app.say("legendSize"),
  };
}

/** The reader's choices in one line. */
function subtitle(app: App, stage: Stage): string {
  const state = app.state();
  const { lang } = state;
  const chosen = stage.scene().edges.find((edge) => edge.id === stage.scene().focusEdge);
  const question = app.ledger.questions[app.index.question.get(state.question) ?? -1];
  const name = (id: string): string => nameOf(app.ledger, app.index.entity.get(id) ?? -1, lang);
  const parts = [
    chosen ? joined(edgeSentence(app.ledger, chosen, lang)) : state.focus ? name(state.focus) : "",
    state.view === "path" && state.path.from && state.path.to
      ? app.say("ends", { from: name(state.path.from), to: name(state.path.to) })
      : "",
    state.view === "questions" && question ? pick(question.title, lang) : "",
    isFiltered(state) ? app.say("filtered") : "",
  ];
  return list(lang, parts.filter(Boolean));
}
