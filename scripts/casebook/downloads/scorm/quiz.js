// The quiz inside a learning platform (SCORM 1.2). The platform puts an object
// named API into a window above or before this one; without it the quiz still
// works, and nothing is recorded.
(() => {
  "use strict";
  const MOST_PARENTS = 20;
  const MOST_KEPT = 4096; // characters of cmi.suspend_data

  function above(start) {
    let here = start;
    for (let step = 0; step < MOST_PARENTS; step += 1) {
      if (typeof here.API?.LMSInitialize === "function") return here.API;
      if (!here.parent || here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  function platform() {
    try {
      return above(window) ?? (window.opener ? above(window.opener) : null);
    } catch {
      return null; // a frame of another origin hides its windows
    }
  }

  const api = platform();
  const began = Date.now();
  // A platform that breaks takes the record with it, not the quiz.
  function call(name, ...given) {
    try {
      return String(api[name](...given) ?? "");
    } catch {
      return "";
    }
  }
  let open = Boolean(api) && call("LMSInitialize", "") === "true";
  const get = (name) => (open ? call("LMSGetValue", name) : "");
  // Somebody who looks at it again, or only looks round, is not tested.
  const counts = !["browse", "review"].includes(get("cmi.core.lesson_mode"));

  function set(values) {
    if (!open || !counts) return;
    for (const [name, value] of Object.entries(values)) call("LMSSetValue", name, String(value));
    call("LMSCommit", "");
  }

  function clock(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    const pair = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${pair(Math.floor(seconds / 60) % 60)}:${pair(seconds % 60)}`;
  }

  function leave() {
    if (!open) return;
    // No commit: finishing hands everything in, and platforms fail at a commit while a page goes away.
    if (counts) call("LMSSetValue", "cmi.core.session_time", clock(Date.now() - began));
    call("LMSFinish", "");
    open = false;
  }

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  const { title, questions } = window.QUIZ;
  const form = document.getElementById("quiz");
  const result = document.getElementById("result");
  document.title = title;
  document.getElementById("title").textContent = title;

  const blocks = questions.map((question, place) => {
    const name = `q${place}`;
    const choices = question.answers.map((answer) =>
      make("label", {}, make("input", { type: "radio", name, value: answer.status, required: "" }), ` ${answer.label}`),
    );
    const note = make("div");
    const group = make("fieldset", {}, make("legend", {}, `${place + 1} of ${questions.length}`), make("p", {}, question.text), ...choices, note);
    form.append(group);
    return { name, question, note, group };
  });
  const button = make("button", { type: "submit" }, "Show what became of them");
  const again = make("button", { type: "button", hidden: "" }, "Start again");
  form.append(button, again);

  // Answers that are not finished are kept by the id of the claim, so that they
  // survive a newer package in which claims stand elsewhere.
  const claim = (question) => question.id.split("/").at(-1);

  function keep() {
    const given = new FormData(form);
    const pairs = blocks.filter(({ name }) => given.has(name)).map(({ name, question }) => `${claim(question)}=${given.get(name)}`);
    set({ "cmi.suspend_data": fitting(pairs), "cmi.core.exit": "suspend" });
  }

  function fitting(pairs) {
    const text = pairs.join(";");
    return text.length <= MOST_KEPT ? text : fitting(pairs.slice(0, -1));
  }

  function restore(text) {
    const kept = new Map(text.split(";").map((pair) => pair.split("=")));
    let found = 0;
    for (const { question, group } of blocks) {
      const box = [...group.querySelectorAll("input")].find(({ value }) => value === kept.get(claim(question)));
      if (!box) continue;
      box.checked = true;
      found += 1;
    }
    return found;
  }

  function judge() {
    const given = new FormData(form);
    let right = 0;
    for (const { name, question, note, group } of blocks) {
      const correct = question.answers.find((answer) => answer.right);
      const hit = given.get(name) === correct.status;
      right += hit ? 1 : 0;
      const link = make("a", { href: question.link, target: "_blank", rel: "noopener" }, "Read the case");
      note.className = "note";
      note.replaceChildren(make("b", {}, hit ? "Yes: " : "No. It is "), `${correct.label.toLowerCase()}. ${question.why} Source: ${question.source}. `, link);
      for (const box of group.querySelectorAll("input")) box.disabled = true;
    }
    return right;
  }

  // ------------------------------------------------------- how it began
  const status = get("cmi.core.lesson_status");
  const finished = ["completed", "passed", "failed"].includes(status);
  const before = finished ? Number.parseFloat(get("cmi.core.score.raw")) : Number.NaN;
  let best = before >= 0 && before <= 100 ? before : -1; // a score beyond any is none
  if (!finished) set({ "cmi.core.lesson_status": "incomplete", "cmi.core.exit": "suspend" });
  const kept = finished ? 0 : restore(get("cmi.suspend_data"));
  if (kept) result.textContent = `Your ${kept === 1 ? "answer" : `${kept} answers`} of before ${kept === 1 ? "is" : "are"} still here.`;
  else if (best >= 0) result.textContent = `You finished this before, with ${best} %. You can take it again; the better result counts.`;

  // ------------------------------------------------------ what is done
  form.addEventListener("change", () => {
    result.textContent = "";
    if (!finished && best < 0) keep();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const right = judge();
    result.textContent = `${right} of ${questions.length} right.`;
    button.hidden = true;
    again.hidden = false;
    result.focus();
    best = Math.max(best, Math.round((100 * right) / questions.length));
    set({
      "cmi.core.score.min": 0,
      "cmi.core.score.max": 100,
      "cmi.core.score.raw": best,
      "cmi.core.lesson_status": "completed",
      "cmi.suspend_data": "",
      "cmi.core.exit": "",
    });
  });
  again.addEventListener("click", () => {
    form.reset();
    for (const { note, group } of blocks) {
      note.className = "";
      note.replaceChildren();
      for (const box of group.querySelectorAll("input")) box.disabled = false;
    }
    button.hidden = false;
    again.hidden = true;
    result.textContent = "Everything is open again. The better result counts.";
    blocks[0].group.querySelector("input").focus();
  });
  addEventListener("pagehide", leave);
})();
