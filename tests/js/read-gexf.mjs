// Reads a GEXF file the way Gephi Lite does and prints what arrived, as JSON. Usage: node read-gexf.mjs FILE
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";

const graph = gexf.parse(Graph, readFileSync(process.argv[2], "utf-8"), {
  allowUndeclaredAttributes: true,
  addMissingNodes: true,
});

const nodes = graph.mapNodes((id, data) => ({ id, ...data }));
const edges = graph.mapEdges((id, data, source, target) => ({
  ...data,
  id,
  source,
  target,
  undirected: graph.isUndirected(id),
}));

process.stdout.write(JSON.stringify({ nodes, edges }));
