// The state of one open model; each view watches the parts of it that it shows.

/**
 * @template {object} State
 * @param {State} initial
 */
export function createStore(initial) {
  let state = { ...initial };
  /** @type {{keys: (keyof State)[], listener: (state: State) => void}[]} */
  const listeners = [];
  return {
    get: () => state,
    /**
     * Replaces these parts, then calls who watches one of them: also where the new value equals
     * the old one, for a second equal answer still ends the waiting.
     * @param {Partial<State>} changes
     */
    set(changes) {
      state = { ...state, ...changes };
      for (const { keys, listener } of listeners) {
        if (keys.some((key) => key in changes)) listener(state);
      }
    },
    /**
     * Calls the listener now and after each change of one of these keys.
     * @param {(keyof State)[]} keys
     * @param {(state: State) => void} listener
     */
    watch(keys, listener) {
      listeners.push({ keys, listener });
      listener(state);
    },
  };
}
