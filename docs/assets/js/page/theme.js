// Colours: light, dark, or whatever the system says. Runs before the first
// paint, so that a stored choice never flashes; the button works once the page
// is there. Without this script the system's choice holds.
{
  const root = document.documentElement;
  const key = "casebook-theme";
  const order = ["auto", "light", "dark"];
  /** @type {Record<string, string>} */
  const names = { auto: "automatic", light: "light", dark: "dark" };

  /** @param {string} choice */
  const after = (choice) => order[(order.indexOf(choice) + 1) % order.length];

  const stored = () => {
    try {
      const value = localStorage.getItem(key) ?? "";
      return order.indexOf(value) > 0 ? value : "auto";
    } catch {
      return "auto"; // storage can be forbidden
    }
  };

  /** @param {string} choice */
  const keep = (choice) => {
    try {
      if (choice === "auto") localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // the choice then lasts as long as the page
    }
  };

  /** @param {string} choice */
  const apply = (choice) => {
    if (choice === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", choice);
  };

  root.setAttribute("data-js", "");
  // How much of a case to show is known before the first paint too (case/depth.mjs):
  // its summary, unless the address names another depth or points at a part.
  if (/\/cases\/[^/]+\//.test(location.pathname)) {
    const named = /[?&]depth=(card|brief|full)\b/.exec(location.search);
    const depth = named ? named[1] : location.hash ? "full" : "card";
    if (depth !== "full") root.setAttribute("data-depth", depth);
  }
  apply(stored());

  // So is whether a case was due for another look: its notice is shown as soon
  // as it is read, before what stands below it is painted. The days are compared
  // here and not when the site is made, so that one commit gives the same site
  // tomorrow; without a script the day itself stands at the end of the page.
  const watch = new MutationObserver(() => {
    const notice = /** @type {HTMLElement | null} */ (document.querySelector("[data-review-due]"));
    if (!notice) return;
    watch.disconnect();
    const due = notice.dataset.reviewDue ?? ""; // 2027-05-24, 2027-05 or 2027
    notice.hidden = new Date().toISOString().slice(0, due.length) <= due;
  });
  if (/\/cases\/[^/]+\//.test(location.pathname)) watch.observe(root, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", () => {
    watch.disconnect();
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-theme-toggle]"));
    const label = button?.querySelector("[data-theme-label]");
    if (!button || !label) return;
    let current = stored();

    const show = () => {
      label.textContent = `Colours: ${names[current]}. Change to ${names[after(current)]}`;
      button.title = `Colours: ${names[current]}`;
    };

    button.addEventListener("click", () => {
      current = after(current);
      apply(current);
      show();
      keep(current);
    });

    // Another tab of the same site changed it.
    window.addEventListener("storage", (event) => {
      if (event.key !== key) return;
      current = stored();
      apply(current);
      show();
    });

    show();
    button.hidden = false;
  });
}
