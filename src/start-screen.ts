/**
 * What the operator sees when the bot has started: one screen, in English.
 */
import type { Setting } from "./bot/check-settings.ts";
import type { Config } from "./config.ts";
import type { Corpus } from "./corpus/passage.ts";

/** "1 article, 23 passages from corpus", then each file that was skipped with its reason. */
export function describeCorpus({ articles, skipped }: Corpus, folder: string): string[] {
  const passages = articles.reduce((sum, article) => sum + article.passages.length, 0);
  return [
    `${count(articles.length, "article")}, ${count(passages, "passage")} from ${folder}`,
    ...skipped.map(({ path, reason }) => `skipped ${path}: ${reason}`),
  ];
}

export function describeBot(name: string, settings: readonly Setting[], config: Config): string[] {
  return [
    `@${name} answers on Telegram, in the articles' own words.`,
    describeAdmitted(config),
    ...settings.map(
      (setting) =>
        `${setting.name}: ${setting.isOn ? "on" : "off"}${setting.cost === null ? "" : `. ${setting.cost}`}`,
    ),
  ];
}

export function describeLocalChat(url: string, wanted: number, opened: number): string[] {
  const instead = wanted === opened || wanted === 0 ? "" : `   (port ${wanted} is taken)`;
  return [
    `Try it: ${url}${instead}`,
    "For Telegram, set TELEGRAM_BOT_TOKEN; README.md says how. Ctrl+C ends it.",
  ];
}

function describeAdmitted({ allowedChats, ownerIds }: Config): string {
  if (allowedChats.length === 0)
    return "Anyone who finds it may use it; ALLOWED_CHATS limits that.";
  return `Only ${count(allowedChats.length, "listed chat")} and ${count(ownerIds.length, "owner")} may use it.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
