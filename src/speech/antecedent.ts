/**
 * Antecedents and announcements: whether a sentence needs the one before it to be understood, as "Er umfasst …" and "Dort
 * brüten …" do, or the one behind it, as "Der Verband kündigte Widerstand an." does.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";

const pronouns = wordPattern(new URL("words/pronouns.txt", import.meta.url));
const pointers = wordPattern(new URL("words/pointers.txt", import.meta.url));
const nearTimes = wordPattern(new URL("words/near-times.txt", import.meta.url));
const announcements = wordPattern(new URL("words/announcements.txt", import.meta.url));
const announcingVerbs = wordPattern(new URL("words/announcing-verbs.txt", import.meta.url));

/** "Das" as a pronoun: "Das zeigt …" and "Das machte Eindruck", but not "Das alte Bad". */
const DAS_AND_VERB =
  /^[\s„“"»«(]*[Dd]as (?:\p{Ll}+(?:t|en)|war|wird|wäre|sei|kann|soll|will|darf|muss|gab|ging|kam|lag|fiel|\p{Ll}+e(?= (?!\p{Lu})))(?= |,)/u;
/** The same behind a verb: "halten das für falsch", but not "räumt das alte Bad". */
const DAS_BEHIND_VERB = /\p{Ll} das(?= (?!\p{Ll}+e[nrsm]? )\p{Ll}|$)/u;
/** "wurden sie fündig", "half ihnen" */
const PERSONAL = /\p{Ll} (?:er|sie|ihn|ihm|ihnen)(?!\p{L})/u;
/** "On the third day they found it": no noun comes before it that it could mean. */
const PERSONAL_ENGLISH =
  /^(?:In|On|At|After|By|Since|For|From|With|During) (?:[\w-]+ ){1,3}(?:he|she|they)(?!\p{L})/u;
/** What makes plain whose effect it is: "der Effekt der Sonne", "dort, wo". */
const COMPLETED = /^(?:,? (?:de[rs]|von|vom|wo|dass|was|wie|ob|zu|of|in which|that)(?!\p{L}))/u;

const ES_OR_IT = /^[\s„“"»«(]*(?:es|it)(?!\p{L})/iu;
/** Beginnings whose "es" stands for nothing: "Es gibt …", "Es ist Putins erste Visite". */
const emptyPronouns = wordPattern(new URL("words/empty-pronouns.txt", import.meta.url));

/** A longer sentence says something itself; in UTF-16 units. */
const LONGEST_ANNOUNCEMENT = 70;

export function pointsBack(sentence: string): boolean {
  if (ES_OR_IT.test(sentence)) return !emptyPronouns.opens(sentence);
  if (nearTimes.opens(sentence)) return false;
  return pronouns.opens(sentence) || DAS_AND_VERB.test(sentence);
}

/** Whether its first clause points back from inside; what a later clause points to mostly stands in the first. */
export function pointsBackInside(sentence: string): boolean {
  const [clause = ""] = sentence.split(/[,;:.?!„“”"«»–—(]/u, 1);
  if (DAS_BEHIND_VERB.test(clause) || PERSONAL.test(clause) || PERSONAL_ENGLISH.test(clause))
    return true;
  const times = nearTimes.findIn(clause);
  return pointers
    .findIn(clause)
    .some(
      ({ from, to }) =>
        !times.some((time) => time.from === from) && !COMPLETED.test(sentence.slice(to)),
    );
}

/** Whether it only announces what the next sentence says. */
export function announces(sentence: string): boolean {
  const text = sentence.trim();
  if (text.endsWith(":")) return true;
  if (text.length > LONGEST_ANNOUNCEMENT || /[,:„“"«»\d]/u.test(text)) return false;
  return announcements.opens(text) || announcingVerbs.isIn(text);
}

/** The sentence before this one: in its paragraph, else the last of the paragraph before under the same heading. */
export function sentenceBefore({ passage, from }: Excerpt): Excerpt | null {
  if (from > 0) return { passage, from: from - 1, to: from };
  const before = paragraphBeside(passage, -1);
  const length = before?.sentences.length ?? 0;
  return before === null ? null : { passage: before, from: length - 1, to: length };
}

/** The sentence behind this one: in its paragraph, else the first of the next paragraph under the same heading. */
export function sentenceBehind({ passage, to }: Excerpt): Excerpt | null {
  if (to < passage.sentences.length) return { passage, from: to, to: to + 1 };
  const next = paragraphBeside(passage, 1);
  return next === null || next.leadIn !== null ? null : { passage: next, from: 0, to: 1 };
}

function paragraphBeside({ article, section, ...own }: Passage, step: 1 | -1): Passage | null {
  const paragraphs = article.passages.filter(
    (one) => one.kind === "paragraph" && one.section === section,
  );
  return paragraphs[paragraphs.findIndex(({ id }) => id === own.id) + step] ?? null;
}
