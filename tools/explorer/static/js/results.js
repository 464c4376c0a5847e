/** The list of groups found, each a link that opens it. */

import { element } from "./dom.js";
import { addressOf } from "./place.js";
import { named, say } from "./words.js";

/** Make the entry of a match. */
export function result(match, query) {
  const { group } = match;
  const link = element(
    "a",
    { href: addressOf(query, match) },
    element("span", { class: "code" }, match.code), " ",
    named(group.title, group.title_fr, "span", { class: "title" }),
    element("span", { class: "why" }, " ", why(match)),
  );
  const [now] = group.conversions ?? [];
  return element("li", {}, link, now && now.to > match.version ? becomes(now) : null);
}

function why(match) {
  const said = say(`kind ${match.kind}`, { version: match.version });
  return said.endsWith(" ") ? [said, element("q", { lang: match.lang }, match.title)] : said;
}

/** Say what an old code is now: its successor, or all its targets. */
function becomes({ to, successor, targets }) {
  const kept = targets.filter((target) => successor === null || target.code === successor);
  const codes = kept.map((target, place) => [place ? ", " : "", element("span", { class: "code" }, target.code)]);
  const only = kept.length === 1 ? [" ", named(kept[0].title, kept[0].title_fr)] : [];
  return element("p", { class: "becomes" }, "→ ", say("noc", { version: to }), " ", codes, only);
}
