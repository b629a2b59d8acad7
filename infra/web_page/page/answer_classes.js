// A classification: the label in words, and a bar of probability for each.

import { barList } from "./bars.js";
import { percent } from "./format.js";

/**
 * @param {any} card
 * @param {{label: string, probability?: number, probabilities?: Record<string, number>}} prediction
 * @returns {import("./answer.js").Shown}
 */
export function classes(card, prediction) {
  const { label, probability, probabilities } = prediction;
  if (probability === undefined || !probabilities) {
    return { headline: label, sentence: "This model gives no probabilities.", details: [] };
  }
  const shares = Object.entries(probabilities);
  const details = [barList(bars(card, shares, label), "Probabilities")];
  if (card.task === "binary" && shares.length === 2) return { ...chance(shares), details };
  return {
    headline: label,
    sentence: `${capital(certainty(probability))}, ${percent(probability)}.`,
    details,
  };
}

/** Of the second label, which is the event that a binary model is about. */
export function chance(/** @type {[string, number][]} */ shares) {
  const [label, share] = shares[1];
  const [other] = shares[0];
  const often = Math.round(share * 100);
  return {
    headline: `${capital(certainty(share))} ${spoken(label)}, ${percent(share)}`,
    sentence: `Of 100 cases like this one, about ${often} would be ${spoken(label)} and ${100 - often} ${spoken(other)}.`,
  };
}

// Helpers ----

/** @param {number} share */
function certainty(share) {
  const words = [
    [0.97, "almost certainly"],
    [0.85, "very likely"],
    [0.6, "likely"],
    [0.4, "perhaps"],
    [0.15, "unlikely"],
    [0.03, "very unlikely"],
  ];
  const found = words.find(([least]) => share >= Number(least));
  return String(found ? found[1] : "almost certainly not");
}

/** A label that is no word stands in quotes. @param {string} label */
function spoken(label) {
  return /^\p{L}[\p{L} -]*$/u.test(label) ? label : `“${label}”`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The likeliest first; of a binary model the event. */
function bars(
  /** @type {any} */ card,
  /** @type {[string, number][]} */ shares,
  /** @type {string} */ label,
) {
  const sorted =
    card.task === "binary" ? [...shares].reverse() : [...shares].sort((a, b) => b[1] - a[1]);
  return sorted.map(([name, share]) => ({
    label: name,
    share,
    text: percent(share),
    marked: name === label,
  }));
}
