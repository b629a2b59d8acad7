// One open model: what was given, what it answered, and the one request that is under way.

/**
 * @import { Api } from "./api.js"
 * @import { Answer, Card, Row } from "./types.js"
 */

import { isAbort } from "./api.js";
import { initiallyChosen, queryOf } from "./choices.js";
import { whenSettled } from "./debounce.js";
import { errorsByField, errorsByStep, ServiceError } from "./problems.js";
import { featuresOf } from "./schema.js";
import { createStore } from "./store.js";
import { hasStepRows } from "./types.js";

// Milliseconds without a keystroke: shorter than people notice, longer than between two keys.
const PAUSE = 150;

/**
 * @typedef {object} State
 * @property {Row} values
 * @property {Row[] | null} steps Of a model that takes a row for each step: what is asked for then.
 * @property {Record<string, string>} options The query, such as interval.
 * @property {Answer | null} answer The last answer; null before the first one.
 * @property {boolean} waiting Whether a request is under way.
 * @property {Map<string, string>} errors A sentence by the name of the field.
 * @property {boolean} submitted Whether the errors answer a press of the button.
 * @property {unknown} failure What is not an error of a field; null when there is none.
 * @typedef {ReturnType<typeof createSession>} Session
 */

/**
 * Views read the state and watch it in `store`; they change it by the session's functions alone.
 * `signal` is aborted when the model is closed: what a view started for it must end then.
 * @param {Api} api
 * @param {Card} card
 */
export function createSession(api, card) {
  const features = featuresOf(card);
  const lifetime = new AbortController();
  const store = createStore(initial(card));
  let current = new AbortController();
  const predict = async (/** @type {boolean} */ submitted) => {
    // A slow answer must not replace a newer one.
    current.abort();
    current = new AbortController();
    const signal = AbortSignal.any([current.signal, lifetime.signal]);
    const { options } = store.get();
    store.set({ waiting: true });
    try {
      const body = JSON.stringify(inputOf(store.get()));
      const answer = await api.predict(card.name, body, { signal, query: options });
      store.set({ answer, waiting: false, failure: null, errors: new Map(), submitted });
    } catch (error) {
      if (isAbort(error)) return;
      store.set({ waiting: false, submitted, ...faultOf(error, store.get().steps !== null) });
    }
  };
  const settled = whenSettled(() => predict(false), PAUSE, lifetime.signal);
  return {
    api,
    card,
    features,
    store,
    signal: lifetime.signal,
    /** The fields changed: ask when the hand rests. @param {Row} values */
    edit(values) {
      store.set({ values });
      settled.later();
    },
    /** The rows of the steps changed. @param {Row[]} steps */
    step(steps) {
      store.set({ steps });
      settled.later();
    },
    /** The options changed. @param {Record<string, string>} options */
    choose(options) {
      store.set({ options });
      settled.later();
    },
    /** The button was pressed: ask at once. @param {Row} values */
    submit(values) {
      store.set({ values });
      settled.cancel();
      return predict(true);
    },
    /** Ask again what failed. */
    retry: () => predict(false),
    /** Another model is opened. */
    close: () => lifetime.abort(),
  };
}

/** What the model is asked about. @param {State} state */
export function inputOf({ values, steps }) {
  return steps ?? values;
}

// Helpers ----

/** @param {Card} card @returns {State} */
function initial(card) {
  return {
    values: {},
    steps: hasStepRows(card) ? [] : null,
    options: queryOf(card, initiallyChosen(card)),
    answer: null,
    waiting: false,
    errors: new Map(),
    submitted: false,
    failure: null,
  };
}

/**
 * The errors that fields can show; an error without one is shown as a whole.
 * @param {unknown} error
 * @param {boolean} hasSteps
 */
function faultOf(error, hasSteps) {
  const told = error instanceof ServiceError ? error.errors : [];
  const errors = hasSteps ? errorsByStep(told) : errorsByField(told);
  return { errors, failure: errors.size > 0 ? null : error };
}
