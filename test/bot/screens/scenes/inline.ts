/**
 * Scenes of the inline mode: quotations to send into any chat.
 */
import { COUNCIL, ENGLISH, FOOTBALL, INTERVIEW, SCIENCE } from "../../../support/articles.ts";
import { BRIDGE, fakeLibrary } from "../../../support/fake-library.ts";
import type { Quote } from "../../../../src/search/quotes.ts";
import type { Scenes } from "./scene.ts";

/** More than one page holds, all of them different. */
const MANY: readonly Quote[] = [BRIDGE, COUNCIL, SCIENCE, FOOTBALL].flatMap(({ passages }) =>
  passages.flatMap((passage) =>
    passage.sentences.map((_, from) => ({ passage, from, to: from + 1, speech: null })),
  ),
);

export const inlineScenes: Scenes = {
  inline: {
    async play({ inline, say, telegram, group, idOf, does }) {
      const { results } = await inline("stoltenberg");
      await inline("putin");
      await inline(["vertrag", "treaty"]);
      await inline("");
      await inline(["zeppelin", "zeppelins are great"]);
      const [first] = results;
      if (first !== undefined)
        await does("› Anna sends the first result into the group", () =>
          telegram.send(first, { chat: group, from: idOf("Anna") }),
        );
      await say("/start de-q-emVwcGVsaW4");
      await say(["worum geht es", "what is it about"], { in: group });
    },
  },
  "inline-of-several": {
    articles: [COUNCIL, FOOTBALL, SCIENCE, INTERVIEW, ENGLISH],
    async play({ inline }) {
      await inline("köhler");
      await inline("heinze");
      await inline("hofer");
      await inline("okafor");
      await inline("freibad");
    },
  },
  "inline-pages": {
    library: () =>
      fakeLibrary({
        articles: [BRIDGE, COUNCIL, SCIENCE, FOOTBALL],
        findQuotes: (_, from) => ({ quotes: MANY.slice(from), next: null }),
      }),
    async play({ inline }) {
      const { next } = await inline("brücke");
      await inline("brücke", next);
      await inline("brücke", "version0:20");
    },
  },
};
