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
const at = Object.fromEntries(data.columns.map((name, number) => [name, number]));
const CHANGES = { INCREASE: 1, DECREASE: -1 };
// What may share an axis: levels, or changes on one basis; never both.
const kindOf = row => !CHANGES[row[at.trend]] ? "level" : row[at.basis] || "change";
const FILTERS = { unit: row => row[at.unit], kind: kindOf, place: row => row[at.place] };
const filters = Object.keys(FILTERS).map(byId);

// index.html#indicator=NAME&exact=1&unit=UNIT&kind=KIND&place=PLACE: what is shown can be sent as a link, and survives “back”.
const NONE = "-"; // in the address: what has no unit, or no place
const state = { indicator: "", exact: "", unit: "", kind: "", place: "" };
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
    filters.forEach(fill);
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

function fill(select) {
  const counts = new Map(), chosen = select.value;
  rows.map(FILTERS[select.id]).forEach(value => counts.set(value, (counts.get(value) || 0) + 1));
  const named = value => select.id === "kind" ? word("overview", value) : value || word("page", "none");
  const options = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => new Option(`${named(value)} (${count})`, `=${value}`));
  select.replaceChildren(everything(), ...options);
  select.value = chosen;
}

function showRows() {
  kept = rows.filter(row => filters.every(select => !select.value || `=${FILTERS[select.id](row)}` === select.value));
  byId("found").textContent = `${kept.length.toLocaleString()} ${word("page", "found")}`;
  byId("results").hidden = false;
  const drawn = comparable(kept);
  byId("charted").textContent = drawn.length ? told(drawn) : word("overview", "no_chart");
  byId("chart").hidden = !drawn.length;
  byId("chart").setAttribute("aria-label", `${byId("query").value}: ${drawn.length}`);
  if (drawn.length) drawValues("chart", drawn.map(point), seriesOf(drawn), { unit: drawn[0][at.unit], change: kindOf(drawn[0]) !== "level" }, row => { location.href = encoded(row[at.address]); });
  rowPages();
  remember();
}

// The rows that can be drawn together: of one kind and unit, levels before changes, the most frequent first; or none.
const isDrawable = row => !Number.isNaN(moment(row[at.day])) && bounds(row).length > 0;
const bounds = row => ["value", "low", "high"].map(name => row[at[name]]).filter(number => number !== null);
function comparable(found) {
  const groups = new Map();
  found.filter(isDrawable).forEach(row => {
    const key = JSON.stringify([kindOf(row), row[at.unit]]);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  });
  const level = group => Number(kindOf(group[0]) === "level");
  return [...groups.values()].filter(group => group.length > 1).sort((a, b) => level(b) - level(a) || b.length - a.length)[0] || [];
}

// A fall is drawn below zero.
function point(row) {
  const sign = CHANGES[row[at.trend]] || 1;
  const shown = ["quantity", "trend", "basis", "mod", "time", "place", "sentence"].map(name => row[at[name]]);
  return { row, day: row[at.day], numbers: bounds(row).map(number => sign * number), shown: [row[at.indicator], ...shown].filter(Boolean) };
}

// Colours: places of one indicator; of several indicators these, as they must not pass for one series.
const several = drawn => new Set(drawn.map(row => row[at.indicator])).size > 1;
function seriesOf(drawn) {
  return several(drawn) ? { of: row => row[at.indicator], rest: "others" } : { of: row => row[at.place], rest: "elsewhere" };
}

function told(drawn) {
  const kind = kindOf(drawn[0]), unit = drawn[0][at.unit], all = kept.filter(isDrawable);
  const left = [
    [all.filter(row => kindOf(row) !== kind).length, "other_kind"],
    [all.filter(row => kindOf(row) === kind && row[at.unit] !== unit).length, "other_unit"],
    [kept.length - all.length, "undated"],
  ].filter(([count]) => count).map(([count, why]) => `${count.toLocaleString()} ${word("overview", why)}`);
  const colours = word("overview", several(drawn) ? "by_indicator" : "by_place");
  const parts = [`${word("overview", "drawn")} ${word("overview", kind)} · ${unit || word("page", "none")} · ${drawn.length.toLocaleString()} · ${colours}`, word("overview", "chart")];
  if (left.length) parts.push(`${word("overview", "left_out")} ${left.join(" · ")}`);
  return parts.join(" ");
}

const CELLS = data.columns.slice(0, at.address), TYPES = { value: "n", low: "n", high: "n", time: "date", sentence: "long" };
const cellOf = (row, name) => name === "sentence" ? link(row[at.sentence], row[at.address]) : row[at[name]]?.toLocaleString();
const rowPages = pager(shown => {
  byId("observations").replaceChildren(...kept.slice(0, shown).map(row => line(CELLS.map(name => [cellOf(row, name), TYPES[name]]))));
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

csvButtons(name => name === "observations-table" ? [data.columns, ...kept] : linesOf(byId(name)));

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
document.addEventListener("language", () => { articlePages(); if (rows.length) { filters.forEach(fill); showRows(); } });
