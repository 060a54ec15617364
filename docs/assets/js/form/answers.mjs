// The rules on the first answer: the twins of scripts/casebook/rules/answers.py
// and of what scripts/casebook/corpus/measures.py counts. Examples and every published
// case hold them equal.

import { day, span } from "./dates.mjs";
import { each, list } from "./state.mjs";

/**
 * What is needed of a case again and again.
 * @typedef {{ response: Block[], spoken: Block[], parties: string[], timeline: Block[], isHeard: (said: Block) => boolean, isPublic: (said: Block) => boolean }} Read
 * An answer that may be the first: the claim it answers, since when, its day, and the moment it names.
 * @typedef {{ claim: string, since: Span, on: string, moment?: string }} Answer
 */

/** @param {unknown} value */
const isSwitchedOn = (value) => String(value) === "true";

/** The least of some things by a list of texts; of equal ones the first. @template T @param {T[]} things @param {(thing: T) => string[]} key @returns {T | undefined} */
function least(things, key) {
  const before = (/** @type {string[]} */ a, /** @type {string[]} */ b) => {
    const place = a.findIndex((part, n) => part !== b[n]);
    return place >= 0 && a[place] < b[place];
  };
  return things.reduce((best, thing) => (best === undefined || before(key(thing), key(best)) ? thing : best), /** @type {T | undefined} */ (undefined));
}

/** Of a case with dates that can be read: what is needed again and again. @type {(c: Block, known: Known) => Read} */
function reading(c, { limits }) {
  const { outside, accused, channels, audiences } = limits.answers;
  /** @type {Block[]} */
  const organisations = c.organisations ?? [];
  const apart = organisations.filter(({ role }) => outside.includes(role)).map(({ name }) => name);
  /** @type {Block[]} */
  const response = list(c.response).filter(({ by, on }) => by !== undefined && day(on));
  const spoken = response.filter(({ by }) => !apart.includes(by));
  /** @param {string | undefined} text @param {string[]} parties */
  const named = organisations.filter(({ role, name }) => accused.includes(role) && name !== undefined).map(({ name }) => name);
  const isHeard = (/** @type {Block} */ { audience }) => (audience ?? []).some((/** @type {string} */ who) => audiences.includes(who));
  return {
    response,
    spoken,
    parties: [...new Set([...named, ...spoken.map(({ by }) => by)])].sort(),
    timeline: list(c.timeline).filter(({ on }) => day(on)),
    isHeard,
    isPublic: (said) => channels.includes(said.channel) && isHeard(said),
  };
}

/** The first answer that is counted; undefined where there is none. @type {(c: Block, read: Read) => Answer | undefined} */
function counted(c, read) {
  return least([...answers(c, read)], ({ on }) => [span(on).last, span(on).first]);
}

/** @type {(c: Block, read: Read) => Answer[]} */
function answers(c, read) {
  const { response, timeline } = read;
  if (response.some(({ answers_to: named }) => named !== undefined)) {
    const moments = new Map(timeline.map(({ id, on }) => [id, on]));
    return response
      .filter((said) => moments.has(said.answers_to) && said.channel !== "silence" && read.isHeard(said))
      .map(({ on, answers_to: moment }) => ({ claim: moments.get(moment), since: span(moments.get(moment)), on, moment }));
  }
  return response.some(({ told_first: told }) => isSwitchedOn(told)) ? [] : first(c, read);
}

/** @type {(c: Block, read: Read) => Answer[]} */
function first(c, { spoken, timeline, isPublic }) {
  const disclosed = day(c.disclosed)?.first;
  const said = timeline.filter(({ kind, on }) => kind === "claim" && disclosed && span(on).last >= disclosed).map(({ on }) => on);
  if (!said.length) return [];
  const claim = /** @type {string} */ (least(said, (on) => [span(on).first, span(on).last]));
  const since = [span(claim).first, String(disclosed)].sort()[1];
  const [last] = said.map((on) => span(on).last).sort();
  return spoken.filter((answer) => isPublic(answer) && span(answer.on).last >= since).map(({ on }) => ({ claim, since: { first: since, last }, on }));
}

/** The party that a text names, or names in its first words. */
/** @param {string | undefined} text @param {string[]} parties */
function named(text, parties, begins = false) {
  return parties.find((party) => {
    const name = party.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
    return new RegExp(`${begins ? "^" : "(?<![\\p{L}\\p{N}_])"}${name}(?![\\p{L}\\p{N}_])`, "iu").test(text ?? "");
  });
}

/** What parties said on the claims, on the timeline and in the responses; on the same, where the case names what is answered. @type {(c: Block, answer: Answer, read: Read) => { loc: Loc, on: string, by: string | undefined }[]} */
function words(c, { moment }, read) {
  const same = new Set(list(c.timeline).filter(({ id }) => moment !== undefined && id === moment).flatMap(({ refs }) => refs ?? []));
  const isAbout = (/** @type {string[]} */ refs) => moment === undefined || refs.some((ref) => same.has(ref));
  const onClaims = each(c.claims)
    .filter(([, claim]) => isAbout([claim.id]))
    .flatMap(([n, claim]) =>
      each(claim.answers)
        .filter(([, answer]) => answer.stance !== "declines")
        .map(([m, answer]) => ({ loc: ["claims", n, "answers", m, "on"], on: answer.on, by: named(answer.by, read.parties) })),
    );
  const onTimeline = each(c.timeline)
    .filter(([, told]) => told.kind === "statement" && isAbout(told.refs ?? []))
    .map(([n, told]) => ({ loc: ["timeline", n, "on"], on: told.on, by: named(told.text, read.parties, true) }));
  const inResponse = each(c.response)
    .filter(([, said]) => moment === undefined && read.spoken.includes(said))
    .filter(([, said]) => (said.channel === "direct-message" ? read.isHeard(said) : said.channel === "court-filing"))
    .map(([n, said]) => ({ loc: ["response", n, "on"], on: said.on, by: said.by }));
  return [...onClaims, ...onTimeline, ...inResponse].filter(({ on, by }) => by && day(on));
}

/** Id and day of each claim that a response answers: the same party, in the same days. @type {(c: Block, response: Block) => [string, string][]} */
function answered(c, response) {
  const said = span(response.on);
  const meets = (/** @type {Block} */ answer) => {
    const when = day(answer.on);
    return when && named(answer.by, [response.by]) && when.first <= said.last && said.first <= when.last;
  };
  return [...new Map(list(c.claims).filter((claim) => day(claim.made_on) && list(claim.answers).some(meets)).map(({ id, made_on: on }) => [id, on]))];
}

/** @param {Block} c @param {string} on */
function toldBefore(c, on) {
  const [out, said] = [day(c.disclosed), day(on)];
  if (!out || !said) return "";
  if (said.last < out.first || said.first > out.last) return `the case came out ${c.disclosed}`;
  const claim = list(c.timeline).find((told) => told.kind === "claim" && (day(told.on)?.last ?? "") >= out.first && span(told.on).last < said.first);
  return claim ? `\`${claim.id}\` is of ${claim.on}` : "";
}

/** @type {Record<string, Rule>} */
export const ANSWERS = {
  "dates/earlier-answer"(c, known) {
    const read = reading(c, known);
    const answer = counted(c, read);
    if (!answer) return [];
    const earlier = words(c, answer, read).filter(({ on }) => answer.since.first <= span(on).last && span(on).last < span(answer.on).first);
    const word = least(earlier, ({ on }) => [span(on).last]);
    return word ? [[word.loc, `${word.by} spoke ${word.on}; the first answer counted is of ${answer.on}`]] : [];
  },

  "dates/answer-to-later-claim"(c, known) {
    const read = reading(c, known);
    const answer = counted(c, read);
    if (!answer || answer.moment !== undefined) return [];
    const isLater = (/** @type {[string, string]} */ [, on]) => answer.since.last < [span(on).first, span(answer.on).first].sort()[0];
    return each(c.response).flatMap(([n, said]) => {
      const claims = said.on === answer.on && read.response.includes(said) && read.isPublic(said) ? answered(c, said) : [];
      if (!claims.length || !claims.every(isLater)) return [];
      const [id, on] = /** @type {[string, string]} */ (least(claims, ([, made]) => [span(made).first, span(made).last]));
      return [[["response", n, "on"], `counted from ${answer.claim}, but by the claims it answers \`${id}\` of ${on}`]];
    });
  },

  "dates/told-first": (c) =>
    each(c.response)
      .map(([n, said]) => ({ n, said, before: isSwitchedOn(said.told_first) ? toldBefore(c, said.on) : "" }))
      .filter(({ before }) => before)
      .map(({ n, said, before }) => [["response", n, "told_first"], `told ${said.on}, but ${before}`]),
};
