// The glossary on one page: a heading within a section is one level further down than `headingoffset` found it written,
// as HTML has it; browsers do not do that yet.
(function () {
  "use strict";
  if ("headingOffset" in HTMLElement.prototype) return;
  for (const part of document.querySelectorAll("[headingoffset]")) {
    for (const heading of part.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const level = Number(heading.ariaLevel || heading.localName[1]);
      heading.setAttribute("aria-level", String(level + Number(part.getAttribute("headingoffset"))));
    }
  }
})();
