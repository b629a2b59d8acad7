// Where the API is and what it wants, as whoever serves the page says.

/** @typedef {{base: string, auth: "none" | "jwt"}} Config `base` ends with a slash. */

/** @returns {Promise<Config>} */
export async function loadConfig() {
  const response = await fetch("config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`config.json is not there (${response.status}).`);
  const given = await response.json();
  return { base: new URL(`${given.api}/`, location.href).href, auth: given.auth };
}
