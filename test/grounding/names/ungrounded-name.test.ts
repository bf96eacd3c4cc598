import { expect, test } from "vitest";

import { readSourceWords } from "../../../src/grounding/names/source-words.ts";
import { ungroundedName } from "../../../src/grounding/names/ungrounded-name.ts";

const ungrounded = (
  sentence: string,
  language: string,
  source: string,
  sourceLanguage = language,
) =>
  ungroundedName(sentence, language, { near: [readSourceWords(source, sourceLanguage)], all: [] });

test.each([
  ["de", "Danach sprach Kowalski.", "Danach sprach die Bürgermeisterin.", "Kowalski"],
  ["de", "Sie fährt nach Bielefeld.", "Sie fährt nach Ulm.", "Bielefeld"],
  ["en", "Yesterday Kowalski spoke.", "The mayor spoke yesterday.", "Kowalski"],
  ["en", "She moved to Spain.", "She moved to Portugal.", "Spain"],
  ["en", "Kim Il came by train.", "Kim Jong Un came, and Il Sung did.", "Il"],
])("%s: the name that no source has is told: %s", (language, sentence, source, name) => {
  expect(ungrounded(sentence, language, source)).toBe(name);
});

test.each([
  ["Zelensky spoke in Moscow.", "en", "Selenskyj sprach in Moskau.", "de"],
  ["Die Königin besuchte Wales.", "de", "The queen visited Wales.", "en"],
  ["Die Brücke an der Mill Street ist gesperrt.", "de", "The bridge on Mill St is shut.", "en"],
])(
  "a name may be transcribed, translated or cut short: %s",
  (sentence, language, source, other) => {
    expect(ungrounded(sentence, language, source, other)).toBeNull();
  },
);

test.each([
  ["Adventsbasar am Sonntag", null],
  ["Flohmarkt ab zehn", null],
  ["Kirchenfest Samstag", null],
  ["Torben am Sonntag", "Torben"],
  ["Wolfsburg am Sonntag", "Wolfsburg"],
  ["Kirschbaum sagt am Sonntag zu", "Kirschbaum"],
])(
  "only a compound of which the time is told opens a German line without being a name: %s",
  (line, name) => {
    expect(ungrounded(line, "de", "dann am sonntag oder samstag ab zehn")).toBe(name);
  },
);

test("a name that four sources have need not stand near", () => {
  const sources = Array.from({ length: 4 }, () => readSourceWords("Okafor spoke.", "en"));
  const sentence = "Later Okafor left.";
  expect(ungroundedName(sentence, "en", { near: [], all: sources })).toBeNull();
  expect(ungroundedName(sentence, "en", { near: [], all: sources.slice(1) })).toBe("Okafor");
});
