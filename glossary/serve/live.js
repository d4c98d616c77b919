// Keeps an open page as its files are: only what changed is replaced, so the place and what was answered stay.
(function () {
  "use strict";
  const own = document.currentScript;
  const run = own.dataset.run;
  const address = location.pathname + location.search;
  const ACTING = "[data-quiz],[data-match],[data-path],pre,script"; // what other scripts have taken in hand
  const PATIENCE = 1000; // milliseconds until a page that could not be had is asked for again
  let version = Number(own.dataset.version); // of the site that this page shows
  let source = null; // the page as it came, before any script changed it
  let busy = Promise.resolve();
  let dismissed = ""; // the problems that were put away
  let stream = null; // of news, while somebody sees the page
  let last = []; // the problems that were told last
  let silent = 0; // runs while nothing answers

  function parse(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const live = page.querySelector("script[data-run]");
    const told = live ? Number(live.dataset.version) : -1;
    if (live) live.remove();
    return { page, version: told };
  }

  async function load() {
    // eslint-disable-next-line no-restricted-globals -- these pages are always served
    const answer = await fetch(address, { cache: "no-store" });
    return parse(await answer.text());
  }

  // ------------------------------------------------------------------------------------------ the page

  function isPlain(node) {
    return node.nodeType !== Node.TEXT_NODE || node.data.trim() !== "";
  }

  function parts(element) {
    return [...element.childNodes].filter(isPlain);
  }

  function sameShell(before, after) {
    return before.isEqualNode(after) || before.cloneNode(false).isEqualNode(after.cloneNode(false));
  }

  function isAlike(node, shown) {
    if (node.nodeName !== shown.nodeName || node.nodeType !== Node.ELEMENT_NODE) return node.nodeName === shown.nodeName;
    return node.id === shown.id && [...node.classList].every(function (name) { return shown.classList.contains(name); });
  }

  // What is shown for each of the nodes as they came: scripts put others between them. Null where one is not there.
  function counterparts(nodes, shown) {
    const found = [];
    let at = 0;
    for (const node of nodes) {
      while (at < shown.length && !isAlike(node, shown[at])) at += 1;
      if (at === shown.length) return null;
      found.push(shown[at]);
      at += 1;
    }
    return found;
  }

  // Brings what is shown from `before` to `after`. False where scripts changed too much to tell what is what.
  function patch(before, after, shown) {
    if (before.isEqualNode(after)) return true;
    if (before.nodeType === Node.ELEMENT_NODE && before.matches(ACTING)) return false;
    if (before.nodeType !== Node.ELEMENT_NODE || before.tagName !== after.tagName || !sameShell(before, after)) return replace(before, after, shown);
    const old = parts(before), fresh = parts(after), live = counterparts(old, parts(shown));
    if (!live) return replace(before, after, shown);
    let start = 0, end = 0;
    const least = Math.min(old.length, fresh.length);
    while (start < least && old[start].isEqualNode(fresh[start])) start += 1;
    while (end < least - start && old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end])) end += 1;
    const olds = old.slice(start, old.length - end), news = fresh.slice(start, fresh.length - end);
    const lives = live.slice(start, live.length - end);
    if (olds.length === news.length) {
      return olds.every(function (node, at) { return patch(node, news[at], lives[at]); });
    }
    if ([...olds, ...news].some(acts)) return false;
    const behind = lives.length ? lives[lives.length - 1].nextSibling : live[start] || null;
    const home = lives.length ? lives[0].parentNode : shown;
    for (const node of lives) node.remove();
    for (const node of news) home.insertBefore(document.importNode(node, true), behind);
    return true;
  }

  function acts(node) {
    return node.nodeType === Node.ELEMENT_NODE && (node.matches(ACTING) || node.querySelector(ACTING) !== null);
  }

  function replace(before, after, shown) {
    if (acts(before) || acts(after)) return false;
    shown.replaceWith(document.importNode(after, true));
    return true;
  }

  const SEEN_IN_HEAD = 'title,meta[name="description"],meta[property],script[type="application/ld+json"]';

  function frame(page) {
    const head = page.head.cloneNode(true);
    for (const node of head.querySelectorAll(SEEN_IN_HEAD)) node.remove();
    return head;
  }

  function outer(page) {
    return [page.documentElement.cloneNode(false), page.body.cloneNode(false)];
  }

  async function update() {
    if (source === null) return location.reload();
    const fresh = await load();
    if (fresh.version <= version) return undefined;
    const before = source.page, after = fresh.page;
    const shells = outer(before).every(function (shell, at) { return shell.isEqualNode(outer(after)[at]); });
    if (!shells || !frame(before).isEqualNode(frame(after))) return location.reload();
    const old = parts(before.body), news = parts(after.body), lives = counterparts(old, parts(document.body));
    const kept = lives !== null && old.length === news.length && old.every(function (node, at) {
      return patch(node, news[at], lives[at]);
    });
    if (!kept) return location.reload();
    document.title = after.title;
    source = fresh;
    version = fresh.version;
    document.dispatchEvent(new CustomEvent("glossary:updated"));
    return undefined;
  }

  // ------------------------------------------------------------------------------------------ problems

  function make(tag, text, more) {
    const element = document.createElement(tag);
    element.textContent = text;
    return Object.assign(element, more);
  }

  function boxed(title, text) {
    const box = make("section", "", { className: "glossary-live", lang: "en", dir: "ltr" });
    const close = make("button", "Hide", { type: "button" });
    close.addEventListener("click", function () { box.remove(); });
    box.setAttribute("role", "alert");
    box.append(close, make("h2", title), make("p", text));
    return box;
  }

  function show(problems) {
    last = problems;
    const old = document.querySelector(".glossary-live");
    const told = JSON.stringify(problems);
    if (old && old.dataset.told === told) return;
    if (old) old.remove();
    if (!problems.length || told === dismissed) return;
    const many = problems.length === 1 ? "1 mistake keeps" : `${problems.length} mistakes keep`;
    const box = boxed(`${many} the newest text from being shown`, "Below is the site without it.");
    box.dataset.told = told;
    box.firstChild.addEventListener("click", function () { dismissed = told; });
    for (const problem of problems) box.append(make("h3", problem.heading), make("pre", problem.lines));
    document.body.append(box);
  }

  function onNews(event) {
    const news = JSON.parse(event.data);
    if (news.run !== run || news.theme > version) return void location.reload();
    show(news.problems);
    if (news.version > version) follow();
  }

  function follow() {
    busy = busy.then(update).catch(function () { setTimeout(follow, PATIENCE); });
  }

  // A browser opens six connections to a server, over all tabs: one that is not seen must leave its own to others.
  function listen() {
    if (stream !== null) stream.close();
    clearTimeout(silent);
    stream = document.hidden ? null : new EventSource(own.src.replace(/live\.js$/, "news"));
    if (stream === null) return;
    stream.addEventListener("message", onNews);
    stream.addEventListener("open", function () { clearTimeout(silent); show(last); });
    stream.addEventListener("error", function () { clearTimeout(silent); silent = setTimeout(end, 3 * PATIENCE); });
  }

  // Nothing answers any more.
  function end() {
    const old = document.querySelector(".glossary-live");
    if (old) old.remove();
    document.body.append(boxed("The preview has ended", "This page is no longer kept up to date. Start it again with: glossary serve"));
  }

  function begin(first) {
    if (first.version !== version) return location.reload();
    source = first;
    listen();
    document.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", function () { if (stream !== null) stream.close(); });
    addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
    return undefined;
  }

  function wake() {
    load().then(begin).catch(function () { setTimeout(wake, PATIENCE); });
  }

  const style = make("link", "", { rel: "stylesheet", href: own.src.replace(/live\.js$/, "live.css") });
  document.head.append(style);
  wake();
})();
