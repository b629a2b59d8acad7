// What each member of an ensemble said.

/**
 * @import { View } from "./answer.js"
 * @import { Answer, Card, Prediction } from "./types.js"
 */

import { barList } from "./bars.js";
import { h } from "./dom.js";
import { number, percent, plural } from "./format.js";
import { isClassification, isInterval } from "./prediction.js";
import { isEnsemble, isUncombined } from "./types.js";

/**
 * The first prediction of every member; a member that failed has none.
 * @param {Card} card
 * @param {Answer} answer One with members.
 * @returns {View}
 */
export function members(card, answer) {
  const firsts = Object.entries(answer.members ?? {}).map(
    ([name, predictions]) => /** @type {const} */ ([name, predictions?.[0] ?? null]),
  );
  const numbers = firsts.map(([, first]) => first).filter((first) => typeof first === "number");
  const most = Math.max(0, ...numbers.map(Math.abs));
  const bars = firsts.map(([name, first]) => ({
    label: name,
    share: lengthOf(first, most),
    text: textOf(first),
  }));
  return {
    headline: plural(firsts.length, "answer"),
    sentence: "The members' answers are not combined.",
    details: [h("h3", {}, heading(card)), barList(bars, "The members' answers")],
  };
}

// Helpers ----

/** @param {Card} card */
function heading(card) {
  const isCombined = isEnsemble(card) && !isUncombined(card);
  return isCombined ? `The prediction is the ${card.combine} of these` : "The members' answers";
}

/** Numbers by the largest of them, labels by their probability. */
function lengthOf(/** @type {Prediction} */ prediction, /** @type {number} */ most) {
  if (typeof prediction === "number") return Math.abs(prediction) / (most || 1);
  return isClassification(prediction) ? (prediction.probability ?? 0) : 0;
}

/** @param {Prediction} prediction */
function textOf(prediction) {
  if (prediction === null) return "no answer";
  if (typeof prediction === "number") return number(prediction);
  if (isInterval(prediction)) return number(prediction.value ?? NaN);
  if (!isClassification(prediction)) return "no number";
  const { label, probability } = prediction;
  return probability === undefined ? label : `${label}, ${percent(probability)}`;
}
