// The models there are, and the whole card of one: an ensemble's is made of its members'.

/**
 * @param {import("./api.js").Api} api
 * @param {string} name
 * @param {AbortSignal} signal
 */
export async function openCard(api, name, signal) {
  const card = await api.card(name, signal);
  if (!card.members) return { ...card, title: card.title ?? card.name };
  const members = await Promise.all(
    card.members.map((/** @type {string} */ member) => api.card(member, signal)),
  );
  const summaries = members.map((member) => member.training_summary ?? {});
  return {
    title: card.name,
    training_summary: Object.assign({}, ...summaries.reverse()),
    ...card,
  };
}

/** The name that the address gives, else the default. @param {{default: string}} catalogue */
export function nameInAddress(catalogue) {
  const name = location.hash.replace(/^#\/?/, "");
  return decode(name) || catalogue.default;
}

/** @param {string} name */
export function addressOf(name) {
  return `#/${encodeURIComponent(name)}`;
}

// Helpers ----

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
