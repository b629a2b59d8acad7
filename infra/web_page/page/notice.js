// A failure where it happened: what, what to do, and a button that does it again.

import { button, h } from "./dom.js";
import { explain } from "./problems.js";

/**
 * An element that is read aloud when it appears.
 * @param {unknown} error What was thrown; a ServiceError is explained.
 * @param {() => void} retry
 */
export function notice(error, retry) {
  const { title, advice } = explain(error);
  return h(
    "div",
    { class: "notice", role: "alert" },
    h("div", {}, h("strong", {}, title), h("p", {}, advice)),
    button("Try again", retry),
  );
}
