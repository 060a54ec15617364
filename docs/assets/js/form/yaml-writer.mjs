// Writes a case as YAML for the reader in scripts/casebook/source, which takes
// every plain word as text and knows no anchors, aliases or tags. Text is left
// bare only where no reader could take it for something else; long text is
// folded, and whatever is not plainly in order is quoted with escapes.

const WIDTH = 98;
// What the reader refuses as it stands, or would take for a line break or a blank.
/* eslint-disable no-control-regex -- these signs are what is looked for */
const ESCAPED = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"\\]/gu;
const UNSEEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
/* eslint-enable no-control-regex */
const BARE = /^[\p{L}\p{N}](?:[^\n:#]|:(?=\S)|(?<=\S)#)*$/u;
// Other readers than ours take these for true, false, nothing or a number.
const MEANS_MORE = /^(?:y|n|yes|no|on|off|true|false|null|[\d.,_:+-]+(?:e[\d+-]+)?|0x[\da-f]+|\d+\/[\d/]+)$/iu;
/** @type {Record<string, string>} */
const SHORT = { "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** The whole file: the line for editors, then the fields in the order of the model. @param {Block} data @param {Definition} definition */
export const file = (data, definition) => `${definition.schemaLine}\n${block(definition, definition.root, data, 0).join("\n")}\n`;

/** The lines of one block, indented. @param {Definition} definition @param {string} model @param {Block} data @param {number} indent @returns {string[]} */
export function block(definition, model, data, indent) {
  const lines = [];
  for (const field of definition.models[model].fields) {
    if (data[field.name] !== undefined) lines.push(...entry(definition, field, data[field.name], indent));
  }
  return lines;
}

/** @param {Definition} definition @param {Field} field @param {any} value @param {number} indent @returns {string[]} */
export function entry(definition, field, value, indent) {
  const start = `${" ".repeat(indent)}${field.name}:`;
  const inner = indent + 2;
  if (field.kind === "block" && field.many) return [start, ...value.flatMap((/** @type {Block} */ part) => listed(block(definition, field.model, part, inner + 2), inner))];
  if (field.kind === "block") {
    const lines = block(definition, field.model, value, inner);
    return lines.length ? [start, ...lines] : [`${start} {}`];
  }
  if (field.many) return list(field, value, start, inner);
  const [first, ...rest] = scalar(field, value, inner, start.length + 1);
  return [`${start} ${first}`, ...rest];
}

/** The lines of a block as an entry of a list: its first line begins with a dash. @param {string[]} lines @param {number} indent */
export function listed(lines, indent) {
  const dash = `${" ".repeat(indent)}- `;
  return lines.length ? [dash + lines[0].trimStart(), ...lines.slice(1)] : [`${dash}{}`];
}

/** @param {Field} field @param {string[]} values @param {string} start @param {number} indent */
function list(field, values, start, indent) {
  const short = `${start} [${values.map((value) => (bare(field, value) && !/[,[\]{}]/.test(value) ? value : quoted(value))).join(", ")}]`;
  if (short.length <= WIDTH && field.kind !== "prose") return [short];
  const dash = `${" ".repeat(indent)}- `;
  return [
    start,
    ...values.flatMap((value) => {
      const [first, ...rest] = scalar(field, value, indent + 2, dash.length);
      return [dash + first, ...rest];
    }),
  ];
}

/** One value: what follows the key on its line, and the lines after it. @param {Field} field @param {string | boolean} value @param {number} indent @param {number} column @returns {string[]} */
function scalar(field, value, indent, column) {
  if (typeof value === "boolean") return [String(value)];
  const text = value.toWellFormed?.() ?? value;
  if (field.kind === "number" && /^[-+.\d]+$/.test(text)) return [text];
  if (bare(field, text) && (column + text.length <= WIDTH || !foldable(text))) return [text];
  const margin = " ".repeat(indent);
  if (foldable(text) && column + text.length > WIDTH) return [">-", ...folded(text, WIDTH - indent).map((line) => margin + line)];
  if (literal(text)) return ["|-", ...text.split("\n").map((line) => (line ? margin + line : ""))];
  return [quoted(text)];
}

/** @param {Field} field @param {string} text */
const bare = (field, text) =>
  BARE.test(text) && !UNSEEN.test(text) && !/[\s:]$/u.test(text) && (field.kind === "date" || !MEANS_MORE.test(text));

/** @param {string} text */
const foldable = (text) => text.includes(" ") && !/^\s|\s$|\s\s|\n/u.test(text) && !UNSEEN.test(text);

/** @param {string} text */
const literal = (text) => text.includes("\n") && !/^\s|\s$/u.test(text) && !/[^\S\n]$/mu.test(text) && !UNSEEN.test(text);

/** A text cut at single blanks, so that folding gives it back as it was. @param {string} text @param {number} width */
function folded(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @param {string} text */
const quoted = (text) =>
  `"${text.replace(ESCAPED, (sign) => SHORT[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
