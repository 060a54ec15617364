// The fields of one check: how it stands, the reason, note, owner, date.

import { make } from "../shared/site.mjs";
import { MOST, STATES } from "./model.mjs";
import { doubt, saidThen } from "./moves.mjs";

export class Controls {
  /** `answer(item, change)` hears of every change, `confirm(item)` of "Keep my answer". */
  constructor(item, answer, confirm) {
    this.item = item;
    const { id } = item;
    const key = id.toLowerCase();
    this.radios = Object.entries(STATES).map(([value, label]) => {
      const input = make("input", { type: "radio", name: `state-${key}`, value, autocomplete: "off" });
      input.addEventListener("change", () => answer(item, { state: value }));
      return { input, row: make("label", {}, input, make("span", {}, label)) };
    });
    const field = (name, element) => {
      element.id = `${name}-${key}`;
      element.addEventListener("input", () => answer(item, { [name]: element.value }));
      return element;
    };
    this.fields = {
      reason: field("reason", make("input", { type: "text", maxlength: MOST.reason, autocomplete: "off" })),
      note: field("note", make("textarea", { maxlength: MOST.note, rows: 3 })),
      owner: field("owner", make("input", { type: "text", maxlength: MOST.owner, autocomplete: "off" })),
      due: field("due", make("input", { type: "date" })),
    };
    const labelled = (name, text) => make("div", { class: `answer__${name}` }, make("label", { for: `${name}-${key}` }, text, make("span", { class: "visually-hidden" }, ` (${id})`)), this.fields[name]);
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
      this.element.querySelector("input:checked").focus(); // the button is gone
    });
    const link = make("button", { type: "button", class: "quiet", "data-copy-link": item.url }, "Copy link", make("span", { class: "visually-hidden" }, ` to ${id}`));
    const states = make("fieldset", { class: "answer__state" }, make("legend", { class: "visually-hidden" }, `${id}: how it stands`), ...this.radios.map(({ row }) => row));
    this.paper = make("p", { class: "answer__paper paper-only" });
    this.element = make("div", { class: "answer" }, states, this.doubt, this.reason, this.more);
    item.element.querySelector(".item__head").append(link);
    item.element.append(this.element, this.paper);
  }

  /** Show an answer; a field in which the person is typing is left alone. */
  show(tick = {}, map = null) {
    const state = tick.state ?? "open";
    this.item.element.dataset.state = state;
    for (const { input } of this.radios) input.checked = input.value === state;
    for (const [name, element] of Object.entries(this.fields)) {
      const value = tick[name] ?? "";
      if (element.value !== value && element !== document.activeElement) element.value = value;
    }
    this.reason.hidden = state !== "na";
    const told = [tick.note && "note", tick.owner, tick.due && `due ${day(tick.due)}`].filter(Boolean);
    this.told.textContent = told.length ? `: ${told.join(", ")}` : "";
    const written = [tick.reason && `Not applicable: ${tick.reason}`, tick.note, tick.owner && `Owner: ${tick.owner}`, tick.due && `Due: ${day(tick.due)}`];
    this.paper.textContent = written.filter(Boolean).join(" · ");
    this.#showDoubt(tick, map);
  }

  #showDoubt(tick, map) {
    const why = doubt(tick, this.item);
    this.doubt.hidden = !why;
    if (!why) return this.doubt.replaceChildren();
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

/** A day for people: 31 March 2026. */
export const day = (iso) => new Date(`${iso}T00:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
