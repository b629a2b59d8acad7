// Shares as bars with their labels: probabilities, counts of levels, what-if answers by level.

import { h, svg } from "./dom.js";

/**
 * `share` is the length of the bar, 0 to 1; `text` stands beside it.
 * @typedef {{label: string, share: number, text: string, marked?: boolean}} Bar
 */

/**
 * A list, since that is what it is to people who do not see the bars.
 * @param {Bar[]} bars
 * @param {string} label The name of the list.
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

/**
 * Drawn as SVG, not as an element with a width: the page's policy allows no style attribute.
 * @param {number} share
 */
function track(share) {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return svg(
    "svg",
    { class: "track", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "rail", width: 100, height: 8 }),
    svg("rect", { class: "share", width, height: 8 }),
  );
}
