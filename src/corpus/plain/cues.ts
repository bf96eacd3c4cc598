/**
 * Subtitles (WebVTT, SubRip) → the words that are spoken, a sentence or more in each paragraph.
 */
const TIMING = /^\s*(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}\s*-->\s*(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}/u;

/** Null where the text holds no times. */
export function readCues(text: string): string | null {
  const isVtt = /^WEBVTT\b/u.test(text);
  if (!isVtt && !/^\s*\d+\n.*-->/u.test(text)) return null;
  const cues = text.split(/\n\s*\n/u).flatMap((block) => readCue(block.split("\n")));
  return cues.length === 0
    ? null
    : cues.map((cue) => (/[.!?…]["”“»«]*$/u.test(cue) ? `${cue}\n\n` : `${cue}\n`)).join("");
}

/** What stands under its times; blocks without times are notes and styles. */
function readCue(lines: readonly string[]): string[] {
  const at = lines.findIndex((line) => TIMING.test(line));
  if (at === -1) return [];
  const words = lines
    .slice(at + 1)
    .join("\n")
    .replace(/<[^<>\n]*>|\{\\[^{}\n]*\}/gu, "")
    .trim();
  return words === "" ? [] : [words];
}
