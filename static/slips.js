// Slips of the pen: which words were probably meant. A part of finder.js.
window.glossary.slips = (function () {
  "use strict";
  const ONE = 4; // letters from which one slip is forgiven, and two
  const TWO = 8;
  const found = new Map(); // what was found for a word in `searched` when it had so many words: the next letter asks again
  let searched = null;
  let size = 0;

  // How many slips of the pen are forgiven in a word.
  function forgiven(word) {
    return word.length >= TWO ? 2 : word.length >= ONE ? 1 : 0;
  }

  // Those words of `vocabulary` that begin like `word` but for slips; two neighbours that changed places are one slip.
  function near(word, vocabulary) {
    if (vocabulary !== searched || vocabulary.size !== size) found.clear();
    searched = vocabulary;
    size = vocabulary.size;
    if (!found.has(word)) found.set(word, look(word, vocabulary));
    return found.get(word);
  }

  function look(word, vocabulary) {
    const most = forgiven(word);
    const close = [];
    if (!most) return close;
    for (const other of vocabulary) {
      if (other.length >= word.length - most && alike(word, other, most) && slips(word, other, most) <= most) close.push(other);
    }
    return close;
  }

  // Whether one of the first letters is among the first of the other word; where none is, there are too many slips.
  function alike(word, other, most) {
    const start = other.slice(0, 2 * most + 1);
    for (let i = 0; i <= most; i++) if (start.includes(word[i])) return true;
    return false;
  }

  // The fewest slips between `word` and any beginning of `other`; more than `most` where there are too many.
  function slips(word, other, most) {
    const width = Math.min(other.length, word.length + most);
    let before = [];
    let last = [];
    for (let j = 0; j <= width; j++) last.push(j);
    for (let i = 1; i <= word.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= width; j++) {
        const same = word[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < least) least = row[j];
      }
      if (least > most) return least;
      before = last;
      last = row;
    }
    return Math.min(...last);
  }

  return { forgiven, near };
})();
