// A learning path: which lessons are done, kept on this device; the next one; and a way to erase it.
(function () {
  "use strict";
  const glossary = window.glossary;
  const panel = document.querySelector("[data-path]");
  if (!glossary || !panel) return;
  const steps = [...document.querySelectorAll("[data-step]")];
  const [status, ways] = panel.children;
  const [next, erase] = ways.children;

  function done() {
    const kept = glossary.kept("done");
    return new Set(Array.isArray(kept) ? kept : []);
  }

  function keep(all) {
    glossary.keep("done", all.size ? [...all] : null);
  }

  function show() {
    const all = done();
    const open = steps.filter((step) => !all.has(step.dataset.step));
    for (const step of steps) {
      step.querySelector("input").checked = all.has(step.dataset.step);
      step.classList.toggle("done", all.has(step.dataset.step));
    }
    status.textContent = panel.dataset.path.replace("{d}", steps.length - open.length).replace("{n}", steps.length);
    next.hidden = open.length === 0;
    erase.hidden = open.length === steps.length;
    if (open.length) {
      const link = open[0].querySelector("h2 a");
      next.href = link.href;
      next.lastElementChild.textContent = link.textContent;
    }
  }

  for (const step of steps) {
    step.querySelector("input").addEventListener("change", function (event) {
      const all = done();
      if (event.target.checked) all.add(step.dataset.step);
      else all.delete(step.dataset.step);
      keep(all);
      show();
    });
  }
  erase.addEventListener("click", function () {
    const all = done();
    for (const step of steps) all.delete(step.dataset.step);
    keep(all);
    show();
    steps[0].querySelector("input").focus();
  });
  // Who goes on from here goes along this path (lesson.js).
  for (const link of [next, ...document.querySelectorAll("[data-step] h2 a")]) {
    link.addEventListener("click", function () {
      glossary.keep("path", [document.querySelector("h1").textContent, link.pathname], "sessionStorage");
    });
  }
  // Gone back to; or ticked in another tab.
  for (const event of ["pageshow", "storage"]) addEventListener(event, show);
  show();
})();
