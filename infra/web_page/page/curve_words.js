// A curve in words: what stands below it, and what is said to those who do not see it.

/**
 * @import { Series } from "./whatif_rows.js"
 *
 * @typedef {object} Curve
 * @property {{name: string}} feature What goes from left to right.
 * @property {number[]} values The feature's, from the least to the greatest.
 * @property {Series[]} series One or more.
 * @property {boolean} isShare Whether the series are probabilities.
 * @property {number | null | undefined} now The form's own value.
 * @property {string[]} [labels] What each value is called, where its number says nothing.
 * @property {string} [rest] What stands below while nothing is pointed at; else it is `now`.
 */

import { number, percent } from "./format.js";

/**
 * The height of a line at `x`, straight between the two points around it; null where one of them
 * has no answer.
 * @param {number[]} xs From the least to the greatest.
 * @param {(number | null)[]} ys
 * @param {number} x Within the xs.
 * @returns {number | null}
 */
export function heightAt(xs, ys, x) {
  if (xs.length === 1) return ys[0];
  const after = Math.max(
    1,
    xs.findIndex((value) => value >= x),
  );
  const [low, high] = [ys[after - 1], ys[after]];
  if (low === null || high === null) return null;
  return low + ((x - xs[after - 1]) / (xs[after] - xs[after - 1])) * (high - low);
}

/**
 * What stands below the curve: the values at one place.
 * @param {Curve} curve
 * @param {number | null} at The place under the pointer, an index; null: that of the form's value.
 */
export function readoutAt(curve, at) {
  const { feature, values, series, now, rest } = curve;
  if (at === null && rest !== undefined) return rest;
  if (at === null && typeof now !== "number") return `${feature.name} is empty`;
  const x = at === null ? /** @type {number} */ (now) : values[at];
  const isInside = x >= values[0] && x <= values[values.length - 1];
  if (!isInside) return `${feature.name} = ${number(x)} is outside the curve`;
  const parts = series.map(({ label, values: ys, bands = [] }) => {
    const text = (/** @type {(number | null)[]} */ line) =>
      heightText(curve, heightAt(values, line, x));
    const named = bands.filter((band) => band.label !== undefined);
    const ends = named.map(({ label: name, low, high }) => `${name}: ${text(low)} to ${text(high)}`);
    // "survival at 90 93 %" would be two numbers side by side.
    return [`${label}${/\d$/.test(label) ? ":" : ""} ${text(ys)}`, ...ends].join(", ");
  });
  return `${feature.name} = ${at === null ? number(x) : nameOf(curve, at)}: ${parts.join(", ")}`;
}

/** What the value at this place is called. @param {Curve} curve @param {number} at */
export function nameOf({ labels, values }, at) {
  return labels ? labels[at] : number(values[at]);
}

/** The curve for those who do not see it. @param {Curve} curve */
export function summaryOf(curve) {
  const { feature, values, series, rest } = curve;
  const [from, to] = [nameOf(curve, 0), nameOf(curve, values.length - 1)];
  const lines = series.map(({ label, values: ys }) => {
    const known = ys.filter((y) => y !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const [first, last] = [ys[0], ys[ys.length - 1]].map((y) => heightText(curve, y));
    const within = `between ${heightText(curve, least)} and ${heightText(curve, most)}`;
    return `${label} goes from ${first} to ${last}, ${within}`;
  });
  const course = `As ${feature.name} goes from ${from} to ${to}: ${lines.join("; ")}.`;
  return `${course} ${rest ?? `Now ${readoutAt(curve, null)}.`}`;
}

// Helpers ----

/** @param {Curve} curve @param {number | null} y */
function heightText({ isShare }, y) {
  if (y === null) return "no value";
  return isShare ? percent(y) : number(y);
}
