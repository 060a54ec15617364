// Progress in numbers. No percentage: open essential checks say more.

/** How the checks stand: {total, open, done, na, unexplained}. @param {Item[]} items @param {Ticks} ticks */
export function count(items, ticks) {
  /** @type {Record<"total" | "open" | "done" | "na" | "unexplained", number>} */
  const sum = { total: items.length, open: 0, done: 0, na: 0, unexplained: 0 };
  for (const { id } of items) {
    const tick = ticks[id];
    sum[/** @type {"open" | "done" | "na"} */ (tick?.state ?? "open")] += 1;
    if (tick?.state === "na" && !tick.reason) sum.unexplained += 1;
  }
  return sum;
}

/** The same for each value of a trait, in the order given: [{value, label, ...count}]. @param {Item[]} items @param {Ticks} ticks @param {string} trait @param {Trait["values"]} values */
export function counted(items, ticks, trait, values) {
  return values
    .map(({ value, label }) => ({ value, label, ...count(items.filter((item) => item[trait].includes(value)), ticks) }))
    .filter(({ total }) => total);
}

/** @param {number} number */
const checks = (number) => `${number} ${number === 1 ? "check" : "checks"}`;

/** A count as a sentence: "3 of 30 checks done, 1 not applicable, 26 open." @param {{ total: number, open: number, done: number, na: number }} sum */
export function sentence({ total, open, done, na }) {
  return `${done} of ${checks(total)} done, ${na ? `${na} not applicable, ` : ""}${open} open.`;
}

/** What matters most: essential checks that are open. @param {Item[]} items @param {Ticks} ticks */
export function urgent(items, ticks) {
  const { total, open } = count(items.filter(({ level }) => level.includes("essential")), ticks);
  if (!total) return "";
  return open ? `${open} essential ${open === 1 ? "check is" : "checks are"} open.` : "No essential check is open.";
}
