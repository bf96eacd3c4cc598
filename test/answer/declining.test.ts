import { expect, test } from "vitest";
import { answerTo, type Name } from "./answer-to.ts";

test.each<[Name, string]>([
  ["COUNCIL", "wie wird das wetter morgen"],
  ["COUNCIL", "rezept für pfannkuchen"],
  ["COUNCIL", "wer gewann die wm 2014"],
  ["COUNCIL", "what is the capital of france"],
  ["FOOTBALL", "wie funktioniert eine wärmepumpe"],
  ["FOOTBALL", "who wrote hamlet"],
  ["SCIENCE", "wer ist bundeskanzler"],
  ["ENGLISH", "what is the weather tomorrow"],
  ["ENGLISH", "wie backt man kuchen"],
  ["SINGLE", "wie wird das wetter"],
  ["HEADLESS", "wer ist trainer von bayern münchen"],
  ["PUTIN", "wie koche ich reis"],
])("%s: when the subject is absent altogether there is no passage: %s", async (name, question) => {
  const { answer } = await answerTo(name, question);
  expect(answer).toMatchObject({ kind: "declined", nearest: null });
});

test.each<[Name, string]>([
  ["COUNCIL", "wie heißt der architekt der kita"],
  ["FOOTBALL", "wer ist der torwart von lindenthal"],
  ["SCIENCE", "wie viele gletscher gibt es im himalaya"],
  ["ENGLISH", "who designed the bridge"],
  ["ENGLISH", "how tall is the bridge"],
  ["SINGLE", "wie viele elefanten hat der zoo"],
  ["HEADLESS", "wer leitet das museum"],
  ["PUTIN", "wie alt ist kim jong un"],
])("%s: what is only near is not answered with certainty: %s", async (name, question) => {
  const { outcome } = await answerTo(name, question);
  expect(outcome).toMatch(/^(?:unsure|near|absent)$/);
});

test.each<[Name, string, string, string]>([
  ["SCIENCE", "was sagt hofer zum wassermangel", "und ab wann?", "2040"],
  ["COUNCIL", "wer ist sabine köhler", "und was sagt sie?", "Köhler"],
  ["COUNCIL", "wann beginnt der bau der kita", "und wie lange dauert er?", "18 Monate"],
  ["ENGLISH", "what about the ferry", "how many bicycles can it carry?", "30 bicycles"],
  ["HEADLESS", "wann ist das museum offen", "und was kostet es?", "sechs Euro"],
])("%s: after „%s“ comes „%s“", async (name, previous, question, words) => {
  const { answer, text } = await answerTo(name, question, previous);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(words);
});

test("a question of its own is not pulled back to the one before", async () => {
  const alone = await answerTo("COUNCIL", "wie viele unfälle zählte die polizei");
  const after = await answerTo(
    "COUNCIL",
    "wie viele unfälle zählte die polizei",
    "was kostet die sanierung",
  );
  expect(after.text).toBe(alone.text);
});

test.each(["und das wetter?", "und wer ist bundeskanzler?", "und was ist mit schnitzel?"])(
  "another subject after a question is not answered from it: %s",
  async (question) => {
    const { outcome } = await answerTo("COUNCIL", question, "was kostet die sanierung");
    expect(outcome).toMatch(/^(?:unsure|near|absent)$/);
  },
);

test("thanks after a question are thanks", async () => {
  const { answer } = await answerTo("COUNCIL", "danke!", "was kostet die sanierung");
  expect(answer).toEqual({ kind: "small-talk", talk: "thanks" });
});
