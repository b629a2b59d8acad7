// Several outcomes: a number for each, as a small table.

/**
 * @import { View } from "./answer.js"
 * @import { Prediction, SideBySide } from "./types.js"
 */

import { numberTable } from "./answer_table.js";
import { number, plural } from "./format.js";

/**
 * @param {string[]} names Of the outcomes, in the order of the model.
 * @param {NonNullable<Prediction | SideBySide>} prediction
 * @returns {View}
 */
export function outcomes(names, prediction) {
  const values = new Map(Object.entries(prediction));
  const texts = names.map((name) => [name, textOf(values.get(name))]);
  return {
    headline: plural(names.length, "outcome"),
    sentence: `${texts.map(([name, text]) => `${name} is ${text}`).join(", ")}.`,
    details: [numberTable(["Outcome", "Prediction"], texts, "Outcomes")],
  };
}

// Helpers ----

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "number" ? number(value) : "not known";
}
