/**
 * Whether a written point of a talk says what holds: no value that a later message moved, no time half a day off, no
 * vote turned round, no decision that nobody took.
 */
import { readTalkValues } from "./talk-values.ts";
import { readVote } from "./talk-votes.ts";

export interface ClaimedMessage {
  readonly text: string;
  /** The message that moved a day, a time or a sum of this one; null where it still holds. */
  readonly movedBy: string | null;
}

/** `plain`: without people's numbers. */
export function holdsInTalk(plain: string, cited: readonly ClaimedMessage[]): boolean {
  const texts = cited.map(({ text }) => text);
  return (
    cited.every((message) => !isOutdated(plain, message, texts)) &&
    !isHalfADayOff(plain, texts.join(" | ")) &&
    texts.every((text) => !turnsVote(plain, text)) &&
    (!DECIDED.test(plain) || texts.some((text) => DECIDES.test(text)))
  );
}

/** Whether a value stands only in a message that no longer holds, without the one that holds and its source. */
function isOutdated(plain: string, { text, movedBy }: ClaimedMessage, texts: readonly string[]) {
  if (movedBy === null) return false;
  const [old, now, written] = [text, movedBy, plain].map(valuesIn);
  if (old === undefined || now === undefined || written === undefined) return false;
  const others = new Set(
    texts.filter((other) => other !== text).flatMap((other) => [...valuesIn(other)]),
  );
  const isOldAlone = [...old.difference(others)].some((value) => written.has(value));
  const tellsNew =
    texts.includes(movedBy) && [...now.difference(old)].some((value) => written.has(value));
  return isOldAlone && !tellsNew;
}

function valuesIn(text: string): ReadonlySet<string> {
  const { days, times, numbers } = readTalkValues(text);
  return new Set([...days, ...[...times].map((time) => `time ${time}`), ...numbers]);
}

const HALF_DAY = 12 * 60;
/** "19:45", "7.45 pm", "8 Uhr": which half of the day is meant is told. */
const CLOCK =
  /(?<![\p{Nd}.,:])(?<hour>\p{Nd}{1,2})(?:[:.](?<minute>[0-5]\p{Nd})(?!\p{Nd}|[.,]\p{Nd})\s?(?<half>uhr|[ap]\.?m)?|\s?(?<unit>uhr|[ap]\.?m)(?!\p{L}))/giu;

/** "7:45" is not 19:45, but "viertel vor acht" is. */
function isHalfADayOff(plain: string, source: string): boolean {
  const own = clockTimes(source);
  const open = readTalkValues(source.replace(CLOCK, " ")).times;
  return [...clockTimes(plain)].some((time) => {
    const other = (time + HALF_DAY) % (2 * HALF_DAY);
    return own.has(other) && !own.has(time) && !open.has(String(time % HALF_DAY));
  });
}

/** In minutes of the day. */
function clockTimes(text: string): ReadonlySet<number> {
  const times = [...text.matchAll(CLOCK)].map(({ groups = {} }) => {
    const half = (groups["half"] ?? groups["unit"] ?? "").toLowerCase();
    const hour = Number(groups["hour"]);
    const isLate = half.startsWith("p") && hour < 12;
    const minutes = (half.startsWith("a") && hour === 12 ? 0 : hour) * 60;
    return minutes + Number(groups["minute"] ?? 0) + (isLate ? HALF_DAY : 0);
  });
  return new Set(times);
}

/** Whether it tells a cited result with other numbers, or with the other end. */
function turnsVote(plain: string, text: string): boolean {
  const [own, written] = [readVote(text), readVote(plain)];
  if (own.votes === null) return false;
  const { yes, no } = written.votes ?? own.votes;
  const isOtherEnd = written.isCarried !== null && written.isCarried !== own.isCarried;
  return isOtherEnd || yes !== own.votes.yes || no !== own.votes.no;
}

const DECIDED =
  /(?<!\p{L})(?:beschlossen|vereinbart|abgemacht|entschieden|geeinigt|agreed|decided|settled)(?!\p{L})/iu;
/** What may decide: the words themselves, and what people say instead of them. */
const DECIDES =
  /(?<!\p{L})(?:beschlossen|vereinbart|abgemacht|entschieden|geeinigt|angenommen|abgelehnt|agreed|decided|settled|carried|rejected|dann|also|ok|okay|ja|jo|passt|klar|gut|gerne?|dabei|einverstanden|nehmen|machen|bleibt|gebucht|bestellt|reserviert|then|yes|yep|sure|fine|works|deal|done|booked|ordered|let['’]?s|we['’]?ll)(?!\p{L})/iu;
