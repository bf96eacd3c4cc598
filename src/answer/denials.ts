/**
 * Accusations and what the article holds against them: who reads the one must see the other.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import type { SpeechOf } from "../corpus/speech.ts";
import { hashGrams } from "../text/grams.ts";
import { splitWords } from "../text/words.ts";

const DENIAL =
  /(?<!\p{L})(?:wies(?:en)?|weis(?:t|en))(?!\p{L}).*(?<!\p{L})zurück(?!\p{L})|(?<!\p{L})(?:zurück(?:gewiesen|wies(?:en)?|weist|weisen)|bestreite[nt]|bestritt(?:en)?|dementier(?:t|te|ten|en)|leugne(?:t|te|ten|n)|vernein(?:t|te|ten|en)|widersprach(?:en)?|widerspricht|den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refuted?|disputed?)(?!\p{L})/iu;

const ACCUSATION =
  /(?<!\p{L})(?:illegal\p{L}*|mutmaßlich\p{L}*|angeblich\p{L}*|vermut\p{L}*|verdächtig\p{L}*|verdacht\p{L}*|erkenntnis\p{L}*|vorw[uü]rf\p{L}*|anschuldigung\p{L}*|beschuldig\p{L}*|verletzung\p{L}*|verst(?:o|ö)(?:ß|ss)\p{L}*|brech\p{L}*|bruch|accus\p{L}*|alleg\p{L}*|suspect\p{L}*|violat\p{L}*|breach\p{L}*|unlawful\p{L}*)(?!\p{L})/iu;

/** A word this long that both share, as a word or as part of one, makes them speak of one thing. */
const SHARED_WORD_LENGTH = 6;

/** The denial of what this sentence claims, in its own section; null where it claims nothing or none denies it. */
export function denialOf(passage: Passage, sentence: number, speechOf: SpeechOf): Excerpt | null {
  const claim = passage.sentences[sentence]?.text ?? "";
  if (DENIAL.test(claim) || speechOf(passage, sentence) === null) return null;
  for (const other of passage.article.passages) {
    if (other.kind !== "paragraph" || other.section !== passage.section) continue;
    const at = other.sentences.findIndex(({ text }) => DENIAL.test(text));
    const denial = other.sentences[at];
    if (denial === undefined) continue;
    if (ACCUSATION.test(claim) || shareWord(claim, denial.text, passage))
      return { passage: other, from: at, to: at + 1 };
  }
  return null;
}

/** "Waffen" and "Waffengeschäfte"; names of the article's own subject say nothing. */
function shareWord(claim: string, denial: string, passage: Passage): boolean {
  const { language, passages } = passage.article;
  const words = (text: string) =>
    splitWords(text, language).filter((word) => word.length >= SHARED_WORD_LENGTH);
  const everywhere = (word: string) =>
    passages.filter(({ text }) => text.includes(word)).length > passages.length / 4;
  return words(denial).some((denied) => {
    const grams = new Set(hashGrams(denied, language));
    return words(claim).some((claimed) => {
      if (everywhere(claimed)) return false;
      const shared = hashGrams(claimed, language).filter((gram) => grams.has(gram)).length;
      return shared >= Math.max(4, claimed.length / 2);
    });
  });
}
