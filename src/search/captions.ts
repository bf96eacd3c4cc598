/**
 * Where captions and pull quotes stand in a ranking: mostly behind paragraphs, first for a question about pictures.
 */
import type { RankedPassage } from "./finding.ts";
import type { Passage } from "../corpus/passage.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";

const PICTURE_WORD =
  /^(?:fotos?|bild(?:er[ns]?|s)?|\p{L}+fotos?|bildunterschrift(?:en)?|foto(?:graf|grafie|grafin)?(?:en|s)?|fotografiert|abgebildet|aufnahmen?|photos?|photograph(?:er|ed|s|ers)?|pictures?|images?|pictured|captions?)$/iu;

/** Verbs that go with pictures: what one shows, and what one does with it. */
const SEEING =
  /^(?:sieht|sehen|seht|zu|zeigt|zeigen|gezeigt|drauf|darauf|gemacht|see|seen|shows?|shown|took|taken|taking)$/iu;

/** "Wer hat das Foto gemacht?", "what's in the picture". */
export function isAboutPictures(question: string): boolean {
  return splitWords(question, "de").some((word) => PICTURE_WORD.test(word));
}

/** Words that only say that a question is about pictures, and not what is in them. */
export function isPictureWord(word: string): boolean {
  return PICTURE_WORD.test(word) || SEEING.test(word);
}

/** The share of a pull quote's content words that its paragraph holds: an editor changes some of the words. */
const REPEATED = 0.75;

/** A caption whose coverage is this much above every paragraph's says what no paragraph says. */
const ONLY_CAPTION_SAYS = 0.15;

/**
 * Puts a pull quote behind the paragraph it shortens, and a caption behind all paragraphs unless only the caption covers
 * the question. What is put back stays in the ranking, and is no answer.
 */
export function paragraphsFirst(ranking: readonly RankedPassage[]): RankedPassage[] {
  const captions = ranking.filter(isCaption);
  const others = behindTheirParagraphs(ranking.filter((candidate) => !isCaption(candidate)));
  const best = Math.max(0, ...others.flatMap(({ sentences }) => sentences));
  const telling = captions.filter(
    ({ sentences }) => Math.max(0, ...sentences) > best + ONLY_CAPTION_SAYS,
  );
  return withFallingScores([
    ...telling,
    ...others,
    ...captions.filter((caption) => !telling.includes(caption)).map(withoutAnswers),
  ]);
}

/** Puts captions first, for a question about pictures; the rest answers only where no caption does. */
export function picturesFirst(ranking: readonly RankedPassage[]): RankedPassage[] {
  const captions = ranking.filter(isCaption);
  const others = ranking.filter((candidate) => !isCaption(candidate));
  const isPictured = captions.some(({ sentences }) => Math.max(...sentences) > 0);
  return withFallingScores([...captions, ...(isPictured ? others.map(withoutAnswers) : others)]);
}

/** Keeps the passage in the ranking, for whoever reads on, with no sentence that answers. */
function withoutAnswers(ranked: RankedPassage): RankedPassage {
  return { ...ranked, sentences: ranked.sentences.map(() => 0) };
}

function isCaption({ passage }: RankedPassage): boolean {
  return passage.kind === "caption";
}

/** Lowers scores so that they fall in the new order. */
function withFallingScores(ranking: readonly RankedPassage[]): RankedPassage[] {
  let most = Infinity;
  return ranking.map((ranked) => {
    most = Math.min(most, ranked.score);
    return { ...ranked, score: most };
  });
}

function behindTheirParagraphs(ranking: readonly RankedPassage[]): RankedPassage[] {
  const settled = [...ranking];
  for (const quote of ranking.filter(({ passage }) => passage.kind === "pull-quote")) {
    const original = settled.find(
      ({ passage }) => passage.kind === "paragraph" && repeats(passage, quote.passage),
    );
    if (original === undefined) continue;
    settled.splice(settled.indexOf(quote), 1);
    const place = Math.max(settled.indexOf(original) + 1, ranking.indexOf(quote));
    settled.splice(place, 0, withoutAnswers(quote));
  }
  return settled;
}

/** Whether the paragraph holds most of the pull quote's content words, in any order. */
function repeats(paragraph: Passage, quote: Passage): boolean {
  if (paragraph.article !== quote.article) return false;
  const words = contentWords(quote);
  const known = new Set(contentWords(paragraph));
  return words.filter((word) => known.has(word)).length >= REPEATED * words.length;
}

/** The folded content words of each passage, kept as long as the passage. */
const wordsOf = new WeakMap<Passage, readonly string[]>();

function contentWords(passage: Passage): readonly string[] {
  const { language } = passage.article;
  let words = wordsOf.get(passage);
  if (words === undefined) {
    words = splitWords(passage.text, language)
      .filter(contentWordTest(language))
      .map((word) => fold(word, language));
    wordsOf.set(passage, words);
  }
  return words;
}
