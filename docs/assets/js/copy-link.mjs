// Links to parts of a page. A click on one copies its full address and says so;
// it still moves there. Headings that have an id and no link of their own get one.

import { make } from "./index.mjs";

const article = document.querySelector("main article");
const toast = make("div", { class: "toast", role: "status" });
document.body.append(toast);

for (const heading of article?.querySelectorAll("h2[id], h3[id], h4[id]") ?? []) {
  if (heading.querySelector(".anchor")) continue;
  const name = heading.textContent.trim();
  heading.append(make("a", { class: "anchor anchor--added", href: `#${heading.id}`, "aria-label": `Link to “${name}”` }, "#"));
}

let timer;
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.anchor, [data-copy-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = new URL(link.getAttribute("href") ?? link.dataset.copyLink, location.href).href;
  if (link.matches("button")) event.preventDefault();
  try {
    await navigator.clipboard.writeText(target);
    say("Link copied");
  } catch {
    say("The address is in the address bar"); // no clipboard outside https
  }
});

function say(text) {
  clearTimeout(timer);
  toast.textContent = "";
  requestAnimationFrame(() => (toast.textContent = text));
  timer = setTimeout(() => (toast.textContent = ""), 2500);
}
