// What if one feature were another? One request for each settled change; the answer is a curve,
// or a bar for each level.

/**
 * @import { Curve } from "./curve_words.js"
 * @import { Feature } from "./schema.js"
 * @import { Session } from "./session.js"
 * @import { Card, Value } from "./types.js"
 * @import { Series } from "./whatif_rows.js"
 */

import { isAbort } from "./api.js";
import { barList } from "./bars.js";
import { drawCurve } from "./curve.js";
import { whenSettled } from "./debounce.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { notice } from "./notice.js";
import { ServiceError } from "./problems.js";
import { isRegression } from "./types.js";
import { bodyOf, drawable, seriesOf, valuesOf } from "./whatif_rows.js";

// Milliseconds. Longer than the prediction's own pause: that one is looked at first, and sixty
// rows cost the service more.
const PAUSE = 350;

/**
 * What is drawn: `values` that the feature takes, the series over them, and the form's own value.
 * @typedef {object} WhatIf
 * @property {Feature} feature
 * @property {Value[]} values
 * @property {Series[]} series
 * @property {Card} card
 * @property {Value | undefined} now
 */

/**
 * Hides `root` where the model has no feature that could be drawn.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountWhatIf(root, session) {
  const { store, card, api } = session;
  const features = drawable(session.features);
  root.hidden = features.length === 0;
  if (root.hidden) return root.replaceChildren();
  const select = picker(features);
  const stage = h("div", { class: "stage" });
  let current = new AbortController();
  const draw = async () => {
    current.abort();
    current = new AbortController();
    const feature = features[select.selectedIndex];
    const { values: row, options } = store.get();
    const now = row[feature.name];
    const values = valuesOf(feature, now);
    const signal = AbortSignal.any([current.signal, session.signal]);
    try {
      const body = bodyOf(row, feature, values);
      const answer = await api.predict(card.name, body, { signal, query: options });
      await show(stage, { feature, values, series: seriesOf(card, answer), card, now });
    } catch (error) {
      if (!isAbort(error)) stage.replaceChildren(trouble(error, draw));
    }
  };
  const { later } = whenSettled(draw, PAUSE, session.signal);
  select.addEventListener("change", draw);
  root.replaceChildren(
    h(
      "div",
      { class: "what-if-head" },
      h("h2", {}, h("label", { for: "what-if-feature" }, "What if")),
      select,
      "changes?",
    ),
    stage,
  );
  store.watch(["values", "options"], later);
}

// Helpers ----

/** @param {Feature[]} features */
function picker(features) {
  const options = features.map(({ name }) => h("option", { value: name }, name));
  return h("select", { id: "what-if-feature" }, ...options);
}

/** @param {HTMLElement} stage @param {WhatIf} whatIf */
async function show(stage, whatIf) {
  const { feature, series } = whatIf;
  if (series.length === 0) {
    const text = "The answers of this model cannot be drawn.";
    return stage.replaceChildren(h("p", { class: "empty" }, text));
  }
  // A feature with a range takes numbers (valuesOf).
  if (feature.range) return drawCurve(stage, /** @type {Curve} */ (whatIf));
  return stage.replaceChildren(...series.map((each) => levelBars(whatIf, each)));
}

/** @param {WhatIf} whatIf @param {Series} series */
function levelBars({ feature, values, card, now }, { label, values: answers }) {
  const isNumber = isRegression(card);
  const most = Math.max(...answers.map((answer) => Math.abs(answer ?? 0)), Number.MIN_VALUE);
  const bars = values.map((value, at) => {
    const answer = answers[at];
    const text = answer === null ? "no answer" : isNumber ? number(answer) : percent(answer);
    const share = isNumber ? Math.abs(answer ?? 0) / most : (answer ?? 0);
    return { label: String(value), share, text, marked: String(value) === String(now) };
  });
  const name = `${isNumber ? label : `probability of ${label}`}, by ${feature.name}`;
  return h("div", {}, h("h3", {}, name), barList(bars, name));
}

/**
 * A wrong field is marked where it is; here it needs no alarm.
 * @param {unknown} error
 * @param {() => void} draw
 */
function trouble(error, draw) {
  if (error instanceof ServiceError && error.reason === 422) {
    return h("p", { class: "empty" }, "The curve appears when all other fields are right.");
  }
  return notice(error, draw);
}
