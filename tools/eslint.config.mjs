// What eslint looks for in all scripts: mistakes and sizes. How lines are laid out is nobody's business here, and
// undefined names are found by the type check, which knows each file's surroundings.

import js from "@eslint/js";

export default [
  {
    ignores: ["**/node_modules/", "target/", "dist/", "docs/skill-check/", "tests/frameworks/"],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off",
      "array-callback-return": "error",
      "default-case-last": "error",
      eqeqeq: ["error", "always"],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 70 }],
      "no-constructor-return": "error",
      "no-eval": "error",
      "no-extend-native": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-new-wrappers": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-throw-literal": "error",
      "no-unreachable-loop": "error",
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-call": "error",
      "no-useless-concat": "error",
      "no-var": "error",
      "no-with": "error",
      // What is taken out of the rest is named, not used.
      "no-unused-vars": ["error", { argsIgnorePattern: "^_$", ignoreRestSiblings: true }],
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "prefer-promise-reject-errors": "error",
      radix: "error",
    },
  },
  {
    // Content types of H5P begin so: the name may be there already.
    files: ["bench/embeds/sources/h5p/*.js"],
    rules: { "no-var": "off", "no-use-before-define": "off" },
  },
];
