// Questions and pairs are text until a reader comes near: then quiz.js is loaded, which few readers of a page need.
(function () {
  "use strict";
  const places = document.querySelectorAll(":is([data-quiz],[data-match]):not(.all *),.around>p"); // on paper they are text
  const waiting = new AbortController();
  const chosen = new Set(); // by a pointer, before there was what answers
  let pointed = false;
  if (!places.length) return;

  function load() {
    window.glossary.load("quiz.js").then(answer, function () {}); // after a failure the next sign asks again
  }

  function answer() {
    if (waiting.signal.aborted) return;
    waiting.abort();
    for (const input of chosen) input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function onSign(event) {
    if (event.type === "change") {
      if (pointed) chosen.add(event.target);
      return;
    }
    if (event.type !== "focusin") pointed = event.type === "pointerdown";
    load();
  }

  // A window's height away, so that nothing moves before the reader's eyes.
  const seen = new IntersectionObserver(function (changes) {
    if (changes.some(function (change) { return change.isIntersecting; })) load();
  }, { rootMargin: "100% 0px" });
  waiting.signal.addEventListener("abort", function () { seen.disconnect(); });
  for (const place of places) {
    seen.observe(place);
    for (const sign of ["focusin", "pointerdown", "keydown", "change"]) {
      place.addEventListener(sign, onSign, { signal: waiting.signal });
    }
  }
})();
