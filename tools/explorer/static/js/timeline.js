/** The draws of each stream on a line of years: those that listed the occupation, those that did not, those not known. */

import { element, shape } from "./dom.js";
import { streamName } from "./names.js";
import { date, say } from "./words.js";

const NAME = 17; // pixels for a line of a stream's name
const LANE = 30; // and for its draws below
const LETTER = 6.9; // how wide a letter of a name is, about
const AXIS = 24;
const MARGIN = 8;
const NARROWEST = 280;

/** Make the picture. It is as wide as its place, so that its text is never scaled. */
export function timeline(ids, draws, site, summary) {
  const listed = new Set(ids);
  const streams = [...new Set(ids.map((id) => draws[id].stream))].sort();
  const byStream = streams.map((stream) => [stream, Object.keys(draws).filter((id) => draws[id].stream === stream)]);
  const counted = byStream.map(([stream, own]) =>
    `${streamName(site, stream).textContent}: ${own.filter((id) => listed.has(id)).length}`);
  const box = element("div", { class: "timeline-box" });
  const figure = element("figure", { class: "timeline" }, box, legend());
  const label = say("picture", { summary: `${summary} ${counted.join("; ")}.` });
  const draw = (width) => box.replaceChildren(
    picture(byStream, listed, draws, site, label, Math.max(NARROWEST, Math.floor(width))));
  // Drawn at once as wide as it will be about, so that nothing below it moves when its width is known.
  draw(document.querySelector("main").clientWidth * (matchMedia("(min-width: 64rem)").matches ? 0.65 : 0.8));
  new ResizeObserver(([{ contentRect }]) => draw(contentRect.width)).observe(box);
  return figure;
}

function picture(byStream, listed, draws, site, label, width) {
  const dates = Object.values(draws).map((draw) => draw.date);
  const first = yearOf(dates.reduce(earlier));
  const last = yearOf(dates.reduce(later)) + 1;
  const at = (iso) => MARGIN + ((Date.parse(iso) - start(first)) / (start(last) - start(first))) * (width - 2 * MARGIN);
  const names = byStream.map(([stream]) => wrapped(streamName(site, stream), (width - 2 * MARGIN) / LETTER));
  const tops = names.map((_, place) => names.slice(0, place).reduce((sum, { lines }) => sum + lines.length * NAME + LANE, 0));
  const height = tops.at(-1) + names.at(-1).lines.length * NAME + LANE + AXIS;
  const years = Array.from({ length: last - first }, (_, place) => first + place);
  const everyYear = width / years.length > 40;
  return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    years.map((year) => shape("line", {
      class: "year", x1: at(`${year}-01-01`), x2: at(`${year}-01-01`), y1: 0, y2: height - AXIS + 4 })),
    years.filter((year, place) => everyYear || place % 2 === 0).map((year) => shape("text", {
      class: "year-name", x: at(`${year}-01-01`) + 3, y: height - 6 }, String(year))),
    byStream.map(([, own], place) => lane(names[place], own, listed, draws, at, tops[place], width)));
}

function lane(name, own, listed, draws, at, top, width) {
  const y = top + name.lines.length * NAME + LANE / 2;
  const kinds = { other: [], unknown: [], listed: [] };
  for (const id of own) kinds[listed.has(id) ? "listed" : draws[id].listing === "unknown" ? "unknown" : "other"].push(id);
  const mark = (kind, id, make) => shape("g", { class: kind }, make(at(draws[id].date)), shape("title", {}, date(draws[id].date)));
  return shape("g", {},
    shape("line", { class: "lane", x1: MARGIN, x2: width - MARGIN, y1: y, y2: y }),
    name.lines.map((line, place) => shape("text", {
      class: "lane-name", x: MARGIN, y: top + (place + 1) * NAME, lang: name.lang }, line)),
    kinds.other.map((id) => mark("mark-other", id, (x) => shape("line", { x1: x, x2: x, y1: y - 4, y2: y + 4 }))),
    kinds.unknown.map((id) => mark("mark-unknown", id, (x) => shape("circle", { cx: x, cy: y, r: 4.5 }))),
    kinds.listed.map((id) => mark("mark-listed", id, (x) => shape("circle", { cx: x, cy: y, r: 5 }))));
}

/** Break the name of a stream into lines of so many letters. */
function wrapped(name, letters) {
  const lines = [""];
  for (const word of name.textContent.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= letters || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return { lines, lang: name.getAttribute("lang") };
}

function legend() {
  const kinds = { listed: "legendListed", unknown: "legendUnknown", other: "legendOther" };
  const drawn = (kind) => (kind === "other"
    ? shape("line", { x1: 7, x2: 7, y1: 3, y2: 11 })
    : shape("circle", { cx: 7, cy: 7, r: 5 }));
  return element("figcaption", {}, Object.entries(kinds).map(([kind, key]) => element("span", {},
    shape("svg", { width: 14, height: 14, "aria-hidden": "true" }, shape("g", { class: `mark-${kind}` }, drawn(kind))),
    say(key))));
}

const start = (year) => Date.UTC(year, 0, 1);
const yearOf = (iso) => Number(iso.slice(0, 4));
const earlier = (one, other) => (one < other ? one : other);
const later = (one, other) => (one > other ? one : other);
