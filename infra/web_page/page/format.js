// Numbers as people read them; the full precision is in what is copied and downloaded.

/** Four significant digits: 25.56, 1,234, 0.0063, 1.2e-9. @param {number} value */
export function number(value) {
  if (!Number.isFinite(value)) return "no number";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toPrecision(3);
  const decimals = size >= 1000 ? 0 : undefined;
  const options = decimals === 0 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return value.toLocaleString("en", options);
}

/** 0.9776 as 97.8 %, and never 0 or 100 for what is not. @param {number} share */
export function percent(share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return `${(share * 100).toLocaleString("en", { maximumFractionDigits: 1 })} %`;
}

/** 1 row, 2,000 rows. @param {number} count @param {string} noun @param {string} [many] */
export function plural(count, noun, many = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : many}`;
}

/** test_mse as "test mse". @param {string} name */
export function words(name) {
  return name.replaceAll("_", " ");
}

/** 904348 as 904 kB. @param {number} bytes */
export function bytes(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${number(Number((bytes / 1000 ** power).toPrecision(3)))} ${units[power]}`;
}
