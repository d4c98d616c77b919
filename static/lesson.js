// The end of a lesson: who came along a path is led along it alone; other readers see all ways.
(function () {
  "use strict";
  const STORE = "sessionStorage";
  const glossary = window.glossary;
  const nav = document.querySelector(".around");
  if (!glossary || !nav || !nav.querySelector("p")) return;

  // What leads along a path stands behind the title of the path; what leads through the book stands before the first.
  function pathOf(part) {
    while (part && part.localName !== "p") part = part.previousElementSibling;
    return part && part.querySelector("a").textContent;
  }

  // Hosts may leave the ending out of the address.
  function bare(address) {
    return address.replace(/\.html$/, "");
  }

  // The path whose link was followed to this page. A page that is come back to remembers it.
  function arrival() {
    if (history.state) return history.state.path;
    const kept = glossary.kept("path", STORE);
    const path = Array.isArray(kept) && bare(String(kept[1])) === bare(location.pathname) ? kept[0] : null;
    if (path) glossary.keep("path", null, STORE);
    history.replaceState({ path }, "");
    return path;
  }

  const path = arrival();
  const parts = [...nav.children];
  const isHere = path && parts.some(function (part) { return pathOf(part) === path; });
  // What a reader has reached already stays.
  if (isHere && !nav.contains(document.activeElement)) {
    for (const part of parts) part.hidden = pathOf(part) !== path;
  }
  nav.addEventListener("click", function (event) {
    const link = event.target.closest(".around>a");
    if (link) glossary.keep("path", [pathOf(link), link.pathname], STORE);
  });
})();
