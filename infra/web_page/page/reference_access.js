// What Swagger UI leaves out for those who do not see: names of fields, an order of headings.

/**
 * Adds them, and does so again whenever Swagger UI draws something, which is at each click.
 * @param {HTMLElement} root
 */
export function completeNames(root) {
  const complete = () => {
    for (const field of root.querySelectorAll("select, textarea, input")) name(field);
    for (const [selector, level] of HEADINGS) {
      for (const heading of root.querySelectorAll(selector)) set(heading, "aria-level", level);
      for (const heading of root.querySelectorAll(selector)) set(heading, "role", "heading");
    }
    for (const [selector, label] of REGIONS) {
      for (const region of root.querySelectorAll(selector)) set(region, "aria-label", label);
      for (const region of root.querySelectorAll(selector)) set(region, "role", "region");
    }
    // What scrolls must have the keyboard's focus.
    for (const area of root.querySelectorAll(SCROLLED)) set(area, "tabindex", "0");
  };
  new MutationObserver(complete).observe(root, { childList: true, subtree: true });
}

// Helpers ----

/** @type {[string, string][]} */
const HEADINGS = [
  [".info .title", "1"],
  [".opblock-tag, .models h4", "2"],
  [".opblock-section-header h4, .responses-inner h4, .responses-inner h5", "3"],
];
/** @type {[string, string][]} */
const REGIONS = [
  [".information-container", "About the API"],
  [".scheme-container", "Server"],
];
const SCROLLED = ".microlight, .highlight-code pre, .curl, .table-container";

/** Named as the text beside it says, which is a label in looks alone. @param {Element} field */
function name(field) {
  const labels = /** @type {HTMLInputElement} */ (field).labels ?? [];
  const labelled = [...labels].some((label) => label.textContent?.trim() && !label.contains(field));
  const row = field.closest("tr, .servers, .opblock-section, .responses-wrapper");
  const words = row?.querySelector("label, .parameter__name, h4, td")?.textContent ?? "";
  if (!labelled) set(field, "aria-label", words.trim().slice(0, 60) || "Value");
}

/** An attribute that is there already is left: a change would be seen again. */
function set(
  /** @type {Element} */ element,
  /** @type {string} */ key,
  /** @type {string} */ value,
) {
  if (!element.hasAttribute(key)) element.setAttribute(key, value);
}
