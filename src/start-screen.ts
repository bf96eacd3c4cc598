/**
 * What the operator sees when the bot has started: one screen, in English.
 */
import { stat } from "node:fs/promises";

import type { Setting } from "./bot/operator/check-settings.ts";
import type { Config } from "./config.ts";
import { describeFault } from "./corpus/faults.ts";
import { isForeseen } from "./corpus/foreseen.ts";
import type { Corpus } from "./corpus/passage.ts";
import { isSent, isSentPath } from "./corpus/sent.ts";
import { mostOfPerson } from "./llm/budget.ts";
import { KNOWN_MODELS } from "./llm/known-models.ts";
import type { Citing } from "./llm/marks.ts";
import { toUsd } from "./llm/price.ts";
import type { StoreKey } from "./store/sealing/key-file.ts";
import type { StoreInfo } from "./store/store.ts";
import type { AnswerCost } from "./writing.ts";

/** "1 article, 23 passages from corpus", then a line for each skipped file and each dropped value. */
export function describeCorpus(
  { articles, skipped }: Corpus,
  { corpusDir, anthropicApiKey }: Pick<Config, "corpusDir" | "anthropicApiKey">,
): string[] {
  const passages = articles.reduce((sum, article) => sum + article.passages.length, 0);
  const unforeseen = articles.filter((article) => !article.passages.some(isForeseen)).length;
  return [
    `${count(articles.length, "article")}, ${count(passages, "passage")} from ${corpusDir}`,
    ...skipped.map(({ path, reason }) => `skipped ${path}: ${reason}`),
    ...articles.flatMap(({ id, dropped }) =>
      dropped.map((fault) => `left out in ${id}: ${describeFault(fault)}`),
    ),
    ...(unforeseen === 0 || anthropicApiKey === null
      ? []
      : [
          `What people may ask is not foreseen for ${count(unforeseen, "article")}: npm run foresee has Claude write it, once.`,
        ]),
  ];
}

/** "2 articles that owners sent", then a line for each that cannot be read; nothing where none was. `unread` are read later. */
export function describeSent({ articles, skipped }: Corpus, unread = 0): string[] {
  const sent = articles.filter(isSent);
  const refused = skipped.filter(({ path }) => isSentPath(path));
  if (sent.length + refused.length === 0) return [];
  return [
    `${count(sent.length, "article")} that owners sent${unread === 0 ? "" : `, ${unread} more are being read`}`,
    ...refused.map(({ path, reason }) => `skipped ${path}: ${reason}`),
  ];
}

/** Nothing where METRICS_PORT is not set. */
export function describeWatching(host: string, port: number | null): string[] {
  return port === null ? [] : [`Watched at http://${host}:${port}: /health, /ready, /metrics`];
}

export function describeUnreachable({
  telegramApiRoot,
}: Pick<Config, "telegramApiRoot">): string[] {
  return [`Telegram cannot be reached at ${telegramApiRoot}. It is tried again until it can.`];
}

export function describeBot(name: string, settings: readonly Setting[], config: Config): string[] {
  return [
    `@${name} answers on Telegram${config.anthropicApiKey === null ? ", in the articles' own words" : ""}.`,
    ...(config.webhookUrl === null
      ? []
      : [
          `Telegram sends what people write to ${config.webhookUrl}; port ${config.port} takes it.`,
        ]),
    describeAdmitted(config),
    ...settings.map(
      (setting) =>
        `${setting.name}: ${setting.isOn ? "on" : "off"}${setting.cost === null ? "" : `. ${setting.cost}`}`,
    ),
  ];
}

type PricedConfig = Pick<
  Config,
  "anthropicModel" | "verifyModel" | "citations" | "dailyBudgetUsd" | "pricePerMtok"
>;

/** Which model writes the answers, which one reads them again, and what that costs; nothing where `cost` is null, for no model does. */
export function describeWriting(
  config: PricedConfig,
  cost: AnswerCost | null,
  citing: Citing = "native",
): string[] {
  const { anthropicModel: model, dailyBudgetUsd: budget } = config;
  if (cost === null) return [];
  if (budget === 0) return [`DAILY_BUDGET_USD is 0, so ${model} is never asked: passages answer.`];
  const told = [
    ...unpriced(config).map(
      (name) =>
        `What ${name} costs is not known, so it counts at the dearest known price. PRICE_PER_MTOK sets its own; PRICE_PER_MTOK=0,0 makes a model of your own free.`,
    ),
    describeJudge(config, cost),
    ...(citing === "native" ? [] : [describeMarks(config)]),
  ];
  const share = toUsd(mostOfPerson(budget));
  if (cost.worst > share) {
    const why = `an answer may cost up to ${dollars(cost.worst)}, and one person may spend a tenth of DAILY_BUDGET_USD, ${dollars(share)}`;
    return [
      cost.least > share
        ? `${model} writes no answers: ${why}. Passages answer until you raise the budget or choose a cheaper model.`
        : `${model} writes only the cheaper answers: ${why}. To the other questions passages answer until you raise the budget or choose a cheaper model.`,
      ...told,
    ];
  }
  const answers = roundDown(budget / cost.typical).toLocaleString("en");
  return [
    cost.typical === 0
      ? `${model} writes the answers, for nothing.`
      : `${model} writes the answers, for about ${dollars(cost.typical)} each: $${budget} a day buys some ${answers}.`,
    ...told,
  ];
}

/** The models, each once, whose price nobody told. */
function unpriced({ anthropicModel, verifyModel, pricePerMtok }: PricedConfig): string[] {
  const names = new Set([anthropicModel, verifyModel ?? anthropicModel]);
  return pricePerMtok === null ? [...names].filter((name) => !KNOWN_MODELS.includes(name)) : [];
}

function describeJudge({ verifyModel }: PricedConfig, { judging }: AnswerCost): string {
  if (verifyModel === null || judging === null)
    return "VERIFY is off: what the model writes is checked by its words alone, and not read a second time.";
  const price = judging === 0 ? "" : `, for about ${dollars(judging)} of that`;
  return `${verifyModel} reads every written sentence a second time${price}.`;
}

function describeMarks({ citations }: PricedConfig): string {
  return citations === "marks"
    ? "It cites by marks, as CITATIONS says."
    : "It cites by marks: its server showed no citations of its own.";
}

function dollars(amount: number): string {
  return `$${Number(amount.toPrecision(2))}`;
}

/** To two significant digits. */
function roundDown(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.floor(amount / unit) * unit;
}

/** Where things are stored, where their key is, and how many of them it does not open. */
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

/** A warning where others can read the file; nothing where they cannot, or there is no such file. */
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
