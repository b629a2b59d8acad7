// Where the API is and what it needs, as whoever serves the page says.

/** @typedef {{base: string, auth: "none" | "jwt"}} Config `base` ends with a slash. */

/**
 * Reads config.json, which lies beside the page and is not a part of its build: the address of the
 * API is known only when it is deployed. It throws an Error where the file is missing.
 * @returns {Promise<Config>}
 */
export async function loadConfig() {
  const response = await fetch("config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`config.json cannot be loaded (status ${response.status})`);
  const given = await response.json();
  return { base: new URL(`${given.api}/`, location.href).href, auth: given.auth };
}
