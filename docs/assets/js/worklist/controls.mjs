// The fields of one check: how it stands, the reason, note, owner, date.

import { make, part } from "../shared/site.mjs";
import { MOST, STATES } from "./model.mjs";
import { doubt, saidThen } from "./moves.mjs";

export class Controls {
  /**
   * `answer` hears of every change, `confirm` of "Keep my answer".
   * @param {Item} item @param {(item: Item, change: Partial<Tick>) => void} answer @param {(item: Item) => void} confirm
   */
  constructor(item, answer, confirm) {
    this.item = item;
    const { id } = item;
    const key = id.toLowerCase();
    this.radios = Object.entries(STATES).map(([value, label]) => {
      const input = make("input", { type: "radio", name: `state-${key}`, value, autocomplete: "off" });
      input.addEventListener("change", () => answer(item, { state: value }));
      return { input, row: make("label", {}, input, make("span", {}, label)) };
    });
    const field = (/** @type {string} */ name, /** @type {HTMLInputElement | HTMLTextAreaElement} */ element) => {
      element.id = `${name}-${key}`;
      element.addEventListener("input", () => answer(item, { [name]: element.value }));
      return element;
    };
    /** @type {Record<string, HTMLInputElement | HTMLTextAreaElement>} */
    this.fields = {
      reason: field("reason", make("input", { type: "text", maxlength: MOST.reason, autocomplete: "off" })),
      note: field("note", make("textarea", { maxlength: MOST.note, rows: 3 })),
      owner: field("owner", make("input", { type: "text", maxlength: MOST.owner, autocomplete: "off" })),
      due: field("due", make("input", { type: "date" })),
    };
    const labelled = (/** @type {string} */ name, /** @type {string} */ text) => make("div", { class: `answer__${name}` }, make("label", { for: `${name}-${key}` }, text, make("span", { class: "visually-hidden" }, ` (${id})`)), this.fields[name]);
    this.reason = labelled("reason", "Why is it not applicable?");
    this.told = make("span", {});
    this.more = make(
      "details",
      { class: "answer__more" },
      make("summary", {}, "Note, owner, date", make("span", { class: "visually-hidden" }, ` for ${id}`), this.told),
      labelled("note", "Note or evidence"),
      make("div", { class: "answer__row" }, labelled("owner", "Owner"), labelled("due", "Due date")),
    );
    this.doubt = make("div", { class: "answer__doubt", hidden: true });
    this.confirm = make("button", { type: "button", class: "quiet" }, "Keep my answer", make("span", { class: "visually-hidden" }, ` to ${id}`));
    this.confirm.addEventListener("click", () => {
      confirm(item);
      part("input:checked", this.element).focus(); // the button is gone
    });
    const link = make("button", { type: "button", class: "quiet", "data-copy-link": item.url }, "Copy link", make("span", { class: "visually-hidden" }, ` to ${id}`));
    const states = make("fieldset", { class: "answer__state" }, make("legend", { class: "visually-hidden" }, `${id}: how it stands`), ...this.radios.map(({ row }) => row));
    this.paper = make("p", { class: "answer__paper paper-only" });
    this.element = make("div", { class: "answer" }, states, this.doubt, this.reason, this.more);
    part(".item__head", item.element).append(link);
    item.element.append(this.element, this.paper);
  }

  /** Show an answer; a field in which the person is typing is left alone. @param {Tick} tick @param {Checks | null} map */
  show(tick = { state: "open" }, map = null) {
    const { state } = tick;
    this.item.element.dataset.state = state;
    for (const { input } of this.radios) input.checked = input.value === state;
    for (const [name, element] of Object.entries(this.fields)) {
      const value = tick[name] ?? "";
      if (element.value !== value && element !== document.activeElement) element.value = value;
    }
    this.reason.hidden = state !== "na";
    const told = inShort(tick);
    this.told.textContent = told ? `: ${told}` : "";
    this.paper.textContent = written(tick);
    this.#showDoubt(tick, map);
  }

  /** @param {Tick} tick @param {Checks | null} map */
  #showDoubt(tick, map) {
    const why = doubt(tick, this.item);
    this.doubt.hidden = !why;
    if (!why) {
      this.doubt.replaceChildren();
      return;
    }
    const then = saidThen(tick, this.item.id, map);
    const from = tick.from?.join(" and ");
    const lead = {
      moved: `This answer was given to ${from}, which became this check.`,
      reworded: then === this.item.statement ? "How to verify this check has changed since you answered." : "Wording changed since you answered.",
    }[why];
    const old = then && then !== this.item.statement ? make("p", {}, "It said: ", make("q", {}, then)) : "";
    this.doubt.replaceChildren(make("p", {}, make("b", {}, lead), " Your answer is kept. Does it still hold?"), old, this.confirm);
  }
}

/** What stands beside the fold of the fields. @param {Tick} tick */
const inShort = ({ note, owner, due }) => [note && "note", owner, due && `due ${day(due)}`].filter(Boolean).join(", ");

/** What stands on paper. @param {Tick} tick */
const written = ({ reason, note, owner, due }) =>
  [reason && `Not applicable: ${reason}`, note, owner && `Owner: ${owner}`, due && `Due: ${day(due)}`].filter(Boolean).join(" · ");

/** A day for people: 31 March 2026. @param {string} iso */
export const day = (iso) => new Date(`${iso}T00:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
