// Draws questions from a section, a path or all, the ones that went wrong first.
(function () {
  "use strict";
  const MOST = 10;
  const TRIES = 5; // files that a session of all terms is gathered from
  const STORE = "sessionStorage"; // what is drawn belongs to this tab; the answers are kept where all are
  const glossary = window.glossary;
  const place = document.querySelector("[data-session]");
  if (!glossary || !glossary.quiz || !place) return;
  const { make, ours, button, say } = glossary;
  const words = place.dataset;
  const shards = Number(words.session);
  const found = new Map(); // term → [name, address, the questions as HTML of this program's making]
  let from = ""; // the title of what the session was drawn from

  glossary.questions = function (rows) {
    for (const [term, ...rest] of rows) found.set(term, rest);
  };

  // Where questions are drawn from: a title, and its terms; none where these are not listed here.
  function listScopes() {
    const sections = [...document.querySelectorAll("[data-scope]")].map(function (list) {
      const terms = [...list.querySelectorAll("[data-term]")].map(function (item) { return item.dataset.term; });
      return { title: list.dataset.scope, terms };
    });
    const all = { title: words.all, isOurs: true, terms: sections.flatMap(function (scope) { return scope.terms; }) };
    const data = document.getElementById("session-paths");
    const paths = data ? JSON.parse(data.textContent).map(function ([title, terms]) { return { title, terms }; }) : [];
    return sections.length === 1 && !paths.length ? sections : [all, ...sections, ...paths];
  }

  function shuffle(list) {
    for (let at = list.length - 1; at > 0; at -= 1) {
      const other = Math.floor(Math.random() * (at + 1));
      [list[at], list[other]] = [list[other], list[at]];
    }
    return list;
  }

  // Wrong answers come first, then what was never answered.
  function rank(answer) {
    if (!answer) return 1;
    return answer[1] ? 0 : 2;
  }

  // Each term as its worst question: one that has more questions than were answered is as if never asked.
  function rankTerms() {
    const ranks = new Map();
    const answers = new Map();
    for (const [key, answer] of glossary.progress()) {
      const term = key.slice(0, key.indexOf("/"));
      answers.set(term, (answers.get(term) || 0) + 1);
      ranks.set(term, Math.min(rank(answer), ranks.get(term) ?? 2));
    }
    for (const { dataset } of document.querySelectorAll("[data-scope] [data-term]")) {
      const { term, n } = dataset;
      if (ranks.has(term) && answers.get(term) < Number(n)) ranks.set(term, Math.min(1, ranks.get(term)));
    }
    return ranks;
  }

  function load(number) {
    return glossary.load(`questions/${number}.js`);
  }

  function loadAll(terms) {
    return Promise.all(terms.map(function (term) { return load(glossary.shard(term, shards)); }));
  }

  // Terms enough for a session. In a large glossary a few shards stand for all.
  async function choose(terms) {
    const ranks = rankTerms();
    if (!terms.length) {
      for (let tries = 0; tries < TRIES && found.size < MOST; tries += 1) await load(Math.floor(Math.random() * shards));
      terms = [...new Set([...found.keys(), ...[...ranks.keys()].filter(function (term) { return !ranks.get(term); })])];
    }
    const order = shuffle([...terms]).sort(function (one, other) { return (ranks.get(one) ?? 1) - (ranks.get(other) ?? 1); });
    const chosen = order.slice(0, MOST);
    await loadAll(chosen);
    return chosen.filter(function (term) { return found.has(term); });
  }

  function fieldsOf(term) {
    const parsed = new DOMParser().parseFromString(found.get(term)[2], "text/html");
    return [...parsed.querySelectorAll(".quiz-question")].map(function (field) {
      field.dataset.term = term;
      for (const input of field.querySelectorAll("input")) input.name = `${term}/${input.name}`;
      return document.adoptNode(field);
    });
  }

  function draw(terms) {
    const kept = glossary.progress();
    const fields = shuffle(terms.flatMap(fieldsOf));
    fields.sort(function (one, other) { return rankOf(one) - rankOf(other); });
    return fields.slice(0, MOST);

    function rankOf(field) {
      return rank(kept.get(keyOf(field)));
    }
  }

  function keyOf({ dataset }) {
    return `${dataset.term}/${dataset.q}`;
  }

  // The questions of `fields`, those whose keys are in `answered` with their answers.
  function build(fields, answered) {
    const form = make("form", "quiz");
    const head = make("div", "quiz-head");
    from = select.selectedOptions[0].textContent;
    head.append(make("p", "", from));
    Object.assign(form.dataset, words, { quiz: "" });
    form.append(head, ...fields);
    fields.forEach(function (field, at) {
      const label = words.position.replace("{n}", at + 1).replace("{m}", fields.length);
      field.querySelector("legend>.lab").textContent = label;
    });
    results.textContent = "";
    ground.replaceChildren(form, results);
    const questions = glossary.quiz(form, told, answered);
    keep(questions);
    return questions;
  }

  // Which questions were drawn on this page, from where, and which of them are answered.
  function keep(questions) {
    const drawn = questions.map(function ({ term, field, answer }) { return [term, field.dataset.q, Boolean(answer)]; });
    glossary.keep("session", [location.pathname, from, drawn], STORE);
  }

  function told(questions, all) {
    keep(questions);
    return tell(questions, all);
  }

  // The session that was left, as far as its questions still exist.
  async function resume() {
    const [page, title, drawn] = [].concat(glossary.kept("session", STORE));
    if (page !== location.pathname || !Array.isArray(drawn)) return;
    const rows = new Map(drawn.filter(Array.isArray).map(function (row) { return [`${row[0]}/${row[1]}`, row]; }));
    const terms = [...new Set([...rows.values()].map(function (row) { return row[0]; }))];
    await loadAll(terms);
    const known = terms.filter(function (term) { return found.has(term); }).flatMap(fieldsOf);
    const fields = new Map(known.map(function (field) { return [keyOf(field), field]; }));
    const keys = [...rows.keys()].filter(function (key) { return fields.has(key); });
    if (!keys.length) return;
    select.selectedIndex = Math.max(0, scopes.findIndex(function (scope) { return scope.title === title; }));
    const answered = new Set(keys.filter(function (key) { return rows.get(key)[2]; }));
    const questions = build(keys.map(function (key) { return fields.get(key); }), answered);
    tell(questions, questions.every(function (question) { return question.answer; }));
  }

  // What was answered, by term, with the way to each entry; at the end also as a text that is said aloud.
  function tell(questions, all) {
    results.textContent = "";
    const terms = new Set(questions.filter(function (question) { return question.answer; }).map(function (question) {
      return question.term;
    }));
    if (!terms.size) return "";
    const list = make("ul", "entries");
    for (const term of terms) {
      const mine = questions.filter(function (question) { return question.term === term && question.answer; });
      const right = mine.filter(function (question) { return question.isRight(); }).length;
      const item = make("li");
      const inner = make("div");
      const link = make("a", "", found.get(term)[0]);
      link.href = found.get(term)[1];
      link.dataset.t = term;
      inner.append(link, " ", ours(make("small", "", words.score.replace("{right}", right).replace("{all}", mine.length))));
      item.append(make("i"), inner);
      list.append(item);
    }
    results.append(ours(make("h2", "", words.results)), list);
    if (!all) return "";
    results.append(button(words.more, start, "btn pri"));
    return `${words.results}: ${[...list.children].map(function (item) { return item.textContent.trim(); }).join(", ")}`;
  }

  async function begun() {
    const fields = draw(await choose(scopes[select.selectedIndex].terms));
    if (fields.length) build(fields, new Set())[0].focus();
    else fail(words.nothing);
  }

  // Why there are no questions, in the place of them, and aloud.
  function fail(why) {
    ground.replaceChildren(ours(make("p", "", why)));
    say(why);
  }

  async function show(session) {
    begin.ariaDisabled = true; // `disabled` would take the focus from it
    try {
      await session();
    } catch {
      fail(words.failed);
    }
    begin.ariaDisabled = null;
  }

  function start() {
    if (!begin.ariaDisabled) show(begun);
  }

  const scopes = listScopes();
  const label = ours(make("label", "lab", words.from));
  const select = make("select", "session-from");
  const begin = button(words.start, start, "btn pri");
  const wipe = button(words.wipe, function () {
    for (const name of ["quiz", "done"]) glossary.keep(name, null);
    glossary.keep("session", null, STORE);
    ground.replaceChildren();
    say(words.wiped);
    wipe.textContent = words.wiped;
    setTimeout(function () { wipe.textContent = words.wipe; }, 1600);
  });
  const ground = make("div", "session-ground");
  const results = make("section", "session-results");
  const bar = make("p", "session-bar");
  select.id = "session-from";
  label.htmlFor = select.id;
  select.append(...scopes.map(function ({ title, isOurs }) { return isOurs ? ours(new Option(title)) : new Option(title); }));
  bar.append(label, select, begin, wipe);
  place.append(bar, ground);
  show(resume);
})();
