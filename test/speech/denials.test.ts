import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { asking, COUNCIL, ENGLISH } from "../support/articles.ts";

const DENIED = "Köhler wies den Vorwurf zurück, die Verwaltung habe Schäden verschwiegen.";

test.each([
  "was wirft der förderverein der verwaltung vor",
  "Hat die Verwaltung Schäden verschwiegen?",
  "was sagt der förderverein zur verwaltung",
])("the accusation is shown with its denial: %s", async (question) => {
  const { text } = await asking(COUNCIL)(question);
  expect(text).toContain("Der Förderverein wirft der Verwaltung vor");
  expect(text).toContain(DENIED);
});

test.each([
  "what did briggs accuse the mayor of",
  "did the mayor ignore warnings",
  "who accused the mayor",
])("so in English: %s", async (question) => {
  const { text } = await asking(ENGLISH)(question);
  expect(text).toContain("accused the mayor of ignoring warnings");
  expect(text).toContain("Okafor denied that any warning had been ignored.");
});

test.each([
  ["bestritt", "Das Unternehmen bestritt, Abwasser eingeleitet zu haben."],
  ["weist zurück", "Das Unternehmen weist die Vorwürfe zurück, Abwasser eingeleitet zu haben."],
  ["dementierte", "Das Unternehmen dementierte, Abwasser eingeleitet zu haben."],
  ["widersprach", "Dem widersprach das Unternehmen, Abwasser leite es nicht ein."],
  [
    "sei falsch",
    "Der Vorwurf, es leite Abwasser ein, sei falsch, sagte ein Sprecher des Unternehmens.",
  ],
])("a denial is known by „%s“", async (_, denial) => {
  const article = parseArticle(
    "fluss.md",
    `---
language: de
---

Am Fluss Lauter sterben seit Mai die Forellen.

Nach Angaben von Umweltschützern leitet die Gerberei illegal Abwasser in den Fluss.

${denial}

Der Angelverein setzte im Herbst 400 junge Fische aus.
`,
  );
  const { text } = await asking(article)("leitet die gerberei abwasser in den fluss?");
  expect(text).toContain("illegal Abwasser");
  expect(text).toContain(denial);
});

test.each([
  "was kostet die sanierung",
  "wann beginnt der bau der kita",
  "wie viele unfälle zählte die polizei",
  "wie alt ist die pumpe",
  "wann öffnet das freibad",
])("a denial never stands beside what it does not deny: %s", async (question) => {
  expect((await asking(COUNCIL)(question)).text).not.toContain("Vorwurf zurück");
});

test("a claim about one thing is not shown with the denial of another in the same section", async () => {
  const article = parseArticle(
    "rat.md",
    `---
language: de
---

Der Rat tagte am Montag in der Stadthalle.

Laut Kämmerer Udo Stein kostet die neue Turnhalle acht Millionen Euro.

Die Polizei geht dem Verdacht nach, dass im Rathaus Akten vernichtet wurden. Der Bürgermeister bestritt, dass Akten vernichtet wurden.
`,
  );
  const ask = asking(article);
  expect((await ask("was kostet die turnhalle")).text).not.toContain("bestritt");
  expect((await ask("wurden akten vernichtet")).text).toContain("bestritt");
});

test("a denial in an English article is not shown with the costs", async () => {
  expect((await asking(ENGLISH)("how much do the repairs cost")).text).not.toContain("denied");
});

test("who asks for the denial is shown it", async () => {
  expect((await asking(COUNCIL)("was wies köhler zurück")).text).toContain(DENIED);
});
