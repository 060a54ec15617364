// What a change to a published case needs: the twins of the rules in
// scripts/casebook/rules/corrections.py that compare two versions of a case.

import { changes, summed } from "./changes.mjs";
import { day } from "./dates.mjs";
import { words } from "./kinds.mjs";
import { isHeld } from "./publication.mjs";
import { each, list } from "./state.mjs";

/**
 * Both versions of a case, and what differs in substance.
 * @typedef {{ before: Block, now: Block, found: import("./changes.mjs").Change[] }} Pair
 */

const CORRECTIONS = ["record", "corrections"];

/** @param {Block} c @returns {Block[]} */
const corrections = (c) => list(c.record?.corrections);
/** The first day of a date; empty where it cannot be read. @param {string | undefined} on */
const first = (on) => day(on)?.first ?? "";
/** @param {string | undefined} text */
const plain = (text = "") => words(text).join(" ");

/** The days of the corrections that the published case does not have. @param {Pair} pair @returns {string[]} */
function newDays({ before, now }) {
  const old = corrections(before).map((entry) => JSON.stringify(entry));
  return corrections(now)
    .filter((entry) => !old.includes(JSON.stringify(entry)))
    .map(({ on }) => on)
    .filter(Boolean);
}

/** Each claim with another status: its place, its earlier version and itself. @param {Pair} pair @returns {[number, Block, Block][]} */
const changedClaims = ({ before, now }) =>
  each(now.claims).flatMap(([n, claim]) => {
    const old = list(before.claims).find(({ id }) => id === claim.id);
    return old && old.status !== claim.status ? [/** @type {[number, Block, Block]} */ ([n, old, claim])] : [];
  });

/** @param {Block} claim @param {Block} old */
const went = (claim, old) => `\`${claim.id}\` went from ${old.status} to ${claim.status}`;

/** @type {Record<string, (pair: Pair) => Finding[]>} */
const RULES = {
  "corrections/missing": (pair) =>
    pair.found.length && !newDays(pair).length ? [[pair.found[0].loc, `the published case changed without a correction: ${summed(pair.found)}`, undefined, CORRECTIONS]] : [],

  "corrections/updated"(pair) {
    const updated = day(pair.now.record?.updated);
    const newest = newDays(pair).reduce((latest, on) => (first(on) > first(latest) ? on : latest), "");
    return newest && updated && first(newest) > updated.last ? [[["record", "updated"], `the correction is of ${newest}, but \`record.updated\` is ${pair.now.record.updated}`]] : [];
  },

  "corrections/erased"({ before, now }) {
    const left = corrections(now).map(({ on }) => on);
    return corrections(before).flatMap(({ on }) => {
      const place = left.indexOf(on);
      if (place >= 0) left.splice(place, 1);
      return place < 0 ? [/** @type {Finding} */ ([CORRECTIONS, `the correction of ${on} is gone`])] : [];
    });
  },

  "corrections/status-reason": (pair) =>
    changedClaims(pair)
      .filter(([, old, claim]) => plain(old.reason) === plain(claim.reason))
      .map(([n, old, claim]) => [["claims", n, "reason"], `${went(claim, old)} for the same reason`]),

  "corrections/status-day": (pair) =>
    changedClaims(pair)
      .filter(([, old, { as_of: on }]) => on && old.as_of && first(on) <= first(old.as_of) && !newDays(pair).includes(on))
      .map(([n, old, claim]) => [["claims", n, "as_of"], `${went(claim, old)}, but \`as_of\` is ${claim.as_of}`]),

  "corrections/status-history": (pair) =>
    changedClaims(pair)
      .filter(([, old, claim]) => !added(old, claim).includes(old.status))
      .map(([n, old, claim]) => [["claims", n, "status"], `\`${claim.id}\` was ${old.status}, and its \`history\` does not say so`, undefined, ["claims", n, "history"]]),
};

/** The statuses in the history of a claim that were not there before. @param {Block} old @param {Block} claim @returns {string[]} */
function added(old, claim) {
  const left = list(claim.history).map((entry) => JSON.stringify(entry));
  for (const entry of list(old.history)) {
    const place = left.indexOf(JSON.stringify(entry));
    if (place >= 0) left.splice(place, 1);
  }
  return left.map((entry) => JSON.parse(entry).status);
}

/** What a change to a published case still needs; nothing while the case is no longer meant for the site. @param {Definition} definition @param {Block} before the published case @param {Block} now @returns {Problem[]} */
export function unexplained(definition, before, now) {
  if (!isHeld(definition, now)) return [];
  const pair = { before, now, found: changes(definition, before, now) };
  return Object.entries(RULES).flatMap(([rule, find]) =>
    find(pair).map(([loc, message, remedy, at]) => ({ loc, at, rule, message, remedy: remedy ?? definition.remedies[rule] })),
  );
}

/** The ids of the rules that are code here. */
export const NAMES = Object.keys(RULES);
