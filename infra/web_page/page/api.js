// Requests to the model service: one place sends, and every failure becomes one kind of error.

/** @import { Answer, Card, Catalogue } from "./types.js" */

import { failureOf, ServiceError } from "./problems.js";

// Milliseconds. API Gateway gives up after 30 s and answers 503, which says more than we can.
const PATIENCE = 35_000;

/**
 * `query` are the request's options; `type` is the content type of the body, JSON where none is
 * given.
 * @typedef {{signal?: AbortSignal, query?: Record<string, string>, type?: string}} Options
 * @typedef {ReturnType<typeof createApi>} Api
 */

/**
 * The routes that the page uses. Each promise ends with the answer's JSON, with a ServiceError, or,
 * when `signal` was aborted, with an error that isAbort() knows. What the service answers is taken
 * to have the shapes of types.js.
 * @param {string} base The API's URL with a slash at its end.
 * @param {() => string} token Gives the bearer token, or nothing. It is asked before each request,
 *   since people paste another one at any time.
 */
export function createApi(base, token) {
  /** @param {string} path @param {RequestInit} [init] */
  const send = async (path, init = {}) => {
    const response = await withPatience(base + path, withToken(init, token()));
    if (!response.ok) throw await failureOf(response);
    return response.json();
  };
  return {
    base,
    /** @param {AbortSignal} [signal] @returns {Promise<Catalogue>} */
    models: (signal) => send("models", { signal }),
    /** @param {string} name @param {AbortSignal} [signal] @returns {Promise<Card>} */
    card: (name, signal) => send(modelPath(name), { signal }),
    /** @returns {Promise<object>} An OpenAPI 3.1 document. */
    openapi: () => send("openapi.json"),
    /**
     * @param {string} name
     * @param {string} body
     * @param {Options} [options]
     * @returns {Promise<Answer>}
     */
    predict: (name, body, { signal, query = {}, type = "application/json" } = {}) =>
      send(predictPath(name, query), {
        method: "POST",
        headers: { "content-type": type },
        body,
        signal,
      }),
  };
}

/**
 * Where a model predicts, below the API's URL: models/iris/predict?interval=prediction&level=0.9
 * @param {string} name
 * @param {Record<string, string>} query
 */
export function predictPath(name, query) {
  const text = new URLSearchParams(query).toString();
  return `${modelPath(name)}/predict${text && `?${text}`}`;
}

/** Whether we ended the request ourselves, which is not a failure. @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

// Helpers ----

/** @param {string} name */
function modelPath(name) {
  return `models/${encodeURIComponent(name)}`;
}

/** @param {RequestInit} init @param {string} token @returns {RequestInit} */
function withToken(init, token) {
  if (!token) return init;
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } };
}

/**
 * fetch() with an end. AbortSignal.timeout() would do, but a test cannot move its clock.
 * @param {string} url
 * @param {RequestInit} init
 */
async function withPatience(url, init) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  const signals = [late.signal, ...(init.signal ? [init.signal] : [])];
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
    // The body is read here, for a connection may also break, or stall, in the middle of it.
    return new Response(await response.arrayBuffer(), response);
  } catch {
    // What fetch() throws says neither which signal it was nor, by design, what the network did.
    if (init.signal?.aborted) throw new DOMException("Aborted", "AbortError");
    throw new ServiceError(late.signal.aborted ? "timeout" : "network");
  } finally {
    clearTimeout(timer);
  }
}
