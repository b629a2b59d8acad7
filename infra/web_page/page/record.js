// A record from elsewhere, as text: a JSON object, or a CSV with its header line.

/**
 * @import { Feature } from "./schema.js"
 * @import { Row } from "./types.js"
 */

import { parseCsv } from "./csv.js";
import { textOf, valueOf } from "./field_value.js";

/**
 * The fields of the model that the text gives; other fields are left out. Of several records the
 * first one counts.
 * @param {string} text
 * @param {Feature[]} features
 * @returns {{row: Row, refusal?: undefined} | {row?: undefined, refusal: string}} `refusal` is a
 *   sentence that says why there is no record in it.
 */
export function recordFrom(text, features) {
  const isJson = /^\s*[{[]/.test(text);
  const record = isJson ? fromJson(text) : fromCsv(text);
  if (typeof record === "string") return { refusal: record };
  const known = features.filter(({ name }) => Object.hasOwn(record, name));
  if (known.length === 0) {
    const names = features.map(({ name }) => name).join(", ");
    return { refusal: `The record has none of the model's fields: ${names}.` };
  }
  return { row: Object.fromEntries(known.map(({ name }) => [name, record[name]])) };
}

/**
 * Whether a paste into one field is meant for the whole form: a single value has neither braces
 * nor a second line.
 * @param {string} text
 */
export function looksLikeRecord(text) {
  return /^\s*[{[]/.test(text) || text.trim().includes("\n");
}

/**
 * Every record of the text, each a step of a forecast, as the fields of the form would give it.
 * @param {string} text
 * @param {Feature[]} features
 * @returns {{rows: Row[], refusal?: undefined} | {rows?: undefined, refusal: string}}
 */
export function recordsFrom(text, features) {
  const isJson = /^\s*[{[]/.test(text);
  const records = isJson ? allOfJson(text) : allOfCsv(text, features);
  return typeof records === "string" ? { refusal: records } : { rows: records };
}

// Helpers ----

/** @param {string} text @returns {Row[] | string} */
function allOfJson(text) {
  try {
    const records = [JSON.parse(text)].flat();
    const isGood = records.every((it) => it !== null && typeof it === "object");
    return isGood ? records : "This JSON is not a list of records: give an array of objects.";
  } catch (error) {
    return `This is not JSON: ${/** @type {Error} */ (error).message}.`;
  }
}

/** @param {string} text @param {Feature[]} features @returns {Row[] | string} */
function allOfCsv(text, features) {
  const { header, rows, refusal } = parseCsv(text);
  if (refusal) return refusal;
  if (rows.length === 0) return "Give a header line, and a row below it for each step.";
  const known = features.filter(({ name }) => header.includes(name));
  return rows.map(({ cells }) =>
    Object.fromEntries(
      known.map((feature) => [
        feature.name,
        cellOf(feature, cells[header.indexOf(feature.name)] ?? ""),
      ]),
    ),
  );
}

/** A text where a number must stand is sent as it is: the service says what is wrong. */
function cellOf(/** @type {Feature} */ feature, /** @type {string} */ cell) {
  const value = valueOf(feature, textOf(feature, cell));
  return Number.isNaN(value) ? cell : value;
}

/** @param {string} text @returns {Row | string} The record, or why there is none. */
function fromJson(text) {
  try {
    const value = JSON.parse(text);
    const record = Array.isArray(value) ? value[0] : value;
    return record && typeof record === "object"
      ? record
      : "This JSON is not a record: give an object.";
  } catch (error) {
    return `This is not JSON: ${/** @type {Error} */ (error).message}.`;
  }
}

/** @param {string} text @returns {Row | string} The record, or why there is none. */
function fromCsv(text) {
  const { header, rows, refusal } = parseCsv(text);
  if (refusal) return refusal;
  if (rows.length === 0) return "Give a header line, and a row below it.";
  return Object.fromEntries(header.map((name, at) => [name, rows[0].cells[at]]));
}
