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
    const folds = [];
    for (let fold = target && target.closest("details:not([open])"); fold; fold = fold.closest("details:not([open])")) {
      fold.open = true;
      folds.push(fold);
    }
    if (folds.length) target.scrollIntoView();
  }

  addEventListener("hashchange", open);
  open();
})();
