/**
 * Whom a sentence names as the speaker of what it reports or quotes.
 */
import { type Span, wordList, wordPattern } from "../text/lists/word-patterns.ts";
import type { Mention } from "./mentions.ts";
import type { People } from "./people.ts";
import { isReported } from "./subjunctive.ts";

export interface Attribution {
  /** Null where nobody is named. */
  readonly speaker: string | null;
  /** "sagte sie": whoever the text spoke of before. */
  readonly byPronoun: boolean;
}

const NOBODY: Attribution = { speaker: null, byPronoun: false };
const BY_PRONOUN: Attribution = { speaker: null, byPronoun: true };

const reporting = wordPattern(new URL("words/reporting-verbs.txt", import.meta.url));
const oftenReporting = wordPattern(new URL("words/often-reporting-verbs.txt", import.meta.url));
const sources = wordPattern(new URL("words/sources.txt", import.meta.url));
const isPreposition = wordList(new URL("words/prepositions.txt", import.meta.url));

/** Nobody is named in "hieß es am Bahnhof". */
const IMPERSONAL = /(?<!\p{L})(?:(?:hieß|heißt|heiße) es|es (?:hieß|heißt))(?!\p{L})/iu;
/** "…, so der Präsident" */
const SO = /(?<=, )so(?= \p{L})/u;
/** "Karl Tal zufolge" */
const BEHIND_NAME = /(?<!\p{L})zufolge(?!\p{L})/u;
const PRONOUN = "(?:er|sie|he|she)(?!\\p{L})";
const PRONOUN_BEHIND = new RegExp(`^(?: sich| auch)? ${PRONOUN}`, "u");
const PRONOUN_BEFORE = new RegExp(
  `(?<!\\p{L})${PRONOUN}(?: (?:hat|hatte|habe|has|had|also|later|then))?[ ]$`,
  "iu",
);
/** "Sie vermuten", "sagten sie": no single person. */
const SEVERAL = /(?:en|ln|rn)$/;
const DETERMINER = /^(?:de[srmn]|die|das|the|an?|eine?[mnrs]?|seine?[mnrs]?|ihre?[mnrs]?)$/u;
/** "russische", "neuen", but not "sagte". */
const ADJECTIVE = /^\p{Ll}+(?:(?<!t)e|e[mrs]|(?<!t)en)$/u;
/** Words that a name may have before it in one phrase. */
const PHRASE_WORDS = 12;
/** A sentence with more reporting verbs is no sentence. */
const MOST_VERBS = 8;
const ADVERBS_BEHIND_NAME = /^(?: \p{Ll}[\p{L}-]*){0,2} $/u;
const APPOSITION = /^(?:, [^,]{1,80},| \([^)]{1,40}\)) $/u;
const CLAUSE_END = /[,;:!?\uE000\uE001]["”“»«]?\s*$/u;
/** "Ein Sprecher", "Die Feuerwehr": the subject is there, and it is no name. */
const SUBJECT_NOUN =
  /^\s*(?:und |aber |doch |and |but )?(?:[Dd](?:er|ie|as)|[Ee]ine?|[Kk]ein\p{L}*|[Mm]ehrere|[Vv]iele|[Ss]eine?|[Ii]hre?) (?:\p{Ll}+ )*\p{Lu}/u;
/** What follows an apposed name: no verb. */
const BEHIND_APPOSED =
  /^(?:\s*[,.;:]|\s*$| (?:am|in|im|bei|beim|auf|an|vor|nach|gegenüber|zu|der|dem|on|at|to|during)(?!\p{L}))/u;
const ROLE_BEHIND =
  /^ (?:der|die|the) (?:\p{Ll}+e[rn]? )*(?<role>\p{Lu}[\p{L}-]+)(?! (?:der|des|von|vom|of)(?!\p{L}))/u;
const ROLE_BEFORE = /(?<!\p{L})(?:der|die|the) (?:\p{Ll}+e )?(?<role>[\p{L}-]+) $/iu;
const AUXILIARY = /(?<!\p{L})(?:hat|hatte|haben|hatten|habe)(?!\p{L})/iu;
const INQUIT = /\uE000[,?!]{1,2} (?<clause>(?<word>[\p{L}-]+).*)/u;
const COLON = /^(?<clause>[^\uE000]*?):\s*\uE000/u;

export interface Reader {
  readonly people: People;
  /** The sentence, its quotations blotted out (`blotOut`). */
  readonly text: string;
  /** Whom the text names. */
  readonly mentions: readonly Mention[];
  readonly german: boolean;
  readonly isContent: (word: string) => boolean;
}

/** Null where the sentence reports nothing. */
export function attributionIn(reader: Reader): Attribution | null {
  return inquit(reader) ?? beforeColon(reader) ?? byVerb(reader) ?? bySource(reader);
}

/** „…“, schimpfte Trainer Heinze: any verb will do. */
function inquit(reader: Reader): Attribution | null {
  const match = INQUIT.exec(reader.text);
  const { clause = "", word = "" } = match?.groups ?? {};
  if (match === null) return null;
  if (IMPERSONAL.test(clause.slice(0, 9))) return NOBODY;
  const from = match.index + match[0].length - clause.length;
  const verb = verbAt(reader, { from, to: from + word.length });
  return verb === null ? null : subjectOf(reader, verb);
}

/** The first word behind a quotation, unless it is a function word or a name; else the next verb that reports. */
function verbAt({ text, german, isContent }: Reader, first: Span): Span | null {
  const word = text.slice(first.from, first.to);
  const isVerb = german && /^\p{Ll}/u.test(word) && isContent(word);
  return isVerb ? first : verbFrom(text, first.from);
}

/** Trainer Heinze war außer sich: „…“ */
function beforeColon(reader: Reader): Attribution | null {
  const clause = COLON.exec(reader.text)?.groups?.["clause"];
  if (clause === undefined) return null;
  const verb = verbFrom(clause, 0);
  if (verb !== null) return subjectOf(reader, verb);
  const named = reader.mentions.find((one) => one.to <= clause.length && isSubject(reader, one));
  return named === undefined ? null : { speaker: named.name, byPronoun: false };
}

/** The first reporting verb from there on, rather one that always reports. */
function verbFrom(text: string, from: number): Span | null {
  const verbs = [...reporting.findIn(text), ...oftenReporting.findIn(text)];
  return verbs.find((verb) => verb.from >= from) ?? null;
}

function byVerb(reader: Reader): Attribution | null {
  if (IMPERSONAL.test(reader.text)) return NOBODY;
  const verbs = [
    ...reporting.findIn(reader.text).slice(0, MOST_VERBS),
    ...oftenReporting
      .findIn(reader.text)
      .slice(0, MOST_VERBS)
      .filter((verb) => reportsHere(reader, verb)),
  ];
  const read = verbs.map((verb) => subjectOf(reader, verb));
  return read.find(({ speaker, byPronoun }) => speaker !== null || byPronoun) ?? read[0] ?? null;
}

/** "Der Wald brenne, klagte Tal", "sie fragte, ob", "Okafor added that", "the bridge is shut, Okafor added". */
function reportsHere({ text, german }: Reader, { from, to }: Span): boolean {
  const behind = text.slice(to);
  if (
    /^(?: \p{L}+){0,3}, (?:dass|ob|wie|wann|wer)(?!\p{L})/u.test(behind) ||
    /^ that (?!\p{Lu}\p{L}+[.,])/u.test(behind)
  )
    return true;
  const before = text.slice(0, from);
  if (german) return /,\s*$/.test(before) && isReported(before);
  return (
    /, (?:\p{Lu}[\p{L}'’-]*|he|she|they|the \p{Ll}+)(?: \p{Lu}[\p{L}'’-]*)* $/u.test(before) &&
    /^(?:[.,]|$)/.test(behind.trim())
  );
}

function subjectOf(reader: Reader, verb: Span): Attribution {
  const span = finiteVerb(reader, verb);
  const before = reader.text.slice(0, span.from);
  const behind = reader.text.slice(span.to);
  const follows =
    PRONOUN_BEHIND.test(behind) && (reader.german || subjectMayFollow(reader, before));
  if (follows || PRONOUN_BEFORE.test(before))
    return SEVERAL.test(reader.text.slice(span.from, span.to)) ? NOBODY : BY_PRONOUN;
  const speaker =
    nameBefore(reader, span) ?? nameBehind(reader, span) ?? roleAt(reader, before, behind);
  return { speaker, byPronoun: false };
}

/** "hat … gelobt": the subject stands at "hat". */
function finiteVerb({ text, german }: Reader, verb: Span): Span {
  if (!german || !text.startsWith("ge", verb.from)) return verb;
  const auxiliary = AUXILIARY.exec(text.slice(0, verb.from));
  return auxiliary === null
    ? verb
    : { from: auxiliary.index, to: auxiliary.index + auxiliary[0].length };
}

function nameBefore(reader: Reader, { from }: Span): string | null {
  const named = reader.mentions.findLast((one) => one.to <= from);
  if (named === undefined || !isSubject(reader, named)) return null;
  const between = reader.text.slice(named.to, from);
  if (ADVERBS_BEHIND_NAME.test(between)) return named.name;
  return APPOSITION.test(between) && opensClause(reader.text, named.from) ? named.name : null;
}

/** No possessor, and no preposition before its phrase. */
function isSubject({ text }: Reader, { from, genitive }: Mention): boolean {
  const words = wordsBefore(text, from);
  const governor = words.findLast((word) => !inPhrase(word)) ?? "";
  return !genitive && !isPreposition(governor);
}

/** Only determiners, adjectives and offices stand before it in its clause. */
export function opensClause(text: string, from: number): boolean {
  const words = wordsBefore(text, from);
  return words.length < PHRASE_WORDS && words.every((word) => inPhrase(word));
}

/** The words before it in the same clause, at most `PHRASE_WORDS`. */
function wordsBefore(text: string, from: number): string[] {
  const near = text.slice(Math.max(0, from - 300), from);
  const clause = near.slice(near.search(/[^,;:\uE000]*$/u));
  return clause.split(/\s+/u).filter(Boolean).slice(-PHRASE_WORDS);
}

function inPhrase(word: string): boolean {
  if (isPreposition(word) && !DETERMINER.test(word)) return false;
  return /^\p{Lu}/u.test(word) || DETERMINER.test(word) || ADJECTIVE.test(word);
}

function nameBehind(reader: Reader, { from, to }: Span): string | null {
  const { text } = reader;
  const behind = text.slice(to);
  if (!subjectMayFollow(reader, text.slice(0, from)) || /^\s*[,:;.\uE000]/u.test(behind))
    return null;
  const named = reader.mentions.find((one) => one.from >= to);
  if (named === undefined || !isSubject(reader, named)) return null;
  const between = text.slice(to, named.from);
  const follows = between.includes(",")
    ? /^[^,]*, (?:\p{Lu}[\p{L}-]* )*$/u.test(between) && BEHIND_APPOSED.test(text.slice(named.to))
    : !between.includes("\uE000");
  return follows ? named.name : null;
}

/** Behind the verb it stands after a comma or a quotation, in German after all that is no subject itself. */
function subjectMayFollow({ german }: Reader, before: string): boolean {
  const clause = before.split(/[,;:\uE000]/u).at(-1) ?? "";
  if (clause.trim() === "" || CLAUSE_END.test(before)) return true;
  return german && !SUBJECT_NOUN.test(clause);
}

/** "so der russische Präsident", "the mayor said": who alone was called so. */
function roleAt({ people }: Reader, before: string, behind: string): string | null {
  const role =
    ROLE_BEHIND.exec(behind)?.groups?.["role"] ?? ROLE_BEFORE.exec(before)?.groups?.["role"];
  return role === undefined ? null : people.titled(role);
}

function bySource(reader: Reader): Attribution | null {
  const { text, mentions } = reader;
  const to = sources.findIn(text)[0]?.to ?? endOf(SO.exec(text));
  if (to !== null) {
    const behind = text.slice(to);
    if (/^ (?:ihr|sein)/u.test(behind)) return BY_PRONOUN;
    const named = mentions.find((one) => one.from >= to);
    const speaker = named !== undefined && isPhrase(text.slice(to, named.from)) ? named.name : null;
    return { speaker: speaker ?? roleAt(reader, "", behind), byPronoun: false };
  }
  const behind = BEHIND_NAME.exec(text);
  if (behind === null) return null;
  const named = mentions.findLast((one) => one.to <= behind.index);
  return {
    speaker: named !== undefined && named.to === behind.index - 1 ? named.name : null,
    byPronoun: false,
  };
}

function endOf(match: RegExpExecArray | null): number | null {
  return match === null ? null : match.index + match[0].length;
}

/** What stands between "laut" and the name: nothing, or what belongs to the name. */
function isPhrase(between: string): boolean {
  const words = between.split(/\s+/u).filter(Boolean);
  return (
    words.length < PHRASE_WORDS && words.every((word) => inPhrase(word) || /^vo[nm]$/.test(word))
  );
}
