// What a request may choose: the model's own choices, and the level of an interval.

import { h, newId } from "./dom.js";
import { words } from "./format.js";

const LEVELS = ["0.8", "0.9", "0.95", "0.99"];

/**
 * @param {HTMLElement} root
 * @param {import("./session.js").Session} session
 */
export function mountOptions(root, session) {
  /** @type {[string, string[]][]} */
  const choices = Object.entries(session.card.choices ?? {});
  const { options } = session.store.get();
  const selects = choices.map(([name, values]) => select(name, values, options[name]));
  const level = select(
    "level",
    LEVELS,
    options.level ?? "0.95",
    (text) => `${Number(text) * 100} %`,
  );
  const hasInterval = choices.some(([name]) => name === "interval");
  root.replaceChildren(...selects.map(({ label }) => label), ...(hasInterval ? [level.label] : []));
  root.addEventListener("change", () => {
    const chosen = Object.fromEntries(choices.map(([name], at) => [name, selects[at].input.value]));
    const off = (chosen.interval ?? "none") === "none";
    level.input.disabled = off;
    session.choose(off ? chosen : { ...chosen, level: level.input.value });
  });
}

// Helpers ----

/**
 * @param {string} name @param {string[]} values @param {string | undefined} current
 * @param {(value: string) => string} [text]
 */
function select(name, values, current, text = words) {
  const id = newId();
  const input = h(
    "select",
    { id },
    ...values.map((value) => h("option", { value, selected: value === current }, text(value))),
  );
  return { input, label: h("div", {}, h("label", { for: id }, words(name)), input) };
}
