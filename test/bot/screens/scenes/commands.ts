/**
 * Scenes of the commands, of what is no text, and of coming into a group.
 */
import { parseArticle } from "../../../../src/corpus/parse.ts";
import { COUNCIL, FOOTBALL, SCIENCE } from "../../../support/articles.ts";
import { BRIDGE, fakeLibrary } from "../../../support/fake-library.ts";
import { asks, type Scenes } from "./scene.ts";
import type { Stage } from "./stage.ts";

const SEVERAL = [COUNCIL, FOOTBALL, SCIENCE, BRIDGE];
const MANY = Array.from({ length: 23 }, (_, index) =>
  parseArticle(
    `${index + 1}.md`,
    `---\ntitle: Der Artikel ${index + 1}\ndate: 2024-01-${String(31 - index).padStart(2, "0")}\nsource: dpa\nlanguage: de\n---\n\nEs ist der ${index + 1}. von vielen Artikeln.\n`,
  ),
);
const OWNED = { allowed: [], owners: [101] };
const question = (words: string) => `q-${Buffer.from(words).toString("base64url")}`;

async function addBot({ telegram, group, idOf, does }: Stage): Promise<void> {
  telegram.setMembership(group, idOf("Anna"), "left");
  await does("› Anna adds the bot", () => telegram.setMembership(group, idOf("Anna"), "member"));
  await does("› Anna makes it an admin", () =>
    telegram.setMembership(group, idOf("Anna"), "administrator"),
  );
}

export const commands: Scenes = {
  "start-one-article": {
    async play(stage) {
      const { say, tap, group } = stage;
      await say("/start");
      await tap("Was sagt Stoltenberg?");
      await say("/start@fundstelle_bot", { in: group });
    },
  },
  "start-several-articles": asks(["/start"], { articles: SEVERAL }),
  "start-without-questions": asks(["/start"], { articles: [COUNCIL] }),
  "start-payloads": {
    async play({ say, tap, tell, language }) {
      const code = (words: string) => `/start ${language}-${words}`;
      await say(code(question(tell(["was steht im vertrag", "what is in the treaty"]))));
      await say(code("s-gone"));
      await say(code("p0-1-gone"));
      await say(code("l-0"));
      await say(code("t"));
      await say(code("h-gone"));
      await say("/start nonsense");
      await say("/start id");
      await tap("Worum geht es?");
    },
  },
  help: {
    async play({ say, group }) {
      await say("/help");
      await say("/help@fundstelle_bot", { in: group });
    },
  },
  "help-with-a-model": asks(["/help"], { articles: [BRIDGE], dailyUsd: 1 }),
  "sources-one": {
    async play({ say, tap, group }) {
      await say("/sources");
      await tap("Putin in Nordkorea");
      await say("/sources", { in: group });
    },
  },
  "sources-many": {
    articles: MANY,
    async play({ say, tap, follow, group }) {
      await say("/sources");
      await tap(["Weiter ›", "Next ›"]);
      await tap(["Weiter ›", "Next ›"]);
      await tap(["‹ Zurück", "‹ Back"]);
      await tap("Der Artikel 12");
      await say("/sources", { in: group });
      await follow(["Chat öffnen ↗", "Open chat ↗"], { in: group });
    },
  },
  id: {
    async play({ say, group }) {
      await say("/id");
      await say("/id", { in: group });
      await say("/id", { in: group, by: null });
    },
  },
  stats: {
    admitted: OWNED,
    questionsPerMinute: 4,
    async play({ say, group }) {
      await say(["was steht im vertrag", "what is in the treaty"], { by: "Ben" });
      await say(["wie wird das wetter", "how is the weather"], { by: "Ben" });
      await say(["worum geht es", "what is it about"], { by: "Ben" });
      await say(["von wann ist der artikel", "when was the article published"], { by: "Ben" });
      await say(["und jetzt", "and now"], { by: "Ben" });
      await say(["hallo", "hello"], { by: "Ben" });
      await say("/stats");
      await say("/stats", { by: "Ben" });
      await say("/stats", { in: group });
    },
  },
  "new-and-unknown": {
    async play({ say, group }) {
      await say("/new");
      await say("/unknown");
      await say("/new", { in: group });
      await say("/unknown", { in: group });
      await say("/help@other_bot", { in: group });
    },
  },
  "no-text": {
    async play({ say, group }) {
      for (const media of ["sticker", "voice", "photo", "document"] as const)
        await say("", { media });
      await say(["was steht im vertrag", "what is in the treaty"], { media: "photo" });
      await say("", { media: "sticker", in: group });
    },
  },
  bare: {
    async play({ say, group, telegram }) {
      await say("/ask");
      await say("@fundstelle_bot");
      await say("/ask", { in: group });
      await say("@fundstelle_bot", { in: group });
      const prompt = telegram.history(group).at(-1)?.message_id ?? 0;
      const words = ["was steht im vertrag", "what is in the treaty"] as const;
      await say(words, { in: group, replyTo: prompt });
    },
  },
  added: { play: addBot },
  "added-several-articles": { articles: SEVERAL, play: addBot },
  menus: {
    library: () => fakeLibrary(),
    async play({ does, registerCommands }) {
      await does("› the bot starts", registerCommands);
      await does("› the bot starts again", registerCommands);
    },
  },
};
