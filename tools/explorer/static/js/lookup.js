/** What is answered at once: codes, titles that are exactly so, and titles that begin so. */

import { loadFolding, loadSite, loadTitles } from "./data.js";
import { fold } from "./folding.js";

/** Characters of a question; the longest title has fewer. */
export const LONGEST = 200;

const CODE = /^(?:(?:noc|cnp)\s*:?\s*)?(\d{1,10}|\d\d-\d\d)$/i;
const MOST_NEAR = 5;
const MOST_BEGINNING = 8;
const SHARD = 3; // letters that name a file of titles

/**
 * Answer a question.
 *
 * Returns an object with `state` ("empty", "long", "codes", "no code", "titles") and `matches`, the best first: each has
 * `version`, `code`, `kind` and, found by a title, `title` and `lang`.
 */
export async function lookUp(text) {
  const asked = text.trim();
  if (!asked) return { state: "empty", matches: [] };
  if (asked.length > LONGEST) return { state: "long", length: asked.length, matches: [] };
  const code = readCode(asked);
  const { codes, version } = await loadSite();
  if (code !== null) {
    const matches = having(code, codes, version);
    return matches.length ? { state: "codes", matches } : { state: "no code", code, matches: nearest(code, codes) };
  }
  const { forms, shards } = await loadFolding();
  const found = await Promise.all(Object.keys(forms).map((lang) => titles(asked, lang, forms[lang], shards)));
  const byCode = new Map();
  for (const match of found.flat().sort(byKind)) if (!byCode.has(match.code)) byCode.set(match.code, { ...match, version });
  const matches = [...byCode.values()];
  const exact = matches.filter((match) => match.kind === "exact title");
  return { state: "titles", matches: [...exact, ...matches.slice(exact.length, exact.length + MOST_BEGINNING)] };
}

/** Read a text as a code: a prefix, blanks and full-width digits make no difference; null if it is something else. */
export function readCode(text) {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = CODE.exec(plain.replace(/\s+/g, " ").trim());
  return found && found[1];
}

/** Find the groups that have a code: that of the version in use first, then the newest, as the library does. */
function having(code, codes, inUse) {
  return Object.keys(codes)
    .filter((version) => codes[version].split(" ").includes(code))
    .sort((one, other) => (other === inUse) - (one === inUse) || newestFirst(one, other))
    .map((version) => ({ version, code, kind: "code" }));
}

/** Find the unit groups that have the most first digits in common with a code, then those nearest as numbers. */
function nearest(code, codes) {
  const units = Object.keys(codes).sort(newestFirst).flatMap((version) => {
    const known = codes[version].split(" ").filter((other) => !other.includes("-"));
    const digits = Math.max(...known.map((other) => other.length));
    return known.filter((other) => other.length === digits).map((other) => ({ version, code: other, kind: "near code" }));
  });
  const as = units.filter((unit) => unit.code.length === code.length);
  const from = as.length ? as : units;
  const { version } = from[0];
  return from
    .filter((unit) => unit.version === version)
    .map((unit) => ({ unit, common: commonDigits(unit.code, code), distance: distance(unit.code, code) }))
    .sort((one, other) => other.common - one.common || one.distance - other.distance)
    .slice(0, MOST_NEAR)
    .map(({ unit }) => unit);
}

function commonDigits(one, other) {
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  return common;
}

function distance(one, other) {
  const digits = Math.max(one.length, other.length);
  return Math.abs(Number(one.padEnd(digits, "0")) - Number(other.padEnd(digits, "0")));
}

async function titles(text, lang, forms, shards) {
  const key = fold(text, lang, forms);
  const shard = `${lang}-${key.split(" ")[0].slice(0, SHARD)}`;
  if (!key || !shards.includes(shard)) return [];
  const known = await loadTitles(shard);
  return Object.keys(known)
    .filter((other) => other.startsWith(key))
    .flatMap((other) =>
      Object.entries(known[other]).map(([code, title]) => ({
        code, title, lang, kind: other === key ? "exact title" : "begins", length: other.length,
      })),
    );
}

function byKind(one, other) {
  return (other.kind === "exact title") - (one.kind === "exact title")
    || one.length - other.length || one.code.localeCompare(other.code);
}

/** Find the group that an answer names beyond doubt: a code that means one thing, or a title that one group has. */
export function certain({ state, matches }) {
  const exact = matches.filter(({ kind }) => kind === "code" || kind.startsWith("exact"));
  return exact.length === 1 || (state === "codes" && isSame(matches)) ? exact[0] : null;
}

/** Return whether groups have one code, level and title, so that only the version differs. */
export const isSame = (matches) =>
  new Set(matches.map(({ code, level, group }) => `${code} ${level} ${group.title.toLowerCase()}`)).size === 1;

const newestFirst = (one, other) => other.localeCompare(one);
