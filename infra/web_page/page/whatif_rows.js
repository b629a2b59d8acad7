// What-if as data: the rows that one request asks for, and what it answers as series.

/**
 * @import { Feature } from "./schema.js"
 * @import { Answer, Card, Prediction, Row, SideBySide, TrainingRange, Value } from "./types.js"
 *
 * One line: an answer for each value of the feature, and the bands around it, the widest first. A
 * probability is 0 to 1.
 * @typedef {object} Series
 * @property {string} label
 * @property {(number | null)[]} values
 * @property {Band[]} [bands]
 *
 * A band without a label is drawn and not read out.
 * @typedef {{label?: string, low: (number | null)[], high: (number | null)[]}} Band
 */

import { fanOf, spread } from "./shapes.js";
import {
  isClassification,
  isInterval,
  isQuantiles,
  isSurvival,
  isWithError,
  pointsOf,
} from "./prediction.js";
import { isBinary, isForecast, isUncombined, outcomesOf } from "./types.js";

/** Rows of one request: the steps of a forest are seen, and the answer is still quick. */
export const POINTS = 60;

// Curves of one drawing: there are so many colours.
const MOST_TIMES = 6;

/**
 * Those that a curve or bars can be drawn of. The rows of a forecast follow each other: one value
 * for all of them says nothing.
 * @param {Feature[]} features
 * @param {Card} [card]
 */
export function drawable(features, card) {
  if (card && isForecast(card)) return [];
  return features.filter(({ kind, range }) => range || kind === "level" || kind === "boolean");
}

/**
 * The values that the feature takes, in their order: POINTS across its range, the form's own among
 * them, or every level.
 * @param {Feature} feature
 * @param {Value | undefined} now The form's own.
 * @returns {Value[]}
 */
export function valuesOf({ kind, levels, range, whole }, now) {
  if (kind === "boolean") return [false, true];
  if (!range) return levels;
  const { minimum, maximum } = range;
  if (whole) return wholeNumbers(range);
  const isInside = typeof now === "number" && now > minimum && now < maximum;
  const last = POINTS - (isInside ? 2 : 1);
  const grid = Array.from({ length: last }, (_, i) => minimum + (i * (maximum - minimum)) / last);
  return [...grid, maximum, ...(isInside ? [now] : [])].sort((a, b) => a - b);
}

/**
 * The request: every column as the form has it, but the one feature. As columns (`inputs`), which
 * the service reads much faster than records.
 * @param {Row} row
 * @param {Feature} feature
 * @param {Value[]} values
 */
export function bodyOf(row, feature, values) {
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  const columns = Object.fromEntries(given.map(([name, value]) => [name, values.map(() => value)]));
  return JSON.stringify({ inputs: { ...columns, [feature.name]: values } });
}

/**
 * The answer as lines: the prediction and its interval, the probability of each label, or each of
 * several outcomes. None where there is nothing to draw, such as labels without probabilities.
 * @param {Card} card
 * @param {Answer} answer
 * @returns {Series[]}
 */
export function seriesOf(card, { predictions, members = {} }) {
  if (isUncombined(card)) {
    return Object.entries(members).flatMap(([label, values]) =>
      isNumbers(values) ? [{ label, values }] : [],
    );
  }
  const first = predictions.find((prediction) => prediction !== null);
  if (first === undefined) return [];
  const names = outcomesOf(card);
  if (names.length > 0) return names.map((name) => outcome(name, predictions));
  if (isSurvival(first)) return survivals(Object.keys(first.survival), predictions);
  if (isQuantiles(first)) return [quantiles(Object.keys(first.quantiles), predictions)];
  return isClassification(first)
    ? probabilities(card, first, predictions)
    : [numbers(predictions)];
}

/** Whether the lines are probabilities, not numbers: a request may choose. @param {Answer} answer */
export function isShares({ predictions }) {
  return predictions.some((it) => isClassification(it) || isSurvival(it));
}

// Helpers ----

/**
 * Of a column that takes no fractions: every whole number, or POINTS of them.
 * @param {TrainingRange} range
 */
function wholeNumbers({ minimum, maximum }) {
  const last = Math.min(POINTS, maximum - minimum + 1) - 1;
  const grid = Array.from({ length: last + 1 }, (_, i) => (i * (maximum - minimum)) / (last || 1));
  return grid.map((step) => minimum + Math.round(step));
}

/** @param {Prediction[] | null} values @returns {values is number[]} */
function isNumbers(values) {
  return values !== null && values.every((value) => typeof value === "number");
}

/** @param {(Prediction | SideBySide)[]} predictions @returns {Series} */
function numbers(predictions) {
  const label = "prediction";
  const values = predictions.map((prediction) => {
    if (isInterval(prediction) || isWithError(prediction)) return prediction.value;
    return typeof prediction === "number" ? prediction : null;
  });
  const ends = predictions.map(endsOf);
  if (ends.every((each) => each === null)) return { label, values };
  const low = ends.map((each) => each?.low ?? null);
  const high = ends.map((each) => each?.high ?? null);
  const isError = predictions.some(isWithError);
  return { label, values, bands: [{ ...(isError && { label: "± 1 se" }), low, high }] };
}

/** The ends of an interval, or a standard error away. @param {Prediction | SideBySide} prediction */
function endsOf(prediction) {
  if (isInterval(prediction)) return { low: prediction.lower, high: prediction.upper };
  if (!isWithError(prediction)) return null;
  const { value, se } = prediction;
  return value === null || se === null ? null : { low: value - se, high: value + se };
}

/**
 * A line for each time, at most MOST_TIMES of them.
 * @param {string[]} times
 * @param {(Prediction | SideBySide)[]} predictions
 * @returns {Series[]}
 */
function survivals(times, predictions) {
  const sorted = [...times].sort((a, b) => Number(a) - Number(b));
  return spread(sorted, MOST_TIMES).map((time) => ({
    label: `survival at ${time}`,
    values: predictions.map((it) => (isSurvival(it) ? (it.survival[time] ?? null) : null)),
  }));
}

/**
 * The middle one as a line, the others as bands around it.
 * @param {string[]} names
 * @param {(Prediction | SideBySide)[]} predictions
 * @returns {Series}
 */
function quantiles(names, predictions) {
  const shares = names.map(Number).sort((a, b) => a - b);
  const points = predictions.map((it) => (isQuantiles(it) ? pointsOf(it.quantiles) : []));
  const { middle, pairs } = fanOf(shares);
  const at = (/** @type {number} */ place) => points.map((row) => row[place]?.value ?? null);
  return {
    label: `quantile ${shares[middle]}`,
    values: at(middle),
    bands: pairs.map(([low, high]) => ({
      label: `${shares[low]} to ${shares[high]}`,
      low: at(low),
      high: at(high),
    })),
  };
}

/** @param {string} label @param {(Prediction | SideBySide)[]} predictions @returns {Series} */
function outcome(label, predictions) {
  const values = predictions.map((prediction) => {
    const value = new Map(Object.entries(prediction ?? {})).get(label);
    return typeof value === "number" ? value : null;
  });
  return { label, values };
}

/**
 * Of a binary model the event alone: the other label's probability is the rest.
 * @param {Card} card
 * @param {Prediction | SideBySide} first One that is not null: it has the labels.
 * @param {(Prediction | SideBySide)[]} predictions
 * @returns {Series[]}
 */
function probabilities(card, first, predictions) {
  const labels = Object.keys(probabilitiesOf(first));
  const shown = isBinary(card) ? labels.slice(1) : labels;
  return shown.map((label) => ({
    label,
    values: predictions.map((prediction) => probabilitiesOf(prediction)[label] ?? null),
  }));
}

/** @param {Prediction | SideBySide} prediction @returns {Record<string, number>} */
function probabilitiesOf(prediction) {
  return (isClassification(prediction) && prediction.probabilities) || {};
}
