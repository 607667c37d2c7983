"use strict";
// Shared by all pages: the two languages, tables as CSV, the card of a mention. Text is only ever set as text.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = ["en", "zh-CN"];
const byId = id => document.getElementById(id);
let language = 0;

function word(section, key) {
  const found = WORDS[section] && WORDS[section][key];
  return found ? found[language] : key;
}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children);
  return node;
}

// An element whose words follow the language.
function worded(name, section, key) {
  return element(name, WORDS[section][key] ? { "data-word": `${section}.${key}` } : {}, word(section, key));
}

function remembered(value) {
  try {
    if (value !== undefined) localStorage.setItem("newsextract-language", String(value));
    return localStorage.getItem("newsextract-language");
  } catch { return null; } // a browser may keep pages from disk from remembering
}

function speak(number) {
  language = number;
  document.documentElement.lang = LANGUAGES[language];
  document.querySelectorAll("[data-word]").forEach(node => { node.textContent = word(...node.dataset.word.split(".")); });
  document.querySelectorAll("[data-word-label]").forEach(node => node.setAttribute("aria-label", word(...node.dataset.wordLabel.split("."))));
  document.querySelectorAll("[data-zone]").forEach(node => { node.dataset.zoneName = word("zones", node.dataset.zone); });
  byId("language").textContent = WORDS.page.language[language];
  byId("language").lang = LANGUAGES[1 - language];
  document.dispatchEvent(new Event("language"));
}

byId("language").addEventListener("click", () => { speak(1 - language); remembered(language); });

// A cell that a spreadsheet would run as a formula gets an apostrophe.
function csvCell(text) {
  const formula = /^[=+@\t\r]/.test(text) || /^-(?!\d+(?:\.\d+)?$)/.test(text);
  return '"' + (formula ? "'" : "") + text.replaceAll('"', '""') + '"';
}

function csv(lines) { return lines.map(line => line.map(cell => csvCell(String(cell ?? ""))).join(",")).join("\r\n") + "\r\n"; }

function linesOf(table) {
  return [...table.rows].map(row => [...row.cells].map(cell => cell.dataset.name || cell.textContent));
}

function copyText(text, done) {
  const old = () => {
    const area = element("textarea", { "aria-hidden": "true", class: "away" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    done(copied);
  };
  if (!navigator.clipboard) return old();
  navigator.clipboard.writeText(text).then(() => done(true), old);
}

function saveText(text, name) {
  const address = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" }));
  element("a", { href: address, download: name.replace(/[\\/:*?"<>|\s]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// Buttons data-copy and data-save name the table; `lines` may stand in for what the table shows.
function csvButtons(lines = name => linesOf(byId(name))) {
  document.querySelectorAll("[data-copy]").forEach(button => button.addEventListener("click", () => {
    const found = lines(button.dataset.copy), status = button.parentNode.querySelector("[role=status]");
    copyText(csv(found), copied => { status.textContent = copied ? `${found.length - 1} ${word("page", "copied")}` : word("page", "not_copied"); });
  }));
  document.querySelectorAll("[data-save]").forEach(button => button.addEventListener("click", () => saveText(csv(lines(button.dataset.save)), button.dataset.file)));
}

// The card of what is pointed at. cards: [{ layer, text, fields: [[key, value], …], state }]
const card = byId("card");
let carded = null;
function showCard(node, cards) {
  carded = node;
  card.replaceChildren(...cards.map(({ layer, text, fields, state }) => {
    const list = element("dl");
    fields.forEach(([key, value]) => list.append(element("dt", {}, word("fields", key)), element("dd", {}, value)));
    const verdict = state ? [" ", element("strong", { class: state }, word("states", state))] : [];
    return element("div", {}, element("p", {}, element("span", { class: `key ${layer}` }, word("layers", layer)), ...verdict, " ", element("b", { lang: "zh-CN" }, element("bdi", {}, text))), list);
  }));
  card.hidden = false;
  placeCard();
}
function placeCard() {
  const box = carded.getClientRects()[0], mine = card.getBoundingClientRect(), edge = 8;
  const below = box.bottom + edge + mine.height < innerHeight;
  card.style.left = Math.max(edge, Math.min(box.left, document.documentElement.clientWidth - mine.width - edge)) + "px";
  card.style.top = Math.max(edge, below ? box.bottom + edge : box.top - mine.height - edge) + "px";
}
function hideCard() { card.hidden = true; }
addEventListener("scroll", () => { if (!card.hidden) (carded === document.activeElement ? placeCard : hideCard)(); }, { passive: true });
addEventListener("keydown", event => { if (event.key === "Escape") hideCard(); });

// Mentions: one tab stop in a text, arrow keys go on from there. cardsOf(node) → cards; chosen(node) on click and Enter.
function mentionKeys(text, cardsOf, chosen = () => {}) {
  const marks = [...text.querySelectorAll("mark")];
  marks.forEach((node, number) => { node.tabIndex = number ? -1 : 0; });
  const show = node => showCard(node, cardsOf(node));
  const at = event => event.target.closest("mark");
  text.addEventListener("mouseover", event => { if (at(event)) show(at(event)); else hideCard(); });
  text.addEventListener("mouseleave", hideCard);
  text.addEventListener("focusin", event => { if (at(event)) show(at(event)); });
  text.addEventListener("focusout", hideCard);
  text.addEventListener("click", event => { if (at(event)) { go(marks.indexOf(at(event))); chosen(at(event)); show(at(event)); } });
  text.addEventListener("keydown", event => {
    const node = at(event), number = marks.indexOf(node);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step || event.key === "Enter" || event.key === " ") event.preventDefault();
    if (step) go(number + step);
    else if (event.key === "Enter" || event.key === " ") chosen(node);
  });
  function go(number) {
    const next = marks[number];
    if (!next) return;
    marks.forEach(node => { node.tabIndex = node === next ? 0 : -1; });
    next.focus();
  }
}

function layerBoxes() {
  document.querySelectorAll("[data-layer]").forEach(box => box.addEventListener("change", () => document.body.classList.toggle(`no-${box.dataset.layer}`, !box.checked)));
}

function reveal(node) { node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" }); }

function pager(draw, button, step = 100) {
  let shown = step;
  button.addEventListener("click", () => { shown += step; draw(shown); });
  return () => { shown = step; draw(shown); };
}

const chosenBefore = remembered();
addEventListener("DOMContentLoaded", () => speak(chosenBefore === null ? Number(/^zh/i.test(navigator.language)) : Number(chosenBefore === "1")));
