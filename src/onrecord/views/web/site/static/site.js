// What a page does better with a script: keys through the statements, the card of the words one points at, files dropped.
"use strict";
document.documentElement.classList.add("scripted");

const items = () => [...document.querySelectorAll(".statements > ol:first-of-type > .card, .lines > .line")];
let chosen = null;

function choose(item, andShow) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = item;
  document.querySelectorAll(".asked-by-key").forEach((run) => run.classList.remove("asked-by-key", "chosen"));
  if (!item) return;
  item.classList.add("chosen");
  const runs = item.id ? document.querySelectorAll(".text ." + CSS.escape(item.id) + ", .head ." + CSS.escape(item.id)) : [];
  runs.forEach((run) => run.classList.add("asked-by-key", "chosen"));
  if (!andShow) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = still ? "auto" : "smooth";
  item.scrollIntoView({ block: "nearest", behavior });
  (runs[0] || item).scrollIntoView({ block: "center", behavior });
}

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { choose(null); shut(); return; }
  if (typing(event.target)) return;
  const all = items();
  const place = all.indexOf(chosen);
  if (event.key === "j" || event.key === "k") {
    if (!all.length) return;
    event.preventDefault();
    const step = event.key === "j" ? 1 : -1;
    const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(place + step, 0), all.length - 1);
    choose(all[next], true);
    tell(all[next]);
  } else if (event.key === "Enter" && chosen && event.target === document.body) {
    const way = chosen.querySelector(".what a, a.back");
    if (way) way.click();
  } else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

// Says the chosen statement to those who listen to the page.
const spoken = document.createElement("p");
spoken.className = "hidden";
spoken.setAttribute("aria-live", "polite");
document.body.append(spoken);
function tell(item) {
  spoken.textContent = item.querySelector(".who")?.textContent + ": " + item.querySelector(".what")?.textContent;
}

// Pointing at words lights up their card; where the card is out of sight, or on a phone, it is shown at the edge.
let tip = null;
function shut() { tip?.remove(); tip = null; }
function cardOf(run) {
  const name = [...run.classList].reverse().find((each) => /^r[0-9]+-s[0-9]+$/.test(each));
  return name ? document.getElementById(name) : null;
}
function show(card) {
  shut();
  tip = document.createElement("aside");
  tip.className = "tip";
  tip.setAttribute("aria-label", "Statement");
  const copy = card.cloneNode(true);
  copy.removeAttribute("id");
  copy.classList.remove("chosen");
  const inside = document.createElement("div");
  inside.className = "card";
  inside.append(...copy.childNodes);
  const close = document.createElement("button");
  close.className = "close";
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => { shut(); choose(null); });
  tip.append(close, inside);
  document.body.append(tip);
}
function inSight(card) {
  const box = card.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}
document.querySelectorAll(".report .text, .report .head").forEach((text) => {
  text.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const run = event.target.closest(".said");
    const card = run && cardOf(run);
    if (!card) { shut(); choose(null); return; }
    choose(card, false);
    if (matchMedia("(min-width: 60rem)").matches) card.scrollIntoView({ block: "nearest" });
    if (!inSight(card)) show(card); else shut();
  });
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const run = event.target.closest?.(".said");
    const card = run && cardOf(run);
    const list = card && card.closest(".statements");
    if (card && !inSight(card) && list && list.scrollHeight > list.clientHeight) {
      list.scrollTop = card.offsetTop - list.offsetTop - list.clientHeight / 3;
    }
  });
});

// A dropped or chosen file becomes the text to read.
const area = document.querySelector(".paste textarea");
if (area) {
  const take = async (file) => {
    if (!file) return;
    const limit = Number(area.maxLength);
    const text = await file.text();
    if (text.includes("\u0000") || text.length > limit) {
      area.setCustomValidity(text.length > limit ? "The file is too long; use: onrecord read FILE" : "The file is not a text; use: onrecord read FILE");
      area.reportValidity();
      return;
    }
    area.setCustomValidity("");
    area.value = text;
    area.focus();
  };
  area.addEventListener("input", () => area.setCustomValidity(""));
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    area.classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
  const file = document.getElementById("file");
  file.closest(".file").hidden = false;
  file.addEventListener("change", () => take(file.files[0]));
}
