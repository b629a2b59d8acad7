// What each member of an ensemble said.

import { barList } from "./bars.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";

/**
 * @param {any} card
 * @param {{members: Record<string, any[] | null>}} answer
 * @returns {import("./answer.js").Shown}
 */
export function members(card, answer) {
  const said = Object.entries(answer.members);
  const values = said
    .map(([, predictions]) => predictions?.[0])
    .filter((v) => typeof v === "number");
  const most = Math.max(0, ...values.map(Math.abs));
  const bars = said.map(([name, predictions]) => {
    const first = predictions?.[0] ?? null;
    return { label: name, share: lengthOf(first, most), text: textOf(first) };
  });
  return {
    headline: `${said.length} answers`,
    sentence: "The members are not combined.",
    details: [
      h("h3", {}, `Its members${how(card.combine)}`),
      barList(bars, "The members' answers"),
    ],
  };
}

// Helpers ----

/** @param {string} combine */
function how(combine) {
  return combine === "none" ? "" : `, of which it gives the ${combine}`;
}

/** @param {any} prediction @param {number} most */
function lengthOf(prediction, most) {
  if (typeof prediction === "number") return Math.abs(prediction) / (most || 1);
  return prediction?.probability ?? 0;
}

/** @param {any} prediction */
function textOf(prediction) {
  if (prediction === null) return "no answer";
  if (typeof prediction === "number") return number(prediction);
  if (prediction.probability === undefined) return prediction.label ?? number(prediction.value);
  return `${prediction.label}, ${percent(prediction.probability)}`;
}
