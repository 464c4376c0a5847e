/** Scores as people write them. */

/**
 * Read a score: 480, 470.5 or 470,5. Returns null if there is none, and undefined if the text is none that can be read.
 *
 * Three digits behind a point or comma may be thousands or decimals: such a text is not read.
 */
export function readScore(text) {
  const plain = text.trim();
  if (!plain) return null;
  if (!/^[0-9]+(?:[.,](?![0-9]{3}$)[0-9]+)?$/.test(plain)) return undefined;
  const score = Number(plain.replace(",", "."));
  return Number.isFinite(score) ? score : undefined;
}
