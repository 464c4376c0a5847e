/** The language of the page, and how it says texts, numbers, dates and the names that the data has in one or both. */

import { element } from "./dom.js";
import { readLanguage } from "./place.js";
import { TEXTS } from "./texts.js";

let lang = readLanguage(location.search, navigator.languages);

export const language = () => lang;

export function setLanguage(chosen) {
  lang = chosen;
  document.documentElement.lang = chosen;
}

/** Say a text; `{name}` in it is replaced, and of a text with a singular the number `count` chooses. */
export function say(key, values = {}) {
  const text = TEXTS[lang][key];
  if (text === undefined) throw new Error(`no text ${key}`);
  const chosen = typeof text === "string" ? text : text[new Intl.PluralRules(lang).select(values.count)] ?? text.other;
  return chosen.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

export const has = (key) => Object.hasOwn(TEXTS[lang], key);

export const number = (value) => new Intl.NumberFormat(`${lang}-CA`).format(value);

export const date = (iso, dateStyle = "long") =>
  new Intl.DateTimeFormat(`${lang}-CA`, { dateStyle, timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));

/** Put a name into an element, in the page's language where there is one; else in English, and marked as such. */
export function named(english, french, name = "span", attributes = {}) {
  const known = lang === "en" || Boolean(french);
  return element(name, { ...attributes, lang: known ? null : "en" }, breakable(lang === "fr" && french ? french : english));
}

/** Let a line end after the slash of a title in both genders: concepteurs/conceptrices. */
const breakable = (text) => text.split(/(?<=\/)/).flatMap((part, place) => (place ? [element("wbr"), part] : part));

/** Put what is known in English only into an element. */
export const english = (text, name = "span", attributes = {}) => named(text, null, name, attributes);
