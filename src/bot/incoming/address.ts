/**
 * Is a message meant for the bot, and which text is the question?
 *
 * In private everything is; in groups a command, a mention, or a question in reply to one of the bot's answers.
 */
import type { Message } from "grammy/types";

import { commandOf, type Addressee, type Command } from "./command.ts";
import { isQuestion } from "./is-question.ts";

export type Address =
  | {
      readonly kind: "question";
      readonly text: string;
      /** The bot's answer this replies to; null when it replies to none. */
      readonly continues: number | null;
    }
  /** Called without saying what for. */
  | { readonly kind: "bare" }
  | { readonly kind: "none" };

/** What the bot knows of itself and of its own messages. */
export interface Self {
  readonly me: Addressee;
  isAnswer(message: Message): boolean;
  /** True for "Was möchtest du wissen?". */
  isPrompt(message: Message): boolean;
}

const none: Address = { kind: "none" };

export function addressOf(message: Message, self: Self): Address {
  const command = commandOf(message, self.me);
  if (isFromBot(message, self.me) || isOtherCommand(command)) return none;
  const own = ownWords(message, self.me);
  const reply = replyToMe(message, self);
  const { continues } = reply;
  if (command !== null || own.isMentioned) {
    const text = hasWords(own.text) ? own.text : wordsRepliedTo(message, self.me);
    return hasWords(text) ? { kind: "question", text, continues } : { kind: "bare" };
  }
  const isMeant = message.chat.type === "private" || isMeantReply(own.text, reply);
  return isMeant && own.text !== "" ? { kind: "question", text: own.text, continues } : none;
}

function isOtherCommand(command: Command | null): boolean {
  return command !== null && !(command.isForMe && command.name === "ask");
}

interface ReplyToMe {
  readonly toPrompt: boolean;
  readonly continues: number | null;
}

/** Which kind of the bot's own messages this one replies to, if any. */
function replyToMe({ reply_to_message: reply }: Message, self: Self): ReplyToMe {
  if (reply?.from?.id !== self.me.id) return { toPrompt: false, continues: null };
  return {
    toPrompt: self.isPrompt(reply),
    continues: self.isAnswer(reply) ? reply.message_id : null,
  };
}

function isMeantReply(text: string, { toPrompt, continues }: ReplyToMe): boolean {
  return toPrompt || (continues !== null && isQuestion(text));
}

/** Other bots, and what people send by way of this one; anonymous admins and channels count as people. */
function isFromBot({ from, sender_chat, via_bot }: Message, me: Addressee): boolean {
  return via_bot?.id === me.id || (from?.is_bot === true && sender_chat === undefined);
}

/** What the message says besides calling the bot. */
function ownWords(message: Message, me: Addressee): { text: string; isMentioned: boolean } {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const calls = entities.filter((entity) => {
    if (entity.type === "text_mention") return entity.user.id === me.id;
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
function wordsRepliedTo({ quote, reply_to_message: reply }: Message, me: Addressee): string {
  if (reply?.from?.id === me.id) return "";
  const words = quote?.is_manual === true ? quote.text : (reply?.text ?? reply?.caption ?? "");
  return words.trim();
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
