// Marks, signs and texts on the canvas; vis-network draws the lines and knows the mouse.

function drawMark(ctx, x, y, node, radius) {
  const role = roles[node.role], colour = colourOf(role), paper = theme().paper;
  ctx.globalAlpha = focus && !focus.marks.has(node.id) ? 0.2 : 1;
  ctx.beginPath();
  if (role.corners.length) {
    role.corners.forEach(([dx, dy], number) => ctx[number ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius));
    ctx.closePath();
  } else {
    ctx.arc(x, y, role.shape === "dot" ? radius * 0.75 : radius, 0, 2 * Math.PI);
  }
  const { hollow } = role;
  ctx.fillStyle = hollow ? paper : colour;
  ctx.fill();
  ctx.lineWidth = hollow ? 2.2 : 1.2;
  ctx.strokeStyle = hollow ? colour : paper;
  ctx.setLineDash(role.shape === "dashed-ring" ? [4, 3] : []);
  ctx.stroke();
  if (chosen && chosen.node === node) {
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, radius * 1.25 + 5, 0, 2 * Math.PI);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = theme().ink;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

const renderer = (node) => ({ ctx, x, y }) => {
  const radius = node.size * small();
  return { drawNode: () => drawMark(ctx, x, y, node, radius), nodeDimensions: { width: 2 * radius, height: 2 * radius } };
};

function write(ctx, text, x, y, font, colour) {
  ctx.font = font;
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = theme().paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function pointOn(edge, along) {
  const line = network.body.edges[edge.id];
  if (!line || !line.edgeType || !line.connected) return null;
  const { x, y } = edge.from === edge.to ? topOfLoop(line) : line.edgeType.getPoint(along);
  return Number.isFinite(x) && Number.isFinite(y) ? network.canvasToDOM({ x, y }) : null;
}

function topOfLoop(line) { // the point of a loop that is farthest from its mark
  const [x, y, radius] = line.edgeType._getCircleData(), mark = network.getPosition(line.fromId);
  const far = Math.hypot(x - mark.x, y - mark.y) || 1;
  return { x: x + (x - mark.x) * radius / far, y: y + (y - mark.y) * radius / far };
}

function drawSign(ctx, edge) {
  const spot = edge.mark && pointOn(edge, 0.5);
  if (!spot) return;
  const { x, y } = spot, size = Math.max(0.4, Math.min(1, network.getScale()));
  const strokes = edge.mark === "cross" ? [[-4, -4, 4, 4], [-4, 4, 4, -4]] : [[-5, -2.2, 5, -2.2], [-5, 2.2, 5, 2.2], [2.6, -5.5, -2.6, 5.5]];
  ctx.globalAlpha = focus && !focus.lines.has(edge.id) ? 0.2 : 1;
  ctx.beginPath();
  ctx.arc(x, y, 7.5 * size, 0, 2 * Math.PI);
  ctx.fillStyle = theme().paper;
  ctx.fill();
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of strokes) {
    ctx.moveTo(x + x1 * size, y + y1 * size);
    ctx.lineTo(x + x2 * size, y + y2 * size);
  }
  ctx.lineWidth = 0.6 + size;
  ctx.strokeStyle = colourOf(edge);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function drawOver(ctx) {
  const ratio = stage.querySelector("canvas").width / stage.clientWidth || 1;
  const scale = network.getScale(), spots = new Map(nodes.map((node) => [node.id, network.canvasToDOM(network.getPosition(node.id))]));
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const edge of edges) drawSign(ctx, edge);
  placeAll(ctx, spots, scale);
  for (const { node, edge, anchor, text, font, dx, dy } of placed.texts) {
    const { x, y } = spots.get(anchor), near = !focus || Boolean(edge) || focus.marks.has(node.id);
    const strong = edge || node.role === "maker" || (focus && near);
    ctx.globalAlpha = near ? 1 : 0.3;
    write(ctx, text, x + dx, y + dy, font, edge && edge.disputed ? colourOf(edge) : strong ? theme().ink : theme().softInk);
  }
  ctx.restore();
}

function draw() {
  const places = new Map(positions().map((place) => [place.id, place]));
  markSet = new vis.DataSet(nodes.map((node) => ({ ...node, ...places.get(node.id), ctxRenderer: renderer(node) })));
  lineSet = new vis.DataSet(edges.map((edge) => ({ ...edge, ...look(edge) })));
  network = new vis.Network(stage, { nodes: markSet, edges: lineSet }, {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, dragNodes: false, hideEdgesOnDrag: false, keyboard: false, selectable: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { chosen: false, font: { size: 0 } },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.42, type: "arrow" } },
      arrowStrikethrough: false, chosen: false, hoverWidth: 0, selectionWidth: 0,
      selfReference: { size: 16, angle: Math.PI / 4, renderBehindTheNode: false },
    },
  });
  whole(false);
  network.on("afterDrawing", drawOver);
  network.on("click", ({ pointer }) => choose(under(pointer.DOM)));
  network.on("hoverNode", ({ node, event }) => showTip({ node: nodeOf.get(node) }, event));
  network.on("hoverEdge", ({ edge, event }) => showTip({ edge: edgeOf.get(edge) }, event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, hideTip);
  network.on("dragEnd", () => { placed = null; network.redraw(); });
  network.on("resize", refit);
}

function under(spot) {
  const node = network.getNodeAt(spot), edge = network.getEdgeAt(spot);
  if (node !== undefined) return { node: nodeOf.get(node) };
  return edge === undefined ? null : { edge: edgeOf.get(edge) };
}

function refit() {
  const { clientWidth: width, clientHeight: height } = stage;
  // A phone's bars come and go, and its card takes room: that must not move the picture.
  if (Math.abs(width - stretched.width) < 2 && (chosen || Math.abs(height - stretched.height) < 120)) return;
  markSet.update(positions());
  placed = null;
  whole(false);
  // The library scales the picture by the window's new size after it has told of it: have the last word.
  requestAnimationFrame(() => { placed = null; whole(false); });
}
