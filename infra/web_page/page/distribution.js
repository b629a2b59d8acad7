// Where a value stands among those that a model was trained on, by the card's summary.

/**
 * @import { NumberSummary } from "./types.js"
 *
 * @typedef {{low: number, high: number}} Span
 */

/**
 * The share below `value`, 0 to 1, straight between the quantiles that are known.
 * @param {NumberSummary} summary
 * @param {number} value
 */
export function shareBelow(summary, value) {
  const points = quantilesOf(summary);
  if (value <= points[0].value) return 0;
  if (value >= points[points.length - 1].value) return 1;
  const after = points.findIndex((point) => point.value > value);
  const [low, high] = [points[after - 1], points[after]];
  return low.share + ((value - low.value) / (high.value - low.value)) * (high.share - low.share);
}

/**
 * The same as the end of a sentence about the value: "higher than about 60 % of ...".
 * @param {NumberSummary} summary Of the outcome.
 * @param {number} value
 */
export function placeOf(summary, value) {
  const { low, high } = spanOf(summary);
  if (value < low) return "lower than every outcome that the model was trained on";
  if (value > high) return "higher than every outcome that the model was trained on";
  const share = Math.round(shareBelow(summary, value) * 100);
  return `higher than about ${share} % of the outcomes that the model was trained on`;
}

/** The quantiles from the least to the greatest, `share` 0 to 1. @param {NumberSummary} summary */
export function quantilesOf({ quantiles }) {
  // JSON objects have no order that a sender must keep.
  return Object.entries(quantiles)
    .map(([at, value]) => ({ share: parseFloat(at) / 100, value }))
    .sort((a, b) => a.share - b.share);
}

/** From the least value to the greatest. @param {NumberSummary} summary @returns {Span} */
export function spanOf(summary) {
  const points = quantilesOf(summary);
  return { low: points[0].value, high: points[points.length - 1].value };
}

/** The span of its drawing: a histogram's breaks are rounder. @param {NumberSummary} summary */
export function drawnSpanOf(summary) {
  return widened(spanOf(summary), ...(summary.histogram?.breaks ?? []));
}

/**
 * A span that holds these values, too.
 * @param {Span} span
 * @param {(number | undefined)[]} values
 * @returns {Span}
 */
export function widened(span, ...values) {
  const numbers = [span.low, span.high, ...values.filter((value) => value !== undefined)];
  return { low: Math.min(...numbers), high: Math.max(...numbers) };
}
