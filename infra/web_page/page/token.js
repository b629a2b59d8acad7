// The bearer token, in memory and nowhere else.

import { byId, h } from "./dom.js";

/**
 * @param {boolean} wanted Whether the API wants one at all.
 * @param {() => void} onchange
 */
export function mountToken(wanted, onchange) {
  const root = byId("token");
  root.hidden = !wanted;
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
    token = input.value.trim().replace(/^Bearer\s+/i, "");
    onchange();
  });
  if (wanted) root.replaceChildren(form);
  return { get: () => token, focus: () => input.focus() };
}
