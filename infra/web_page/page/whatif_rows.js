// What-if as data: the rows that one request asks for, and what it answers as series.

/**
 * @typedef {import("./schema.js").Feature} Feature
 * @typedef {import("./schema.js").Row} Row
 * @typedef {{label: string, values: (number | null)[], low?: (number | null)[], high?: (number | null)[]}} Series
 */

export const POINTS = 60;

/** Those that a curve or bars can be drawn of. @param {Feature[]} features */
export function drawable(features) {
  return features.filter(({ kind, range }) => range || kind === "level" || kind === "boolean");
}

/**
 * The values that the feature takes: across its range, the form's own among them, or every level.
 * @param {Feature} feature @param {unknown} now
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
 * Columns, the fast way for many rows: all as the form has it but the one feature.
 * @param {Row} row @param {Feature} feature @param {import("./schema.js").Value[]} values
 */
export function bodyOf(row, feature, values) {
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  const columns = Object.fromEntries(given.map(([name, value]) => [name, values.map(() => value)]));
  return JSON.stringify({ inputs: { ...columns, [feature.name]: values } });
}

/**
 * The answer as lines: the prediction and its interval, or the probability of each label.
 * @param {any} card @param {any} answer @returns {Series[]}
 */
export function seriesOf(card, answer) {
  if (card.combine === "none") {
    const members = Object.entries(answer.members ?? {});
    return members.flatMap(([name, list]) =>
      isNumbers(list) ? [{ label: name, values: list }] : [],
    );
  }
  const first = answer.predictions.find((/** @type {any} */ item) => item !== null);
  if (first === undefined) return [];
  if (card.task === "regression") return [numbers(answer.predictions)];
  return probabilities(card, first, answer.predictions);
}

// Helpers ----

/** @param {any} list @returns {list is number[]} */
function isNumbers(list) {
  return Array.isArray(list) && list.every((item) => typeof item === "number");
}

/** @param {any[]} predictions @returns {Series} */
function numbers(predictions) {
  const label = "prediction";
  if (!predictions.some((item) => typeof item === "object" && item !== null)) {
    return { label, values: predictions };
  }
  const part = (/** @type {string} */ name) => predictions.map((item) => item?.[name] ?? null);
  return { label, values: part("value"), low: part("lower"), high: part("upper") };
}

/** Of a binary model the event alone: the other label's is the rest. @returns {Series[]} */
function probabilities(
  /** @type {any} */ card,
  /** @type {any} */ first,
  /** @type {any[]} */ predictions,
) {
  const labels = Object.keys(first.probabilities ?? {});
  const shown = card.task === "binary" ? labels.slice(1) : labels;
  return shown.map((label) => ({
    label,
    values: predictions.map((item) => item?.probabilities[label] ?? null),
  }));
}
