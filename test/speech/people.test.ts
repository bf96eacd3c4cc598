import { expect, test } from "vitest";
import { collectPeople, type People } from "../../src/speech/people.ts";
import { parseArticle } from "../../src/corpus/parse.ts";

function peopleIn(text: string, language = "de"): People {
  const article = parseArticle("text.md", `---\nlanguage: ${language}\n---\n\n${text}\n`);
  return collectPeople(article.passages);
}

function namedIn(people: People, text: string): string[] {
  return people.mentionsIn(text).map(({ name }) => name);
}

test.each([
  ["Das sagte Jens Stoltenberg am Montag.", "Jens Stoltenberg"],
  ["Bürgermeisterin Sabine Köhler kam später.", "Sabine Köhler"],
  ["Der russische Präsident Wladimir Putin reist ab.", "Wladimir Putin"],
  ["Nordkoreas Machthaber Kim Jong Un wartete.", "Kim Jong Un"],
  ["Die Sprecherin Karine Jean-Pierre schwieg.", "Karine Jean-Pierre"],
  ["Gewählt wurde Ursula von der Leyen.", "Ursula von der Leyen"],
  ["Für ihn kam Emre Yıldız ins Spiel.", "Emre Yıldız"],
])("%s names %s", (text, name) => {
  expect(peopleIn(text).names).toContain(name);
});

test("an English name is found without its office", () => {
  expect(peopleIn("The bridge is safe, Mayor Helen Okafor said.", "en").names).toEqual([
    "Helen Okafor",
  ]);
});

test.each([
  "Die Sanierung kostet 2,3 Millionen Euro.",
  "Vor der Schule gilt ab Mai Tempo 30.",
  "Im Ortsteil Birkenfeld entsteht eine Kita.",
  "Nach Auffassung der Regierung ist das falsch.",
  "Der Besuch bietet Anlass zu Sorge.",
  "Das Land liefert nach westlichen Erkenntnissen Artilleriemunition.",
  "In trockenen Jahren droht in vielen Jahren Wassermangel im Tal.",
  "Er fehlt wegen der fünften Gelben Karte.",
  "Das beschloss der Rat der Vereinten Nationen.",
  "Andere Fachleute halten das für falsch.",
  "Viele Bürger klagten.",
  "Anfang Mai brannte die Scheune ab.",
  "Mein Großvater hat den Teig geknetet.",
  "Laut Polizei war niemand verletzt.",
  "Das zeigt eine Studie der Universität Innsbruck.",
])("nobody is named in: %s", (text) => {
  expect(peopleIn(text).names).toEqual([]);
});

test("the last name alone stands for the full name", () => {
  const people = peopleIn("Das sagte Jens Stoltenberg. Stoltenberg reist ab.");
  expect(namedIn(people, "Stoltenberg geht.")).toEqual(["Jens Stoltenberg"]);
  expect(namedIn(people, "Jens Stoltenberg geht.")).toEqual(["Jens Stoltenberg"]);
  expect(namedIn(people, "Blinken geht.")).toEqual([]);
});

test("a pull quote's speaker is a person though the text names nobody", () => {
  expect(peopleIn("Ein Satz.\n\n> Nie wieder.\n>\n> — Anna Berg, Försterin").names).toEqual([
    "Anna Berg",
  ]);
});

test("people are told in the order in which a text names them", () => {
  const people = peopleIn("Das sagte Anna Berg. Ihr widersprach der Förster Karl Tal.");
  expect(namedIn(people, "Tal und Berg einigten sich.")).toEqual(["Karl Tal", "Anna Berg"]);
});

test("a name inside another word names nobody", () => {
  const people = peopleIn("Das sagte Anna Berg.");
  expect(namedIn(people, "Der Bergbau endet.")).toEqual([]);
});

test("a name with signs of a pattern is looked for as it stands", () => {
  const article = parseArticle("text.md", "Ein Satz.\n\n> Nie.\n>\n> — Anna (Berg*");
  expect(() => namedIn(collectPeople(article.passages), "Anna (Berg* kam.")).not.toThrow();
});
