// The code panel: one language at a time, always of the form as it is now.

/** @import { Session } from "./session.js" */

import { predictPath } from "./api.js";
import { button, h } from "./dom.js";
import { inputOf } from "./session.js";
import { LANGUAGES } from "./snippets.js";

/**
 * @param {HTMLElement} root
 * @param {Session} session
 * @param {boolean} needsToken Whether the code must send a token.
 */
export function mountCode(root, session, needsToken) {
  const { api, card, store } = session;
  const names = Object.keys(LANGUAGES);
  const code = h("code");
  const status = h("span", { role: "status", class: "copied" });
  let language = names[0];
  const show = () => {
    const { options } = store.get();
    const row = inputOf(store.get());
    const url = api.base + predictPath(card.name, options);
    code.textContent = LANGUAGES[language]({ url, row, needsToken });
    // "Copied" would be wrong of what is shown now.
    status.textContent = "";
    for (const [at, choice] of choices.entries()) {
      choice.setAttribute("aria-pressed", String(names[at] === language));
    }
  };
  const choices = names.map((name) =>
    button(name, () => {
      language = name;
      show();
    }),
  );
  const copy = async () => {
    await navigator.clipboard.writeText(code.textContent ?? "");
    status.textContent = `Copied as ${language}`;
  };
  root.replaceChildren(
    h("h2", {}, "Code for this request"),
    h(
      "div",
      { class: "code-head" },
      h("div", { class: "switch", role: "group", "aria-label": "Language" }, ...choices),
      status,
      button("Copy", copy),
    ),
    // What scrolls must have the keyboard's focus.
    h("pre", { tabindex: "0", "aria-label": "Code" }, code),
  );
  store.watch(["values", "steps", "options"], show);
}
