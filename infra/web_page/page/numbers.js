// Options that are numbers of people's own, as text: what is wrong with one, and what it takes.

/** @import { Choice, NumberChoice, NumbersChoice } from "./types.js" */

/**
 * A sentence where a text is not what an option takes, else an empty one.
 * @param {string} text
 * @param {Choice} choice
 */
export function refusalOf(text, choice) {
  if (!isFree(choice)) return "";
  const isList = choice.type === "array";
  const numbers = numbersIn(text);
  const item = isList ? choice.items : choice;
  const most = isList ? (choice.maxItems ?? Infinity) : 1;
  const isGood = numbers.length <= most && numbers.every((number) => fits(number, item));
  if (numbers.length === 0 || !isGood) return `Give ${wordsOf(choice)}.`;
  return new Set(numbers).size === numbers.length ? "" : "Give each number once.";
}

/** What an option takes, in words: "numbers with commas between them, not below 0". */
export function wordsOf(/** @type {NumberChoice | NumbersChoice} */ choice) {
  const isList = choice.type === "array";
  const item = isList ? choice.items : choice;
  const whole = item.type === "integer" ? "whole " : "";
  const noun = isList ? `${whole}numbers with commas between them` : `a ${whole}number`;
  return [noun, ...boundsOf(item)].join(", ");
}

/** @param {Choice | undefined} choice @returns {choice is NumberChoice | NumbersChoice} */
export function isFree(choice) {
  return typeof choice === "object" && !Array.isArray(choice);
}

/** The texts to choose from. @param {Choice | undefined} choice */
export function valuesOf(choice) {
  return choice === undefined || isFree(choice) ? [] : [choice].flat();
}

/** The numbers of a text; NaN of what is not one. @param {string} text */
export function numbersIn(text) {
  const parts = text.trim().split(/[\s,;]+/);
  return parts.filter((part) => part !== "").map(Number);
}

// Helpers ----

/** @param {number} number @param {NumberChoice} item */
function fits(number, item) {
  return (
    Number.isFinite(number) &&
    (item.type !== "integer" || Number.isInteger(number)) &&
    number >= (item.minimum ?? -Infinity) &&
    number <= (item.maximum ?? Infinity) &&
    number > (item.exclusiveMinimum ?? -Infinity) &&
    number < (item.exclusiveMaximum ?? Infinity) &&
    (item.enum?.includes(number) ?? true)
  );
}

/** @param {NumberChoice} item */
function boundsOf(item) {
  // A bound that only says what R can count is not worth a word.
  const most = Math.abs(item.maximum ?? Infinity) < 1e12 ? item.maximum : undefined;
  const bounds = [
    ["not below", item.minimum],
    ["above", item.exclusiveMinimum],
    ["not above", most],
    ["below", item.exclusiveMaximum],
    ["each one of", item.enum?.join(", ")],
  ];
  return bounds.filter(([, bound]) => bound !== undefined).map((pair) => pair.join(" "));
}
