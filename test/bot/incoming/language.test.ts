import { expect, test } from "vitest";

import {
  languageOfCode,
  nameOfLanguage,
  toldLanguage,
} from "../../../src/bot/incoming/language.ts";

test.each([
  "was steht im vertrag",
  "worum gehts",
  "wieviel munition wurde geschickt",
  "was passierte",
  "brücke kosten",
  "wer war dabei",
  "Und wann?",
  "nö",
  "wer isn kim jong un",
])("%j is told to be German", (question) => {
  expect(toldLanguage(question, "en")).toBe("de");
});

test.each([
  "what's it about",
  "who was there",
  "what does stoltenberg say",
  "when did putin arrive in pyongyang",
  "was the treaty signed",
  "how many containers",
])("%j is told to be English", (question) => {
  expect(toldLanguage(question, "de")).toBe("en");
});

test.each(["stoltenberg", "ok", "2027", "🌉", "这座桥多少钱", "\uD83D", ""])(
  "the language of %j is the client's, for it cannot be told",
  (question) => {
    expect([toldLanguage(question, "de"), toldLanguage(question, "en")]).toEqual(["de", "en"]);
  },
);

test("a language code of any German region is German, every other one English, and none is none", () => {
  expect(["de", "de-AT", "DE", "den", "uk", "", undefined].map(languageOfCode)).toEqual([
    "de",
    "de",
    "de",
    "en",
    "en",
    null,
    null,
  ]);
});

test("a language is named in the reader's language, and by its code when it has no name", () => {
  expect([
    nameOfLanguage("de", "en"),
    nameOfLanguage("en", "de"),
    nameOfLanguage("not a code!", "en"),
  ]).toEqual(["German", "Englisch", "not a code!"]);
});
