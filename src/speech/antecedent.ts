/**
 * Antecedents: whether a sentence needs the previous one to be understood, as "Er umfasst …" and "It was built …" do.
 */
import type { Passage } from "../corpus/passage.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";

const pronouns = wordPattern(new URL("words/pronouns.txt", import.meta.url));

/** "Das" as a pronoun: "Das zeigt …" and "Das machte Eindruck", but not "Das alte Bad". */
const DAS_AND_VERB =
  /^[\s„“"»«(]*[Dd]as (?:\p{Ll}+(?:t|en)|war|wird|wäre|sei|kann|soll|will|darf|muss|gab|ging|kam|lag|fiel|\p{Ll}+e(?= (?!\p{Lu})))(?= |,)/u;

const ES_OR_IT = /^[\s„“"»«(]*(?:es|it)(?!\p{L})/iu;
/** Beginnings whose "es" stands for nothing: "Es gibt …", "Es ist Putins erste Visite". */
const emptyPronouns = wordPattern(new URL("words/empty-pronouns.txt", import.meta.url));

export function pointsBack(sentence: string): boolean {
  if (ES_OR_IT.test(sentence)) return !emptyPronouns.opens(sentence);
  return pronouns.opens(sentence) || DAS_AND_VERB.test(sentence);
}

/** The previous paragraph, where the first sentence of this one points back to its last; else null. */
export function antecedentOf(passage: Passage): Passage | null {
  if (!pointsBack(passage.sentences[0]?.text ?? "")) return null;
  const { passages } = passage.article;
  const before = passages
    .slice(0, passages.indexOf(passage))
    .findLast(({ kind, section }) => kind === "paragraph" && section === passage.section);
  return before ?? null;
}
