// A classification: the label in words, and a bar of probability for each.

/**
 * @import { View } from "./answer.js"
 * @import { Card, Classification } from "./types.js"
 */

import { barList } from "./bars.js";
import { percent } from "./format.js";
import { isBinary } from "./types.js";

/**
 * @param {Card} card
 * @param {Classification} prediction
 * @returns {View}
 */
export function classes(card, prediction) {
  const { label, probability, probabilities } = prediction;
  if (probability === undefined || !probabilities) {
    return { headline: label, sentence: "This model gives no probabilities.", details: [] };
  }
  const shares = Object.entries(probabilities);
  const details = [barList(bars(card, shares, label), "Probabilities")];
  if (isBinary(card) && shares.length === 2) return { ...chance(shares), details };
  return {
    headline: label,
    sentence: `${capital(certainty(probability))}, ${percent(probability)}.`,
    details,
  };
}

/**
 * How likely the second label is, which is the event that a binary model is about: that is asked
 * also where it is the less likely one. People judge "27 of 100" better than "0.27".
 * @param {[string, number][]} shares Two labels, each with its probability.
 * @returns {{headline: string, sentence: string}}
 */
export function chance(shares) {
  const [[other], [label, share]] = shares;
  const often = Math.round(share * 100);
  const counts = `about ${often} would be ${spoken(label)} and ${100 - often} ${spoken(other)}`;
  return {
    headline: `${capital(certainty(share))} ${spoken(label)}, ${percent(share)}`,
    sentence: `Of 100 cases like this one, ${counts}.`,
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

/** A label that is not a word, such as 0 or <=50K, stands in quotes. @param {string} label */
function spoken(label) {
  return /^\p{L}[\p{L} -]*$/u.test(label) ? label : `“${label}”`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The likeliest first; of a binary model the event, so that no bar changes its place.
 * @param {Card} card
 * @param {[string, number][]} shares
 * @param {string} label The predicted one.
 */
function bars(card, shares, label) {
  const sorted = isBinary(card) ? [...shares].reverse() : [...shares].sort((a, b) => b[1] - a[1]);
  return sorted.map(([name, share]) => ({
    label: name,
    share,
    text: percent(share),
    marked: name === label,
  }));
}
