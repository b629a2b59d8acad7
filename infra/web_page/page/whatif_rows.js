// What-if as data: the rows that one request asks for, and what it answers as series.

/**
 * @import { Feature } from "./schema.js"
 * @import { Answer, Card, Prediction, Row, SideBySide, Value } from "./types.js"
 *
 * One line: an answer for each value of the feature, and the ends of its interval where it has one.
 * A probability is 0 to 1.
 * @typedef {object} Series
 * @property {string} label
 * @property {(number | null)[]} values
 * @property {(number | null)[]} [low]
 * @property {(number | null)[]} [high]
 */

import { isBinary, isClassification, isInterval, isUncombined, outcomesOf } from "./types.js";

/** Rows of one request: the steps of a forest are seen, and the answer is still quick. */
export const POINTS = 60;

/** Those that a curve or bars can be drawn of. @param {Feature[]} features */
export function drawable(features) {
  return features.filter(({ kind, range }) => range || kind === "level" || kind === "boolean");
}

/**
 * The values that the feature takes, in their order: POINTS across its range, the form's own among
 * them, or every level.
 * @param {Feature} feature
 * @param {Value | undefined} now The form's own.
 * @returns {Value[]}
 */
export function valuesOf({ kind, levels, range }, now) {
  if (kind === "boolean") return [false, true];
  if (!range) return levels;
  const { minimum, maximum } = range;
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
  return isClassification(first)
    ? probabilities(card, first, predictions)
    : [numbers(predictions)];
}

/** Whether the lines are probabilities, not numbers: a request may choose. @param {Answer} answer */
export function isShares({ predictions }) {
  return predictions.some(isClassification);
}

// Helpers ----

/** @param {Prediction[] | null} values @returns {values is number[]} */
function isNumbers(values) {
  return values !== null && values.every((value) => typeof value === "number");
}

/** @param {(Prediction | SideBySide)[]} predictions @returns {Series} */
function numbers(predictions) {
  const label = "prediction";
  const values = predictions.map((prediction) => {
    if (isInterval(prediction)) return prediction.value;
    return typeof prediction === "number" ? prediction : null;
  });
  if (!predictions.some(isInterval)) return { label, values };
  const end = (/** @type {"lower" | "upper"} */ name) =>
    predictions.map((prediction) => (isInterval(prediction) ? prediction[name] : null));
  return { label, values, low: end("lower"), high: end("upper") };
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
