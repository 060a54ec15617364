// The guide, as the box and the page of the search use it: fetched once, when somebody goes to a search.

import { Guide } from "./rank.mjs";
import { stem } from "./stem.mjs";
import { address, make } from "../shared/site.mjs";

const PLACE = "assets/search-guide.json";
const CHECK = /^(?:v(\d+\.\d+\.\d+)-)?([a-z]{3})[\s-]?(\d{2,3})$/i;
const ADDRESS = /^(?:\S*\/)?([a-z\d]+(?:-[a-z\d]+)+)\/?$/i;

/** @type {Promise<Guide | null> | undefined} */
let loading;

/** The guide, or null where it does not come; then the next call asks again. @returns {Promise<Guide | null>} */
export function loadGuide() {
  loading ??= fetch(address(PLACE))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((data) => new Guide(data))
    .catch(() => {
      loading = undefined;
      return null;
    });
  return loading;
}

/**
 * What a query names by an id ("VET-03", "v1.0.0-VET-03"), by the end of an address or by a
 * framework and a clause ("GDPR Art. 10"), as offers; none where it names nothing.
 * @param {Guide} guide @param {string} query @returns {Offer[]}
 */
export function named(guide, query) {
  const [, version, list, number] = CHECK.exec(query) ?? [];
  if (list) {
    const page = guide.pages.find(({ url }) => url === `checks/${list}-${number}/`.toLowerCase());
    if (page) return [offer(page, guide.versions.has(`${page.url}#v${version}`) ? `v${version}` : "")];
  }
  const [, end] = ADDRESS.exec(query) ?? [];
  const under = end ? guide.pages.filter(({ url }) => url.endsWith(`/${end.toLowerCase()}/`)) : [];
  return under.length ? under.map((page) => offer(page)) : clausesNamed(guide, query);
}

/** @type {(guide: Guide, query: string) => Offer[]} */
function clausesNamed(guide, query) {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!/\d/.test(query)) return [];
  for (let from = 0; from < words.length; from += 1) {
    const anchor = clauseAnchor(words.slice(from).join(" "));
    const found = guide.clauses.filter(({ id, entry }) => clauseAnchor(id) === anchor && words.slice(0, from).every((word) => entry.title.toLowerCase().includes(word)));
    if (found.length) return found.map(({ entry, id, title }) => ({ ...offer(entry, anchor), text: `${id} ${title}` }));
  }
  return [];
}

/** @param {string} clause */
const clauseAnchor = (clause) => `clause-${(clause.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join("-")}`;

/** A page of the guide as something to offer. @type {(page: Guide["pages"][number], anchor?: string) => Offer} */
export const offer = ({ url, title, kind }, anchor = "") => ({ url: address(url) + (anchor ? `#${anchor}` : ""), title, kind, text: "" });

/** A text as runs; what is marked is a form of a word that was typed. @param {string} text @param {Set<string>} typed @returns {Run[]} */
export const runsOf = (text, typed) =>
  text.split(/([\p{L}\p{N}]+)/u).map((part, place) => ({ text: part, hit: place % 2 === 1 && typed.has(stem(part)) }));

/** Runs of text as nodes, matches marked. @param {Run[]} runs */
export const marked = (runs) => runs.map(({ text, hit }) => (hit ? make("mark", {}, text) : text));

/** What is said where nothing fits: what comes nearest, and the way to suggest a case. @param {Guide["pages"]} near @returns {HTMLElement[]} */
export function nothing(near) {
  const link = (/** @type {string} */ where, /** @type {string} */ text) => make("a", { href: address(where) }, text);
  const entries = near.map(({ url, title, kind }) => make("li", {}, `${kind === "Question" ? "Everyday question" : kind}: `, link(url, title)));
  const wider = make("li", {}, link("ways-in/", "All everyday questions"), ", ", link("patterns/", "all patterns"), ", ", link("cases/", "all cases"));
  const nearest = near.length ? "The nearest we have:" : "You can look through:";
  return [make("p", {}, nearest), make("ul", {}, ...entries, wider), make("p", {}, "Is a case missing? ", link("contribute/new-case/", "Suggest this case"), ".")];
}
