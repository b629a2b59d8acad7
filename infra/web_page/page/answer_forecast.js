// A forecast: the first step, and a line with its band over all of them.

/**
 * @import { View } from "./answer.js"
 * @import { Curve } from "./curve_words.js"
 * @import { Card, Step } from "./types.js"
 */

import { curveFigure } from "./answer_curve.js";
import { numberTable } from "./answer_table.js";
import { number, percent, plural } from "./format.js";

/**
 * @param {Card} card
 * @param {Step[]} steps One or more.
 * @param {Record<string, string>} options `level` of the request.
 * @returns {View}
 */
export function forecast(card, steps, options) {
  const level = options.level ?? levelOf(card);
  const hasBand = steps.some(hasEnds);
  const texts = steps.map(({ time, value, lower = null, upper = null }) => {
    const cells = hasBand ? [value, lower, upper] : [value];
    return [String(time), ...cells.map(text)];
  });
  const heads = ["Time", "Forecast", ...(hasBand ? ["Lower", "Upper"] : [])];
  const curve = steps.length > 1 ? [curveFigure(curveOf(steps, level))] : [];
  return {
    headline: text(steps[0].value),
    sentence: sentence(steps, level),
    details: [...curve, numberTable(heads, texts, "Forecast")],
  };
}

/** @param {Step[]} steps @param {string} level */
export function sentence(steps, level) {
  const [first] = steps;
  const last = steps[steps.length - 1];
  const { lower, upper } = first;
  const start = `This is the forecast for ${first.time}.`;
  const ends =
    hasEnds(first) && lower !== null && upper !== null
      ? [`The ${percent(Number(level))} interval is ${text(lower)} to ${text(upper)}.`]
      : [];
  const end = `After ${plural(steps.length, "step")}, for ${last.time}, it is ${text(last.value)}.`;
  return [start, ...ends, ...(steps.length > 1 ? [end] : [])].join(" ");
}

/**
 * The steps from left to right, each called by its time.
 * @param {Step[]} steps
 * @param {string} level
 * @returns {Curve}
 */
export function curveOf(steps, level) {
  const band = {
    label: percent(Number(level)),
    low: steps.map(({ lower = null }) => lower),
    high: steps.map(({ upper = null }) => upper),
  };
  const values = steps.map(({ value }) => value);
  return {
    feature: { name: "time" },
    values: steps.map((_, at) => at + 1),
    labels: steps.map(({ time }) => String(time)),
    series: [{ label: "forecast", values, ...(steps.some(hasEnds) && { bands: [band] }) }],
    isShare: false,
    now: null,
    rest: `These are ${plural(steps.length, "step")}.`,
  };
}

// Helpers ----

/** @param {Step} step */
function hasEnds({ lower = null, upper = null }) {
  return lower !== null || upper !== null;
}

/** The level that the model has of itself. @param {Card} card */
function levelOf({ choices }) {
  const level = choices?.level;
  const isNumber = typeof level === "object" && "default" in level;
  return String(isNumber ? level.default : 0.95);
}

/** @param {number | null | undefined} value */
function text(value) {
  return typeof value === "number" ? number(value) : "not known";
}
