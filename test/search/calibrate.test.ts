import { expect, test } from "vitest";
import { calibrate } from "../../src/search/calibrate.ts";

const SENTENCES = Array.from({ length: 60 }, (_, position) => ({
  position,
  text: `alpha${position} beta${position} gamma${position} delta${position} epsilon${position} zeta${position}`,
}));

function thresholdsWhere(
  bear: (question: string, without: number) => number,
  { sentences = SENTENCES, isForeseen = false } = {},
) {
  return calibrate(sentences, () => true, { language: "en", isForeseen, bear });
}

const rising = (_: string, without: number) => without / 100;

test("thresholds rise from near to sure", () => {
  const { near, unsure, sure } = thresholdsWhere(rising);
  expect(near).toBeLessThanOrEqual(unsure);
  expect(unsure).toBeLessThan(sure);
  expect(sure).toBeLessThanOrEqual(1);
});

test("a corpus that bears much of any question by chance asks for more", () => {
  const low = thresholdsWhere(() => 0.1);
  const high = thresholdsWhere(() => 0.5);
  expect(high.near).toBeGreaterThan(low.near);
  expect(high.unsure).toBeGreaterThan(low.unsure);
  expect(high.sure).toBeGreaterThan(low.sure);
});

test("where questions are foreseen more must be borne for an answer, and as much for a sure one", () => {
  const plain = thresholdsWhere(rising);
  const foreseen = thresholdsWhere(rising, { isForeseen: true });
  expect(foreseen.unsure).toBeGreaterThan(plain.unsure);
  expect(foreseen.unsure).toBeLessThan(foreseen.sure);
  expect(foreseen).toMatchObject({ near: plain.near, sure: plain.sure });
});

test("a passage is asked for in its own words while it is left out", () => {
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
