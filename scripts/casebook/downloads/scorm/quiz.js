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
  // Whoever looks at it again, or only browses, is not tested.
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

  const { title, about, instruction, definitions, questions, pass } = window.QUIZ;
  const SEEN = "answers-shown"; // kept by the platform once the answers were shown
  const form = document.getElementById("quiz");
  const result = document.getElementById("result");
  document.title = title;
  document.getElementById("title").textContent = title;
  document.getElementById("instruction").textContent = instruction;
  document.getElementById("rules").textContent = `You pass with ${pass} percent. Answers are shown once you pass, or when you ask for them. Nothing is timed.`;
  for (const [heading, summary] of about) {
    document.getElementById("about").append(make("h2", {}, heading), make("p", {}, summary));
  }
  for (const [label, meaning] of definitions) {
    document.getElementById("definitions").append(make("dt", {}, label), make("dd", {}, meaning));
  }

  const blocks = questions.map((question, place) => {
    const name = `q${place}`;
    const choices = question.options.map((option) => make("label", {}, make("input", { type: "radio", name, value: option.id, required: "" }), make("span", {}, option.label)));
    const note = make("div");
    const group = make("fieldset", {}, make("legend", {}, `${place + 1} of ${questions.length}`), ...question.lines.map((line) => make("p", {}, line)), ...choices, note);
    form.append(group);
    return { name, question, note, group };
  });
  const button = make("button", { type: "submit" }, "Submit");
  const again = make("button", { type: "button", hidden: "" }, "Try again");
  const show = make("button", { type: "button", hidden: "" }, "Show the answers and end the test");
  form.append(button, again, show);

  // Answers that are not finished are kept by the id of the question, so that they
  // survive a newer package in which questions come in another order.
  const part = (question) => question.id.split("/").at(-1);

  function keep() {
    const given = new FormData(form);
    const pairs = blocks.filter(({ name }) => given.has(name)).map(({ name, question }) => `${part(question)}=${given.get(name)}`);
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
      const box = [...group.querySelectorAll("input")].find(({ value }) => value === kept.get(part(question)));
      if (!box) continue;
      box.checked = true;
      found += 1;
    }
    return found;
  }

  function lock(locked) {
    for (const { group } of blocks) for (const box of group.querySelectorAll("input")) box.disabled = locked;
  }

  // What was chosen in each question, and which option is right: places in the list.
  function judged() {
    const given = new FormData(form);
    return blocks.map(({ name, question }) => ({
      question,
      chosen: question.options.findIndex(({ id }) => id === given.get(name)),
      right: question.options.findIndex((option) => option.right),
    }));
  }

  function tell(judgements) {
    judgements.forEach(({ question, chosen, right }, place) => {
      const { note } = blocks[place];
      const option = question.options[right];
      const link = make("a", { href: question.link, target: "_blank", rel: "noopener" }, "Read the case");
      const mistake = chosen === right || chosen < 0 ? "" : ` You chose “${question.options[chosen].label}”: ${question.options[chosen].feedback}`;
      note.className = "note";
      note.replaceChildren(make("b", {}, chosen === right ? "Right: " : "Not right. The answer: "), `${option.label.replace(/\.$/, "")}. ${option.feedback}${mistake} Source: ${question.source}. `, link);
    });
  }

  // A choice is reported by its letter, as SCORM 1.2 asks.
  const letter = (place) => String.fromCharCode("a".charCodeAt(0) + place);
  let reported = Number.parseInt(get("cmi.interactions._count"), 10) || 0;

  function interactions(judgements) {
    const values = {};
    for (const { question, chosen, right } of judgements) {
      const name = `cmi.interactions.${reported}`;
      values[`${name}.id`] = question.id.replace("/", ".");
      values[`${name}.type`] = "choice";
      values[`${name}.correct_responses.0.pattern`] = letter(right);
      values[`${name}.student_response`] = letter(chosen);
      values[`${name}.result`] = chosen === right ? "correct" : "wrong";
      reported += 1;
    }
    return values;
  }

  // ------------------------------------------------------- how it began
  const status = get("cmi.core.lesson_status");
  const finished = ["completed", "passed", "failed"].includes(status);
  const before = finished ? Number.parseFloat(get("cmi.core.score.raw")) : Number.NaN;
  let best = before >= 0 && before <= 100 ? before : -1; // a score beyond any is none
  let last = []; // what the learner submitted last
  let seen = get("cmi.suspend_data") === SEEN;
  if (!finished) set({ "cmi.core.lesson_status": "incomplete", "cmi.core.exit": "suspend" });
  const kept = finished ? 0 : restore(get("cmi.suspend_data"));
  if (seen) result.textContent = "You have seen the answers. You can practise, but your recorded result stays as it is.";
  else if (kept) result.textContent = `Your ${kept === 1 ? "earlier answer is" : `${kept} earlier answers are`} still here.`;
  else if (best >= 0) result.textContent = `You finished this before with ${best} percent. You can take it again; the better result counts.`;

  // ------------------------------------------------------ what is done
  function end() {
    tell(last);
    show.hidden = true;
    again.hidden = true;
    seen = true;
    set({ "cmi.suspend_data": SEEN });
  }

  form.addEventListener("change", () => {
    result.textContent = "";
    if (!finished && best < 0) keep();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    last = judged();
    lock(true);
    const right = last.filter(({ chosen, right: place }) => chosen === place).length;
    const score = Math.round((100 * right) / questions.length);
    const passed = score >= pass;
    const advice = passed ? "You passed." : `You need ${pass} percent to pass.`;
    result.textContent = `${right} of ${questions.length} right. ${advice}`;
    button.hidden = true;
    again.hidden = false;
    show.hidden = false;
    if (!seen) {
      best = Math.max(best, score);
      set({
        "cmi.core.score.min": 0,
        "cmi.core.score.max": 100,
        "cmi.core.score.raw": best,
        "cmi.core.lesson_status": best >= pass ? "passed" : "failed",
        "cmi.suspend_data": "",
        "cmi.core.exit": "",
        ...interactions(last),
      });
    }
    if (passed || seen) end();
    result.focus();
  });
  show.addEventListener("click", () => {
    end();
    result.textContent = "The answers are shown with each question.";
    result.focus();
  });
  again.addEventListener("click", () => {
    form.reset();
    lock(false);
    button.hidden = false;
    again.hidden = true;
    show.hidden = true;
    result.textContent = "You can answer every question again. The better result counts.";
    blocks[0].group.querySelector("input").focus();
  });
  addEventListener("pagehide", leave);
})();
