"use strict";
// The page of an article: pointing at a mention shows its card, choosing a fact lights up its parts.
const mentions = JSON.parse(byId("mentions").textContent), text = document.querySelector(".text");
const parts = [...text.querySelectorAll("[data-ids]")], rows = [...document.querySelectorAll("tr[data-parts]")];
const idsOf = node => node.dataset.ids.split(" ");

function choose(row, on) {
  rows.forEach(other => {
    other.classList.toggle("chosen", other === row && on);
    other.querySelector("button").setAttribute("aria-pressed", String(other === row && on));
  });
  const ids = new Set(row && on ? row.dataset.parts.split(" ") : []);
  return parts.filter(node => { const hit = idsOf(node).some(id => ids.has(id)); node.classList.toggle("lit", hit); return hit; });
}

rows.forEach(row => row.addEventListener("click", () => {
  const lit = choose(row, !row.classList.contains("chosen"));
  if (lit.length) reveal(lit.find(node => idsOf(node).includes(row.id)) || lit[0]);
}));

mentionKeys(text, node => idsOf(node).filter(id => mentions[id]).map(id => mentions[id]), node => {
  const ids = idsOf(node), row = rows.find(other => ids.includes(other.id)) || rows.find(other => other.dataset.parts.split(" ").some(id => ids.includes(id)));
  if (row) choose(row, !row.classList.contains("chosen"));
});
layerBoxes();
csvButtons();

// index.html links to #q12: the fact, its parts alight.
function follow() {
  const row = rows.find(other => other.id === decodeURIComponent(location.hash.slice(1)));
  if (!row) return;
  const lit = choose(row, true);
  if (lit.length) requestAnimationFrame(() => reveal(lit.find(node => idsOf(node).includes(row.id)) || lit[0]));
}
addEventListener("hashchange", follow);
follow();
