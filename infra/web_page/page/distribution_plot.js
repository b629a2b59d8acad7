// A distribution as SVG that stretches to its place: bars of a histogram, or a box of quantiles.

/**
 * @import { Span } from "./distribution.js"
 * @import { Histogram, NumberSummary } from "./types.js"
 *
 * @typedef {{value?: number, bands?: Span[]}} Marks Bands from the widest to the narrowest.
 * @typedef {(value: number) => number} Scale From a value to its place in the drawing.
 */

import { quantilesOf } from "./distribution.js";
import { svg } from "./dom.js";

// Of the drawing's own coordinates; style.css says how large it is seen.
const [WIDTH, HEIGHT] = [400, 64];

/**
 * The distribution of numbers over `span`, with the marks on it.
 * @param {NumberSummary | null} summary null: the marks alone.
 * @param {string} label What the drawing says to people who do not see it.
 * @param {Span} span
 * @param {Marks} [marks]
 */
export function distributionPlot(summary, label, span, { value, bands = [] } = {}) {
  const x = scale(span);
  const shape = summary ? shapeOf(summary, x) : [];
  return svg(
    "svg",
    { ...FRAME, role: "img", "aria-label": label },
    ...shape,
    ...bands.map(({ low, high }) => svg("rect", { class: "band", ...extent(x(low), x(high)) })),
    value !== undefined && svg("line", { class: "mark", ...upright(x(value)) }),
  );
}

// Helpers ----

const FRAME = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "plot" };

/** With a margin, so that a mark at the end is not cut. @param {Span} span @returns {Scale} */
function scale({ low, high }) {
  const width = high - low || 1;
  return (value) => 2 + ((value - low) / width) * (WIDTH - 4);
}

/** @param {number} from @param {number} to */
function extent(from, to) {
  return { x: from, width: Math.max(to - from, 1), y: 0, height: HEIGHT };
}

/** @param {number} at */
function upright(at) {
  return { x1: at, x2: at, y1: 0, y2: HEIGHT };
}

/** @param {NumberSummary} summary @param {Scale} x */
function shapeOf(summary, x) {
  return summary.histogram ? bars(summary.histogram, x) : box(summary, x);
}

/** @param {Histogram} histogram @param {Scale} x */
function bars({ breaks, counts }, x) {
  const most = Math.max(...counts, 1);
  return counts.map((count, i) => {
    const height = (count / most) * (HEIGHT - 4);
    const [from, to] = [x(breaks[i]), x(breaks[i + 1])];
    const place = { x: from, width: Math.max(to - from - 1, 0.5), y: HEIGHT - height, height };
    return svg("rect", { class: "bar", ...place });
  });
}

/**
 * Whiskers from 5 % to 95 %, a box of the middle half: for a column of one value, and for cards
 * that were written before there were histograms.
 * @param {NumberSummary} summary
 * @param {Scale} x
 */
function box(summary, x) {
  const at = Object.fromEntries(quantilesOf(summary).map(({ share, value }) => [share, x(value)]));
  const middle = HEIGHT / 2;
  const whisker = { class: "whisker", x1: at[0.05], x2: at[0.95], y1: middle, y2: middle };
  return [
    svg("line", whisker),
    svg("rect", { class: "bar", ...extent(at[0.25], at[0.75]), y: 18, height: HEIGHT - 36 }),
    svg("line", { class: "median", x1: at[0.5], x2: at[0.5], y1: 18, y2: HEIGHT - 18 }),
  ];
}
