/**
 * The lines of a wrapped paragraph → one line: "Gemein-⏎derat" is one word, "Ost- und West-⏎seite" stays two.
 */
import { foldSpace } from "../draft.ts";

const SOFT_HYPHEN = "\u00AD";

/** Behind a hyphen they say that the rest of the word comes later: "Vor-⏎und Nachteile". */
const CONJUNCTION = /^(?:und|oder|bzw|beziehungsweise|sowie|bis|and|or|to|et|e|y|ou|o)(?!\p{L})/u;

/** One space for any white space; soft hyphens go. */
export function joinLines(text: string): string {
  const lines = text
    .split("\n")
    .map(foldSpace)
    .filter((line) => line !== "");
  const joined = lines.reduce(
    (before, line) => (before === "" ? line : join(before, line, text)),
    "",
  );
  return joined.replaceAll(SOFT_HYPHEN, "");
}

function join(before: string, line: string, text: string): string {
  if (before.endsWith(SOFT_HYPHEN)) return before + line;
  if (!/[\p{L}\p{N}]-$/u.test(before) || CONJUNCTION.test(line)) return `${before} ${line}`;
  // "10-⏎12 Uhr", "Muster-⏎Straße"
  if (/\p{N}-$/u.test(before) || !/^\p{Ll}/u.test(line)) return before + line;
  return isCompound(before, line, text) ? before + line : before.slice(0, -1) + line;
}

/** Whether the text has the same word with its hyphen in the middle of a line: "well-known". */
function isCompound(before: string, line: string, text: string): boolean {
  const [first = ""] = /[\p{L}\p{N}-]+$/u.exec(before) ?? [];
  const [second = ""] = /^\p{L}+/u.exec(line) ?? [];
  return text.includes(first + second);
}
