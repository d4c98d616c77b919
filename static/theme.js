// The reader's choice of light or dark. The head applies it before anything is painted; here it is made.
(function () {
  "use strict";
  const KEY = "glossary:theme"; // as in the head
  const MODES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const place = document.querySelector("[data-auto]");
  if (!place) return;

  function current() {
    return root.dataset.theme || "auto";
  }

  function apply(mode) {
    if (mode === "light" || mode === "dark") root.dataset.theme = mode;
    else delete root.dataset.theme;
    button.textContent = place.dataset[current()];
  }

  const button = window.glossary.button("", function () {
    const mode = MODES[(MODES.indexOf(current()) + 1) % MODES.length];
    apply(mode);
    try {
      if (mode === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, mode);
    } catch {
      // Storage is off or full: the choice lasts as long as the page.
    }
  });
  apply(current());
  place.append(button);
  addEventListener("storage", function (event) {
    if (event.key === KEY) apply(event.newValue);
  });
})();
