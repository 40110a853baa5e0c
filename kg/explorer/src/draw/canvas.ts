/** The renderer that works everywhere: the whole picture is a bitmap, drawn with the plain 2D canvas. */
import { makeBitmap } from "./bitmap";
import { makeStage } from "./stage";
import type { MakeRenderer } from "../ledger/types";

export const makeCanvas: MakeRenderer = (host, palette) => makeStage(host, palette, "canvas", makeBitmap);
