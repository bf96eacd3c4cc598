/**
 * Accusations and what the article holds against them: who reads the one must see the other.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { speechOf } from "./speech.ts";
import { hashGrams } from "../text/grams.ts";
import { splitWords } from "../text/words.ts";

const DENIAL =
  /(?<!\p{L})(?:wies(?:en)?|weis(?:t|en))(?!\p{L}).*(?<!\p{L})zurück(?!\p{L})|(?<!\p{L})(?:zurück(?:gewiesen|wies(?:en)?|weist|weisen)|bestreite[nt]|bestritt(?:en)?|dementier(?:t|te|ten|en)|leugne(?:t|te|ten|n)|vernein(?:t|te|ten|en)|widersprach(?:en)?|widerspricht|den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|dispute[sd]?)(?!\p{L})|(?<!\p{L})(?:ist|sei|sind|seien|wäre|war) (?:\p{L}+ )?(?:falsch|unwahr|haltlos|unzutreffend|erfunden|frei erfunden|gelogen|unbegründet)(?!\p{L})|(?<!\p{L})(?:stimmt|stimme|stimmten|trifft|treffe|träfen) (?:so )?nicht(?: zu)?(?!\p{L})|(?<!\p{L})(?:is|are|was|were) (?:false|untrue|baseless|unfounded|wrong)(?!\p{L})/iu;

const ACCUSATION =
  /(?<!\p{L})(?:illegal\p{L}*|mutmaßlich\p{L}*|angeblich\p{L}*|vermut\p{L}*|verdächtig\p{L}*|verdacht\p{L}*|erkenntnis\p{L}*|vorw[uü]rf\p{L}*|anschuldigung\p{L}*|beschuldig\p{L}*|verletzung\p{L}*|verst(?:o|ö)(?:ß|ss)\p{L}*|brech\p{L}*|bruch|wirft|warf(?:en)?|accus\p{L}*|alleg\p{L}*|suspect\p{L}*|violat\p{L}*|breach\p{L}*|unlawful\p{L}*)(?!\p{L})/iu;

/** "die Anschuldigungen": whatever was accused of before. */
const ALL_ACCUSATIONS =
  /(?<!\p{L})(?:vorwürfen?|anschuldigungen|beschuldigungen|accusations|allegations|charges)(?!\p{L})/iu;

/** "den Vorwurf", "this": what was said just before. */
const WHAT_WAS_SAID =
  /(?<!\p{L})(?:(?:den|diesen|dem|diesem) vorwurf|(?:der|die|dieser|diese) (?:kritik|darstellung|behauptung|aussage)|das(?! (?-i:\p{Lu}))|dies|(?:the|this|that) (?:claim|accusation|allegation|charge|criticism)|this|that(?= *[.,]))(?!\p{L})/iu;

/** A word this long that both share, as a word or as part of one, makes them speak of one thing. */
const SHARED_WORD_LENGTH = 6;

/** A word in more passages than these and than a quarter of all is the article's subject. */
const FEW_PASSAGES = 3;

/** The denial of what this sentence claims, in its own section; null where it claims nothing or none denies it. */
export function denialOf(passage: Passage, sentence: number): Excerpt | null {
  const claim = passage.sentences[sentence]?.text ?? "";
  const isClaim = speechOf(passage, sentence) !== null || ACCUSATION.test(claim);
  if (DENIAL.test(claim) || !isClaim) return null;
  const paragraphs = passage.article.passages.filter(({ kind }) => kind === "paragraph");
  const place = paragraphs.indexOf(passage);
  for (const [at, other] of paragraphs.entries()) {
    if (other.section !== passage.section) continue;
    const from = other.sentences.findIndex(({ text }) => DENIAL.test(text));
    const denial = other.sentences[from]?.text;
    if (
      denial !== undefined &&
      (refersBack(claim, denial, at - place) || shareWord(claim, denial, passage))
    )
      return { passage: other, from, to: from + 1 };
  }
  return null;
}

/** `distance`: how many paragraphs after the claim the denial stands. */
function refersBack(claim: string, denial: string, distance: number): boolean {
  if (distance >= 0 && distance <= 1 && WHAT_WAS_SAID.test(denial)) return true;
  return distance >= 0 && ACCUSATION.test(claim) && ALL_ACCUSATIONS.test(denial);
}

/** "Waffen" and "Waffengeschäfte"; names of the article's own subject say nothing. */
function shareWord(claim: string, denial: string, passage: Passage): boolean {
  const { language, passages } = passage.article;
  const words = (text: string) =>
    splitWords(text, language).filter((word) => word.length >= SHARED_WORD_LENGTH);
  const most = Math.max(FEW_PASSAGES, passages.length / 4);
  const everywhere = (word: string) =>
    passages.filter(({ text }) => text.includes(word)).length > most;
  return words(denial).some((denied) => {
    const grams = new Set(hashGrams(denied, language));
    return words(claim).some((claimed) => {
      if (everywhere(claimed)) return false;
      const shared = hashGrams(claimed, language).filter((gram) => grams.has(gram)).length;
      return shared >= Math.max(4, claimed.length / 2);
    });
  });
}
