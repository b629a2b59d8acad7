// A card's input schema as the features that the form, the curve and the files have.

/**
 * @typedef {object} Feature
 * @property {string} name
 * @property {"number" | "level" | "boolean" | "date" | "datetime" | "text"} kind
 * @property {string[]} levels Of kind "level".
 * @property {boolean} nullable Whether it may be left empty.
 * @property {{minimum: number, maximum: number} | null} range Where the model was fitted.
 * @property {number} decimals As many as a hundredth of the range has.
 *
 * @typedef {string | number | boolean | null} Value
 * @typedef {Record<string, Value | undefined>} Row What is missing is undefined.
 */

/** @param {any} card @returns {Feature[]} */
export function featuresOf(card) {
  return Object.entries(card.input_schema.properties).map(([name, property]) => {
    const range = rangeOf(property);
    const whole = isWhole(range, card.example?.[name], card.training_summary?.[name]);
    return {
      name,
      kind: kindOf(property),
      levels: levelsOf(property),
      nullable: typesOf(property).includes("null"),
      range,
      decimals: !range || whole ? 0 : decimalsOf(range.maximum - range.minimum),
    };
  });
}

/** What the example gives, only of the features. @param {Feature[]} features @param {any} example */
export function exampleRow(features, example = {}) {
  return Object.fromEntries(features.map(({ name }) => [name, example?.[name]]));
}

/** A row as the service reads it: what is undefined is not sent. @param {Row} row */
export function asJson(row) {
  return JSON.stringify(row);
}

/** @param {Feature} feature @param {number} value */
export function isOutside({ range }, value) {
  return range !== null && (value < range.minimum || value > range.maximum);
}

// Helpers ----

/** @param {any} property @returns {string[]} */
function typesOf(property) {
  return [property.type].flat();
}

/** @param {any} property @returns {Feature["kind"]} */
function kindOf(property) {
  if (levelsOf(property).length > 0) return "level";
  if (property.format === "date") return "date";
  if (property.format === "date-time") return "datetime";
  const types = typesOf(property);
  if (types.includes("boolean")) return "boolean";
  return types.includes("string") ? "text" : "number";
}

/** A level that looks like a number is there as text, too. @param {any} property */
function levelsOf(property) {
  return (property.enum ?? []).filter((/** @type {unknown} */ level) => typeof level === "string");
}

/** @param {any} property */
function rangeOf(property) {
  const range = property["x-training-range"];
  return range && range.minimum < range.maximum ? range : null;
}

/** @param {Feature["range"]} range @param {unknown} example @param {any} summary */
function isWhole(range, example, summary) {
  const quantiles = ["0%", "25%", "50%", "75%", "100%"].map((at) => summary?.quantiles?.[at] ?? 0);
  return [range?.minimum, range?.maximum, example, ...quantiles].every(Number.isInteger);
}

/** @param {number} width */
function decimalsOf(width) {
  return Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(width))));
}
