// What the parts of the script share: where the site stands, what this device keeps for it, what is said aloud.
window.glossary = (function () {
  "use strict";
  const { src, dataset } = document.currentScript;
  const assets = new URL(".", src).href;
  // Sites below one host share its storage: each keeps its own.
  const place = `glossary:${new URL("..", assets).pathname}`;
  const loaded = new Map();
  const region = ours(make("p", "sr"));
  region.setAttribute("role", "status");
  document.body.append(region);
  const language = dataset.lang || document.documentElement.lang || "en"; // of the theme's words
  let later = 0;

  function make(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className || "";
    made.textContent = text || "";
    return made;
  }

  // The element, which says the language of the theme's words where that is not the page's.
  function ours(element) {
    if (dataset.lang) {
      element.lang = dataset.lang;
      element.dir = "auto";
    }
    return element;
  }

  function button(text, act, className) {
    const made = ours(make("button", className || "btn", text));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // What was kept under `name`; `null` where nothing was, or nothing can be. For this visit alone in `sessionStorage`.
  function kept(name, store = "localStorage") {
    try {
      return JSON.parse(window[store].getItem(place + name));
    } catch {
      return null;
    }
  }

  // Keep `value` under `name`; `null` erases it. Where a device keeps nothing, the page works all the same.
  function keep(name, value, store = "localStorage") {
    try {
      if (value === null) window[store].removeItem(place + name);
      else window[store].setItem(place + name, JSON.stringify(value));
    } catch {
      // Storage is off or full: the choice lasts as long as the page.
    }
  }

  // A file of the assets as a classic script, once: that works from a folder, too.
  function load(file) {
    if (!loaded.has(file)) {
      loaded.set(file, new Promise(function (ready, failed) {
        const script = make("script");
        script.src = assets + file;
        script.async = false; // run in the order in which they were asked for
        script.onload = ready;
        script.onerror = function () {
          loaded.delete(file); // asked for again, it may come
          failed(new Error(file));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(file);
  }

  // The shard of a term: as glossary/pages/shards.py counts it.
  function shard(term, count) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(term)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
    }
    return (~sum >>> 0) % count;
  }

  // A reader that speaks says `text` once it is done with what it is saying.
  function say(text) {
    clearTimeout(later);
    region.textContent = "";
    later = setTimeout(function () { region.textContent = text; }, 60);
  }

  return { make, ours, button, kept, keep, load, shard, say, language };
})();
