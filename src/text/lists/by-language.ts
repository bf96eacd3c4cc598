/**
 * Makes what serves a language (its word lists, names) once, when it is first wanted: that takes up to 0.2 s.
 */
import { memo } from "../memo.ts";

/** More than a corpus and the people who ask are likely to bring; a Telegram client may name any language. */
const LANGUAGES = 200;

/** `language` is ISO 639-1. */
export function byLanguage<Made>(make: (language: string) => Made): (language: string) => Made {
  return memo(make, { most: LANGUAGES });
}
