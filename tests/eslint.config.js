"use strict";

const js = require("@eslint/js");
const globals = require("globals");

const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"];

module.exports = [
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "script", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      // Ranges of code points, marks among them, are what folding a name is made of.
      "no-control-regex": "off",
      "no-misleading-character-class": "off",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-implicit-globals": ["error", { lexicalBindings: true }],
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "eval"],
      // A script writes text as text: a term's name is never markup.
      "no-restricted-properties": ["error", ...markup.map((property) => ({ property }))],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
