// Work that waits until the hand rests.

/**
 * @param {() => void} work
 * @param {number} pause Milliseconds without a further call.
 * @param {AbortSignal} signal After its end nothing is done any more.
 */
export function whenSettled(work, pause, signal) {
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));
  return {
    later: () => {
      clearTimeout(timer);
      if (!signal.aborted) timer = window.setTimeout(work, pause);
    },
    /** The work was done otherwise. */
    cancel: () => clearTimeout(timer),
  };
}
