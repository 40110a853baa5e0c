// The records of the page, and what changes while it is used. Data becomes text only: textContent and fillText, never markup.

const { nodes, edges, roles, states, themes, words, title } = JSON.parse(document.getElementById("records").textContent);
const at = (id) => document.getElementById(id);
const stage = at("stage"), card = at("card"), tip = at("tip");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 760px)");
const SANS = 'Inter, "Segoe UI", system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
const edgesOf = new Map(nodes.map((node) => [node.id, []]));
for (const edge of edges) {
  edgesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
}

// What changes while the page is used.
let language = document.documentElement.lang === "en" ? 0 : 1; // which of each pair of texts is shown
let chosen = null; // { node } or { edge }
let focus = null; // the marks and lines that stay while the rest fades
let placed = null; // names and verbs, and where they stand beside their marks; kept while only the view moves
let stretched = { width: 0, height: 0 }; // the size of the window that the picture was fitted to
let network = null, lineSet = null, markSet = null; // vis-network
