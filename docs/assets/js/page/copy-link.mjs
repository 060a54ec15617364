// Links to parts of a page. A click on one copies its full address and says so;
// it still moves there. Headings that have an id and no link of their own get one,
// and so do the claims and lessons of a case. A button with data-copy copies the
// text of the element that it names. Buttons that need this module are hidden
// until it is there. Once the link of a claim is copied, a button beside the claim
// offers the claim as a citation. The number of a source says what it is to those
// who only hear it.

import { cite } from "../case/claim-citation.mjs";
import { around, copyText, html, make, part, parts } from "../shared/site.mjs";

const article = document.querySelector("main article");
const toast = make("div", { class: "toast", role: "status" });
document.body.append(toast);

for (const heading of article?.querySelectorAll("h2[id], h3[id], h4[id]") ?? []) {
  if (heading.querySelector(".anchor")) continue;
  const name = heading.textContent.trim();
  // Else the link's name is read as part of the heading's. Where a filter adds a count, that stays.
  if (!document.querySelector("[data-list]")) heading.setAttribute("aria-label", name);
  heading.append(make("a", { class: "anchor anchor--added", href: `#${heading.id}`, "aria-label": `Link to “${name}”` }, "#"));
}

for (const anchored of article?.querySelectorAll(".claim[id], .lesson[id]") ?? []) {
  const kind = anchored.id.split("-")[0];
  const link = make("a", { class: "anchor", href: `#${anchored.id}`, "aria-label": `Link to this ${kind}` }, "#");
  const text = part(".claim__text, .lesson__text > p", anchored);
  if (/^H\d$/.test(text.tagName)) text.setAttribute("aria-label", text.textContent.trim());
  text.prepend(link);
}

// "3" alone does not say where it leads.
for (const link of article?.querySelectorAll('sup > a[href^="#source-"]') ?? []) {
  link.setAttribute("aria-label", `source ${link.textContent}`);
}

for (const hidden of parts("[data-copy], .needs-script")) hidden.hidden = false;
for (const button of parts("[data-copy]")) {
  const source = html(document.getElementById(button.dataset.copy ?? ""));
  button.addEventListener("click", async () => {
    if (await copyText(source.textContent.trim())) return say("Copied");
    select(source);
  });
}

const whole = document.getElementById("citation");
const offer = make("button", { type: "button" }, "Copy the claim as a citation");
const shown = make("p", { class: "claim__citation", hidden: true });
const row = make("div", { class: "button-row" }, offer, shown);
offer.addEventListener("click", async () => {
  shown.textContent = cite(html(offer.closest(".claim")), html(whole));
  if (await copyText(shown.textContent)) return say("Copied");
  shown.hidden = false;
  select(shown);
});

/** @type {ReturnType<typeof setTimeout>} */
let timer;
document.addEventListener("click", async (event) => {
  const link = around(event, "a.anchor, [data-copy-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const claim = whole && link.closest(".claim[id]");
  if (claim) {
    shown.hidden = true;
    claim.lastElementChild?.lastElementChild?.before(row);
  }
  const target = new URL(link.getAttribute("href") ?? link.dataset.copyLink ?? "", location.href);
  if (target.hash) target.searchParams.delete("depth"); // a part opens whatever depth shows it
  if (link.matches("button")) event.preventDefault();
  say((await copyText(target.href)) ? "Link copied" : "The address is in the address bar");
});

/** @param {HTMLElement} source */
function select(source) {
  if (source.id && !source.getClientRects().length) location.hash = source.id; // where it is shown
  getSelection()?.selectAllChildren(source);
  say("The text is selected: copy it with your keyboard");
}

/** @param {string} text */
function say(text) {
  clearTimeout(timer);
  toast.textContent = "";
  requestAnimationFrame(() => (toast.textContent = text));
  timer = setTimeout(() => (toast.textContent = ""), 2500);
}
