// The curve: uPlot, loaded when the first one is drawn, in the colours of the page.

import { COLOURS, heightAt, legend, readoutAt, summary } from "./chart_words.js";
import { h } from "./dom.js";
import { ServiceError } from "./problems.js";

/**
 * @typedef {import("./chart_words.js").Curve} Curve
 */

const HEIGHT = 260;
/** @type {Promise<any> | undefined} */
let loading;

/**
 * @param {HTMLElement} stage
 * @param {Curve} curve
 */
export async function drawCurve(stage, curve) {
  const UPlot = await library();
  const host = h("div", { class: "curve", role: "img", "aria-label": summary(curve) });
  const readout = h("p", { class: "readout", "aria-hidden": "true" }, readoutAt(curve, null));
  stage.replaceChildren(host, legend(curve), readout);
  const paint = () => {
    host.replaceChildren();
    const tell = (/** @type {number | null} */ at) => {
      readout.textContent = readoutAt(curve, at);
    };
    return new UPlot(settings(curve, stage.clientWidth, tell), columns(curve), host);
  };
  let plot = paint();
  whileShown(
    host,
    () => plot.setSize({ width: stage.clientWidth, height: HEIGHT }),
    () => {
      plot.destroy();
      plot = paint();
    },
  );
}

// Helpers ----

function library() {
  const folder = new URL("./vendor/", import.meta.url);
  loading ??= new Promise((resolve, reject) => {
    const script = h("script", { src: new URL("uPlot.js", folder).href });
    document.head.append(h("link", { rel: "stylesheet", href: new URL("uPlot.css", folder).href }));
    script.onload = () => resolve(/** @type {any} */ (window).uPlot);
    script.onerror = () => {
      loading = undefined;
      reject(new ServiceError("network"));
    };
    document.head.append(script);
  });
  return loading;
}

/** Follow the width and the colours of the page until the curve is replaced. */
function whileShown(
  /** @type {HTMLElement} */ host,
  /** @type {() => void} */ fit,
  /** @type {() => void} */ repaint,
) {
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

/** @param {Curve} curve */
function columns({ values, series }) {
  return [
    values,
    ...series.flatMap(({ values: line, low, high }) => (low ? [line, low, high] : [line])),
  ];
}

/** @param {Curve} curve @param {number} width @param {(at: number | null) => void} tell */
function settings(curve, width, tell) {
  const colour = paletteOf(document.documentElement);
  const axis = {
    stroke: colour("--muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const [, ...places] = columns(curve);
  const isBand = Boolean(curve.series[0].low);
  return {
    width,
    height: HEIGHT,
    padding: [12, 12, 0, 0],
    // Whole pixels would bend a straight line.
    pxAlign: 0,
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    scales: { x: { time: false }, y: curve.card.task === "regression" ? {} : { range: [0, 1] } },
    axes: [
      { ...axis, size: 36, font: FONT },
      { ...axis, size: 52, font: FONT },
    ],
    series: [{}, ...places.map((_, at) => lineOf(colour, isBand ? 0 : at, isBand && at > 0))],
    bands: isBand ? [{ series: [3, 2], fill: colour("--band") }] : [],
    hooks: {
      draw: [(/** @type {any} */ plot) => drawNow(plot, curve, colour)],
      setCursor: [(/** @type {any} */ plot) => tell(plot.cursor.idx ?? null)],
    },
  };
}

const FONT = "12px Inter, system-ui, sans-serif";

/** @param {(name: string) => string} colour @param {number} at @param {boolean} isEdge */
function lineOf(colour, at, isEdge) {
  const stroke = isEdge ? "transparent" : colour(`--series-${(at % COLOURS) + 1}`);
  return { stroke, width: 2, points: { show: false } };
}

/** The form's own value: a line down, and a point on each curve. */
function drawNow(
  /** @type {any} */ plot,
  /** @type {Curve} */ curve,
  /** @type {(name: string) => string} */ colour,
) {
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

/** The page's own colours, by the name of their variable. @param {Element} element */
function paletteOf(element) {
  const style = getComputedStyle(element);
  return (/** @type {string} */ name) => style.getPropertyValue(name).trim();
}
