/** The renderer that works everywhere: the whole picture as a bitmap, drawn on a 2D canvas. */

import type { MakeRenderer } from "../ledger/types";
import { makeBitmap } from "./bitmap";
import { makeStage } from "./stage";

export const makeCanvas: MakeRenderer = (host, palette) => makeStage(host, palette, "canvas", makeBitmap);
