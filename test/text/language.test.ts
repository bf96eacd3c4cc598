import { expect, test } from "vitest";
import { detectLanguage, tellLanguage } from "../../src/text/language.ts";

test.each([
  ["de", "Russland hat vor mehr als zwei Jahren seinen Angriffskrieg gegen die Ukraine begonnen."],
  ["en", "The printing press was invented in Mainz, and everyone wanted to read what it printed."],
  ["es", "La imprenta fue inventada en Maguncia y todos querían leer lo que imprimía."],
  ["ru", "Печатный станок был изобретён в Майнце, и все хотели читать."],
  ["tr", "Matbaa Mainz'da icat edildi ve herkes onun bastıklarını okumak istiyordu."],
  ["zh", "黑豹队的防守只丢了 308 分，在联赛中排名第六。"],
  ["th", "วันนี้อากาศดีมาก เราไปตลาด"],
])("%s is told", (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each(["", "12345 678", "\ud800", "😀😀"])("text without words has no language: %j", (text) => {
  expect(detectLanguage(text)).toBeNull();
});

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
