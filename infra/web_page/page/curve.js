// The curve: uPlot, loaded when the first one is drawn, in the colours of the page.

/**
 * @import UPlot from "uplot"
 * @import { Curve } from "./curve_words.js"
 *
 * @typedef {{uPlot: typeof UPlot}} UPlotGlobal
 * @typedef {(name: string) => string} Palette A colour by the name of its variable in style.css.
 */

import { heightAt, nameOf, readoutAt, summaryOf } from "./curve_words.js";
import { h } from "./dom.js";
import { ServiceError } from "./problems.js";

// style.css has so many; series beyond them repeat them.
const COLOURS = 6;
/** @type {Promise<typeof UPlot> | undefined} */
let loading;

/**
 * Draws the curve into `stage`, in place of what is there. It throws a ServiceError where the
 * library cannot be loaded.
 * @param {HTMLElement} stage
 * @param {Curve} curve
 */
export async function drawCurve(stage, curve) {
  const Plot = await library();
  const host = h("div", { class: "curve", role: "img", "aria-label": summaryOf(curve) });
  const readout = h("p", { class: "readout", "aria-hidden": "true" }, readoutAt(curve, null));
  stage.replaceChildren(host, legend(curve), readout);
  const paint = () => {
    host.replaceChildren();
    const point = (/** @type {number | null} */ at) => {
      readout.textContent = readoutAt(curve, at);
    };
    const size = { width: stage.clientWidth, height: host.clientHeight };
    return new Plot({ ...size, ...settings(curve, point) }, columns(curve), host);
  };
  let plot = paint();
  whileShown(
    host,
    () => plot.setSize({ width: stage.clientWidth, height: host.clientHeight }),
    () => {
      plot.destroy();
      plot = paint();
    },
  );
}

// Helpers ----

/** A classic script: uPlot's own build of an ES module is not minified. */
function library() {
  const folder = new URL("./vendor/", import.meta.url);
  loading ??= new Promise((resolve, reject) => {
    const script = h("script", { src: new URL("uPlot.js", folder).href });
    document.head.append(h("link", { rel: "stylesheet", href: new URL("uPlot.css", folder).href }));
    const global = /** @type {unknown} */ (window);
    script.onload = () => resolve(/** @type {UPlotGlobal} */ (global).uPlot);
    script.onerror = () => {
      // The next curve tries again.
      loading = undefined;
      reject(new ServiceError("network"));
    };
    document.head.append(script);
  });
  return loading;
}

/**
 * Follows the width and the colours of the page until the curve is replaced. A canvas does neither
 * by itself.
 * @param {HTMLElement} host
 * @param {() => void} fit
 * @param {() => void} repaint
 */
function whileShown(host, fit, repaint) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let width = host.clientWidth;
  const observer = new ResizeObserver(() => {
    if (!host.isConnected) {
      observer.disconnect();
      dark.removeEventListener("change", repaint);
    } else if (host.clientWidth !== width) {
      width = host.clientWidth;
      fit();
    }
  });
  observer.observe(host);
  dark.addEventListener("change", repaint);
}

/** What stands in the same colours beside several lines. @param {Curve} curve */
function legend({ series }) {
  if (series.length < 2) return h("div", { class: "legend" });
  return h(
    "div",
    { class: "legend", "aria-hidden": "true" },
    ...series.map(({ label }, at) => h("span", { class: `series-${(at % COLOURS) + 1}` }, label)),
  );
}

/**
 * As uPlot has them: the x first, then each line.
 * @param {Curve} curve
 * @returns {UPlot.AlignedData}
 */
function columns({ values, series }) {
  const lines = series.flatMap(({ values: line, bands = [] }) => [
    line,
    ...bands.flatMap(({ low, high }) => [low, high]),
  ]);
  return [values, ...lines];
}

/**
 * @param {Curve} curve
 * @param {(at: number | null) => void} point Called with the index under the pointer.
 * @returns {Omit<UPlot.Options, "width" | "height">}
 */
function settings(curve, point) {
  const colour = paletteOf(document.documentElement);
  const axis = {
    stroke: colour("--muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const { values, series, labels, isShare } = curve;
  const lines = series.flatMap(({ bands = [] }, at) => [
    lineOf(colour(`--series-${(at % COLOURS) + 1}`)),
    ...bands.flatMap(() => [lineOf("transparent"), lineOf("transparent")]),
  ]);
  return {
    // The last name may reach beyond its place.
    padding: [12, labels ? 28 : 12, 0, 0],
    // Whole pixels would bend a straight line.
    pxAlign: 0,
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    scales: { x: { time: false }, y: isShare ? { range: [0, 1] } : {} },
    axes: [
      {
        ...axis,
        size: 36,
        font: FONT,
        // A place between two steps has no name.
        ...(labels && {
          values: (_, places) =>
            places.map((place) =>
              values.includes(place) ? nameOf(curve, values.indexOf(place)) : "",
            ),
        }),
      },
      { ...axis, size: 52, font: FONT },
    ],
    series: [{}, ...lines],
    bands: bandsOf(curve).map((edges) => ({ series: edges, fill: colour("--band") })),
    hooks: {
      draw: [(plot) => drawNow(plot, curve, colour)],
      setCursor: [(plot) => point(plot.cursor.idx ?? null)],
    },
  };
}

/**
 * The upper and the lower edge of each band, as places in columns().
 * @param {Curve} curve
 */
function bandsOf({ series }) {
  /** @type {[number, number][]} */
  const edges = [];
  let at = 1;
  for (const { bands = [] } of series) {
    for (const _ of bands) {
      edges.push([at + 2, at + 1]);
      at += 2;
    }
    at += 1;
  }
  return edges;
}

const FONT = "12px Inter, system-ui, sans-serif";

/** @param {string} stroke */
function lineOf(stroke) {
  return { stroke, width: 2, points: { show: false } };
}

/**
 * The form's own value: a line down, and a point on each curve.
 * @param {UPlot} plot
 * @param {Curve} curve
 * @param {Palette} colour
 */
function drawNow(plot, curve, colour) {
  const { now, values, series } = curve;
  if (typeof now !== "number" || now < values[0] || now > values[values.length - 1]) return;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(now, "x", true);
  ctx.save();
  ctx.strokeStyle = colour("--muted");
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  series.forEach((line, at) => {
    const y = heightAt(curve.values, line.values, now);
    if (y === null) return;
    ctx.fillStyle = colour(`--series-${(at % COLOURS) + 1}`);
    ctx.beginPath();
    ctx.arc(x, plot.valToPos(y, "y", true), 5 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.restore();
}

/** @param {Element} element @returns {Palette} */
function paletteOf(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}
