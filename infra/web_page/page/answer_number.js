// A regression: the number, its interval, its place among the outcomes of the training.

import { placeOf } from "./distribution.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { distributionPlot, drawnSpanOf, widened } from "./plot.js";

/**
 * @param {any} card
 * @param {number | {value: number, lower: number, upper: number}} prediction
 * @param {Record<string, string>} options
 * @returns {import("./answer.js").Shown}
 */
export function regression(card, prediction, options) {
  const { value, interval } = partsOf(prediction);
  const summary = card.outcome_summary;
  const known = summary?.quantiles && value !== null;
  return {
    headline: value === null ? "No answer" : number(value),
    sentence: [known ? `${placeOf(summary, value)}.` : "", range(interval, options)]
      .join(" ")
      .trim(),
    details: known ? [place(summary, value, interval)] : [],
  };
}

// Helpers ----

/** @typedef {import("./plot.js").Span} Span */

/** @param {any} prediction @returns {{value: number | null, interval?: Span}} */
function partsOf(prediction) {
  if (typeof prediction === "number") return { value: prediction };
  const { value, lower, upper } = prediction;
  if (lower === null || upper === null) return { value };
  return { value, interval: { low: lower, high: upper } };
}

/** @param {Span | undefined} interval @param {Record<string, string>} options */
function range(interval, { interval: kind, level }) {
  if (!interval) return "";
  const name = `The ${percent(Number(level ?? 0.95))} ${kind} interval`;
  return `${name} is ${number(interval.low)} to ${number(interval.high)}.`;
}

/** @param {any} summary @param {number} value @param {Span | undefined} interval */
function place(summary, value, interval) {
  const span = widened(drawnSpanOf(summary), value, interval?.low, interval?.high);
  const label = `${number(value)} among the training outcomes: ${placeOf(summary, value)}.`;
  return h(
    "figure",
    { class: "place" },
    distributionPlot(summary, label, span, { value, interval }),
    h(
      "figcaption",
      {},
      h("span", {}, number(span.low)),
      h("span", {}, "training outcomes"),
      h("span", {}, number(span.high)),
    ),
  );
}
