// What the model thinks: the panel, and the sentence that is read aloud.

import { h } from "./dom.js";
import { classes } from "./answer_classes.js";
import { members } from "./answer_members.js";
import { regression } from "./answer_number.js";
import { mountOptions } from "./options.js";
import { notice } from "./notice.js";

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
  const options = h("div", { class: "options" });
  root.replaceChildren(h("h2", {}, "Prediction"), shown, options);
  mountOptions(options, session);
  store.watch(["waiting"], ({ waiting }) => root.classList.toggle("waiting", waiting));
  store.watch(["answer", "failure", "errors"], ({ answer, failure, errors }) => {
    if (failure) return shown.replaceChildren(notice(failure, session.retry));
    if (errors.size > 0) return shown.replaceChildren(wrong(errors.size));
    if (!answer) return shown.replaceChildren();
    const view = describe(card, answer);
    shown.replaceChildren(...panel(view), ...remarks(answer));
    aloud.textContent = `${view.headline}. ${view.sentence}`;
  });
}

/**
 * The first prediction of an answer in words and pictures.
 * @param {any} card @param {any} answer @returns {Shown}
 */
export function describe(card, answer) {
  const [prediction] = answer.predictions;
  if (card.combine === "none") return members(card, answer);
  if (prediction === null) return NOTHING;
  const shown = card.task === "regression" ? regression(card, prediction) : classes(card, prediction);
  if (!answer.members) return shown;
  return { ...shown, details: [...shown.details, ...members(card, answer).details] };
}

// Helpers ----

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
