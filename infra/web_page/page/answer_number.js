// A regression: the number, its interval, its place among the outcomes of the training.

/**
 * @import { View } from "./answer.js"
 * @import { Span } from "./distribution.js"
 * @import { Card, Interval, NumberSummary, WithError } from "./types.js"
 */

import { drawnSpanOf, placeOf, widened } from "./distribution.js";
import { distributionPlot } from "./distribution_plot.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { isWithError } from "./prediction.js";
import { isNumberSummary } from "./types.js";

/**
 * @param {Card} card
 * @param {number | Interval | WithError} prediction In the units of the outcome.
 * @param {Record<string, string>} options `type`, `interval` and `level` of the request.
 * @returns {View}
 */
export function regression(card, prediction, options) {
  const { value, interval, se = null } = partsOf(prediction);
  const sentences = interval ? [intervalSentence(interval, options)] : [];
  if (value === null) return { headline: "No answer", sentence: sentences.join(" "), details: [] };
  const headline = se === null ? number(value) : `${number(value)} ± ${number(se)}`;
  if (se !== null) sentences.unshift(`The standard error is ${number(se)}.`);
  // The training outcomes are on the scale of the response.
  const scale = scaleOf(card, options);
  if (scale !== null) return { headline, sentence: [scale, ...sentences].join(" ").trim(), details: [] };
  const summary = card.outcome_summary;
  // The outcome's distribution is not known of every model: of a raw file it is not.
  if (!isNumberSummary(summary)) return { headline, sentence: sentences.join(" "), details: [] };
  sentences.unshift(`This is ${placeOf(summary, value)}.`);
  return { headline, sentence: sentences.join(" "), details: [place(summary, value, interval)] };
}

// Helpers ----

/**
 * What the number is where it is not an outcome, in a sentence; null where it is one.
 * @param {Card} card
 * @param {Record<string, string>} options
 */
function scaleOf({ task, choices, predict_call }, { type }) {
  const chosen = type ?? [choices?.type ?? "response"].flat()[0];
  if (chosen !== "response") return SCALES[chosen] ?? `This is on another scale (type=${chosen}).`;
  if (task !== "survival") return null;
  // Packages differ in what they say of a row: a time, a hazard, a mortality.
  return predict_call?.value ? `This is what ${predict_call.value} gives.` : "";
}

/** @type {Record<string, string>} */
const SCALES = {
  link: "This is on the scale of the model's link function (type=link).",
  lp: "This is the linear predictor (type=lp).",
  risk: "This is the risk, relative to that of an average case (type=risk).",
  margin: "This is the sum of the trees, before it becomes an outcome (type=margin).",
};

/**
 * @param {number | Interval | WithError} prediction
 * @returns {{value: number | null, interval?: Span, se?: number | null}}
 */
function partsOf(prediction) {
  if (typeof prediction === "number") return { value: prediction };
  if (isWithError(prediction)) return prediction;
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
    distributionPlot(summary, label, span, { value, bands: interval ? [interval] : [] }),
    h(
      "figcaption",
      {},
      h("span", {}, number(span.low)),
      h("span", {}, "training outcomes"),
      h("span", {}, number(span.high)),
    ),
  );
}
