// Buttons that copy: the definition, the link to it, a block of code.
(function () {
  "use strict";
  const glossary = window.glossary;
  const words = document.currentScript.dataset;
  const SHOWN = 1600;

  // Where the clipboard is not to be had, as in pages opened from a folder, the old command still works.
  function copyOld(text) {
    const box = glossary.make("textarea", "sr");
    box.value = text;
    box.readOnly = true;
    document.body.append(box);
    const focused = document.activeElement;
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (focused) focused.focus({ preventScroll: true });
    return done;
  }

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Not allowed here: the old way asks nobody.
      }
    }
    return copyOld(text);
  }

  function copier(label, text) {
    let busy = false;
    const button = glossary.button(label, async function () {
      if (busy || !(await copy(text()))) return;
      busy = true;
      button.style.minInlineSize = `${button.offsetWidth}px`;
      button.textContent = words.copied;
      glossary.say(words.copied);
      setTimeout(function () {
        button.textContent = label;
        button.style.minInlineSize = "";
        busy = false;
      }, SHOWN);
    });
    return button;
  }

  const place = document.querySelector("[data-copy]");
  const definition = document.getElementById("definition-text");
  if (place && definition) {
    place.append(
      copier(place.dataset.copy, function () { return definition.textContent.replace(/\s+/g, " ").trim(); }),
      copier(place.dataset.link, function () { return `${location.href.split("#")[0]}#definition`; }),
    );
  }

  if (words.code) {
    for (const code of document.querySelectorAll("pre.code")) {
      const frame = glossary.make("div", "copy");
      frame.dir = code.dir;
      const button = copier(words.code, function () { return code.textContent.replace(/\n$/, ""); });
      code.before(frame);
      frame.append(code, button);
    }
  }
})();
