// The rules on the first answer: the twins of scripts/casebook/rules/answers.py
// and of what scripts/casebook/corpus/measures.py counts. Examples and every published
// case hold them equal.

import { day } from "./dates.mjs";
import { each } from "./state.mjs";

const isSwitchedOn = (value) => String(value) === "true";

/** The least of some things by a list of texts; of equal ones the first. */
function least(things, key) {
  const before = (a, b) => {
    const place = a.findIndex((part, n) => part !== b[n]);
    return place >= 0 && a[place] < b[place];
  };
  return things.reduce((best, thing) => (best === undefined || before(key(thing), key(best)) ? thing : best), undefined);
}

/** Of a case with dates that can be read: what is needed again and again. */
function reading(c, { limits }) {
  const { outside, accused, channels, audiences } = limits.answers;
  const organisations = c.organisations ?? [];
  const apart = organisations.filter(({ role }) => outside.includes(role)).map(({ name }) => name);
  const response = (c.response ?? []).filter(({ by, on }) => by !== undefined && day(on));
  const spoken = response.filter(({ by }) => !apart.includes(by));
  const named = organisations.filter(({ role, name }) => accused.includes(role) && name !== undefined).map(({ name }) => name);
  const isHeard = ({ audience }) => (audience ?? []).some((who) => audiences.includes(who));
  return {
    response,
    spoken,
    parties: [...new Set([...named, ...spoken.map(({ by }) => by)])].sort(),
    timeline: (c.timeline ?? []).filter(({ on }) => day(on)),
    isHeard,
    isPublic: (said) => channels.includes(said.channel) && isHeard(said),
  };
}

/** The first answer that is counted; undefined where there is none. */
function counted(c, read) {
  return least([...answers(c, read)], ({ on }) => [day(on).last, day(on).first]);
}

function answers(c, read) {
  const { response, timeline } = read;
  if (response.some(({ answers_to: named }) => named !== undefined)) {
    const moments = new Map(timeline.map(({ id, on }) => [id, on]));
    return response
      .filter((said) => moments.has(said.answers_to) && said.channel !== "silence" && read.isHeard(said))
      .map(({ on, answers_to: moment }) => ({ claim: moments.get(moment), since: day(moments.get(moment)), on, moment }));
  }
  return response.some(({ told_first: told }) => isSwitchedOn(told)) ? [] : first(c, read);
}

function first(c, { spoken, timeline, isPublic }) {
  const disclosed = day(c.disclosed)?.first;
  const said = timeline.filter(({ kind, on }) => kind === "claim" && disclosed && day(on).last >= disclosed).map(({ on }) => on);
  if (!said.length) return [];
  const claim = least(said, (on) => [day(on).first, day(on).last]);
  const since = [day(claim).first, disclosed].sort()[1];
  const last = said.map((on) => day(on).last).sort()[0];
  return spoken.filter((answer) => isPublic(answer) && day(answer.on).last >= since).map(({ on }) => ({ claim, since: { first: since, last }, on }));
}

/** The party that a text names, or names in its first words. */
function named(text, parties, begins = false) {
  return parties.find((party) => {
    const name = party.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
    return new RegExp(`${begins ? "^" : "(?<![\\p{L}\\p{N}_])"}${name}(?![\\p{L}\\p{N}_])`, "iu").test(text ?? "");
  });
}

/** What parties said on the claims, on the timeline and in the responses; on the same, where the case names what is answered. */
function words(c, { moment }, read) {
  const same = new Set((c.timeline ?? []).filter(({ id }) => moment !== undefined && id === moment).flatMap(({ refs }) => refs ?? []));
  const isAbout = (refs) => moment === undefined || refs.some((ref) => same.has(ref));
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

/** Id and day of each claim that a response answers: the same party, in the same days. */
function answered(c, response) {
  const said = day(response.on);
  const meets = (answer) => {
    const when = day(answer.on);
    return when && named(answer.by, [response.by]) && when.first <= said.last && said.first <= when.last;
  };
  return [...new Map((c.claims ?? []).filter((claim) => day(claim.made_on) && (claim.answers ?? []).some(meets)).map(({ id, made_on: on }) => [id, on]))];
}

function toldBefore(c, on) {
  const [out, said] = [day(c.disclosed), day(on)];
  if (!out || !said) return "";
  if (said.last < out.first || said.first > out.last) return `the case came out ${c.disclosed}`;
  const claim = (c.timeline ?? []).find((told) => told.kind === "claim" && day(told.on)?.last >= out.first && day(told.on).last < said.first);
  return claim ? `\`${claim.id}\` is of ${claim.on}` : "";
}

export const ANSWERS = {
  "dates/earlier-answer"(c, known) {
    const read = reading(c, known);
    const answer = counted(c, read);
    if (!answer) return [];
    const earlier = words(c, answer, read).filter(({ on }) => answer.since.first <= day(on).last && day(on).last < day(answer.on).first);
    const word = least(earlier, ({ on }) => [day(on).last]);
    return word ? [[word.loc, `${word.by} spoke ${word.on}; the first answer counted is of ${answer.on}`]] : [];
  },

  "dates/answer-to-later-claim"(c, known) {
    const read = reading(c, known);
    const answer = counted(c, read);
    if (!answer || answer.moment !== undefined) return [];
    const isLater = ([, on]) => answer.since.last < [day(on).first, day(answer.on).first].sort()[0];
    return each(c.response).flatMap(([n, said]) => {
      const claims = said.on === answer.on && read.response.includes(said) && read.isPublic(said) ? answered(c, said) : [];
      if (!claims.length || !claims.every(isLater)) return [];
      const [id, on] = least(claims, ([, made]) => [day(made).first, day(made).last]);
      return [[["response", n, "on"], `counted from ${answer.claim}, but by the claims it answers \`${id}\` of ${on}`]];
    });
  },

  "dates/told-first": (c) =>
    each(c.response)
      .map(([n, said]) => [n, said, isSwitchedOn(said.told_first) && toldBefore(c, said.on)])
      .filter(([, , before]) => before)
      .map(([n, { on }, before]) => [["response", n, "told_first"], `told ${on}, but ${before}`]),
};
