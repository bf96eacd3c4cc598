/**
 * What is kept of one person from groups, as it is shown to them.
 */
import { GrammyError, type Api } from "grammy";

import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Store } from "../../store/store.ts";
import { toSafeName } from "../../summary/safe-text.ts";
import type { Language } from "../incoming/language.ts";
import type { Summaries } from "../parts.ts";
import { sayPlaceholders } from "../groups/recorded.ts";
import { joined, plain, rich, styled, type RichText, type Screen } from "../screens/screen.ts";
import { createTimes } from "../groups/summary-times.ts";
import { texts } from "../screens/texts/texts.ts";

interface OwnParts {
  readonly api: Pick<Api, "getChat">;
  readonly store: Pick<Store, "messages">;
  readonly summaries: Summaries;
  readonly now: () => number;
}

/** In UTF-16 units, some ten of Telegram's messages. */
const MOST_SHOWN = 40_000;

/** The newest, oldest first within each group. */
export async function ownMessages(
  person: number,
  language: Language,
  { api, store, summaries, now }: OwnParts,
): Promise<Screen> {
  const own = texts[language].mine;
  const all = await store.messages.ofPerson(person);
  if (all.length === 0) return plain(own.none);
  const shown = newestOf(all);
  const times = createTimes(summaries.timeZone, language, { now: now() });
  const blocks: RichText[] = [rich(own.kept(all.length))];
  for (const [chat, messages] of Map.groupBy(shown, (message) => message.chat)) {
    const title = (await titleOf(api, chat)) ?? own.unknownGroup;
    const lines = messages.map(
      ({ at, text }) =>
        `${times.span(at, at)} ${sayPlaceholders(text, texts[language].placeholders)}`,
    );
    blocks.push(joined([styled("bold", title), ...lines]));
  }
  if (shown.length < all.length) blocks.push(rich(own.older(all.length - shown.length)));
  return plain(joined(blocks, "\n\n"));
}

function newestOf(all: readonly RecordedMessage[]): readonly RecordedMessage[] {
  let length = 0;
  const first = all.findLastIndex(({ text }) => (length += text.length + 1) > MOST_SHOWN);
  return all.slice(first + 1);
}

/** Null where the bot is not any more. */
export async function titleOf(api: OwnParts["api"], chat: number): Promise<string | null> {
  try {
    const { title = "" } = await api.getChat(chat);
    return toSafeName(title) || null;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code < 429) return null;
    throw error;
  }
}
