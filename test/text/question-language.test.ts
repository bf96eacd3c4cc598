import { expect, test } from "vitest";
import { tellLanguage } from "../../src/text/question-language.ts";

test.each([
  ["de", "was steht im vertrag"],
  ["de", "und wann?"],
  ["de", "WIEVIEL KOSTET DAS"],
  ["de", "wer hat das foto gemacht"],
  // Both are as much Afrikaans.
  ["de", "was liefert nordkorea an russland"],
  ["de", "wie hoch is die abfindug"],
  ["en", "what is in the treaty"],
  ["en", "who won"],
  ["en", "why?"],
  ["en", "how many containers were sent"],
  ["en", "did putin visit kim"],
  ["ru", "что сказал столтенберг"],
  ["es", "cuánto cuesta el proyecto"],
  ["tr", "törene kaç kişi katıldı"],
  ["zh", "门票多少钱"],
] as const)("%s: %s", (language, question) => {
  expect(tellLanguage(question)).toBe(language);
});

test.each(["Stoltenberg", "Kim Jong Un", "", "👍", "12345", "\ud800", "?"])(
  "%j has nothing to tell it by",
  (question) => {
    expect(tellLanguage(question)).toBeNull();
  },
);
