// What went wrong, as a sentence and a way on.

/** @typedef {{pointer: string, code: string, detail: string}} FieldError */

/** Why there is no answer: an HTTP status, "network" or "timeout". */
export class ServiceError extends Error {
  /**
   * @param {number | "network" | "timeout"} reason
   * @param {{detail?: string, errors?: FieldError[], error_count?: number}} [problem]
   */
  constructor(reason, problem = {}) {
    super(problem.detail ?? String(reason));
    this.reason = reason;
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
  }
}

/** @param {Response} response */
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
    return { title: "The page failed", advice: `${error}. Reload it, and tell its owner.` };
  }
  const known = SENTENCES[error.reason] ?? other(error.reason);
  const [title, advice] = known;
  return { title, advice: error.detail ? `${error.detail} ${advice}`.trim() : advice };
}

// Helpers ----

/** @type {Record<string, [string, string]>} */
const SENTENCES = {
  network: [
    "The service cannot be reached",
    "Check that it runs and that this machine is online, then try again.",
  ],
  timeout: ["The service took too long", "It may be starting: try again in a moment."],
  400: ["The request was not understood", "Change what you gave, then try again."],
  401: ["The service wants a valid token", "Paste a token that has not expired."],
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
    return ["The service failed", "Try again; if that does not help, its log says why."];
  }
  return ["The service refused", `It answered ${status}. Try again, or ask its owner.`];
}
