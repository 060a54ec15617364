// The page of the form: loads what it needs, keeps the draft, and shows the
// file or the errors.

import { make } from "../shared/site.mjs";
import * as drafts from "./drafts.mjs";
import { Form } from "./form.mjs";
import { keepNothing, keepSoon } from "./autosave.mjs";
import { opener } from "./open-file.mjs";
import { result } from "./result.mjs";
import { fresh, isTable, opened, restored } from "./state.mjs";
import { file } from "./yaml-writer.mjs";

const root = document.getElementById("case-form");
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const titled = document.title;

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function start() {
  const asked = new URLSearchParams(location.search).get("case") ?? "";
  const definition = await json(root.dataset.definition);
  if (!asked) return show(definition, "", null);
  const published = ID.test(asked) ? await json(`${root.dataset.caseData}${asked}.json`).catch(() => null) : null;
  if (published?.record.status === "withdrawn") return stop("This case was withdrawn, so it cannot be changed here.");
  if (!published) return stop("There is no such case on this site.");
  return show(definition, asked, published);
}

function stop(why) {
  const link = make("a", { href: location.pathname }, "Start with an empty form");
  root.replaceChildren(make("p", { class: "notice" }, `${why} `, link, "."));
}

function show(definition, name, published, given = null) {
  const kept = given ? null : drafts.load(name);
  const from = () => (published ? opened(definition, definition.root, published) : newCase(definition));
  const state = given?.state ?? (isTable(kept?.state) ? restored(definition, definition.root, kept.state) : from());
  const own = given ? (given.state.id ?? "") : (kept?.own ?? ""); // the name of a file that was opened is not taken: it is that file's
  const live = make("div", { class: "visually-hidden", role: "status" });
  const saved = make("span", {});
  const place = make("div", {});
  const summary = make("div", {});
  let cases = null;
  const site = {
    ...root.dataset,
    cases: () => (cases ??= json(root.dataset.cases)),
    taken: (id) => !published && id !== own && (form.known ?? []).some(([known]) => known === id),
    say: (text) => (live.textContent = text),
    onChange: () => {
      outdate(place);
      keepSoon(keep);
    },
  };
  const keep = () => {
    const done = drafts.save(name, state, own);
    saved.textContent = done ? `Kept at ${new Date().toTimeString().slice(0, 5)}.` : "This browser keeps no drafts; download the file before you leave.";
  };
  const form = new Form(definition, state, site);
  const steps = form.build();
  const [first, ...rest] = steps;
  form.count();
  form.cases().then(() => form.known && form.refresh());

  const button = make("button", { type: "submit", class: "button--primary" }, "Check and make the file");
  const forget = make("button", { type: "button", class: "button--small" }, published ? "Start again from the published case" : "Delete this draft");
  forget.addEventListener("click", () => {
    if (!forget.dataset.asked) {
      forget.dataset.asked = "yes";
      site.say((forget.textContent = "Yes, delete what I typed"));
      return;
    }
    keepNothing();
    drafts.remove(name);
    location.reload();
  });
  const element = make(
    "form",
    { novalidate: true, "aria-labelledby": "form-title" },
    summary,
    first,
    make("p", { class: "enough" }, "That is enough for a draft. The rest can wait, or come from others."),
    make("div", { class: "steps" }, make("h2", { class: "steps__title" }, "Everything else"), make("p", { class: "field__hint" }, "Open what you know something about."), ...rest),
    make("div", { class: "button-row form-end" }, button),
    place,
  );
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  // Enter in a single line would send the form before anybody wants it
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });

  function finish() {
    const errors = form.check();
    summary.replaceChildren(...(errors ? [errors] : []));
    document.title = errors ? `Error: ${titled}` : titled;
    if (errors) {
      errors.append(anyway(definition, form));
      place.replaceChildren();
      errors.scrollIntoView({ block: "start" });
      errors.focus({ preventScroll: true });
      return;
    }
    const section = result(definition, form.data(), site, Boolean(published), form.unpublished());
    place.replaceChildren(section);
    section.scrollIntoView({ block: "start" });
    section.querySelector("h2").focus({ preventScroll: true });
  }

  if (published) document.getElementById("form-title").textContent = `Change “${published.title}”`;
  const open = opener(definition, (read) => {
    keepNothing();
    drafts.save(name, read.state, read.state.id ?? "");
    show(definition, name, published, read);
    document.getElementById("opened").focus();
  });
  root.replaceChildren(notice(kept, published, saved, forget), ...(given ? [openedNotice(given.left)] : []), open, element, live);
}

/** What became of a file that was opened. */
function openedNotice(left) {
  const names = left.length ? ` Left out, because no field here takes it: ${left.join(", ")}.` : "";
  return make("p", { class: "notice", id: "opened", tabindex: "-1" }, `The file is open; the form holds what it says, but for comments.${names}`);
}

/** Takes away a file that no longer says what the form says, so that nobody hands in the older one. */
function outdate(place) {
  if (!place.querySelector(".result")) return;
  place.replaceChildren(make("p", { class: "notice", role: "status" }, "You have changed something since the file was made. Check again to make it anew."));
}

/** The file as it is, mistakes and all: nobody loses what they typed. */
function anyway(definition, form) {
  const area = make("textarea", { id: "unfinished", class: "result__file", readonly: true, rows: 12 });
  const fold = make("details", {}, make("summary", {}, "Take the file with its mistakes"), make("label", { for: "unfinished", class: "field__sublabel" }, "The file so far"), area);
  const fill = () => (area.value = file(form.data(), definition));
  fold.addEventListener("toggle", fill);
  fill();
  return fold;
}

function newCase(definition) {
  const state = fresh(definition, definition.root);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  if (state.record) state.record.created = today;
  return state;
}

function notice(kept, published, saved, forget) {
  const lines = [make("p", {}, "What you type is kept in this browser, on this device, until you delete it. Nothing is sent anywhere. ", saved)];
  if (kept) lines.unshift(make("p", {}, make("strong", {}, `Your draft of ${new Date(kept.saved).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })} is back.`)));
  if (published) {
    lines.push(
      make("p", {}, "The form holds the published case. It writes every field back, in the order of the format; comments in the file are lost. A change of substance needs an entry under “Corrections”, in the last step."),
    );
  }
  return make("div", { class: "form-notice" }, ...lines, make("div", { class: "button-row" }, forget));
}

start().catch((error) => {
  console.error(error);
  root.classList.add("case-form--failed"); // shows the two other ways, which stand in the page
});
