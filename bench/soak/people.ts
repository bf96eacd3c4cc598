/**
 * People who ask steadily, in private and in groups, tap buttons and type inline queries, each at a person's speed.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { InlineKeyboardButton, Message, User } from "grammy/types";

import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { Ledger } from "../telegram/ledger.ts";

export interface People {
  /** What they did besides asking, and how much of it was answered. */
  readonly taps: Count;
  readonly inline: Count;
  /** The latest question of a private chat; 0 when nobody asked there. */
  latestOf(chat: number): number;
  /** They go on until the signal aborts; settles when nobody waits for a tap or an inline query any more. */
  askOn(signal: AbortSignal): Promise<void>;
}

interface Count {
  readonly asked: number;
  readonly answered: number;
}

export interface PeopleParts {
  readonly telegram: LocalTelegram;
  readonly ledger: Ledger;
  readonly questions: readonly string[];
  readonly queries: readonly string[];
  /** How long they will be at it. */
  readonly minutes: number;
}

/** Between two of all; 10 questions a second. */
const QUESTION_EVERY_MS = 100;
const TAP_EVERY_MS = 500;
const INLINE_EVERY_MS = 300;
/** At least; for a long soak more, so that no chat comes to its 200 questions a day. */
const FEWEST_CHATS = 40;
const CHATS_A_MINUTE = 2;
const TAPPERS = 20;
const FIRST_TAPPER = 900_001;

interface Group {
  readonly chat: number;
  readonly members: readonly User[];
}

export function gatherPeople(parts: PeopleParts): People {
  const { telegram, ledger, questions, queries, minutes } = parts;
  const count = Math.max(FEWEST_CHATS, CHATS_A_MINUTE * minutes);
  const friends = peopleFrom(1, 2 * count);
  for (const friend of friends) telegram.openPrivateChat(friend);
  const groups = peopleFrom(10_001, count).map((member, index): Group => {
    const members = [member, ...peopleFrom(100_001 + index, 1)];
    return { chat: telegram.openGroup({ title: "G", members }).id, members };
  });
  const tappers = peopleFrom(FIRST_TAPPER, TAPPERS);
  for (const tapper of tappers) telegram.openPrivateChat(tapper);
  const latest = new Map<number, number>();
  const taps = { asked: 0, answered: 0 };
  const inline = { asked: 0, answered: 0 };
  const waiting = new Set<Promise<void>>();

  /** Never the same text twice, so that nothing can be kept for it. */
  const textOf = (turn: number) => `${questions[turn % questions.length] ?? "?"} (${turn})`;

  function askOne(turn: number): void {
    if (turn % 2 === 0) askPrivately(turn / 2);
    else askInGroup((turn - 1) / 2);
  }

  /** In private nothing tells which question an answer belongs to, so one is asked after the other. */
  function askPrivately(turn: number): void {
    const friend = friends[turn % friends.length];
    if (friend === undefined || ledger.waits(friend.id, latest.get(friend.id) ?? 0)) return;
    const said = telegram.say({ chat: friend.id, from: friend.id, text: textOf(turn) });
    latest.set(friend.id, said.message_id);
    ledger.asked(said);
  }

  function askInGroup(turn: number): void {
    const group = groups[turn % groups.length];
    const member = group?.members[Math.floor(turn / groups.length) % group.members.length];
    if (group === undefined || member === undefined) return;
    const text = `/ask ${textOf(turn)}`;
    ledger.asked(telegram.say({ chat: group.chat, from: member.id, text }));
  }

  /** One of the buttons under the newest message; who has none yet asks. */
  function tapOne(turn: number): void {
    const tapper = tappers[turn % tappers.length];
    if (tapper === undefined) return;
    const shown = telegram.history(tapper.id).findLast((message) => buttonsOf(message).length > 0);
    const buttons = shown === undefined ? [] : buttonsOf(shown);
    const button = buttons[Math.floor(turn / tappers.length) % buttons.length];
    if (shown === undefined || button === undefined)
      telegram.say({ chat: tapper.id, from: tapper.id, text: textOf(turn) });
    else track(taps, telegram.press(shown, button, tapper.id));
  }

  function typeOne(turn: number): void {
    const friend = friends[turn % friends.length];
    const query = queries[turn % queries.length] ?? "";
    if (friend !== undefined) track(inline, telegram.ask(query, { from: friend.id }));
  }

  function track(tally: { asked: number; answered: number }, answered: Promise<unknown>): void {
    tally.asked += 1;
    const settled = countAnswered(tally, answered).finally(() => waiting.delete(settled));
    waiting.add(settled);
  }

  return {
    taps,
    inline,
    latestOf: (chat) => latest.get(chat) ?? 0,
    async askOn(signal) {
      await Promise.all([
        repeat(askOne, QUESTION_EVERY_MS, signal),
        repeat(tapOne, TAP_EVERY_MS, signal),
        repeat(typeOne, INLINE_EVERY_MS, signal),
      ]);
      await Promise.all(waiting);
    },
  };
}

async function countAnswered(
  tally: { answered: number },
  answered: Promise<unknown>,
): Promise<void> {
  try {
    await answered;
    tally.answered += 1;
  } catch {
    // They have given up waiting.
  }
}

function peopleFrom(first: number, count: number): User[] {
  return Array.from({ length: count }, (_, index) => ({
    id: first + index,
    is_bot: false,
    first_name: "Anna",
    language_code: "de",
  }));
}

function buttonsOf({ reply_markup: markup }: Message): string[] {
  const buttons: readonly InlineKeyboardButton[] = markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));
}

async function repeat(
  act: (turn: number) => void,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    act(turn);
    await wait(everyMs);
  }
}
