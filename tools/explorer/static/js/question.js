/** A question and its answers: one at once from the files, and a better one from the library where there is one. */

import { loadGroup } from "./data.js";
import { ask, wake } from "./library.js";
import { LONGEST, isSame, lookUp } from "./lookup.js";
import { language, say } from "./words.js";

const PAUSE = 250; // milliseconds without a key, before the library is asked

/**
 * Yield the answers to a question, each better than the one before; each match has its group's file in `group`. There is
 * none from the library if by then `isWanted` says that another question was asked.
 */
export async function* answers(text, isWanted) {
  const first = await lookUp(text);
  yield whole(first);
  if (first.state !== "titles") return;
  if (!(await wake())) {
    yield whole({ ...first, isLast: true });
    return;
  }
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  yield whole(await fromLibrary(text, first, isWanted));
}

async function fromLibrary(text, first, isWanted) {
  const matches = await ask({ ask: "search", lang: language(), text: text.trim() }, isWanted).catch(() => null);
  if (matches === null) return { ...first, isLast: true };
  return { ...first, isLast: true, isWhole: true, matches: matches.error === undefined ? matches : [] };
}

async function whole(found) {
  const groups = await Promise.all(found.matches.map(({ version, code }) => loadGroup(version, code)));
  return { ...found, matches: found.matches.map((match, place) => ({ ...match, level: groups[place].level, group: groups[place] })) };
}

const noCode = (version, zeros) => (zeros ? "found zeros only" : version ? "found no code in" : "found no code");

/** Say in a sentence what was found. */
export function sentence({ state, matches, code, version, length, isWhole, isLast }) {
  const count = matches.length;
  const coded = matches.filter(({ kind }) => kind === "code");
  const exact = matches.filter(({ kind }) => kind.startsWith("exact")).length;
  if (state === "empty") return "";
  if (state === "long") return say("found long", { count: length, most: LONGEST });
  const zeros = matches.some(({ kind }) => kind === "zero code");
  if (state === "other version") return say("found other version", { code, version });
  if (state === "no code") return say(noCode(version, zeros), { code, version });
  if (new Set(coded.map((match) => match.code)).size > 1) return say("found several codes");
  if (coded.length) {
    const plain = say(isSame(coded) ? "found same code" : "found codes", { count: coded.length });
    return zeros ? `${plain} ${say("found zeros")}` : plain;
  }
  if (exact) return [say("found exact", { count: exact }), exact < count ? say("found longer") : ""].join(" ").trim();
  if (isWhole) return count ? say("found similar", { count }) : say("found nothing");
  if (count) return say("found begins", { count });
  return say(isLast ? "found unsure" : "found waiting");
}
