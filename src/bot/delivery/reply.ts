/**
 * Reply: all that is sent back for one update, collected while it is handled and stored before anything is sent.
 *
 * @example
 * say(ctx, texts[ctx.language].forgotten); // words alone
 * send(ctx, startScreen(corpus, ctx.view)); // with buttons, in parts when long
 * ctx.draft.turn = turn; // what it answers, to be remembered
 */
import type { Context } from "grammy";
import type { ForceReply, InlineKeyboardMarkup, MessageEntity } from "grammy/types";

import type { SentAnswer } from "../../store/turns/answers.ts";
import type { Turn } from "../../store/turns/turns.ts";
import type { LastSummary } from "../../store/chats/settings.ts";
import type { Fingerprint } from "../groups/summary-fingerprint.ts";
import type { Place } from "../incoming/incoming.ts";
import { plain, type Screen, type Words } from "../screens/screen.ts";
import { split } from "./split.ts";

/** One message, at most 4,096 UTF-16 units. */
export interface Outgoing {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** A forum's topic. */
  readonly thread: number | null;
  /** The topic is one of a channel's direct messages. */
  readonly isDirect?: boolean;
  /** The message that is answered. */
  readonly replyTo: number | null;
  readonly markup: InlineKeyboardMarkup | ForceReply | null;
  /** The message of the bot's whose place this one takes; null for a new one. */
  readonly edits: number | null;
}

/** What is kept as the topic's last summary when the reply has been sent, with its first message's id. */
export interface Note {
  /** As in the chat's settings. */
  readonly topic: string;
  readonly summary: Omit<LastSummary, "message">;
}

export interface Reply {
  /** In the order in which they are sent, all to one chat; none: the update is passed over in silence. */
  readonly messages: readonly Outgoing[];
  /** The question they answer; null when they answer none. */
  readonly turn: Turn | null;
  /** True for the apology after the last try: once it is sent, the job counts as failed. */
  readonly isApology: boolean;
  /** What its messages show, to be known when somebody comes back to one of them. */
  readonly shown?: SentAnswer;
  readonly note?: Note;
  /** Of the group messages a summary was written from: when they changed before it is sent, it is written again. */
  readonly fingerprint?: Fingerprint;
}

/** A reply while it is collected. */
export type Draft = { -readonly [Part in keyof Reply]: Reply[Part] } & { messages: Outgoing[] };

export function startDraft(): Draft {
  return { messages: [], turn: null, isApology: false };
}

interface Answering {
  readonly draft: Draft;
  readonly incoming: { readonly place: Place | null };
}

interface How {
  readonly replyTo?: number | null;
  /** The messages that turn into its first ones. */
  readonly edits?: readonly number[];
}

/** Goes out when the update is handled, to where it came from. */
export function send(
  { draft, incoming: { place } }: Answering,
  screen: Screen,
  how: How = {},
): void {
  if (place === null) return;
  const { replyTo = place.replyTo, edits = [] } = how;
  const parts = split(screen.text);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    draft.messages.push({
      ...part,
      thread: place.thread,
      ...directOf(place),
      replyTo: index === 0 ? replyTo : null,
      markup: isLast && screen.buttons.length > 0 ? keyboard(screen) : null,
      edits: edits[index] ?? null,
    });
  }
}

function directOf({ isDirect = false }: Pick<Place, "isDirect">): Pick<Outgoing, "isDirect"> {
  return isDirect ? { isDirect } : {};
}

/** For a message that Telegram finds too long; one alone where it cannot be parted. */
export function halvesOf(message: Outgoing): Outgoing[] {
  const halves = split(message, Math.ceil(message.text.length / 2));
  return halves.map((half, index) => ({
    ...half,
    thread: message.thread,
    ...directOf(message),
    replyTo: index === 0 ? message.replyTo : null,
    markup: index === halves.length - 1 ? message.markup : null,
    edits: index === 0 ? message.edits : null,
  }));
}

export function say(ctx: Answering, words: Words): void {
  send(ctx, plain(words));
}

/** In the place of the message that was tapped; of a screen too long for it, the beginning. */
export function turnTo(
  {
    draft,
    incoming,
  }: Pick<Answering, "draft"> & { readonly incoming: { readonly message: number } },
  screen: Screen,
): void {
  const [page] = split(screen.text);
  if (page === undefined) return;
  const markup = keyboard(screen);
  draft.messages.push({ ...page, thread: null, replyTo: null, markup, edits: incoming.message });
}

/** Asks back: the person's next message is a reply to this one. */
export function sendPrompt(
  { draft, incoming: { place } }: Answering,
  { text, placeholder }: { readonly text: string; readonly placeholder: string },
): void {
  if (place === null) return;
  const { thread, replyTo } = place;
  const markup = {
    force_reply: true,
    selective: true,
    input_field_placeholder: placeholder,
  } as const;
  draft.messages.push({
    text,
    entities: [],
    thread,
    ...directOf(place),
    replyTo,
    markup,
    edits: null,
  });
  draft.shown = { kind: "prompt", language: null, citations: [] };
}

function keyboard({ buttons }: Screen): InlineKeyboardMarkup {
  return { inline_keyboard: buttons.map((row) => [...row]) };
}

/** To whoever asked, and at once to whoever tapped: a box that they close. */
export async function tell(ctx: Answering & Tappable, words: string): Promise<void> {
  if (ctx.incoming.kind === "tap") await alert(ctx, words);
  else say(ctx, words);
}

interface Tappable extends Pick<Context, "answerCallbackQuery"> {
  readonly incoming: { readonly kind: string; readonly place: Place | null };
}

/** The answer to a tap that comes to nothing. */
export async function alert(
  ctx: Pick<Context, "answerCallbackQuery">,
  text: string,
): Promise<void> {
  await ctx.answerCallbackQuery({ text, show_alert: true });
}

/** Where a button was tapped: it need not wait any longer. */
export async function acknowledge(ctx: Tappable): Promise<void> {
  if (ctx.incoming.kind === "tap") await ctx.answerCallbackQuery();
}

/** To whoever called the bot where it is no member: the one reply that Telegram takes. Of a screen too long for it, the beginning. */
export async function replyToGuest(
  ctx: Pick<Context, "answerGuestQuery" | "me">,
  screen: Screen,
): Promise<void> {
  const [page = { text: "…", entities: [] }] = split(screen.text);
  await ctx.answerGuestQuery({
    type: "article",
    id: "answer",
    title: ctx.me.first_name,
    input_message_content: {
      message_text: page.text,
      entities: [...page.entities],
      link_preview_options: { is_disabled: true },
    },
    ...(screen.buttons.length === 0 ? {} : { reply_markup: keyboard(screen) }),
  });
}
