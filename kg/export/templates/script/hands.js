// Buttons, keys, and the start.

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
