// Where names and verbs are written: none lies on another, and lines are covered as little as can be.

const widths = new Map();
function widthOf(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

class Boxes { // rectangles in a grid of cells, so that a thousand names are placed between two frames
  constructor() { this.cells = new Map(); }
  *keys([x1, y1, x2, y2]) {
    for (let x = Math.floor(x1 / 80); x <= Math.floor(x2 / 80); x++)
      for (let y = Math.floor(y1 / 80); y <= Math.floor(y2 / 80); y++) yield `${x},${y}`;
  }
  add(box) {
    for (const key of this.keys(box)) this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
  }
  under([x1, y1, x2, y2], except) {
    const found = new Set();
    for (const key of this.keys([x1, y1, x2, y2]))
      for (const box of this.cells.get(key) || [])
        if (box !== except && x1 < box[2] && x2 > box[0] && y1 < box[3] && y2 > box[1]) found.add(box);
    return [...found];
  }
  free(box, except) { return this.under(box, except).length === 0; }
}

// Where the lines run, as points in a grid: a name takes the side of its mark where it covers the fewest.
function crossings() {
  const cells = new Map();
  if (edges.length <= 1500) for (const edge of edges) {
    for (let along = 0.06; along < 0.97; along += 0.03) {
      const spot = pointOn(edge, along);
      if (!spot) break;
      const key = `${Math.floor(spot.x / 24)},${Math.floor(spot.y / 24)}`;
      cells.has(key) ? cells.get(key).push(spot) : cells.set(key, [spot]);
    }
  }
  return ([x1, y1, x2, y2]) => {
    let count = 0;
    for (let x = Math.floor(x1 / 24); x <= Math.floor(x2 / 24); x++)
      for (let y = Math.floor(y1 / 24); y <= Math.floor(y2 / 24); y++)
        for (const spot of cells.get(`${x},${y}`) || [])
          if (spot.x > x1 && spot.x < x2 && spot.y > y1 && spot.y < y2) count += 1;
    return count;
  };
}

const fontOf = (node) => {
  const major = node.role === "maker";
  const size = (major ? 14 : 12) - (narrow.matches ? 1.5 : 0);
  return { size, font: `${major || (chosen && chosen.node === node) ? 600 : 400} ${size}px ${SANS}` };
};

const SIDES = [[0, 1], [1, 0], [-1, 0], [0, -1], [0.8, 0.9], [-0.8, 0.9], [0.8, -0.9], [-0.8, -0.9]];
const LONGEST = 30; // columns of a name on the picture; the card has it whole
function brief(text) {
  let room = LONGEST, short = "";
  for (const character of text) {
    room -= character > "\u2e80" ? 2 : 1;
    if (room < 0) return `${short.trim()}…`;
    short += character;
  }
  return text;
}

const FARTHER = SIDES.map(([dx, dy]) => [dx * 1.5, dy * 1.7]);

function placeAll(ctx, spots, scale) {
  if (placed && placed.scale === scale) return;
  const boxes = new Boxes(), marks = new Map(), texts = [], covered = crossings();
  for (const node of nodes) {
    const { x, y } = spots.get(node.id), radius = node.size * small() * scale * 1.1 + 1;
    marks.set(node.id, [x - radius, y - radius, x + radius, y + radius]);
  }
  const isNear = (node) => Boolean(focus && focus.marks.has(node.id));
  const block = (near) => { // what is faded gives way to the names in focus
    for (const node of nodes) if (isNear(node) === near) boxes.add(marks.get(node.id));
    for (const edge of edges) {
      const spot = edge.mark && Boolean(focus && focus.lines.has(edge.id)) === near && pointOn(edge, 0.5);
      if (spot) boxes.add([spot.x - 7, spot.y - 7, spot.x + 7, spot.y + 7]);
    }
  };
  const mustShow = (node) => Boolean(chosen) && (chosen.node === node || Boolean(chosen.edge && isNear(node)));
  const rank = (node) => (mustShow(node) ? 1000 : 0) + (isNear(node) ? 500 : 0) + (node.role === "maker" ? 60 : 0) + node.size;
  const ranked = [...nodes].sort((one, other) => rank(other) - rank(one));

  const names = new Set(); // boxes of names: a maker's may lie on a mark where there is no room, never on a name
  const overMarks = (node, tries, box) => {
    if (!mustShow(node) && (node.role !== "maker" || (focus && !isNear(node)))) return null;
    const hidden = tries.map((one) => boxes.under(box(one), marks.get(node.id)));
    const costs = hidden.map((list) => list.reduce((sum, one) => sum + (names.has(one) ? 100 : 1), 0)), least = Math.min(...costs);
    return least < 100 || mustShow(node) ? tries[costs.indexOf(least)] : null;
  };
  const placeName = (node) => {
    const { size, font } = fontOf(node), text = mustShow(node) ? say(node.name) : brief(say(node.name)), width = widthOf(ctx, text, font);
    const radius = node.size * small() * scale * 1.1 + 3, { x, y } = spots.get(node.id);
    const across = radius + width / 2 + 2, down = radius + size * 0.62;
    const box = ([dx, dy]) => [x + dx - width / 2 - 2, y + dy - size * 0.62, x + dx + width / 2 + 2, y + dy + size * 0.62];
    const outside = ([x1, y1, x2, y2]) => x1 < 2 || y1 < 2 || x2 > stage.clientWidth - 2 || y2 > stage.clientHeight - 2;
    const tries = (isNear(node) || node.role === "maker" ? [...SIDES, ...FARTHER] : SIDES).map(([dx, dy]) => [dx * across, dy * down]);
    const free = tries.filter((one) => boxes.free(box(one), marks.get(node.id)));
    const costs = free.map((one) => covered(box(one)) + 0.7 * tries.indexOf(one) + (tries.indexOf(one) < SIDES.length ? 0 : 14) + (outside(box(one)) ? 60 : 0));
    const spot = free[costs.indexOf(Math.min(...costs))] || overMarks(node, tries, box);
    if (!spot || (outside(box(spot)) && !outside(marks.get(node.id)) && !mustShow(node))) return;
    const taken = box(spot);
    boxes.add(taken);
    names.add(taken);
    texts.push({ node, anchor: node.id, text, font, dx: spot[0], dy: spot[1] });
  };
  const placeVerb = (edge) => {
    const font = `600 ${narrow.matches ? 11 : 12}px ${SANS}`, text = say(edge.verb), width = widthOf(ctx, text, font);
    for (const along of edge.mark ? [0.34, 0.66, 0.25, 0.75] : [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75]) {
      const spot = pointOn(edge, along);
      if (!spot) return;
      const box = [spot.x - width / 2 - 2, spot.y - 9, spot.x + width / 2 + 2, spot.y + 9];
      if (!boxes.free(box)) continue;
      boxes.add(box);
      const from = spots.get(edge.from);
      texts.push({ edge, anchor: edge.from, text, font, dx: spot.x - from.x, dy: spot.y - from.y });
      return;
    }
  };
  block(true);
  ranked.filter(isNear).forEach(placeName);
  if (focus) edges.filter((edge) => focus.lines.has(edge.id)).slice(0, 60).forEach(placeVerb);
  block(false);
  ranked.filter((node) => !isNear(node)).forEach(placeName);
  placed = { scale, texts };
}
