// What the model thinks: the panel, and the sentence that is read aloud.

import { classes } from "./answer_classes.js";
import { members } from "./answer_members.js";
import { regression } from "./answer_number.js";
import { byId, h } from "./dom.js";
import { notice } from "./notice.js";
import { mountOptions } from "./options.js";

/**
 * @typedef {{headline: string, unit?: string, sentence: string, details: (HTMLElement | null)[]}} Shown
 * `headline` is what is seen first, `sentence` says the rest of it.
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} aloud A live region.
 * @param {import("./session.js").Session} session
 */
export function mountAnswer(root, aloud, session) {
  const { store, card } = session;
  const shown = h("div", { class: "shown" });
  shown.style.minHeight = `${heightOf(card)}px`;
  const options = h("div", { class: "options" });
  root.replaceChildren(h("h2", {}, "Prediction"), shown, options);
  mountOptions(options, session);
  glanceBelow(root, session.signal);
  store.watch(["waiting"], ({ waiting }) => root.classList.toggle("waiting", waiting));
  store.watch(["answer", "failure", "errors"], ({ answer, failure, errors }) => {
    if (failure) return shown.replaceChildren(notice(failure, session.retry));
    if (errors.size > 0) return shown.replaceChildren(wrong(errors.size));
    if (!answer) return shown.replaceChildren(h("p", { class: "empty" }, "Asking the model …"));
    const view = describe(card, answer, store.get().options);
    shown.replaceChildren(...panel(view), ...remarks(answer));
    byId("glance").textContent = view.headline;
    aloud.textContent = `${view.headline}. ${view.sentence}`;
  });
}

/**
 * The first prediction of an answer in words and pictures.
 * @param {any} card @param {any} answer @param {Record<string, string>} options @returns {Shown}
 */
export function describe(card, answer, options) {
  const [prediction] = answer.predictions;
  if (card.combine === "none") return members(card, answer);
  if (prediction === null) return NOTHING;
  const isNumber = card.task === "regression";
  const shown = isNumber ? regression(card, prediction, options) : classes(card, prediction);
  if (!answer.members) return shown;
  return { ...shown, details: [...shown.details, ...members(card, answer).details] };
}

// Helpers ----

/** The room that the answer will take, so that nothing jumps when it comes. @param {any} card */
function heightOf({ task, members: names = [], outcome_summary: outcome, output_schema: schema }) {
  const labels = schema?.properties?.label?.enum?.length ?? 0;
  const place = task === "regression" && outcome?.quantiles ? 106 : 0;
  return 110 + place + 27 * (labels + names.length) + (names.length > 0 ? 56 : 0);
}

/** On a phone the answer stays in sight while the fields are moved: at the bottom, in short. */
function glanceBelow(/** @type {HTMLElement} */ root, /** @type {AbortSignal} */ signal) {
  const observer = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    byId("glance").hidden = isIntersecting || boundingClientRect.top < 0;
  });
  observer.observe(root);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** @type {Shown} */
const NOTHING = {
  headline: "No answer",
  sentence: "The model gives no finite value for this input.",
  details: [],
};

/** @param {Shown} shown */
function panel({ headline, sentence, details }) {
  return [
    h("p", { class: "headline" }, headline),
    h("p", { class: "sentence" }, sentence),
    ...details.filter((detail) => detail !== null),
  ];
}

/** @param {any} answer */
function remarks(answer) {
  return (answer.warnings ?? []).map((/** @type {string} */ text) =>
    h("p", { class: "remark" }, text),
  );
}

/** @param {number} count */
function wrong(count) {
  const text = count === 1 ? "One value does not fit" : `${count} values do not fit`;
  return h(
    "div",
    { class: "notice" },
    h("div", {}, h("strong", {}, text), h("p", {}, "It is marked in the form: change it.")),
  );
}
