"use strict";
// The page on which proposals are decided. It keeps everything in memory and sends nothing anywhere: decisions leave
// it only as a file that the reader saves.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const proposals = new Map(data.proposals.map((one) => [one.key, one]));
  const decisions = new Map(Object.entries(data.decisions));
  const cards = [...document.querySelectorAll(".card")];
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark")) {
    for (const key of mark.dataset.keys.split(" ")) {
      if (!marks.has(key)) marks.set(key, []);
      marks.get(key).push(mark);
    }
  }
  const by = document.getElementById("by");
  const kind = document.getElementById("kind");
  const state = document.getElementById("state");
  let now = null;
  let saved = true;

  const STATES = ["undecided", "accepted", "edited", "rejected"];
  const decisionOf = (key) => decisions.get(key) || { state: "undecided", fields: {}, by: "", note: "" };
  const isTaken = (key) => ["accepted", "edited"].includes(decisionOf(key).state);
  const plain = (words) => words.normalize("NFC").split(/\s+/u).join(" ").trim();
  const letter = /[\p{L}\p{N}]/u;

  // Whether words stand in a text, and not only inside a longer word or number.
  function stands(words, text) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const before = text[at - 1] || "", after = text[at + words.length] || "";
      const cut = (letter.test(before) && letter.test(words[0])) || (letter.test(after) && letter.test(words.at(-1)));
      if (!cut) return true;
    }
    return false;
  }

  function show(card) {
    const key = card.dataset.key;
    const decision = decisionOf(key);
    for (const name of STATES) card.classList.toggle(name, decision.state === name);
    for (const button of card.querySelectorAll("button[data-state]")) {
      button.setAttribute("aria-pressed", String(button.dataset.state === decision.state));
    }
    for (const mark of marks.get(key) || []) {
      const keys = mark.dataset.keys.split(" ");
      mark.classList.toggle("rejected", keys.every((one) => decisionOf(one).state === "rejected"));
      mark.classList.toggle("taken", keys.every(isTaken));
    }
    for (const cell of card.querySelectorAll("td[data-field]")) {
      const own = decision.state === "edited" ? decision.fields[cell.dataset.field] : undefined;
      cell.classList.toggle("changed", own !== undefined);
      cell.parentElement.classList.toggle("missing", !cell.dataset.words && !own);
      if (!cell.querySelector("input")) cell.textContent = own === undefined ? cell.dataset.words : own || "(emptied)";
    }
  }

  function counted() {
    const done = cards.filter((card) => decisionOf(card.dataset.key).state !== "undecided").length;
    const bar = document.getElementById("done");
    bar.max = cards.length || 1;
    bar.value = done;
    document.getElementById("count").textContent = `${done} of ${cards.length} decided${saved ? "" : ", not saved yet"}`;
  }

  function decide(card, decision) {
    decisions.set(card.dataset.key, { fields: {}, note: "", ...decision, by: by.value.trim() });
    saved = false;
    show(card);
    filtered();
    counted();
  }

  function go(card, from) {
    if (now) {
      now.classList.remove("now");
      for (const mark of marks.get(now.dataset.key) || []) mark.classList.remove("now");
    }
    now = card;
    if (!card) return;
    card.classList.add("now");
    const mine = marks.get(card.dataset.key) || [];
    for (const mark of mine) mark.classList.add("now");
    if (from !== "text" && mine.length) mine[0].scrollIntoView({ block: "center" });
    if (from !== "card") card.scrollIntoView({ block: "nearest" });
  }

  function filtered() {
    for (const card of cards) {
      const decided = decisionOf(card.dataset.key).state;
      const fits = state.value === "all" || (state.value === "open") === (decided === "undecided");
      card.hidden = !((kind.value === "all" || card.dataset.kind === kind.value) && (fits || card === now));
    }
    document.getElementById("none").hidden = cards.some((card) => !card.hidden);
  }

  function editing(card, on) {
    card.classList.toggle("editing", on);
    for (const [what, hidden] of [["edit", on], ["keep", !on], ["leave", !on]]) {
      const button = card.querySelector(`[data-do=${what}]`);
      if (button) button.hidden = hidden;
    }
    for (const cell of card.querySelectorAll("td[data-field]")) {
      if (!on) cell.replaceChildren();
      else {
        const own = decisionOf(card.dataset.key).fields[cell.dataset.field];
        const input = document.createElement("input");
        input.type = "text";
        input.maxLength = 2000;
        input.value = own === undefined ? cell.dataset.words : own;
        input.setAttribute("aria-label", cell.dataset.field);
        input.dir = "auto";
        cell.replaceChildren(input);
      }
    }
    say(card, "", "");
    if (on) card.querySelector("input")?.focus();
    else card.focus({ preventScroll: true });
  }

  function say(card, sentence, asked) {
    const message = card.querySelector(".message");
    message.textContent = sentence;
    message.dataset.asked = asked;
  }

  function edit(card) {
    if (card.querySelector("[data-do=edit]") && !card.classList.contains("editing")) editing(card, true);
  }

  function leave(card) {
    editing(card, false);
    show(card);
  }

  function keep(card) {
    const one = proposals.get(card.dataset.key);
    const place = [one.quote, ...one.along].map(plain);
    const fields = {};
    for (const cell of card.querySelectorAll("td[data-field]")) {
      const words = plain(cell.querySelector("input").value);
      if (words !== plain(cell.dataset.words)) fields[cell.dataset.field] = words;
    }
    const own = Object.keys(fields).filter((name) => fields[name] && !place.some((text) => stands(fields[name], text)));
    const asked = own.map((name) => `${name}: ${fields[name]}`).join("\n");
    if (own.length && card.querySelector(".message").dataset.asked !== asked) {
      say(card, `Not in the words of the document: ${own.join(", ")}. Keep again to keep it as words of your own.`, asked);
      return;
    }
    editing(card, false);
    const note = own.map((name) => "`" + name + "` in own words").join("; ");
    decide(card, Object.keys(fields).length ? { state: "edited", fields, note } : { state: "accepted" });
  }

  function next(step) {
    const seen = cards.filter((card) => !card.hidden);
    if (seen.length) go(seen[Math.min(seen.length - 1, Math.max(0, seen.indexOf(now) + step))]);
  }

  function act(card, what) {
    const by_name = { edit, keep, leave }[what];
    if (by_name) by_name(card);
    else {
      if (card.classList.contains("editing")) editing(card, false);
      decide(card, { state: what });
      if (card === now) next(1);
    }
  }

  for (const card of cards) {
    card.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) act(card, button.dataset.do || button.dataset.state);
      else if (event.target.tagName !== "INPUT") go(card, "card");
    });
    show(card);
  }
  document.querySelector(".source").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark) return;
    const keys = mark.dataset.keys.split(" ");
    const key = keys[(keys.indexOf(now?.dataset.key) + 1) % keys.length];
    const card = cards.find((one) => one.dataset.key === key);
    card.hidden = false;
    go(card, "text");
  });
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card.editing");
    if (card && event.target.matches("input")) {
      const act_ = { Enter: keep, Escape: leave }[event.key];
      if (!act_ || event.isComposing) return;
      event.preventDefault();
      act_(card);
      return;
    }
    if (event.target.matches("input, select, summary") || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = { j: () => next(1), k: () => next(-1) }[event.key];
    const state_ = { a: "accepted", r: "rejected", u: "undecided", e: "edit" }[event.key];
    if (done) done();
    else if (state_ && now) act(now, state_);
    else return;
    event.preventDefault();
  });
  document.getElementById("save").addEventListener("click", () => {
    const whole = { reading: 1, documents: data.documents, decisions: Object.fromEntries(decisions) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
    counted();
  });
  document.getElementById("load").addEventListener("change", async (event) => {
    const message = document.getElementById("loaded");
    try {
      const whole = JSON.parse(await event.target.files[0].text());
      let taken = 0;
      for (const [key, one] of Object.entries(whole.decisions)) {
        if (proposals.has(key) && STATES.includes(one.state)) {
          decisions.set(key, { state: one.state, fields: one.fields || {}, by: one.by || "", note: one.note || "" });
          taken += 1;
        }
      }
      message.textContent = taken === 1 ? "1 decision taken in" : `${taken} decisions taken in`;
    } catch {
      message.textContent = "this file holds no decisions";
    }
    cards.forEach(show);
    filtered();
    counted();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  kind.addEventListener("change", filtered);
  state.addEventListener("change", filtered);
  const fit = () => document.body.style.setProperty("--head", `${document.querySelector("header").offsetHeight}px`);
  new ResizeObserver(fit).observe(document.querySelector("header"));
  fit();
  counted();
  if (cards.length) go(cards[0], "card");
})();
