/**
 * Whose words a sentence holds: quotations and reported speech, with the sentence that names the speaker.
 *
 * German and English are read by their reporting verbs and by the German subjunctive; other languages by quotation marks alone.
 */
import { collectPeople, type People } from "./names.ts";
import type { Article, Passage } from "./passage.ts";

export interface Speech {
  readonly how: "direct" | "indirect";
  /** The fullest form of the name that the article has; null where it names nobody ("hieß es"). */
  readonly speaker: string | null;
  /** The sentence that says whose words these are; often the sentence itself. Null where none does. */
  readonly named: SentencePlace | null;
}

export interface SentencePlace {
  readonly passage: Passage;
  /** Index into the passage's sentences. */
  readonly sentence: number;
}

/** Null for the article's own statements; captions and pull quotes have none either. */
export type SpeechOf = (passage: Passage, sentence: number) => Speech | null;

const REPORTING_VERB =
  /(?<!\p{L})(?:sagt|sagten?|schrieb(?:en)?|schreib(?:t|en)|erklärten?|erklärt|beton(?:t|te|ten)|berichte(?:t|te|ten)|äußer(?:t|te|ten)|mein(?:t|te|ten)|forder(?:t|te|ten)|warnten?|kündig(?:t|te|ten)|bekräftig(?:t|te|ten)|behaupte(?:t|te|ten)|versicher(?:t|te|ten)|kritisier(?:t|te|ten)|teil(?:t|te|ten) (?=.*mit)|mitteilten?|hieß es|heißt es|fügten?|ergänz(?:t|te|ten)|verkünde(?:t|te|ten)|nann(?:te|ten)|nennt|lob(?:t|te|ten)|gelobt|machten? (?=.*deutlich)|räum(?:t|te|ten) (?=.*ein)|zitier(?:t|te|ten)|vermut(?:et|ete|en)|glaub(?:t|te|en)|warf(?:en)? (?=.*vor)|said|says|say|told|wrote|writes|stated|states|claimed|claims|argued|announced|added|reported|reports|warned|warns|insisted|suggested|believes?|suspects?|accused|praised|called)(?!\p{L})/iu;
const SOURCE_PHRASE =
  /(?<!\p{L})(?:laut(?= \p{Lu}| d)|zufolge|nach (?:\p{L}+ )?(?:Angaben?|Auffassung|Ansicht|Einschätzung|Erkenntnissen|Worten|Darstellung|Informationen)|aus (?:der )?Sicht|so (?=d(?:er|ie|as) |\p{Lu})|according to|in the words of)(?!\p{L})/iu;
/** Forms that German reserves for what somebody else said. */
const SUBJUNCTIVE =
  /(?<!\p{L})(?<!ich )(?:sei|seien|habe|werde|könne|dürfe|müsse|solle|wolle|möge|wisse|gebe|gehe|stehe|komme|lasse|bleibe|brauche|sehe|nehme|halte|finde|tue)(?!\p{L})/u;
/** "Das Land verstoße gegen …": after the noun it belongs to, a present in -e is a subjunctive. */
const SUBJUNCTIVE_VERB =
  /\p{Lu}\p{L}+ (?!(?:eine|keine|seine|ihre|diese|jede|alle|beide|viele|einige|solche|ohne|heute|gerade|lange|damals)(?!\p{L}))\p{Ll}\p{L}*[^t\P{L}]e(?= )(?! \p{Lu})/u;
const QUOTATION = {
  open: /[„«“"‚‹]/u,
  all: /„[^“”]*[“”]?|«[^»]*»?|»[^«]*«?|“[^”]*”?|"[^"]*"?/gu,
} as const;
/** A few quoted words are a name or a turn of phrase, not what somebody says. */
const QUOTED_WORDS = 4;
const SUBJECT_PRONOUN =
  /(?<!\p{L})(?:sagte|schrieb|erklärte|betonte|meinte|said|wrote)? ?(?:er|sie|he|she)(?!\p{L})/iu;

/** Reads an article once; the result is asked as often as needed. */
export function readSpeech(article: Article): SpeechOf {
  const people = collectPeople(article.passages);
  const found = new Map<Passage, (Speech | null)[]>();
  let last: Named | null = null;
  for (const passage of article.passages) {
    if (passage.kind !== "paragraph") continue;
    const read = readPassage(passage, people, last);
    found.set(passage, read.speech);
    last = read.last;
  }
  return (passage, sentence) => found.get(passage)?.[sentence] ?? null;
}

interface Named {
  readonly speaker: string | null;
  readonly place: SentencePlace;
}

/** `before` is who was named last; it reaches one paragraph further, no more. */
function readPassage(
  passage: Passage,
  people: People,
  before: Named | null,
): { speech: (Speech | null)[]; last: Named | null } {
  const kinds = speechKinds(passage);
  const own = passage.sentences.map(({ text }, sentence): Named | null =>
    attributes(text) ? { speaker: speakerIn(text, people), place: { passage, sentence } } : null,
  );
  let current = before;
  let last: Named | null = null;
  const speech = passage.sentences.map(({ text }, sentence): Speech | null => {
    const named = own[sentence] ?? null;
    if (named !== null) current = last = referent(named, text, current);
    const how = kinds[sentence] ?? (named === null ? null : "indirect");
    if (how === null) return null;
    const later = named === null && how === "direct" ? following(own, kinds, sentence) : null;
    const source = later ?? current;
    last ??= source;
    return { how, ...spokenBy(source) };
  });
  return { speech, last };
}

/** "Sie sagte": whoever was named before. */
function referent(named: Named, text: string, before: Named | null): Named {
  return named.speaker === null && before !== null && SUBJECT_PRONOUN.test(text) ? before : named;
}

function spokenBy(source: Named | null): Pick<Speech, "speaker" | "named"> {
  return { speaker: source?.speaker ?? null, named: source?.place ?? null };
}

function attributes(sentence: string): boolean {
  const unquoted = sentence.replace(QUOTATION.all, " ");
  return REPORTING_VERB.test(unquoted) || SOURCE_PHRASE.test(unquoted);
}

/** „Eins. Zwei“, sagte X.: the speaker of "Eins" is named where the quotation ends. */
function following(
  own: readonly (Named | null)[],
  kinds: readonly (Speech["how"] | null)[],
  from: number,
): Named | null {
  for (let i = from + 1; i < own.length && kinds[i] === "direct"; i += 1) {
    const named = own[i];
    if (named !== undefined && named !== null) return named;
  }
  return null;
}

function speechKinds({ sentences }: Passage): (Speech["how"] | null)[] {
  let inside = false;
  return sentences.map(({ text }) => {
    const begunInside = inside;
    inside = endsInside(text, inside);
    if (begunInside || quotedWords(text) >= QUOTED_WORDS) return "direct";
    const unquoted = text.replace(QUOTATION.all, " ");
    return SUBJUNCTIVE.test(unquoted) || SUBJUNCTIVE_VERB.test(unquoted) ? "indirect" : null;
  });
}

function endsInside(text: string, inside: boolean): boolean {
  let open = inside;
  for (const character of text) {
    if (character === "„" || character === "«") open = true;
    else if (character === "“" || character === "”" || character === "»")
      open = character === "“" && !open && !text.includes("„");
    else if (character === '"') open = !open;
  }
  return open;
}

function quotedWords(text: string): number {
  return Math.max(
    0,
    ...[...text.matchAll(QUOTATION.all)].map(([quotation]) => quotation.split(/\s+/).length),
  );
}

/** Who says it: the name nearest after the reporting verb, else the nearest before it. */
function speakerIn(sentence: string, people: People): string | null {
  const unquoted = sentence.replace(QUOTATION.all, (quotation) => " ".repeat(quotation.length));
  const at = REPORTING_VERB.exec(unquoted)?.index ?? SOURCE_PHRASE.exec(unquoted)?.index ?? 0;
  return (
    people.namedIn(unquoted.slice(at))[0] ?? people.namedIn(unquoted.slice(0, at)).at(-1) ?? null
  );
}
