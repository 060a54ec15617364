// The rules that hold for drafts too and that one field cannot break alone: the
// twins of scripts/casebook/rules/. Each gives [place, message, remedy?]; the
// remedies come from the catalogue. The examples in tests/examples/invalid hold
// both equal, so a rule added there fails a test until it stands here.

import { ANSWERS } from "./answers.mjs";
import { day } from "./dates.mjs";
import { idFrom, shortened } from "./kinds.mjs";
import { requirements } from "./requirements.mjs";
import { bounded, each, leaves } from "./state.mjs";

const AS_OTHERS_WRITE = ["organisations", "sources"]; // parts that repeat names and titles as others have printed them
const CHOOSE = "Choose one from the list."; // the command line names the file that holds it

const RULES = {
  ...ANSWERS,

  "figures/value-or-range": (c) =>
    ["claims", "consequences"].flatMap((kind) =>
      each(c[kind])
        .map(([n, part]) => [[kind, n, "figure"], figure(part.figure)])
        .filter(([, message]) => message),
    ),

  "dates/timeline-order"(c) {
    const found = [];
    let latest = null;
    for (const [n, moment] of each(c.timeline)) {
      const when = day(moment.on);
      if (!when?.first) continue;
      if (latest && when.last < latest.first) found.push([["timeline", n, "on"], `${moment.on} stands after a later moment`]);
      else if (!latest || when.first >= latest.first) latest = when;
    }
    return found;
  },

  "dates/in-the-future"(c, { limits: { told } }) {
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    return toldDates(c, told)
      .filter(([, on]) => day(on)?.first > tomorrow)
      .map(([loc, on]) => [loc, `${on} lies in the future`]);
  },

  "dates/answer-before-moment": (c) =>
    each(c.response).flatMap(([n, { on, answers_to: named }]) =>
      (c.timeline ?? [])
        .filter((moment) => named !== undefined && moment.id === named && day(on)?.last < day(moment.on)?.first)
        .map((moment) => [["response", n, "answers_to"], `said ${on}, but \`${moment.id}\` is of ${moment.on}`]),
    ),

  "people/contact"(c, { limits, leaves }) {
    const contact = new RegExp(...limits.contact);
    const kinds = { mail: "an e-mail address", handle: "an account name", phone: "a phone number" };
    return leaves.flatMap(({ loc, value }) => {
      const found = /^https?:\/\//.test(value) ? null : contact.exec(value);
      const kind = found && Object.keys(kinds).find((name) => found.groups[name]);
      return found ? [[loc, `the text holds ${kinds[kind]}: \`${oneLine(found)}\``]] : [];
    });
  },

  "people/titled-name"(_c, { limits, leaves }) {
    const titled = new RegExp(...limits.titled);
    return leaves
      .filter(({ loc, value }) => !AS_OTHERS_WRITE.includes(loc[0]) && !(loc[0] === "people" && loc.at(-1) === "name") && titled.test(value))
      .map(({ loc, value }) => [loc, `the text names somebody: \`${oneLine(titled.exec(value))}\``]);
  },

  "references/unknown-term": (_c, { leaves, terms }) =>
    leaves.flatMap(({ loc, value, field }) => {
      const known = field.terms ? (terms[field.terms] ?? []).map(([term]) => term) : null;
      if (!known || known.includes(value)) return [];
      return [absent(loc, value, field.terms.replaceAll("-", " "), didYouMean(value, known, CHOOSE))];
    }),

  "references/unknown-item": (_c, { leaves, items }) => {
    const known = items.map(([id]) => id).sort();
    const unknown = leaves.filter(({ field, value }) => field.ref === "item" && !known.includes(value));
    return unknown.map(({ loc, value }) => absent(loc, value, "check", checkMeant(value, known)));
  },
  "references/unknown-pattern": (_c, { leaves, patterns }) =>
    missing(leaves, ["pattern"], patterns.map(([id]) => id), "pattern", CHOOSE),
  "references/unknown-case": (c, { leaves, cases }) => (cases ? missing(leaves, ["case"], [...cases.map(([id]) => id), c.id].sort(), "case") : []),
  "sources/personal-code": (c, { limits }) =>
    each(c.sources).flatMap(([n, source]) =>
      ["url", "url_from", "archive_url"].flatMap((name) => {
        const found = new RegExp(...limits.personal).exec(source[name] ?? "");
        return found ? [[["sources", n, name], `the address holds \`${found.groups.code}\`, a code of whoever copied it`]] : [];
      }),
    ),

  "sources/circle"(c) {
    const inCircle = circles(new Map((c.sources ?? []).map(({ id, derives_from: from }) => [id, from ?? []])));
    return each(c.sources)
      .filter(([, { id }]) => inCircle.has(id))
      .map(([n, { id }]) => [["sources", n, "derives_from"], `\`${id}\` derives from itself`]);
  },

  "style/markup": (_c, { leaves, limits }) =>
    leaves.filter(({ field }) => field.kind === "prose").flatMap(({ loc, value }) => markup(value, limits).map((message) => [loc, message])),
};

/** The ids that lead back to themselves, each looked at once: rings after Tarjan, without recursion, as rows can be long. */
function circles(parents) {
  const [number, low, open, found] = [new Map(), new Map(), new Set(), new Set()];
  const path = [];
  const lower = (id, to) => low.set(id, Math.min(low.get(id), to));
  for (const start of parents.keys()) {
    const steps = number.has(start) ? [] : [[start, 0]];
    while (steps.length) {
      const step = steps.at(-1);
      const [id, place] = step;
      if (!number.has(id)) {
        low.set(id, number.size);
        number.set(id, number.size);
        path.push(id);
        open.add(id);
      }
      const own = parents.get(id) ?? [];
      if (place < own.length) {
        step[1] += 1;
        if (!number.has(own[place])) steps.push([own[place], 0]);
        else if (open.has(own[place])) lower(id, number.get(own[place]));
        continue;
      }
      steps.pop();
      if (steps.length) lower(steps.at(-1)[0], low.get(id));
      if (low.get(id) < number.get(id)) continue;
      const ring = path.splice(path.lastIndexOf(id));
      for (const each of ring) open.delete(each);
      if (ring.length > 1 || own.includes(id)) for (const each of ring) found.add(each);
    }
  }
  return found;
}

/** The dates of what a case tells, each with its place. */
export function toldDates(c, [lists, names]) {
  return [
    ...["disclosed", "occurred"].map((name) => [[name], c[name]]),
    ...lists.flatMap((list) => each(c[list]).flatMap(([n, part]) => names.map((name) => [[list, n, name], part[name]]))),
  ].filter(([, on]) => on !== undefined);
}

function figure(it) {
  if (it === undefined) return "";
  const ranged = it.min !== undefined || it.max !== undefined;
  if (it.value === undefined && !ranged) return "the figure has no number";
  if (it.value !== undefined && ranged) return "the figure has a value and a range";
  return Number(it.min) > Number(it.max) ? "the range of the figure runs backwards" : "";
}

/** The rules, given as data, that whatever refers to a part of the case names one that is there. */
const references = ({ requirements: { named } }) =>
  Object.fromEntries(
    named.map(({ rule, refs }) => [
      rule,
      (c, { leaves: all }) => refs.flatMap(([ref, lists, noun]) => missing(all, [ref], lists.flatMap((list) => (c[list] ?? []).map(({ id }) => id)).filter(Boolean), noun)),
    ]),
  );

const missing = (leaves, refs, known, noun, otherwise) =>
  leaves.filter(({ field, value }) => refs.includes(field.ref) && !known.includes(value)).map(({ loc, value }) => absent(loc, value, noun, didYouMean(value, known, otherwise)));

const absent = (loc, value, noun, remedy) => [loc, `there is no ${noun} \`${shortened(value)}\``, remedy];

function didYouMean(value, known, otherwise) {
  const near = nearest(value, known);
  return near ? `Did you mean \`${near}\`?` : otherwise;
}

/** The check with the same letters and digits, else those of its list: one digit off is no guess. */
function checkMeant(value, known) {
  const sorted = (id) => [...id].sort().join("");
  const same = known.find((id) => sorted(id) === sorted(value));
  if (same) return `Did you mean \`${same}\`?`;
  const beside = known.filter((id) => id.slice(0, 4) === value.slice(0, 4));
  return beside.length > 1 ? `The checks of this list are \`${beside[0]}\` to \`${beside.at(-1)}\`.` : didYouMean(value, known);
}

/** The known word that differs in a few letters; simpler than the command line's, and only for a remedy. */
function nearest(word, known) {
  const typed = idFrom(word);
  const most = Math.max(1, Math.floor(typed.length / 4));
  const near = known.filter((id) => Math.abs(id.length - typed.length) <= most).map((id) => [distance(typed, id.toLowerCase()), id]);
  const [far, best] = near.reduce((a, b) => (b[0] < a[0] ? b : a), [most + 1, ""]);
  return far <= most ? best : "";
}

/** What was found with plain single spaces, whichever stand in the text. */
function oneLine([found]) {
  return found.trim().split(/\s+/u).join(" ");
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

function markup(text, limits) {
  const bare = text.replace(/`[^`\n]*`/gu, "``");
  const [link, flags] = limits.link;
  const allowed = new RegExp(...limits.allowed);
  return [
    ...limits.markup.filter(([pattern]) => new RegExp(...pattern).test(bare)).map(([, message]) => message),
    ...[...bare.matchAll(new RegExp(link, `${flags}g`))].filter(([, to]) => !allowed.test(to)).map(([, to]) => `a link leads to \`${to}\`, which is not a web address`),
  ];
}

/**
 * Everything that some rules find in a case, in the words of the command line.
 * `at` is the field that a form leads to, where the place in the file is another.
 */
export function run(rules, definition, given, more = {}) {
  const data = bounded(definition, definition.root, given);
  const known = { ...definition, ...more, leaves: leaves(definition, data) };
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(data, known).map(([loc, message, remedy, at]) => ({ loc, at, rule, message, remedy: remedy ?? definition.remedies[rule], advice: definition.advice.includes(rule) })),
  );
}

/** What is wrong with a draft already. `cases` is missing until the list of cases is there. */
export const findings = (definition, data, cases) => run({ ...requirements(definition, (when) => when === "always"), ...references(definition), ...RULES }, definition, data, { cases });

/** The ids of the rules that are code here. */
export const NAMES = Object.keys(RULES);
