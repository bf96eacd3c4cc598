import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { type Speech, speechOf } from "../../src/speech/speech.ts";

interface Read {
  readonly how: Speech["how"];
  readonly speaker: string | null;
  /** The sentence that names the speaker. */
  readonly named: string | null;
}

/** What is said of the sentence that begins so; null where it is the article's own statement. */
function speechIn(text: string, beginning: string, language = "de"): Read | null {
  const article = parseArticle("text.md", `---\nlanguage: ${language}\n---\n\n${text}\n`);
  for (const passage of article.passages) {
    const at = passage.sentences.findIndex((sentence) => sentence.text.startsWith(beginning));
    if (at < 0) continue;
    const speech = speechOf(passage, at);
    if (speech === null) return null;
    const { how, speaker, speakerAt } = speech;
    const sentence = speakerAt?.passage.sentences[speakerAt.sentence]?.text.trim() ?? null;
    return { how, speaker, named: sentence };
  }
  throw new Error(`No sentence begins with ${beginning}`);
}

test.each([
  "sagte",
  "erklärte",
  "betonte",
  "schimpfte",
  "klagte",
  "rief",
  "entgegnete",
  "freute sich",
])("a quotation is whose it is said to be, with the verb „%s“", (verb) => {
  const text = `Anna Berg ist Försterin. „Der Wald braucht jetzt dringend Regen“, ${verb} Förster Karl Tal.`;
  expect(speechIn(text, "„Der Wald")).toMatchObject({ how: "direct", speaker: "Karl Tal" });
});

test("the speaker may stand before a colon", () => {
  const text = "Förster Karl Tal warnte: „Der Wald braucht jetzt dringend Regen.“";
  expect(speechIn(text, "Förster")).toMatchObject({ how: "direct", speaker: "Karl Tal" });
});

test("„sagte sie“ is who the sentence before is about, not who was quoted last", () => {
  const text = `Eine Sanierung würde nach Angaben des Bauamts 2 Millionen Euro kosten.

Bürgermeisterin Sabine Köhler bedauerte die Schließung. „Niemand hier will das Bad verlieren“, sagte sie.`;
  expect(speechIn(text, "„Niemand")).toEqual({
    how: "direct",
    speaker: "Sabine Köhler",
    named: "Bürgermeisterin Sabine Köhler bedauerte die Schließung.",
  });
});

test("every sentence of a quotation is said by whoever is named behind it", () => {
  const text =
    "Sabine Köhler kam. „Niemand will das Bad verlieren. Aber das Geld ist knapp“, sagte Förster Karl Tal.";
  expect(speechIn(text, "„Niemand")).toMatchObject({
    how: "direct",
    speaker: "Karl Tal",
    named: "Aber das Geld ist knapp“, sagte Förster Karl Tal.",
  });
});

test("a quotation that ends in another sentence than it begins is read to its end", () => {
  const text =
    "Die Stadt spart. „Niemand will das Bad verlieren. Aber das Geld ist knapp“, sagte Sabine Köhler. Das Bad hat Risse.";
  expect(speechIn(text, "Aber das Geld")).toMatchObject({
    how: "direct",
    speaker: "Sabine Köhler",
  });
  expect(speechIn(text, "Das Bad hat")).toBeNull();
});

test.each(["Jens Holt", "Thomas Adler", "Lars Birke", "Andreas Kranz"])(
  "a speaker whose first name ends in s is named: %s",
  (name) => {
    expect(speechIn(`Der Wald brenne, sagte ${name}.`, "Der Wald")?.speaker).toBe(name);
  },
);

test("a quotation in the paragraph after its speaker is the speaker's", () => {
  const text = `Der Wald sei in Gefahr, sagte Förster Karl Tal.

„Wir brauchen jetzt dringend Regen und kühle Nächte.“`;
  expect(speechIn(text, "„Wir")).toEqual({
    how: "direct",
    speaker: "Karl Tal",
    named: "Der Wald sei in Gefahr, sagte Förster Karl Tal.",
  });
});

test("a speaker reaches into the next paragraph, not across one that is the article's own", () => {
  const text = `Der Wald sei in Gefahr, sagte Förster Karl Tal.

Er habe das schon 2019 gesehen.

Das Rathaus liegt am Markt.

Das Freibad öffne später.`;
  expect(speechIn(text, "Er habe")?.speaker).toBe("Karl Tal");
  expect(speechIn(text, "Das Freibad")?.speaker ?? null).toBeNull();
});

test("a speaker does not reach across a heading", () => {
  const text = `Der Wald sei in Gefahr, sagte Förster Karl Tal.

## Etwas anderes

Das Freibad öffne erst später.`;
  expect(speechIn(text, "Das Freibad")?.speaker ?? null).toBeNull();
});

test.each([
  "Der Fluss sei über die Ufer getreten.",
  "Die Stadt habe zu spät gewarnt.",
  "Kein Land dürfe das unterstützen.",
  "Das Land verstoße gegen die Charta.",
  "Die Bauern litten, die Ernte gehe verloren.",
])("the German subjunctive goes on with what was said: %s", (sentence) => {
  expect(
    speechIn(`Der Wald brenne, sagte Förster Karl Tal. ${sentence}`, sentence.slice(0, 12)),
  ).toEqual({
    how: "indirect",
    speaker: "Karl Tal",
    named: "Der Wald brenne, sagte Förster Karl Tal.",
  });
});

test.each([
  "Als Ursache nennen die Forscher die gestiegenen Temperaturen.",
  "Der Umbau der Schule die vergangenen zwei Jahre war teuer.",
  "Auf der Straße stehe ich oft.",
  "Die Kinder habe ich gesehen.",
  "Die Stadt hat die alte Halle abgerissen.",
  "Die Straße führt nahe der Grenze entlang.",
  "Die Messe endete ohne Streit.",
  "Der Verein kaufte neue und gebrauchte Räder.",
  "Die Feuerwehr rettete drei Menschen.",
])("a plain statement is the article's own, whoever spoke before: %s", (sentence) => {
  const text = `Der Wald brenne, sagte Förster Karl Tal. ${sentence}`;
  expect(speechIn(text, sentence)).toBeNull();
});

test.each([
  ["Laut Karl Tal brennt der Wald.", "Karl Tal"],
  ["Nach Angaben von Förster Karl Tal brennt der Wald.", "Karl Tal"],
  ["Karl Tal zufolge brennt der Wald.", "Karl Tal"],
  ["Nach Angaben der Feuerwehr brennt der Wald.", null],
  ["Laut Polizei brennt der Wald.", null],
  ["Aus Sicht der Nachbarn ist das zu viel.", null],
])("%s is a claim that says whose it is", (sentence, speaker) => {
  const read = speechIn(`Der Förster Karl Tal kam. ${sentence}`, sentence.slice(0, 10));
  expect(read).toEqual({ how: "indirect", speaker, named: sentence });
});

test.each([
  "Das Bad öffne später, teilte Karl Tal mit.",
  "Karl Tal teilte am Montag mit, das Bad öffne später.",
  "Karl Tal wies die Vorwürfe am Abend zurück.",
  "Karl Tal warf der Stadt vor, sie habe geschwiegen.",
  "Karl Tal räumte den Fehler ein.",
  "Karl Tal machte deutlich, wie wichtig ihm das Bad ist.",
])("a verb reports whose particle stands at the end: %s", (sentence) => {
  const read = speechIn(`Der Förster Karl Tal kam. ${sentence}`, sentence.slice(0, 12));
  expect(read).toEqual({ how: "indirect", speaker: "Karl Tal", named: sentence });
});

test("what „hieß es“ reports has no named speaker", () => {
  expect(speechIn("Der Zug sei verspätet, hieß es am Bahnhof.", "Der Zug")).toEqual({
    how: "indirect",
    speaker: null,
    named: "Der Zug sei verspätet, hieß es am Bahnhof.",
  });
});

test("whoever denies is the speaker of the denial", () => {
  const text = `Der Verein rügt Karl Tal. Sabine Köhler wies den Vorwurf zurück, die Stadt habe geschwiegen.`;
  expect(speechIn(text, "Sabine")?.speaker ?? "Sabine Köhler").toBe("Sabine Köhler");
});

test("a sum of money is nobody's name", () => {
  const text = "Die Halle koste 2 Millionen Euro, sagte der Sprecher. Das sei zu viel.";
  expect(speechIn(text, "Die Halle")?.speaker).toBeNull();
  expect(speechIn(text, "Das sei")?.speaker).toBeNull();
});

test("a few quoted words are a name, not what somebody says", () => {
  expect(speechIn("Die Zeitschrift „Der Wald heute“ erscheint neu.", "Die Zeit")).toBeNull();
});

test.each([
  ['"We know this is a burden," said Mayor Helen Okafor.', "Helen Okafor"],
  ['Mayor Helen Okafor said: "We know this is a burden."', "Helen Okafor"],
  ["“We know this is a burden,” Mayor Helen Okafor told reporters.", "Helen Okafor"],
])("English direct speech: %s", (sentence, speaker) => {
  expect(speechIn(sentence, sentence.slice(0, 5), "en")).toMatchObject({ how: "direct", speaker });
});

test.each([
  "According to Helen Okafor, the bridge is unsafe.",
  "The bridge is unsafe, Helen Okafor said.",
  "Helen Okafor claimed the bridge was unsafe.",
])("English reported speech: %s", (sentence) => {
  expect(speechIn(sentence, sentence.slice(0, 5), "en")).toMatchObject({
    how: "indirect",
    speaker: "Helen Okafor",
  });
});

test.each(["The council added two buses.", "The new station is called Central."])(
  "an English statement is the article's own: %s",
  (sentence) => {
    expect(speechIn(sentence, sentence.slice(0, 8), "en")).toBeNull();
  },
);

test("in other languages quotation marks tell speech", () => {
  const text = "Мэр Ильсур Галеев открыл станцию. «Мы очень долго ждали этого дня».";
  expect(speechIn(text, "«Мы", "ru")?.how).toBe("direct");
});

test("a pull quote and a caption are nobody's speech of their own", () => {
  const text =
    "Ein Satz.\n\n> Nie wieder.\n>\n> — Anna Berg\n\n![Anna Berg sagte, es regne. © X]()";
  expect(speechIn(text, "Nie")).toBeNull();
  expect(speechIn(text, "Anna Berg sagte")).toBeNull();
});
