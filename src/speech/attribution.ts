/**
 * The attribution of a sentence: whom it names as the speaker of what it quotes or reports.
 *
 * It may be behind a quotation („…“, sagte Tal), before a colon (Tal sagte: „…“), beside a reporting verb (Tal sagte, dass …)
 * or behind a word such as "laut".
 */
import { type Span, wordList, wordPattern } from "../text/lists/word-patterns.ts";
import type { Mention } from "./mentions.ts";
import type { People } from "./people.ts";
import { isReported } from "./subjunctive.ts";

export interface Attribution {
  /** Null where nobody is named. */
  readonly speaker: string | null;
  /** True for "sagte sie": the speaker is somebody mentioned before. */
  readonly byPronoun: boolean;
}

const NOBODY: Attribution = { speaker: null, byPronoun: false };
const BY_PRONOUN: Attribution = { speaker: null, byPronoun: true };

const reporting = wordPattern(new URL("words/reporting-verbs.txt", import.meta.url));
const oftenReporting = wordPattern(new URL("words/often-reporting-verbs.txt", import.meta.url));
const sources = wordPattern(new URL("words/sources.txt", import.meta.url));
const isPreposition = wordList(new URL("words/prepositions.txt", import.meta.url));

/** Reports without a speaker: "hieß es am Bahnhof". */
const IMPERSONAL = /(?<!\p{L})(?:(?:hieß|heißt|heiße) es|es (?:hieß|heißt))(?!\p{L})/iu;
/** "…, so der Präsident" */
const AS_SAID_BY = /(?<=, )so(?= \p{L})/u;
/** "Karl Tal zufolge" */
const ACCORDING_TO = /(?<!\p{L})zufolge(?!\p{L})/u;
const PRONOUN = "(?:er|sie|he|she)(?!\\p{L})";
const PRONOUN_BEHIND = new RegExp(`^(?: sich| auch)? ${PRONOUN}`, "u");
const PRONOUN_BEFORE = new RegExp(
  `(?<!\\p{L})${PRONOUN}(?: (?:hat|hatte|habe|has|had|also|later|then))?[ ]$`,
  "iu",
);
/** Verbs in the plural, "sie vermuten": no single person. */
const SEVERAL = /(?:en|ln|rn)$/;
const DETERMINER = /^(?:de[srmn]|die|das|the|an?|eine?[mnrs]?|seine?[mnrs]?|ihre?[mnrs]?)$/u;
/** "russische", "neuen", but not "sagte". */
const ADJECTIVE = /^\p{Ll}+(?:(?<!t)e|e[mrs]|(?<!t)en)$/u;
/** The most words before a name in one phrase. */
const PHRASE_WORDS = 12;
/** A sentence with more reporting verbs than this is no real sentence; it bounds the time. */
const MOST_VERBS = 8;
const ADVERBS_BEHIND_NAME = /^(?: \p{Ll}[\p{L}-]*){0,2} $/u;
const APPOSITION = /^(?:, [^,]{1,80},| \([^)]{1,40}\)) $/u;
/** "Die Sprecherin der Initiative, Marlene Dorfinger, warf …" */
const IN_APPOSITION = /\p{L}, $/u;
const CLAUSE_END = /[,;:!?\uE000\uE001]["”“»«]?\s*$/u;
/** A subject that is no name: "Ein Sprecher", "Die Feuerwehr". */
const SUBJECT_NOUN =
  /^\s*(?:und |aber |doch |and |but )?(?:[Dd](?:er|ie|as)|[Ee]ine?|[Kk]ein\p{L}*|[Mm]ehrere|[Vv]iele|[Ss]eine?|[Ii]hre?) (?:\p{Ll}+ )*\p{Lu}/u;
/** What may follow a name in apposition: anything but a verb. */
const BEHIND_APPOSED =
  /^(?:\s*[,.;:]|\s*$| (?:am|in|im|bei|beim|auf|an|vor|nach|gegenüber|zu|der|dem|on|at|to|during)(?!\p{L}))/u;
const ROLE_BEHIND =
  /^ (?:der|die|the) (?:\p{Ll}+e[rn]? )*(?<role>\p{Lu}[\p{L}-]+)(?! (?:der|des|von|vom|of)(?!\p{L}))/u;
const ROLE_BEFORE = /(?<!\p{L})(?:der|die|the) (?:\p{Ll}+e )?(?<role>[\p{L}-]+) $/iu;
const AUXILIARY = /(?<!\p{L})(?:hat|hatte|haben|hatten|habe)(?!\p{L})/iu;
const INQUIT = /\uE000[,?!]{1,2} (?<clause>(?<word>[\p{L}-]+).*)/u;
const COLON = /^(?<clause>[^\uE000]*?):\s*\uE000/u;
/** "Forscher sehen den Grund woanders: Der Fisch folge dem Wasser." */
const COLON_AND_REPORT = /^(?<clause>[^:\uE000]+): (?<report>\p{Lu}.*)/u;

export interface AttributionInput {
  readonly people: People;
  /** The sentence, its quotations blotted out (`blotOut`). */
  readonly text: string;
  /** Whom the text names. */
  readonly mentions: readonly Mention[];
  readonly german: boolean;
  readonly isContent: (word: string) => boolean;
}

/** Null where the sentence reports nothing. */
export function attributionIn(reader: AttributionInput): Attribution | null {
  return byInquit(reader) ?? beforeColon(reader) ?? byVerb(reader) ?? bySource(reader);
}

/** „…“, schimpfte Trainer Heinze: behind a quotation any verb counts as reporting. */
function byInquit(reader: AttributionInput): Attribution | null {
  const match = INQUIT.exec(reader.text);
  const { clause = "", word = "" } = match?.groups ?? {};
  if (match === null) return null;
  if (IMPERSONAL.test(clause.slice(0, 9))) return NOBODY;
  const from = match.index + match[0].length - clause.length;
  const verb = verbAt(reader, { from, to: from + word.length });
  return verb === null ? null : subjectOf(reader, verb);
}

/** The first word behind a quotation where it can be a verb, else the next reporting verb. */
function verbAt({ text, german, isContent }: AttributionInput, first: Span): Span | null {
  const word = text.slice(first.from, first.to);
  const isVerb = german && /^\p{Ll}/u.test(word) && isContent(word);
  return isVerb ? first : verbFrom(text, first.from);
}

/** Trainer Heinze war außer sich: „…“ */
function beforeColon(reader: AttributionInput): Attribution | null {
  const clause = COLON.exec(reader.text)?.groups?.["clause"];
  if (clause === undefined) return beforeReport(reader);
  const verb = verbFrom(clause, 0);
  if (verb !== null) return subjectOf(reader, verb);
  const named = reader.mentions.find((one) => one.to <= clause.length && isSubject(reader, one));
  return named === undefined ? null : { speaker: named.name, byPronoun: false };
}

/** Whoever the clause names, or nobody: what stands behind its colon are not the words of somebody before. */
function beforeReport(reader: AttributionInput): Attribution | null {
  const { clause = "", report = "" } = COLON_AND_REPORT.exec(reader.text)?.groups ?? {};
  if (!reader.german || !isReported(report) || isReported(clause)) return null;
  const named = reader.mentions.find((one) => one.to <= clause.length && !one.genitive);
  return { speaker: named?.name ?? null, byPronoun: false };
}

/** The first reporting verb at or after `from`; one that always reports takes precedence. */
function verbFrom(text: string, from: number): Span | null {
  const verbs = [...reporting.findIn(text), ...oftenReporting.findIn(text)];
  return verbs.find((verb) => verb.from >= from) ?? null;
}

function byVerb(reader: AttributionInput): Attribution | null {
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

/** Whether a verb that often reports does so here: "Der Wald brenne, klagte Tal", "sie fragte, ob", "Okafor added that". */
function reportsHere({ text, german }: AttributionInput, { from, to }: Span): boolean {
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

function subjectOf(reader: AttributionInput, verb: Span): Attribution {
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

/** The auxiliary of a participle, for the subject stands beside it: "hat … gelobt". */
function finiteVerb({ text, german }: AttributionInput, verb: Span): Span {
  if (!german || !text.startsWith("ge", verb.from)) return verb;
  const auxiliary = AUXILIARY.exec(text.slice(0, verb.from));
  return auxiliary === null
    ? verb
    : { from: auxiliary.index, to: auxiliary.index + auxiliary[0].length };
}

function nameBefore(reader: AttributionInput, { from }: Span): string | null {
  const named = reader.mentions.findLast((one) => one.to <= from);
  if (named === undefined || !isSubject(reader, named)) return null;
  const between = reader.text.slice(named.to, from);
  if (ADVERBS_BEHIND_NAME.test(between)) return named.name;
  if (between === ", " && IN_APPOSITION.test(reader.text.slice(0, named.from))) return named.name;
  return APPOSITION.test(between) && opensClause(reader.text, named.from) ? named.name : null;
}

/** Whether the name can be a subject: it is no genitive, and no preposition governs its phrase. */
function isSubject({ text }: AttributionInput, { from, genitive }: Mention): boolean {
  const words = wordsBefore(text, from);
  const governor = words.findLast((word) => !inPhrase(word)) ?? "";
  return !genitive && !isPreposition(governor);
}

/** Whether only determiners, adjectives and offices stand before `from` in its clause. */
export function opensClause(text: string, from: number): boolean {
  const words = wordsBefore(text, from);
  return words.length < PHRASE_WORDS && words.every((word) => inPhrase(word));
}

/** The last `PHRASE_WORDS` words before `from` in the same clause. */
function wordsBefore(text: string, from: number): string[] {
  const near = text.slice(Math.max(0, from - 300), from);
  const clause = near.slice(near.search(/[^,;:\uE000]*$/u));
  return clause.split(/\s+/u).filter(Boolean).slice(-PHRASE_WORDS);
}

function inPhrase(word: string): boolean {
  if (isPreposition(word) && !DETERMINER.test(word)) return false;
  return /^\p{Lu}/u.test(word) || DETERMINER.test(word) || ADJECTIVE.test(word);
}

function nameBehind(reader: AttributionInput, { from, to }: Span): string | null {
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

/** Whether the subject may follow the verb: after a comma or a quotation, and in German unless a subject precedes it. */
function subjectMayFollow({ german }: AttributionInput, before: string): boolean {
  const clause = before.split(/[,;:\uE000]/u).at(-1) ?? "";
  if (clause.trim() === "" || CLAUSE_END.test(before)) return true;
  return german && !SUBJECT_NOUN.test(clause);
}

/** Whom an office names, "so der russische Präsident", "the mayor said": the one person the article gives it. */
function roleAt({ people }: AttributionInput, before: string, behind: string): string | null {
  const role =
    ROLE_BEHIND.exec(behind)?.groups?.["role"] ?? ROLE_BEFORE.exec(before)?.groups?.["role"];
  return role === undefined ? null : people.personWithOffice(role);
}

function bySource(reader: AttributionInput): Attribution | null {
  const { text, mentions } = reader;
  const to = sources.findIn(text)[0]?.to ?? endOf(AS_SAID_BY.exec(text));
  if (to !== null) {
    const behind = text.slice(to);
    if (/^ (?:ihr|sein)/u.test(behind)) return BY_PRONOUN;
    const named = mentions.find((one) => one.from >= to);
    const speaker = named !== undefined && isPhrase(text.slice(to, named.from)) ? named.name : null;
    return { speaker: speaker ?? roleAt(reader, "", behind), byPronoun: false };
  }
  const behind = ACCORDING_TO.exec(text);
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

/** Whether all words between "laut" and the name belong to the name's phrase. */
function isPhrase(between: string): boolean {
  const words = between.split(/\s+/u).filter(Boolean);
  return (
    words.length < PHRASE_WORDS && words.every((word) => inPhrase(word) || /^vo[nm]$/.test(word))
  );
}
