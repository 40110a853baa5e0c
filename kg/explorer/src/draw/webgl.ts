/**
 * The renderer for machines with a graphics card: sigma draws the whole picture with our line and mark programs;
 * focus and names lie above it as in the other renderer. Throws without WebGL.
 */
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Palette, Renderer } from "../ledger/types";
import type { Size } from "./camera";
import { drawSign, FULL_LINES, hairline, PLAIN, strengthOf } from "./ink";
import { pointAt } from "./lines";
import { markOf, mix } from "./palette";
import { type CameraView, inView, makeSheet, type Sheet, viewOf } from "./sheet";
import { type Backdrop, makeStage } from "./stage";
import { linesProgram } from "./webgl-lines";
import type { Look } from "./webgl-look";
import { marksProgram } from "./webgl-marks";

/** The most signs drawn; more would be a pattern, not signs. */
const SIGNS = 250;

/** Draws in the same frame as the layers above, without re-indexing the graph. */
const AT_ONCE = { partialGraph: { nodes: [], edges: [] }, skipIndexation: true };

function makeSigma(host: HTMLElement, palette: Palette, lost: () => void): Backdrop {
  const frame = document.createElement("div");
  Object.assign(frame.style, { position: "absolute", inset: "0", pointerEvents: "none" });
  frame.setAttribute("aria-hidden", "true");
  host.append(frame);
  const nothing = makeSheet({ nodes: [], edges: [] });
  const look: Look = {
    sheet: nothing,
    view: viewOf(nothing, { x: 0, y: 0, zoom: 1 }, { width: 1, height: 1 }, 1),
    palette,
    ink: 1,
    arrows: true,
  };
  const graph = new MultiDirectedGraph();
  const sigma = new Sigma(graph, frame, {
    allowInvalidContainer: true,
    renderLabels: false,
    renderEdgeLabels: false,
    enableEdgeEvents: false,
    enableCameraZooming: false,
    enableCameraPanning: false,
    enableCameraRotation: false,
    defaultNodeType: "mark",
    defaultEdgeType: "line",
    nodeProgramClasses: { mark: marksProgram(look) },
    edgeProgramClasses: { line: linesProgram(look) },
    nodeHoverProgramClasses: {},
  });
  let drawn: CameraView | null = null;
  // The event does not bubble, but it can be captured.
  frame.addEventListener("webglcontextlost", lost, { capture: true });

  function renew(sheet: Sheet, nextPalette: Palette, _size: Size): void {
    const same = sheet === look.sheet && nextPalette === look.palette;
    look.sheet = sheet;
    look.palette = nextPalette;
    drawn = null;
    if (same) return;
    const fresh = new MultiDirectedGraph();
    for (const node of sheet.order)
      fresh.addNode(String(node), { number: node, x: sheet.xs[node], y: -sheet.ys[node]!, size: 1 });
    for (const batch of sheet.batches) {
      for (const edge of batch.members) {
        const { source, target } = sheet.lines;
        fresh.addEdgeWithKey(String(edge), String(source[edge]), String(target[edge]), {
          number: edge,
          minor: batch.minor,
        });
      }
    }
    sigma.setGraph(fresh);
    sigma.refresh();
  }

  function paint(
    surface: CanvasRenderingContext2D,
    view: CameraView,
    _home: number,
    _moving: boolean,
    alpha: number,
  ): boolean {
    frame.style.setProperty("opacity", String(alpha));
    if (drawn !== view) {
      const few = look.sheet.lines.count <= FULL_LINES;
      look.view = view;
      look.ink = few ? 1 : Math.min(0.99, hairline(look.sheet, view));
      look.arrows = few || view.ratio > 2.5;
      sigma.refresh(AT_ONCE);
      drawn = view;
    }
    drawSigns(surface, view, alpha);
    return false;
  }

  function drawSigns(surface: CanvasRenderingContext2D, view: CameraView, alpha: number): void {
    const { sheet } = look;
    let count = 0;
    surface.globalAlpha = alpha;
    for (const batch of sheet.batches) {
      const sign = markOf(batch.state, batch.disputed);
      if (!sign) continue;
      const colour = mix(
        look.palette.paper,
        batch.disputed ? look.palette.disputed : look.palette.edge,
        strengthOf(batch, PLAIN, view.detail),
      );
      for (const edge of batch.members) {
        if (!inView(sheet.lines, edge, view.box)) continue;
        if (++count > SIGNS) break;
        const { x, y } = pointAt(sheet.lines, edge, 0.5);
        drawSign(
          surface,
          sign,
          x * view.camera.zoom + view.ox,
          y * view.camera.zoom + view.oy,
          Math.max(0.6, Math.min(1, view.scale)),
          colour,
          look.palette.paper,
        );
      }
    }
    surface.globalAlpha = 1;
  }

  return {
    covers: false,
    renew,
    paint,
    destroy() {
      frame.removeEventListener("webglcontextlost", lost, { capture: true });
      sigma.kill();
      frame.remove();
    },
  };
}

/** `lost` is called when the WebGL context is lost and another renderer must take over. */
export function makeWebgl(host: HTMLElement, palette: Palette, lost: () => void = () => undefined): Renderer {
  return makeStage(host, palette, "webgl", (element) => makeSigma(element, palette, lost));
}
