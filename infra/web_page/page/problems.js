// What went wrong, as a sentence and a way on.

/** @import { FieldError, Problem } from "./types.js" */

/** Why there is no answer: an HTTP status, "network" or "timeout". */
export class ServiceError extends Error {
  /**
   * @param {number | "network" | "timeout"} reason
   * @param {Problem} [problem] What the service itself said, where it said something.
   */
  constructor(reason, problem = {}) {
    super(problem.detail ?? String(reason));
    this.reason = reason;
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
  }
}

/**
 * The error of an answer that is not a success, whatever its body: a proxy's may be HTML.
 * @param {Response} response
 */
export async function failureOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new ServiceError(response.status, typeof problem === "object" && problem ? problem : {});
}

/**
 * One heading and one sentence that says what to do; what the service itself says goes before.
 * @param {unknown} error
 * @returns {{title: string, advice: string}}
 */
export function explain(error) {
  if (!(error instanceof ServiceError)) {
    const advice = `${error}. Reload the page; if that does not help, report this to its owner.`;
    return { title: "The page failed", advice };
  }
  const [title, advice] = SENTENCES[error.reason] ?? other(error.reason);
  return { title, advice: error.detail ? `${error.detail} ${advice}`.trim() : advice };
}

/**
 * The sentences of a request of one row, by the name of the column. Of several for one column the
 * first one counts.
 * @param {FieldError[]} errors
 * @returns {Map<string, string>}
 */
export function errorsByField(errors) {
  const found = errors.map(({ pointer, detail }) => {
    const name = decodeURIComponent(pointer.replace(/^#\/\d+\//, ""));
    // RFC 6901: in this order, or "~01" would become a slash.
    const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return /** @type {[string, string]} */ ([plain, detail]);
  });
  return new Map(found.reverse());
}

/**
 * The sentences of a request of several rows, each with the row that it is about, from 1.
 * @param {FieldError[]} errors
 * @returns {Map<string, string>}
 */
export function errorsByStep(errors) {
  const found = errors.map(({ pointer, detail }) => {
    const row = Number(/^#\/(\d+)/.exec(pointer)?.[1] ?? 0) + 1;
    return /** @type {[string, string]} */ ([pointer, `Row ${row}: ${detail}`]);
  });
  return new Map(found);
}

// Helpers ----

/** @type {Record<string, [string, string]>} */
const SENTENCES = {
  network: [
    "The service cannot be reached",
    "Check that it runs and that this machine is online, then try again.",
  ],
  timeout: ["The service took too long", "It may be starting: try again in a moment."],
  400: ["The service did not understand the request", "Change what you gave, then try again."],
  401: ["The service needs a valid token", "Paste a token that has not expired."],
  403: [
    "You may not use this service",
    "Ask its owner for access, or use another token, then try again.",
  ],
  404: ["There is no such model", "Choose another one from the list."],
  413: ["That is too much for one request", "Give fewer rows at a time."],
  422: ["Some values do not fit", "They are marked in the form."],
  429: ["The service is busy", "Wait a few seconds, then try again."],
  503: ["The service is not ready", "Wait a few seconds, then try again."],
};

/** @param {number | string} status @returns {[string, string]} */
function other(status) {
  if (Number(status) >= 500) {
    return ["The service failed", "Try again. If that does not help, the service's log says why."];
  }
  return [
    "The service refused the request",
    `It answered with status ${status}. Try again, or ask its owner.`,
  ];
}
