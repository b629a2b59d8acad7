// What if one feature were another? One request a settled change, a curve or a bar a level.

import { isAbort } from "./api.js";
import { barList } from "./bars.js";
import { drawCurve } from "./chart.js";
import { whenSettled } from "./debounce.js";
import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { notice } from "./notice.js";
import { ServiceError } from "./problems.js";
import { bodyOf, drawable, seriesOf, valuesOf } from "./whatif_rows.js";

/**
 * @typedef {import("./schema.js").Feature} Feature
 * @typedef {import("./whatif_rows.js").Series} Series
 */

/**
 * @param {HTMLElement} root
 * @param {import("./session.js").Session} session
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
  const { later } = whenSettled(draw, 350, session.signal);
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

/**
 * @param {HTMLElement} stage
 * @param {{feature: Feature, values: any[], series: Series[], card: any, now: any}} what
 */
async function show(stage, what) {
  if (what.series.length === 0) {
    return stage.replaceChildren(h("p", { class: "empty" }, "This model gives nothing to draw."));
  }
  if (what.feature.range) return drawCurve(stage, what);
  return stage.replaceChildren(...what.series.map((series) => levelBars(what, series)));
}

/** @param {{feature: Feature, values: any[], card: any, now: any}} what @param {Series} series */
function levelBars({ feature, values, card, now }, { label, values: answers }) {
  const isNumber = card.task === "regression";
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

/** @param {unknown} error @param {() => void} draw */
function trouble(error, draw) {
  if (error instanceof ServiceError && error.reason === 422) {
    return h("p", { class: "empty" }, "The curve comes when all other fields fit.");
  }
  return notice(error, draw);
}
