/** How draws say their stream, score, criteria and sources. */

import { element, outside } from "./dom.js";
import { has, named, say } from "./words.js";

/** Say the name of a stream; one of a user's own draws has its id alone. */
export function streamName(site, id, name = "span", attributes = {}) {
  const known = site.streams[id];
  return known ? named(known.name, known.name_fr, name, attributes) : element(name, attributes, id);
}

/** Fold the sources away: a draw may have many. */
export function sourceLinks(addresses) {
  if (!addresses.length) return null;
  const links = addresses.map((address) => element("li", {}, outside(address)));
  return element("details", { class: "sources" }, element("summary", {}, say("sources")), element("ul", {}, links));
}

/** Say the score of a draw, with its scale. */
export function scoreText({ score }) {
  if (score === undefined) return say("scoreUnknown");
  const { min, max, scale } = score;
  const plain = { min: String(min), max: String(max), scale: scaleName(scale) };
  return say(max === null ? "scoreFrom" : "scoreBetween", plain);
}

/** Say the scale of scores. */
export const scaleName = (scale) => (has(`scale ${scale}`) ? say(`scale ${scale}`) : scale ?? "?");

/** Say a criterion; a smaller place has its own name. */
export const criterion = (name, value) => (has(`${name} ${value}`) ? say(`${name} ${value}`) : value);
