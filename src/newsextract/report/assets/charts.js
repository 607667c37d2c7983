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

// rows: [indicator, quantity, number, unit, time, place, sentence, address, day]; a colour a place, the rest together.
function drawValues(id, rows, opened) {
  const often = new Map();
  rows.forEach(row => often.set(row[5], (often.get(row[5]) || 0) + 1));
  const places = [...often].filter(([name]) => name).sort((a, b) => b[1] - a[1]).slice(0, COLOURS.length - 1).map(([name]) => name);
  draw(id, () => {
    const other = word("overview", "elsewhere");
    const data = new Map([...places, other].map(name => [name, []]));
    rows.forEach(row => data.get(places.includes(row[5]) ? row[5] : other).push({ value: [moment(row[8]), row[2]], row }));
    return {
      xAxis: axis({ type: "time", axisLabel: { color: shade("fg"), hideOverlap: true, formatter: { year: "{yyyy}", month: "{yyyy}-{MM}", day: "{MM}-{dd}" } } }),
      yAxis: axis({ type: "value", scale: true, name: rows[0][3], nameTextStyle: { color: shade("fg") } }), useUTC: true,
      tooltip: { renderMode: "richText", confine: true, backgroundColor: shade("bg"), borderColor: shade("muted"), textStyle: { color: shade("fg"), width: 320, overflow: "break" },
        formatter: point => point.data.row.slice(0, 2).concat(point.data.row.slice(4, 7)).filter(Boolean).join("\n").replace(/[{}|]/g, " ") },
      series: [...data].filter(([, points]) => points.length).map(([name, points]) => ({ name, type: "scatter", symbolSize: 10, itemStyle: { opacity: .8 }, data: points })),
    };
  }, data => opened(data.row));
}
