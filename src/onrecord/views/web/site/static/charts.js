// Draws the charts of a page with Bokeh. The server names colours by stand-ins; here the page's own take their place, anew
// when the page turns dark or light.
"use strict";
Bokeh.set_log_level("warn");

function coloured(value, colours) {
  if (typeof value === "string") return colours[value] ?? value;
  if (Array.isArray(value)) return value.map((each) => coloured(each, colours));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, coloured(each, colours)]));
  }
  return value;
}

// Labels of bands that are narrower than their words are left out; the words are told when one points at the band.
function fitting(value, width, [start, end]) {
  if (Array.isArray(value)) return value.forEach((each) => fitting(each, width, [start, end]));
  if (!value || typeof value !== "object") return;
  if (value.type === "map" && Array.isArray(value.entries)) {
    const columns = Object.fromEntries(value.entries);
    if (Array.isArray(columns.label) && Array.isArray(columns.left)) {
      columns.label.forEach((label, n) => {
        const room = ((columns.right[n] - columns.left[n]) / (end - start)) * width;
        if (label.length * 6.6 + 8 > room) columns.label[n] = "";
      });
    }
  }
  Object.values(value).forEach((each) => fitting(each, width, [start, end]));
}

function draw() {
  const style = getComputedStyle(document.documentElement);
  document.querySelectorAll(".chart").forEach(async (chart) => {
    const { item, colours, span } = JSON.parse(chart.querySelector(".chart-data").textContent);
    const own = Object.fromEntries(Object.entries(colours).map(([stand, name]) => [stand, style.getPropertyValue(name).trim()]));
    const canvas = chart.querySelector(".canvas");
    canvas.replaceChildren();
    fitting(item, canvas.clientWidth - 130, span);
    await Bokeh.embed.embed_item(coloured(item, own), canvas);
    chart.dataset.drawn = "yes";
  });
}

draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
