// Dates as sources give them, read as scripts/casebook/base/dates.py reads them: a
// day, a month, a year, a range, and the marks ?, ~ and %. Tests hold the two equal.

const POINT = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)$/;
const NUMBERS = /^(?:(?!0?(\d{1,2})[/.-]0?\1[/.-]\d{4})(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\2\d{4}|\d{1,2}([/.-])\d{1,2}\3\d{2})$/;
export const MONTHS = "January February March April May June July August September October November December".split(" ");
/** @param {number} number */
const pad = (number) => String(number).padStart(2, "0");
/** @param {number} year @param {number} month */
const lastOf = (year, month) => [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
/** @param {number} year */
const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** First and last day a date may mean, as ISO text; or `{ wrong }` with the reason. @param {string} text @returns {Span | NoDate} */
export function parse(text) {
  const parts = text.split("/");
  if (parts.length !== 2) return point(text);
  const first = point(parts[0]);
  if (first.wrong !== undefined) return first;
  if (parts[1] === "..") return { first: first.first, last: "9999-12-31" };
  const last = point(parts[1]);
  if (last.wrong !== undefined) return last;
  if (last.last < first.first) return { wrong: `the range \`${text}\` ends before it begins` };
  return { first: first.first, last: last.last };
}

/** @param {string} text @returns {Span | NoDate} */
function point(text) {
  const found = POINT.exec(text);
  if (!found) return { wrong: NUMBERS.test(text) ? `\`${text}\` does not say which number is the month` : `\`${text}\` is not a date` };
  const [year, month, day] = found.slice(1, 4).map((part) => (part === undefined ? null : Number(part)));
  if (!isReal(year ?? 0, month, day)) return { wrong: `\`${text}\` is not a day of the calendar` };
  return {
    first: `${found[1]}-${pad(month ?? 1)}-${pad(day ?? 1)}`,
    last: `${found[1]}-${pad(month ?? 12)}-${pad(day ?? lastOf(year ?? 0, month ?? 12))}`,
  };
}

/** Whether the calendar has a day, month or year. @param {number} year @param {number | null} month @param {number | null} day */
function isReal(year, month, day) {
  if (year < 1) return false;
  if (month === null) return true;
  return month > 0 && month < 13 && (day === null || (day > 0 && day <= lastOf(year, month)));
}

/** A date that can be compared, as `parse` gives it, or null where there is none yet. @param {string | null | undefined} text @returns {Span | null} */
export function day(text) {
  const when = text === undefined || text === null ? null : parse(text);
  return when && when.wrong === undefined ? when : null;
}

/** Whether a date is over before another begins; not where one of them cannot be read. @param {string | undefined} one @param {string | undefined} other */
export function isBefore(one, other) {
  const [first, second] = [day(one), day(other)];
  return Boolean(first && second && first.last < second.first);
}

/** The same of a date that is known to be one. @param {string} text */
export const span = (text) => /** @type {Span} */ (day(text));

/** A date the way a reader says it: "19 October 2024", "about August 2024". @param {string} text @returns {string} */
export function spoken(text) {
  const [start, end] = text.split("/");
  if (end === "..") return `since ${spoken(start)}`;
  if (end !== undefined) return `${spoken(start)} to ${spoken(end)}`;
  const [, year, month, day, mark] = POINT.exec(text) ?? [];
  const said = [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  if (mark === "?") return `${said} (uncertain)`;
  return mark ? `about ${said}` : said;
}
