// The bearer token in what somebody pasted.

/**
 * The token alone. People copy it together with the word that stands before it in the header
 * (RFC 6750: "Authorization: Bearer ..."), and api.js puts that word there itself.
 * @param {string} pasted
 * @returns {string} An empty one where nothing was pasted.
 */
export function tokenIn(pasted) {
  return pasted.trim().replace(/^Bearer\s+/i, "");
}
