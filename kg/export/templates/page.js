"use strict";
(() => {
  const at = (id) => document.getElementById(id), root = document.documentElement;
  const data = JSON.parse(at("records").textContent), [told, link] = at("chosen").children, hint = [...told.childNodes];
  const night = matchMedia("(prefers-color-scheme: dark)"), face = getComputedStyle(root).getPropertyValue("--sans");
  let network, marks, lines;
  const zh = () => Number(root.lang !== "en"), dark = () => Number(night.matches);

  // Draws anew, in the language and colours of the moment; the view and what was chosen stay.
  function draw() {
    const { ink, paper, soft_ink: soft } = data.themes[dark()], font = { face, strokeWidth: 4, strokeColor: paper };
    const before = network && { position: network.getViewPosition(), scale: network.getScale(), chosen: network.getSelection() };
    if (network) network.destroy();
    const spoken = (one) => ({ ...one, label: one.label[zh()], title: one.title[zh()] });
    marks = new vis.DataSet(data.nodes.map(spoken));
    lines = new vis.DataSet(data.edges.map((edge) => ({ ...spoken(edge), ...look(edge) })));
    network = new vis.Network(at("stage"), { nodes: marks, edges: lines }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: {
        hover: true, dragNodes: false, tooltipDelay: 120, zoomSpeed: 0.7,
        navigationButtons: true, keyboard: { enabled: true, bindToWindow: false, autoFocus: false },
      },
      groups: data.groups[dark()],
      nodes: { font: { ...font, color: ink }, scaling: { label: { drawThreshold: 8, maxVisible: 18 } } },
      edges: {
        arrows: { to: { enabled: true, scaleFactor: 0.45 } }, arrowStrikethrough: false, selectionWidth: 1, hoverWidth: 0.8,
        font: { ...font, color: soft }, labelHighlightBold: false, scaling: { label: { drawThreshold: 10, maxVisible: 16 } },
        selfReference: { size: 18 },
      },
    });
    const frame = at("stage").querySelector(".vis-network");
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", data.title[zh()]);
    network.on("select", choose);
    if (before) {
      network.moveTo(before);
      network.setSelection(before.chosen, { highlightEdges: false });
      choose(before.chosen);
    } else network.fit({ minZoomLevel: 0.44 }); // a phone shows the middle, and names that can be read
  }

  // A line bears its sign, or its verb when one is close; both when it is `lit`. Beside what is lit it is faint.
  function look(edge, lit = false, faint = false) {
    const verb = edge.label[zh()], colour = edge.color[dark()], size = lit ? 14 / Math.min(1, network.getScale()) : edge.sign ? 24 : 13;
    return {
      label: lit ? verb : edge.sign || verb,
      font: { size: faint ? 0 : size, color: edge.sign ? colour : data.themes[dark()].soft_ink },
      color: { color: colour, highlight: colour, hover: colour, opacity: faint ? 0.2 : 1 },
    };
  }

  // Says under the picture what is chosen, lights it and what is beside it, and fades the rest.
  function choose({ nodes: [node], edges }) {
    const chosen = new Set(edges), near = new Set(edges.flatMap((edge) => network.getConnectedNodes(edge)).concat(node || []));
    const { ink, rule: faint } = data.themes[dark()], fades = (id) => near.size > 0 && !near.has(id);
    marks.update(data.nodes.map(({ id }) => ({ id, opacity: fades(id) ? 0.2 : 1, font: fades(id) ? { color: faint, strokeWidth: 0 } : { color: ink, strokeWidth: 4 } })));
    lines.update(data.edges.map((edge) => {
      const lit = chosen.has(edge.id);
      return { id: edge.id, ...look(edge, lit && edges.length <= 12, near.size > 0 && !lit) };
    }));
    const one = node ? marks.get(node) : lines.get(edges[0]);
    told.replaceChildren(...(near.size ? [one.title.split("\n").slice(0, 2).join(" · ")] : hint));
    link.hidden = !(node && data.explorer);
    if (node) link.href = `${data.explorer}#${zh() ? "lang=zh&" : ""}focus=${encodeURIComponent(one.entity)}`;
  }

  at("language").addEventListener("click", () => {
    root.lang = zh() ? "en" : "zh-Hans";
    document.title = data.title[zh()] || data.title[1 - zh()];
    if (network) draw();
  });
  night.addEventListener("change", () => network && draw());
  if (data.nodes.length) draw();
})();
