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

function draw() {
  const style = getComputedStyle(document.documentElement);
  document.querySelectorAll(".chart").forEach(async (chart) => {
    const { item, colours } = JSON.parse(chart.querySelector(".chart-data").textContent);
    const own = Object.fromEntries(Object.entries(colours).map(([stand, name]) => [stand, style.getPropertyValue(name).trim()]));
    const canvas = chart.querySelector(".canvas");
    canvas.replaceChildren();
    await Bokeh.embed.embed_item(coloured(item, own), canvas);
    chart.dataset.drawn = "yes";
  });
}

draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
