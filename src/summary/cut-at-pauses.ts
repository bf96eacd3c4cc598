/**
 * Cuts a talk that is too long for one request into parts, at its longest pauses.
 */
import { estimateTokens } from "../llm/price.ts";
import type { TalkLine } from "./talk-document.ts";

/** Each side of a cut is at least so much of the talk: a pause near an end would leave hardly anything there. */
const LEAST_SHARE = 1 / 4;

/** What a line is sent with beside its text (time, author), in characters. */
const HEAD = 30;

/** In order, each of at most `limit` tokens as estimated; a single line is never cut. */
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

/** Before which line it is; of equally long pauses the one nearest to the middle. */
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
