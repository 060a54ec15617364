// The search box in the header: an ARIA combobox with a list of results that
// grows while typing. `header.mjs` loads it when somebody goes to the box.

import { LATER, find } from "./query.mjs";
import { loadIndex, marked, plural, readResult, said } from "./index.mjs";
import { address, make, pause } from "../shared/site.mjs";
import { bestClaims } from "./claims.mjs";
import { named, readNamed } from "./ids.mjs";
import { isCutOff, noIndex } from "./unavailable.mjs";
import { meant } from "./typos.mjs";

const SHOWN = { Case: 4 }; // pages shown of each kind
const SHOWN_ELSE = 2;
const SHOWN_CLAIMS = 3;
const BRIEF = ["Pattern", "Check"];
const SHOWN_NEAR = 4; // kinds of pages that hold only some of the words, each with its best page

/** Make the box of a form search while typing. */
export function start(form) {
  const input = form.querySelector("input");
  const list = make("div", { class: "hits", id: "site-search-hits", role: "listbox", "aria-label": "Search results" });
  const note = make("div", { class: "site-search__note" });
  const guess = make("p", { class: "site-search__guess", hidden: true });
  const panel = make("div", { class: "site-search__panel", hidden: true }, guess, list, note);
  const live = make("div", { class: "visually-hidden", role: "status" });
  form.append(panel, live);

  input.setAttribute("aria-controls", list.id);

  let turn = 0; // only the newest search may write
  let closed = false; // by the reader, who may have gone on: what is found then does not open the list again
  let active = -1;
  const options = () => [...list.querySelectorAll('[role="option"]')];

  function open(shown) {
    closed = !shown;
    panel.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown && options().length > 0));
    if (!shown) activate(-1);
  }

  function activate(index) {
    const all = options();
    all[active]?.setAttribute("aria-selected", "false");
    active = all.length && index >= 0 ? index % all.length : -1;
    const option = all[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(entries, message, guessed = "") {
    activate(-1);
    guess.textContent = guessed;
    guess.hidden = !guessed;
    list.replaceChildren(...entries);
    list.hidden = entries.length === 0;
    note.replaceChildren(...message);
    note.hidden = message.length === 0;
    open(!closed);
  }

  const search = pause(async (query) => {
    const mine = ++turn;
    try {
      await answer(query, mine);
    } catch (error) {
      console.error(error);
      await fail(query, mine);
    }
  }, 90);

  /** Where the index, or a part of it, did not come. */
  async function fail(query, mine) {
    const told = await noIndex(() => {
      input.focus();
      search(query);
    });
    if (mine !== turn) return;
    show([], told);
    live.textContent = told[0].textContent;
  }

  async function answer(query, mine) {
    const name = await named(query);
    const { put, found } = name ? { put: name.query, found: await find(name.query) } : await meant(query, find);
    const [groups, near] = found ? await Promise.all([byKind(found.results, name?.pages ?? []), readNear(found, Boolean(name))]) : [];
    if (mine !== turn || input.value.trim() !== query) return;
    if (!groups) return fail(query, mine);
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    if (total + near.length === 0) {
      if (await isCutOff()) return fail(query, mine);
      if (mine !== turn) return;
      show([], nothing(query));
      live.textContent = `Nothing found for ${query}.`;
      return;
    }
    const guessed = name || put === query ? "" : `${said(query)} is not in the casebook. It has ${said(put)}:`;
    show(listOf(groups, near, put, total), [], guessed);
    const told = total ? `${total} ${total === 1 ? "page" : "pages"} found` : "No page has all of these words; some have a part of them";
    live.textContent = `${guessed} ${told}. Use the arrow keys to choose.`;
  }

  input.addEventListener("focus", () => {
    loadIndex();
    if (input.value.trim() && list.childElementCount + note.childElementCount) open(true);
  });
  input.addEventListener("input", () => {
    const query = input.value.trim();
    closed = !form.contains(document.activeElement); // the code of the box may have come late
    if (query) search(query);
    else {
      turn += 1;
      live.textContent = "";
      list.replaceChildren();
      note.replaceChildren();
      open(false);
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    if (event.key === "Escape") {
      if (!panel.hidden) open(false);
      else input.value = "";
      event.preventDefault();
    } else if (event.key === "ArrowDown" && all.length) {
      if (panel.hidden) open(true);
      activate(active + 1);
      event.preventDefault();
    } else if (event.key === "ArrowUp" && all.length) {
      if (panel.hidden) open(true);
      activate(active <= 0 ? all.length - 1 : active - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && all[active]) {
      event.preventDefault();
      all[active].click();
    }
  });
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) open(false);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) open(false);
  });
  panel.addEventListener("mousedown", (event) => {
    if (!event.target.closest("a")) event.preventDefault(); // a click beside a result keeps the focus
  });
  loadIndex();
}

let count = 0;
const option = (name, url, ...children) =>
  make("a", { class: `hit ${name}`, href: url, role: "option", id: `hit-${(count += 1)}`, tabindex: "-1", "aria-selected": "false" }, ...children);

/** The best pages of every kind among all that were found; what the query names and the kind with the best page come first. */
async function byKind(results, namedPages) {
  const first = await Promise.all(namedPages.map(async (page) => ({ id: page.result.id, ...(await readNamed(page)) })));
  const others = results.filter(({ id }) => !first.some((page) => page.id === id));
  const kinds = [...new Set([...first, ...others].map(({ kind }) => kind))]; // in the order of their best pages
  const groups = kinds.map(async (kind) => {
    const own = first.filter((page) => page.kind === kind);
    const found = others.filter((page) => page.kind === kind);
    const most = LATER[kind] && kinds.length > 1 ? 0 : (SHOWN[kind] ?? SHOWN_ELSE); // who wants these follows the link to all
    const shown = found.slice(0, Math.max(0, most - own.length));
    return { kind, total: own.length + found.length, members: [...own, ...(await Promise.all(shown.map((result) => readResult(result, 2, true))))] };
  });
  return Promise.all(groups);
}

/**
 * Of the pages that hold only some of the words, the best of each kind. Beside pages with all of them
 * only those that are short and say what to do, if none of their kind is there.
 */
function readNear({ results, near }, isNamed) {
  if (isNamed) return [];
  const isFirst = ({ kind }, place) => near.findIndex((page) => page.kind === kind) === place;
  const wanted = ({ kind }) => !results.length || (BRIEF.includes(kind) && !results.some((page) => page.kind === kind));
  const best = near.filter(isFirst).filter(wanted);
  return Promise.all(best.slice(0, SHOWN_NEAR).map((result) => readResult(result, 0)));
}

function listOf(groups, near, query, total) {
  const grouped = (group) => {
    const claims = bestClaims(group.members.flatMap(({ claims: found }) => found ?? []), SHOWN_CLAIMS);
    return claims.length ? [pagesOf(group, query), claimsOf(claims, query)] : [pagesOf(group, query)];
  };
  const entries = groups.filter(({ kind }) => !LATER[kind]).flatMap(grouped);
  if (near.length) entries.push(nearOf(near));
  entries.push(...groups.filter(({ kind }) => LATER[kind]).flatMap(grouped));
  const all = total ? `All results for ${said(query)}: ${total} ${total === 1 ? "page" : "pages"}` : `No page has all words of ${said(query)}. More with some of them`;
  entries.push(option("hit--all", address(`search/?q=${encodeURIComponent(query)}`), all));
  return entries;
}

/** Pages that hold the most of the words but not all. */
function nearOf(near) {
  const group = groupOf(null);
  for (const result of near) {
    const text = make("span", { class: "hit__text" }, make("span", { class: "hit__kind" }, result.kind), " · ", ...marked(result.runs));
    group.append(option("", result.url, make("span", { class: "hit__title" }, result.title), text));
  }
  return group;
}

/** A group of offers under the name of its kind; without a kind, that of the pages that come near. */
function groupOf(kind, number = null) {
  const id = `hits-${kind ? kind.toLowerCase().replace(/\W+/g, "-") : "near"}`;
  const count = number === null ? null : make("span", { class: "hits__number" }, number.toLocaleString("en"));
  return make("div", { role: "group", "aria-labelledby": id }, make("div", { class: "hits__kind", id }, kind ? `${plural(kind)} ` : "With some of the words", count));
}

function pagesOf({ kind, total, members }, query) {
  const group = groupOf(kind, total);
  for (const result of members) {
    group.append(option("", result.url, make("span", { class: "hit__title" }, result.title), make("span", { class: "hit__text" }, ...marked(result.runs))));
    for (const part of result.parts) {
      group.append(option("hit--sub", part.url, make("span", { class: "hit__title" }, part.label), make("span", { class: "hit__text" }, ...marked(part.runs))));
    }
  }
  if (total > members.length) {
    const where = new URLSearchParams({ q: query, kind });
    group.append(option("hit--kind", address(`search/?${where}`), total === 1 ? `1 ${kind.toLowerCase()}` : `All ${total.toLocaleString("en")} ${plural(kind).toLowerCase()}`));
  }
  return group;
}

/** Claims of the cases above; how many there are in all the index cannot say. */
function claimsOf(claims, query) {
  const group = groupOf("Claim");
  for (const { url, runs, status, of } of claims) {
    const meta = make("span", { class: "hit__text" }, make("span", { class: `status status--${status.name}` }, status.label), ` · ${of}`);
    group.append(option("hit--claim", url, make("span", { class: "hit__title" }, ...marked(runs)), meta));
  }
  group.append(option("hit--kind", address(`claims/?${new URLSearchParams({ q: query })}`), "All claims with these words"));
  return group;
}

function nothing(query) {
  const link = (path, text) => make("li", {}, make("a", { href: address(path) }, text));
  return [
    make("p", {}, `Nothing found for ${said(query)}. Fewer or more general words may help. Or look through:`),
    make("ul", {}, link("cases/", "all cases"), link("claims/", "all claims"), link("patterns/", "patterns of failure"), link("glossary/", "the glossary")),
  ];
}
