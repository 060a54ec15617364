// What somebody plainly meant: everyday dates and addresses, in the form that a
// file takes, as scripts/casebook/base/everyday.py reads them. Tests hold the two equal.

import { MONTHS, parse } from "./dates.mjs";

const BLANKS = "[ \\t-\\r\\u00a0\\u2000-\\u200a\\u202f]+"; // the browser's own list is another than the program's
const IN_WORDS = new RegExp(`^(?:(\\d{1,2})(?:st|nd|rd|th)?${BLANKS}(?:of${BLANKS})?)?([A-Za-z]{3,9})\\.?,?${BLANKS}(?:(\\d{1,2})(?:st|nd|rd|th)?,?${BLANKS})?(\\d{4})$`);
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/;
const MONTH_AND_YEAR = /^(\d{1,2})[/.](\d{4})$/;
const IN_NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const BARE_ADDRESS = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/|$)/i;
/** @param {string | number} number */
const pad = (number) => String(Number(number)).padStart(2, "0");

/** The value that a field of this kind takes, for what was typed; empty if there is nothing to mend. @param {string} kind @param {string} text */
export function meant(kind, text) {
  if (kind === "date") return date(text);
  return kind === "url" && BARE_ADDRESS.test(text) ? `https://${text}` : "";
}

/** The date that is meant by one in everyday words; empty where it is none, or has two readings. @param {string} text */
function date(text) {
  const made = reading(text);
  return made && made !== text && !parse(made).wrong ? made : "";
}

/** @param {string} text */
function reading(text) {
  let found = IN_WORDS.exec(text);
  if (found) {
    const [, before, name, after, year] = found;
    const month = monthOf(name);
    return month && !(before && after) ? joined(year, month, before ?? after) : "";
  }
  found = YEAR_FIRST.exec(text);
  if (found) return joined(found[1], found[3], found[4]);
  found = MONTH_AND_YEAR.exec(text);
  if (found) return joined(found[2], found[1]);
  found = IN_NUMBERS.exec(text);
  return found ? bySize([found[1], found[3]].map(Number), found[4]) : "";
}

/** A day of two numbers, where only one can be the month, or both are the same. @param {number[]} numbers @param {string} year */
function bySize(numbers, year) {
  const [month, day] = numbers.toSorted((a, b) => a - b);
  return month === day || day > MONTHS.length ? joined(year, month, day) : "";
}

/** Number of a month by its name or a usual short form; 0 if it is none. @param {string} name */
function monthOf(name) {
  const typed = name.toLowerCase().replace(/^sept$/, "sep");
  return MONTHS.findIndex((month) => [month, month.slice(0, 3)].some((known) => known.toLowerCase() === typed)) + 1;
}

/** @param {string} year @param {string | number} month @param {string | number} [day] */
const joined = (year, month, day) => `${year}-${pad(month)}${day ? `-${pad(day)}` : ""}`;
