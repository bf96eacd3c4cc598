/**
 * Finds the denial of a claim: the sentence that whoever is shown the claim must see as well.
 */
import type { Article, Excerpt, Passage } from "../corpus/passage.ts";
import { perArticle } from "../corpus/per-article.ts";
import { peopleOf } from "./people.ts";
import { speakerOf, speechOf } from "./speech.ts";
import { hashGrams } from "../text/grams.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";
import { splitWords } from "../text/words.ts";

const denials = wordPattern(new URL("words/denials.txt", import.meta.url));
const accusations = wordPattern(new URL("words/accusations.txt", import.meta.url));
/** "die Anschuldigungen": refers to any accusation before it. */
const accusationsBefore = wordPattern(new URL("words/accusations-before.txt", import.meta.url));
/** "den Vorwurf": refers to what was said just before. */
const claimBefore = wordPattern(new URL("words/claim-before.txt", import.meta.url));
/** "das" as a pronoun and "that" at the end of a clause: they refer to what was said just before, too. */
const THAT = /(?<!\p{L})(?:[Dd]as(?! \p{Lu})|[Tt]hat(?= *[.,]))(?!\p{L})/u;

/** Claim and denial are about one thing when they share a word, or part of one, of at least this length; in letters. */
const SHARED_WORD_LENGTH = 6;

/** A word in more passages than this, and in more than a quarter of all, is the article's subject and tells nothing. */
const FEW_PASSAGES = 3;

interface Denial extends Excerpt {
  readonly text: string;
  /** Index of its paragraph in the article. */
  readonly paragraph: number;
}

/** An article's denials, the first of each paragraph. */
const denialsIn = perArticle((article): Denial[] =>
  paragraphsOf(article).flatMap((passage, paragraph) => {
    const from = passage.sentences.findIndex(({ text }) => denials.isIn(text));
    const text = passage.sentences[from]?.text;
    return text === undefined ? [] : [{ passage, from, to: from + 1, text, paragraph }];
  }),
);

/** The denial of what this sentence claims, in its own section; null where it claims nothing or none denies it. */
export function denialOf(passage: Passage, sentence: number): Excerpt | null {
  const claim = passage.sentences[sentence]?.text ?? "";
  const isClaim = speechOf(passage, sentence) !== null || accusations.isIn(claim);
  if (!isClaim || denials.isIn(claim)) return null;
  const paragraph = paragraphsOf(passage.article).indexOf(passage);
  const speaker = speakerOf(passage, sentence);
  const denial = denialsIn(passage.article).find(
    (one) =>
      one.passage.section === passage.section &&
      !isByDenier(one, speaker) &&
      (refersBack(claim, one.text, one.paragraph - paragraph) ||
        shareWord(claim, one.text, passage.article)),
  );
  return denial === undefined
    ? null
    : { passage: denial.passage, from: denial.from, to: denial.to };
}

/** Nobody denies their own words: "Köhler wies den Vorwurf zurück" is about somebody else's. */
function isByDenier({ passage, text }: Denial, speaker: string | null): boolean {
  return speaker !== null && peopleOf(passage.article).mentionsIn(text)[0]?.name === speaker;
}

function paragraphsOf({ passages }: Article): Passage[] {
  return passages.filter(({ kind }) => kind === "paragraph");
}

/** `distance`: how many paragraphs after the claim the denial stands. */
function refersBack(claim: string, denial: string, distance: number): boolean {
  if (distance < 0) return false;
  if (distance <= 1 && (claimBefore.isIn(denial) || THAT.test(denial))) return true;
  return accusations.isIn(claim) && accusationsBefore.isIn(denial);
}

/** Whether they share a long word, or a part of one ("Waffen", "Waffengeschäfte"), that is not the article's subject. */
function shareWord(claim: string, denial: string, { language, passages }: Article): boolean {
  const most = Math.max(FEW_PASSAGES, passages.length / 4);
  const isEverywhere = (word: string) =>
    passages.filter(({ text }) => text.includes(word)).length > most;
  const longWords = (text: string) =>
    splitWords(text, language).filter((word) => word.length >= SHARED_WORD_LENGTH);
  const denied = longWords(denial).map((word) => new Set(hashGrams(word, language)));
  return longWords(claim).some((word) => {
    const grams = hashGrams(word, language);
    const least = Math.max(4, word.length / 2);
    return (
      denied.some((others) => grams.filter((gram) => others.has(gram)).length >= least) &&
      !isEverywhere(word)
    );
  });
}
