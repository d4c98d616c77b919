// Shows what a search finds: below a box as a list to choose from, on a page with results as that page's list.
(function () {
  "use strict";
  const { boxes, finder, make, ours, button, kept, keep, say, language } = window.glossary;
  const LISTED = 7;
  const PAGED = 50;
  const AT_ONCE = 15; // results of a page that a letter waits for
  const LEAST = 2; // letters from which the texts are searched, too
  const PAUSE = 250; // milliseconds after the last letter until bodies are searched
  const QUIET = 400; // and until the number of hits is spoken
  const LONG = 220; // characters of a definition
  const reruns = [];
  const plural = new Intl.PluralRules(language);

  finder.onmore = function () {
    for (const rerun of reruns) rerun();
  };

  function counted(forms, n) {
    return (forms[plural.select(n)] || forms.other).replace("{n}", n);
  }

  function told(hits) {
    if (hits.length) return counted(finder.words.count, hits.length);
    return finder.busy ? finder.words.wait : finder.words.none;
  }

  function mark(place, text, words) {
    let run = null;
    const pieces = finder.pieces(text, words);
    const apart = pieces.some(function (piece) { return piece[1]; }) || !words.has(finder.squeeze(text));
    for (const [piece, hit] of apart ? pieces : [[text, true]]) {
      if (!piece) continue;
      if (!hit) place.append(piece);
      else if (run && run === place.lastChild) run.append(piece);
      else place.append(run = make("mark", "", piece));
      if (!hit) run = null;
    }
    place.normalize(); // or a reader that speaks may stop at each word
    return place;
  }

  function meets(text, words) {
    return words.has(finder.squeeze(text)) || finder.pieces(text, words).some(function (piece) { return piece[1]; });
  }

  // A long text from a little before its first hit on.
  function excerpt(text, words) {
    if (text.length <= LONG) return text;
    let before = 0;
    for (const [piece, hit] of finder.pieces(text, words)) {
      if (hit) break;
      before += piece.length;
    }
    if (before < LONG / 2 || before >= text.length) return text;
    return `… ${text.slice(text.indexOf(" ", before - LONG / 3) + 1)}`;
  }

  function fill(link, hit, root) {
    const { term } = hit;
    const words = new Set(hit.words);
    const text = make("span");
    const alias = !meets(term.name, words) && term.aliases.find(function (name) { return meets(name, words); });
    const section = finder.sections[term.section];
    link.href = root + term.address;
    text.append(mark(make("b"), term.name, words));
    if (alias) text.append(" ", mark(make("span", "search-alias", `${finder.words.also} `), alias, words));
    if (term.definition) {
      const clamped = make("span", "search-text");
      clamped.append(mark(make("span"), excerpt(term.definition, words), words));
      text.append(" ", clamped);
    }
    const notes = [section, hit.deep && finder.words.text].filter(Boolean).join(" · ");
    if (notes) text.append(" ", make("small", "", notes));
    link.append(make("i", "", term.number), " ", text);
    return link;
  }

  // The address of the term that has what was typed as a name; nothing where none has, or several have.
  function addressOf(box) {
    const term = finder.meant(box.value);
    return term ? new URL("..", box.form.action).href + term.address : "";
  }

  // The combobox pattern of the WAI-ARIA Authoring Practices: the focus stays in the box, the arrows choose.
  function combobox(box, id) {
    const root = new URL("..", box.form.action).href;
    const list = make("div", "search-hits");
    const nothing = make("p", "search-hits search-none", finder.words.none); // who does not see it hears it
    let options = [];
    let at = -1;
    let later = 0;
    let shutByReader = false; // what arrives later opens no list that Escape has shut
    list.id = id;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", finder.words.results);
    nothing.hidden = true;
    nothing.setAttribute("aria-hidden", "true");
    box.form.append(list, nothing);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["aria-expanded", "false"]]) {
      box.setAttribute(name, value);
    }

    function shut() {
      clearTimeout(later);
      list.hidden = nothing.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function choose(next) {
      clearTimeout(later); // what is chosen from stays
      at = (next + options.length) % options.length;
      options.forEach(function (option, place) { option.setAttribute("aria-selected", String(place === at)); });
      box.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }

    function option(className) {
      const link = make("a", className);
      link.id = `${id}-${options.length}`;
      link.tabIndex = -1;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      options.push(link);
      return link;
    }

    // At once by names and definitions; after a moment's pause, where these are few, by bodies.
    function run(deep) {
      const asked = box.value.trim();
      clearTimeout(later);
      if (!asked) return shut();
      const hits = finder.find(asked, LISTED + 1, deep);
      const few = hits.length <= LISTED && asked.length >= LEAST;
      if (few) finder.more();
      options = [];
      list.replaceChildren(...hits.slice(0, LISTED).map(function (hit) { return fill(option("search-hit"), hit, root); }));
      if (hits.length > LISTED) {
        const all = option("search-all");
        all.href = `${box.form.action}?q=${encodeURIComponent(asked)}`;
        all.textContent = finder.words.all;
        list.append(all);
      }
      at = -1;
      box.removeAttribute("aria-activedescendant");
      list.hidden = !hits.length;
      nothing.hidden = Boolean(hits.length) || !deep || finder.busy;
      box.setAttribute("aria-expanded", String(Boolean(hits.length)));
      later = setTimeout(function () {
        if (few && !deep) run(true);
        else say(hits.length > LISTED ? finder.words.many : told(hits));
      }, deep ? QUIET : PAUSE);
    }

    function answer(deep) {
      shutByReader = false;
      run(deep);
    }

    box.addEventListener("input", function () { answer(false); });
    box.addEventListener("blur", shut);
    box.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "Escape" && !(list.hidden && nothing.hidden)) {
        event.preventDefault();
        shutByReader = true;
        shut();
      } else if (event.key === "Enter") {
        const meant = at > -1 ? options[at].href : addressOf(box);
        if (!meant) return;
        event.preventDefault();
        location.href = meant;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) answer(true);
        if (!list.hidden) choose(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
      }
    });
    list.addEventListener("pointerdown", function (event) {
      if (event.pointerType === "mouse") event.preventDefault(); // the box keeps the focus, so the list stays
    });
    reruns.push(function () { if (at < 0 && !shutByReader && document.activeElement === box) run(true); });
    if (document.activeElement === box) run(false);
  }

  // The results are links; the arrows go from the box through them.
  function page(box, results) {
    const root = new URL("..", box.form.action).href;
    const count = document.querySelector("[data-count]");
    const first = [...results.childNodes];
    const firstCount = count.textContent;
    let later = 0;

    function show(hits, shown) {
      const rows = hits.slice(0, shown).map(function (hit) { return fill(make("a", "search-hit"), hit, root); });
      results.replaceChildren(...rows);
      if (hits.length > shown) {
        const next = Math.min(PAGED, hits.length - shown);
        results.append(button(counted(finder.words.more, next), function () {
          show(hits, shown + PAGED);
          results.children[shown].focus();
        }));
      }
    }

    // At once what comes first; after a moment's pause all, with bodies, and how many.
    function run(deep) {
      const asked = box.value.trim();
      clearTimeout(later);
      if (results.contains(document.activeElement)) return; // what is being walked through stays
      if (!asked) {
        results.replaceChildren(...first);
        count.textContent = firstCount;
        address();
        return;
      }
      if (asked.length >= LEAST) finder.more();
      const hits = finder.find(asked, deep ? Infinity : AT_ONCE, deep);
      show(deep ? hits : hits.slice(0, AT_ONCE), PAGED);
      if (!deep) {
        later = setTimeout(run, PAUSE, true);
        return;
      }
      const said = told(hits);
      if (ours(count).textContent !== said) count.textContent = said; // the same again would be said again
      address();
    }

    function address() {
      if (box.dataset.search !== "query") return;
      try {
        history.replaceState(null, "", box.value ? `?q=${encodeURIComponent(box.value)}` : location.pathname);
      } catch {
        // Pages opened from a folder may not change their address.
      }
    }

    function move(event) {
      if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      const stops = [box, ...results.querySelectorAll("a, button")];
      const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      if (stops[next]) stops[next].focus();
    }

    box.addEventListener("input", function () { run(false); });
    box.addEventListener("keydown", move);
    results.addEventListener("keydown", move);
    box.form.addEventListener("submit", function (event) {
      const meant = addressOf(box);
      const hit = results.querySelector("a");
      event.preventDefault();
      if (meant) location.href = meant;
      else if (hit) hit.focus();
    });
    reruns.push(function () { run(true); });
    run(true);
  }

  // Whether `/` leads to the search (search.js).
  function chooseKey(box, choice) {
    choice.checked = !kept("slash-off");
    choice.addEventListener("change", function () {
      keep("slash-off", choice.checked ? null : true);
      box.form.querySelector("kbd").hidden = !choice.checked;
    });
  }

  // The words come with the names.
  let begun = false;
  reruns.push(function () {
    if (begun) return;
    begun = true;
    const results = document.querySelector("[data-results]");
    const choice = document.querySelector("[data-slash]");
    boxes.forEach(function (box, number) {
      if (choice && box.dataset.search) chooseKey(box, choice);
      if (box.dataset.search && results) page(box, results);
      else combobox(box, `search-hits-${number}`);
    });
  });
})();
