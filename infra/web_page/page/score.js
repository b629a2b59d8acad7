// Score a whole file: parts go one after another, and what failed can be sent again.

/**
 * @import { Api } from "./api.js"
 * @import { Line, Table } from "./csv.js"
 * @import { Answer, Classification, Prediction, SideBySide } from "./types.js"
 */

import { writeCsv } from "./csv.js";
import { ServiceError } from "./problems.js";
import { isClassification, isInterval, isQuantiles, isSurvival, pointsOf } from "./prediction.js";

/**
 * @typedef {{line: number, reason: string}} Bad A row of the file without a prediction.
 * @typedef {object} Scoring
 * @property {number} done Rows that were answered, with a prediction or with a reason.
 * @property {number} total
 * @property {(signal: AbortSignal, onpart: () => void) => Promise<void>} run Sends what is left,
 *   so that after an error it goes on where it stopped. It throws what the API throws.
 * @property {() => Bad[]} bad
 * @property {() => string} csv The file's columns and the prediction's, of the rows done.
 */

// Rows. A part of them is answered in well under a second, and the progress is seen to move.
const PART = 2000;
// Of so many bad rows the reason is asked for; there is a bound to what anybody reads.
const EXPLAINED = 500;
const NO_VALUE = "The model gives no finite value for this row.";

/**
 * A sentence where the file lacks a column of the model, else an empty one.
 * @param {string[]} header
 * @param {string[]} columns Those that the model requires.
 */
export function headerRefusal(header, columns) {
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length === 0) return "";
  const noun = missing.length === 1 ? "column" : "columns";
  return `The file lacks the ${noun} ${missing.join(", ")}: its header has ${header.join(", ")}.`;
}

/**
 * @param {Api} api
 * @param {string} name Of the model.
 * @param {Table} table
 * @param {string[]} columns The model's; those that the table has are sent.
 * @param {Record<string, string>} [query] Options of each request.
 * @returns {Scoring}
 */
export function createScoring(api, name, { header, rows }, columns, query = {}) {
  const sent = columns.filter((column) => header.includes(column));
  const places = sent.map((column) => header.indexOf(column));
  /** @type {(Prediction | SideBySide)[]} */
  const predictions = [];
  /** @type {Map<number, string>} Why a row has no prediction, by its index. */
  const reasons = new Map();
  const ask = async (/** @type {number[]} */ indexes, /** @type {AbortSignal} */ signal) => {
    const cells = indexes.map((row) => places.map((place) => rows[row].cells[place]));
    const options = { signal, query: { ...query, on_error: "null" }, type: "text/csv" };
    const answer = await api.predict(name, writeCsv([sent, ...cells]), options);
    checkLength(answer, indexes.length);
    return answer;
  };
  const run = async (/** @type {AbortSignal} */ signal, /** @type {() => void} */ onpart) => {
    let size = PART;
    while (predictions.length < rows.length) {
      const end = Math.min(predictions.length + size, rows.length);
      const indexes = indexesFrom(predictions.length, end);
      try {
        const answer = await ask(indexes, signal);
        await explainAll(answer, indexes, (again) => ask(again, signal), reasons);
        predictions.push(...answer.predictions);
      } catch (error) {
        // Wide rows, and an ensemble, fit into a request in smaller parts only.
        if (!isTooLarge(error) || size === 1) throw error;
        size = Math.ceil(size / 4);
      }
      onpart();
    }
  };
  return {
    get done() {
      return predictions.length;
    },
    total: rows.length,
    run,
    bad: () => [...reasons].map(([row, reason]) => ({ line: rows[row].line, reason })),
    csv: () => withPredictions(header, rows, predictions, reasons),
  };
}

// Helpers ----

/** A prediction of another row would be worse than none. */
function checkLength(/** @type {Answer} */ { predictions }, /** @type {number} */ count) {
  if (predictions.length === count) return;
  throw new Error(`The service answered ${predictions.length} predictions for ${count} rows`);
}

/** @param {number} start @param {number} end Not one of them. */
function indexesFrom(start, end) {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

/** @param {unknown} error */
function isTooLarge(error) {
  return error instanceof ServiceError && error.reason === 413;
}

/**
 * Adds to `reasons` why each row has no prediction. An answer lists its first 100 errors: the rows
 * that it leaves out are asked for again, until all or enough are explained.
 * @param {Answer} answer
 * @param {number[]} indexes Of its rows, in the file.
 * @param {(indexes: number[]) => Promise<Answer>} ask
 * @param {Map<number, string>} reasons
 */
async function explainAll(answer, indexes, ask, reasons) {
  let [current, rows] = [answer, indexes];
  for (;;) {
    const listed = reasonsOf(current);
    const open = rows.filter((_, i) => current.predictions[i] === null && !listed.has(i));
    for (const [i, reason] of listed) reasons.set(rows[i], reason);
    const isAll = (current.error_count ?? 0) <= (current.errors ?? []).length;
    if (isAll || listed.size === 0 || reasons.size >= EXPLAINED) {
      for (const row of open) reasons.set(row, isAll ? NO_VALUE : "Its values do not fit.");
      return;
    }
    if (open.length === 0) return;
    rows = open;
    current = await ask(open);
  }
}

/** Sentences by the row in the request; a row may have several. @param {Answer} answer */
function reasonsOf({ errors = [] }) {
  /** @type {Map<number, string>} */
  const reasons = new Map();
  for (const { pointer, detail } of errors) {
    const row = Number(/^#\/(\d+)/.exec(pointer)?.[1]);
    reasons.set(row, [reasons.get(row), detail].filter(Boolean).join(" "));
  }
  return reasons;
}

/**
 * The file as it goes home: its own columns first, and no name twice.
 * @param {string[]} header
 * @param {Line[]} rows
 * @param {(Prediction | SideBySide)[]} predictions
 * @param {Map<number, string>} reasons
 */
function withPredictions(header, rows, predictions, reasons) {
  const columns = predictions.map(columnsOf);
  const names = [...new Set(columns.flatMap(Object.keys))];
  // Of a file in which every row is bad.
  if (names.length === 0) names.push("prediction");
  const added = [...names, ...(reasons.size > 0 ? ["error"] : [])];
  const free = added.map((name) => (header.includes(name) ? `predicted_${name}` : name));
  const lines = predictions.map((_, i) => {
    const cells = names.map((name) => columns[i][name] ?? null);
    return [...rows[i].cells, ...cells, ...(reasons.size > 0 ? [reasons.get(i) ?? ""] : [])];
  });
  return writeCsv([[...header, ...free], ...lines]);
}

/** @typedef {Record<string, string | number | null>} Columns */

/**
 * The columns that the service itself would write (csv_answer() in modelservice): people may ask
 * it for CSV instead, and get the same.
 * @param {Prediction | SideBySide} prediction
 * @returns {Columns}
 */
function columnsOf(prediction) {
  if (prediction === null) return {};
  if (typeof prediction !== "object") return { prediction };
  if (isClassification(prediction)) return classColumns(prediction);
  if (isSurvival(prediction)) {
    return { median: prediction.median, ...numbered("survival", prediction.survival) };
  }
  if (isQuantiles(prediction)) return numbered("quantile", prediction.quantiles);
  // An interval's value, lower and upper, several outcomes, or the prediction of each member.
  const entries = Object.entries(/** @type {SideBySide} */ (prediction));
  return Object.fromEntries(entries.map(([name, value]) => [name, plainCell(value)]));
}

/** @param {string} prefix @param {Record<string, number | null>} named @returns {Columns} */
function numbered(prefix, named) {
  return Object.fromEntries(pointsOf(named).map(({ name, value }) => [`${prefix}_${name}`, value]));
}

/** @param {Classification} prediction @returns {Columns} */
function classColumns({ label, probability, probabilities = {} }) {
  const each = Object.entries(probabilities).map(([name, p]) => [`probability_${name}`, p]);
  const first = probability === undefined ? { label } : { label, probability };
  return { ...first, ...Object.fromEntries(each) };
}

/** A member's classification as its label. @param {Prediction} prediction */
function plainCell(prediction) {
  if (prediction === null || typeof prediction === "number") return prediction;
  if (isClassification(prediction)) return prediction.label;
  return isInterval(prediction) ? prediction.value : null;
}
