// Requests to the model service: one place sends, and every failure becomes one kind of error.

import { failureOf, ServiceError } from "./problems.js";

// The HTTP API waits 30 s for its function.
const PATIENCE = 35_000;

/**
 * @typedef {{signal?: AbortSignal, query?: Record<string, string>, type?: string}} Options
 * @typedef {ReturnType<typeof createApi>} Api
 */

/**
 * @param {string} base The API's URL with a slash at its end.
 * @param {() => string} token The bearer token, or nothing.
 */
export function createApi(base, token) {
  /** @param {string} path @param {RequestInit} [init] */
  const send = async (path, init = {}) => {
    const response = await withPatience(base + path, withToken(init, token()));
    if (!response.ok) throw await failureOf(response);
    return response.json();
  };
  /** @param {string} name */
  const place = (name) => `models/${encodeURIComponent(name)}`;
  return {
    base,
    /** @param {AbortSignal} [signal] */
    models: (signal) => send("models", { signal }),
    /** @param {string} name @param {AbortSignal} [signal] */
    card: (name, signal) => send(place(name), { signal }),
    openapi: () => send("openapi.json"),
    /** @param {string} name @param {string} body @param {Options} [options] */
    predict: (name, body, { signal, query = {}, type = "application/json" } = {}) =>
      send(`${place(name)}/predict${queryText(query)}`, {
        method: "POST",
        headers: { "content-type": type },
        body,
        signal,
      }),
  };
}

/** ?interval=prediction&level=0.9, or nothing. @param {Record<string, string>} query */
export function queryText(query) {
  const text = new URLSearchParams(query).toString();
  return text && `?${text}`;
}

/** What an aborted request ends with is no failure. @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

// Helpers ----

/** @param {RequestInit} init @param {string} token @returns {RequestInit} */
function withToken(init, token) {
  if (!token) return init;
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } };
}

/** @param {string} url @param {RequestInit} init */
async function withPatience(url, init) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  const signals = [late.signal, ...(init.signal ? [init.signal] : [])];
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
    // The body counts, too.
    return new Response(await response.arrayBuffer(), response);
  } catch {
    if (init.signal?.aborted) throw new DOMException("Aborted", "AbortError");
    throw new ServiceError(late.signal.aborted ? "timeout" : "network");
  } finally {
    clearTimeout(timer);
  }
}
