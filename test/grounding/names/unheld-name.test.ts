import { expect, test } from "vitest";

import { readWordsOf } from "../../../src/grounding/names/held-words.ts";
import { unheldName } from "../../../src/grounding/names/unheld-name.ts";

const unheld = (sentence: string, language: string, held: string, heldLanguage = language) =>
  unheldName(sentence, language, { near: [readWordsOf(held, heldLanguage)], all: [] });

test.each([
  ["de", "Danach sprach Kowalski.", "Danach sprach die Bürgermeisterin.", "Kowalski"],
  ["de", "Sie fährt nach Bielefeld.", "Sie fährt nach Ulm.", "Bielefeld"],
  ["en", "Yesterday Kowalski spoke.", "The mayor spoke yesterday.", "Kowalski"],
  ["en", "She moved to Spain.", "She moved to Portugal.", "Spain"],
  ["en", "Kim Il came by train.", "Kim Jong Un came, and Il Sung did.", "Il"],
])("%s: the name that no text holds is told: %s", (language, sentence, held, name) => {
  expect(unheld(sentence, language, held)).toBe(name);
});

test.each([
  ["Zelensky spoke in Moscow.", "en", "Selenskyj sprach in Moskau.", "de"],
  ["Die Königin besuchte Wales.", "de", "The queen visited Wales.", "en"],
  ["Die Brücke an der Mill Street ist gesperrt.", "de", "The bridge on Mill St is shut.", "en"],
])("a name may be transcribed, translated or cut short: %s", (sentence, language, held, other) => {
  expect(unheld(sentence, language, held, other)).toBeNull();
});

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
    expect(unheld(line, "de", "dann am sonntag oder samstag ab zehn")).toBe(name);
  },
);

test("a name that four texts hold need not stand near", () => {
  const texts = Array.from({ length: 4 }, () => readWordsOf("Okafor spoke.", "en"));
  const sentence = "Later Okafor left.";
  expect(unheldName(sentence, "en", { near: [], all: texts })).toBeNull();
  expect(unheldName(sentence, "en", { near: [], all: texts.slice(1) })).toBe("Okafor");
});
