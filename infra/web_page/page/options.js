// What a request may choose: the model's own choices, and the level of an interval.

/** @import { Session } from "./session.js" */

import { h, newId } from "./dom.js";
import { words } from "./format.js";

const INTERVAL_LEVELS = ["0.8", "0.9", "0.95", "0.99"];

/**
 * One selection for each option of the model's card; none where it has none.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountOptions(root, session) {
  const choices = Object.entries(session.card.choices ?? {});
  const { options } = session.store.get();
  const selections = choices.map(([name, values]) => selection(name, values, options[name]));
  const level = selection(
    "level",
    INTERVAL_LEVELS,
    // The service's own default.
    options.level ?? "0.95",
    (text) => `${Number(text) * 100} %`,
  );
  const hasInterval = choices.some(([name]) => name === "interval");
  const shown = [...selections, ...(hasInterval ? [level] : [])];
  root.replaceChildren(...shown.map(({ element }) => element));
  root.addEventListener("change", () => {
    const chosen = Object.fromEntries(
      choices.map(([name], at) => [name, selections[at].input.value]),
    );
    // The service refuses a level without an interval.
    const off = (chosen.interval ?? "none") === "none";
    level.input.disabled = off;
    session.choose(off ? chosen : { ...chosen, level: level.input.value });
  });
}

// Helpers ----

/**
 * A labelled selection of one value.
 * @param {string} name
 * @param {string[]} values
 * @param {string | undefined} current
 * @param {(value: string) => string} [textOf] How a value is written.
 */
function selection(name, values, current, textOf = words) {
  const id = newId();
  const input = h(
    "select",
    { id },
    ...values.map((value) => h("option", { value, selected: value === current }, textOf(value))),
  );
  return { input, element: h("div", {}, h("label", { for: id }, words(name)), input) };
}
