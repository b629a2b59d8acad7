// A card's input schema as the features that the form, the curve and the files have.

/** @import { Card, ColumnSchema, Row, Summary, TrainingRange, Value } from "./types.js" */

import { isNumberSummary } from "./types.js";

/**
 * One input of the model, in the order of the schema.
 * @typedef {object} Feature
 * @property {string} name Of the column.
 * @property {string} title What it is, in words; an empty text where the card does not say.
 * @property {string} help A sentence about it, or an empty text.
 * @property {string} unit Of its numbers, or an empty text.
 * @property {boolean} optional Whether a record may leave it out: then it is `preset`.
 * @property {Value | undefined} preset The default of an optional column.
 * @property {"number" | "level" | "boolean" | "date" | "datetime" | "text"} kind
 * @property {string[]} levels Of kind "level"; of any other an empty list.
 * @property {boolean} nullable Whether it may be left empty: the model imputes it.
 * @property {TrainingRange | null} range Where the model was fitted; null where that is not known
 *   or a single value.
 * @property {boolean} whole Whether the service refuses fractions.
 * @property {number} decimals As many as a hundredth of the range has: a slider that moves by less
 *   would write digits that nobody chose.
 */

/** @param {Card} card @returns {Feature[]} */
export function featuresOf(card) {
  const { properties, required } = card.input_schema;
  return Object.entries(properties).map(([name, column]) => {
    const range = rangeOf(column);
    const whole = typesOf(column).includes("integer");
    const seemsWhole = isWhole(range, card.example?.[name], card.training_summary?.[name]);
    return {
      name,
      title: column.title ?? "",
      help: column.description ?? "",
      unit: column["x-unit"] ?? "",
      optional: required !== undefined && !required.includes(name),
      preset: column.default,
      kind: kindOf(column),
      levels: levelsOf(column),
      nullable: typesOf(column).includes("null"),
      range,
      whole,
      decimals: !range || whole || seemsWhole ? 0 : decimalsOf(range.maximum - range.minimum),
    };
  });
}

/** A feature in a line of text: "rooms per dwelling (rm)". @param {Feature} feature */
export function captionOf({ name, title }) {
  return title ? `${title} (${name})` : name;
}

/**
 * What the example gives, only of the features; where it gives nothing, the default of an optional
 * column, else undefined.
 * @param {Feature[]} features
 * @param {Record<string, Value>} [example]
 * @returns {Row}
 */
export function exampleRow(features, example = {}) {
  return Object.fromEntries(features.map(({ name, preset }) => [name, example[name] ?? preset]));
}

/**
 * Whether the model was fitted on no value as low or as high: it answers, but it extrapolates.
 * @param {Feature} feature
 * @param {number} value
 */
export function isOutside({ range }, value) {
  return range !== null && (value < range.minimum || value > range.maximum);
}

// Helpers ----

/** @param {ColumnSchema} column */
function typesOf({ type }) {
  return [type].flat();
}

/** @param {ColumnSchema} column @returns {Feature["kind"]} */
function kindOf(column) {
  if (levelsOf(column).length > 0) return "level";
  if (column.format === "date") return "date";
  if (column.format === "date-time") return "datetime";
  const types = typesOf(column);
  if (types.includes("boolean")) return "boolean";
  return types.includes("string") ? "text" : "number";
}

/** A level that looks like a number is there as text, too: once is enough to choose from. */
function levelsOf(/** @type {ColumnSchema} */ column) {
  return (column.enum ?? []).filter((level) => typeof level === "string");
}

/** @param {ColumnSchema} column */
function rangeOf(column) {
  const range = column["x-training-range"];
  return range && range.minimum < range.maximum ? range : null;
}

/**
 * Whether the column seems to hold whole numbers: the schema's type is "number" for most of those,
 * since R's predict() takes both. The 5 % and 95 % quantiles are left out, for R interpolates them.
 * @param {TrainingRange | null} range
 * @param {Value | undefined} example
 * @param {Summary | undefined} summary
 */
function isWhole(range, example, summary) {
  const known = isNumberSummary(summary) ? summary.quantiles : {};
  const quantiles = ["0%", "25%", "50%", "75%", "100%"].map((at) => known[at] ?? 0);
  return [range?.minimum, range?.maximum, example, ...quantiles].every(Number.isInteger);
}

/** @param {number} width */
function decimalsOf(width) {
  return Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(width))));
}
