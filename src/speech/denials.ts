/**
 * Finds the denial of a claim: the sentence that whoever is shown the claim must see as well.
 */
import type { Article, Excerpt, Passage, Sentence } from "../corpus/passage.ts";
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
/** "das" as a pronoun, "dies", and "this" or "that" at the end of a clause: they refer to the sentence before. */
const THAT = /(?<!\p{L})(?:[Dd]as(?! \p{Lu})|[Dd]ies|[Tt]h(?:at|is)(?= *[.,]))(?!\p{L})/u;

/** "Nein, das haben wir nie gesagt": answers what was said or asked just before. */
const no = wordPattern(new URL("words/no.txt", import.meta.url));

/** "Kim Probe: " before what somebody says in an interview. */
const LABEL = /^[^:„“"]{1,40}: /u;

/** A denial that says no more than that it is one refers to what was said just before; in UTF-16 units. */
const BARE_DENIAL = 60;

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

/** The denial of what this sentence claims, asks or passes on; null where it claims nothing or none denies it. */
export function denialOf(passage: Passage, sentence: number): Excerpt | null {
  return answeredNo(passage, sentence) ?? deniedLater(passage, sentence);
}

/** "Es heißt, Sie wollten ihn sperren. Stimmt das?" – "Nein." */
function answeredNo(passage: Passage, sentence: number): Excerpt | null {
  const { passages } = passage.article;
  const next = passages[passages.indexOf(passage) + 1];
  const behind = [passage, ...(next === undefined ? [] : [next])]
    .flatMap(sentencesOf)
    .slice(sentence + 1, sentence + 3);
  const answer = behind.find(({ text }) => !text.trimEnd().endsWith("?"));
  return answer !== undefined && no.opens(answer.text.replace(LABEL, "")) ? answer.at : null;
}

type Placed = Sentence & { readonly at: Excerpt };

function sentencesOf(passage: Passage): Placed[] {
  return passage.sentences.map((one, i) => ({ ...one, at: { passage, from: i, to: i + 1 } }));
}

function deniedLater(passage: Passage, sentence: number): Excerpt | null {
  const claim = passage.sentences[sentence]?.text ?? "";
  if (denials.isIn(claim)) return null;
  const speaker = speakerOf(passage, sentence);
  const isClaim = speechOf(passage, sentence) !== null || accusations.isIn(claim);
  const paragraphs = paragraphsOf(passage.article);
  const paragraph = paragraphs.indexOf(passage);
  const denial = denialsIn(passage.article).find((one) => {
    if (isByDenier(one, speaker)) return false;
    const isNext = one.passage === passage && one.from === sentence + 1;
    if (isNext && refersToClaim(one.text)) return true;
    if (!isClaim) return false;
    if (opensNextSection(one, passage)) return refersToClaim(one.text);
    return (
      one.passage.section === passage.section &&
      (refersBack(claim, one, one.paragraph - paragraph) ||
        shareWord(claim, one.text, passage.article))
    );
  });
  return denial === undefined
    ? null
    : { passage: denial.passage, from: denial.from, to: denial.to };
}

/** "Die Firma wies das zurück" under the next heading answers all that was claimed above it. */
function opensNextSection({ passage, from }: Denial, claimed: Passage): boolean {
  const { sections, passages } = passage.article;
  return (
    from === 0 &&
    claimed.section !== null &&
    passage.section === sections[sections.indexOf(claimed.section) + 1] &&
    passages.find(({ section }) => section === passage.section) === passage
  );
}

/** Whether the denial is of whatever was said just before. */
function refersToClaim(denial: string): boolean {
  return (
    claimBefore.isIn(denial) ||
    accusationsBefore.isIn(denial) ||
    THAT.test(denial) ||
    denial.trim().length <= BARE_DENIAL
  );
}

/** Nobody denies their own words: "Köhler wies den Vorwurf zurück" is about somebody else's. */
function isByDenier({ passage, text }: Denial, speaker: string | null): boolean {
  return speaker !== null && peopleOf(passage.article).mentionsIn(text)[0]?.name === speaker;
}

function paragraphsOf({ passages }: Article): Passage[] {
  return passages.filter(({ kind }) => kind === "paragraph");
}

/** `distance`: how many paragraphs after the claim the denial stands. */
function refersBack(claim: string, { text, from }: Denial, distance: number): boolean {
  if (distance < 0) return false;
  if (distance === 0 && (claimBefore.isIn(text) || THAT.test(text))) return true;
  if (distance === 1 && (from === 0 ? refersToClaim(text) : claimBefore.isIn(text))) return true;
  return accusations.isIn(claim) && accusationsBefore.isIn(text);
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
