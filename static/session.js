// Draws questions from a section, a path or all, the ones that went wrong first.
(function () {
  "use strict";
  const MOST = 10;
  const TRIES = 5; // files that a session of all terms is gathered from
  const glossary = window.glossary;
  const place = document.querySelector("[data-session]");
  if (!glossary || !glossary.quiz || !place) return;
  const { make, ours, button, say } = glossary;
  const words = place.dataset;
  const shards = Number(words.session);
  const found = new Map(); // term → [name, address, the questions as HTML of this program's making]

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

  // Terms enough for a session. In a large glossary a few shards stand for all.
  async function choose(terms) {
    const ranks = rankTerms();
    if (!terms.length) {
      for (let tries = 0; tries < TRIES && found.size < MOST; tries += 1) await load(Math.floor(Math.random() * shards));
      terms = [...new Set([...found.keys(), ...[...ranks.keys()].filter(function (term) { return !ranks.get(term); })])];
    }
    const order = shuffle([...terms]).sort(function (one, other) { return (ranks.get(one) ?? 1) - (ranks.get(other) ?? 1); });
    const chosen = order.slice(0, MOST);
    await Promise.all(chosen.map(function (term) { return load(glossary.shard(term, shards)); }));
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
      return rank(kept.get(`${field.dataset.term}/${field.dataset.q}`));
    }
  }

  function build(fields) {
    const form = make("form", "quiz");
    const head = make("div", "quiz-head");
    const title = make("p", "", select.selectedOptions[0].textContent);
    head.append(title);
    Object.assign(form.dataset, words, { quiz: "", fresh: "" });
    form.append(head, ...fields);
    fields.forEach(function (field, at) {
      const label = words.position.replace("{n}", at + 1).replace("{m}", fields.length);
      field.querySelector("legend>.lab").textContent = label;
    });
    results.textContent = "";
    ground.replaceChildren(form, results);
    const questions = glossary.quiz(form, tell);
    questions[0].focus();
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

  async function start() {
    begin.disabled = true;
    try {
      const fields = draw(await choose(scopes[select.selectedIndex].terms));
      if (fields.length) build(fields);
      else say(words.nothing);
    } catch {
      ground.replaceChildren(ours(make("p", "", words.failed)));
      say(words.failed);
    }
    begin.disabled = false;
  }

  const scopes = listScopes();
  const label = ours(make("label", "lab", words.from));
  const select = make("select", "session-from");
  const begin = button(words.start, start, "btn pri");
  const wipe = button(words.wipe, function () {
    for (const name of ["quiz", "done"]) glossary.keep(name, null);
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
})();
