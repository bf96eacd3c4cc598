/**
 * What a message's text says to the bot: a command, a mention, a question, or nothing.
 *
 * In private everything is meant for the bot; in groups a command, a mention, and a question in reply to one of the
 * bot's answers.
 */

import type { Store } from "../../store/store.ts";
import type { SentAnswer } from "../../store/turns/answers.ts";
import type { Exchange } from "../../store/turns/exchange.ts";
import { isQuestion } from "./is-question.ts";
import type { Message } from "./update.ts";

/** "/ask@Fundstelle_bot was steht drin" */
export interface Command {
  /** In lower case: "ask". */
  readonly name: string;
  /** What follows it: "was steht drin". */
  readonly rest: string;
  /** False for `/ask@OtherBot`. */
  readonly isForMe: boolean;
  /** "/r/de", which Telegram takes for a command and people for a path. */
  readonly isPath: boolean;
}

/** The bot, as far as others can address it. */
export interface Addressee {
  readonly id: number;
  readonly username: string;
}

/** As far as the message itself tells. */
export type Address =
  | ({ readonly kind: "question" } & Words)
  /** In a group, in reply to a message of the bot's: which one, the store knows. */
  | ({ readonly kind: "reply" } & Words)
  /** Called without saying what for. */
  | { readonly kind: "bare" }
  | { readonly kind: "none" };

interface Words {
  readonly text: string;
  /** Words of the message replied to, chosen by hand, that the question is about. */
  readonly quote: string | null;
}

/** What a message asks, when it is known what it replies to. */
export type Meaning =
  /** `continues`: the bot's answer that it replies to, and its question. */
  | ({ readonly kind: "question"; readonly continues: Exchange | null } & Words)
  | { readonly kind: "bare" }
  | { readonly kind: "none" };

const NONE = { kind: "none" } as const;

/** The command a text or a caption begins with; null when it begins with none. */
export function readCommand(message: Message, me: Addressee): Command | null {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const entity = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (entity === undefined) return null;
  const [name = "", bot] = text.slice(1, entity.length).toLowerCase().split("@");
  const after = text.slice(entity.length);
  return {
    name,
    rest: after.trim(),
    isForMe: bot === undefined || bot === me.username.toLowerCase(),
    isPath: !/^(?:\s|$)/u.test(after),
  };
}

export function readAddress(message: Message, command: Command | null, me: Addressee): Address {
  if (isFromBot(message, me) || isOtherCommand(command)) return NONE;
  const own = ownWords(message, me);
  const isCalled = command !== null || own.isMentioned;
  const text = isCalled && !hasWords(own.text) ? wordsRepliedTo(message, me) : own.text;
  if (isCalled && !hasWords(text)) return { kind: "bare" };
  if (text === "") return NONE;
  const words = { text, quote: chosenWords(message, text) };
  if (isCalled || isAskedDirectly(message, text)) return { kind: "question", ...words };
  return isReplyToMe(message, me) ? { kind: "reply", ...words } : NONE;
}

interface Addressed {
  readonly address: Address;
  readonly repliesTo: { readonly id: number; readonly isMine: boolean } | null;
  readonly place: { readonly chat: number };
}

/** With what the store remembers of the message it replies to. What is no message means nothing. */
export async function meaningOf(
  incoming: Addressed | object,
  turns: Pick<Store["turns"], "exchangeOf" | "sentAnswer">,
): Promise<Meaning> {
  if (!("address" in incoming)) return NONE;
  const { address, repliesTo, place } = incoming;
  if (address.kind === "none" || address.kind === "bare") return address;
  const question = { ...address, kind: "question" } as const;
  if (repliesTo === null || !repliesTo.isMine)
    return address.kind === "reply" ? NONE : { ...question, continues: null };
  const isMeant =
    address.kind === "question" ||
    invites(address.text, await turns.sentAnswer(place.chat, repliesTo.id));
  if (!isMeant) return NONE;
  return { ...question, continues: await turns.exchangeOf(place.chat, repliesTo.id) };
}

/** Whether what was sent asked for these words, or answers what they follow up. */
function invites(text: string, sent: SentAnswer | null): boolean {
  return sent?.kind === "answer" ? isQuestion(text) : sent?.kind === "prompt";
}

function isOtherCommand(command: Command | null): boolean {
  return command !== null && !(command.isForMe && command.name === "ask");
}

/** In private everything; in a channel's direct messages nobody mentions a bot, and what is no question is for the people behind the channel. */
function isAskedDirectly({ chat }: Message, text: string): boolean {
  return chat.type === "private" || (chat.is_direct_messages === true && isQuestion(text));
}

function isReplyToMe({ reply_to_message: reply }: Message, me: Addressee): boolean {
  return reply?.from?.id === me.id;
}

/** Other bots, and what people send by way of this one; anonymous admins and channels count as people. */
export function isFromBot({ from, sender_chat, via_bot }: Message, me: Addressee): boolean {
  return via_bot?.id === me.id || (from?.is_bot === true && sender_chat === undefined);
}

/** What the message says besides calling the bot. */
function ownWords(message: Message, me: Addressee): { text: string; isMentioned: boolean } {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const calls = entities.filter((entity) => {
    if (entity.type === "text_mention") return entity.user?.id === me.id;
    const words = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    return entity.type === "mention" && words === `@${me.username.toLowerCase()}`;
  });
  const command = entities.filter(({ type, offset }) => type === "bot_command" && offset === 0);
  let rest = text;
  for (const { offset, length } of [...calls, ...command].toSorted((a, b) => b.offset - a.offset)) {
    rest = `${rest.slice(0, offset)} ${rest.slice(offset + length)}`;
  }
  const isCalled = calls.length + command.length > 0;
  return { text: isCalled ? withoutGap(rest) : text.trim(), isMentioned: calls.length > 0 };
}

/** ", was steht im  Vertrag ?" → "was steht im Vertrag?" */
function withoutGap(text: string): string {
  return text
    .replace(/[^\S\n]{2,}/gu, " ")
    .replace(/\s+([?!.,;:])/gu, "$1")
    .replace(/^[\s,;:–-]+/u, "")
    .trim();
}

/** What the person chose of someone else's message, else all of it; of the bot's own nothing is a question. */
function wordsRepliedTo(message: Message, me: Addressee): string {
  if (isReplyToMe(message, me)) return "";
  const { quote, reply_to_message: reply } = message;
  const words = quote?.is_manual === true ? quote.text : (reply?.text ?? reply?.caption ?? "");
  return words.trim();
}

/** Null where none were chosen, or nothing else is asked. */
function chosenWords({ quote }: Message, question: string): string | null {
  const words = quote?.is_manual === true ? quote.text.trim() : "";
  return words === "" || words === question ? null : words;
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
