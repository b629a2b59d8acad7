// A curve that is an answer itself: survival over time, or a forecast.

/** @import { Curve } from "./curve_words.js" */

import { drawCurve } from "./curve.js";
import { h } from "./dom.js";
import { notice } from "./notice.js";

/**
 * A place for the curve, which it fills when the library is there.
 * @param {Curve} curve
 */
export function curveFigure(curve) {
  const stage = h("div", { class: "answer-curve" });
  // The curve takes the width of its place, which is in the page after this task.
  const draw = () =>
    Promise.resolve()
      .then(() => drawCurve(stage, curve))
      .catch((error) => stage.replaceChildren(notice(error, draw)));
  draw();
  return stage;
}
