/**
 * How somebody names a language → its code: "de-AT", "de_AT.UTF-8", "Deutsch", "German".
 */
import { byLanguage } from "../../text/lists/by-language.ts";

/** Two letters, and what may stand behind them. */
const TAG = /^(?<code>[a-z]{2})(?:[-_][\w-]+)*(?:\.[\w-]+)?(?:@\w+)?$/iu;

/** Languages name themselves, and one another in these. */
const NAMED_IN = ["en", "de"];

/** ISO 639-1; null where it names none. */
export function readLanguage(words: string): string | null {
  const code = TAG.exec(words)?.groups?.["code"]?.toLowerCase();
  if (code !== undefined) return nameOf(code, "en") === null ? null : code;
  const name = words.toLowerCase();
  return (
    codes().find((known) =>
      [...NAMED_IN, known].some((language) => nameOf(known, language)?.toLowerCase() === name),
    ) ?? null
  );
}

/** Every pair of letters that is a language. */
function codes(): string[] {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => nameOf(code, "en") !== null);
}

function nameOf(code: string, language: string): string | null {
  return namesIn(language).of(code) ?? null;
}

const namesIn = byLanguage(
  (language) => new Intl.DisplayNames([language], { type: "language", fallback: "none" }),
);
