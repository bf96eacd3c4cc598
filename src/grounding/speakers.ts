/**
 * Whether a sentence of the model gives one person's words to another.
 */
import { attributionIn } from "../speech/attribution.ts";
import { isCapitalised, readWords } from "../speech/capital-runs.ts";
import { partsOf } from "../speech/mentions.ts";
import { peopleOf, type People } from "../speech/people.ts";
import { type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import { blotOut, quotationsIn } from "../speech/quotation-spans.ts";
import { speakerOf } from "../speech/speech.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { soundOf } from "../text/sounds.ts";

/** Verbs of saying that an article's readers do without; each is read as the plainest. */
const OTHER_VERBS = {
  en: /(?<!\p{L})(?:stress(?:ed|es)|emphasi[sz]e[ds]|underlin(?:ed|es)|criticis?z?e[ds]|describe[ds]|express(?:ed|es)|mention(?:ed|s)|urge[ds]|condemn(?:ed|s)|declare[ds]|assert(?:ed|s)|maintain(?:ed|s)|voice[ds]|speculate[ds]|thank(?:ed|s)|call(?:ed|s)|label(?:led|s)|term(?:ed|s)|voice[ds]|points to|pointed to|hope[ds]|fear(?:ed|s)|demand(?:ed|s)|vow(?:ed|s)|promise[ds]|pledge[ds]|comment(?:ed|s)|observe[ds]|remark(?:ed|s)|put it|pointed out|points out)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:hob hervor|unterst(?:rich|reicht)|würdigt(?:e)?|verurteilt(?:e)?|beschreibt|beschrieb|bezeichnet(?:e)?|spricht von|sprach von)(?!\p{L})/giu,
} as const;

interface Said {
  readonly text: string;
  /** ISO 639-1; of other languages than German and English nothing is read. */
  readonly language: string;
  /** What is cited for it. */
  readonly excerpts: readonly Excerpt[];
}

export function hasWrongSpeaker(said: Said): boolean {
  const { language, excerpts } = said;
  const [first] = excerpts;
  if ((language !== "de" && language !== "en") || first === undefined) return false;
  const people = peopleOf(first.passage.article);
  const speaker = speakerIn(said.text, language, people);
  if (speaker === null) return false;
  const heard = excerpts.flatMap(speakersOf);
  if (heard.length > 0) return !heard.includes(speaker);
  // What nobody is known to say may still be about others than whoever is said to say it.
  const named = excerpts.flatMap((excerpt) => people.mentionsIn(excerptText(excerpt)));
  const around = excerpts.flatMap(({ passage }) => speakersAround(passage));
  return (
    named.length > 0 && !named.some(({ name }) => name === speaker) && !around.includes(speaker)
  );
}

/** Who speaks in the passage, and in the ones before and after it. */
function speakersAround(passage: Passage): string[] {
  const { passages } = passage.article;
  const at = passages.indexOf(passage);
  return passages
    .slice(Math.max(0, at - 1), at + 2)
    .flatMap((near) => speakersOf({ passage: near, from: 0, to: near.sentences.length }));
}

/** The full name of whoever the claim says that said it; null where that is nobody whom the article knows. */
function speakerIn(text: string, language: "de" | "en", people: People): string | null {
  const spelled = asSpelled(text, people).replace(
    OTHER_VERBS[language],
    language === "de" ? "sagte" : "said",
  );
  const blotted = blotOut(spelled, quotationsIn(spelled));
  const attribution = attributionIn({
    people,
    text: blotted,
    mentions: people.mentionsIn(blotted),
    german: language === "de",
    isContent: contentWordTest(language),
  });
  return attribution?.speaker ?? null;
}

/** With the article's own spelling of its people: "Selenskyj" for "Zelensky". */
function asSpelled(text: string, { names }: People): string {
  const bySound = new Map(names.flatMap(partsOf).map((part) => [soundOf(part), part]));
  let spelled = text;
  for (const word of readWords(text).toReversed()) {
    const own = isCapitalised(word.text) ? bySound.get(soundOf(word.text)) : undefined;
    if (own !== undefined) spelled = spelled.slice(0, word.from) + own + spelled.slice(word.to);
  }
  return spelled;
}

/** Known speakers of the sentences. */
function speakersOf({ passage, from, to }: Excerpt): string[] {
  const speakers: string[] = [];
  for (let sentence = from; sentence < to; sentence += 1) {
    const speaker = speakerOf(passage, sentence);
    if (speaker !== null) speakers.push(speaker);
  }
  return speakers;
}
