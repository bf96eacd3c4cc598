/**
 * Follow-ups: whether a question only makes sense with the previous one, as "und wann?" and "what about China?" do.
 */
import type { IsContentWord } from "./lists/content-words.ts";
import { splitWords } from "./words.ts";

const OPENING =
  /^\s*(?:(?:ok|okay|ja|gut|hm+|ah|yes|well)[\s,.]+)?(?:und|aber|oder|also|warum|wieso|and|but|or|so|what about|how about|why|y|et|e|и|а)(?!\p{L})/iu;
const POINTING =
  /(?<!\p{L})(?:er|sie|es|ihn|ihm|ihr|ihnen|dies\p{L}*|das|dort|da|damit|dafür|dagegen|davon|darüber|daran|deren|dessen|he|she|it|they|him|her|them|his|their|that|this|those|there)(?!\p{L})/iu;

/** A question with at most this many content words is a follow-up if it points back. */
const FEW_WORDS = 2;

export function isFollowUp(question: string, isContentWord: IsContentWord): boolean {
  const own = splitWords(question, "de").filter(isContentWord).length;
  if (own === 0) return true;
  return own <= FEW_WORDS && (OPENING.test(question) || POINTING.test(question));
}
