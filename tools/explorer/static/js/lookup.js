/** What is answered at once: codes, titles that are exactly so, and titles that begin so. */

import { loadFolding, loadSite, loadTitles } from "./data.js";
import { fold } from "./folding.js";

/** Characters of a question; the longest title has fewer. */
export const LONGEST = 200;

const NAME = "(?:noc|cnp)?[\\s:,;(_]*";
const DIGITS = "(\\d{1,10}|\\d\\d-\\d\\d)";
const CODE = new RegExp(`^${NAME}${DIGITS}(?:[.,]0+)?$`, "i"); // a spreadsheet makes 213.0 of 0213
const TWO = new RegExp(`^${NAME}${DIGITS}[\\s:,;(_]+${NAME}${DIGITS}\\)?$`, "i"); // a code and a version, in any order
const MOST_NEAR = 5;
const MOST_BEGINNING = 8;
const SHARD = 3; // letters that name a file of titles

/**
 * Answer a question.
 *
 * Returns an object with `state` ("empty", "long", "codes", "other version", "no code", "titles") and `matches`, the best first: each has
 * `version`, `code`, `kind` and, found by a title, `title` and `lang`.
 */
export async function lookUp(text) {
  const asked = text.trim();
  if (!asked) return { state: "empty", matches: [] };
  if (asked.length > LONGEST) return { state: "long", length: asked.length, matches: [] };
  const { codes, version } = await loadSite();
  const read = readCode(asked, Object.keys(codes));
  if (read !== null) return groupsOf(read, codes, version);
  const { forms, shards } = await loadFolding();
  const found = await Promise.all(Object.keys(forms).map((lang) => titles(asked, lang, forms[lang], shards)));
  const byCode = new Map();
  for (const match of found.flat().sort(byKind)) if (!byCode.has(match.code)) byCode.set(match.code, { ...match, version });
  const matches = [...byCode.values()];
  const exact = matches.filter((match) => match.kind === "exact title");
  return { state: "titles", matches: [...exact, ...matches.slice(exact.length, exact.length + MOST_BEGINNING)] };
}

/**
 * Read a text as a code, beside which may stand the year of a version; null if it is something else.
 *
 * A prefix, blanks, full-width digits and a decimal of zeros make no difference. `version` is null if it is not given.
 */
export function readCode(text, versions = []) {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const even = plain.replace(/\s+/g, " ").trim();
  const one = CODE.exec(even);
  if (one) return { code: one[1], version: null };
  const [, first, second] = TWO.exec(even) ?? [];
  const years = [first, second].filter((part) => versions.includes(part));
  return years.length === 1 ? { code: years[0] === first ? second : first, version: years[0] } : null;
}

/** Find the groups of a code, in the version that was given or in all; and those that it may be without its zeros. */
export function groupsOf({ code, version }, codes, inUse) {
  const all = having(code, codes, inUse);
  const wanted = version === null ? all : all.filter((match) => match.version === version);
  const padded = zeroed(code, codes, inUse).filter((match) => version === null || match.version === version);
  if (wanted.length) return { state: "codes", matches: [...wanted, ...padded] };
  if (padded.length) return { state: "no code", code, version, matches: padded };
  if (all.length) return { state: "other version", code, version, matches: all.map((match) => ({ ...match, kind: "near code" })) };
  return { state: "no code", code, version, matches: nearest(code, version === null ? codes : { [version]: codes[version] }) };
}

/** Find the unit groups that have a code with zeros in front, which a spreadsheet takes away. */
function zeroed(code, codes, inUse) {
  if (!/^\d+$/.test(code)) return [];
  const longer = Object.values(codes).map(unitDigits).filter((digits) => digits > code.length);
  return [...new Set(longer)].flatMap((digits) => having(code.padStart(digits, "0"), codes, inUse))
    .filter((match) => match.code.length === unitDigits(codes[match.version]))
    .sort((one, other) => newestFirst(one.version, other.version))
    .map((match) => ({ ...match, kind: "zero code" }));
}

/** Return how many digits the code of a unit group has in a version. */
const unitDigits = (known) => Math.max(...known.split(" ").filter((code) => !code.includes("-")).map((code) => code.length));

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
    const digits = unitDigits(codes[version]);
    const known = codes[version].split(" ").filter((other) => !other.includes("-"));
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

/** Find the group that an answer names beyond doubt: a code that means one thing, also with its zeros, or a title that one group has. */
export function certain({ state, matches }) {
  if (matches.some(({ kind }) => kind === "zero code")) return null;
  const exact = matches.filter(({ kind }) => kind === "code" || kind.startsWith("exact"));
  return exact.length === 1 || (state === "codes" && isSame(matches)) ? exact[0] : null;
}

/** Return whether groups have one code, level and title, so that only the version differs. */
export const isSame = (matches) =>
  new Set(matches.map(({ code, level, group }) => `${code} ${level} ${group.title.toLowerCase()}`)).size === 1;

const newestFirst = (one, other) => other.localeCompare(one);
