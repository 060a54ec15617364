// What becomes of answers when a list changes. A reworded check keeps its
// answer, marked. A check that was split, merged or replaced hands its answer
// to what it became, marked; the old answer stays in `past`.

import { isEmpty } from "./model.mjs";

/**
 * An answer, and the check it was given to.
 * @typedef {{ id: string, tick: Tick }} Origin
 * What became of a retired check.
 * @typedef {{ id: string, to: string[], status: string }} Move
 */

/** Why an answer deserves another look: "moved", "reworded", or nothing. @param {Tick} tick @param {Item} item */
export function doubt(tick, item) {
  if (isEmpty(tick)) return "";
  if (tick.from?.length) return "moved";
  return tick.wording && tick.wording !== item.wording ? "reworded" : "";
}

/** The statement an answer was given to: kept with it, or known to the map by its fingerprint. @param {Tick} tick @param {string} id @param {Checks | null} map @returns {string} */
export function saidThen(tick, id, map) {
  if (tick.said) return tick.said;
  return map?.[id]?.wordings?.find((/** @type {{ fingerprint: string }} */ { fingerprint }) => fingerprint === tick.wording)?.statement ?? "";
}

/** The answer as one to the present wording. @param {Tick} tick @param {Item} item @param {string} version @returns {Tick} */
export function confirmed(tick, item, version) {
  const { from, ...rest } = tick;
  return { ...rest, said: item.statement, wording: item.wording, version };
}

/**
 * Hand the answers of retired checks to what these became.
 * `map` is "checks" of checks-map.json. Gives the assessment and what moved.
 * @param {Assessment} assessment @param {Checks} map
 */
export function moved(assessment, map) {
  const ticks = { ...assessment.ticks };
  const past = { ...assessment.past };
  /** @type {Record<string, Origin[]>} */
  const came = {};
  /** @type {Move[]} */
  const moves = [];
  for (const [id, tick] of Object.entries(assessment.ticks)) {
    const now = map[id];
    if (!now || now.status === "current") continue;
    past[id] = { ...tick, said: tick.said || now.statement };
    delete ticks[id];
    for (const target of now.to) (came[target] ??= []).push({ id, tick: past[id] });
    moves.push({ id, to: now.to, status: now.status });
  }
  for (const [target, origins] of Object.entries(came)) {
    // An answer the person gave to the new check itself counts more than an older one.
    if (isEmpty(ticks[target])) ticks[target] = joined(origins);
  }
  return { assessment: moves.length ? { ...assessment, ticks, past } : assessment, moves };
}

/** One answer from those of several checks: done only if all were done. @param {Origin[]} origins */
function joined(origins) {
  const ticks = origins.map(({ tick }) => tick);
  const all = (/** @type {string} */ state) => ticks.every((tick) => tick.state === state);
  const texts = (/** @type {string} */ name) => [...new Set(ticks.map((tick) => tick[name]).filter(Boolean))];
  /** @type {Tick} */
  const tick = { ...ticks[0], state: all("done") ? "done" : all("na") ? "na" : "open", from: origins.map(({ id }) => id) };
  for (const name of ["note", "reason", "said"]) {
    if (texts(name).length) tick[name] = texts(name).join("\n");
  }
  if (texts("owner").length) tick.owner = texts("owner").join(", ");
  if (texts("due").length) tick.due = texts("due").sort()[0];
  return tick;
}
