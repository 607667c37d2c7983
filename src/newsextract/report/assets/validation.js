"use strict";
// Records against gold: the list of problems, and the articles, each drawn when it is first opened.
const problems = JSON.parse(byId("data").textContent);
const filters = ["layer", "what", "search"].map(byId);
const articles = new Map([...document.querySelectorAll("details[data-doc]")].map(node => [node.dataset.doc, node]));
let hits = [];

const list = pager(shown => {
  const [layer, what, words] = filters.map(node => node.value);
  hits = problems.filter(p => (!layer || p.layer === layer) && (!what || p.what === what) && (!words || (p.before + p.text + p.after + p.detail + p.doc).includes(words)));
  byId("list").replaceChildren(...hits.slice(0, shown).map(p => {
    const go = element("button", { type: "button", class: "plain" }, p.doc);
    go.addEventListener("click", () => show(p));
    const cells = [[worded("span", "layers", p.layer)], [worded("span", "states", p.what)], [go], [String(p.at), "n"], [context(p), "long"], [p.detail, "long"]];
    return element("tr", {}, ...cells.map(([content, type]) => element("td", type ? { class: type } : {}, content)));
  }));
  byId("count").textContent = `${hits.length} ${word("page", "of")} ${problems.length}`;
  byId("more").hidden = hits.length <= shown;
}, byId("more"));

function context(p) {
  return element("span", { lang: "zh-CN", dir: "auto" }, p.before, element("mark", {}, p.text), p.after);
}

// The article of a problem: opened, and the mention in both readings pointed out.
function show(problem) {
  const details = articles.get(problem.doc);
  if (!details) return;
  details.open = true;
  build(details);
  document.querySelectorAll(".aim").forEach(node => node.classList.remove("aim"));
  const found = [...details.querySelectorAll("[data-at]")].filter(node => Number(node.dataset.at) <= problem.at && problem.at < Number(node.dataset.at) + [...node.textContent].length);
  found.forEach(node => node.classList.add("aim"));
  const first = found.find(node => node.tabIndex >= 0 || node.matches("mark")) || found[0] || details;
  reveal(first);
  if (first.matches("mark")) first.focus({ preventScroll: true });
}

function build(details) {
  if (details.querySelector(".sides")) return;
  const sides = JSON.parse(details.querySelector("script").textContent);
  const both = element("div", { class: "sides" });
  sides.forEach(({ pieces, cards }, number) => {
    const text = element("div", { class: "text", lang: "zh-CN", dir: "auto" });
    let at = 0;
    text.append(...pieces.map(([content, numbers, layer, state]) => {
      const attributes = { "data-at": at };
      at += [...content].length;
      if (!numbers) return element("span", attributes, content);
      return element("mark", { ...attributes, class: `m ${layer} ${state}`, "data-cards": numbers.join(" ") }, content);
    }));
    mentionKeys(text, node => node.dataset.cards.split(" ").map(index => cards[index]));
    both.append(element("div", {}, worded("h3", "validation", number ? "as_predicted" : "as_gold"), text));
  });
  details.append(both);
}

articles.forEach(details => details.addEventListener("toggle", () => { if (details.open) build(details); }));
filters.forEach(node => node.addEventListener("input", list));
byId("only-problems").addEventListener("change", event => document.body.classList.toggle("only-problems", event.target.checked));
layerBoxes();
const HEADER = ["layer", "kind", "doc_id", "offset", "before", "text", "after", "difference"];
csvButtons(name => name === "problems" ? [HEADER, ...hits.map(p => [p.layer, p.what, p.doc, p.at, p.before, p.text, p.after, p.detail])] : linesOf(byId(name)));
list();
document.addEventListener("language", () => { byId("count").textContent = `${hits.length} ${word("page", "of")} ${problems.length}`; });
