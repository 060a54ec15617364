// What one value is checked for, as scripts/casebook/model/kinds.py does it.
// A complaint is a name of complaints.py with what its words are filled with.

import { parse } from "./dates.mjs";

/** A sign that nobody sees: of control, of direction, or half of one. */
export const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- these signs are what is looked for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0]|[\ufff9-\ufffd]/u;
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const IS_BLANK = new RegExp(`^${BLANK}$`, "u");
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED = /^(?:[1-9]\d{0,2}(?:[\s,_']\d{3})+|0+[1-9]\d*)(?:\.\d+)?$/u;
const POINT_OR_THOUSANDS = /^([1-9]\d{0,2})\.(\d{3})$/u;
const BELOW_ZERO = /^-[\d.]*[1-9][\d.]*$/u;
const LONGEST_NUMBER = 40;

/** A text without the signs that nobody sees. A letter that was lost stays, as somebody has to write it again. @param {string} text */
export const revealed = (text) => text.replaceAll("\r\n", "\n").replace(new RegExp(HIDDEN, "gu"), (sign) => (sign === "\ufffd" ? sign : "\u2028\u2029\v\f\x85".includes(sign) ? " " : ""));

/** A pattern as the program gives it. @param {Pattern} pattern */
export const matcher = ([source, flags]) => new RegExp(source, flags);

/** A text without the blanks around it. What counts as blank is Python's list, not the browser's. @param {string} text */
export function strip(text) {
  // Sign by sign: a pattern would begin anew at every blank inside the text.
  let [from, to] = [0, text.length];
  while (from < to && IS_BLANK.test(text[from])) from += 1;
  while (from < to && IS_BLANK.test(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** The words of a text: what stands between blanks. @param {string} text */
export const words = (text) => text.split(new RegExp(`${BLANK}+`, "u")).filter(Boolean);

/** Number of characters, as Python counts them. @param {string} text */
export const length = (text) => [...text].length;

/** @param {number} number */
const characters = (number) => `${number} ${number === 1 ? "character" : "characters"}`;

/** A text cut for a message. @param {string} text */
export const shortened = (text, most = 60) => ([...text].length <= most ? text : `${[...text].slice(0, most - 1).join("")}…`);

/** @type {(value: string) => Complaint | null} */
const clean = (value) => (HIDDEN.test(value) ? ["control-character", {}] : null);
/** @type {(value: string) => Complaint | null} */
const prose = (value) => (strip(value) ? clean(value) : ["empty", {}]);

/** @type {Record<string, (value: string) => Complaint | null>} */
export const KINDS = {
  prose,
  line: (value) => (strip(value) && strip(value).includes("\n") ? ["several-lines", {}] : prose(value)),
  id: () => null, // the pattern says it all
  url: clean,
  date(value) {
    const { wrong } = parse(value);
    return wrong ? ["not-a-date", { reason: wrong }] : null;
  },
  number(value) {
    if (value.length < LONGEST_NUMBER) {
      const [, whole, thousandths] = POINT_OR_THOUSANDS.exec(value) ?? [];
      if (whole) return ["two-readings", { value, plain: whole + thousandths, decimal: `${value}0` }];
      if (GROUPED.test(value)) return ["grouped-number", { value: shortened(value), plain: value.replace(/[\s,_']/gu, "").replace(/^0+/, "") }];
      if (BELOW_ZERO.test(value)) return ["below-zero", { value }];
    }
    const right = NUMBER.test(strip(value)) && Number.isFinite(Number(strip(value)));
    return right ? null : ["not-a-number", { value: shortened(value) }];
  },
  switch: () => null,
  term: () => null, // chosen from a list
};

/** What is wrong with one text for a field; null if it fits. @type {(field: Field, value: string) => Complaint | null} */
export function complaint(field, value) {
  const size = length(value);
  if (field.most && size > field.most) return ["too-long", { length: characters(size), limit: field.most }];
  if (field.least && size < field.least) return strip(value) ? ["too-short", { length: characters(size), limit: field.least }] : ["empty", {}];
  if (field.pattern && !new RegExp(field.pattern, "u").test(value)) return misshapen(field, value);
  return KINDS[field.kind](value);
}

/** @type {(field: Field, value: string) => Complaint} */
function misshapen(field, value) {
  const better = likely(field, value);
  const name = field.kind === "url" ? "not-an-address" : "not-an-id";
  return [name, { value: shortened(value), example: better ? `; here that is \`${better}\`` : "" }];
}

/** The id that was meant, where an id is wanted. @param {Field} field @param {string} value */
function likely(field, value) {
  if (field.idOf === "check") {
    const found = /^([A-Za-z]{3})[^A-Za-z0-9]*([0-9]{1,3})$/.exec(strip(value));
    return found ? `${found[1].toUpperCase()}-${String(Number(found[2])).padStart(2, "0")}` : "";
  }
  return field.idOf === "part" ? idFrom(value) : "";
}

/** A text as an id: small letters, digits and single hyphens. @param {string} text */
export const idFrom = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
