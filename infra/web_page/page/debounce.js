// Work that waits until the hand rests.

/**
 * @param {() => void} work
 * @param {number} pause Milliseconds without a further call of `later`.
 * @param {AbortSignal} signal When it is aborted, nothing is done any more.
 */
export function whenSettled(work, pause, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  signal.addEventListener("abort", () => clearTimeout(timer));
  return {
    /** Do the work after the pause. */
    later: () => {
      clearTimeout(timer);
      if (!signal.aborted) timer = setTimeout(work, pause);
    },
    /** Do not do it: it was done in another way. */
    cancel: () => clearTimeout(timer),
  };
}
