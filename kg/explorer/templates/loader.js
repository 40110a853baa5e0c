// Unpacks the program, which travels deflated, and runs it. The policy of the page knows the program by its hash, so
// that nothing else can be put in its place.
(async () => {
  try {
    const packed = atob(document.getElementById("program").textContent);
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.body.append(script);
  } catch (error) {
    const told = document.createElement("p");
    told.setAttribute("role", "alert");
    told.textContent = `This page needs a newer browser (Chrome or Edge 105, Firefox 113, Safari 16.4). 本页需要较新的浏览器（Chrome或Edge 105、Firefox 113、Safari 16.4）。 ${error}`;
    document.getElementById("app").append(told);
  }
})();
