/**
 * Folding: a job title as the words that compare. This is `oinp_noc._folding`, written once more so that a title is
 * found before the library is there. A test holds the two against each other over all titles.
 */

const ASIDES = /[(-] ?(?:except|excluding|sauf)(?![\p{L}\p{N}_])[^)]*\)?/gu; // what a title says that it does not mean
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.-?)+\p{L}(?![\p{L}\p{N}_])\.?/gu; // R.N., P.-D.G.
const APOSTROPHES = /['`\u00b4\u02bc\u2018\u2019]/gu;
const BARE = /^[\p{L}\p{N} ]+$/u;
const FEMININE = "e|ne|le|se|te|ve|re|ere|iere|euse|ice|rice|trice|enne|ienne|onne|esse";
const LETTERS = { œ: "oe", æ: "ae", ø: "o", đ: "d", ł: "l" };
const LONGEST_REPEAT = 5;
const TOO_SHORT = 3;

const LANGUAGES = {
  en: {
    secondGender: /(m[ae]n|master)\/(?:wom[ae]n|mistress)(?![\p{L}\p{N}_])/gu,
    firstGender: "$1",
    apostrophe: "",
    smallWords: new Set("a an and at by for from in of on or the to with".split(" ")),
    singular: englishSingular,
  },
  fr: {
    secondGender: new RegExp(
      `(?<=\\p{L}{2})[(./·•‧-](?:${FEMININE})\\)?(?:[./·•‧-]?s)?\\)?(?![\\p{L}\\p{N}])`, "gu"),
    firstGender: "",
    apostrophe: " ",
    smallWords: new Set(
      "a au aux avec chez d dans de des du en et l la le les ou par pour sur un une".split(" ")),
    singular: frenchSingular,
  },
};

/** Fold a text: two texts that mean the same title give the same words, joined by spaces. */
export function fold(text, lang, forms) {
  const words = split(plain(text), lang).filter((word) => !LANGUAGES[lang].smallWords.has(word));
  const singular = words.map(LANGUAGES[lang].singular);
  return withoutRepeats(singular.map((word) => (Object.hasOwn(forms, word) ? forms[word] : word))).join(" ");
}

function plain(text) {
  const bare = casefold(casefold(text).normalize("NFKD"))
    .replace(/\p{M}/gu, "")
    .replace(/[œæøđł]/gu, (letter) => LETTERS[letter])
    .replace(/[\u2010-\u2015]/gu, "-");
  return bare.replace(INITIALS, (initials) => initials.replace(/[.-]/g, ""));
}

function casefold(text) {
  return text.toLowerCase().replace(/ß/gu, "ss").replace(/ς/gu, "σ").replace(/ſ/gu, "s");
}

function split(text, lang) {
  if (BARE.test(text)) return text.split(" ").filter(Boolean);
  const { secondGender, firstGender, apostrophe } = LANGUAGES[lang];
  const meant = text.replace(ASIDES, " ").replace(secondGender, firstGender).replace(APOSTROPHES, apostrophe);
  return meant.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Leave out what is said twice running: directeur général/directrice générale, once both genders are one. */
function withoutRepeats(found) {
  const kept = [];
  let position = 0;
  while (position < found.length) {
    kept.push(found[position++]);
    for (let length = 1; length <= Math.min(LONGEST_REPEAT, kept.length); length++) {
      const last = kept.slice(-length).join(" ");
      while (found.slice(position, position + length).join(" ") === last) position += length;
    }
  }
  return kept;
}

function englishSingular(word) {
  if (word.endsWith("men")) return `${word.slice(0, -2)}an`;
  if (letters(word) <= TOO_SHORT || /(ss|us|is)$/.test(word)) return word;
  if (/(ies|ie)$/.test(word)) return `${word.replace(/s$/, "").slice(0, -2)}y`;
  if (/(sses|shes|ches|xes|zes|oes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("oe") ? word.slice(0, -1) : word.replace(/s$/, "");
}

function frenchSingular(word) {
  if (letters(word) <= TOO_SHORT) return word;
  if (word.endsWith("aux")) return word.endsWith("eaux") ? word.slice(0, -1) : `${word.slice(0, -2)}l`;
  return /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

const letters = (word) => [...word].length;
