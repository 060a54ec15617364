// How much of a case is shown, and for whom. Both are in the address, so that a
// link opens the same view. An address without a depth opens the summary or, if
// it points at a part of the details, the whole dossier. The style sheet hides
// what a depth leaves out, by data-depth on the root, which theme.js sets before
// the first paint; without scripts everything is shown.

import { around, fragment, html, make, part, parts } from "../shared/site.mjs";

const root = document.documentElement;
const article = part("main article");
const depths = part(".depths");
const notes = parts(".role-note[data-role]");
article.append(part(".digest__from")); // paper says at its end where it is from
/** By depth: the next one, and the words for it. @type {Record<string, [string, string]>} */
const NEXT = { card: ["brief", "Read on: the brief"], brief: ["full", "Read on: the whole dossier"] };

const asked = () => new URLSearchParams(location.search);
/** @param {URLSearchParams} state */
const tail = (state) => (state.size ? `?${state}` : "");

/** The address of this page in another view; the place in the page is left out. @param {Record<string, string | undefined>} changes */
function at(changes) {
  const state = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value) state.set(name, value);
    else state.delete(name);
  }
  return location.pathname + tail(state);
}

/** @param {HTMLAnchorElement} link */
const depthOf = (link) => (new URL(link.href).searchParams.get("depth") ?? "").replace("full", "");

// ------------------------------------------------------------------- the depth

const next = make("a", { href: "?depth=full" });
const whole = make("a", { href: "?depth=full" }, "The whole dossier");
const onward = make("p", { class: "depth-onward" }, next, whole);
article.append(onward);

/** The part of the details that the address points at, if it does. */
function detail() {
  const target = document.getElementById(fragment(location.hash));
  return target && article.contains(target) && !target.closest(".case-head, .digest") ? target : null;
}

/** The depth that the address asks for; empty for the whole dossier. */
function wanted() {
  const named = asked().get("depth") ?? "";
  if (named === "full") return "";
  return Object.hasOwn(NEXT, named) ? named : detail() ? "" : "card";
}

function showDepth() {
  const current = wanted();
  if (current) root.dataset.depth = current;
  else delete root.dataset.depth;
  for (const link of depths.querySelectorAll("a")) {
    if (depthOf(link) === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    link.href = at({ depth: depthOf(link) || "full" });
  }
  paper.hidden = !current;
  paper.textContent = current === "brief" && overlong ? "Print this: 2 sheets" : "Print this: 1 sheet";
  const [deeper, words] = NEXT[current] ?? ["full", ""];
  next.href = at({ depth: deeper });
  next.textContent = words;
  whole.hidden = current !== "card";
  whole.href = at({ depth: "full" });
}

/** @param {MouseEvent} event */
function follow(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (around(event, "a"));
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
  if (!onward.contains(link)) return;
  // Read on where the part begins that was not there before.
  const first = parts(":scope > h2[id]", article).find(isShown);
  first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
  first?.scrollIntoView();
}

/** @param {Element} element */
const isShown = (element) => element.getClientRects().length > 0;

/** Open the whole dossier if the address points at something that is not shown. */
function reveal() {
  const target = detail();
  if (!target || isShown(target)) return;
  history.replaceState(null, "", at({ depth: "" }) + location.hash);
  show();
}

// --------------------------------------------------------------------- on paper

const overlong = document.querySelector(".digest[data-length='overlong']") !== null;
const paper = make("button", { type: "button", hidden: true });
paper.addEventListener("click", () => print());
depths.append(paper);

// -------------------------------------------------------------------- the role

const select = make("select", { id: "role" }, make("option", { value: "" }, "Everyone"));
const told = make("div", { class: "for-role__text" });
const all = make("button", { type: "button" }, "Show all roles");

function offerRoles() {
  for (const note of notes) select.append(make("option", { value: note.dataset.role }, part("h3", note).textContent));
  const box = make("div", { class: "for-role", "data-pagefind-ignore": true }, make("label", { for: "role" }, "Why it matters for"), select, told);
  html(document.querySelector(".take-home") ?? document.querySelector(".versus")).after(box);
  html(notes[0].parentElement).after(make("p", { class: "button-row", id: "all-roles" }, all));
  select.addEventListener("change", () => choose(select.value));
  all.addEventListener("click", () => {
    choose("");
    notes[0].setAttribute("tabindex", "-1");
    notes[0].focus();
  });
}

// The checks of a role stand among the lessons; on the card they take the place of the general ones.
const home = document.querySelector(".take-home");
const general = home ? parts(".check, h2", home).map((each) => html(each.cloneNode(true))) : [];

/** @param {HTMLElement | undefined} mine the note of a role, if one is chosen */
function showChecks(mine) {
  if (!home) return;
  const wanted = mine?.dataset.checks?.split(" ") ?? [];
  const [heading, ...checks] = general;
  const all = parts(".lesson .check", article);
  const named = (/** @type {string} */ id) => html(all.find((check) => check.querySelector(`.check__id > a[href$="/${id.toLowerCase()}/"]`)));
  const own = wanted.map((id) => html(named(id).cloneNode(true)));
  for (const check of own) check.querySelector(".check__why")?.remove(); // the reason waits for the dossier
  part("h2", home).textContent = mine && own.length ? `${own.length === 1 ? "Check" : "Checks"} for ${part("h3", mine).textContent}` : heading.textContent;
  part("ul", home).replaceChildren(...(own.length ? own : checks));
}

/** @param {string} role */
function choose(role) {
  history.pushState(null, "", at({ role }) + location.hash);
  show();
}

function showRole() {
  const role = asked().get("role") ?? "";
  const mine = notes.find((note) => note.dataset.role === role);
  select.value = mine ? role : "";
  told.replaceChildren(...(mine?.lastElementChild ? [mine.lastElementChild.cloneNode(true)] : []));
  showChecks(mine);
  for (const note of notes) note.hidden = Boolean(mine) && note !== mine;
  html(all.parentElement).hidden = !mine;
  root.toggleAttribute("data-for-role", Boolean(mine));
}

function show() {
  const target = detail();
  const hidden = target && !isShown(target);
  showDepth();
  if (notes.length) showRole();
  if (hidden && isShown(target)) target.scrollIntoView();
}

if (notes.length) offerRoles();
depths.addEventListener("click", follow);
onward.addEventListener("click", follow);
addEventListener("popstate", show);
addEventListener("hashchange", reveal);
show();
reveal();
