/** The draws that targeted an occupation: in a sentence, a picture and a list. */

import { element } from "./dom.js";
import { scoreText, sourceLinks, streamName } from "./names.js";
import { timeline } from "./timeline.js";
import { date, english, say } from "./words.js";

const SHOWN = 5;

/** Make the parts about the draws of a group. */
export function drawsOf(group, { draws, sources }, site) {
  const entry = (id, how) => drawEntry(draws[id], how, group, sources, site);
  const ids = Object.keys(group.draws).sort((one, other) => draws[other].date.localeCompare(draws[one].date));
  const unknown = Object.keys(draws).filter((id) => draws[id].listing === "unknown").reverse();
  const general = Object.values(draws).filter((draw) => draw.listing === "none").length;
  const summary = ids.length
    ? say("drawsCount", { count: ids.length, first: date(draws[ids.at(-1)].date), last: date(draws[ids[0]].date) })
    : say("drawsNone");
  const doubts = [
    unknown.length ? say("drawsUnknown", { count: unknown.length }) : "",
    group.known_in.length ? say("drawsKnownIn", { count: group.known_in.length }) : "",
    general ? say("drawsGeneral", { count: general }) : "",
  ];
  return [
    element("p", { class: "lead" }, summary),
    element("p", { class: "small" }, doubts.filter(Boolean).join(" ")),
    ids.length ? timeline(ids, draws, site, summary) : null,
    list(ids.slice(0, SHOWN).map((id) => entry(id, group.draws[id]))),
    ids.length > SHOWN ? folded("showAll", ids.slice(SHOWN).map((id) => entry(id, group.draws[id]))) : null,
    unknown.length ? folded("showUnknown", unknown.map((id) => entry(id, null))) : null,
  ];
}

const list = (entries) => (entries.length ? element("ol", { class: "draws-list" }, entries) : null);

const folded = (key, entries) =>
  element("details", {}, element("summary", {}, say(key, { count: entries.length })), list(entries));

/** Return whether a list has an occupation by its own code, and not by codes of another NOC version. */
const isSame = (matched, draw, group) => draw.version === group.version && matched.join() === group.code;

function drawEntry(draw, how, group, sources, site) {
  const listed = draw.listed === undefined ? null : say("listOf", { count: draw.listed });
  const facts = [
    draw.invitations === undefined ? say("invitedUnknown") : say("invited", { count: draw.invitations }),
    scoreText(draw),
    listed,
    how && !isSame(how.matched, draw, group) ? say("matched", { version: draw.version, codes: how.matched.join(", ") }) : null,
    how?.outside_gta.length ? say("outsideGta") : null,
    draw.confidence === "low" ? say("lowConfidence") : null,
  ];
  return element("li", {},
    element("time", { datetime: draw.date }, date(draw.date)),
    element("div", {},
      streamName(site, draw.stream, "p", { class: "stream" }),
      draw.target ? english(draw.target, "p", { class: "target" }) : null,
      element("p", { class: "small" }, facts.filter(Boolean).join(" · ")),
      draw.note ? english(draw.note, "p", { class: "small" }) : null,
      sourceLinks(draw.sources.map((place) => sources[place]))));
}
