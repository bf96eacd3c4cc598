/**
 * What a message wants, besides a question: as a table.
 */
import { expect, test } from "vitest";
import { readQuestion, readWish } from "../../src/answer/wish.ts";

test.each([
  ["self", "wer bist du"],
  ["self", "wie heißt du"],
  ["self", "wie heisst du"],
  ["self", "who are you?"],
  ["help", "was kannst du alles?"],
  ["help", "hilfe"],
  ["help", "what can you do?"],
  ["help", "помощь"],
  ["start", "start"],
  ["stop", "stop!"],
  ["articles", "welche artikel hast du"],
  ["articles", "hast du noch andere?"],
  ["articles", "Gibt's was Neues?"],
  ["articles", "which articles do you have"],
  ["summary", "was hab ich verpasst"],
  ["summary", "fass das gespräch zusammen"],
  ["summary", "what did I miss?"],
  ["insult", "du arsch"],
  ["insult", "you are useless"],
  ["agreed", "ja"],
  ["agreed", "haha"],
  ["thanks", "merci beaucoup"],
  ["thanks", "спасибо"],
  ["greeting", "merhaba"],
  ["nothing", "??"],
  ["nothing", "😂"],
])("a word back, or a screen of the bot's: %s for %s", (talk, message) => {
  expect(readWish(message)).toEqual({ kind: "small-talk", talk });
});

test.each([
  ["hi, was steht im vertrag", "was steht im vertrag"],
  ["super danke! wann war putin zuletzt da?", "wann war putin zuletzt da?"],
  ["guten morgen liebe fundstelle, ich würde gern wissen wann es beginnt", "wann es beginnt"],
  ["hello bot, could you please tell me how many came? thanks!", "how many came?"],
  ["könntest du mir bitte sagen wer ihn leitet? lg petra", "wer ihn leitet?"],
  ["danke, und was kostet das?", "und was kostet das?"],
  ["bonjour, wer kam an", "wer kam an"],
  ["top 10 der länder", "top 10 der länder"],
  ["alle zahlen zum haushalt", "alle zahlen zum haushalt"],
  ["was bedeutet moin", "was bedeutet moin"],
])("what is asked without the politeness around it: %s", (message, text) => {
  expect(readQuestion(message)).toMatchObject({ text, wish: null });
});

test.each([
  ["doubt", "wirklich?"],
  ["doubt", "stimmt das?"],
  ["doubt", "hm echt jetzt?"],
  ["doubt", "woher weißt du das??"],
  ["doubt", "are you sure?"],
  ["doubt", "who says that"],
  ["reshape", "erklär das einfacher"],
  ["reshape", "hä versteh ich nicht"],
  ["reshape", "explain it like i'm five"],
  ["shorter", "kürzer bitte"],
  ["again", "noch mal"],
  ["more", "mehr"],
  ["more", "tell me more"],
  ["other language", "auf englisch bitte"],
])("about the last answer: %s for %s", (want, message) => {
  expect(readWish(message)).toEqual({ kind: "last", want });
});

test.each([
  ["was sagt putin", [["putin"]], []],
  ["Was sagt Wladimir Putin zu den Sanktionen?", [["wladimir", "putin"]], ["sanktionen"]],
  ["nenne alle zitate von putin", [["putin"]], []],
  ["was sagt das weiße haus", [["weiße", "haus"]], []],
  ["what did Stoltenberg say about China", [["stoltenberg"]], ["china"]],
  ["vergleiche die aussagen von putin und stoltenberg", [["putin"], ["stoltenberg"]], []],
  ["hat blinken was gesagt?", [["blinken"]], []],
])("whose words are wished for: %s", (message, speakers, topic) => {
  expect(readWish(message)).toMatchObject({ kind: "who-says", speakers, topic });
});

test.each([
  ["was fordert putin", "ok und die usa?", [["usa"]]],
  ["was sagt stoltenberg?", "und was meint der", [["stoltenberg"]]],
  ["wer ist miller", "und was sagt er?", [["miller"]]],
])("after %j, %j asks for the words of the right one", (previous, message, speakers) => {
  expect(readQuestion(message, { previous })).toMatchObject({
    wish: { kind: "who-says", speakers },
  });
});

test.each([
  ["kommt der iran vor", ["iran"]],
  ["does the article mention iran?", ["iran"]],
])("whether something is mentioned: %s", (message, name) => {
  expect(readWish(message)).toEqual({ kind: "mention", name });
});

test.each([
  "glaub ich nich",
  "wer behauptet sowas??",
  "is that confirmed?",
  "das kauf ich dir nicht ab",
  "quelle?? das ist doch erfunden",
])("doubt in other words: %s", (message) => {
  expect(readWish(message)).toEqual({ kind: "last", want: "doubt" });
});

test.each([
  ["was hältst du eigentlich von putin?", "opinion"],
  ["do you support ukraine?", "opinion"],
  ["schreib mir ein gedicht über putin", "cannot"],
  ["can you draw me a picture of putin", "cannot"],
  ["wie wird das wetter morgen", "cannot"],
  ["merkst du dir was ich dir schreibe?", "privacy"],
  ["datenschutz", "privacy"],
  ["do you keep my messages?", "privacy"],
  ["lösch bitte alle meine daten", "erase"],
  ["delete everything about me", "erase"],
  ["nerv nicht", "insult"],
  ["was geht ab bro", "greeting"],
  ["merci vielmals, sehr nett!", "thanks"],
  ["was kann ich dich denn alles fragen?", "help"],
  ["welche texte hast du denn alle im angebot", "articles"],
])("what is no question for the articles: %s", (message, talk) => {
  expect(readWish(message)).toEqual({ kind: "small-talk", talk });
});

test.each([
  "Bist du sicher, dass Öl gespeichert wird?",
  "Wird Öl gespeichert?",
  "spiele von bayern",
])("a question that only begins like one for the bot: %s", (message) => {
  expect(readWish(message)?.kind).not.toBe("small-talk");
});

test.each([
  ["ist das fake news?", "trust"],
  ["aus wie vielen sätzen besteht der artikel", "sentence count"],
])("a fact about the article: %s", (message, fact) => {
  expect(readWish(message)).toMatchObject({ kind: "facts", fact });
});
