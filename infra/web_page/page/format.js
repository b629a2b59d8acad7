// Numbers as people read them; the full precision is in what is copied and downloaded.

/**
 * Four significant digits: 25.56, 0.0063, 1.23e-9. Of numbers from 1,000 on all digits before the
 * point, for 12,346 is easier to read than 12,350 is to understand.
 * @param {number} value
 */
export function number(value) {
  if (!Number.isFinite(value)) return "not a number";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toPrecision(3);
  const options = size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return value.toLocaleString("en", options);
}

/**
 * 0.9776 as 97.8 %, and never 0 or 100 for what is not: "100 %" would promise a certainty.
 * @param {number} share 0 to 1.
 */
export function percent(share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return `${(share * 100).toLocaleString("en", { maximumFractionDigits: 1 })} %`;
}

/** 1 row, 2,000 rows. @param {number} count @param {string} noun One whose plural ends in s. */
export function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** test_mse as "test mse". @param {string} name */
export function words(name) {
  return name.replaceAll("_", " ");
}

/** 904348 as 904 kB. @param {number} size In bytes. */
export function bytes(size) {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  return `${number(Number((size / 1000 ** power).toPrecision(3)))} ${units[power]}`;
}
