/** Helpers for the drawing tests: random scenes, and a surface that records calls. */

import fc from "fast-check";
import type { DrawnEdge, DrawnNode, Scene } from "../src/ledger/types";
import { ROLES, STATES } from "../src/shared";

const coordinate = fc.double({ min: -1200, max: 1200, noNaN: true });
const label = fc.oneof(
  fc.constantFrom("MetaX", "沐曦股份", "Shanghai Free Trade Zone Fund", "天数智芯通用GPU算力集群", "x"),
  fc.string({ maxLength: 60 }),
);

export function node(entity: number, x: number, y: number, rest: Partial<DrawnNode> = {}): DrawnNode {
  return { entity, x, y, role: "maker", size: 1, label: `Node ${entity}`, level: 0, ...rest };
}

export function edge(id: string, source: number, target: number, rest: Partial<DrawnEdge> = {}): DrawnEdge {
  return {
    id,
    source,
    target,
    property: 0,
    state: "stated",
    disputed: false,
    origins: 1,
    claims: [0],
    verb: "tests",
    ...rest,
  };
}

export function sceneOf(nodes: DrawnNode[], edges: DrawnEdge[] = [], rest: Partial<Scene> = {}): Scene {
  return { nodes, edges, lit: { nodes: new Set(), edges: new Set() }, focus: -1, focusEdge: "", cursor: -1, ...rest };
}

/** Any scene: crowded or sparse, partly lit, with or without a focus. */
export const anyScene: fc.Arbitrary<Scene> = fc
  .array(
    fc.record({
      x: coordinate,
      y: coordinate,
      role: fc.constantFrom(...ROLES),
      size: fc.integer({ min: 1, max: 9 }),
      label,
      level: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 160 },
  )
  .chain((spots) => {
    const nodes = spots.map((spot, entity): DrawnNode => ({ entity: entity * 3, ...spot }));
    const end = fc.integer({ min: 0, max: nodes.length - 1 }).map((at) => at * 3);
    const lines = fc.array(
      fc.record({
        source: end,
        target: end,
        state: fc.constantFrom(...STATES),
        disputed: fc.boolean(),
        origins: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 120 },
    );
    return fc
      .record({
        lines,
        focus: fc.option(end, { nil: -1 }),
        cursor: fc.option(end, { nil: -1 }),
        lit: fc.boolean(),
        chosen: fc.nat(),
      })
      .map(({ lines: drawn, focus, cursor, lit, chosen }) => {
        const edges = drawn.map((one, at) =>
          edge(`${one.source}|p${at}|${one.target}|${one.state}`, one.source, one.target, one),
        );
        const near = lit ? edges.filter((one) => one.source === focus || one.target === focus) : [];
        return sceneOf(nodes, edges, {
          focus,
          cursor,
          focusEdge: edges.length && chosen % 3 === 0 ? edges[chosen % edges.length]!.id : "",
          lit: {
            nodes: new Set(lit && focus >= 0 ? [focus, ...near.flatMap((one) => [one.source, one.target])] : []),
            edges: new Set(near.map((one) => one.id)),
          },
        });
      });
  });

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The first two boxes that overlap by more than rounding, or null. */
export function overlapping(boxes: readonly Rect[]): [Rect, Rect] | null {
  for (let a = 0; a < boxes.length; a++) {
    for (let b = a + 1; b < boxes.length; b++) {
      const one = boxes[a]!;
      const other = boxes[b]!;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1e-6 && down > 1e-6) return [one, other];
    }
  }
  return null;
}

/** A 2D context that accepts every call and counts them. */
export function fakeContext(): { context: CanvasRenderingContext2D; calls: Map<string, number>; texts: string[] } {
  const calls = new Map<string, number>();
  const texts: string[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get(target, name: string) {
      if (name in target) return target[name];
      return (...args: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        if (name === "fillText") texts.push(String(args[0]));
        return name === "measureText" ? { width: Array.from(String(args[0])).length * 7 } : undefined;
      };
    },
    set(target, name: string, value: unknown) {
      target[name] = value;
      return true;
    },
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls, texts };
}
