// Draws the records of the page with vis-network. Data becomes text only: textContent and fillText, never markup.
"use strict";
(() => {
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

  // --- language ---------------------------------------------------------------------------------------------------
  let language = document.documentElement.lang === "en" ? 0 : 1;
  const say = (pair) => pair[language] || pair[1 - language];
  const word = (key) => words[key][language];

  function speak(wanted) {
    language = wanted;
    document.documentElement.lang = language ? "zh-Hans" : "en";
    document.title = say(title);
    at("find").placeholder = word("find");
    stage.setAttribute("aria-label", nodes.length ? `${say(title)}: ${nodes.length} · ${edges.length}` : word("empty"));
    if (!nodes.length) stage.replaceChildren(element("p", { className: "notice", textContent: word("empty") }));
    placed = null;
    fillNames();
    fillList();
    showCard();
    hideTip();
    if (network) network.redraw();
  }

  function fillNames() {
    const names = new Set(nodes.flatMap((node) => [node.name[language], node.name[1 - language]]));
    at("names").replaceChildren(...[...names].map((name) => Object.assign(document.createElement("option"), { value: name })));
  }

  function fillList() {
    if (at("all").open) at("list").replaceChildren(...edges.map((edge) => element("li", {}, relation(edge, sentence(edge)))));
  }

  // --- small pieces of the page -----------------------------------------------------------------------------------
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  // A verb may be a frame that the object stands in: "由…推出".
  function verbAround(edge) {
    const [before, after = ""] = say(edge.verb).split("…", 2).map((part) => part.trim());
    return [before, after];
  }

  function sentence(edge) {
    const [before, after] = verbAround(edge);
    return [say(nodeOf.get(edge.from).name), before, say(nodeOf.get(edge.to).name), after].filter(Boolean).join(" ");
  }

  const lookOf = (edge) => (edge.disputed && edge.state !== "denied" ? "disputed" : edge.state);

  function relation(edge, text) {
    const button = element("button", { type: "button", className: `relation state-${lookOf(edge)}`, textContent: text });
    button.addEventListener("click", () => choose({ edge }));
    return button;
  }

  function go(node) {
    const button = element("button", { type: "button", className: "go", textContent: say(node.name) });
    button.addEventListener("click", () => choose({ node }));
    return button;
  }

  function facts(edge) {
    const origins = `${edge.origins} ${word(edge.origins === 1 ? "origin" : "origins")}`;
    const state = element("span", { className: edge.state === "stated" ? "" : "unsure", textContent: say(states[edge.state] || states.rumour) });
    const dispute = edge.disputed ? element("span", { className: "disputed state-disputed", textContent: say(states.disputed) }) : null;
    const times = edge.spells.map(time).join(language ? "；" : "; ");
    return element("p", { className: "facts" }, state, dispute, element("span", { textContent: origins }),
      times ? element("span", { textContent: times }) : null);
  }

  function time([start, end]) {
    if (start && end) return start === end ? start : `${start} – ${end}`;
    if (language) return start ? `自 ${start} 起` : `至 ${end} 止`;
    return start ? `${word("since")} ${start}` : `${word("until")} ${end}`;
  }

  function evidence(edge) {
    const lines = edge.evidence[language].length ? edge.evidence[language] : edge.evidence[1 - language];
    return lines.length ? lines : [word("no_evidence")];
  }

  // --- the card ---------------------------------------------------------------------------------------------------
  let chosen = null; // { node } or { edge }

  function choose(what) {
    chosen = what;
    placed = null;
    hideTip();
    showCard();
    if (!network) return;
    restyle();
    if (what) intoView();
  }

  function showCard() {
    card.hidden = !chosen;
    at("hint").hidden = Boolean(chosen);
    if (narrow.matches) at("legend").open = at("legend").open && !chosen;
    if (chosen) card.replaceChildren(...(chosen.edge ? edgeCard(chosen.edge) : nodeCard(chosen.node)));
    card.parentElement.scrollTop = 0;
  }

  function top(text) {
    const close = element("button", { type: "button", className: "close", textContent: word("close") });
    close.addEventListener("click", () => choose(null));
    return element("div", { className: "top" }, element("p", { className: "eyebrow", textContent: text }), close);
  }

  function edgeCard(edge) {
    const from = nodeOf.get(edge.from), to = nodeOf.get(edge.to);
    const others = edgesOf.get(edge.from).filter((other) => other !== edge && (other.to === edge.to || other.from === edge.to)
      && (edge.from !== edge.to || other.from === other.to));
    const [before, after] = verbAround(edge);
    const lines = element("ul", { className: "evidence" }, ...evidence(edge).map((line) => element("li", { textContent: line })));
    return [
      top(word("relation")),
      element("h2", {}, go(from), ` ${before} `, go(to), after ? ` ${after}` : null),
      facts(edge),
      element("section", {}, element("h3", { textContent: word("evidence") }), lines),
      ...(others.length ? [section("also", others, sentence)] : []),
    ];
  }

  function nodeCard(node) {
    const other = node.name[1 - language];
    return [
      top(say(roles[node.role].label)),
      element("h2", { textContent: say(node.name) }),
      ...(other && other !== say(node.name) ? [element("p", { className: "soft", textContent: other })] : []),
      edgesOf.get(node.id).length ? section("relations", edgesOf.get(node.id), sentence)
        : element("p", { className: "soft", textContent: word("no_relations") }),
    ];
  }

  function section(key, list, text) {
    const items = list.map((edge) => element("li", {}, relation(edge, text(edge))));
    return element("section", {}, element("h3", { textContent: word(key) }), element("ul", {}, ...items));
  }

  // --- the tooltip: what the card would say, in short ---------------------------------------------------------------
  function showTip(what, event) {
    const lines = what.edge
      ? [element("strong", { textContent: sentence(what.edge) }), facts(what.edge), ...evidence(what.edge).map((line) => element("p", { textContent: line }))]
      : [element("strong", { textContent: say(what.node.name) }),
         element("p", { className: "soft", textContent: [say(roles[what.node.role].label), what.node.name[1 - language]].join(" · ") })];
    tip.replaceChildren(...lines);
    tip.hidden = false;
    stage.style.cursor = "pointer";
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${Math.max(8, event.clientY + 18 + height > innerHeight ? event.clientY - height - 12 : event.clientY + 18)}px`;
  }

  function hideTip() {
    tip.hidden = true;
    stage.style.cursor = "";
  }

  // --- places: the picture is stretched to the shape of the window, so that the first sight is the whole ---------------
  const range = (key) => nodes.reduce(([low, high], node) => [Math.min(low, node[key]), Math.max(high, node[key])], [Infinity, -Infinity]);
  const [left, right] = range("x"), [upper, lower] = range("y");
  const crowd = Math.max(1, Math.sqrt(nodes.length / 160));
  let stretched = { width: 0, height: 0 };

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

  // --- focus: what is chosen and its neighbours stay, the rest fades --------------------------------------------------
  function inFocus() {
    if (!chosen) return null;
    const lines = chosen.edge ? [chosen.edge] : edgesOf.get(chosen.node.id);
    const marks = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
    if (chosen.node) marks.add(chosen.node.id);
    return { marks, lines: new Set(lines.map((edge) => edge.id)) };
  }

  const theme = () => themes[dark.matches ? 1 : 0];
  const colourOf = (thing) => thing.colours[dark.matches ? 1 : 0];
  let focus = null;

  function look(edge) {
    const faded = focus && !focus.lines.has(edge.id);
    return { id: edge.id, color: { color: colourOf(edge), hover: colourOf(edge), highlight: colourOf(edge), inherit: false, opacity: faded ? 0.18 : 1 }, width: edge.width * (narrow.matches ? 0.8 : 1) };
  }

  function restyle() {
    focus = inFocus();
    lineSet.update(edges.map(look));
    network.redraw();
  }

  // --- drawing: marks, then names that never lie on each other --------------------------------------------------------
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

  let placed = null; // the names and where they stand beside their marks; kept while only the view moves

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
      if (node.role !== "maker" && !mustShow(node)) return null;
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
      const costs = free.map((one) => covered(box(one)) + 0.7 * tries.indexOf(one) + (outside(box(one)) ? 60 : 0));
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

  // --- vis-network --------------------------------------------------------------------------------------------------
  let network = null, lineSet = null, markSet = null;

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
  }

  // --- hands and keys -----------------------------------------------------------------------------------------------
  const zoom = (factor) => network && network.moveTo({ scale: network.getScale() * factor, animation: { duration: 200 } });
  at("closer").addEventListener("click", () => zoom(1.4));
  at("farther").addEventListener("click", () => zoom(1 / 1.4));
  at("whole").addEventListener("click", () => network && whole({ duration: 300 }));
  at("language").addEventListener("click", () => speak(1 - language));
  at("all").addEventListener("toggle", fillList);
  at("find").addEventListener("change", ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    const has = (test) => nodes.find((node) => node.name.some((name) => test(name.toLowerCase())));
    const node = wanted && (has((name) => name === wanted) || has((name) => name.startsWith(wanted)) || has((name) => name.includes(wanted)));
    if (!node) return;
    target.blur(); // a phone's keyboard makes way
    choose({ node });
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") choose(null);
  });
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0" && network) whole({ duration: 300 });
    else if (step && network) {
      const { x, y } = network.getViewPosition(), far = 60 / network.getScale();
      network.moveTo({ position: { x: x + step[0] * far, y: y + step[1] * far } });
    } else return;
    event.preventDefault();
  });
  stage.addEventListener("pointerleave", hideTip);
  dark.addEventListener("change", () => network && restyle());

  if (narrow.matches) at("legend").open = false;
  if (nodes.length) draw();
  speak(language);
})();
