// Where things stand. The picture is stretched to the shape of the window, so that the first sight is the whole.
// Focus: what is chosen and its neighbours stay, the rest fades.

const range = (key) => nodes.reduce(([low, high], node) => [Math.min(low, node[key]), Math.max(high, node[key])], [Infinity, -Infinity]);
const [left, right] = range("x"), [upper, lower] = range("y");
const crowd = Math.max(1, Math.sqrt(nodes.length / 160));

function positions() {
  const { clientWidth: width, clientHeight: height } = stage;
  stretched = { width, height };
  const margin = narrow.matches ? { x: 48, y: 52 } : { x: 84, y: 62 };
  let x = Math.max(60, width - 2 * margin.x) / Math.max(1e-6, right - left);
  let y = Math.max(60, height - 2 * margin.y) / Math.max(1e-6, lower - upper);
  if (right - left < 1e-6) x = y;
  if (lower - upper < 1e-6) y = x;
  [x, y] = [Math.min(x, 2.4 * y) * crowd, Math.min(y, 2.4 * x) * crowd];
  const middle = { x: (left + right) / 2, y: (upper + lower) / 2 };
  return nodes.map((node) => ({ id: node.id, x: (node.x - middle.x) * x, y: (node.y - middle.y) * y - (narrow.matches ? 14 : 6) }));
}

const small = () => (narrow.matches ? 0.74 : 1);
const whole = (animation) => network.moveTo({ position: { x: 0, y: 0 }, scale: 1 / crowd, animation });

// Show what is chosen with its neighbours: on a phone above the card, elsewhere only where it is out of sight.
function intoView() {
  const spots = [...focus.marks].map((id) => network.getPosition(id));
  const xs = spots.map(({ x }) => x), ys = spots.map(({ y }) => y);
  const box = { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
  const hidden = narrow.matches ? Math.max(0, stage.getBoundingClientRect().bottom - card.parentElement.getBoundingClientRect().top) : 0;
  const room = { width: stage.clientWidth - (narrow.matches ? 130 : 180), height: stage.clientHeight - hidden - 110 };
  const least = 0.7 / crowd, fits = Math.min(room.width / Math.max(1, box.width), room.height / Math.max(1, box.height));
  const inside = spots.every((spot) => {
    const { x, y } = network.canvasToDOM(spot);
    return x > 40 && y > 30 && x < stage.clientWidth - 40 && y < stage.clientHeight - hidden - 30;
  });
  if (inside && crowd === 1 && !narrow.matches) return;
  const position = fits < least ? middleOf(chosen) : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  network.moveTo({ position, offset: { x: 0, y: -hidden / 2 }, scale: Math.min(1.5, Math.max(least, fits)), animation: { duration: 350 } });
}

function middleOf({ node, edge }) {
  const [one, other] = node ? [node.id, node.id] : [edge.from, edge.to];
  const from = network.getPosition(one), to = network.getPosition(other);
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function inFocus() {
  if (!chosen) return null;
  const lines = chosen.edge ? [chosen.edge] : edgesOf.get(chosen.node.id);
  const marks = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
  if (chosen.node) marks.add(chosen.node.id);
  return { marks, lines: new Set(lines.map((edge) => edge.id)) };
}

const theme = () => themes[dark.matches ? 1 : 0];
const colourOf = (thing) => thing.colours[dark.matches ? 1 : 0];

function look(edge) {
  const faded = focus && !focus.lines.has(edge.id);
  return { id: edge.id, color: { color: colourOf(edge), hover: colourOf(edge), highlight: colourOf(edge), inherit: false, opacity: faded ? 0.18 : 1 }, width: edge.width * (narrow.matches ? 0.8 : 1) };
}

function restyle() {
  focus = inFocus();
  lineSet.update(edges.map(look));
  network.redraw();
}
