// Which checks are shown. The choice is in the address, so that a filtered list can be linked.

import { make, part } from "../shared/site.mjs";
import { Facet, chosenList, countBy } from "../shared/facets.mjs";
import { doubt } from "./moves.mjs";

const STANDING = [
  { value: "open", label: "Open" },
  { value: "done", label: "Done" },
  { value: "na", label: "Not applicable" },
  { value: "again", label: "To look at again" },
];

export class Filters {
  /** `ticks()` gives the answers of the moment. @param {List} list @param {() => Ticks} ticks */
  constructor(list, ticks) {
    this.items = list.items;
    this.ticks = ticks;
    const change = () => this.#changed();
    this.facets = list.traits.map(({ name, label, values }) => {
      const facet = new Facet(name, label, values, change);
      facet.of = (item) => new Set(item[name]);
      return facet;
    });
    const standing = new Facet("state", "How it stands", STANDING, change);
    standing.of = (item) => new Set(this.#standing(item));
    this.facets.push(standing);
    this.count = make("p", { class: "worklist__count", role: "status" });
    this.chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters", hidden: true });
    this.told = make("span", { class: "facet__chosen" });
    this.details = make("details", { class: "worklist__part" }, make("summary", {}, "Filter ", this.told), make("div", { class: "worklist__facets" }, ...this.facets.map(({ element }) => element)));
    this.element = make("div", { role: "search", "aria-label": "Filter checks" }, this.details, this.chosen, this.count);
    window.addEventListener("popstate", () => this.#read());
    this.#read();
  }

  /** @param {Item} item */
  #standing(item) {
    const tick = this.ticks()[item.id];
    const state = tick?.state ?? "open";
    return tick && doubt(tick, item) ? [state, "again"] : [state];
  }

  #read() {
    const state = new URLSearchParams(location.search);
    for (const facet of this.facets) facet.select(state.getAll(facet.name));
    this.show();
  }

  #changed() {
    const state = new URLSearchParams();
    for (const facet of this.facets) for (const value of facet.selected()) state.append(facet.name, value);
    history.pushState(null, "", location.pathname + (state.size ? `?${state}` : "") + location.hash);
    this.show();
  }

  /** Take one value away, or all. @param {Facet} [facet] @param {string} [value] */
  #clear(facet, value) {
    for (const each of this.facets) if (!facet || each === facet) each.select(facet ? each.selected().filter((other) => other !== value) : []);
    this.#changed();
    (this.chosen.querySelector("button") ?? part("summary", this.details)).focus();
  }

  /** Show what fits; called too when an answer changes. */
  show() {
    const picked = this.facets.map((facet) => ({ facet, values: facet.selected() }));
    const fits = (/** @type {Item} */ item, /** @type {Facet | null} */ except) =>
      picked.every(({ facet, values }) => facet === except || !values.length || values.some((value) => facet.of(item).has(value)));
    for (const item of this.items) {
      // An answer just given must not take the check from under the person's hands.
      item.element.hidden = !fits(item, null) && !item.element.contains(document.activeElement);
    }
    const left = this.items.filter(({ element }) => !element.hidden);
    const shown = left.length;
    this.#showSections(countBy(left, (item) => item.section.slice(0, 1)));
    for (const facet of this.facets) facet.update(countBy(this.items.filter((item) => fits(item, facet)), facet.of));
    const number = picked.reduce((sum, { values }) => sum + values.length, 0);
    this.told.textContent = number ? `(${number} chosen)` : "";
    const said = number ? `${shown} of ${this.items.length} checks shown.${shown ? "" : " Take a filter away to see more."}` : "";
    if (this.count.textContent !== said) this.count.textContent = said; // said aloud, so only when it is new
    this.chosen.replaceChildren(...chosenList(this.facets, (facet, value) => this.#clear(facet, value), () => this.#clear()));
    this.chosen.hidden = !this.chosen.childElementCount;
  }

  /** A section without a check that is shown is hidden. @param {Map<string, number>} left */
  #showSections(left) {
    for (const section of new Set(this.items.map((item) => item.section[0]))) {
      for (const element of [document.getElementById(section), document.querySelector(`.checklist-section[data-section="${section}"]`)]) {
        /** @type {HTMLElement} */ (element).hidden = !left.get(section);
      }
    }
  }
}
