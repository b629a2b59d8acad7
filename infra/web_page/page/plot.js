// Small drawings as SVG that stretches to its place: bars of a histogram, a box of quantiles.

import { quantilesOf } from "./distribution.js";
import { svg } from "./dom.js";

/**
 * @typedef {import("./distribution.js").Summary} Summary
 * @typedef {{low: number, high: number}} Span
 * @typedef {{value?: number, interval?: Span}} Marks
 */

const [WIDTH, HEIGHT] = [400, 64];

/** The span of a summary's values. @param {Summary} summary @returns {Span} */
export function spanOf(summary) {
  const points = quantilesOf(summary);
  return { low: points[0].value, high: points[points.length - 1].value };
}

/** The span of its drawing: a histogram's breaks are rounder. @param {Summary} summary */
export function drawnSpanOf(summary) {
  return widened(spanOf(summary), ...(summary.histogram?.breaks ?? []));
}

/** One that holds these values too. @param {Span} span @param {(number | undefined)[]} values */
export function widened(span, ...values) {
  const numbers = [span.low, span.high, ...values.filter((value) => value !== undefined)];
  return { low: Math.min(...numbers), high: Math.max(...numbers) };
}

/**
 * The distribution of numbers over `span`, with the marks on it.
 * @param {Summary} summary
 * @param {string} label What a reader who sees nothing is told.
 * @param {Span} span
 * @param {Marks} [marks]
 */
export function distributionPlot(summary, label, span, { value, interval } = {}) {
  const x = scale(span);
  const shape = summary.histogram ? bars(summary.histogram, x) : box(summary, x);
  return svg(
    "svg",
    { ...FRAME, role: "img", "aria-label": label },
    interval && svg("rect", { class: "band", ...extent(x(interval.low), x(interval.high)) }),
    ...shape,
    value !== undefined && svg("line", { class: "mark", ...upright(x(value)) }),
  );
}

// Helpers ----

const FRAME = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "plot" };

/** @param {Span} span */
function scale({ low, high }) {
  const width = high - low || 1;
  return (/** @type {number} */ value) => 2 + ((value - low) / width) * (WIDTH - 4);
}

/** @param {number} from @param {number} to */
function extent(from, to) {
  return { x: from, width: Math.max(to - from, 1), y: 0, height: HEIGHT };
}

/** @param {number} at */
function upright(at) {
  return { x1: at, x2: at, y1: 0, y2: HEIGHT };
}

/** @param {{breaks: number[], counts: number[]}} histogram @param {(value: number) => number} x */
function bars({ breaks, counts }, x) {
  const most = Math.max(...counts, 1);
  return counts.map((count, i) => {
    const height = (count / most) * (HEIGHT - 4);
    const [from, to] = [x(breaks[i]), x(breaks[i + 1])];
    const place = { x: from, width: Math.max(to - from - 1, 0.5), y: HEIGHT - height, height };
    return svg("rect", { class: "bar", ...place });
  });
}

/** Old cards have no histogram: whiskers from 5 % to 95 %, a box of the middle half. */
function box(/** @type {Summary} */ summary, /** @type {(value: number) => number} */ x) {
  const at = Object.fromEntries(quantilesOf(summary).map(({ share, value }) => [share, x(value)]));
  const middle = HEIGHT / 2;
  const line = (/** @type {number} */ from, /** @type {number} */ to) =>
    svg("line", { class: "whisker", x1: from, x2: to, y1: middle, y2: middle });
  return [
    line(at[0.05], at[0.95]),
    svg("rect", { class: "bar", ...extent(at[0.25], at[0.75]), y: 18, height: HEIGHT - 36 }),
    svg("line", { class: "median", x1: at[0.5], x2: at[0.5], y1: 18, y2: HEIGHT - 18 }),
  ];
}
