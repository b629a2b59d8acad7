// One open model: what was given, what it answered, and the one request that is under way.

import { isAbort } from "./api.js";
import { whenSettled } from "./debounce.js";
import { ServiceError } from "./problems.js";
import { asJson, featuresOf } from "./schema.js";
import { createStore } from "./store.js";

/**
 * @typedef {import("./schema.js").Row} Row
 * @typedef {object} State
 * @property {Row} values
 * @property {Record<string, string>} options The query, such as interval.
 * @property {any} answer The last answer.
 * @property {boolean} waiting
 * @property {Map<string, string>} errors A sentence by the name of the field.
 * @property {boolean} submitted Whether the errors answer a press of the button.
 * @property {unknown} failure What is no field's error; null when there is none.
 * @typedef {ReturnType<typeof createSession>} Session
 */

/**
 * @param {import("./api.js").Api} api
 * @param {any} card
 */
export function createSession(api, card) {
  const features = featuresOf(card);
  const lifetime = new AbortController();
  const store = createStore(/** @type {State} */ (initial(card)));
  let current = new AbortController();
  const predict = async (/** @type {boolean} */ submitted) => {
    current.abort();
    current = new AbortController();
    const signal = AbortSignal.any([current.signal, lifetime.signal]);
    const { values, options } = store.get();
    store.set({ waiting: true });
    try {
      const answer = await api.predict(card.name, asJson(values), { signal, query: options });
      store.set({ answer, waiting: false, failure: null, errors: new Map(), submitted });
    } catch (error) {
      if (!isAbort(error)) store.set({ waiting: false, submitted, ...faultOf(error) });
    }
  };
  const settled = whenSettled(() => predict(false), 150, lifetime.signal);
  return {
    api,
    card,
    features,
    store,
    signal: lifetime.signal,
    /** @param {Row} values */
    edit(values) {
      store.set({ values });
      settled.later();
    },
    /** @param {Record<string, string>} options */
    choose(options) {
      store.set({ options });
      settled.later();
    },
    /** @param {Row} values */
    submit(values) {
      store.set({ values });
      settled.cancel();
      return predict(true);
    },
    retry: () => predict(false),
    close: () => lifetime.abort(),
  };
}

// Helpers ----

/** An interval where the model gives one: the widest kind, of the row's own outcome. */
function initial(/** @type {any} */ card) {
  const kinds = card.choices?.interval ?? [];
  const interval = kinds.includes("prediction") ? { interval: "prediction", level: "0.9" } : {};
  const nothing = { answer: null, waiting: false, submitted: false, failure: null };
  return { values: {}, options: interval, errors: new Map(), ...nothing };
}

/** The errors that a field can show, and whether that is all there is to say. */
function faultOf(/** @type {unknown} */ error) {
  const errors = error instanceof ServiceError ? errorsByField(error) : new Map();
  return { errors, failure: errors.size > 0 ? null : error };
}

/** @param {ServiceError} error @returns {Map<string, string>} */
function errorsByField({ errors }) {
  const found = errors.map(({ pointer, detail }) => {
    const name = decodeURIComponent(pointer.replace(/^#\/\d+\//, ""));
    const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return /** @type {[string, string]} */ ([plain, detail]);
  });
  return new Map(found.reverse());
}
