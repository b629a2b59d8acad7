// Survival: the median time, the curve, and the probability at each time.

/**
 * @import { View } from "./answer.js"
 * @import { Survival } from "./types.js"
 */

import { curveFigure } from "./answer_curve.js";
import { numberTable } from "./answer_table.js";
import { number, percent } from "./format.js";
import { survivalCurve } from "./shapes.js";
import { pointsOf } from "./prediction.js";

/**
 * @param {Survival} prediction
 * @returns {View}
 */
export function survival(prediction) {
  const { median } = prediction;
  const texts = pointsOf(prediction.survival).map(({ at, value }) => [number(at), shareText(value)]);
  return {
    headline: median === null ? "No median" : `Median ${number(median)}`,
    sentence: sentence(prediction),
    details: [curve(prediction), numberTable(["Time", "Survival"], texts, "Survival at times")],
  };
}

/**
 * What the numbers mean, in words.
 * @param {Survival} prediction
 */
export function sentence({ median, survival: shares }) {
  const middle =
    median === null
      ? "The model's curve does not fall to 50 %, so that there is no median."
      : `Of 100 cases like this one, half survive beyond ${number(median)}.`;
  const known = pointsOf(shares).filter(({ value }) => value !== null);
  const last = known[known.length - 1];
  if (!last) return middle;
  return `${middle} The probability to survive ${number(last.at)} is ${shareText(last.value)}.`;
}

// Helpers ----

/** @param {number | null} share */
function shareText(share) {
  return share === null ? "not known" : percent(share);
}

/** @param {Survival} prediction */
function curve(prediction) {
  const { times, shares } = survivalCurve(prediction);
  const { median } = prediction;
  return curveFigure({
    feature: { name: "time" },
    values: times,
    series: [{ label: "survival", values: shares }],
    isShare: true,
    now: median,
    rest: median === null ? "The curve has no median." : `The median is ${number(median)}.`,
  });
}
