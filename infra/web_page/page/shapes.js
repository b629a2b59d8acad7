// Curves and fans as data: which quantiles belong together, where a survival curve goes.

/**
 * @import { Survival } from "./types.js"
 *
 * `middle` is the place of the quantile that a line is drawn of; `pairs` are the ends of bands
 * around it, the widest first.
 * @typedef {{middle: number, pairs: [number, number][]}} Fan
 */

import { pointsOf } from "./prediction.js";

/**
 * @param {number[]} shares Of the quantiles, from the least to the greatest.
 * @returns {Fan}
 */
export function fanOf(shares) {
  const distance = shares.map((share) => Math.abs(share - 0.5));
  const middle = distance.indexOf(Math.min(...distance));
  /** @type {[number, number][]} */
  const pairs = [];
  // The outermost two, then the next ones; where one side has more, its last ones stand alone.
  for (let [low, high] = [0, shares.length - 1]; low < high; low += 1, high -= 1) {
    if (low > middle || high < middle) break;
    pairs.push([low, high]);
  }
  return { middle, pairs };
}

/**
 * The points of a survival curve: everybody is alive at 0, half of them at the median.
 * @param {Survival} prediction
 * @returns {{times: number[], shares: (number | null)[]}}
 */
export function survivalCurve({ median, survival }) {
  const points = pointsOf(survival);
  const known = [
    ...(points.some(({ at }) => at <= 0) ? [] : [{ at: 0, value: 1 }]),
    ...points,
    ...(median !== null && !points.some(({ at }) => at === median)
      ? [{ at: median, value: 0.5 }]
      : []),
  ].sort((a, b) => a.at - b.at);
  return { times: known.map(({ at }) => at), shares: known.map(({ value }) => value) };
}

/**
 * At most `most` of the values, the first and the last among them.
 * @template T
 * @param {T[]} values
 * @param {number} most Two or more.
 */
export function spread(values, most) {
  if (values.length <= most) return values;
  return Array.from(
    { length: most },
    (_, i) => values[Math.round((i * (values.length - 1)) / (most - 1))],
  );
}
