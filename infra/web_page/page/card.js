// The model card: how good it is, what it was fitted on, and which file it is.

/**
 * @import { Feature } from "./schema.js"
 * @import { Session } from "./session.js"
 * @import { Card, LevelSummary, NumberSummary, Summary } from "./types.js"
 */

import { barList } from "./bars.js";
import { drawnSpanOf, spanOf } from "./distribution.js";
import { distributionPlot } from "./distribution_plot.js";
import { button, h } from "./dom.js";
import { bytes, number, percent, plural, words } from "./format.js";
import { captionOf } from "./schema.js";
import { isEnsemble, isNumberSummary } from "./types.js";

const MOST_LEVELS = 8;

/**
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountCard(root, { card, features }) {
  root.replaceChildren(
    h("h2", {}, "The model"),
    h("dl", { class: "facts" }, ...facts(card)),
    training(card, features),
  );
}

/** One line below the title. @param {Card} card */
export function aboutLine(card) {
  const features = plural(Object.keys(card.input_schema.properties).length, "feature");
  const rows = card.training_rows ? `fitted on ${plural(card.training_rows, "row")}` : null;
  const members = isEnsemble(card) ? `${card.combine} of ${card.members.join(", ")}` : null;
  return [card.task, features, rows, members].filter(Boolean).join(" · ");
}

// Helpers ----

/** What the card says in single values; what it does not say is left out. @param {Card} card */
function facts(card) {
  const metrics = Object.entries(card.metrics ?? {}).map(([name, value]) =>
    fact(words(name), typeof value === "number" ? number(value) : value),
  );
  const { r, packages = {} } = card.versions ?? {};
  const software = [r && `R ${r}`, ...Object.entries(packages).map((pair) => pair.join(" "))];
  const shown = software.filter(Boolean).join(", ");
  return [
    ...metrics,
    ...Object.entries(card.predict_call ?? {}).map(([part, call]) =>
      fact(`${words(part)} of an answer`, h("code", {}, call)),
    ),
    ...(card.proof ? [fact("proof", PROOFS[card.proof])] : []),
    ...(shown ? [fact("fitted with", shown)] : []),
    ...(card.size ? [fact("file", bytes(card.size))] : []),
    ...(card.sha256 ? [fact("SHA-256", digest(card.sha256))] : []),
  ];
}

const PROOFS = {
  passed: "passed: a fresh R answered as the fit does",
  skipped: "skipped when the model was saved",
};

/** @param {string} name @param {Node | string} value */
function fact(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** @param {string} sha256 */
function digest(sha256) {
  const copy = button(
    "Copy",
    async () => {
      await navigator.clipboard.writeText(sha256);
      copy.textContent = "Copied";
    },
    { class: "small", "aria-label": "Copy the SHA-256" },
  );
  return h(
    "span",
    { class: "digest" },
    h("code", { title: sha256 }, `${sha256.slice(0, 12)}…`),
    copy,
  );
}

/** @param {Card} card @param {Feature[]} features */
function training(card, features) {
  const summaries = Object.entries(card.training_summary ?? {});
  if (summaries.length === 0) {
    const text = "The card does not say which data the model was fitted on.";
    return h("p", { class: "empty" }, text);
  }
  const outcome = card.outcome_summary ? [figure(outcomeOf(card), card.outcome_summary)] : [];
  const captions = new Map(features.map((feature) => [feature.name, captionOf(feature)]));
  const inputs = summaries.map(([name, summary]) => figure(name, summary, captions.get(name)));
  return h(
    "div",
    {},
    h("h3", {}, "Training data"),
    h("div", { class: "histograms" }, ...outcome, ...inputs),
  );
}

/** @param {Card} card */
function outcomeOf({ outcome }) {
  return outcome ? `${outcome} (outcome)` : "outcome";
}

/** @param {string} name @param {Summary} summary @param {string} [caption] */
function figure(name, summary, caption = name) {
  const content = isNumberSummary(summary) ? numbers(name, summary) : levels(name, summary);
  const missing = summary.missing ? `, ${summary.missing} missing` : "";
  return h("figure", {}, h("figcaption", {}, `${caption}${missing}`), ...content);
}

/** @param {string} name @param {NumberSummary} summary */
function numbers(name, summary) {
  const span = spanOf(summary);
  const [low, median, high] = [span.low, summary.quantiles["50%"], span.high].map(number);
  const label = `${name}: from ${low} to ${high}, and half of the values are below ${median}`;
  const ends = h(
    "p",
    { class: "ends" },
    h("span", {}, low),
    h("span", {}, `median ${median}`),
    h("span", {}, high),
  );
  return [distributionPlot(summary, label, drawnSpanOf(summary)), ends];
}

/** In their own order, or, of many, the most frequent ones. */
function levels(/** @type {string} */ name, /** @type {LevelSummary} */ summary) {
  const counts = Object.entries(summary.levels);
  // A column that is missing in every row has no levels at all.
  const total = counts.reduce((sum, [, count]) => sum + count, 0) || 1;
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_LEVELS);
  const shown = counts.length > MOST_LEVELS ? frequent : counts;
  const bars = shown.map(([label, count]) => ({
    label,
    share: count / total,
    text: percent(count / total),
  }));
  const more = counts.length - shown.length;
  return [
    barList(bars, `Levels of ${name}`),
    more > 0 && h("p", { class: "ends" }, `and ${plural(more, "more level")}`),
  ];
}
