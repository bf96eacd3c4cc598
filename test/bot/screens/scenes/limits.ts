/**
 * Scenes of what the bot does not do: too much at once, for strangers, too late, or because something broke.
 */
import { BRIDGE, citation, fakeLibrary, quotes } from "../../../support/fake-library.ts";
import type { Scenes } from "./scene.ts";
import type { Stage, Words } from "./stage.ts";

const ASKED: Words = ["was kostet die brücke", "what does the bridge cost"];
const answered = () => fakeLibrary({ answer: () => quotes(citation(BRIDGE, 2)) });
const small = () => fakeLibrary({ answer: () => ({ kind: "declined", nearest: null }) });

/** The longest that anything is waited for. */
const TRIES_MS = 7000;

/** Many times, and nobody needs to see it. */
async function repeat(stage: Stage, times: number, act: () => unknown): Promise<void> {
  for (let time = 0; time < times; time += 1) await act();
  await stage.settled();
}

export const limits: Scenes = {
  "too-fast": {
    library: answered,
    questionsPerMinute: 2,
    async play({ say, clock, group }) {
      await say(ASKED);
      await say(ASKED);
      await clock.wind(12_000);
      for (let time = 0; time < 2; time += 1) await say(ASKED);
      await say(["danke", "thanks"]);
      await clock.wind(48_000);
      await say(ASKED);
      await clock.wind(300_000);
      for (let time = 0; time < 3; time += 1) await say("/ask Was?", { in: group });
    },
  },
  "too-many-today": {
    library: small,
    async play(stage) {
      const { telegram, say, tell, idOf, offstage } = stage;
      const chat = idOf("Anna");
      await offstage(async () => {
        await say("/new");
        await repeat(stage, 200, () => telegram.say({ chat, from: chat, text: tell(ASKED) }));
      });
      await say(ASKED);
      await say(ASKED);
    },
  },
  "too-many-taps": {
    library: small,
    async play(stage) {
      const { say, tap, inline, telegram, idOf } = stage;
      await say("/start");
      const [start] = telegram.history(idOf("Anna")).slice(-1);
      if (start === undefined) throw new Error("Nothing was said");
      const me = idOf("Anna");
      await repeat(stage, 30, () => telegram.press(start, "nonsense", me));
      await tap("unknown", { data: "nonsense" });
      await repeat(stage, 60, () => telegram.ask("zeppelin", { from: me }));
      await inline("zeppelin");
    },
  },
  "not-admitted": {
    admitted: { allowed: [555], owners: [] },
    async play({ say, tap, inline, group, telegram, does, idOf }) {
      await say("/start");
      await say(ASKED);
      await say("Guten Morgen", { in: group });
      await say(`@fundstelle_bot was kostet das`, { in: group });
      await inline("putin");
      await tap("something old", { data: "de-l-0" });
      telegram.setMembership(group, idOf("Anna"), "left");
      await does("› Anna adds the bot", () =>
        telegram.setMembership(group, idOf("Anna"), "member"),
      );
    },
  },
  away: {
    library: answered,
    async play({ say, clock, group }) {
      const date = Math.floor(clock.now() / 1000) - 3600;
      await say(ASKED, { date });
      await say(ASKED, { date });
      await say("/ask was kostet das", { in: group, date });
      await say(ASKED);
    },
  },
  apology: {
    hides: /(?<=\()[0-9a-f]{6}(?=\)$)/gmu,
    library: () =>
      fakeLibrary({
        answer: () => {
          throw new SyntaxError("broken");
        },
        findQuotes: () => {
          throw new SyntaxError("broken");
        },
      }),
    async play({ say, tap, inline, telegram, clock, does, group, idOf, logged, tell }) {
      await say("/start");
      await tap("Was kostet die Brücke?");
      await inline("brücke");
      for (const [chat, text] of [
        [idOf("Anna"), tell(ASKED)],
        [group, `/ask ${tell(ASKED)}`],
      ] as const)
        await does(`› Anna: ${text}`, async () => {
          const failures = logged.length;
          telegram.say({ chat, from: idOf("Anna"), text });
          await clock.until(() => logged.length > failures);
          await clock.wind(TRIES_MS);
          await clock.until(() => logged.length >= failures + 3);
        });
    },
  },
};
