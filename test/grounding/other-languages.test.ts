/** What is grounded stays in whatever language a model says it, and a wrong figure goes. */
import { expect, test } from "vitest";

import { checkAnswer } from "../../src/grounding/check-answer.ts";
import { BRIDGE } from "../support/fake-library.ts";

/** How many sentences are shown of one that cites "Die Brücke kostet 120 Millionen Euro." */
function shown(text: string, question: string): number {
  const passage = BRIDGE.passages.find((one) => one.text.includes("120 Millionen"));
  if (passage === undefined) throw new Error("The article says something else");
  const citedText = passage.sentences[0]?.text ?? "";
  const pieces = [{ text, pointers: [{ source: passage.id, from: 0, to: 1, citedText }] }];
  const sent = new Map([[passage.id, passage]]);
  return checkAnswer({ pieces, sent, isComplete: true, question }).sentences.length;
}

const ASKED = "what does the bridge cost";

test.each([
  ["Köprünün maliyeti 120 milyon avro.", ASKED],
  ["Köprü 120 milyon avroya mal oluyor.", "köprünün maliyeti ne kadar"],
  ["Le pont coûte 120 millions d'euros.", ASKED],
  ["El puente cuesta 120 millones de euros.", ASKED],
  ["A ponte custa 120 milhões de euros.", ASKED],
  ["Il ponte costa 120 milioni di euro.", ASKED],
  ["Ten most kosztuje 120 milionów euro.", ASKED],
  ["Podul costă 120 de milioane de euro.", ASKED],
  ["Bron kostar 120 miljoner.", "vad kostar bron"],
  ["Мост стоит 120 миллионов евро.", ASKED],
  ["Cây cầu có giá 120 triệu euro.", ASKED],
  ["تبلغ تكلفة الجسر 120 مليون يورو.", ASKED],
  ["这座桥耗资1.2亿欧元。", ASKED],
  ["橋の費用は1億2000万ユーロです。", ASKED],
])("shows: %s", (text, question) => {
  expect(shown(text, question)).toBe(1);
});

test.each([
  "Köprünün maliyeti 130 milyon avro.",
  "Köprünün maliyeti 120 milyar avro.",
  "Le pont coûte 120 milliards d'euros.",
  "El puente cuesta 12 millones de euros.",
  "Мост стоит 120 тысяч евро.",
  "这座桥耗资12亿欧元。",
])("takes out: %s", (text) => {
  expect(shown(text, ASKED)).toBe(0);
});
