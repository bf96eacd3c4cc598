/**
 * Scenes of summaries of a group's talk: switched on and off, asked for in all ways, written with and without a model.
 */
import { ModelError } from "../../../../src/llm/model.ts";
import { BRIDGE, fakeLibrary } from "../../../support/fake-library.ts";
import type { Scene, Scenes } from "./scene.ts";
import type { Name, Stage, StageOptions, Words } from "./stage.ts";

type Line = readonly [by: Name, words: Words];

const PLAN: readonly Line[] = [
  ["Anna", ["Wann treffen wir uns zum Artikel?", "When do we meet about the article?"]],
  ["Ben", ["Donnerstag oder Freitag, ab 18 Uhr.", "Thursday or Friday, from 6 pm."]],
  ["Cem", ["Freitag passt, aber erst um sieben.", "Friday works, but only at seven."]],
  [
    "Anna",
    [
      "Gut, dann Freitag um 19 Uhr. Ich reserviere einen Tisch im Café Central.",
      "Good, then Friday at 7 pm. I'll book a table at Café Central.",
    ],
  ],
  ["Ben", "Super!"],
  ["Cem", ["Ich bringe vier Exemplare mit.", "I'll bring four copies."]],
  ["Ben", "haha ok"],
  ["Anna", ["Wer schreibt das Protokoll?", "Who takes the minutes?"]],
  ["Cem", ["Bis Freitag!", "See you on Friday!"]],
];
const SHORT = PLAN.slice(0, 3);
const OFF: StageOptions = { library: () => fakeLibrary() };
const ON: StageOptions = { ...OFF, isRecorded: true };
const WRITES: StageOptions = { articles: [BRIDGE], isRecorded: true, dailyUsd: 1 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function talk({ say, group, clock, offstage }: Stage, lines = PLAN): Promise<void> {
  await offstage(async () => {
    for (const [by, words] of lines) {
      await say(words, { by, in: group });
      clock.jump(MINUTE_MS);
    }
  });
}

/** After the talk, each an hour after the one before. */
function calls(commands: readonly Words[], options: StageOptions = ON, lines = PLAN): Scene {
  return {
    ...options,
    async play(stage) {
      await talk(stage, lines);
      for (const command of commands) {
        await stage.say(command, { by: "Ben", in: stage.group });
        stage.clock.jump(HOUR_MS);
      }
    },
  };
}

async function writePlan(stage: Stage, command: Words = "/summary"): Promise<void> {
  const { tell, model, say, group } = stage;
  const said = (line: number) => [tell(PLAN[line]?.[1] ?? "")];
  await talk(stage);
  model.next({
    say: [
      "• ",
      { text: tell(["P3 bringt vier Exemplare mit.", "P3 brings four copies."]), cites: said(5) },
      "\n[[AGREED]]\n• ",
      { text: tell(["P1 reserviert.", "P1 books a table."]), cites: said(3) },
      "\n[[OPEN]]\n• ",
      { text: tell(["Wer das Protokoll schreibt.", "Who takes the minutes."]), cites: said(7) },
    ],
  });
  await say(command, { in: group });
}

export const summaries: Scenes = {
  "summary-off": {
    ...OFF,
    async play({ say, tap, group }) {
      const label: Words = ["Einschalten (Admins)", "Switch on (admins)"];
      await say("/summary", { in: group, by: "Ben" });
      await tap(label, { in: group, by: "Ben" });
      await say("/summary on", { in: group, by: "Ben" });
      await tap(label, { in: group });
      await say("/summary on", { in: group });
      await say("/summary");
      await say("/summary on");
    },
  },
  "summary-switched": {
    ...OFF,
    me: { can_read_all_group_messages: true },
    async play(stage) {
      const { say, tap, group } = stage;
      await say("/summary on", { in: group });
      await talk(stage, SHORT);
      await say("/summary off", { in: group, by: "Ben" });
      await say("/summary off", { in: group });
      const label: Words = ["Jetzt löschen (Admins)", "Delete now (admins)"];
      await tap(label, { in: group, by: "Ben" });
      await tap(label, { in: group });
      await tap(["Ja, löschen", "Yes, delete"], { in: group });
      await tap("deletes again", { in: group, data: "g-del" });
      await say("/summary off", { in: group });
      await say("/summary off", { in: group, by: null });
    },
  },
  "summary-switched-with-a-model": {
    ...ON,
    library: () => ({ ...fakeLibrary(), writer: "claude-haiku-5-5" }),
    async play({ say, group }) {
      await say("/summary on", { in: group });
      await say("/privacy", { in: group });
      await say("/privacy");
    },
  },
  "summary-switched-on-again": {
    ...ON,
    async play(stage) {
      await talk(stage, SHORT);
      await stage.say("/summary off", { in: stage.group });
      await stage.say("/summary on", { in: stage.group });
      await stage.tap("delete", { in: stage.group, data: "g-del" });
    },
  },
  "summary-usage": calls(["/summary nonsense", "/summary 0", "/summary 3h 5"]),
  summary: calls(["/summary"]),
  "summary-small-group": calls(["/summary"], { ...ON, group: { basic: true } }),
  "summary-public-group": calls(["/summary"], { ...ON, group: { username: "lesekreis" } }, SHORT),
  "summary-ranges": calls([
    "/summary 50",
    "/summary 3h",
    ["/summary heute", "/summary today"],
    ["/summary seit meiner letzten", "/summary since my last"],
    "/summary 20m",
    "/summary 9999",
    "/summary 30d",
  ]),
  "summary-nothing": calls(["/summary", ["/summary heute", "/summary today"]], ON, []),
  "summary-chat-only": calls(
    ["/summary"],
    ON,
    Array.from({ length: 9 }, () => ["Ben", "haha"]),
  ),
  "summary-forum": {
    ...ON,
    group: { forum: true },
    async play({ say, group }) {
      await say(["Hier geht es um Brücken", "This is about bridges"], { in: group, thread: 77 });
      await say(["Dort um Häuser", "That is about houses"], { in: group, thread: 78 });
      await say("/summary", { in: group, thread: 77 });
      await say("/summary all", { in: group, thread: 78 });
    },
  },
  "summary-again": {
    ...ON,
    async play(stage) {
      const { say, tap, group, clock } = stage;
      await talk(stage);
      await say("/summary", { in: group });
      await say("/summary", { in: group });
      await talk(stage, SHORT);
      await say("/summary", { in: group });
      await tap(["Nur die neuen", "Only the new ones"], { in: group, by: "Cem" });
      clock.jump(HOUR_MS);
      await tap(["Seit meiner letzten Nachricht", "Since my last message"], { in: group });
      await tap(["Heute", "Today"], { in: group, by: "Ben" });
    },
  },
  "summary-cooldown": {
    ...ON,
    summaries: { cooldownSeconds: 90 },
    async play(stage) {
      const { say, tap, group, clock } = stage;
      await talk(stage, SHORT);
      await say("/summary 2", { in: group });
      clock.jump(30_000);
      await say("/summary 3", { in: group });
      await tap(["Heute", "Today"], { in: group });
      clock.jump(59_000);
      await say("/summary 3", { in: group });
    },
  },
  "summary-in-private": {
    ...ON,
    async play(stage) {
      const { say, follow, group } = stage;
      await talk(stage);
      await say("/summary", { in: group });
      const link = await follow(["Nur für mich ↗", "Just for me ↗"], { in: group });
      await say(link.text ?? "", { by: "Dora" });
      await say("/start g-sum-_1-_main-1-2");
      await say("/summary off", { in: group });
      await say(link.text ?? "");
    },
  },
  "summary-reply": {
    ...ON,
    async play(stage) {
      const { say, group } = stage;
      await talk(stage, SHORT);
      const replyTo = stage.telegram.history(group).at(1)?.message_id ?? 0;
      await say("/summary", { in: group, replyTo });
    },
  },
  "summary-tap-while-off": {
    ...ON,
    async play(stage) {
      await talk(stage, SHORT);
      await stage.say("/summary", { in: stage.group });
      await stage.say("/summary off", { in: stage.group });
      await stage.tap(["Heute", "Today"], { in: stage.group });
    },
  },
  "summary-written": { ...WRITES, play: (stage) => writePlan(stage) },
  "summary-written-small-group": {
    ...WRITES,
    group: { basic: true },
    play: (stage) => writePlan(stage),
  },
  "summary-model-down": {
    ...WRITES,
    async play(stage) {
      await talk(stage);
      stage.model.next(new ModelError("busy"));
      await stage.say("/summary", { in: stage.group });
    },
  },
};
