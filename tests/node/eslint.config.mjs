// What the modules of the site are held to; `make lint-web` runs it.
import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  complexity: ["error", 15],
  eqeqeq: "error",
  "max-depth": "error",
  "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true }],
  "max-params": ["error", 7],
  "no-else-return": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-shadow": "off",
  "no-throw-literal": "error",
  "no-unused-vars": ["error", { ignoreRestSiblings: true, caughtErrors: "all" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

export default [
  { files: ["**/*.mjs"], languageOptions: { globals: globals.browser }, rules },
  { files: ["**/*.js"], languageOptions: { globals: globals.browser, sourceType: "script" }, rules },
];
