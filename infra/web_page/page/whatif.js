// What if one feature were another? One request for each settled change; the answer is a curve,
// or a bar for each level.

/**
 * @import { Curve } from "./curve_words.js"
 * @import { Feature } from "./schema.js"
 * @import { Session } from "./session.js"
 * @import { Value } from "./types.js"
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
import { captionOf } from "./schema.js";
import { outcomesOf } from "./types.js";
import { bodyOf, drawable, isShares, seriesOf, valuesOf } from "./whatif_rows.js";

// Milliseconds. Longer than the prediction's own pause: that one is looked at first, and sixty
// rows cost the service more.
const PAUSE = 350;

/**
 * What is drawn: `values` that the feature takes, the series over them, and the form's own value.
 * @typedef {object} WhatIf
 * @property {Feature} feature
 * @property {Value[]} values
 * @property {Series[]} series
 * @property {boolean} isShare Whether the series are probabilities.
 * @property {Value | undefined} now
 */

/**
 * Hides `root` where the model has no feature that could be drawn.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountWhatIf(root, session) {
  const { store, card, api } = session;
  const features = drawable(session.features, card);
  root.hidden = features.length === 0;
  if (root.hidden) return root.replaceChildren();
  const select = picker("what-if-feature", features.map(optionOf));
  const outcome = outcomePicker(outcomesOf(card));
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
      const all = seriesOf(card, answer);
      const series = outcome ? all.filter(({ label }) => label === outcome.value) : all;
      await show(stage, { feature, values, series, isShare: isShares(answer), now });
    } catch (error) {
      if (!isAbort(error)) stage.replaceChildren(trouble(error, draw));
    }
  };
  const { later } = whenSettled(draw, PAUSE, session.signal);
  select.addEventListener("change", draw);
  outcome?.addEventListener("change", draw);
  root.replaceChildren(
    h(
      "div",
      { class: "what-if-head" },
      h("h2", {}, h("label", { for: "what-if-feature" }, "What if")),
      select,
      "changes?",
      outcome,
    ),
    stage,
  );
  store.watch(["values", "options"], later);
}

// Helpers ----

/** @param {string} id @param {{value: string, text: string}[]} options @param {string} [label] */
function picker(id, options, label) {
  const elements = options.map(({ value, text }) => h("option", { value }, text));
  return h("select", { id, "aria-label": label }, ...elements);
}

/** @param {Feature} feature */
function optionOf(feature) {
  return { value: feature.name, text: captionOf(feature) };
}

/** One outcome is drawn at a time: each has its own unit. @param {string[]} outcomes */
function outcomePicker(outcomes) {
  if (outcomes.length < 2) return null;
  const options = outcomes.map((name) => ({ value: name, text: name }));
  return picker("what-if-outcome", options, "Outcome");
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
function levelBars({ feature, values, isShare, now }, { label, values: answers, bands = [] }) {
  const most = Math.max(...answers.map((answer) => Math.abs(answer ?? 0)), Number.MIN_VALUE);
  const widest = bands.find((band) => band.label !== undefined);
  const bars = values.map((value, at) => {
    const answer = answers[at];
    const share = isShare ? (answer ?? 0) : Math.abs(answer ?? 0) / most;
    const [low, high] = [widest?.low[at] ?? null, widest?.high[at] ?? null];
    const ends = low === null || high === null ? "" : ` (${number(low)} to ${number(high)})`;
    const text = answer === null ? "no answer" : isShare ? percent(answer) : number(answer) + ends;
    return { label: String(value), share, text, marked: String(value) === String(now) };
  });
  const name = `${isShare ? `probability of ${label}` : label}, by ${feature.name}`;
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
