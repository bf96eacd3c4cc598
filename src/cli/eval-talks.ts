/**
 * `npm run eval -- --talks DIR`: how many of a talk's points the summaries without a model hold.
 *
 * A point is held when one of the messages that carry it is among those that a line of the summary shows. Where beside
 * `TALK.json` there is a `points-TALK.json`, more is measured (`eval-points.ts`).
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { createExtractiveSummarizer } from "../summary/extractive.ts";
import type { Talk, TalkMessage } from "../summary/summary.ts";
import { tellTalkLanguage } from "../summary/talk-language.ts";
import {
  type Counted,
  describeNoted,
  measureNoted,
  readNoted,
  type Noted,
  type NotedFigures,
} from "./eval-points.ts";
import { ratioOf, rowOf, type Share } from "./shares.ts";

const languages = z.enum(["de", "en"]);

/** The form is told in test/quality/talks/README.md. */
const schema = z.object({
  name: z.string(),
  language: languages,
  timeZone: z.string(),
  people: z.record(z.string(), z.object({ first_name: z.string() })),
  messages: z.array(
    z.object({
      id: z.number(),
      at: z.string(),
      from: z.string(),
      text: z.string(),
      replyTo: z.number().optional(),
      topic: z.number().optional(),
      media: z.enum(["photo", "voice", "sticker", "video", "document", "poll"]).optional(),
      poll: z.object({ question: z.string() }).optional(),
      edited: z.object({ text: z.string() }).optional(),
    }),
  ),
  points: z.array(z.object({ carriedBy: z.array(z.number()) })).default([]),
});

export type KnownTalk = z.infer<typeof schema>;
type KnownMessage = KnownTalk["messages"][number];

export interface TalkFigures {
  readonly name: string;
  readonly language: "de" | "en";
  readonly messages: number;
  readonly lines: number;
  readonly held: number;
  readonly points: number;
  /** Where there is a `points-TALK.json`. */
  readonly noted?: NotedFigures;
}

/** The points of a talk are in a file of this name beside it. */
const NOTED = "points-";

/** Of each file of the folder, in the order of their names; throws an Error that names the one which is no talk. */
export async function measureTalks(folder: string): Promise<TalkFigures[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    throw new Error(`${folder}: there is no such folder of talks`, { cause: error });
  });
  const names = files
    .filter((name) => name.endsWith(".json") && !name.startsWith(NOTED))
    .toSorted();
  if (names.length === 0) throw new Error(`${folder}: holds no talks (*.json)`);
  return Promise.all(
    names.map(async (name) => {
      const noted = files.includes(`${NOTED}${name}`)
        ? await readNoted(join(folder, `${NOTED}${name}`))
        : null;
      return measureTalk(await readKnownTalk(folder, name), noted);
    }),
  );
}

/** For programs. */
export function talksInJson(all: readonly TalkFigures[], written: readonly Counted[]): string {
  const total = heldBy(all);
  return JSON.stringify({
    talks: all.map((one) => ({ ...one, share: ratioOf(heldBy([one])) })),
    held: total.count,
    points: total.of,
    share: ratioOf(total),
    ...(written.length === 0
      ? {}
      : { written: Object.fromEntries(written.map(({ name, share }) => [name, share])) }),
  });
}

/** For people: a row a talk, then by language and in all. */
export function describeTalks(all: readonly TalkFigures[], written: readonly Counted[]): string {
  const noted = all.flatMap((one) => one.noted ?? []);
  const inLanguage = (name: string) => all.filter(({ language }) => language === name);
  return [
    ...all.map((one) => rowOf(`${one.name} (${one.messages} messages)`, heldBy([one]))),
    "",
    ...languages.options.map((name) => rowOf(name, heldBy(inLanguage(name)))),
    rowOf(`points held by ${all.length} talks' summaries`, heldBy(all)),
    ...(noted.length === 0 ? [] : ["", ...describeNoted(noted)]),
    ...(written.length === 0 ? [] : ["", "written points shown, by their words alone"]),
    ...written.map(({ name, share }) => rowOf(name, share)),
  ].join("\n");
}

/** Of all their points, those that a summary holds. */
function heldBy(talks: readonly TalkFigures[]): Share {
  return {
    count: talks.reduce((sum, { held }) => sum + held, 0),
    of: talks.reduce((sum, { points }) => sum + points, 0),
  };
}

export async function readKnownTalk(folder: string, name: string): Promise<KnownTalk> {
  const path = join(folder, name);
  const text = await readFile(path, "utf8");
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${path}: is no talk as test/quality/talks/README.md tells`, { cause: error });
  }
}

async function measureTalk(known: KnownTalk, noted: Noted | null): Promise<TalkFigures> {
  const talk = talkOf(known);
  const { points } = await createExtractiveSummarizer().sumUp(talk, { chat: 0, person: 0 });
  const shown = new Set(points.flatMap((point) => point.messages.map(({ id }) => id)));
  return {
    name: known.name,
    language: known.language,
    messages: talk.messages.length,
    lines: points.length,
    held: known.points.filter(({ carriedBy }) => carriedBy.some((id) => shown.has(id))).length,
    points: known.points.length,
    ...(noted === null ? {} : { noted: measureNoted(talk, points, noted) }),
  };
}

export function talkOf(known: KnownTalk): Talk {
  const messages = messagesOf(known);
  const language = tellTalkLanguage(messages, known.language);
  return { messages, language, timeZone: known.timeZone };
}

function messagesOf({ messages, people }: KnownTalk): TalkMessage[] {
  const keys = Object.keys(people);
  return messages.map((message) => ({
    id: message.id,
    at: Date.parse(message.at),
    person: keys.indexOf(message.from),
    name: people[message.from]?.first_name ?? "",
    topic: message.topic ?? null,
    replyTo: message.replyTo ?? null,
    text: textOf(message),
  }));
}

/** As it stands after its edit, with a placeholder for what is no text. */
function textOf({ text, media, poll, edited }: KnownMessage): string {
  const written = poll?.question ?? edited?.text ?? text;
  return media === undefined ? written : `[${media}] ${written}`.trimEnd();
}
