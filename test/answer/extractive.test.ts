import { expect, test } from "vitest";
import { createExtractiveAnswerer } from "../../src/answer/extractive.ts";
import { readQuestion } from "../../src/answer/wish.ts";
import type { Finding, Confidence } from "../../src/search/finding.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { asking, COUNCIL, excerptsOf } from "../support/articles.ts";
import { ARTICLES, answerTo, type Name } from "./answer-to.ts";

const ANSWERED: readonly [Name, string, string][] = [
  ["COUNCIL", "wann beginnt der bau der kita", "Der Bau beginnt im September"],
  ["COUNCIL", "wie viele plätze hat die kita", "60 Plätzen"],
  ["COUNCIL", "was kostet die sanierung", "2,3 Millionen Euro"],
  ["COUNCIL", "bleibt das freibad geschlossen", "bleibt in diesem Sommer geschlossen"],
  ["COUNCIL", "wer ist bürgermeisterin", "Sabine Köhler"],
  ["COUNCIL", "wie alt ist die pumpe", "aus dem Jahr 1974"],
  ["COUNCIL", "ab wann gilt tempo 30", "ab Mai Tempo 30"],
  ["COUNCIL", "wird die gewerbesteuer erhöht", "Die Gewerbesteuer bleibt unverändert."],
  ["FOOTBALL", "wer hat gewonnen", "mit 2:1 gewonnen"],
  ["FOOTBALL", "wie viele zuschauer waren da", "8.400 Zuschauern"],
  ["FOOTBALL", "wer hat den ausgleich geschossen", "Mats Oliveira"],
  ["FOOTBALL", "warum fehlt der kapitän", "wegen der fünften Gelben Karte"],
  ["FOOTBALL", "wer war schiedsrichterin", "Anja Mertens"],
  ["SCIENCE", "wie viele gletscher wurden ausgewertet", "3.900 Gletschern"],
  ["SCIENCE", "wo ist die studie erschienen", "Fachzeitschrift „Cryosphere“"],
  ["SCIENCE", "ab wann droht wassermangel", "von 2040 an"],
  ["SCIENCE", "was bezweifelt senn", "dass das Modell den Schneefall richtig abbildet"],
  ["INTERVIEW", "wer ist lena brückner", "eine Bäckerei in Freiberg"],
  ["INTERVIEW", "wie viele bewerbungen gab es", "eine einzige Bewerbung"],
  ["INTERVIEW", "woher kommt der junge mann", "aus Syrien"],
  ["ENGLISH", "how much do the repairs cost", "$11.5 million"],
  ["ENGLISH", "how often does the ferry run", "every 20 minutes"],
  ["ENGLISH", "how many bicycles can the ferry carry", "30 bicycles"],
  ["ENGLISH", "when does the bridge close", "from 3 March"],
  ["ENGLISH", "what happened in 2009", "cut sales by a third"],
  ["SINGLE", "wann wurde das nashorn geboren", "am Freitag"],
  ["SINGLE", "was wiegt das jungtier", "48 Kilogramm"],
  ["HEADLESS", "was kostet der eintritt", "sechs Euro"],
  ["HEADLESS", "wann ist das museum geschlossen", "Montags"],
  ["PUTIN", "was steht im vertrag", "Angaben zum Inhalt des Vertrags wurden nicht gemacht."],
  ["PUTIN", "wie viele container", "11.000 Container"],
  ["PUTIN", "wer hat putin empfangen", "Kim Jong Un empfangen"],
  ["PUTIN", "was sagt stoltenberg", "sagte Stoltenberg"],
];

test.each(ANSWERED)("%s: %s", async (name, question, words) => {
  const { answer, text } = await answerTo(name, question);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(words);
});

test.each(ANSWERED)("%s, in capital letters: %s", async (name, question, words) => {
  expect((await answerTo(name, question.toUpperCase())).text).toContain(words);
});

const EVERYTHING = ANSWERED.map(([name, question]) => [name, question] as const);

test.each(EVERYTHING)("%s: the shape of the answer to %s", async (name, question) => {
  const { answer } = await answerTo(name, question);
  if (answer.kind !== "quotes") throw new Error("no answer");
  const { citations, ranking } = answer;
  expect(citations.length).toBeGreaterThanOrEqual(1);
  expect(citations.length).toBeLessThanOrEqual(3);
  const marks = citations.filter(({ answers }) => answers.length > 0).map(({ mark }) => mark);
  expect(marks).toEqual(marks.map((_, i) => i + 1));
  expect(ranking.toSorted((a, b) => a - b)).toEqual(marks);
  const places = citations.map(({ passage, from }) => [
    passage.article.passages.indexOf(passage),
    from,
  ]);
  expect(places).toEqual(
    places.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)),
  );
  for (const { passage, from, to, best } of citations) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(passage.sentences.length);
    expect(best).toBeGreaterThanOrEqual(from);
    expect(best).toBeLessThan(to);
  }
});

test.each(EVERYTHING)("%s: nothing stands twice in the answer to %s", async (name, question) => {
  const { answer } = await answerTo(name, question);
  const sentences = excerptsOf(answer).flatMap(({ passage, from, to }) =>
    passage.sentences.slice(from, to).map(({ text }) => text.trim()),
  );
  expect(new Set(sentences).size).toBe(sentences.length);
});

test.each(EVERYTHING)(
  "%s: every word shown is the article's, in its order: %s",
  async (name, question) => {
    const whole = ARTICLES[name].passages.map(({ text }) => text).join("\n");
    for (const text of (await answerTo(name, question)).texts) expect(whole).toContain(text);
  },
);

test.each(EVERYTHING)("%s: no quotation is torn in the answer to %s", async (name, question) => {
  for (const text of (await answerTo(name, question)).texts) {
    const opened = text.match(/„/g)?.length ?? 0;
    const closed = text.match(/“/g)?.length ?? 0;
    expect(closed).toBe(opened);
    expect((text.match(/"/g)?.length ?? 0) % 2).toBe(0);
  }
});

test.each<[Name, string, string]>([
  [
    "COUNCIL",
    "wie hoch ist der haushalt",
    "den Haushalt für das laufende Jahr beschlossen. Er umfasst 14,2 Millionen Euro.",
  ],
  [
    "HEADLESS",
    "wovon lebte die familie bender",
    "der Fischerfamilie Bender. Sie lebte bis 1968 vom Lachsfang.",
  ],
])(
  "%s: what a pronoun's sentence tells of the one before it is found: %s",
  async (name, question, words) => {
    expect((await answerTo(name, question)).text).toContain(words);
  },
);

const PERSON = parseArticle(
  "denkmal.md",
  `---
language: de
---

Das Denkmal am Hafen wurde am Sonntag enthüllt.

Die Bildhauerin Marta Lindt hat das Denkmal am Hafen enthüllt.

Der Regen störte kaum jemanden.
`,
);

test("a question for a person prefers a sentence that names one", async () => {
  expect((await asking(PERSON)("wer enthüllte das denkmal am hafen")).best).toContain(
    "Marta Lindt",
  );
});

test("the same words asked for a time prefer the sentence with a day", async () => {
  expect((await asking(PERSON)("wann wurde das denkmal am hafen enthüllt")).best).toContain(
    "am Sonntag",
  );
});

const BRIDGE = parseArticle(
  "bruecke.md",
  `---
language: de
---

Die Brücke über die Ahr ist seit Montag gesperrt. Wer hinüber will, muss einen Umweg fahren.

Die Brücke ist gesperrt worden, weil Träger gerostet sind.

Danz will Unterschriften für einen Neubau der Brücke sammeln. Nötig wären 1.900 Stimmen.

Der Neubau sei ein Fehler, sagte Ulrich Danz. Karin Lott nannte den Neubau „einen Gewinn für alle“.
`,
);

test("a question for a reason prefers the sentence that gives one", async () => {
  expect((await asking(BRIDGE)("warum ist die brücke gesperrt")).best).toContain("weil");
});

test("a number in the next sentence answers what this one tells of", async () => {
  expect((await asking(BRIDGE)("wie viele unterschriften braucht der neubau")).best).toContain(
    "1.900",
  );
});

test.each([
  ["was sagt danz zum neubau", "Fehler"],
  ["was sagt lott zum neubau", "Gewinn"],
])("whose words are asked for is quoted: %s", async (question, words) => {
  expect((await asking(BRIDGE)(question)).best).toContain(words);
});

function findingOf(confidence: Confidence): Finding {
  return {
    confidence,
    passages: COUNCIL.passages.slice(0, 4).map((passage, i) => ({
      passage,
      score: 1 - i / 10,
      sentences: passage.sentences.map((_, sentence) => (sentence === 0 ? 0.9 : 0)),
    })),
  };
}

async function answerWhen(confidence: Confidence) {
  const corpus = { articles: [COUNCIL], skipped: [] };
  const answerer = createExtractiveAnswerer({
    corpus,
    find: () => findingOf(confidence),
  });
  return answerer.answer(readQuestion("was ist mit dem freibad"));
}

test("what is sure is answered with up to three citations", async () => {
  const answer = await answerWhen("sure");
  expect(answer).toMatchObject({ kind: "quotes", sure: true });
  expect(excerptsOf(answer).length).toBeGreaterThan(1);
});

test("what is unsure is offered with one citation", async () => {
  const answer = await answerWhen("unsure");
  expect(answer).toMatchObject({ kind: "quotes", sure: false });
  expect(excerptsOf(answer)).toHaveLength(1);
});

test("what is only near is declined with the nearest passage, whole", async () => {
  const [passage] = COUNCIL.passages;
  expect(await answerWhen("near")).toMatchObject({
    kind: "declined",
    nearest: [{ passage, from: 0, to: passage?.sentences.length, words: passage?.text }],
  });
});

test("what is absent is declined with nothing", async () => {
  expect(await answerWhen("absent")).toEqual({ kind: "declined", nearest: null });
});

test("foreseen questions find a sentence and are never shown", async () => {
  const article = parseArticle(
    "bad.md",
    "---\nlanguage: de\n---\nDas Freibad bleibt zu. Das Becken hat Risse.",
    new Map([
      [
        "Das Becken hat Risse.",
        {
          answered: ["woran liegt es, was ist kaputt"],
          unanswered: ["was kostet es, das Becken zu flicken"],
        },
      ],
    ]),
  );
  const { texts } = await asking(article)("was ist da kaputt");
  expect(texts).toEqual(["Das Becken hat Risse."]);
});
