// An address that leads to a fold, or into one, opens it.
(function () {
  "use strict";
  function open() {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    const folds = [...document.querySelectorAll("details:not([open])")].filter((fold) => fold.contains(target));
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  }

  addEventListener("hashchange", open);
  open();
})();
