// Several outcomes: a number for each, as a small table.

/**
 * @import { View } from "./answer.js"
 * @import { Prediction, SideBySide } from "./types.js"
 */

import { h } from "./dom.js";
import { number, plural } from "./format.js";

/**
 * @param {string[]} names Of the outcomes, in the order of the model.
 * @param {NonNullable<Prediction | SideBySide>} prediction
 * @returns {View}
 */
export function outcomes(names, prediction) {
  const values = new Map(Object.entries(prediction));
  const texts = names.map((name) => /** @type {const} */ ([name, textOf(values.get(name))]));
  return {
    headline: plural(names.length, "outcome"),
    sentence: `${texts.map(([name, text]) => `${name} is ${text}`).join(", ")}.`,
    details: [table(texts)],
  };
}

// Helpers ----

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "number" ? number(value) : "not known";
}

/** @param {(readonly [string, string])[]} texts Each outcome with its number. */
function table(texts) {
  const rows = texts.map(([name, text]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, text)),
  );
  const head = ["Outcome", "Prediction"].map((text) => h("th", { scope: "col" }, text));
  return h(
    "table",
    { class: "cells outcomes" },
    h("thead", {}, h("tr", {}, ...head)),
    h("tbody", {}, ...rows),
  );
}
