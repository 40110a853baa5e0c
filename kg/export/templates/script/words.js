// The language of the page, and the small pieces it is made of.

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
