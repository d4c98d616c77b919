// The map: pointing at a term, or reaching it by Tab, traces its lines; a section chosen keeps its terms and their lines.
"use strict";
(function () {
  const sheet = document.querySelector(".map-sheet svg");
  if (!sheet) return;
  const nodes = new Map(Array.from(sheet.querySelectorAll("[data-n]"), (node) => [node.dataset.n, node]));
  const lines = Array.from(sheet.querySelectorAll("[data-e]"), (line) => ({ line, ends: line.dataset.e.split(" ") }));
  const choice = document.querySelector("[data-map-section]");

  function trace(wanted) {
    for (const shown of sheet.querySelectorAll(".on")) shown.classList.remove("on");
    sheet.classList.toggle("traced", wanted.size > 0);
    for (const at of wanted) nodes.get(at).classList.add("on");
    for (const { line, ends } of lines) {
      if (!ends.some((at) => wanted.has(at)) || getComputedStyle(line).display === "none") continue;
      line.classList.add("on");
      for (const at of ends) nodes.get(at).classList.add("on");
    }
  }

  function ofSection() {
    const section = choice ? choice.value : "";
    return new Set(section ? Array.from(nodes.keys()).filter((at) => nodes.get(at).dataset.s === section) : []);
  }

  function point(event) {
    const node = event.target.closest("[data-n]");
    // A browser lets a term stand that is half in sight: by Tab it is reached to be read.
    if (node && node.matches(":focus-visible")) node.scrollIntoView({ block: "nearest", inline: "nearest" });
    trace(node ? new Set([node.dataset.n]) : ofSection());
  }

  // Not on the drawing itself: Chromium stops by Tab at one that listens to the focus.
  const region = sheet.parentElement;
  for (const name of ["pointerover", "focusin"]) region.addEventListener(name, point);
  for (const name of ["pointerleave", "focusout"]) region.addEventListener(name, () => trace(ofSection()));
  for (const kind of document.querySelectorAll("[data-kind]")) kind.addEventListener("change", () => trace(ofSection()));
  if (choice) {
    choice.addEventListener("change", () => {
      trace(ofSection());
      for (const row of document.querySelectorAll(".map-list>[data-s]")) {
        row.hidden = choice.value !== "" && row.dataset.s !== choice.value;
      }
    });
  }
})();
