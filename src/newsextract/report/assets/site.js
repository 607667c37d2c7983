"use strict";
// The overview: articles, and the explorer of indicators. What is not in the page is loaded from data/ when it is needed.
const data = JSON.parse(byId("data").textContent), ROWS = 3000;
const encoded = address => address.split("#").map(part => part.split("/").map(encodeURIComponent).join("/")).join("#");

// data/NAME.js calls receive("NAME", content).
const waiting = new Map(), loads = new Map();
function receive(name, content) { waiting.get(name)(content); }
function load(name) {
  if (!loads.has(name)) loads.set(name, new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = element("script", { src: `data/${name}.js` });
    script.onerror = () => { loads.delete(name); reject(new Error(name)); };
    document.head.append(script);
  }));
  return loads.get(name);
}
const numbered = (name, number) => `${name}-${String(number).padStart(4, "0")}`;

function line(cells) {
  return element("tr", {}, ...cells.map(([content, type]) => {
    const cell = element("td", { dir: "auto", ...(type ? { class: type } : {}) });
    cell.append(content ?? "");
    return cell;
  }));
}
const link = (text, address) => element("a", { href: encoded(address) }, text);

// Articles: the page has the first; any other order, and any search, needs all of them.
let articles = data.articles, complete = articles.length === data.total;
const ORDERS = { newest: null, oldest: (a, b) => a[0] < b[0] ? -1 : 1, most: (a, b) => b[4][4] - a[4][4] };
function drawArticles(shown) {
  const wanted = byId("title").value.trim(), order = ORDERS[byId("order").value];
  if (!complete && (wanted || order || shown > articles.length)) return allArticles(shown);
  let found = articles.filter(article => article[1].includes(wanted));
  if (order) found = found.slice().sort(order);
  byId("articles").replaceChildren(...found.slice(0, shown).map(([published, title, address, publication, counts]) =>
    line([[published, "date"], [link(title, address), "long"], [publication], ...counts.map(count => [count, "n"])])));
  const total = wanted ? found.length : data.total;
  byId("listed").textContent = `${total.toLocaleString()} ${word("page", "of")} ${data.total.toLocaleString()}`;
  byId("more").hidden = total <= shown;
}
async function allArticles(shown) {
  byId("listed").textContent = word("page", "loading");
  try {
    articles = (await Promise.all(Array.from({ length: data.files }, (_, number) => load(numbered("articles", number))))).flat();
    complete = true;
    drawArticles(shown);
  } catch { byId("listed").textContent = word("page", "unreadable"); }
}
const articlePages = pager(drawArticles, byId("more"), data.articles.length || 1);
["title", "order"].forEach(id => byId(id).addEventListener("input", articlePages));

// Indicators.
let rows = [], kept = [], asked = 0;
const chips = byId("chips"), first = [...chips.children];
const filters = ["unit", "place"].map(byId);

// index.html#indicator=NAME&exact=1&unit=UNIT&place=PLACE: what is shown can be sent as a link, and survives “back”.
const NONE = "-"; // in the address: what has no unit, or no place
const state = { indicator: "", exact: "", unit: "", place: "" };
function remember() {
  filters.forEach(select => { state[select.id] = select.value === "=" ? NONE : select.value.slice(1); });
  const set = Object.entries(state).filter(([, value]) => value);
  history.replaceState(null, "", set.length ? `#${new URLSearchParams(set)}` : "#");
}

async function explore(query, exact, chosen = {}) {
  const mine = ++asked;
  filters.forEach(select => { select.value = ""; });
  Object.assign(state, { indicator: query, exact: exact ? "1" : "" });
  if (!query) return clear();
  byId("found").textContent = word("page", "loading");
  try {
    const all = await load("indicators");
    let matching = all.filter(([name]) => name.includes(query)).sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
    showChips(matching, exact);
    if (exact) matching = matching.filter(([name]) => name === query);
    let room = ROWS;
    const shown = matching.filter(([, count], number) => { const fits = !number || count <= room; room -= count; return fits; });
    const found = await Promise.all(shown.map(linesOfIndicator));
    if (mine !== asked) return;
    rows = found.flat();
    say("hint", "overview", shown.length < matching.length ? "largest" : "matching");
    fill(byId("unit"), rows.map(row => row[3]));
    fill(byId("place"), rows.map(row => row[5]));
    filters.forEach(select => { if (chosen[select.id]) select.value = chosen[select.id] === NONE ? "=" : `=${chosen[select.id]}`; });
    showRows();
  } catch (error) { if (mine === asked) byId("found").textContent = word("page", "unreadable"); console.warn(error); }
}

async function linesOfIndicator([, count, start]) {
  const from = Math.floor(start / data.perFile), to = Math.floor((start + count - 1) / data.perFile);
  const parts = await Promise.all(Array.from({ length: to - from + 1 }, (_, number) => load(numbered("observations", from + number))));
  return parts.flat().slice(start - from * data.perFile, start - from * data.perFile + count);
}

function showChips(matching, exact) {
  chips.replaceChildren(...matching.slice(0, 30).map(([name, count]) => element("li", {},
    element("button", { type: "button", "data-indicator": name, "aria-pressed": String(Boolean(exact) && name === byId("query").value) }, element("bdi", {}, name), ` ${count}`))));
}

function everything() {
  const option = worded("option", "page", "all");
  option.value = "";
  return option;
}

function fill(select, values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) || 0) + 1));
  const options = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => new Option(`${value || word("page", "none")} (${count})`, `=${value}`));
  select.replaceChildren(everything(), ...options);
}

function showRows() {
  const [unit, place] = filters.map(select => select.value);
  kept = rows.filter(row => (!unit || `=${row[3]}` === unit) && (!place || `=${row[5]}` === place));
  byId("found").textContent = `${kept.length.toLocaleString()} ${word("page", "found")}`;
  byId("results").hidden = false;
  const dated = kept.filter(row => row[2] !== null && !Number.isNaN(moment(row[8])));
  const drawn = dated.length > 1 && new Set(dated.map(row => row[3])).size === 1;
  say("charted", "overview", drawn ? "chart" : "no_chart");
  byId("chart").hidden = !drawn;
  byId("chart").setAttribute("aria-label", `${byId("query").value}: ${dated.length}`);
  if (drawn) drawValues("chart", dated, row => { location.href = encoded(row[7]); });
  rowPages();
  remember();
}

const rowPages = pager(shown => {
  byId("observations").replaceChildren(...kept.slice(0, shown).map(row =>
    line([[row[0]], [row[1]], [row[2] === null ? "" : row[2].toLocaleString(), "n"], [row[3]], [row[4], "date"], [row[5]], [link(row[6], row[7]), "long"]])));
  byId("further").hidden = kept.length <= shown;
}, byId("further"));

function clear() {
  rows = [];
  byId("results").hidden = true;
  byId("found").textContent = "";
  say("hint", "overview", "start");
  chips.replaceChildren(...first);
  filters.forEach(select => select.replaceChildren(everything()));
  remember();
}

let timer;
byId("query").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => explore(byId("query").value.trim()), 150); });
filters.forEach(select => select.addEventListener("input", showRows));
document.addEventListener("click", event => {
  const button = event.target.closest("[data-indicator]");
  if (!button) return;
  byId("query").value = button.dataset.indicator;
  explore(button.dataset.indicator, true);
  if (!chips.contains(button)) reveal(byId("explorer"));
});

const HEADER = ["indicator", "quantity", "value", "unit", "time", "place", "sentence", "address", "day"];
csvButtons(name => name === "observations-table" ? [HEADER, ...kept] : linesOf(byId(name)));

if (byId("what")) {
  const show = () => drawCounts("time-chart", data.overTime.periods, data.overTime.series.filter(([name]) => name === byId("what").value), false);
  byId("what").addEventListener("input", show);
  show();
}
if (byId("policy-chart")) drawCounts("policy-chart", data.policies.periods, data.policies.series, true);
const linked = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
clear();
if (linked.indicator) {
  byId("query").value = linked.indicator;
  explore(linked.indicator, linked.exact, linked).then(() => reveal(byId("explorer")));
}
document.addEventListener("language", () => { articlePages(); if (rows.length) showRows(); });
