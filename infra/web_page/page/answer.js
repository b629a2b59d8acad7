// The prediction: the panel, and the sentence that is read aloud.

/**
 * @import { Session } from "./session.js"
 * @import { Answer, Card } from "./types.js"
 */

import { classes } from "./answer_classes.js";
import { forecast } from "./answer_forecast.js";
import { members } from "./answer_members.js";
import { regression } from "./answer_number.js";
import { outcomes } from "./answer_outcomes.js";
import { quantiles } from "./answer_quantiles.js";
import { survival } from "./answer_survival.js";
import { ownNumbers } from "./choices.js";
import { byId, h } from "./dom.js";
import { plural } from "./format.js";
import { notice } from "./notice.js";
import { mountOptions } from "./options.js";
import {
  isClassification,
  isInterval,
  isQuantiles,
  isStep,
  isSurvival,
  isWithError,
} from "./prediction.js";
import {
  isEnsemble,
  isForecast,
  isNumberSummary,
  isRegression,
  isUncombined,
  labelsOf,
  outcomesOf,
} from "./types.js";

/**
 * A prediction as people look at it: `headline` is what is seen first, `sentence` says the rest of
 * it, `details` are drawings.
 * @typedef {{headline: string, sentence: string, details: HTMLElement[]}} View
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} aloud A live region.
 * @param {Session} session
 */
export function mountAnswer(root, aloud, session) {
  const { store, card } = session;
  const shown = h("div", { class: "shown" });
  const options = h("div", { class: "options" });
  root.replaceChildren(h("h2", {}, "Prediction"), shown, options);
  mountOptions(options, session);
  glanceBelow(root, session.signal);
  store.watch(["waiting"], ({ waiting }) => root.classList.toggle("waiting", waiting));
  store.watch(["options"], ({ options: chosen }) => {
    shown.style.minHeight = `${heightOf(card, chosen)}px`;
  });
  store.watch(["answer", "failure", "errors"], ({ answer, failure, errors }) => {
    if (failure) return shown.replaceChildren(notice(failure, session.retry));
    if (errors.size > 0) return shown.replaceChildren(wrong(errors.size));
    if (!answer) return shown.replaceChildren(h("p", { class: "empty" }, "Asking the model …"));
    const view = viewOf(card, answer, store.get().options);
    shown.replaceChildren(...panel(view), ...remarks(answer));
    byId("glance").textContent = view.headline;
    aloud.textContent = `${view.headline}. ${view.sentence}`;
  });
}

/**
 * The first prediction of an answer in words and pictures.
 * @param {Card} card
 * @param {Answer} answer
 * @param {Record<string, string>} options Those that the answer was asked with.
 * @returns {View}
 */
export function viewOf(card, answer, options) {
  if (isUncombined(card)) return members(card, answer);
  const view = predictionView(card, answer, options);
  if (view === NOTHING || !answer.members) return view;
  return { ...view, details: [...view.details, ...members(card, answer).details] };
}

// Helpers ----

/**
 * @param {Card} card
 * @param {Answer} answer
 * @param {Record<string, string>} options
 * @returns {View}
 */
function predictionView(card, { predictions }, options) {
  const [prediction] = predictions;
  if (isForecast(card)) {
    const steps = predictions.filter(isStep);
    return steps.length > 0 ? forecast(card, steps, options) : NOTHING;
  }
  const names = outcomesOf(card);
  if (names.length > 0) return prediction ? outcomes(names, prediction) : NOTHING;
  if (isClassification(prediction)) return classes(card, prediction);
  if (isSurvival(prediction)) return survival(prediction);
  if (isQuantiles(prediction)) return quantiles(card, prediction);
  if (typeof prediction === "number" || isInterval(prediction) || isWithError(prediction)) {
    return regression(card, prediction, options);
  }
  return NOTHING;
}

/**
 * The room that the answer will take, in pixels, so that nothing jumps when it comes. The numbers
 * are those of style.css; test_look.py measures what jumps.
 * @param {Card} card
 * @param {Record<string, string>} chosen The options of the request.
 */
function heightOf(card, chosen) {
  const labels = labelsOf(card).length;
  const outcomes = outcomesOf(card).length;
  const members = isEnsemble(card) ? card.members.length : 0;
  const { curve, rows } = ownNumbers(card, chosen);
  // Its table is long: it scrolls.
  if (isForecast(card)) return 110 + 240 + 280;
  const place = isRegression(card) && (isNumberSummary(card.outcome_summary) || rows > 0) ? 106 : 0;
  const lines = 27 * (labels + members) + 37 * outcomes + (rows > 0 ? 46 + 34 * rows : 0);
  return 110 + place + (curve ? 240 : 0) + lines + (members > 0 ? 56 : 0);
}

/** On a phone the answer stays in sight while the fields are moved: at the bottom, in short. */
function glanceBelow(/** @type {HTMLElement} */ root, /** @type {AbortSignal} */ signal) {
  const observer = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    // Who has scrolled past it is looking at something else.
    byId("glance").hidden = isIntersecting || boundingClientRect.top < 0;
  });
  observer.observe(root);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** @type {View} */
const NOTHING = {
  headline: "No answer",
  sentence: "The model gives no finite value for this input.",
  details: [],
};

/** @param {View} view */
function panel({ headline, sentence, details }) {
  return [
    h("p", { class: "headline" }, headline),
    h("p", { class: "sentence" }, sentence),
    ...details,
  ];
}

/** @param {Answer} answer */
function remarks({ warnings = [] }) {
  return warnings.map((text) => h("p", { class: "remark" }, text));
}

/** @param {number} count */
function wrong(count) {
  const isOne = count === 1;
  const text = isOne ? "One value does not fit" : `${plural(count, "value")} do not fit`;
  const advice = isOne
    ? "It is marked in the form: change it."
    : "They are marked in the form: change them.";
  return h("div", { class: "notice" }, h("div", {}, h("strong", {}, text), h("p", {}, advice)));
}
