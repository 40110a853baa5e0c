/** Keyboard navigation of the picture: from neighbour to neighbour along lines, and into their evidence. */

import { edgesBetween, neighbours, step } from "../draw/scene";
import { classWord } from "../words/i18n";
import { edgeSentence, joined, nameOf } from "../words/sentence";
import type { App } from "./app";
import type { Stage } from "./stage";
import { openEdge, openEntity, pageOf } from "./steps";

const WAYS: Record<string, readonly [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Listens for keys on the stage. `read` moves the focus into the panel. */
export function listenToKeys(app: App, stage: Stage, read: () => void, letters: () => boolean): void {
  const focus = (): number => app.index.entity.get(app.state().focus) ?? -1;

  function first(): number {
    const { nodes, edges } = app.view();
    const degree = new Map<number, number>();
    for (const edge of edges) for (const end of [edge.source, edge.target]) degree.set(end, (degree.get(end) ?? 0) + 1);
    const weight = (node: (typeof nodes)[number]): number =>
      (node.role === "maker" ? 1000 : 0) + (degree.get(node.entity) ?? 0);
    return nodes.reduce((best, node) => (best && weight(best) >= weight(node) ? best : node), nodes[0])?.entity ?? -1;
  }

  function arrive(entity: number, from: number): void {
    const view = app.view();
    const edge = from >= 0 ? edgesBetween(view, from, entity)[0] : undefined;
    stage.stand(entity, edge?.id ?? "");
    const { x, y } = stage.renderer.screen(entity);
    const { width, height } = stage.host.getBoundingClientRect();
    if (!(x > 30 && y > 30 && x < width - 30 && y < height - 30)) stage.fit([entity, ...(from >= 0 ? [from] : [])]);
    const found = app.ledger.entities[entity];
    const who = app.say("chosen", {
      name: nameOf(app.ledger, entity, app.lang()),
      cls: classWord(app.ledger, found?.cls ?? -1, app.lang()),
      n: neighbours(view, entity).length,
    });
    app.announce(
      edge ? `${who}. ${app.say("walked", { sentence: joined(edgeSentence(app.ledger, edge, app.lang())) })}` : who,
    );
  }

  function walk(dx: number, dy: number): void {
    const here = stage.cursor().entity >= 0 ? stage.cursor().entity : focus();
    const next = here < 0 ? first() : step(app.view(), here, dx, dy);
    if (here < 0) arrive(next, -1);
    else if (next < 0) app.announce(app.say("noNeighbour"));
    else arrive(next, here);
  }

  function turn(by: 1 | -1): void {
    const middle = focus() >= 0 ? focus() : stage.cursor().entity;
    if (middle < 0) {
      arrive(first(), -1);
      return;
    }
    const around = neighbours(app.view(), middle);
    const at = around.indexOf(stage.cursor().entity);
    const next = around[at < 0 ? (by > 0 ? 0 : around.length - 1) : (at + by + around.length) % around.length];
    if (next === undefined) app.announce(app.say("noNeighbour"));
    else arrive(next, middle);
  }

  /** Opens what is under the cursor: first the line that led here, then the entity at its end. */
  function enter(): void {
    const { entity, walked } = stage.cursor();
    if (walked && app.state().edge !== walked) {
      openEdge(app, walked);
      read();
    } else if (entity >= 0 && entity !== focus()) {
      openEntity(app, entity);
      stage.stand(entity, "");
    } else if (pageOf(app) !== "overview") read();
  }

  function zoomed(factor: number): void {
    const camera = stage.renderer.camera();
    stage.renderer.setCamera({ ...camera, zoom: camera.zoom * factor });
  }

  function evidence(): void {
    const entity = stage.cursor().entity >= 0 ? stage.cursor().entity : focus();
    const edge =
      stage.cursor().walked || app.view().edges.find((one) => one.source === entity || one.target === entity)?.id;
    if (!edge) return;
    openEdge(app, edge);
    read();
  }

  stage.host.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) walk(...way);
    else if (event.key === "Enter" || event.key === " ") enter();
    else if (event.key === "Home") stage.fit(null);
    else if (letters() && "+=".includes(event.key)) zoomed(1.4);
    else if (letters() && event.key === "-") zoomed(1 / 1.4);
    else if (letters() && event.key === "0") stage.fit(null);
    else if (letters() && event.key === "n") turn(1);
    else if (letters() && event.key === "p") turn(-1);
    else if (letters() && event.key === "e") evidence();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
