/**
 * Whether a sentence that a model wrote attributes one person's words to another.
 */
import { attributionIn } from "../speech/attribution.ts";
import { isCapitalised, readWords } from "../speech/capital-runs.ts";
import { partsOf } from "../speech/mentions.ts";
import { peopleOf, type People } from "../speech/people.ts";
import { type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import { blotOut, quotationsIn } from "../speech/quotation-spans.ts";
import { speakerOf } from "../speech/speech.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { wordPattern, type Span } from "../text/lists/word-patterns.ts";
import { soundOf } from "../text/sounds.ts";

/** Reporting verbs that models use and articles do not; each is replaced by the plainest one before reading. */
const VERBS = {
  de: {
    other: wordPattern(new URL("words/reporting-verbs-de.txt", import.meta.url)),
    plain: "sagte",
  },
  en: {
    other: wordPattern(new URL("words/reporting-verbs-en.txt", import.meta.url)),
    plain: "said",
  },
} as const;

interface CitingText {
  readonly text: string;
  /** ISO 639-1; only German and English are checked. */
  readonly language: string;
  /** What it cites. */
  readonly excerpts: readonly Excerpt[];
}

export function hasWrongSpeaker(said: CitingText): boolean {
  const { language, excerpts } = said;
  const [first] = excerpts;
  if ((language !== "de" && language !== "en") || first === undefined) return false;
  const people = peopleOf(first.passage.article);
  const speaker = speakerIn(said.text, language, people);
  if (speaker === null) return false;
  const speakers = excerpts.flatMap(speakersOf);
  if (speakers.length > 0) return !speakers.includes(speaker);
  // The cited sentences have no known speaker: the attribution is wrong where they name others, and not this speaker.
  const named = excerpts.flatMap((excerpt) => people.mentionsIn(excerptText(excerpt)));
  const around = excerpts.flatMap(({ passage }) => speakersAround(passage));
  return (
    named.length > 0 && !named.some(({ name }) => name === speaker) && !around.includes(speaker)
  );
}

/** The speakers in the passage and in the ones before and after it. */
function speakersAround(passage: Passage): string[] {
  const { passages } = passage.article;
  const at = passages.indexOf(passage);
  return passages
    .slice(Math.max(0, at - 1), at + 2)
    .flatMap((near) => speakersOf({ passage: near, from: 0, to: near.sentences.length }));
}

/** The speaker that the sentence names, by full name; null where it names nobody the article knows. */
function speakerIn(text: string, language: "de" | "en", people: People): string | null {
  const { other, plain } = VERBS[language];
  const spelled = asSpelled(text, people);
  const said = replaceSpans(spelled, other.findIn(spelled), () => plain);
  const blotted = blotOut(said, quotationsIn(said));
  const attribution = attributionIn({
    people,
    text: blotted,
    mentions: people.mentionsIn(blotted),
    german: language === "de",
    isContent: contentWordTest(language),
  });
  return attribution?.speaker ?? null;
}

/** The text with names spelled as in the article: "Selenskyj" for "Zelensky". */
function asSpelled(text: string, { names }: People): string {
  const bySound = new Map(names.flatMap(partsOf).map((part) => [soundOf(part), part]));
  const words = readWords(text).filter((word) => isCapitalised(word.text));
  return replaceSpans(text, words, (word) => bySound.get(soundOf(word)) ?? word);
}

/** `spans` in order. */
function replaceSpans(
  text: string,
  spans: readonly Span[],
  replace: (found: string) => string,
): string {
  let replaced = text;
  for (const { from, to } of spans.toReversed())
    replaced = replaced.slice(0, from) + replace(text.slice(from, to)) + replaced.slice(to);
  return replaced;
}

/** The known speakers of an excerpt's sentences. */
function speakersOf({ passage, from, to }: Excerpt): string[] {
  const speakers: string[] = [];
  for (let sentence = from; sentence < to; sentence += 1) {
    const speaker = speakerOf(passage, sentence);
    if (speaker !== null) speakers.push(speaker);
  }
  return speakers;
}
