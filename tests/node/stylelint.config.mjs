// What the style sheets are held to; `make lint-web` runs it.
const name = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // A rule is one line, so that a sheet can be read as a table.
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    "rule-empty-line-before": null,
    // Sheets follow the page from top to bottom; where a thing stands and how it looks may be two rules.
    "no-descending-specificity": null,
    "no-duplicate-selectors": null,
    // Tokens stand in full, as charts/palette.py has them; black and white need not.
    "color-hex-length": null,
    // For browsers of before 2023.
    "media-feature-range-notation": "prefix",
    "property-no-vendor-prefix": [true, { ignoreProperties: ["/text-size-adjust$/", "/mask$/"] }],
    "selector-not-notation": null,
    // Fonts are written as their makers do.
    "value-keyword-case": ["lower", { camelCaseSvgKeywords: true, ignoreKeywords: ["srgb"], ignoreProperties: ["--serif", "--sans", "--mono"] }],
    "number-max-precision": 5,
    "selector-class-pattern": [`^${name}(__${name})?(--${name})?$`, { message: "Name a class block__part--kind" }],
    "selector-id-pattern": `^${name}$`,
  },
};
