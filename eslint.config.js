import js from "@eslint/js";

const namesOfNode = Object.fromEntries(
  [
    "AbortController", "AbortSignal", "Blob", "DOMException", "Event", "EventTarget", "FormData", "TextDecoder", "TextEncoder", "URL",
    "setImmediate",
  ].map((name) => [name, "readonly"]),
);

export default [
  { ignores: [".venv*/", "node_modules/", ".data/", "build/"] },
  js.configs.recommended,
  {
    rules: {
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    // One scope in the browser, see interview/web/answer_box/__init__.py; tsc says which names there are.
    files: ["interview/web/answer_box/*.js", "interview/web/kept_form/*.js"],
    ignores: [
      "interview/web/answer_box/component.js", "interview/web/kept_form/kept_form.js", "interview/web/kept_form/kept_list.js",
      "interview/web/kept_form/kept_answers.js",
    ],
    languageOptions: { sourceType: "script" },
    rules: { "no-unused-vars": ["error", { vars: "local", argsIgnorePattern: "^_" }] },
  },
  { files: ["interview/documents/templates/*.js"], languageOptions: { sourceType: "script" } },
  {
    // ui.py joins them and calls what is in the last.
    files: ["interview/web/connection.js", "interview/web/menu.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-unused-vars": ["error", { vars: "local" }] },
  },
  {
    files: [
      "interview/web/answer_box/*.js", "interview/web/kept_form/*.js", "interview/web/connection.js", "interview/web/menu.js",
      "interview/documents/templates/*.js",
    ],
    rules: { "no-undef": "off" },
  },
  { files: ["tests/javascript/*.js"], languageOptions: { globals: namesOfNode } },
];
