"use strict";
// Charts by Apache ECharts: SVG, no animation, texts drawn as text (no HTML). Each stands beside a table of the same values.
const COLOURS = ["#2b7bba", "#d9822b", "#3f9c5a", "#a05fc4", "#c94a4a", "#7a7f2a", "#2aa5a0", "#b0578d"];
const charts = new Map();
const shade = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function axis(more) {
  const line = { lineStyle: { color: shade("line") } };
  return { axisLabel: { color: shade("fg"), hideOverlap: true }, axisLine: line, splitLine: line, ...more };
}

// option: what differs from the frame that all charts share. opened: on click, with the point's data.
function draw(id, option, opened) {
  const node = byId(id);
  const chart = charts.get(id) || echarts.init(node, null, { renderer: "svg" });
  charts.set(id, chart);
  chart.redraw = () => draw(id, option, opened);
  chart.setOption({
    animation: false, color: COLOURS, textStyle: { color: shade("fg"), fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 24, top: 40, bottom: 12, containLabel: true },
    legend: { type: "scroll", textStyle: { color: shade("fg") }, pageTextStyle: { color: shade("fg") }, top: 4 },
    tooltip: { renderMode: "richText", confine: true, backgroundColor: shade("bg"), borderColor: shade("muted"), textStyle: { color: shade("fg") } },
    ...option(),
  }, true);
  chart.off("click");
  if (opened) chart.on("click", point => opened(point.data));
}

new ResizeObserver(() => charts.forEach(chart => chart.resize())).observe(document.body);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach(chart => chart.redraw()));
document.addEventListener("language", () => charts.forEach(chart => chart.redraw()));

function drawCounts(id, periods, series, stacked) {
  draw(id, () => ({
    legend: stacked ? { type: "scroll", textStyle: { color: shade("fg") }, pageTextStyle: { color: shade("fg") }, top: 4 } : { show: false },
    xAxis: axis({ type: "category", data: periods }), yAxis: axis({ type: "value", minInterval: 1 }),
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: shade("bg"), borderColor: shade("muted"), textStyle: { color: shade("fg") } },
    series: series.map(([name, counts]) => ({ name: stacked ? name : word("layers", name), type: "bar", stack: stacked ? "all" : undefined, data: counts, barMaxWidth: 48 })),
  }));
}

// YYYY-MM-DD → milliseconds; NaN where there is none.
const moment = day => /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;

// points: [{ row, day, numbers, shown }]. series: { of(row) → name, rest: the word for the less frequent ones together }.
function drawValues(id, points, series, { unit, change }, opened) {
  const often = new Map();
  points.forEach(({ row }) => often.set(series.of(row), (often.get(series.of(row)) || 0) + 1));
  const names = [...often].filter(([name]) => name).sort((a, b) => b[1] - a[1]).slice(0, COLOURS.length - 1).map(([name]) => name);
  draw(id, () => {
    const rest = word("overview", series.rest);
    const data = new Map([...names, rest].map(name => [name, []]));
    points.forEach(found => data.get(names.includes(series.of(found.row)) ? series.of(found.row) : rest).push(found));
    return {
      xAxis: axis({ type: "time", axisLabel: { color: shade("fg"), hideOverlap: true, formatter: { year: "{yyyy}", month: "{yyyy}-{MM}", day: "{MM}-{dd}" } } }),
      yAxis: axis({ type: "value", scale: !change, name: unit, nameTextStyle: { color: shade("fg") } }), useUTC: true,
      tooltip: { renderMode: "richText", confine: true, backgroundColor: shade("bg"), borderColor: shade("muted"), textStyle: { color: shade("fg"), width: 320, overflow: "break" },
        formatter: point => point.data.shown.join("\n").replace(/[{}|]/g, " ") },
      series: [...data].filter(([, found]) => found.length).flatMap(([name, found], number) => seriesOfPoints(name, found, COLOURS[number])),
    };
  }, data => opened(data.row));
}

// Points, and a line from the low to the high of each range.
function seriesOfPoints(name, found, color) {
  const place = (one, number) => ({ ...one, value: [moment(one.day), number] });
  const ranges = found.filter(({ numbers }) => numbers.length > 1);
  const gap = { value: [moment(found[0].day), "-"] };
  const scatter = { name, type: "scatter", symbolSize: 10, itemStyle: { color, opacity: .8 }, data: found.flatMap(one => one.numbers.map(number => place(one, number))) };
  const line = { name, type: "line", symbol: "none", silent: true, lineStyle: { color, width: 3, opacity: .8 }, data: ranges.flatMap(one => [...one.numbers.map(number => place(one, number)), gap]) };
  return ranges.length ? [scatter, line] : [scatter];
}
