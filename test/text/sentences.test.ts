import { expect, test } from "vitest";
import { splitSentences } from "../../src/text/sentences.ts";

function split(text: string, language = "de"): string[] {
  return splitSentences(text, language).map((sentence) => sentence.text.trim());
}

test("a sentence keeps the white space behind it, and knows where it starts and ends", () => {
  expect(splitSentences("Es regnet.  Er geht.", "de")).toEqual([
    { text: "Es regnet.  ", start: 0, end: 12 },
    { text: "Er geht.", start: 12, end: 20 },
  ]);
});

test("empty text has no sentence, and text without a mark is one", () => {
  expect(splitSentences("", "de")).toEqual([]);
  expect(split("Putin und Kim wollen Vertrag unterzeichnen")).toHaveLength(1);
  expect(split("วันนี้อากาศดีมาก เราไปตลาด", "th")).toHaveLength(1);
});

test.each([
  ["Dr. Müller kam. Frau Prof. Dr. Meier auch.", 2],
  ["Das gilt z. B. Müttern. Es gilt z.B. Vätern.", 2],
  ["Äpfel bzw. Birnen an der St. Pauli Kirche Nr. 5.", 1],
  ["Das kostet 3 Mio. Euro oder 2 Mrd. Dollar.", 1],
  ["Es kostet 3 Mio. Der Minister zahlt.", 2],
  ["Er kam u. a. Anfang Mai nach Art. 5 des Vertrags.", 1],
  ["Dinge dieser Art. Der Rest fehlt.", 2],
  ["Äpfel, Birnen usw. Der Minister schwieg.", 2],
  ["Er lebt in den USA. Das ist weit.", 2],
  ["J. K. Rowling und George W. Bush trafen sich.", 1],
  ["Das ist Plan B. Der Minister schwieg.", 2],
  ["Kaiser Wilhelm II. Kaiserin Auguste.", 1],
  ["Rom wurde 753 v. Chr. Gegründet wurde es so.", 1],
])("German abbreviations and initials: %s", (text, count) => {
  expect(split(text)).toHaveLength(count);
});

test.each([
  ["Am 24. Juni kam er. Am 24. Die Wahl war am 3. Oktober.", 3],
  ["Der 3. Mann stand im 19. Jahrhundert auf der Straße.", 1],
  ["Es waren 11.000 Container. Am 24.12. Heiligabend kamen 3,5 Mio. Pakete.", 2],
  ["Am 24. 12. 2024 war es so weit.", 1],
  ["Das war im Jahr 2024. Putin kam später.", 2],
  ["Es waren mehr als 11.000. Putin kam später.", 2],
  ["Papst Johannes XXIII. Kardinäle wählten ihn im XX. Jahrhundert.", 1],
  ["1. Der Vertrag gilt. 2. Er endet nie.", 2],
])("German ordinals and dates: %s", (text, count) => {
  expect(split(text)).toHaveLength(count);
});

test.each([
  ["Mr. Smith and Dr. Jones met the U.S. Army, e.g. General Lee.", 1],
  ["He lives in the U.S. The army does not.", 2],
  ["She came at 5 p.m. They left at 6 a.m. Berlin time.", 2],
  ['"No." He left. See No. 10 Downing Street.', 3],
  ["It was 24. Putin came.", 2],
  ["J. R. R. Tolkien wrote it. Apple Inc. The firm grew.", 3],
])("English abbreviations: %s", (text, count) => {
  expect(split(text, "en")).toHaveLength(count);
});

test.each([
  "Geöffnet Mo.-Fr. 10–18 Uhr, Sa. 10-14 Uhr.",
  "Sprechzeiten: Mo. 9-12 Uhr, Di. u. Do. 14-18 Uhr, Fr. nach Vereinbarung.",
  "Mehr am Di.|Karten gibt es dort.",
  "Der Umbau werde teuer.|2027 soll er enden.",
  "2024 waren es noch 40.|17 davon sollen bleiben.",
  "17 wurden verletzt.|3 starben.|12 kamen ins Spital.",
  "Der Zug fährt von Gleis 2.|Reisende steigen um.|Siehe Abb. 3 und Tab. 4.|Mehr nicht.",
  "Der Wagen 2. Klasse kam am Montag 3. Mai.",
  "Version 2.0.|Neu ist alles.",
  "Mobil 0000 55-11.|Anruf genügt.",
  "Ca. 300 kamen.|Evtl. regnet es.|Ggf. Schnee.|Z. B. Hagel.",
  "Der stv. Vorsitzende, der ehem. Minister, die Abg. Beispiel und lt. Polizei 5 Personen.",
  "Prof. Dr. rer. nat. Erika Beispiel und Dipl.-Ing. Arne Holm kamen.",
  "Das Urteil (Az. 3 K 12/26) fiel.|Der Beschl. v. 3.2.2026 gilt.",
  "J. R. Holm und A.-M. Sand schrieben an Th. Orth.",
  "Oberst a. D. Imhof und Hptm. Sand trafen sich am Bhf. Wenden.",
  "Der Kurs fiel.|eBay schweigt.|iPhones gibt es noch.",
])("German weekdays, numbers and shortened words: %s", (text) => {
  expect(split(text.replaceAll("|", " "))).toEqual(text.split("|"));
});

test.each([
  "He arrived on Jan. 5, 2026, and left on Mar. 3.|On Feb. 2 it snowed.",
  "The vote was on Tues. Jan. 6.",
  "Lt. Gov. Smith met Rep. Poe, R-Calif. and Sen. Low in Washington, D.C.|The talks failed.",
  "The company lost 5 percent.|2024 was worse.|300 people left.|iPhones sold well.",
  "She lives in Springfield, Ill.|The house is old.|See Fig. 3 and Eq. 2.",
])("English months, ranks, states and numbers: %s", (text) => {
  expect(split(text.replaceAll("|", " "), "en")).toEqual(text.split("|"));
});

test("a quotation of several sentences is several, and its closing mark belongs to the last", () => {
  expect(split("Er sagte: „Das ist so. Es bleibt so.“ Dann ging er.")).toEqual([
    "Er sagte: „Das ist so.",
    "Es bleibt so.“",
    "Dann ging er.",
  ]);
  expect(split("Er rief »Nein!« Dann ging er.")).toEqual(["Er rief »Nein!«", "Dann ging er."]);
  expect(split("Il dit : « Oui. Non. » Puis il part.", "fr")).toEqual([
    "Il dit : « Oui.",
    "Non. »",
    "Puis il part.",
  ]);
});

test("a reporting clause stays with the sentence it reports", () => {
  expect(split("„Das ist so.“, sagte er. „Ist das so?“ fragte sie. „Ja!“, rief er.")).toEqual([
    "„Das ist so.“, sagte er.",
    "„Ist das so?“ fragte sie.",
    "„Ja!“, rief er.",
  ]);
  expect(split("“Is it so?” Pat Ryder asked. “It is.”", "en")).toEqual([
    "“Is it so?” Pat Ryder asked.",
    "“It is.”",
  ]);
});

test("brackets, sources, footnotes and credits belong to the sentence before", () => {
  expect(split("Das ist so. (Es war nie anders.) Ende.")).toEqual([
    "Das ist so.",
    "(Es war nie anders.)",
    "Ende.",
  ]);
  expect(split("Sie ist global.“ (dpa)")).toHaveLength(1);
  expect(split("Sie ist global.“ (AFP)")).toHaveLength(1);
  expect(split("Das ist so.[1] Er geht. [2] Sie auch.")).toEqual([
    "Das ist so.[1]",
    "Er geht. [2]",
    "Sie auch.",
  ]);
  expect(split("Putin in Pjöngjang. © REUTERS/Gavriil Grigorov")).toHaveLength(1);
  expect(split("Er hat (!) Angst. Sie (?) Nicht.")).toHaveLength(2);
});

test("an ellipsis ends a sentence only before a word that begins one", () => {
  expect(split("Er sah … Angst ... und Wut. Sie ging… Dann kam er. Ende … Der Rest.")).toEqual([
    "Er sah … Angst ... und Wut.",
    "Sie ging…",
    "Dann kam er.",
    "Ende …",
    "Der Rest.",
  ]);
  expect(split("Er sagte: „Das […] Der Rest fehlt.“")).toHaveLength(1);
});

test("semicolons and colons do not end a sentence, new lines do", () => {
  expect(split("Er kam; Sie ging: Das war alles.")).toHaveLength(1);
  expect(split("Eins\nZwei\n\nDrei")).toEqual(["Eins", "Zwei", "Drei"]);
});

test.each([
  ["zh", "你好。你是谁？他说：“好！我走了。”", 4],
  ["ja", "東京です。雨ですか？", 2],
  ["ar", "هل هذا صحيح؟ نعم.", 2],
  ["hi", "यह सच है। हाँ।", 2],
  ["ru", "А. С. Пушкин родился в 1799 г. Он поэт.", 2],
  ["es", "El Sr. García vive en Madrid. ¿Y usted? ¡Yo también!", 3],
])("%s: %s", (language, text, count) => {
  const length = split(text, language).length;
  expect(length).toBe(count);
});

test("the pieces joined are the text, whatever it is, and none is empty", () => {
  const nasty = [
    " ",
    "\n\n",
    "...",
    "…",
    "?!?!",
    "„",
    ". . . . a",
    "\ud800",
    "a.\ud83d B.\udc00 C",
    "a\u0000b. \u0007C",
    "\u202eabc. DEF\u202c. G",
    "😀😀. 😀 Ja. 👨‍👩‍👧 Nein.",
    "  vorn. Und hinten.  ",
    "a.\r\nB.\rC.\u2028D.\u2029E",
    "Dr.",
    "Dr. ",
    "z. B. ",
    "24. ",
    "(dpa)",
    "Ja. (dpa)",
    "so.(Und so.)",
    "e\u0301. A\u0308. Ö",
    "Ja. » «",
    "[1][2]. [3]",
    "a".repeat(5000),
    "A. ".repeat(2000),
    "! ".repeat(2000),
    "1. ".repeat(500),
  ];
  for (const text of nasty) {
    for (const language of ["de", "en", "zh", "xx", "", "de-DE", "not a language"]) {
      const sentences = splitSentences(text, language);
      expect(sentences.map((sentence) => sentence.text).join("")).toBe(text);
      expect(
        sentences.every((sentence) => sentence.text === text.slice(sentence.start, sentence.end)),
      ).toBe(true);
      expect(sentences.every((sentence) => sentence.text !== "")).toBe(true);
    }
  }
});
