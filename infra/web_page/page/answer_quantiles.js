// Quantiles: the middle one, a fan around it, and the number of each.

/**
 * @import { View } from "./answer.js"
 * @import { Card, Quantiles } from "./types.js"
 */

import { numberTable } from "./answer_table.js";
import { spanOf, widened } from "./distribution.js";
import { distributionPlot } from "./distribution_plot.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { fanOf } from "./shapes.js";
import { pointsOf } from "./prediction.js";
import { isNumberSummary } from "./types.js";

/**
 * @param {Card} card
 * @param {Quantiles} prediction In the units of the outcome.
 * @returns {View}
 */
export function quantiles(card, prediction) {
  const points = pointsOf(prediction.quantiles);
  const known = /** @type {Known[]} */ (points.filter(({ value }) => value !== null));
  const texts = points.map(({ at, value }) => [
    percent(at),
    value === null ? "not known" : number(value),
  ]);
  const table = numberTable(["Share below", "Value"], texts, "Quantiles");
  if (known.length === 0) return { headline: "No answer", sentence: "", details: [table] };
  const { middle } = fanOf(known.map(({ at }) => at));
  return {
    headline: number(known[middle].value),
    sentence: sentence(prediction),
    details: [fan(card, known), table],
  };
}

/**
 * What the numbers mean: of 100 outcomes, how many are below and between.
 * @param {Quantiles} prediction
 */
export function sentence(prediction) {
  const known = pointsOf(prediction.quantiles).filter(({ value }) => value !== null);
  const { middle, pairs } = fanOf(known.map(({ at }) => at));
  const { at, value } = known[middle];
  const below = `${share(at)} of outcomes for cases like this one are below ${text(value)}`;
  const [widest] = pairs;
  if (!widest) return `${below}.`;
  const [low, high] = widest.map((place) => known[place]);
  const between = `${share(high.at - low.at)} are between ${text(low.value)} and ${text(high.value)}`;
  return `${below}, and ${between}.`;
}

// Helpers ----

/** @typedef {{at: number, value: number}} Known */

/** @param {number} part 0 to 1. */
function share(part) {
  // 0.9 - 0.1 is not quite 0.8.
  return percent(Number(part.toPrecision(12)));
}

/** @param {number | null} value */
function text(value) {
  return number(value ?? NaN);
}

/**
 * The fan over the training outcomes, where those are known.
 * @param {Card} card
 * @param {Known[]} known
 */
function fan({ outcome_summary }, known) {
  const summary = isNumberSummary(outcome_summary) ? outcome_summary : null;
  const { middle, pairs } = fanOf(known.map(({ at }) => at));
  const [first, last] = [known[0].value, known[known.length - 1].value];
  const own = { low: Math.min(first, last), high: Math.max(first, last) };
  const span = summary ? widened(spanOf(summary), ...known.map(({ value }) => value)) : own;
  const bands = pairs.map(([low, high]) => ({ low: known[low].value, high: known[high].value }));
  const label = known.map(({ at, value }) => `${percent(at)} below ${number(value)}`).join(", ");
  return h(
    "figure",
    { class: "place" },
    distributionPlot(summary, label, span, { value: known[middle].value, bands }),
    h(
      "figcaption",
      {},
      h("span", {}, number(span.low)),
      h("span", {}, summary ? "training outcomes" : "from the lowest quantile to the highest"),
      h("span", {}, number(span.high)),
    ),
  );
}
