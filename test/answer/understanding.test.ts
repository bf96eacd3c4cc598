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
