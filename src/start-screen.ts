/**
 * What the operator sees when the bot has started: one screen, in English.
 */
import { stat } from "node:fs/promises";

import type { Setting } from "./bot/check-settings.ts";
import type { Config } from "./config.ts";
import type { Corpus } from "./corpus/passage.ts";
import type { StoreKey } from "./store/key-file.ts";
import type { StoreInfo } from "./store/store.ts";

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

/** Where things are stored and where their key is, and what that key cannot open. */
export function describeStore({ where, jobs, setAside }: StoreInfo, { file }: StoreKey): string[] {
  const open = jobs.new + jobs.due;
  const sealed = setAside.jobs + setAside.turns;
  return [
    `Stored in ${where}${open === 0 ? "" : `, where ${count(open, "message")} of before ${open === 1 ? "waits" : "wait"}`}`,
    ...(file === null
      ? []
      : [`What people write is sealed with ${file}. Back it up, apart from the data.`]),
    ...(sealed === 0
      ? []
      : [
          `${count(sealed, "stored text")} ${sealed === 1 ? "was" : "were"} sealed with another STORE_KEY and ${sealed === 1 ? "is" : "are"} set aside, untouched, until that one is back.`,
        ]),
  ];
}

/** Nothing where there is none, or nobody else can read it. */
export async function describeEnvFile(path: string): Promise<string[]> {
  // Windows has other rights, and Node makes up these.
  if (process.platform === "win32") return [];
  const found = await stat(path).catch(() => null);
  if (found === null || (found.mode & 0o044) === 0) return [];
  return [`${path} can be read by others on this machine, and it holds secrets: chmod 600 ${path}`];
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
