/**
 * Group conversations for tests: a few lines, or one of those in `test/quality/talks/tuning`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { metered } from "../support/purse.ts";
import type { Budget } from "../../src/llm/budget.ts";
import { readPrompt } from "../../src/llm/prompts.ts";
import type { LanguageModel, ModelRequest } from "../../src/llm/model.ts";
import type { GenerativeParts } from "../../src/summary/generative.ts";
import type { Summarizer, Talk, TalkMessage } from "../../src/summary/summary.ts";

/** Monday, 14:03 in Berlin. */
export const BEGIN = Date.parse("2026-11-23T14:03:00+01:00");

/** "Anna: hallo", "Ben>1: hallo Anna": ids from 1, a minute apart; whoever has another name is somebody else. */
export function talkOf(lines: readonly string[], changes: Partial<Talk> = {}): Talk {
  const names: string[] = [];
  const messages = lines.map((line, i): TalkMessage => {
    const {
      name = "",
      to,
      text = "",
    } = /^(?<name>[^:>]+)(?:>(?<to>\d+))?: ?(?<text>[^]*)$/u.exec(line)?.groups ?? {};
    if (!names.includes(name)) names.push(name);
    return {
      id: i + 1,
      at: BEGIN + i * 60_000,
      person: 100 + names.indexOf(name),
      name,
      topic: null,
      replyTo: to === undefined ? null : Number(to),
      text,
    };
  });
  return { messages, language: "de", timeZone: "Europe/Berlin", ...changes };
}

interface StoredTalk {
  readonly name: string;
  readonly language: "de" | "en";
  readonly timeZone: string;
  readonly people: Readonly<Record<string, { readonly first_name: string }>>;
  readonly messages: readonly {
    readonly id: number;
    readonly at: string;
    readonly from: string;
    readonly text: string;
    readonly replyTo?: number;
    readonly media?: string;
    readonly edited?: { readonly text: string };
  }[];
  readonly points: readonly { readonly point: string; readonly carriedBy: readonly number[] }[];
}

export interface TuningTalk {
  readonly name: string;
  readonly talk: Talk;
  readonly points: StoredTalk["points"];
}

const TUNING = new URL("../quality/talks/tuning/", import.meta.url);

export function readTuningTalks(): TuningTalk[] {
  return readdirSync(TUNING).map((file) => {
    const stored = JSON.parse(readFileSync(new URL(file, TUNING), "utf8")) as StoredTalk;
    const { name, language, timeZone, people, points } = stored;
    const keys = Object.keys(people);
    const messages = stored.messages.map((message): TalkMessage => ({
      id: message.id,
      at: Date.parse(message.at),
      person: 100 + keys.indexOf(message.from),
      name: people[message.from]?.first_name ?? "",
      topic: null,
      replyTo: message.replyTo ?? null,
      text: `${message.media === undefined ? "" : `[${message.media}] `}${message.edited?.text ?? message.text}`,
    }));
    return { name, talk: { messages, language, timeZone }, points };
  });
}

/** Eight messages of four people. */
export const CAFE = talkOf([
  "Anna: Freitag um 19 Uhr im Café Central?",
  "Ben>1: passt, wer reserviert?",
  "Anna>2: ich reserviere einen Tisch für sechs",
  "Cem: ich bringe vier Exemplare mit",
  "Ben: Anna, denkst du an die Liste?",
  "Dana: kostet das Buch noch 18 Euro?",
  "Cem: keine Ahnung",
  "Ben: wer schreibt diesmal das Protokoll?",
]);

export const ASKER = { chat: -1, person: 100, topic: null };

/** Says of every talk that its messages speak for themselves. */
export const verbatim: Summarizer = {
  async sumUp({ messages }) {
    return {
      points: messages
        .slice(0, 2)
        .map((message) => ({ kind: "point", text: null, messages: [message] })),
      isFallback: false,
    };
  },
};

export const prompt = await readPrompt("summary", ["language", "most"]);

interface Changes {
  readonly model: LanguageModel;
  readonly budget?: Budget;
  readonly timeoutMs?: number;
  readonly extractive?: Summarizer;
}

export function partsWith(changes: Changes): GenerativeParts {
  const { model, budget, timeoutMs = 10_000, extractive = verbatim } = changes;
  return { metered: metered(model, budget), judge: null, prompt, timeoutMs, extractive };
}

/** Everything that goes to the provider. */
export function sentIn(request: ModelRequest): string {
  return JSON.stringify(request);
}
