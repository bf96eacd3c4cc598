import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { asking, excerptsOf } from "../support/articles.ts";
import { answerTo, type Name } from "./answer-to.ts";

test.each<[Name, string, string]>([
  ["COUNCIL", "niemand will das bad verlieren", "Sabine Köhler"],
  ["COUNCIL", "wer hat 2019 vor den rissen gewarnt", "Der Förderverein"],
  ["FOOTBALL", "lag der arm am körper", "Jörg Heinze"],
  ["FOOTBALL", "war die szene eindeutig", "Peter Wolff"],
  ["SCIENCE", "reden wir über unsere enkel", "Hofer"],
  ["SCIENCE", "welcher staub macht das eis dunkler", "Studie"],
  ["ENGLISH", "what was the alternative", "Helen Okafor"],
  ["PUTIN", "wer soll das dokument unterzeichnen", "Aus Moskau hieß es"],
  ["PUTIN", "verstößt das land gegen die un-charta", "Karine Jean-Pierre"],
  ["PUTIN", "was ist unsere sicherheit", "Stoltenberg"],
  ["PUTIN", "mechanismen für handel", "russische Präsident"],
])("%s: a claim travels with its speaker: %s", async (name, question, speaker) => {
  const { answer, text } = await answerTo(name, question);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(speaker);
});

test.each<[Name, string, string]>([
  ["COUNCIL", "niemand will das bad verlieren", "Eine Sanierung würde"],
  ["COUNCIL", "wer hat das foto gemacht", "Die Grünen"],
  ["COUNCIL", "was sagt köhler zum geld", "Die Polizei"],
  ["FOOTBALL", "war die szene eindeutig", "Anja Mertens"],
  ["FOOTBALL", "lag der arm am körper", "Anja Mertens"],
  ["SCIENCE", "was nennen die forscher als ursache", "im Mittel um 0,9 Meter"],
])("%s: nobody else's sentence is shown with it: %s", async (name, question, other) => {
  expect((await answerTo(name, question)).text).not.toContain(other);
});

test.each<[Name, string, string]>([
  ["COUNCIL", "wann wird die kita gebaut", "September"],
  ["COUNCIL", "wie viele kinder wurden verletzt", "zwei Kinder"],
  ["SCIENCE", "wie viel dünner ist das eis geworden", "0,9 Meter"],
  ["ENGLISH", "how long is the bridge closed", "eleven weeks"],
])(
  "%s: a question for a date or number prefers a sentence with one: %s",
  async (name, question, words) => {
    expect((await answerTo(name, question)).best).toContain(words);
  },
);

test.each<[Name, string, string]>([
  ["COUNCIL", "wer hat das foto gemacht", "© Jana Reuter"],
  ["COUNCIL", "was ist auf dem bild zu sehen", "Das leere Becken"],
  ["ENGLISH", "who took the picture", "© Northport Gazette/Liu Wen"],
  ["ENGLISH", "was ist auf dem foto", "The harbour bridge at dawn."],
  ["PUTIN", "in welchem auto fuhr kim putin", "Aurus-Auto"],
])(
  "%s: a caption answers what only it says, and questions about pictures: %s",
  async (name, question, words) => {
    expect((await answerTo(name, question)).text).toContain(words);
  },
);

test.each<[Name, string]>([
  ["COUNCIL", "was ist mit dem freibad an der mühlstraße"],
  ["ENGLISH", "when does the harbour bridge close"],
  ["PUTIN", "was machen putin und kim"],
])("%s: to any other question a caption is no answer: %s", async (name, question) => {
  expect((await answerTo(name, question)).text).not.toContain("©");
});

test.each([["wie viele fotos werden gezeigt", "120 Fotografien"]])(
  "where no caption tells, the paragraphs answer about pictures: %s",
  async (question, words) => {
    const { answer, text } = await answerTo("HEADLESS", question);
    expect(answer.kind).toBe("quotes");
    expect(text).toContain(words);
  },
);

test("the reception of people is no picture of them", async () => {
  const article = parseArticle(
    "heim.md",
    `---
language: de
---

Die Aufnahme der Flüchtlinge beginnt am Montag im alten Kloster.

Der Bürgermeister rechnet mit 80 Menschen.

![Das alte Kloster. © Ida Ruh]()
`,
  );
  const { best } = await asking(article)("wann beginnt die aufnahme der flüchtlinge");
  expect(best).toContain("am Montag");
});

test.each<[Name, string, string]>([
  [
    "COUNCIL",
    "kann man das geld mehrmals ausgeben",
    "Aber wir können das Geld nur einmal ausgeben",
  ],
  [
    "PUTIN",
    "was sagt stoltenberg über die sicherheit",
    "dass unsere Sicherheit nicht regional ist",
  ],
])(
  "%s: the paragraph's wording comes before an editor's shortening of it: %s",
  async (name, question, words) => {
    const { answer, best } = await answerTo(name, question);
    expect(answer.kind).toBe("quotes");
    const [first] = answer.kind === "quotes" ? answer.ranking : [];
    const cited =
      answer.kind === "quotes" ? answer.citations.find(({ mark }) => mark === first) : undefined;
    expect(cited?.passage.kind).toBe("paragraph");
    expect(`${cited?.passage.text} ${best}`).toContain(words);
  },
);

test.each<[Name, string, string]>([
  ["PUTIN", "mechanismen für handel", "Wir werden alternative Mechanismen"],
  ["PUTIN", "ist unsere sicherheit regional", "Unsere Sicherheit ist nicht regional."],
])(
  "%s: a pull quote is not shown beside the paragraph whose words it repeats: %s",
  async (name, question, words) => {
    const { text } = await answerTo(name, question);
    expect(text).not.toContain(words);
  },
);

test.each<[Name, string, string]>([
  ["INTERVIEW", "was kostet ein brot", "daran verdienen wir weniger"],
  ["INTERVIEW", "findet sie noch lehrlinge", "eine einzige Bewerbung"],
  ["INTERVIEW", "was hat sich seit dem großvater verändert", "alles mit der Hand geknetet"],
])("%s: in an interview the heading is the question: %s", async (name, question, words) => {
  const { answer } = await answerTo(name, question);
  expect(answer.kind).not.toBe("declined");
  const passages = excerptsOf(answer).map(({ passage }) => passage.text);
  expect(passages.join("\n")).toContain(words);
});
