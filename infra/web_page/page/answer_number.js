// A regression: the number, its interval, its place among the outcomes of the training.

/**
 * @import { View } from "./answer.js"
 * @import { Span } from "./distribution.js"
 * @import { Card, Interval, NumberSummary } from "./types.js"
 */

import { drawnSpanOf, placeOf, widened } from "./distribution.js";
import { distributionPlot } from "./distribution_plot.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { isNumberSummary } from "./types.js";

/**
 * @param {Card} card
 * @param {number | Interval} prediction In the units of the outcome.
 * @param {Record<string, string>} options `type`, `interval` and `level` of the request.
 * @returns {View}
 */
export function regression(card, prediction, options) {
  const { value, interval } = partsOf(prediction);
  const sentences = interval ? [intervalSentence(interval, options)] : [];
  if (value === null) return { headline: "No answer", sentence: sentences.join(" "), details: [] };
  const headline = number(value);
  // The training outcomes are on the scale of the response.
  if (options.type === "link") return { headline, sentence: LINK, details: [] };
  const summary = card.outcome_summary;
  // The outcome's distribution is not known of every model: of a raw file it is not.
  if (!isNumberSummary(summary)) return { headline, sentence: sentences.join(" "), details: [] };
  sentences.unshift(`This is ${placeOf(summary, value)}.`);
  return { headline, sentence: sentences.join(" "), details: [place(summary, value, interval)] };
}

// Helpers ----

const LINK = "This is on the scale of the model's link function (type=link).";

/** @param {number | Interval} prediction @returns {{value: number | null, interval?: Span}} */
function partsOf(prediction) {
  if (typeof prediction === "number") return { value: prediction };
  const { value, lower, upper } = prediction;
  if (lower === null || upper === null) return { value };
  return { value, interval: { low: lower, high: upper } };
}

/** @param {Span} interval @param {Record<string, string>} options */
function intervalSentence({ low, high }, { interval: kind, level }) {
  const name = `The ${percent(Number(level ?? 0.95))} ${kind} interval`;
  return `${name} is ${number(low)} to ${number(high)}.`;
}

/** A drawing of where the value stands. */
function place(
  /** @type {NumberSummary} */ summary,
  /** @type {number} */ value,
  /** @type {Span | undefined} */ interval,
) {
  const span = widened(drawnSpanOf(summary), value, interval?.low, interval?.high);
  const label = `${number(value)} is ${placeOf(summary, value)}.`;
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
