// The card of what is chosen, and the tooltip, which says the same in short.

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
