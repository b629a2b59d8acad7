// What a field holds, between the text that people see and the value that the model gets.

/**
 * @import { Feature } from "./schema.js"
 * @import { Value } from "./types.js"
 */

import { number } from "./format.js";
import { isOutside } from "./schema.js";

/**
 * The text of a field that holds the value; valueOf() reads it back.
 * @param {Feature} feature
 * @param {Value | undefined} value
 */
export function textOf(feature, value) {
  const text = value === null || value === undefined ? "" : String(value);
  // R and spreadsheets write TRUE.
  return feature.kind === "boolean" ? text.toLowerCase() : text;
}

/**
 * The value of a field with this text. An empty one is undefined where the column has a default,
 * which the service takes then; null where the model may impute it; else undefined again: then the
 * service says that it is missing.
 * @param {Feature} feature
 * @param {string} text
 * @returns {Value | undefined}
 */
export function valueOf(feature, text) {
  if (text === "") return feature.nullable && !feature.optional ? null : undefined;
  if (feature.kind === "number") return Number(text);
  return feature.kind === "boolean" ? text === "true" : text;
}

/**
 * A slider's place as a value: no more digits than make a difference, and never outside the range,
 * whose own ends may have more digits.
 * @param {Feature} feature One with a range.
 * @param {number} value
 */
export function rounded({ range, decimals }, value) {
  const short = Number(value.toFixed(decimals));
  if (!range) return short;
  if (value <= range.minimum || short < range.minimum) return range.minimum;
  return value >= range.maximum || short > range.maximum ? range.maximum : short;
}

/**
 * What stands below the field while nothing is wrong with it.
 * @param {Feature} feature
 * @param {Value | undefined} value
 */
export function hintOf(feature, value) {
  const { range, nullable, optional, preset } = feature;
  const mayBeEmpty = nullable ? "You may leave this empty." : "";
  const empty = optional ? `If you leave this empty, it is ${preset}.` : mayBeEmpty;
  if (range) {
    const text = `${number(range.minimum)} to ${number(range.maximum)}`;
    const outside = typeof value === "number" && isOutside(feature, value);
    if (outside) return `This is outside the training range, ${text}.`;
    return empty ? `${text}. ${empty}` : text;
  }
  return empty;
}
