/**
 * A stage for scenes: the running bot, three people, a group, and a transcript of what each of them gets to see.
 *
 *     const stage = await startStage("de", { articles: [COUNCIL] });
 *     await stage.say("/start");
 *     await stage.tap(["Worum geht es?", "What is it about?"]);
 *     stage.transcript();
 */
import type { Message, User } from "grammy/types";
import { onTestFinished } from "vitest";

import type { Translator } from "../../../../src/answer/translation.ts";
import { keepLibrary, type CurrentLibrary } from "../../../../src/current-library.ts";
import { loadCorpus } from "../../../../src/corpus/load.ts";
import type { Article } from "../../../../src/corpus/passage.ts";
import { buildLibrary, type Library } from "../../../../src/library.ts";
import type { InlineAnswer, Outgoing } from "../../../../src/local/clients.ts";
import type { Store } from "../../../../src/store/store.ts";
import { createExtractiveSummarizer } from "../../../../src/summary/extractive.ts";
import { createGenerativeSummarizer } from "../../../../src/summary/generative.ts";
import { partsWith } from "../../../summary/talks.ts";
import { renderCalls } from "./render-calls.ts";
import { startScriptedModel, type ScriptedModel } from "../../../support/scripted-model.ts";
import { startBot, type StartedBot } from "../../../support/start-bot.ts";
import { createTestClock, type TestClock } from "../../../support/test-clock.ts";
import { createTestStore } from "../../../support/test-store.ts";
import { letWrite } from "../../../support/writing.ts";

export type Language = "de" | "en";
/** In German and in English, or the same in both. */
export type Words = string | readonly [german: string, english: string];
export type Name = "Anna" | "Ben" | "Cem" | "Dora";

type BotOptions = Partial<Parameters<typeof startBot>[0]>;

export interface StageOptions extends Pick<
  BotOptions,
  "admitted" | "questionsPerMinute" | "summaries" | "me"
> {
  /** The shipped article unless told. */
  readonly articles?: readonly Article[] | ((language: Language) => readonly Article[]);
  /** In place of articles; may change while the bot runs. */
  readonly library?: () => Library;
  /** What owners take in is read, and answers. */
  readonly takesIn?: boolean;
  /** A scripted model writes, and may spend so much a day. */
  readonly dailyUsd?: number;
  readonly group?: Partial<Parameters<StartedBot["telegram"]["openGroup"]>[0]>;
  /** What people write in the group is kept. */
  readonly isRecorded?: boolean;
  /** What is never the same twice. */
  readonly hides?: RegExp;
}

interface How extends Partial<Omit<Outgoing, "chat" | "from" | "text">> {
  /** Null: an admin who speaks as the group. */
  readonly by?: Name | null;
  /** The person's private chat unless told. */
  readonly in?: number;
}

export interface Stage extends StartedBot {
  readonly language: Language;
  readonly clock: TestClock;
  readonly model: ScriptedModel;
  /** Anna is its owner; Dora is not in it. */
  readonly group: number;
  readonly tell: (words: Words) => string;
  readonly idOf: (name: Name) => number;
  readonly say: (words: Words, how?: How) => Promise<Message>;
  /** Presses the newest button with these words, or sends this data under the newest message. */
  readonly tap: (label: Words, how?: How & { readonly data?: string }) => Promise<void>;
  /** Follows the newest link with these words into the private chat. */
  readonly follow: (label: Words, how?: How) => Promise<Message>;
  readonly inline: (query: Words, offset?: string) => Promise<InlineAnswer>;
  /** Whatever else happens. */
  readonly does: <T>(what: string, act: () => T | Promise<T>) => Promise<T>;
  /** What is needed for the scene and not to be seen in it. */
  readonly offstage: (act: () => Promise<unknown>) => Promise<void>;
  readonly transcript: () => string;
}

const IDS: Readonly<Record<Name, number>> = { Anna: 101, Ben: 102, Cem: 103, Dora: 104 };
/** Who asks for `settled`. */
const NOBODY = 199;

const { articles: SHIPPED } = await loadCorpus(
  new URL("../../../../corpus", import.meta.url).pathname,
);
/** Building one takes longer than a scene. */
const libraries = new Map<string, Library>();

function libraryFor(articles: readonly Article[]): Library {
  const key = articles.map(({ id }) => id).join();
  const library = libraries.get(key) ?? buildLibrary({ articles, skipped: [] });
  libraries.set(key, library);
  return library;
}

export async function startStage(language: Language, options: StageOptions): Promise<Stage> {
  const { articles = SHIPPED, group: kind = {}, isRecorded = false, ...others } = options;
  const chosen = typeof articles === "function" ? articles(language) : articles;
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const model = startScriptedModel();
  const written = await letModelWrite(model, chosen, { ...options, usage: store.usage });
  const current = await letTakeIn(store, chosen, options);
  const library =
    options.library ?? current?.library ?? (() => written?.library ?? libraryFor(chosen));
  const bot = startBot({
    ...others,
    clock,
    now: clock.now,
    store,
    library,
    translator: written?.translator ?? null,
    me: { can_read_all_group_messages: isRecorded, ...options.me },
    summaries: { ...written?.summaries, ...options.summaries },
    articles: { ...current },
  });
  const { telegram } = bot;
  const people = new Map(
    Object.entries(IDS).map(([first_name, id]): [string, User] => [
      first_name,
      { id, is_bot: false, first_name, language_code: language },
    ]),
  );
  const members = [...people.values()].slice(0, 3);
  const group = telegram.openGroup({ title: "Lesekreis", members, ...kind }).id;
  if (isRecorded) await store.messages.switchOn(group);
  const pieces: string[] = [];
  const tell = (words: Words) =>
    typeof words === "string" ? words : words[language === "de" ? 0 : 1];

  function nameOf(chat: number): string | null {
    if (chat === NOBODY) return null;
    const name = Object.entries(IDS).find(([, id]) => id === chat)?.[0];
    return name ?? (chat === group ? "group" : `chat ${chat}`);
  }

  async function does<T>(what: string, act: () => T | Promise<T>): Promise<T> {
    const before = telegram.calls.length;
    const done = await act();
    await bot.settled();
    const find = (chat: number, id: number) =>
      telegram.history(chat).find(({ message_id }) => message_id === id);
    const seen = renderCalls(telegram.calls.slice(before), { nameOf, find });
    pieces.push(what, ...(seen.length === 0 ? ["(silence)"] : seen));
    return done;
  }

  /** The newest message that has such a button, and the button. */
  function findButton(chat: number, label: string) {
    for (const message of telegram.history(chat).toReversed())
      for (const button of message.reply_markup?.inline_keyboard.flat() ?? [])
        if (button.text === label) return { message, button };
    throw new Error(`No button says ${label}`);
  }

  const idOf = (name: Name) => IDS[name];
  function chatOf({ by = "Anna", in: chat }: How): number {
    const person = people.get(by ?? "");
    if (person !== undefined) telegram.openPrivateChat(person);
    return chat ?? IDS[by ?? "Anna"];
  }

  async function say(words: Words, how: How = {}): Promise<Message> {
    const { by = "Anna", in: where, ...rest } = how;
    const chat = chatOf(how);
    const text = tell(words);
    const isText = rest.media === undefined && rest.file === undefined;
    const content = isText ? { text } : text === "" ? {} : { caption: text };
    const shownMedia = rest.media ?? rest.file?.name;
    const from = by === null ? null : IDS[by];
    const at = where === undefined ? "" : ` (${nameOf(chat)})`;
    const shown = [shownMedia === undefined ? "" : `[${shownMedia}]`, shortened(text)].join(" ");
    return does(`› ${by ?? "an admin"}${at}: ${shown.trim()}`, () =>
      telegram.say({ ...rest, chat, from, ...content }),
    );
  }

  return {
    ...bot,
    language,
    clock,
    model,
    group,
    tell,
    idOf,
    say,
    does,
    async tap(words, how = {}) {
      const { by = "Anna", data } = how;
      const chat = chatOf(how);
      const label = tell(words);
      const newest = telegram.history(chat).at(-1);
      const found = data === undefined ? findButton(chat, label) : null;
      const message = found?.message ?? newest;
      const sent =
        data ??
        (found !== null && "callback_data" in found.button ? found.button.callback_data : "");
      if (message === undefined) throw new Error("There is nothing to tap on");
      await does(`› ${by} taps [${label}]`, () =>
        telegram.press(message, sent, idOf(by ?? "Anna")),
      );
    },
    async follow(words, how = {}) {
      const { button } = findButton(chatOf(how), tell(words));
      const payload = "url" in button ? new URL(button.url).searchParams.get("start") : null;
      return say(`/start ${payload ?? ""}`, { by: how.by ?? "Anna" });
    },
    async inline(words, offset = "") {
      const query = tell(words);
      chatOf({});
      return does(`› Anna, inline: ${query === "" ? "nothing" : query}`, () =>
        telegram.ask(query, { from: IDS.Anna, offset }),
      );
    },
    async offstage(act) {
      const kept = pieces.length;
      await act();
      pieces.length = kept;
    },
    transcript() {
      const all = `${pieces.join("\n\n")}\n`;
      return options.hides === undefined ? all : all.replace(options.hides, "…");
    },
  };
}

const shortened = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

interface Written {
  readonly library: Library;
  readonly translator: Translator;
  readonly summaries: BotOptions["summaries"];
}

async function letTakeIn(
  store: Store,
  articles: readonly Article[],
  { takesIn = false }: StageOptions,
): Promise<CurrentLibrary | null> {
  if (!takesIn) return null;
  const current = await keepLibrary({
    corpus: { articles, skipped: [], files: new Map() },
    sent: store.articles,
    writing: null,
    onChange: async () => {},
    onError() {},
  });
  onTestFinished(() => current.close());
  return current;
}

async function letModelWrite(
  model: ScriptedModel,
  articles: readonly Article[],
  { dailyUsd, usage }: StageOptions & Pick<Parameters<typeof letWrite>[1], "usage">,
): Promise<Written | null> {
  if (dailyUsd === undefined) return null;
  const { writing, translator } = await letWrite(model, { usage, dailyUsd });
  const extractive = createExtractiveSummarizer();
  return {
    library: buildLibrary({ articles, skipped: [] }, writing),
    translator,
    summaries: { summarizer: createGenerativeSummarizer(partsWith({ model, extractive })) },
  };
}
