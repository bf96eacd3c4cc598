import { expect, test } from "vitest";
import { show, standsAlone } from "../../src/speech/context.ts";
import { parseArticle } from "../../src/corpus/parse.ts";

/** The excerpts that the sentence which begins so is shown in. */
function shown(text: string, beginning: string, language = "de"): string[] {
  const article = parseArticle("text.md", `---\nlanguage: ${language}\n---\n\n${text}\n`);
  for (const passage of article.passages) {
    const at = passage.sentences.findIndex((sentence) => sentence.text.startsWith(beginning));
    if (at >= 0) return show([{ passage, from: at, to: at + 1 }]).map(({ words }) => words);
  }
  throw new Error(`No sentence begins with ${beginning}`);
}

test.each(["Er", "Sie", "Es", "Dieser", "Dort", "Dafür", "Seine Höhe", "Das", "Dabei"])(
  "a sentence that begins with „%s“ brings the one before it",
  (word) => {
    expect(shown(`Der Turm steht am Markt. ${word} kostet Geld.`, word)).toEqual([
      `Der Turm steht am Markt. ${word} kostet Geld.`,
    ]);
  },
);

test.each([
  "Das zeigt eine Studie der Universität.",
  "Das wäre aus Sicht der Stadt zu teuer.",
  "Es wurde 1904 gebaut.",
  "Es kommt aus Kiew.",
])("it is a pronoun in: %s", (sentence) => {
  expect(shown(`Das Werk steht am Markt. ${sentence}`, sentence)).toEqual([
    `Das Werk steht am Markt. ${sentence}`,
  ]);
});

test.each(["It was built in 1904.", "It will cost a million.", "This shocked the town."])(
  "so it is in: %s",
  (sentence) => {
    expect(shown(`The tower is closed. ${sentence}`, sentence, "en")).toEqual([
      `The tower is closed. ${sentence}`,
    ]);
  },
);

test.each(["It", "He", "They", "This", "That", "His son", "These"])(
  "so in English with “%s”",
  (word) => {
    expect(shown(`The tower is old. ${word} cost a lot.`, word, "en")).toEqual([
      `The tower is old. ${word} cost a lot.`,
    ]);
  },
);

test.each([
  "Das Becken hat Risse.",
  "Das leere Becken hat Risse.",
  "Das Geld fehlt.",
  "Die Stadt wartet.",
  "Erst im Mai wird gebaut.",
  "Esel grasen am Ufer.",
  "Siebzig Gäste kamen.",
])("an article before its noun is no pronoun: %s", (sentence) => {
  expect(shown(`Der Turm steht am Markt. ${sentence}`, sentence)).toEqual([sentence]);
});

test.each(["Theresa Hall spoke.", "Item four was dropped.", "Hershel Park is open."])(
  "an English sentence that stands alone is shown alone: %s",
  (sentence) => {
    expect(shown(`The tower is old. ${sentence}`, sentence, "en")).toEqual([sentence]);
  },
);

test("a paragraph that begins with a pronoun brings the end of the paragraph before", () => {
  expect(shown("Es regnet. Der Turm steht am Markt.\n\nEr kostet Geld.", "Er")).toEqual([
    "Der Turm steht am Markt.",
    "Er kostet Geld.",
  ]);
});

test("what is before a heading is not brought", () => {
  expect(shown("Der Turm steht am Markt.\n\n## Anderes\n\nEr kostet Geld.", "Er")).toEqual([
    "Er kostet Geld.",
  ]);
});

test.each([
  ["a caption", "![Das leere Becken. © Jana Reuter]()", "Das leere"],
  ["a pull quote", "> Das Geld ist weg.\n>\n> — Anna Berg", "Das Geld"],
  ["a pull quote with a pronoun", "> Das ist vorbei.\n>\n> — Anna Berg", "Das ist"],
])("%s brings no paragraph", (_, block, beginning) => {
  expect(shown(`Der Turm steht am Markt.\n\n${block}`, beginning)).toHaveLength(1);
});

test("a sentence in reported speech brings the sentence that names its speaker", () => {
  const text = "Der Wald brenne, sagte Förster Karl Tal. Kein Mensch dürfe hinein.";
  expect(shown(text, "Kein Mensch")).toEqual([text]);
});

test("so where the speaker is named two sentences before", () => {
  const text =
    "Der Wald brenne, sagte Förster Karl Tal. Kein Mensch dürfe hinein. Auch Hunde müssten draußen bleiben, der Weg sei gesperrt.";
  expect(shown(text, "Auch Hunde")).toEqual([text]);
});

test("so where the speaker is named far above: that sentence, then the other", () => {
  const text =
    "Der Wald brenne, sagte Förster Karl Tal. Kein Mensch dürfe hinein. Auch Hunde müsse man anleinen. Der Weg sei gesperrt. Am Abend werde es kühler.";
  expect(shown(text, "Am Abend")).toEqual([
    "Der Wald brenne, sagte Förster Karl Tal.",
    "Am Abend werde es kühler.",
  ]);
});

test("a quotation in the paragraph after its speaker brings the speaker's sentence", () => {
  const text = `Es war Abend. Der Wald sei in Gefahr, sagte Förster Karl Tal.

„Wir brauchen jetzt dringend Regen und kühle Nächte.“`;
  expect(shown(text, "„Wir")).toEqual([
    "Der Wald sei in Gefahr, sagte Förster Karl Tal.",
    "„Wir brauchen jetzt dringend Regen und kühle Nächte.“",
  ]);
});

const LONG_QUOTATION =
  "Die Stadt spart. „Niemand will das Bad verlieren. Es war immer da. Aber das Geld ist knapp“, sagte Anna Berg. Das Bad hat Risse.";

test.each(["„Niemand", "Es war immer", "Aber das Geld"])(
  "of a quotation of several sentences none is shown torn: %s",
  (beginning) => {
    expect(shown(LONG_QUOTATION, beginning)).toEqual([
      "„Niemand will das Bad verlieren. Es war immer da. Aber das Geld ist knapp“, sagte Anna Berg.",
    ]);
  },
);

test("nor a quotation that another sentence's pronoun points back to", () => {
  const text = `„Der Arm liegt am Körper. Jeder hat das gesehen“, sagte Trainer Jörg Heinze. Sein Kollege sah es anders.`;
  expect(shown(text, "Sein Kollege").join("\n")).not.toMatch(/^[^„]*“/);
});

test("nor one in English marks", () => {
  const text = "“We will rebuild. It takes a year,” said Helen Okafor. The bridge is closed.";
  expect(shown(text, "It takes", "en")).toEqual([
    "“We will rebuild. It takes a year,” said Helen Okafor.",
  ]);
});

test("nor one in straight marks", () => {
  const text = '"We will rebuild. It takes a year," said Helen Okafor. The bridge is closed.';
  expect(shown(text, "It takes", "en")).toEqual([
    '"We will rebuild. It takes a year," said Helen Okafor.',
  ]);
});

test("a speaker named by a pronoun brings the sentence that has the name", () => {
  const text =
    "Sprecherin Karine Berg äußerte sich ähnlich. Sie sagte, der Plan sei gut. Das Land werde helfen.";
  const [only, ...rest] = shown(text, "Sie sagte");
  expect(rest).toEqual([]);
  expect(only).toContain("Karine Berg");
});

test.each([
  ["Der Verein kaufte den Bahnhof.", "Bis Herbst soll dort eine Bücherei entstehen."],
  ["Im März kippte ein Kran um.", "Drei Arbeiter wurden dabei verletzt."],
  ["Die Stadt sperrt die Altstadt.", "Viele Händler halten das für einen Fehler."],
  ["Wer Moore vernässt, bindet Gas.", "Nach zehn Jahren lässt der Effekt nach."],
  ["Taucher suchten die Glocke.", "Am dritten Tag wurden sie fündig."],
])("a pointer inside a sentence brings the one before: %s %s", (before, sentence) => {
  expect(shown(`${before} ${sentence}`, sentence)).toEqual([`${before} ${sentence}`]);
});

test.each([
  "Die Stadt rechnet damit, dass viele kommen.",
  "Gäste baden dort, wo der Fluss breit ist.",
  "Der Effekt der Sonne ist groß.",
  "In diesem Sommer kamen viele Gäste.",
  "Als der Kran kippte, waren dort Arbeiter.",
  "Die Stadt räumt das alte Bad.",
])("what a sentence itself explains brings none: %s", (sentence) => {
  expect(shown(`Der Turm steht am Markt. ${sentence}`, sentence)).toEqual([sentence]);
});

test.each(["Two families still live there.", "Divers say the effect is small."])(
  "so in English: %s",
  (sentence) => {
    expect(shown(`The mill was sold. ${sentence}`, sentence, "en")).toEqual([
      `The mill was sold. ${sentence}`,
    ]);
  },
);

test("pronouns one after the other bring the sentences up to what they mean", () => {
  expect(shown("Ein Bad wird gebaut. Es steht am Fluss. Dort brüten Enten.", "Dort")).toEqual([
    "Ein Bad wird gebaut. Es steht am Fluss. Dort brüten Enten.",
  ]);
});

test.each([
  ["Der Verband kündigte Widerstand an.", "„Wir sperren die Zufahrt“, sagte er."],
  ["Der Grund ist banal.", "Es fehlen Fahrer."],
  ["Die Bilanz fällt ernüchternd aus.", "Elf Bäume leben noch."],
])("an announcement is shown with what it announces: %s", (sentence, next) => {
  expect(shown(`${sentence} ${next}`, sentence)).toEqual([`${sentence} ${next}`]);
});

test("an item is shown with its lead-in, and the lead-in with its items", () => {
  const list = "Es fehlen:\n\n- Türen\n- Fenster";
  expect([shown(list, "Fenster"), shown(list, "Es fehlen")]).toEqual([
    ["Es fehlen: Fenster"],
    ["Es fehlen:\nTüren\nFenster"],
  ]);
});

test("a row is shown with its header", () => {
  const table =
    "| Ort | Erwachsene | Kinder |\n|---|---|---|\n| Freibad | 4 € | 2 € |\n| Halle | 5 € |  |";
  expect([shown(table, "Freibad"), shown(table, "Halle")]).toEqual([
    ["Freibad: Erwachsene 4 €, Kinder 2 €"],
    ["Halle: Erwachsene 5 €"],
  ]);
});

test("an answer in an interview is shown from its beginning, with its question", () => {
  const talk =
    "**Wann öffnet er?**\n\nIm Herbst. Vorher geht es nicht.\n\n**Und wer zahlt?**\n\nDas Land.";
  expect(shown(talk, "Vorher")).toEqual(["Wann öffnet er?\nIm Herbst. Vorher geht es nicht."]);
});

test.each([
  [
    "Es heißt, das Bad werde verkauft. „Nein, nie“, sagte Karl Tal.",
    "„Nein, nie“, sagte Karl Tal.",
  ],
  ["Es heißt, das Bad werde verkauft. Stimmt das? Nein.", "Nein."],
  [
    "Es heißt, das Bad werde verkauft.\n\nDie Stadt wies die Vorwürfe zurück.",
    "Die Stadt wies die Vorwürfe zurück.",
  ],
  [
    "## Vorwürfe\n\nEs heißt, das Bad werde verkauft.\n\nEs regnet.\n\n## Die Antwort\n\nKarl Tal bestreitet das.",
    "Karl Tal bestreitet das.",
  ],
])("its denial is shown with it: %s", (text, denial) => {
  expect(shown(text, "Es heißt").join(" ")).toContain(denial);
});

test.each([
  "Die Wahl ist am Sonntag. Verdi kritisierte die Stadt. Diese hätte nichts angeboten. Die Löhne lägen zu tief.",
  "Die Wahl ist am Sonntag. Verdi warf der Stadt vor, nichts zu tun. Die Löhne stiegen kaum. Die Mieten wären zu hoch.",
])("reported speech goes on in the subjunctive: %s", (text) => {
  expect(shown(text, "Die Löhne").join(" ")).toContain("Verdi");
});

test.each([
  ["Es gibt ein Bad.", "Es gibt", true],
  ["Er wird teuer.", "Er wird", false],
  ["Karl Tal kam. Er wird teuer.", "Er wird", true],
  ["Die Stadt sei pleite.", "Die Stadt", false],
  ["„Das zeigt viel, und es ist gut“, sagte Karl Tal.", "„Das zeigt", true],
])("%s can be read without the article: %s", (text, beginning, alone) => {
  const [passage] = parseArticle("text.md", `---\nlanguage: de\n---\n\n${text}\n`).passages;
  if (passage === undefined) throw new Error("no passage");
  const at = passage.sentences.findIndex((one) => one.text.startsWith(beginning));
  expect(standsAlone(show([{ passage, from: at, to: at + 1 }]))).toBe(alone);
});
