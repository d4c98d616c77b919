// Answers a search. Loaded on first use, after vendor/minisearch.js; the files of the index hand their rows over.
// Three books, each fuller than the one before: names; names and definitions; names, definitions and bodies.
window.glossary.finder = (function () {
  "use strict";
  const MiniSearch = window.MiniSearch;
  const { forgiven, near } = window.glossary.slips;
  const SLICE = 8; // milliseconds of indexing between two moments for the reader
  const FEW = 3; // hits; with fewer, slips of the pen are looked for
  const SPACELESS = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}々ー";
  const WORD = new RegExp(`[${SPACELESS}]+|(?:(?![${SPACELESS}])[\\p{L}\\p{M}\\p{N}])+[+#]*`, "gu");
  const RUN = new RegExp(`^[${SPACELESS}]`, "u");
  const OTHER = /[^\u0000-\u007f]/;
  const PLAIN = /^[a-z\d -]*$/i; // most names: what follows is slower
  // Accents, the points of Hebrew, the vowel signs and the tatweel of Arabic: written or left out as one likes.
  // Marks of other scripts (Devanagari, the Japanese dakuten) are letters.
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
  const LETTERS = { ı: "i", ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ς: "σ", ى: "ي", ة: "ه" };

  const terms = [];
  const places = new Map();
  const levels = [new Map(), new Map(), new Map(), new Map()]; // who claims a whole name: what is given, first
  const [exactNames, exactOthers, numberNames, numberOthers] = levels;
  let endings = []; // of names in the other number, as glossary/text/inflection.py writes them
  const vocabulary = new Set();
  const names = book(["name", "alias", "hidden"]);
  const definitions = book(["name", "alias", "hidden", "definition"]);
  const bodies = book(["name", "alias", "hidden", "definition", "body"]);
  const arrived = [];
  const finder = {
    words: null, // of the theme, in the language of the site
    sections: [],
    busy: true, // more may still be found than is
    onmore: function () {},
    names: addNames, definitions: addDefinitions, bodies: addBodies, // called by the files of the index
    find, meant, more, pieces, squeeze,
  };
  let count = 0;
  let started = false;
  let work = Promise.resolve();

  function book(fields) {
    return new MiniSearch({
      fields,
      idField: "at",
      tokenize: function (text) { return text.split(" "); },
      processTerm: function (word) { return word || null; },
      searchOptions: {
        combineWith: "AND",
        prefix: true,
        boost: { name: 10, alias: 8, hidden: 6, definition: 2, body: 1 },
        weights: { prefix: 0.7, fuzzy: 0.4 },
      },
    });
  }

  // The text as it is compared: without case, accents and the differences of width; a dotless i is an i.
  function fold(text) {
    if (!OTHER.test(text)) return text.toLowerCase();
    const plain = text.normalize("NFKD").toLowerCase().replace(MARKS, "");
    return plain.normalize("NFC").replace(/[ıłøđßæœςىة]/g, function (letter) { return LETTERS[letter]; });
  }

  function pairs(run) {
    const signs = [...run];
    return signs.slice(1).map(function (sign, at) { return signs[at] + sign; });
  }

  // The text in pieces, each with whether one of `words` stands there.
  function pieces(text, words) {
    const found = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      found.push([text.slice(end, index), false]);
      if (RUN.test(word)) found.push(...signs(word, words));
      else found.push([word, split(word).some(function (part) { return words.has(part); })]);
      end = index + word.length;
    }
    return [...found, [text.slice(end), false]];
  }

  // As `pieces`, for a run without spaces: a sign is found with either of its neighbours.
  function signs(run, words) {
    const all = [...run];
    const hits = pairs(run).map(function (pair) { return words.has(fold(pair)); });
    return all.map(function (sign, at) { return [sign, Boolean(hits[at] || hits[at - 1] || words.has(fold(sign)))]; });
  }

  // The words of a text. Where a script has no spaces each pair of signs is one, and in what is indexed each last sign.
  function split(text, asked) {
    const found = [];
    for (const word of fold(text).match(WORD) || []) {
      if (!RUN.test(word)) found.push(word);
      else if (asked) found.push(...([...word].length > 1 ? pairs(word) : [word]));
      else found.push(...pairs(word), [...word].pop());
    }
    return found;
  }

  function squeeze(text) {
    if (PLAIN.test(text)) return text.toLowerCase().replace(/[ -]/g, "");
    return (fold(text).match(WORD) || []).join("");
  }

  // The words of a name, and the name written as one word: *finetuning* finds *fine-tuning*.
  function nameWords(name) {
    const found = split(name);
    const whole = squeeze(name);
    return found.length > 1 && !RUN.test(whole) ? [...found, whole] : found;
  }

  function claim(level, form, at, name) {
    const key = squeeze(form);
    if (!level.has(key)) level.set(key, []);
    level.get(key).push([at, name]);
  }

  // `name` in another number: of each word, from the last on, so many letters go and these come.
  function inflect(name, ending) {
    const words = name.split(" ");
    ending.split(" ").forEach(function (change, back) {
      const at = words.length - 1 - back;
      words[at] = words[at].slice(0, words[at].length - parseInt(change, 10)) + change.replace(/^\d+/, "");
    });
    return words.join(" ");
  }

  function addNames(data) {
    finder.words = data.words;
    finder.sections = data.sections;
    endings = data.endings;
    count = data.shards;
    const taken = new Set(data.taken);
    then(function () { return fill(data.terms, function (row) { addName(row, taken); }); });
    then(function () { finder.onmore(); });
    chain("definitions");
    then(function () {
      finder.busy = started;
      finder.onmore();
    });
  }

  function addName([id, name, section, number, ends, aliases, hidden], taken) {
    const at = terms.length;
    const term = { name, section, number: number || "", aliases: aliases || [], definition: "" };
    const known = { name: nameWords(name), alias: term.aliases.flatMap(nameWords), hidden: (hidden || []).flatMap(nameWords) };
    term.address = `${taken.has(id) ? "term-" : ""}${encodeURIComponent(id)}.html`;
    term.known = { at };
    for (const [field, all] of Object.entries(known)) {
      for (const word of all) vocabulary.add(word);
      term.known[field] = all.join(" ");
    }
    terms.push(term);
    places.set(id, at);
    claim(exactNames, name, at, "");
    for (const other of [...term.aliases, ...(hidden || [])]) claim(exactOthers, other, at, "");
    [name, ...term.aliases].forEach(function (given, place) {
      for (const ending of endings[ends ? ends[place] : 0]) {
        claim(place ? numberOthers : numberNames, inflect(given, ending), at, given);
      }
    });
    names.add(term.known);
  }

  function addDefinitions(rows) {
    arrived.push([rows, function ([id, definition]) {
      const term = terms[places.get(id)];
      if (!term) return;
      term.definition = definition;
      definitions.add({ ...term.known, definition: split(definition).join(" ") });
    }]);
  }

  function addBodies(rows) {
    arrived.push([rows, function ([id, body]) {
      const term = terms[places.get(id)];
      if (term) bodies.add({ ...term.known, definition: split(term.definition).join(" "), body: split(body).join(" ") });
    }]);
  }

  // Bodies are large: they are loaded when somebody asks for more than names and definitions answer.
  function more() {
    if (started || !count) return;
    started = true;
    finder.busy = true;
    chain("bodies");
    then(function () { finder.busy = false; finder.onmore(); });
  }

  // The files come one after the other, and what they bring is indexed between the reader's letters.
  function chain(name) {
    for (let shard = 0; shard < count; shard++) {
      then(async function () {
        await window.glossary.load(`search/${name}-${shard}.js`).catch(function () {});
        while (arrived.length) await fill(...arrived.shift());
      });
    }
  }

  function fill(rows, add) {
    let next = 0;
    return new Promise(function (done) {
      (function step() {
        const end = performance.now() + SLICE;
        while (next < rows.length && performance.now() < end) add(rows[next++]);
        if (next < rows.length) setTimeout(step);
        else done();
      })();
    });
  }

  function then(step) {
    work = work.then(step);
  }

  // All words, as one query, without a last one of which only a letter is written yet.
  function query(asked, each) {
    const begun = asked.length > 1 && isLetter(asked[asked.length - 1]);
    return { combineWith: "AND", queries: (begun ? asked.slice(0, -1) : asked).map(each) };
  }

  function isLetter(word) {
    return word.length === 1 && !RUN.test(word);
  }

  // A word as the beginning of one; short words within a query are whole.
  function plainly(word, at, all) {
    return { queries: [word], prefix: at === all.length - 1 || word.length > 2 };
  }

  function forgivingly(word) {
    const close = near(word, vocabulary).map(function (other) { return { queries: [other], prefix: false }; });
    return { combineWith: "OR", queries: [{ queries: [word], prefix: true, fuzzy: forgiven(word) || false }, ...close] };
  }

  // Who has `key` as a whole name, best first, each with the name of which it is the other number.
  function called(key) {
    return levels.flatMap(function (level) { return level.get(key) || []; });
  }

  // The terms whose whole name ends a question: *what is a model*.
  function within(asked) {
    for (let left = 1; left < asked.length; left++) {
      const found = called(asked.slice(left).join(""));
      if (found.length) return found;
    }
    return [];
  }

  // The one term that has `text` as its whole name, or else as another name, or else one of them in the other number;
  // none where several have it.
  function meant(text) {
    const whole = squeeze(text);
    const level = whole && levels.find(function (claims) { return claims.has(whole); });
    const found = new Set(level && level.get(whole).map(function ([at]) { return at; }));
    return found.size === 1 ? terms[[...found][0]] : null;
  }

  // The terms that `text` finds, best first: whole names, names, other names, definitions, and if `deep` bodies. What is
  // worse is not looked for once there are `most`. Each hit tells the words that it was found by, and whether in a body.
  function find(text, most, deep) {
    const found = new Map();
    const asked = split(text, true);
    if (asked.length) gather(text, asked, most, deep, found);
    return [...found.values()];
  }

  function gather(text, asked, most, deep, found) {
    function add([at, name]) {
      if (!found.has(at)) found.set(at, { term: terms[at], words: [...asked, ...split(name)], deep: false });
    }

    function enough(results, inBody) {
      for (const { id, terms: words } of results) {
        const hit = found.get(id);
        if (hit) hit.words.push(...words);
        else found.set(id, { term: terms[id], words, deep: Boolean(inBody) });
      }
      return found.size >= most;
    }

    const whole = squeeze(text);
    const plain = query(asked, plainly);
    called(whole).forEach(add);
    if (enough(names.search(plain, { fields: ["name"] })) || enough(names.search(plain))) return;
    // A single letter is in nearly every definition: it finds names.
    if (asked.length === 1 && isLetter(asked[0])) return;
    if (enough(definitions.search(plain))) return;
    if (!found.size) within(asked).forEach(add);
    if (found.size < FEW) {
      const guess = query(asked, forgivingly);
      if (enough(names.search(guess, { fields: ["name"] })) || enough(names.search(guess)) || enough(definitions.search(guess))) return;
      if (asked.length > 1 && enough(names.search({ queries: [whole], prefix: true }))) return;
    }
    if (deep && enough(bodies.search(plain), true)) return;
    if (deep && !found.size) enough(definitions.search({ combineWith: "OR", queries: asked }));
  }

  return finder;
})();
