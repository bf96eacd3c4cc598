import { expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { asking, COUNCIL, FOOTBALL, SINGLE } from "../support/articles.ts";

const ask = asking(SINGLE);

async function kindOf(message: string): Promise<string> {
  const { answer } = await ask(message);
  return describeKind(answer);
}

function describeKind(answer: Answer): string {
  if (answer.kind === "small-talk") return `small-talk ${answer.talk}`;
  if (answer.kind === "facts") return `facts ${answer.fact}`;
  return answer.kind === "overview" ? "overview" : "question";
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

test.each(
  lines(`
    hi
    Hi!
    hallo
    HALLO
    Hallo zusammen
    hallo 👋
    👋
    hey
    moin
    servus
    huhu
    guten tag
    Guten Morgen!
    grüß gott
    gruess gott
    hello
    Hello there
    good morning
    hi bot
    hi, wie gehts?
    wie geht es dir
    how are you?
  `),
)("a greeting: %s", async (message) => {
  expect(await kindOf(message)).toBe("small-talk greeting");
});

test.each(
  lines(`
    danke
    danke!
    Danke schön
    dankeschön
    vielen dank
    Vielen Dank für die Hilfe
    danke für die antwort
    danke 😊
    ok danke
    perfekt, danke
    thx
    thanks
    Thank you!
    thank you very much
    thanks a lot
    cool
    ok
    👍
    🙏
    ❤️
  `),
)("thanks: %s", async (message) => {
  expect(await kindOf(message)).toBe("small-talk thanks");
});

test.each(
  lines(`
    bist du ein bot?
    Bist du ein Bot
    are you a bot?
  `),
)("whether it is a bot: %s", async (message) => {
  expect(await kindOf(message)).toBe("small-talk bot");
});

test.each(
  lines(`
    bist du echt?
    Bist du eine KI?
    bist du ein echter mensch
    bist du chatgpt oder was
    wer hat dich denn programmiert
    are you human
    who built you
  `),
)("who it is, and never yes: %s", async (message) => {
  expect(await kindOf(message)).toBe("small-talk self");
});

test.each(
  lines(`
    tschüss
    Tschüß
    tschuess
    ciao
    bye
    auf wiedersehen
    gute nacht
    good night
  `),
)("a farewell: %s", async (message) => {
  expect(await kindOf(message)).toBe("small-talk bye");
});

test.each(
  lines(`
    worum geht es
    Worum geht's?
    Worum geht’s?
    worum gehts
    WORUM GEHT ES
    worum gehts da eigentlich
    worum geht es hier
    worum geht es in dem artikel
    worum geht es in diesem artikel?
    um was geht es
    worum dreht sich der artikel
    wovon handelt der artikel
    worüber geht der artikel
    fass zusammen
    fass mal zusammen
    Fasse den Artikel zusammen
    kannst du den artikel zusammenfassen?
    Zusammenfassung bitte
    gib mir einen überblick
    ueberblick
    Was ist das Wichtigste?
    was sind die wichtigsten punkte
    was ist passiert
    was steht im artikel
    was steht drin
    was ist der inhalt des artikels
    kurzfassung
    thema?
    tldr
    TL;DR?
    what's it about
    What’s it about?
    whats it about
    what is it about?
    What is the article about?
    what's this article about
    what is this about
    summarize
    summarise it please
    can you summarize this
    give me a summary
    sum it up
    the gist?
    what are the main points
    what happened?
    tell me about the article
    what does the article say
  `),
)("an overview is wished for: %s", async (message) => {
  expect(await kindOf(message)).toBe("overview");
});

test.each([
  ["date", "von wann ist der artikel"],
  ["date", "von wann ist das"],
  ["date", "Wann wurde der Artikel geschrieben?"],
  ["date", "wie alt ist der artikel"],
  ["date", "ist der artikel aktuell"],
  ["date", "when was this published"],
  ["date", "how old is the article"],
  ["author", "wer hat den artikel geschrieben"],
  ["author", "Wer schrieb den Artikel?"],
  ["author", "wer ist der autor"],
  ["author", "von wem ist der text"],
  ["author", "who wrote the article"],
  ["author", "who wrote this?"],
  ["source", "woher kommt der artikel"],
  ["source", "aus welcher zeitung ist der artikel"],
  ["source", "quelle?"],
  ["source", "what's the source"],
  ["source", "where does the article come from"],
  ["link", "link?"],
  ["link", "wo kann ich den artikel lesen"],
  ["link", "where can i read the article"],
  ["title", "wie heißt der artikel"],
  ["title", "wie lautet der titel"],
  ["title", "what's the title"],
])("the article's %s is asked for: %s", async (fact, message) => {
  expect(await kindOf(message)).toBe(`facts ${fact}`);
});

test.each(
  lines(`
    worum geht es im vertrag
    worum geht es in dem brief
    um was geht es bei der kita
    worum geht es in der studie
    fass den vertrag zusammen
    was ist in pjöngjang passiert
    what happened in pyongyang
    what is the treaty about
    was steht im brief
    wer hat den brief geschrieben
    wer schrieb den brief
    wer hat den beitrag in rodong sinmun geschrieben
    wer hat das buch geschrieben
    wer ist der autor der studie
    who wrote the letter
    wer hat den bericht des rechnungshofs geschrieben
    was steht im bericht der polizei
    which newspaper published the treaty
    wann wurde das freibad gebaut
    wann war das treffen
    when is the meeting
    how old is the bridge
    wie alt ist die pumpe
    woher kommt die munition
    woher kommt das geld
    where does the money come from
    aus welchem land kommt er
    wo findet das treffen statt
    wo kann ich tickets kaufen
    wie heißt der präsident
    welche quelle nennt putin
    was sagt artikel 5
    was ist mit dem artikel 5 der nato
    gibt es ein datum für den bau
    was ist das wichtigste ergebnis der studie
    was sind die wichtigsten forderungen
    hi was sagt putin
    hallo, wann ist das treffen
    danke, und was sagt kim?
    ok und wann?
    was bedeutet moin
    bist du sicher, dass putin kommt
    wie alt ist er
    how old is he
    woher kommt er
    wann war er dort
    warum
    who
  `),
)("a real question stays one: %s", async (message) => {
  expect(await kindOf(message)).toBe("question");
});

test("an overview is the lead, whole, of the article", async () => {
  const { answer, text } = await asking(COUNCIL)("worum gehts");
  expect(answer).toMatchObject({ kind: "overview", article: { id: COUNCIL.id } });
  expect(text).toBe(COUNCIL.passages[0]?.text);
});

test("the lead is the first paragraph, not the picture above it", async () => {
  const article = parseArticle(
    "bild.md",
    "![Ein Bild. © X]()\n\nDer Turm ist fertig.\n\nEr ist hoch.",
  );
  expect((await asking(article)("worum geht es?")).text).toBe("Der Turm ist fertig.");
});

test("of several articles the one whose title is named is summed up", async () => {
  const { answer } = await asking(COUNCIL, FOOTBALL)("worum geht es im derby");
  expect(answer).toMatchObject({ kind: "overview", article: { id: FOOTBALL.id } });
});

test("a fact about one of several articles is told of that one", async () => {
  const { answer } = await asking(COUNCIL, FOOTBALL)("von wann ist der artikel über das derby");
  expect(answer).toMatchObject({ kind: "facts", fact: "date", articles: [{ id: FOOTBALL.id }] });
});

test("a wish works over no articles' words at all", async () => {
  const { answer } = await asking(COUNCIL)("Hallo!");
  expect(answer).toEqual({ kind: "small-talk", talk: "greeting" });
});
