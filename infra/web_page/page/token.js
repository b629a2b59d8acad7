// The field for the bearer token, which stays in memory and nowhere else: a storage of the browser
// would outlive the visit, and every script of the origin could read it.

import { tokenIn } from "./bearer.js";
import { byId, h } from "./dom.js";

/**
 * Puts the field into the header of the page.
 * @param {boolean} isNeeded Whether the API needs a token at all; without that, nothing is shown.
 * @param {() => void} onchange Called when a token was given.
 * @returns {{get: () => string, focus: () => void}} `get` gives the token or "".
 */
export function mountToken(isNeeded, onchange) {
  const root = byId("token");
  root.hidden = !isNeeded;
  let token = "";
  const input = h("input", {
    type: "password",
    id: "token-input",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "paste it here",
  });
  const form = h(
    "form",
    { class: "token", novalidate: true },
    h("label", { for: "token-input" }, "Token"),
    input,
    h("button", { type: "submit" }, "Use"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    token = tokenIn(input.value);
    onchange();
  });
  if (isNeeded) root.replaceChildren(form);
  return { get: () => token, focus: () => input.focus() };
}
