// How the forms of one element of `predictions` are told apart.

/**
 * @import {
 *   Classification,
 *   Interval,
 *   Prediction,
 *   Quantiles,
 *   SideBySide,
 *   Step,
 *   Survival,
 *   WithError,
 * } from "./types.js"
 */

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is Classification}
 */
export function isClassification(prediction) {
  return isObject(prediction) && "label" in prediction && typeof prediction.label === "string";
}

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is Interval}
 */
export function isInterval(prediction) {
  // A member of an uncombined ensemble may be called "value", but hardly three of them all this.
  return isObject(prediction) && ["value", "lower", "upper"].every((name) => name in prediction);
}

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is WithError}
 */
export function isWithError(prediction) {
  return isObject(prediction) && Object.keys(prediction).sort().join() === "se,value";
}

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is Survival}
 */
export function isSurvival(prediction) {
  return isObject(prediction) && "survival" in prediction && isObject(prediction.survival);
}

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is Quantiles}
 */
export function isQuantiles(prediction) {
  return isObject(prediction) && "quantiles" in prediction && isObject(prediction.quantiles);
}

/**
 * @param {Prediction | SideBySide | undefined} prediction
 * @returns {prediction is Step}
 */
export function isStep(prediction) {
  return isObject(prediction) && "time" in prediction && "value" in prediction;
}

/**
 * Numbers by the number that names each, from the least name to the greatest: JSON objects have no
 * order that a sender must keep, and JavaScript moves whole numbers to the front.
 * @param {Record<string, number | null>} named
 * @returns {{name: string, at: number, value: number | null}[]}
 */
export function pointsOf(named) {
  const points = Object.entries(named).map(([name, value]) => ({ name, at: Number(name), value }));
  return points.sort((a, b) => a.at - b.at);
}

// Helpers ----

/** @param {unknown} value @returns {value is object} */
function isObject(value) {
  return typeof value === "object" && value !== null;
}
