// Search boxes: `/` leads to one, and the first use loads what answers (finder.js, hits.js and the index).
(function () {
  "use strict";
  const glossary = window.glossary;
  const boxes = [...document.querySelectorAll("[data-search]")];
  if (!boxes.length) return;

  // In this order: what comes later uses what came before. All are asked for at once.
  function open() {
    for (const file of ["vendor/minisearch.js", "finder.js", "hits.js", "search/names.js"]) {
      glossary.load(file).catch(function () {}); // the next focus asks again
    }
  }

  // A page that shows results answers what its address asks: `?q=…`, or at a wrong address its last part.
  function asked(box) {
    const query = new URLSearchParams(location.search).get("q");
    if (query !== null || box.dataset.search !== "address") return query || "";
    const last = location.pathname.split("/").filter(Boolean).pop() || "";
    try {
      return decodeURIComponent(last).replace(/\.\w+$/, "").replace(/[-_.]+/g, " ");
    } catch {
      return "";
    }
  }

  glossary.boxes = boxes;
  for (const box of boxes) {
    const hint = box.form.querySelector("kbd");
    if (hint) hint.hidden = glossary.kept("slash-off");
    box.addEventListener("focus", open);
    if (box.dataset.search) {
      box.value = asked(box);
      open();
      // Who asked in the bar of another page goes on here; at a wrong address nobody asked.
      if (box.value && box.dataset.search === "query" && document.activeElement === document.body) box.focus({ preventScroll: true });
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const seen = boxes.filter(function (box) { return box.offsetParent; });
    const box = seen.find(function (box) { return box.closest("main"); }) || seen[0];
    // Where its sign is gone by a reader's choice (hits.js), the key is a letter: who speaks to a machine types it unawares.
    if (!box || box.form.querySelector("kbd[hidden]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
