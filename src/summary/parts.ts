/**
 * Cuts a talk that is too long for one reading where nobody wrote for the longest.
 */
import { estimateTokens } from "../llm/price.ts";
import type { TalkLine } from "./talk-document.ts";

/** Of both parts that a cut leaves: a pause near an end would leave hardly anything on one side. */
const LEAST_SHARE = 1 / 4;

/** Of a line's block beside its text, in characters. */
const HEAD = 30;

/** In order, none above `limit` tokens as estimated; a single line is never cut. */
export function cutAtPauses(lines: readonly TalkLine[], limit: number): (readonly TalkLine[])[] {
  const ends: number[] = [];
  let total = 0;
  for (const { hidden } of lines) {
    total += estimateTokens(hidden) + Math.ceil(HEAD / 2);
    ends.push(total);
  }
  if (total <= limit || lines.length < 2) return [lines];
  const at = longestPause(lines, (cut) => {
    const share = (ends[cut - 1] ?? 0) / total;
    return share >= LEAST_SHARE && share <= 1 - LEAST_SHARE;
  });
  return [lines.slice(0, at), lines.slice(at)].flatMap((part) => cutAtPauses(part, limit));
}

/** The number of the line behind it; of pauses as long as each other the one nearest to the middle. */
function longestPause(lines: readonly TalkLine[], mayCut: (cut: number) => boolean): number {
  const middle = lines.length / 2;
  let [best, longest] = [Math.floor(middle), -1];
  for (let cut = 1; cut < lines.length; cut += 1) {
    const pause = (lines[cut]?.message.at ?? 0) - (lines[cut - 1]?.message.at ?? 0);
    const isNearer = Math.abs(cut - middle) < Math.abs(best - middle);
    if ((pause > longest || (pause === longest && isNearer)) && mayCut(cut))
      [best, longest] = [cut, pause];
  }
  return best;
}
