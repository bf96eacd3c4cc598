/**
 * Finds runs of capitalised words in a text, each with the words before it: candidates for names.
 */
export interface Word {
  readonly text: string;
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** Whether only white space separates it from the previous word. */
  readonly joined: boolean;
}

export interface CapitalRun {
  /** A particle and the word after it are one: "Ursula", "von der Leyen". */
  readonly words: readonly string[];
  /** The two words before it in the same clause, nearest first. */
  readonly before: readonly string[];
  readonly afterNumber: boolean;
  /** „Rodong Sinmun“: quotation marks enclose it alone. */
  readonly quoted: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:[’'-]\p{L}[\p{L}\p{M}]*)*/gu;
const PARTICLES = [
  ["von", "der"],
  ["van", "der"],
  ["van", "den"],
  ["de", "la"],
  ["von"],
  ["van"],
  ["de"],
  ["del"],
  ["da"],
  ["di"],
  ["al"],
  ["el"],
  ["bin"],
  ["ibn"],
  ["ten"],
] as const;

/** "Okafor’s" is read as "Okafor". */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(WORD)) {
    const written = match.replace(/[’']s$/u, "");
    const between = text.slice(end, index);
    const joined =
      words.length > 0 &&
      (/^[ \u00A0\n]$/u.test(between) ||
        (between === ". " && /^\p{Lu}$/u.test(words.at(-1)?.text ?? "")));
    words.push({ text: written, from: index, to: index + written.length, joined });
    end = index + match.length;
  }
  return words;
}

export function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

/** `endsRun`: whether a word ends a run without belonging to it. */
export function capitalRuns(
  text: string,
  words: readonly Word[],
  endsRun: (word: string) => boolean,
): CapitalRun[] {
  const runs: CapitalRun[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const end = runEnd(words, i, endsRun);
    if (end - i > 1) runs.push(runOf(text, words, [i, end]));
    if (end > i) i = end - 1;
  }
  return runs;
}

function runEnd(words: readonly Word[], from: number, parts: (word: string) => boolean): number {
  const fits = (at: number) => {
    const word = words[at];
    return (
      word !== undefined &&
      (at === from || word.joined) &&
      isCapitalised(word.text) &&
      !parts(word.text)
    );
  };
  let end = from;
  while (fits(end)) {
    end += 1;
    const particle = particleAt(words, end);
    if (particle > 0 && fits(end + particle)) end += particle;
  }
  return end;
}

/** The number of words of the particle that begins at `at`; 0 for none. */
function particleAt(words: readonly Word[], at: number): number {
  const found = PARTICLES.find((particle) =>
    particle.every((part, i) => words[at + i]?.text === part && words[at + i]?.joined === true),
  );
  return found?.length ?? 0;
}

function runOf(
  text: string,
  words: readonly Word[],
  [from, end]: readonly [number, number],
): CapitalRun {
  const first = words[from];
  const last = words[end - 1];
  const start = first?.from ?? 0;
  const before: string[] = [];
  for (let at = from; before.length < 2 && words[at]?.joined === true; at -= 1)
    before.push(words[at - 1]?.text ?? "");
  return {
    words: withParticles(words.slice(from, end).map((word) => withPoint(text, word))),
    before,
    afterNumber: /\d[ \u00A0]$/u.test(text.slice(Math.max(0, start - 2), start)),
    quoted:
      /[„“"»«‚]/u.test(text.charAt(start - 1)) && /["“”»«‘]/u.test(text.charAt(last?.to ?? 0)),
  };
}

function withParticles(words: readonly string[]): string[] {
  const joined: string[] = [];
  let particle = "";
  for (const word of words) {
    if (isCapitalised(word)) joined.push(particle + word);
    particle = isCapitalised(word) ? "" : `${particle}${word} `;
  }
  return joined;
}

/** "F." in "John F. Kennedy". */
function withPoint(text: string, { text: word, to }: Word): string {
  return word.length === 1 && text.startsWith(". ", to) ? `${word}.` : word;
}
