// Shares as bars with their labels: probabilities, counts of levels, what-if answers a level.

import { h, svg } from "./dom.js";

/**
 * @typedef {{label: string, share: number, text: string, marked?: boolean}} Bar
 */

/**
 * @param {Bar[]} bars `share` is the length, 0 to 1; `text` stands beside it.
 * @param {string} label
 */
export function barList(bars, label) {
  return h(
    "ul",
    { class: "bars", "aria-label": label },
    ...bars.map(({ label: name, share, text, marked }) =>
      h(
        "li",
        { class: marked ? "marked" : null },
        h("span", { class: "bar-label" }, name),
        track(share),
        h("span", { class: "bar-text" }, text),
      ),
    ),
  );
}

// Helpers ----

/** @param {number} share */
function track(share) {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return svg(
    "svg",
    { class: "track", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "rail", width: 100, height: 8 }),
    svg("rect", { class: "share", width, height: 8 }),
  );
}
