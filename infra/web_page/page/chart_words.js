// A curve in words: its legend, what stands below it, and what is said to those who do not see it.

import { h } from "./dom.js";
import { number, percent } from "./format.js";

/**
 * @typedef {import("./whatif_rows.js").Series} Series
 * @typedef {object} Curve
 * @property {{name: string}} feature
 * @property {number[]} values
 * @property {Series[]} series
 * @property {{task: string}} card
 * @property {number | null | undefined} now The form's own value.
 */

/** Series beyond these repeat them. */
export const COLOURS = 6;

/** Straight between the two points around. @returns {number | null} */
export function heightAt(
  /** @type {number[]} */ xs,
  /** @type {(number | null)[]} */ ys,
  /** @type {number} */ x,
) {
  const after = Math.max(
    1,
    xs.findIndex((value) => value >= x),
  );
  const [low, high] = [ys[after - 1], ys[after]];
  if (low === null || high === null) return null;
  return low + ((x - xs[after - 1]) / (xs[after] - xs[after - 1])) * (high - low);
}

/** @param {Curve} curve */
export function legend({ series }) {
  if (series.length < 2) return h("div", { class: "legend" });
  return h(
    "div",
    { class: "legend", "aria-hidden": "true" },
    ...series.map(({ label }, at) => h("span", { class: `series-${(at % COLOURS) + 1}` }, label)),
  );
}

/** What stands below the curve: the place under the pointer, else the form's own. */
export function readoutAt(/** @type {Curve} */ curve, /** @type {number | null} */ at) {
  const { feature, values, series, now } = curve;
  if (at === null && typeof now !== "number") return `${feature.name} is empty`;
  const x = at === null ? /** @type {number} */ (now) : values[at];
  const inside = x >= values[0] && x <= values[values.length - 1];
  if (!inside) return `${feature.name} = ${number(x)} is outside the curve`;
  const parts = series.map(
    ({ label, values: ys }) => `${label} ${text(curve, heightAt(values, ys, x))}`,
  );
  return `${feature.name} = ${number(x)}: ${parts.join(", ")}`;
}

/** For those who do not see it. @param {Curve} curve */
export function summary(curve) {
  const { feature, values, series } = curve;
  const [from, to] = [values[0], values[values.length - 1]];
  const lines = series.map(({ label, values: ys }) => {
    const known = ys.filter((y) => y !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    return `${label} goes from ${text(curve, ys[0])} to ${text(curve, ys[ys.length - 1])}, between ${text(curve, least)} and ${text(curve, most)}`;
  });
  return `As ${feature.name} goes from ${number(from)} to ${number(to)}: ${lines.join("; ")}. Now ${readoutAt(curve, null)}.`;
}

// Helpers ----

/** @param {Curve} curve @param {number | null} y */
function text({ card }, y) {
  if (y === null) return "none";
  return card.task === "regression" ? number(y) : percent(y);
}
