/**
 * The page's words: one dictionary of the reader's language, the same file the server's templates read.
 *
 * A text with a number has one form for each plural category of its language; `{name}` is a place for a value.
 */

import type english from "../i18n/en.json";
import type { Names, PersonView } from "./protocol";

export type Key = keyof typeof english;
type Values = Readonly<Record<string, string | number>>;
type Text = string | Readonly<Record<string, string>>;

let language = "en";
let plural = new Intl.PluralRules(language);
let dictionary: Readonly<Record<string, Text>> = {};

/** Fetch the dictionary and use it from here on. */
export async function loadDictionary(lang: string, url: string): Promise<void> {
  const response = await fetch(url);
  useDictionary(lang, (await response.json()) as Record<string, Text>); // the build checks its shape
}

export function useDictionary(lang: string, texts: Readonly<Record<string, Text>>): void {
  language = lang;
  plural = new Intl.PluralRules(lang);
  dictionary = texts;
}

/** The text of a key; `n` chooses the plural form. */
export function t(key: Key, values: Values = {}): string {
  const text = dictionary[key];
  if (text === undefined) return key;
  const form = typeof text === "string" ? text : (text[plural.select(Number(values["n"]))] ?? text["other"] ?? key);
  return form.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A name in the reader's language. */
export function nameOf(names: Names): string {
  return language === "ru" ? names.ru : language === "zh" ? names.zh : names.en;
}

/** False if the reader is at home in the script of the name. */
export function wantsLatin(person: PersonView): boolean {
  return person.latin !== person.name && person.lang.split("-")[0] !== language;
}

/** Half-points as they are written on a score sheet: `2½`. */
export function points(half: number): string {
  const whole = Math.floor(half / 2);
  if (half % 2 === 0) return String(whole);
  return whole === 0 ? "½" : `${whole}½`;
}
