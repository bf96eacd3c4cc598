/**
 * The line under a quotation that says whose it is: "— Jens Stoltenberg, Nato-Generalsekretär".
 */
import type { Speaker } from "../passage.ts";
import { NAME } from "./names.ts";

const ROLE = "[^.!?…,:;©]{2,80}";

/** "Jens Stoltenberg, Nato-Generalsekretär" */
export const NAMED = new RegExp(`^(${NAME})(?<!\\.)(?:,\\s+(${ROLE}))?$`, "u");

/** Behind a dash, where a line of talk, "– Ja.", ends like a sentence. */
const DASHED = /^(?:—|–|--?)\s*(?<words>\p{L}.{0,119}(?:(?<=\b[JS]r)\.|(?<![.!?…:;,])))$/u;

/** "(Knut Ferch, Bürgermeister)" */
const BRACKETED = /^\((?<words>[^()]+)\)$/u;

/** Words that begin a line about the text: what follows is no name. */
const NO_NAME =
  /^(?:Der|Die|Das|Ein|Eine|Von|Mehr|Foto|Quelle|Lesen|The|By|More|Photo|Source|Read|A|An)\s/u;

/** Whom a line of its own under a quotation names; null where it is no signature. */
export function readSignature(line: string): Speaker | null {
  const dashed = DASHED.exec(line)?.groups?.["words"];
  if (dashed !== undefined) return readSpeaker(dashed);
  const words = BRACKETED.exec(line)?.groups?.["words"] ?? line;
  return isNamed(words) && /\s/u.test(words) ? readSpeaker(words) : null;
}

export function isNamed(words: string): boolean {
  return NAMED.test(words) && !NO_NAME.test(words);
}

/** "Name, role" → both; the role is what stands behind the first comma. */
export function readSpeaker(text: string): Speaker {
  const comma = text.indexOf(",");
  if (comma < 0) return { name: text.trim(), role: null };
  return { name: text.slice(0, comma).trim(), role: text.slice(comma + 1).trim() || null };
}
