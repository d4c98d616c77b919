// Questions: choose, and see why for that choice and for the right one. Without it the answers stay in their folds.
(function () {
  "use strict";
  const glossary = window.glossary;
  if (!glossary) return;
  const { make, ours, button, say } = glossary;

  // What this device keeps: "term/question" → [letters of the last answer, none if cleared; whether any was wrong].
  function progress() {
    const kept = glossary.kept("quiz");
    return new Map(kept && typeof kept === "object" ? Object.entries(kept).filter(usable) : []);
  }

  function usable([, answer]) {
    return Array.isArray(answer) && typeof answer[0] === "string";
  }

  function note(key, answer) {
    const all = progress();
    if (answer) all.set(key, answer);
    else all.delete(key);
    glossary.keep("quiz", all.size ? Object.fromEntries(all) : null);
  }

  // One question. `words` are those of its form; `told(question)` is called when it was answered.
  function makeQuestion(field, term, words, told) {
    const key = `${term}/${field.dataset.q}`;
    const inputs = [...field.querySelectorAll("input")];
    const choices = [...field.querySelectorAll(".quiz-choices>li")];
    const reasons = [...field.querySelectorAll(".quiz-reasons>li>span")];
    const more = field.querySelector(".quiz-more");
    const several = inputs[0].type === "checkbox";
    const check = button(words.check, judge);
    let byArrow = false;
    let missed = false;
    check.hidden = !several && !chosen().length; // what was chosen before this script came can still be checked
    field.querySelector(".quiz-choices").after(check);
    const question = { field, term, key, answer: "", restore, clear, focus, isRight };

    function isRight() {
      return question.answer === field.dataset.right;
    }

    function chosen() {
      return inputs.filter(function (input) { return input.checked; }).map(function (input) { return input.value; });
    }

    function unmark() {
      question.answer = "";
      field.classList.remove("quiz-told");
      for (const added of field.querySelectorAll(".quiz-why,.quiz-end")) added.remove();
      for (const choice of choices) choice.classList.remove("quiz-yes", "quiz-no");
    }

    // The reasons of what was chosen and of what is right; nothing is said aloud.
    function show(letters, wasMissed) {
      const right = field.dataset.right.split(" ");
      const taken = letters.split(" ");
      unmark();
      missed = Boolean(wasMissed);
      question.answer = letters;
      inputs.forEach(function (input, at) {
        input.checked = taken.includes(input.value);
        if (!input.checked && !right.includes(input.value)) return;
        choices[at].classList.add(right.includes(input.value) ? "quiz-yes" : "quiz-no");
        const why = make("p", "quiz-why");
        why.append(...reasons[at].cloneNode(true).childNodes);
        choices[at].append(why);
      });
      if (more) {
        const end = more.cloneNode(true);
        end.className = "quiz-end";
        field.append(end);
      }
      field.classList.add("quiz-told");
      check.hidden = true;
    }

    function judge() {
      const letters = chosen().join(" ");
      if (!letters) {
        unmark();
        field.append(ours(make("p", "quiz-end", words.none)));
        say(words.none);
        return;
      }
      const held = document.activeElement === check;
      show(letters, missed || letters !== field.dataset.right);
      if (held) focus();
      note(key, [letters, missed ? 1 : 0]);
      told(question);
    }

    // The answer goes. That one was wrong stays known: a session asks this first.
    function clear() {
      const before = progress().get(key);
      unmark();
      for (const input of inputs) input.checked = false;
      check.hidden = !several;
      missed = missed || Boolean(before && before[1]);
      note(key, missed ? ["", 1] : null);
    }

    // What was kept of an earlier visit.
    function restore(letters, wasMissed) {
      missed = Boolean(wasMissed);
      if (letters) show(letters, wasMissed);
    }

    function focus() {
      (inputs.find(function (input) { return input.checked; }) || inputs[0]).focus();
    }

    // Arrow keys pass over choices on their way, so what they choose waits for a word: Space, Enter or the button.
    field.addEventListener("keydown", function (event) {
      byArrow = event.key.startsWith("Arrow");
      if (!(event.target instanceof HTMLInputElement)) return;
      if (event.key === "Enter" || (event.key === " " && !several && event.target.checked)) {
        event.preventDefault();
        judge();
      }
    });
    field.addEventListener("pointerdown", function () { byArrow = false; });
    field.addEventListener("change", function () {
      unmark();
      check.hidden = false;
      if (!several && !byArrow) judge();
    });
    return question;
  }

  // What was said of an answer, as a reader that speaks is to hear it.
  function verdict(question) {
    const whys = [...question.field.querySelectorAll(".quiz-choices>li")].filter(function (choice) {
      return choice.querySelector(".quiz-why");
    });
    return whys.map(function (choice) {
      return `${choice.querySelector("b").textContent}: ${choice.querySelector(".quiz-why").textContent}`;
    }).join(" ");
  }

  // All questions of a form. `done` is called after each answer with all questions; what it returns is said, too.
  // Those of a session stand alone, and only of those in its set `answered` the answers are shown.
  function quiz(form, done, answered) {
    const words = form.dataset;
    const score = ours(make("p", "quiz-score"));
    const head = form.querySelector(".quiz-head");
    const questions = [...form.querySelectorAll(".quiz-question")].map(function (field) {
      return makeQuestion(field, field.dataset.term || words.quiz, words, told);
    });
    const kept = progress();
    let at = 0;

    const previous = button(words.previous, function () { turn(at - 1); });
    const next = button(words.next, function () { turn(at + 1); });
    const again = button(words.again, restart);
    const each = button(words.each, function () {
      glossary.keep("quiz-each", each.getAttribute("aria-pressed") === "true" ? null : true);
      arrange(each.getAttribute("aria-pressed") !== "true");
    });
    const acts = make("p", "quiz-acts");
    acts.append(previous, next, each, again);
    head.append(score);
    form.append(acts);
    form.dataset.on = "";
    form.addEventListener("submit", function (event) { event.preventDefault(); });

    function count() {
      const right = questions.filter(function (question) { return question.isRight(); }).length;
      score.textContent = words.score.replace("{right}", right).replace("{all}", questions.length);
      return questions.every(function (question) { return question.answer; });
    }

    function told(question) {
      const all = count();
      const results = done && done(questions, all);
      say([verdict(question), all && score.textContent, results].filter(Boolean).join(" "));
    }

    function restart() {
      for (const question of questions) question.clear();
      count();
      at = 0;
      arrange(each.getAttribute("aria-pressed") === "true");
      questions[0].focus();
      if (done) done(questions, false);
    }

    function arrange(alone) {
      each.setAttribute("aria-pressed", String(alone));
      previous.hidden = next.hidden = !alone;
      previous.disabled = at === 0;
      next.disabled = at === questions.length - 1;
      questions.forEach(function (question, place) { question.field.hidden = alone && place !== at; });
    }

    function turn(place) {
      at = place;
      arrange(true);
      questions[at].focus();
    }

    for (const question of questions) {
      const answer = kept.get(question.key);
      if (answer && (!answered || answered.has(question.key))) question.restore(...answer);
    }
    each.hidden = questions.length < 2;
    const open = questions.findIndex(function (question) { return !question.answer; });
    at = Math.max(0, open);
    arrange(questions.length > 1 && (Boolean(answered) || glossary.kept("quiz-each") === true));
    count();
    return questions;
  }

  glossary.quiz = quiz;
  glossary.progress = progress;
  for (const form of document.querySelectorAll("[data-quiz]")) quiz(form);
})();
