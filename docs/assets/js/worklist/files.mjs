// Assessments as files and as text, and back. Reading validates: what does not
// fit is skipped and named. Nothing that is read is ever run or shown as markup.

import * as csv from "../shared/csv.mjs";
import { FORMAT, ITEM, MOST, STATES, cleanAssessment, cleanTick, fresh, isEmpty, now } from "./model.mjs";

export const KIND = "casebook-worklist";
const LARGEST = 2 * 1024 * 1024; // characters of a file
const WIDEST = 3; // bytes of a character
const TOO_LARGE = "The file is larger than 2 MB.";

// The sheets to take away have headings for people; what is filled in there can come back.
const HEADINGS = new Map(Object.entries({ check: "item", status: "state", evidence: "note", due_date: "due", version: "list_version" }));
const FOR_READERS = ["how_to_verify", "why", "for", "answers", "frameworks", "cases", "grades", "accountable", "interval", "link"];

/** An assessment as a JSON file. @param {Assessment} assessment */
export const toJson = (assessment) => `${JSON.stringify({ kind: KIND, format: FORMAT, exported: now(), assessment }, null, 2)}\n`;

// A fingerprint gets a letter in front: of digits alone a spreadsheet would make a number.
const COLUMNS = ["item", "section", "level", "statement", "state", "reason", "note", "owner", "due", "list_version", "wording", "answered_on"];

/** The checks of a list with their answers as a CSV file; every check has a row. @param {Assessment} assessment @param {Item[]} items */
export function toCsv(assessment, items) {
  const rows = items.map((item) => {
    const tick = assessment.ticks[item.id] ?? { state: "open" };
    return [
      item.id, item.sectionTitle, item.level[0], item.statement, STATES[tick.state], tick.reason, tick.note,
      tick.owner, tick.due, tick.version, tick.wording && `w${tick.wording}`, tick.on,
    ];
  });
  return csv.write([COLUMNS, ...rows]);
}

/** A name for a file: letters and digits of the assessment's own name. @param {Assessment} assessment @param {string} list @param {string} ending */
export const fileName = (assessment, list, ending) =>
  `${[list, assessment.name, now().slice(0, 10)].join(" ").normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase()}.${ending}`;

/** Read what a person chose, as {@link fromFile}; its size is asked before its text. @param {File} file @returns {Promise<Brought>} */
export async function readFile(file) {
  if (file.size > LARGEST * WIDEST) return nothing(TOO_LARGE);
  return fromFile(await file.text().catch(() => "\0"), file.name);
}

/**
 * Read the text of a file of either kind. Gives {assessment, skipped}; `assessment` is
 * null where nothing in it could be used.
 * @param {string} text @param {string} name @returns {Brought}
 */
export function fromFile(text, name) {
  if (text.length > LARGEST) return nothing(TOO_LARGE);
  if (text.includes("\0")) return nothing("This is not a text file. Save the sheet as CSV first.");
  return text.trimStart().startsWith("{") ? fromJson(text) : fromCsv(text, name);
}

/** @type {(why: string) => Brought} */
const nothing = (why) => ({ assessment: null, skipped: [why] });

/** @param {string} text @returns {Brought} */
function fromJson(text) {
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    return nothing("The file is not complete JSON.");
  }
  if (raw.kind !== KIND) return nothing("The file is not an export of this page: its “kind” is different.");
  if (raw.format > FORMAT) return nothing("The file was written by a newer version of this page. Reload the page and try again.");
  return cleanAssessment(raw.assessment);
}

/** @type {Record<string, string>} */
const WORDS = { open: "open", "": "open", no: "open", todo: "open", done: "done", yes: "done", x: "done", na: "na", "n/a": "na", "not applicable": "na" };

/** @param {string} text @param {string} name @returns {Brought} */
function fromCsv(text, name) {
  const [head, ...rows] = csv.read(text);
  const titles = (head ?? []).map((title) => title.trim().toLowerCase().replaceAll(" ", "_"));
  const columns = titles.map((title) => HEADINGS.get(title) ?? title);
  if (!columns.includes("item") || !columns.includes("state")) return nothing("The first line must name the columns, among them “item” and “state”, or “Check” and “Status”.");
  const skipped = columns.filter((title) => title && !COLUMNS.includes(title) && !FOR_READERS.includes(title)).map((title) => `column “${title.slice(0, 40)}” is not known`);
  const assessment = fresh(name.replace(/\.[a-z]+$/i, "").slice(0, MOST.name) || "From a file");
  const { ticks } = assessment;
  let number = 0; // of answers kept: counting them anew for each line took seconds
  for (const [place, row] of rows.entries()) {
    const value = (/** @type {string} */ title) => (row[columns.indexOf(title)] ?? "").trim();
    const line = `line ${place + 2}`;
    const id = value("item").toUpperCase();
    if (id === "ITEM" || id === "CHECK") continue; // the head of a second file, pasted under the first
    const wrong = wrongId(id, number, line);
    if (wrong) skipped.push(wrong);
    const tick = wrong ? null : tickIn(value, titles.includes("evidence"), (why) => skipped.push(`${line}, ${id}: ${why}`));
    if (!tick || isEmpty(tick)) continue;
    if (!Object.hasOwn(ticks, id)) {
      ticks[id] = tick;
      number += 1;
    } else if (!alike(tick, ticks[id])) skipped.push(`${line}: ${id} is in the file twice, with a different answer; the first counts`);
  }
  return { assessment, skipped };
}

/** Why a line cannot be kept, by the id in it and the number of answers that are kept already; empty if it can. @param {string} id @param {number} kept @param {string} line */
function wrongId(id, kept, line) {
  if (!ITEM.test(id)) return `${line}: “${id.slice(0, 30)}” is not the id of a check`;
  return kept >= MOST.ticks ? `${line}, ${id}: more than ${MOST.ticks} answers` : "";
}

/** The answer in a line; null if it has no known state. @param {(title: string) => string} value @param {boolean} isSheet @param {(why: string) => void} complain */
function tickIn(value, isSheet, complain) {
  const word = value("state").toLowerCase();
  const state = Object.hasOwn(WORDS, word) ? WORDS[word] : "";
  if (!state) {
    complain(`“${value("state").slice(0, 30)}” is not a state (open, done, not applicable)`);
    return null;
  }
  const raw = { state, reason: value("reason"), note: value("note"), owner: value("owner"), due: value("due"), version: value("list_version"), wording: value("wording").replace(/^w/, ""), on: value("answered_on") };
  if (state === "na" && isSheet) [raw.reason, raw.note] = [raw.note, ""]; // as the sheet asks for it
  return cleanTick(raw, complain);
}

/** Whether two people gave a check the same answer, on whatever day. @param {Tick} one @param {Tick} other */
const alike = (one, other) => ["state", "reason", "note", "owner", "due"].every((name) => (one[name] ?? "") === (other[name] ?? ""));

/** @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&").replace(/^([-+]|\d+\.)/, "\\$1");

/** Checks with their answers as Markdown, which trackers and wikis show as boxes; of several lists each has its heading. @param {Assessment} assessment @param {Item[]} items @param {string} title */
export function toMarkdown(assessment, items, title) {
  const lines = [`# ${plain(title)}: ${plain(assessment.name)}`];
  /** @type {string | undefined} */
  let list;
  /** @type {string | undefined} */
  let section;
  for (const item of items) {
    if (item.listTitle !== list) {
      [list, section] = [item.listTitle, undefined];
      lines.push("", `# ${plain(list ?? "")}`);
    }
    if (item.sectionTitle !== section) {
      section = item.sectionTitle;
      lines.push("", `## ${plain(section)}`, "");
    }
    const tick = assessment.ticks[item.id] ?? { state: "open" };
    const box = tick.state === "done" ? "x" : " ";
    lines.push(`- [${box}] [${item.id}](${item.url}) ${plain(item.statement)}${tick.state === "na" ? " **Not applicable.**" : ""}`);
    for (const [label, value] of [["Reason", tick.reason], ["Note", tick.note], ["Owner", tick.owner], ["Due", tick.due]]) {
      if (value) lines.push(`  - ${label}: ${plain(value)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
