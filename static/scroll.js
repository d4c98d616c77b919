// What scrolls sideways is reached by Tab while there is something to scroll, and only then. A click on a link within
// the page glides there; who arrives from elsewhere, or goes on by keys, is there at once.
(function () {
  "use strict";
  const sized = new ResizeObserver(function (changes) {
    for (const { target } of changes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const place of document.querySelectorAll("main :is(pre,[role])[tabindex]")) sized.observe(place);

  addEventListener("click", function ({ target }) {
    document.documentElement.classList.toggle("glide", target.closest("a[href^='#']"));
  });
})();
