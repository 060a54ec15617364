// What a term means, on the spot: for a mouse that rests on it, for the
// keyboard that reaches it, and for a finger that taps it once. The words come
// from the glossary page, read once. Without this module a term is a link there.

import { around, fragment, make } from "../shared/site.mjs";

const hint = make("div", { class: "term-hint", id: "term-hint", role: "tooltip", hidden: true });
(document.querySelector("main") ?? document.body).append(hint);
hint.addEventListener("mouseleave", () => leave());
hint.addEventListener("mouseenter", () => clearTimeout(waiting));

/** Glossary pages by address. @type {Map<string, Promise<Document | null>>} */
const pages = new Map();
/** @type {HTMLAnchorElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let touched = false;

// The page is listened to, not each term: other modules copy terms, and put copies in their place.
on("mouseover", (term, event) => isIn(term, event.relatedTarget) || wait(() => show(term), 200));
on("mouseout", (term, event) => isIn(term, event.relatedTarget) || leave());
on("focusin", (term) => term.matches(":focus-visible") && show(term));
on("focusout", () => hide());
on("pointerdown", (term, event) => {
  touched = event.pointerType === "touch" && shown !== term;
});
on("click", (term, event) => {
  if (!touched) return; // the second tap follows the link
  touched = false;
  event.preventDefault();
  show(term);
});
addEventListener("keydown", (event) => event.key === "Escape" && hide());
addEventListener("scroll", () => follow(), { passive: true });
addEventListener("pointerdown", (event) => around(event, "a.term, .term-hint") || hide());

/**
 * Calls `run` with the term that an event is about.
 * @template {keyof DocumentEventMap} K
 * @param {K} kind @param {(term: HTMLAnchorElement, event: DocumentEventMap[K]) => void} run
 */
function on(kind, run) {
  document.addEventListener(kind, (event) => {
    const term = /** @type {HTMLAnchorElement | null} */ (around(event, "a.term"));
    if (term) run(term, event);
  });
}

/** @param {Element} term @param {EventTarget | null} other */
const isIn = (term, other) => other instanceof Node && term.contains(other);

/** @param {() => void} run @param {number} milliseconds */
function wait(run, milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(run, milliseconds);
}

const leave = () => wait(hide, 150);

/** @param {HTMLAnchorElement} term */
async function show(term) {
  clearTimeout(waiting);
  shown = term;
  const words = await meaning(term);
  if (shown !== term || !words) return;
  hint.textContent = words;
  hint.hidden = false;
  term.setAttribute("aria-describedby", hint.id);
  place(term);
}

function hide() {
  clearTimeout(waiting);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  hint.hidden = true;
}

/** Scrolling leaves a hint behind, but for the keyboard: it scrolls to the term that it reaches. */
function follow() {
  if (!shown?.matches(":focus-visible")) return hide();
  const { top, bottom } = shown.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) hide();
  else place(shown);
}

/** Below the term, above it where there is no room, never outside the window. @param {Element} term */
function place(term) {
  const box = term.getBoundingClientRect();
  const { width, height } = hint.getBoundingClientRect();
  const below = box.bottom + 6;
  const top = below + height > innerHeight - 8 ? box.top - 6 - height : below;
  hint.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`;
  hint.style.top = `${Math.max(8, top)}px`;
}

/** The definition that the glossary gives; nothing if the page cannot be had. @param {HTMLAnchorElement} term */
async function meaning(term) {
  const address = new URL(term.href);
  const anchor = fragment(address.hash);
  address.hash = "";
  if (!pages.has(address.href)) {
    const read = fetch(address)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => new DOMParser().parseFromString(text, "text/html"))
      .catch(() => null);
    pages.set(address.href, read);
  }
  const glossary = await pages.get(address.href);
  return glossary?.getElementById(anchor)?.nextElementSibling?.textContent.trim() ?? "";
}
