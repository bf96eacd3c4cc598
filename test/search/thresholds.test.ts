import { expect, test } from "vitest";
import { calibrate } from "../../src/search/thresholds.ts";

const SENTENCES = Array.from({ length: 60 }, (_, position) => ({
  position,
  text: `alpha${position} beta${position} gamma${position} delta${position} epsilon${position} zeta${position}`,
}));

function thresholdsWhere(
  coverageWithout: (question: string, without: number) => number,
  {
    sentences = SENTENCES,
    answered = [] as readonly number[],
    absent = [] as readonly number[],
  } = {},
) {
  const foreseen = { answered, absent };
  return calibrate(sentences, {
    language: "en",
    isContentWord: () => true,
    coverageWithout,
    foreseen,
  });
}

const rising = (_: string, without: number) => without / 100;

test("thresholds rise from near to sure", () => {
  const { near, unsure, sure } = thresholdsWhere(rising);
  expect(near).toBeLessThanOrEqual(unsure);
  expect(unsure).toBeLessThan(sure);
  expect(sure).toBeLessThanOrEqual(1);
});

test("a corpus that covers much of any question by chance raises the thresholds", () => {
  const low = thresholdsWhere(() => 0.1);
  const high = thresholdsWhere(() => 0.5);
  expect(high.near).toBeGreaterThan(low.near);
  expect(high.unsure).toBeGreaterThan(low.unsure);
  expect(high.sure).toBeGreaterThan(low.sure);
});

test("foreseen questions that are covered better than by chance raise the thresholds for all, but for the few covered least", () => {
  const plain = thresholdsWhere(rising);
  const answered = Array.from({ length: 40 }, (_, i) => 0.4 + i / 40);
  const told = thresholdsWhere(rising, { answered });
  expect(told.unsure).toBeGreaterThan(plain.unsure);
  expect(told.unsure).toBeGreaterThanOrEqual(0.45);
  expect(told.unsure).toBeLessThan(0.6);
  expect(told.sure).toBeGreaterThan(told.unsure);
  expect(told.near).toBe(plain.near);
});

test("foreseen questions that are covered worse than by chance, or only a few of them, change nothing", () => {
  const plain = thresholdsWhere(rising);
  const none = Array.from({ length: 40 }, () => 0);
  expect(thresholdsWhere(rising, { answered: none, absent: none })).toEqual(plain);
  expect(thresholdsWhere(rising, { answered: [1, 1, 1], absent: [1, 1, 1] })).toEqual(plain);
});

test("where other articles cover much of a foreseen question too, the threshold of a sure answer rises", () => {
  const plain = thresholdsWhere(rising);
  const absent = Array.from({ length: 40 }, (_, i) => 0.4 + i / 40);
  const told = thresholdsWhere(rising, { absent });
  expect(told.sure).toBeGreaterThan(plain.sure);
  expect(told).toEqual({ ...plain, sure: told.sure });
});

test("a passage's own words are asked of all the other passages", () => {
  const asked: [string, number][] = [];
  thresholdsWhere((question, without) => {
    asked.push([question, without]);
    return 0.2;
  });
  expect(asked.length).toBeGreaterThan(0);
  for (const [question, without] of asked) expect(question).toContain(`alpha${without} `);
});

test("a question is no longer than people's", () => {
  thresholdsWhere((question) => {
    expect(question.split(" ").length).toBeLessThanOrEqual(6);
    return 0.2;
  });
});

test("however long the corpus is, only some of its sentences are asked", () => {
  let calls = 0;
  const many = Array.from({ length: 5000 }, (_, position) => ({
    position,
    text: "one two three four five six seven",
  }));
  thresholdsWhere(
    () => {
      calls += 1;
      return 0.2;
    },
    { sentences: many },
  );
  expect(calls).toBeLessThanOrEqual(100);
});

test("a corpus too small to be asked about itself has thresholds all the same, in order", () => {
  const { near, unsure, sure } = thresholdsWhere(() => 1, { sentences: SENTENCES.slice(0, 2) });
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(unsure);
  expect(unsure).toBeLessThan(sure);
  expect(sure).toBeLessThan(1);
});
