// Pairs to match by choosing a name for each description. Without it the names stand below, and the key in its fold.
(function () {
  "use strict";
  const glossary = window.glossary;
  if (!glossary) return;
  const { make, ours, button, say } = glossary;

  function textsOf(box, selector) {
    return [...box.querySelectorAll(selector)].map(function (item) { return item.textContent; });
  }

  function makeRow(item, name, id, names, words) {
    const text = make("span", "match-text");
    const select = make("select");
    const told = ours(make("p", "match-told"));
    text.id = `${id}-text`;
    told.id = `${id}-told`;
    text.append(...item.childNodes);
    select.setAttribute("aria-labelledby", text.id);
    select.setAttribute("aria-describedby", told.id);
    select.append(ours(new Option(words.choose, "")), ...names.map(function (each) { return new Option(each); }));
    item.append(text, select, told);

    function unmark() {
      item.classList.remove("match-yes", "match-no");
      select.removeAttribute("aria-invalid");
      told.textContent = "";
    }

    select.addEventListener("change", unmark);
    return {
      select,
      clear() {
        select.value = "";
        unmark();
      },
      judge() {
        const right = select.value === name;
        item.classList.toggle("match-yes", right);
        item.classList.toggle("match-no", !right);
        select.setAttribute("aria-invalid", String(!right));
        told.textContent = right ? words.right : select.value ? words.wrong : words.none;
        return right;
      },
    };
  }

  document.querySelectorAll("[data-match]").forEach(function (box, place) {
    const words = box.dataset;
    const names = textsOf(box, ".match-names>li");
    const answers = textsOf(box, ".match-answers>li");
    const rows = [...box.querySelectorAll(".match-texts>li")].map(function (item, at) {
      return makeRow(item, answers[at], `match-${place}-${at}`, names, words);
    });
    const score = ours(make("span", "match-score"));
    const acts = make("p", "match-acts");
    const check = button(words.check, function () {
      const wrong = rows.filter(function (row) { return !row.judge(); });
      score.textContent = words.score.replace("{right}", rows.length - wrong.length).replace("{all}", rows.length);
      say(score.textContent);
      box.dataset.on = "checked";
      if (wrong.length) wrong[0].select.focus();
    }, "btn pri");
    const again = button(words.again, function () {
      for (const row of rows) row.clear();
      score.textContent = "";
      box.dataset.on = "";
      rows[0].select.focus();
    });
    acts.append(check, again, score);
    box.querySelector(".match-names").after(acts);
    box.dataset.on = "";
  });
})();
