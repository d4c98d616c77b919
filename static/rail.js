// Beside the text: the section that is being read is marked, and the sheet closes once it has led somewhere.
(function () {
  "use strict";
  const rail = document.getElementById("rail");
  if (!rail) return;
  const links = new Map();
  for (const link of rail.querySelectorAll("a[href^='#']")) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) links.set(place, link);
  }

  // The last one that has come into the upper quarter of the window is being read.
  function mark() {
    let current = null;
    for (const [place, link] of links) {
      if (place.getBoundingClientRect().top < innerHeight / 4) current = link;
      link.removeAttribute("aria-current");
    }
    if (current) current.setAttribute("aria-current", "true");
  }

  const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  for (const place of links.keys()) seen.observe(place);
  rail.addEventListener("click", function (event) {
    if (event.target.closest("a") && rail.matches(":popover-open")) rail.hidePopover();
  });
})();
