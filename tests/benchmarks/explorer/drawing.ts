/** The page of the benchmark: the explorer's own renderer, a synthetic graph, and handles for the clock outside. */
import { LIGHT } from "../../../kg/explorer/src/shared";
import { chooseRenderer } from "../../../kg/explorer/src/draw/choose";
import type { DrawnEdge, DrawnNode, EdgeState, Role, Scene } from "../../../kg/explorer/src/ledger/types";

interface Columns {
  roles: Role[]; states: EdgeState[];
  nodes: { x: number[]; y: number[]; role: number[]; size: number[]; level: number[] };
  labels: string[];
  edges: { source: number[]; target: number[]; state: number[]; disputed: number[]; origins: number[] };
}

async function read(): Promise<Columns> {
  const text = document.getElementById("ledger")!.textContent!.trim();
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(stream).json()) as Columns;
}

function sceneOf({ roles, states, nodes, labels, edges }: Columns): Scene {
  return {
    nodes: nodes.x.map((x, n): DrawnNode => ({ entity: n, x, y: nodes.y[n]!, role: roles[nodes.role[n]!]!, size: nodes.size[n]!, label: labels[n]!, level: nodes.level[n]! })),
    edges: edges.source.map((source, n): DrawnEdge => ({
      id: `e${n}`, source, target: edges.target[n]!, property: 0, state: states[edges.state[n]!]!, disputed: edges.disputed[n] === 1, origins: edges.origins[n]!, claims: [], verb: "tests",
    })),
    lit: { nodes: new Set(), edges: new Set() }, focus: -1, focusEdge: "", cursor: -1,
  };
}

const scene = sceneOf(await read());
const renderer = chooseRenderer()(document.getElementById("host")!, LIGHT);
renderer.setScene(scene);
renderer.resize(innerWidth, innerHeight, devicePixelRatio);

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

Object.assign(window, {
  renderer, scene,
  /** resolves when nothing is under way any more */
  finished: async () => { await frame(); while (renderer.busy?.()) await frame(); await frame(); },
  /** pans for half of the frames, comes closer for the other half; one step in each frame */
  travel: async (frames: number) => {
    for (let step = 0; step < frames; step++) {
      const { x, y, zoom } = renderer.camera();
      renderer.setCamera(step < frames / 2 ? { x: x + 8 / zoom, y: y + 3 / zoom, zoom } : { x, y, zoom: zoom * 1.02 }, true);
      await frame();
    }
    await frame();
  },
  focus: async (entity: number) => {
    const near = scene.edges.filter((edge) => edge.source === entity || edge.target === entity);
    renderer.setScene({ ...scene, focus: entity, lit: { nodes: new Set(near.flatMap((edge) => [edge.source, edge.target])), edges: new Set(near.map((edge) => edge.id)) } });
    await wait(300);
  },
});
