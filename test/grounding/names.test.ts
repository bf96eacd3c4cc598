import { expect, test } from "vitest";

import { readSourceWords, ungroundedName } from "../../src/grounding/names.ts";

const ungrounded = (
  sentence: string,
  language: string,
  source: string,
  sourceLanguage = language,
) => ungroundedName(sentence, language, [readSourceWords(source, sourceLanguage)]);

test.each([
  ["de", "Danach sprach Anna Kowalski.", "Danach sprach die Bürgermeisterin.", "Kowalski"],
  ["en", "Yesterday Kowalski spoke.", "The mayor spoke yesterday.", "Kowalski"],
  ["en", "She moved to Spain.", "She moved to Portugal.", "Spain"],
  ["fr", "Il a rencontré Sergueï Lavrov.", "Il a rencontré le ministre.", "Lavrov"],
])("%s: the name that no source has is told: %s", (language, sentence, source, name) => {
  expect(ungrounded(sentence, language, source)).toBe(name);
});

test.each([
  ["Zelensky spoke in Moscow.", "en", "Selenskyj sprach in Moskau.", "de"],
  ["Die Königin besuchte Wales.", "de", "The queen visited Wales.", "en"],
  ["Wladimir Putin'in ziyareti sürüyor.", "tr", "Wladimir Putin ist in Pjöngjang.", "de"],
  ["Seoul warned of it.", "en", "Südkorea warnte davor.", "de"],
  ["Südkorea warnte davor.", "de", "Seoul warnte davor.", "de"],
])(
  "a name may be transcribed, translated, or a capital's: %s",
  (sentence, language, source, other) => {
    expect(ungrounded(sentence, language, source, other)).toBeNull();
  },
);

test.each([
  ["Nach Angaben der Firma gab es Gründe.", "de"],
  ["Die Vorwürfe wies sie zurück.", "de"],
  ["Celebraron una sola reunión con los vecinos.", "es"],
  ["El ministro de Defensa lo sospecha.", "es"],
  ["Mr. Miller said so on Monday.", "en"],
])("what may be no name is none: %s", (sentence, language) => {
  expect(ungrounded(sentence, language, "Miller sagte das.", "de")).toBeNull();
});
