/** The stage of the picture: passes the scene to the renderer, whichever it is, and handles clicks and the pointer. */

import { edgesBetween } from "../draw/scene";
import type { MakeRenderer, Palette, Renderer, Scene, ViewState } from "../ledger/types";
import { classWord, list } from "../words/i18n";
import { edgeSentence, joined, nameOf } from "../words/sentence";
import type { App } from "./app";
import { button, h, redraw } from "./dom";
import { lighted } from "./lighting";
import { NARROW, openEdge, openEntity } from "./steps";

export interface Stage {
  element: HTMLElement;
  /** the focusable element */
  host: HTMLElement;
  renderer: Renderer;
  /** moves the keyboard cursor to an entity and the line that led there; -1 and "" = none */
  stand(cursor: number, walked: string): void;
  cursor(): { entity: number; walked: string };
  /** brings entities into view; null = the whole picture */
  fit(entities: readonly number[] | null): void;
  scene(): Scene;
}

const LOOK: readonly (keyof ViewState)[] = [
  "lang",
  "view",
  "asOf",
  "reading",
  "focus",
  "edge",
  "claim",
  "filters",
  "path",
  "question",
];

export function makeStage(app: App, make: MakeRenderer, palette: Palette): Stage {
  const hint = h("p", { id: "stage-hint", class: "unseen" });
  const host = h("div", { id: "stage", tabindex: 0, role: "application", "aria-describedby": "stage-hint" });
  const tip = h("div", { id: "tip", hidden: true, "aria-hidden": "true" });
  const empty = h("p", { class: "empty", hidden: true });
  const zoom = h("div", { class: "zoom" });
  const element = h("div", { class: "stage" }, host, hint, empty, zoom, tip);
  const renderer = make(host, palette);
  let drawn: Scene = lighted(app, -1, "");
  let cursor = -1;
  let walked = "";
  let whole = app.state().camera === null;
  let sized = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function draw(): void {
    const view = app.view();
    drawn = lighted(app, cursor, walked);
    renderer.setScene(drawn);
    host.setAttribute("aria-label", app.say("picture", { nodes: view.nodes.length, edges: view.edges.length }));
    empty.hidden = view.nodes.length > 0;
  }

  function dress(): void {
    hint.textContent = app.say("pictureKeys");
    empty.textContent = app.say("empty");
    redraw(
      zoom,
      button(app.say("closer"), () => scaled(1.5), { "data-key": "closer" }),
      button(app.say("farther"), () => scaled(1 / 1.5), { "data-key": "farther" }),
      button(app.say("whole"), () => fit(null), { "data-key": "whole" }),
    );
  }

  function scaled(factor: number): void {
    const camera = renderer.camera();
    whole = false;
    renderer.setCamera({ ...camera, zoom: camera.zoom * factor });
  }

  function fit(entities: readonly number[] | null): void {
    whole = entities === null;
    if (entities) renderer.fit(entities);
    else renderer.fit();
    remember();
  }

  /** On a small screen, zooms to what was chosen; on a large one, the picture stays put. */
  function bring(): void {
    if (innerWidth <= NARROW) requestAnimationFrame(() => fit([...drawn.lit.nodes]));
  }

  function remember(): void {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { x, y, zoom: near } = renderer.camera();
      const camera = { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, zoom: Math.round(near * 10000) / 10000 };
      app.go({ camera: whole ? null : camera }, "replace");
    }, 600);
  }

  renderer.onCamera(() => {
    hideTip();
    remember();
  });
  for (const gesture of ["wheel", "pointerdown", "dblclick"])
    host.addEventListener(
      gesture,
      (event) => {
        if (event.type !== "pointerdown") whole = false;
        else
          addEventListener(
            "pointerup",
            (up) => {
              const from = event as PointerEvent;
              if (
                Math.hypot((up as PointerEvent).clientX - from.clientX, (up as PointerEvent).clientY - from.clientY) > 4
              )
                whole = false;
            },
            { once: true },
          );
      },
      { passive: true },
    );

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  host.addEventListener("click", (event) => {
    const { x, y } = place(event);
    const found = renderer.hit(x, y);
    hideTip();
    cursor = -1;
    walked = "";
    const state = app.state();
    if (found && "node" in found) {
      openEntity(app, found.node);
      bring();
    } else if (found) {
      openEdge(app, found.edge);
      bring();
    } else if (state.edge || state.claim || state.focus) app.go({ edge: "", claim: "", focus: "" });
  });

  function hideTip(): void {
    tip.hidden = true;
    host.style.removeProperty("cursor");
  }
  host.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return hideTip();
    const { x, y } = place(event);
    const found = renderer.hit(x, y);
    if (!found) return hideTip();
    host.style.setProperty("cursor", "pointer");
    redraw(tip, ...("node" in found ? aboutNode(found.node) : aboutEdge(found.edge)));
    tip.hidden = false;
    const { width, height } = host.getBoundingClientRect();
    tip.style.setProperty("left", `${Math.max(8, Math.min(x + 14, width - tip.offsetWidth - 8))}px`);
    tip.style.setProperty("top", `${y + 22 + tip.offsetHeight > height ? y - tip.offsetHeight - 10 : y + 18}px`);
  });
  host.addEventListener("pointerleave", hideTip);

  function aboutNode(entity: number): HTMLElement[] {
    const found = app.ledger.entities[entity];
    const edges = app.view().edges.filter((edge) => edge.source === entity || edge.target === entity).length;
    return [
      h("strong", {}, nameOf(app.ledger, entity, app.lang())),
      h("p", {}, `${classWord(app.ledger, found?.cls ?? -1, app.lang())} · ${app.say("relations", { n: edges })}`),
    ];
  }
  function aboutEdge(id: string): HTMLElement[] {
    const edge = drawn.edges.find((one) => one.id === id);
    if (!edge) return [];
    const beside = edgesBetween(app.view(), edge.source, edge.target).length;
    const facts = [app.say("claims", { n: edge.claims.length }), app.say("origins", { n: edge.origins })];
    if (edge.disputed) facts.push(app.say("disputed"));
    if (beside > 1) facts.push(app.say("tooMany", { n: beside }));
    return [h("strong", {}, joined(edgeSentence(app.ledger, edge, app.lang()))), h("p", {}, list(app.lang(), facts))];
  }

  new ResizeObserver(() => {
    const { width, height } = host.getBoundingClientRect();
    if (width < 2 || height < 2) return;
    renderer.resize(width, height, devicePixelRatio || 1);
    if (!sized) {
      sized = true;
      const { camera } = app.state();
      if (camera) renderer.setCamera(camera, true);
    }
  }).observe(host);

  app.follow((now, before) => {
    if (LOOK.some((key) => now[key] !== before[key])) draw();
    if (now.lang !== before.lang) dress();
    if (now.camera !== before.camera && now.camera) {
      const here = renderer.camera();
      const moved =
        Math.hypot(now.camera.x - here.x, now.camera.y - here.y) * here.zoom > 2 ||
        Math.abs(now.camera.zoom / here.zoom - 1) > 0.01;
      if (moved) renderer.setCamera(now.camera);
      whole = false;
    } else if (!now.camera && before.camera && !whole) fit(null);
  });
  // For tests and scripts: where things are in the picture, by id.
  Object.defineProperty(host, "picture", {
    value: {
      renderer: renderer.name,
      screen: (id: string) => renderer.screen(app.index.entity.get(id) ?? -1),
      hit: (x: number, y: number) => {
        const found = renderer.hit(x, y);
        return found && "node" in found ? { node: app.ledger.entities[found.node]?.id } : found;
      },
      labels: () => renderer.labels().map((one) => ({ ...one, entity: app.ledger.entities[one.entity]?.id })),
      scene: () => ({
        nodes: drawn.nodes.length,
        edges: drawn.edges.map((edge) => edge.id),
        lit: [...drawn.lit.nodes].map((entity) => app.ledger.entities[entity]?.id),
        focusEdge: drawn.focusEdge,
      }),
      busy: () => renderer.busy?.() ?? false,
      zoom: (factor: number) => scaled(factor),
    },
  });
  dress();
  draw();
  return {
    element,
    host,
    renderer,
    fit,
    stand(entity, edge) {
      [cursor, walked] = [entity, edge];
      draw();
    },
    cursor: () => ({ entity: cursor, walked }),
    scene: () => drawn,
  };
}
