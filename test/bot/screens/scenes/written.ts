/**
 * Scenes of answers that a model writes, and of the times when it cannot.
 */
import { ModelError } from "../../../../src/llm/model.ts";
import { COUNCIL, ENGLISH } from "../../../support/articles.ts";
import { BRIDGE } from "../../../support/fake-library.ts";
import type { Scenes } from "./scene.ts";
import type { Stage, Words } from "./stage.ts";

const ASKED: Words = ["was kostet die brücke", "what does the bridge cost"];
const COST: Words = [
  "Die Brücke kostet 120 Millionen Euro.",
  "In the article, the bridge costs 120 million euros.",
];
const HALF: Words = [" Das Land trägt die Hälfte.", " The state pays for half of it."];
const AGAINST: Words = [
  " Der Umweltverband lehnt sie ab.",
  " The environmental group is against it.",
];
const WRITES = { articles: [BRIDGE], dailyUsd: 1 };

/** What the model writes: each sentence with what it cites. */
function saying({ tell }: Pick<Stage, "tell">) {
  return {
    cost: { text: tell(COST), cites: ["Die Brücke kostet 120 Millionen Euro."] },
    half: { text: tell(HALF), cites: ["Das Land trägt die Hälfte davon."] },
    against: { text: tell(AGAINST), cites: ["Der Umweltverband lehnt den Bau ab."] },
  };
}

const never = () => new Promise(() => {});

/** Asks, and goes on when a draft with these words stands there. */
async function untilDraft(stage: Stage, words: string): Promise<number> {
  const { telegram, clock, idOf, tell } = stage;
  const before = telegram.calls.length;
  const drafted = () =>
    telegram.calls
      .slice(before)
      .findLast(
        ({ method, payload }) =>
          method === "sendMessageDraft" && JSON.stringify(payload["text"] ?? "").includes(words),
      );
  telegram.openPrivateChat({
    id: idOf("Anna"),
    is_bot: false,
    first_name: "Anna",
    language_code: stage.language,
  });
  telegram.say({ chat: idOf("Anna"), from: idOf("Anna"), text: tell(ASKED) });
  for (let step = 0; drafted() === undefined; step += 1) {
    if (step > 2000) throw new Error(`No draft says ${words}`);
    await clock.wind(100);
  }
  return Number(drafted()?.payload["draft_id"]);
}

/** The first half of an answer, as an article in another language than the asker's. */
const foreign = {
  dailyUsd: 1,
  articles: (language: "de" | "en") => (language === "de" ? [ENGLISH] : [BRIDGE]),
};

async function askForeign({ say, tell, model, language }: Stage): Promise<void> {
  const cites = [
    language === "de"
      ? "It can carry 150 passengers and 30 bicycles."
      : "Das Land trägt die Hälfte davon.",
  ];
  const text = tell(["Die Fähre kann 150 Passagiere befördern.", "The state pays for half of it."]);
  model.next({ say: [{ text, cites }] });
  await say(["wie viele passen auf die fähre", "who pays for it"]);
}
const TRANSLATE: Words = ["Zitate übersetzen", "Translate quotes"];

export const written: Scenes = {
  written: {
    ...WRITES,
    async play(stage) {
      const { say, tap, model, group } = stage;
      const { cost, half, against } = saying(stage);
      model.always({ say: [cost, half] });
      await say(ASKED);
      await tap(["[2] im Text", "[2] in the text"]);
      await say(["und wer zahlt davon was", "and who pays how much of it"]);
      model.always({ say: [cost, half, against] });
      await say(ASKED);
      await say(`/ask ${stage.tell(ASKED)}`, { in: group });
    },
  },
  "written-with-url": {
    articles: [COUNCIL],
    dailyUsd: 1,
    async play({ say, model, tell }) {
      const text = tell(["Das Freibad bleibt geschlossen.", "The pool stays closed this summer."]);
      const cites = ["Das Freibad an der Mühlstraße bleibt in diesem Sommer geschlossen."];
      model.next({ say: [{ text, cites }] });
      await say(["was ist mit dem freibad", "what about the pool"]);
    },
  },
  "written-incomplete": {
    ...WRITES,
    async play(stage) {
      const { say, model, group } = stage;
      const { cost, half } = saying(stage);
      model.always({ say: [cost, half.text.slice(0, 8)], fails: "cut" });
      await say(ASKED);
      await say(`/ask ${stage.tell(ASKED)}`, { in: group });
      // Nothing of it is cited.
      model.always({ say: [stage.tell([" Sie wird 900 Meter lang.", " It will be 900 m long."])] });
      await say(ASKED);
    },
  },
  "written-stopped": {
    ...WRITES,
    async play(stage) {
      const { model, does, telegram, idOf } = stage;
      const { cost, half } = saying(stage);
      model.next({ say: [cost, half.text.slice(0, 8), never()] }, { say: [never()] });
      for (const words of [cost.text, ""])
        await does(`› Anna: ${stage.tell(ASKED)}, and stops it at “${words}”`, async () => {
          const draft = await untilDraft(stage, words);
          telegram.stop(idOf("Anna"), draft);
        });
    },
  },
  "written-drafts": {
    ...WRITES,
    async play(stage) {
      const { model, does, tell } = stage;
      const { cost, half, against } = saying(stage);
      const { promise: seen, resolve: go } = Promise.withResolvers<unknown>();
      const invented = tell([" Sie wird 900 Meter lang.", " It will be 900 metres long."]);
      model.next({ say: [cost, invented, half, seen, against] });
      await does(`› Anna: ${tell(ASKED)}`, async () => {
        await untilDraft(stage, half.text);
        go(null);
      });
    },
  },
  "written-edited": {
    ...WRITES,
    async play(stage) {
      const { say, model, does, telegram } = stage;
      const { cost, half } = saying(stage);
      model.next({ say: [cost] }, { say: [cost, half] });
      const asked = await say(ASKED);
      const words = stage.tell(["was kostet sie und wer zahlt", "what does it cost and who pays"]);
      await does(`› Anna edits: ${words}`, () => telegram.edit(asked, words));
    },
  },
  "model-down": {
    ...WRITES,
    async play(stage) {
      const { say, model, group } = stage;
      model.always(new ModelError("unauthorized"));
      await say(ASKED);
      await say(["Wie hoch ist der Mount Everest?", "How high is Mount Everest?"]);
      await say(`/ask ${stage.tell(ASKED)}`, { in: group });
      model.always({
        say: [stage.tell(["Dazu sage ich nichts.", "I won't say."])],
        stop: "refusal",
      });
      await say(ASKED);
    },
  },
  "over-budget": {
    ...WRITES,
    dailyUsd: 0.001,
    async play({ say, tell, group }) {
      await say(ASKED);
      await say(["Wie hoch ist der Mount Everest?", "How high is Mount Everest?"]);
      await say(`/ask ${tell(ASKED)}`, { in: group });
    },
  },
  "not-in-article": {
    ...WRITES,
    async play({ say, model, group }) {
      model.always({ say: ["[[KEINE_ANTWORT]]"] });
      await say(["wer hat sie entworfen", "who designed it"]);
      await say(["was kostet der Radweg an der Brücke", "what does the bicycle lane cost"]);
      await say("/ask wer hat sie entworfen", { in: group });
    },
  },
  translation: {
    ...foreign,
    async play(stage) {
      await askForeign(stage);
      stage.model.next({ say: [stage.tell(["[1] Sie fasst 150.", "[1] The state bears half."])] });
      await stage.tap(TRANSLATE);
    },
  },
  "translation-fails": {
    ...foreign,
    async play(stage) {
      await askForeign(stage);
      stage.model.next(new ModelError("busy"));
      await stage.tap(TRANSLATE);
    },
  },
  "translation-over-budget": {
    ...foreign,
    async play(stage) {
      await askForeign(stage);
      // A model that costs all there is, in one answer.
      const usage = { input_tokens: 900_000, output_tokens: 900_000 };
      stage.model.next({ say: ["[[KEINE_ANTWORT]]"], usage });
      await stage.say(["wer hat sie entworfen", "who designed it"]);
      await stage.tap(TRANSLATE);
    },
  },
};
