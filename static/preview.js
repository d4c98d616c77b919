// What a term means, beside a link to it: on hover and focus after a moment, on touch by the first tap.
(function () {
  "use strict";
  const OPEN = 400;
  const SHUT = 300;
  const EDGE = 16;
  const GAP = 8;
  const glossary = window.glossary;
  const main = document.getElementById("main");
  const count = Number(document.currentScript.dataset.previews);
  if (!main || !count || !("popover" in HTMLElement.prototype)) return;

  const faces = new Map();
  const box = glossary.make("div", "preview");
  const label = glossary.make("p", "preview-label");
  const number = glossary.make("span", "lab");
  const state = glossary.ours(glossary.make("span", "stamp"));
  const name = glossary.make("p", "preview-name");
  const text = glossary.make("p");
  const entry = glossary.ours(glossary.make("a"));
  entry.href = location.pathname;
  box.popover = "manual";
  label.id = "preview-label";
  text.id = "preview-text";
  label.append(number, state);
  box.append(label, name, text, entry);
  main.append(box);

  let link = null; // whose preview is open
  let wanted = null; // whose preview shall open
  let touched = false;
  let opening = 0;
  let shutting = 0;

  glossary.previews = function (data) {
    for (const [term, ...face] of data.terms) faces.set(term, face);
    entry.textContent = data.open;
  };

  async function faceOf(target) {
    const term = target.dataset.t;
    if (!faces.has(term)) await glossary.load(`previews/${glossary.shard(term, count)}.js`).catch(function () {});
    return faces.get(term);
  }

  function shut() {
    clearTimeout(opening);
    clearTimeout(shutting);
    opening = shutting = 0;
    wanted = null;
    if (!link) return;
    link.removeAttribute("aria-describedby");
    link = null;
    box.hidePopover();
  }

  // Whether there was a preview to open.
  async function open(target) {
    wanted = target;
    const face = await faceOf(target);
    if (wanted !== target || !target.isConnected) return true;
    if (!face) return false;
    shut();
    fill(target, face);
    box.showPopover();
    link = target;
    link.setAttribute("aria-describedby", "preview-label preview-text");
    if (touched) glossary.say(text.textContent); // who does not see it would hear nothing of the first tap
    put(target);
    return true;
  }

  function fill(target, face) {
    [number.textContent, name.textContent, text.textContent, state.textContent] = face;
    state.classList.toggle("open", !face[4]);
    entry.href = target.href;
  }

  function put(target) {
    const lines = target.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const width = document.documentElement.clientWidth;
    const start = getComputedStyle(target).direction === "rtl" ? first.right - box.offsetWidth : first.left;
    const under = last.bottom + GAP;
    const over = first.top - GAP - box.offsetHeight;
    const top = under + box.offsetHeight > innerHeight && over > 0 ? over : under;
    box.style.left = `${Math.max(EDGE, Math.min(start, width - box.offsetWidth - EDGE)) + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  function soon(target) {
    clearTimeout(shutting);
    shutting = 0;
    if (target === link || (opening && target === wanted)) return;
    clearTimeout(opening);
    wanted = target;
    faceOf(target);
    opening = setTimeout(open, OPEN, target);
  }

  function later() {
    clearTimeout(opening);
    opening = 0;
    wanted = null;
    if (link && !shutting) shutting = setTimeout(shut, SHUT);
  }

  function stay() {
    clearTimeout(shutting);
    shutting = 0;
  }

  function linkAt(event) {
    return event.target instanceof Element ? event.target.closest("a[data-t]") : null;
  }

  function focused() {
    return document.activeElement === (link || wanted) && document.activeElement.matches(":focus-visible");
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    const target = linkAt(event);
    if (target) soon(target);
    else if (box.contains(event.target)) stay();
    else if (!focused()) later();
  });
  document.documentElement.addEventListener("pointerleave", function (event) {
    if (event.pointerType !== "touch" && !focused()) later();
  });
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch";
    if (link && !box.contains(event.target) && !link.contains(event.target)) shut();
  });
  document.addEventListener("focusin", function (event) {
    const target = linkAt(event);
    if (target && !touched && target.matches(":focus-visible")) soon(target);
    else if (box.contains(event.target)) stay();
    else if (!touched) later();
  });
  document.addEventListener("focusout", function (event) {
    if (!touched && linkAt(event)) later();
  });
  document.addEventListener("keydown", function (event) {
    touched = false;
    if (event.key === "Escape") shut();
  });
  document.addEventListener("click", async function (event) {
    const target = linkAt(event);
    if (!target || !touched || target === link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!(await open(target))) location.assign(target.href);
  });
  addEventListener("resize", shut);
  addEventListener("pagehide", shut);
})();
