// Where a value stands among those that a model was trained on, by the card's summary.

/**
 * @typedef {object} Summary
 * @property {Record<string, number>} [quantiles] By "5%" and so on.
 * @property {{breaks: number[], counts: number[]}} [histogram]
 * @property {Record<string, number>} [levels]
 * @property {number} [mean]
 */

/**
 * The share below `value`, 0 to 1, straight between the quantiles that are known.
 * @param {Summary} summary @param {number} value
 */
export function shareBelow(summary, value) {
  const points = quantilesOf(summary);
  if (value <= points[0].value) return 0;
  if (value >= points[points.length - 1].value) return 1;
  const after = points.findIndex((point) => point.value > value);
  const [low, high] = [points[after - 1], points[after]];
  return low.share + ((value - low.value) / (high.value - low.value)) * (high.share - low.share);
}

/** In words. @param {Summary} summary @param {number} value */
export function placeOf(summary, value) {
  const points = quantilesOf(summary);
  if (value < points[0].value) return "Lower than every outcome that the model was trained on";
  if (value > points[points.length - 1].value) {
    return "Higher than every outcome that the model was trained on";
  }
  const share = Math.round(shareBelow(summary, value) * 100);
  return `Higher than about ${share} % of the outcomes that the model was trained on`;
}

/** From the least to the greatest. @param {Summary} summary */
export function quantilesOf({ quantiles = {} }) {
  return Object.entries(quantiles)
    .map(([at, value]) => ({ share: parseFloat(at) / 100, value }))
    .sort((a, b) => a.share - b.share);
}
