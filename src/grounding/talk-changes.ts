/**
 * Finds which messages of a talk a later one overtakes: a day, a time or a sum that was moved, a plan that was dropped.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { isDateName } from "../text/numbers/calendar.ts";
import { analyserFor } from "../text/terms.ts";
import { splitWords } from "../text/words.ts";
import { opensVote, readVote } from "./talk-votes.ts";
import { readTalkValues, TALK_LANGUAGES, type TalkValues } from "./talk-values.ts";

export interface ChangingMessage {
  readonly id: number;
  readonly person: number;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly at: number;
  readonly text: string;
}

export interface Change {
  /** The later message. */
  readonly by: number;
  /** False where it cannot be told which of the two holds. */
  readonly isSure: boolean;
  /** Whether it says another day or time, and not only another number. */
  readonly isMove: boolean;
}

/** "verschoben", "doch nur 300", "changed", "instead" */
const CHANGES =
  /änderung|(?<!\p{L})(?:geändert|doch (?:nur|nicht|erst|schon|am|um|lieber|eher|auf|im|in)|statt(?:dessen)?|verschoben|verschiebt|verlegt|vorgezogen|update|korrektur|korrigiere?|vertan|verrechnet|nachgerechnet|nicht mehr|jetzt|nun|sondern|und nicht|nochmal|changed?|changing|moved?|moving|moves|instead|actually|correction|rather than|not .{1,20} but|postponed|brought forward|pushed|turns out|scratch that|i was wrong|now)(?!\p{L})/iu;
/** "fällt aus", "lass mal" */
const DROPS =
  /(?<!\p{L})(?:fällt (?:leider )?(?:aus|flach|weg)|abgesagt|lass(?:t)? mal|storniere?|storniert|vergiss es|cancel(?:s|led|ed)?|called off|no longer|never mind|scrap that)(?!\p{L})/iu;

/** A word that more messages have names no subject. */
const MOST_WITH_TERM = 6;
const TERM_LENGTH = 4;
/** How long after it, and how many messages, its author may still be about the same. */
const SOON_MS = 30 * 60_000;
const SOON = 50;
const READ_LENGTH = 600;
const KINDS = ["days", "times", "numbers"] as const;

/** A message with what it is about and what it says of it. */
interface Said extends ChangingMessage {
  readonly values: TalkValues;
  readonly terms: ReadonlySet<string>;
}

/** By the id of the message that no longer holds; `language` is the talk's (ISO 639-1). */
export function findChanges(
  messages: readonly ChangingMessage[],
  language: string,
): ReadonlyMap<number, Change> {
  const all = messages.map((message) => read(message, language));
  const byId = new Map(all.map((one) => [one.id, one]));
  const repliedTo = ({ replyTo }: Said) => (replyTo === null ? undefined : byId.get(replyTo));
  const relatedTo = createRelated(all);
  const changes = new Map<number, Change>();
  for (const later of all.filter(({ text }) => readVote(text).votes === null)) {
    const replied = repliedTo(later);
    if (replied !== undefined && overtakes(replied, later))
      changes.set(replied.id, changeBy(later, replied, true));
    for (const earlier of relatedTo(later)) {
      const isSure = isSureOf(earlier, later);
      if (isSure !== null && earlier !== replied && !changes.has(earlier.id))
        changes.set(earlier.id, changeBy(later, earlier, isSure));
    }
  }
  for (const one of all) {
    const change = changeTakenUp(one, repliedTo(one), { changes, byId });
    if (change !== null) changes.set(one.id, change);
  }
  return changes;
}

/** What a message that speaks of a change may be about, though it is no reply: the same subject, or its author's. */
function createRelated(all: readonly Said[]): (later: Said) => Said[] {
  const places = new Map(all.map((one, at) => [one, at]));
  const byTerm = Map.groupBy(
    all.flatMap((one) => [...one.terms].map((term) => ({ term, one }))),
    ({ term }) => term,
  );
  return (later) => {
    if (!CHANGES.test(later.text) && !DROPS.test(later.text)) return [];
    const i = places.get(later) ?? 0;
    const about = [...later.terms].map((term) => byTerm.get(term) ?? []);
    const shared = about.filter(({ length }) => length <= MOST_WITH_TERM).flat();
    const soon = all
      .slice(Math.max(0, i - SOON), i)
      .filter(({ person, at }) => person === later.person && later.at - at <= SOON_MS);
    const before = shared.flatMap(({ one }) => ((places.get(one) ?? i) < i ? [one] : []));
    return [...new Set([...before, ...soon])];
  };
}

function read(message: ChangingMessage, language: string): Said {
  const text = message.text.slice(0, READ_LENGTH);
  const isContentWord = contentWordTest(language);
  const words = splitWords(text.toLowerCase(), language).filter(
    (word) => word.length >= TERM_LENGTH && isContentWord(word) && !namesValue(word),
  );
  const terms = new Set(words.flatMap(analyserFor(language)));
  return { ...message, text, values: readTalkValues(text), terms };
}

/** A name of a day, or a number, is what is said, and not what it is about. */
function namesValue(word: string): boolean {
  return /\p{Nd}/u.test(word) || TALK_LANGUAGES.some((language) => isDateName(word, language));
}

function changeBy(later: Said, earlier: Said, isSure: boolean): Change {
  const isMove = (["days", "times"] as const).some((kind) => differIn(kind, earlier, later));
  return { by: later.id, isSure, isMove };
}

/** Of a reply: whoever answers themselves with another value, or another who drops or changes it in words. */
function overtakes(earlier: Said, later: Said): boolean {
  if (opensVote(earlier.text)) return false;
  if (earlier.person === later.person) return differ(earlier, later);
  if (earlier.text.includes("?")) return false;
  return DROPS.test(later.text) || (differ(earlier, later) && CHANGES.test(later.text));
}

/** Of what is no reply. Null: it changes nothing of it. */
function isSureOf(earlier: Said, later: Said): boolean | null {
  if (earlier.topic !== later.topic || !differ(earlier, later)) return null;
  const isShared = KINDS.some((kind) => meets(earlier.values[kind], later.values[kind]));
  const common = [...earlier.terms].filter((term) => later.terms.has(term)).length;
  if (earlier.person === later.person && (isShared || common > 1)) return true;
  return isShared && common > 0 ? false : null;
}

interface Known {
  readonly changes: ReadonlyMap<number, Change>;
  readonly byId: ReadonlyMap<number, Said>;
}

/** "5.12. bin ich da": a reply, before the change, to what no longer holds, is overtaken with it. */
function changeTakenUp(one: Said, replied: Said | undefined, { changes, byId }: Known) {
  const change = replied === undefined ? undefined : changes.get(replied.id);
  const by = byId.get(change?.by ?? Number.NaN);
  if (replied === undefined || change === undefined || by === undefined) return null;
  if (one === by || one.at > by.at) return null;
  return KINDS.some((kind) => meets(one.values[kind], replied.values[kind])) ? change : null;
}

/** Whether they say another day, time or number each. */
function differ(earlier: Said, later: Said): boolean {
  return KINDS.some((kind) => differIn(kind, earlier, later));
}

function differIn(kind: keyof TalkValues, earlier: Said, later: Said): boolean {
  const [old, now] = [earlier.values[kind], later.values[kind]];
  return !old.isSubsetOf(now) && !now.isSubsetOf(old);
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((value) => b.has(value));
}
