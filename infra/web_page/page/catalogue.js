// Which model is open, and the whole card of it: an ensemble's is made of its members'.

/**
 * @import { Api } from "./api.js"
 * @import { Card, Catalogue } from "./types.js"
 */

import { isEnsemble } from "./types.js";

/**
 * The card with a title and, of an ensemble, the training summary of all its members' columns. It
 * throws what `api` throws.
 * @param {Api} api
 * @param {string} name
 * @param {AbortSignal} signal
 * @returns {Promise<Card>}
 */
export async function openCard(api, name, signal) {
  const card = await api.card(name, signal);
  if (!isEnsemble(card)) return { ...card, title: card.title ?? card.name };
  const members = await Promise.all(card.members.map((member) => api.card(member, signal)));
  // The last one to be assigned stays. An ensemble's schema is the first member's with what the
  // others add, and so is this.
  const summaries = members.map((member) => member.training_summary ?? {}).reverse();
  const training_summary = Object.assign({}, ...summaries);
  return { training_summary, ...card, title: card.title ?? card.name };
}

/**
 * The name of the model that the page's address gives, else of the default model.
 * @param {string} hash Of the address, such as "#/iris".
 * @param {Catalogue} catalogue
 */
export function nameInAddress(hash, catalogue) {
  return decode(hash.replace(/^#\/?/, "")) || catalogue.default;
}

/** The part of the page's address that nameInAddress() reads. @param {string} name */
export function addressOf(name) {
  return `#/${encodeURIComponent(name)}`;
}

// Helpers ----

/** People write addresses by hand: a lone % stands for itself. @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
