/**
 * Scenes of questions answered without a model: in the articles' own sentences.
 */
import { parseArticle } from "../../../../src/corpus/parse.ts";
import type { Article } from "../../../../src/corpus/passage.ts";
import {
  COUNCIL,
  ENGLISH,
  FOOTBALL,
  INTERVIEW,
  SCIENCE,
  SINGLE,
} from "../../../support/articles.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../../support/fake-library.ts";
import { asks, asksInGroup, type Scenes } from "./scene.ts";
import type { Words } from "./stage.ts";

const TREATY: Words = ["was steht im vertrag", "what is in the treaty"];
const LONG = parseArticle(
  "lang.md",
  `---\ntitle: Der lange Artikel\nlanguage: de\n---\n\n## Was gesagt wird\n\n${[1, 2, 3].map((part) => `Im ${part}. Teil wird vieles gesagt, was niemand kürzer sagen kann. `.repeat(33)).join("\n\n")}\n`,
);

/** Of the shipped article: from sure to absent. */
const QUESTIONS: readonly Words[] = [
  TREATY,
  ["was kriegt nk dafür von russland", "what does north korea get from russia in return"],
  ["wann war putin zuletzt in nordkorea", "when was putin last in north korea"],
  ["wie viele container mit munition wurden geliefert", "how many containers were delivered"],
  ["was sagt stoltenberg", "what does stoltenberg say"],
  ["was sagt putin", "what does putin say"],
  ["was sagt china", "what does china say"],
  ["wer fährt das auto", "who drives the car"],
  ["welche mechanismen für handel", "which mechanisms for trade"],
  ["wie heißt der flughafen", "what is the airport called"],
  ["warum liefert nordkorea raketen", "why does north korea deliver missiles"],
  ["wie viele soldaten hat südkorea", "how many soldiers does south korea have"],
  ["wie wird das wetter morgen", "what will the weather be like tomorrow"],
  ["wer gewann die bundesliga", "who won the champions league"],
];
const TALK: readonly Words[] = [
  ["hi", "hello"],
  ["danke", "thanks"],
  ["bist du ein bot?", "are you a bot?"],
  ["tschüss", "bye"],
  ["ok", "okay"],
  ["du arsch", "you idiot"],
  ["😂", "😂"],
  ["stimmt das?", "is that true?"],
];
const WISHES: readonly Words[] = [
  ["worum gehts", "what's it about"],
  ["wer hat den artikel geschrieben", "who wrote the article"],
  ["von wann ist der artikel", "when was the article published"],
  ["woher kommt der artikel", "where does the article come from"],
  ["gibt es einen link zum artikel", "is there a link to the article"],
  ["wie heißt der artikel", "what is the article called"],
];
const OF_SEVERAL: readonly Words[] = [
  ["hi", "hello"],
  ["was kostet die sanierung des freibads", "what does the repair of the pool cost"],
  ["wer schoss das tor", "who scored the goal"],
  ["worum geht es im derby", "what is the derby about"],
  ["wann", "when"],
];
const several = [COUNCIL, FOOTBALL, SCIENCE, INTERVIEW, ENGLISH];
/** The n-th passages, a sentence each. */
const citing = (article: Article, ...passages: readonly number[]) =>
  fakeLibrary({
    articles: [article],
    answer: () => quotes(...passages.map((n, index) => citation(article, n, { mark: index + 1 }))),
  });
const ofKind = ({ passages }: Article, kind: Article["passages"][number]["kind"]) =>
  passages.findIndex((passage) => passage.kind === kind) + 1;

export const questions: Scenes = {
  questions: asks(QUESTIONS),
  "questions-in-group": asksInGroup(QUESTIONS.filter((_, index) => index % 3 === 0 || index > 10)),
  "small-talk": asks(TALK),
  "small-talk-in-group": asksInGroup(TALK),
  wishes: asks(WISHES),
  "wishes-in-group": asksInGroup(WISHES),
  "wishes-of-several": asks([...WISHES, ...OF_SEVERAL], { articles: several }),
  "wishes-without-facts": asks(WISHES, { articles: [SINGLE] }),
  "wishes-with-url": asks(WISHES, { articles: [COUNCIL] }),
  "questions-of-several-in-group": asksInGroup(OF_SEVERAL, { articles: several }),
  "other-articles-language": asks(
    [
      ["Was kostet die Brücke?", "How many passengers can the ferry carry?"],
      ["Was sagt Helen Okafor?", "What does Sabine Köhler say?"],
      ["Köprü ne kadar?", "Köprü ne kadar?"],
    ],
    { articles: (language) => (language === "de" ? [ENGLISH] : [COUNCIL]) },
  ),
  "several-citations": asks([TREATY], { library: () => citing(BRIDGE, 1, 2, 3) }),
  "several-citations-in-group": asksInGroup([TREATY], { library: () => citing(BRIDGE, 1, 2, 3) }),
  "pull-quote": asks([TREATY], { library: () => citing(BRIDGE, ofKind(BRIDGE, "pull-quote")) }),
  "pull-quote-in-group": asksInGroup([TREATY], {
    library: () => citing(BRIDGE, ofKind(BRIDGE, "pull-quote")),
  }),
  caption: asks([TREATY], { library: () => citing(COUNCIL, ofKind(COUNCIL, "caption")) }),
  interview: asks([["wann beginnt ihr tag", "when does her day begin"]], { articles: [INTERVIEW] }),
  "two-sources": asks([TREATY], {
    library: () =>
      fakeLibrary({
        articles: [BRIDGE, COUNCIL],
        answer: () => quotes(citation(BRIDGE, 2), citation(COUNCIL, 2, { mark: 2 })),
      }),
  }),
  unsure: {
    library: () =>
      fakeLibrary({ answer: () => ({ ...quotes(citation(BRIDGE, 2)), sure: false }) as never }),
    async play({ say, group }) {
      await say(TREATY);
      await say("/ask Brücke", { in: group });
    },
  },
  "long-answer": asks([TREATY], {
    library: () =>
      fakeLibrary({
        articles: [LONG],
        answer: () =>
          quotes(
            ...[1, 2, 3].map((n) =>
              citation(LONG, n, { mark: n, to: LONG.passages[n - 1]?.sentences.length ?? 1 }),
            ),
          ),
      }),
  }),
  "long-question": {
    async play({ say, tell }) {
      const filler = tell(["Das ist eine lange Vorrede. ", "This is a long preface. "]);
      await say(`${tell(TREATY)}? ${filler.repeat(100)}`);
    },
  },
  "taps-in-private": {
    async play({ say, tap }) {
      await say(TREATY);
      await tap(["[1] im Text", "[1] in the text"]);
      await say(["worum geht es", "what is it about"]);
      await tap("Putin und Kim wollen Vertrag unterzeich…");
      await say(["wie wird das wetter morgen", "what will the weather be like tomorrow"]);
      await say(["wie viele soldaten hat südkorea", "how many soldiers does south korea have"]);
      await tap(["Worum geht es?", "What is it about?"]);
      await tap("stale", { data: "de-p0-1-gone" });
      await tap("stale, in English", { data: "en-s-gone" });
      await tap("unknown", { data: "nonsense" });
      await tap("translate", { data: "en-t" });
    },
  },
  "long-section": {
    library: () => fakeLibrary({ articles: [LONG] }),
    async play({ say, tap }) {
      await say("/start");
      await tap("Was gesagt wird");
      await tap(["Weiter", "More"]);
    },
  },
  "taps-in-group": {
    async play({ say, tap, follow, group }) {
      await say(`@fundstelle_bot was steht im vertrag`, { in: group });
      await follow("[1] im Text", { in: group });
      await say("@fundstelle_bot worum geht es", { in: group });
      await follow("Mehr dazu im Chat ↗", { in: group });
      await tap("a button of the private chat", { in: group, data: "de-l-0" });
      await tap("unknown", { in: group, data: "nonsense" });
    },
  },
  "follow-ups": {
    async play({ say, telegram, group }) {
      await say(["wann kam putin an", "when did putin arrive"]);
      await say(["und was sagt stoltenberg dazu?", "and what does stoltenberg say about it?"]);
      await say(["und wann?", "and when?"]);
      await say(`/ask was steht im vertrag`, { in: group });
      const answer = telegram.history(group).at(-1)?.message_id ?? 0;
      await say(["und wer unterzeichnet?", "and who signs it?"], { in: group, replyTo: answer });
      await say(["haha stimmt", "haha right"], { in: group, replyTo: answer });
      const said = await say(["Was steht im Vertrag?", "What is in the treaty?"], { in: group });
      await say("@fundstelle_bot", { by: "Ben", in: group, replyTo: said.message_id });
    },
  },
  "edited-question": {
    async play({ say, does, telegram, group }) {
      const asked = await say(["wie wird das wetter", "how is the weather"]);
      await does("› Anna edits: was steht im vertrag", () =>
        telegram.edit(asked, "was steht im vertrag"),
      );
      const inGroup = await say("/ask wie wird das wetter", { in: group });
      await does("› Anna edits (group): /ask was steht im vertrag", () =>
        telegram.edit(inGroup, "/ask was steht im vertrag"),
      );
    },
  },
  forum: {
    group: { forum: true },
    async play({ say, group }) {
      await say("/ask was steht im vertrag", { in: group, thread: 77 });
      await say("/ask", { in: group, thread: 77 });
      await say("/help", { in: group, thread: 77 });
      await say("/ask was steht im vertrag", { in: group });
    },
  },
  channel: {
    async play({ telegram, does, group }) {
      const chat = { id: group, type: "channel", title: "Kanal" } as const;
      const post = (text: string) =>
        does(`› the channel: ${text}`, () =>
          telegram.deliver({
            channel_post: {
              message_id: 900,
              date: 0,
              chat,
              sender_chat: chat,
              text,
              entities: [
                { type: "bot_command", offset: 0, length: text.split(" ", 1).join("").length },
              ],
            },
          }),
        );
      telegram.say({ chat: group, from: 101, text: "Guten Morgen" });
      for (const text of [
        "/ask",
        "/ask was steht im vertrag",
        "/start",
        "/help",
        "/sources",
        "/id",
      ])
        await post(text);
    },
  },
};
