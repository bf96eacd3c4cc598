/**
 * Recognises greetings, thanks, farewells and questions for the bot itself.
 *
 * Nothing else may stand in the message: "hi, was sagt Putin" is a question.
 */
import { isLittle, keysOf, phrases, takePhrases, type Phrase, type Word } from "./phrases.ts";

export type Talk = "greeting" | "thanks" | "bot" | "bye";

/** Where a message is several of these, the first holds: "danke, tschüss" is a farewell. */
const TALKS: readonly (readonly [Talk, readonly Phrase[]])[] = [
  [
    "bot",
    phrases(`
      bist du … bot, bist du … mensch, bist du … ki, bist du … ai, bist du … roboter, bist du … maschine,
      bist du … computer, bist du … programm, bist du … person, bist du echt, bist du … chatgpt, bist du … chatbot,
      wer bist du, wer seid ihr, was bist du, was für ein bot bist du, wie heißt du, wie ist dein name, hast du … namen,
      was kannst du, was machst du, was tust du, wie funktionierst du, wie arbeitest du, wobei kannst du … helfen,
      wer hat dich gemacht, wer hat dich gebaut, wer hat dich programmiert, was kann ich dich fragen, was kann ich fragen,
      kannst du mir helfen, hilfe, hilf mir,
      are you … bot, are you … human, are you … ai, are you … robot, are you … machine, are you real, are you … person,
      are you … chatgpt, are you … chatbot, who are you, what are you, what is your name, what can you do,
      what do you do, how do you work, who made you, who built you, what can i ask, can you help, help, help me`),
  ],
  [
    "bye",
    phrases(`
      tschüs, tschüssi, tschau, ciao, bis bald, bis dann, bis später, bis morgen, bis nachher, auf wiedersehen,
      gute nacht, schönen tag noch, schönen abend noch, mach es gut, machs gut,
      bye, bye bye, goodbye, good bye, see you, see ya, good night, cya, have a nice day, take care`),
  ],
  [
    "thanks",
    phrases(`
      danke, dankeschön, danke schön, dank, vielen dank, vielen lieben dank, lieben dank, das war alles, herzlichen dank, besten dank, dankesehr, merci, thx, ty, thanks,
      thank you, tysm, cheers, für die hilfe, für deine hilfe, for the help, for your help,
      ok, okay, okey, alles klar, super, cool, toll, prima, perfekt, klasse, spitze, top, gut gemacht, sehr gut, verstehe,
      verstanden, nice, great, perfect, awesome, got it, well done, good bot, guter bot,
      👍, 👌, 👏, 🙏, 🙌, 💯, ❤, 🧡, 💛, 💚, 💙, 💜, 🥰, 😍, 😘`),
  ],
  [
    "greeting",
    phrases(`
      hi, hallo, hallöchen, hey, hei, moin, servus, grüezi, grüß gott, grüß dich, grüße, huhu, na, guten tag,
      guten morgen, guten abend, morgen zusammen, tach, mahlzeit, salut, hola, hello, hiya, howdy, yo,
      good morning, good evening, good afternoon, good day, greetings,
      wie geht es, wie geht es dir, wie gehts, alles gut, how are you, how is it going, what is up, sup, 👋`),
  ],
];

/** What may stand beside such a phrase. */
const COMPANIONS = keysOf(`
  bot du dir ihr euch ihnen zusammen leute alle und ja nein auch dann wieder mich ich heute sehr viel vielmals schön
  für deine antwort auskunft info infos schnelle gute tolle hilfe alles wirklich echt echter echte echtes etwa nur oder ki mensch
  there all everyone bot you and yes no very so much a lot for your answer quick info help again later really real me
  friend or today with`);

const ALL = TALKS.flatMap(([, table]) => table);

/** `rest` is the message without such phrases; `talk` is null when it holds none, or more than them. */
export function readSmallTalk(words: readonly Word[]): {
  readonly talk: Talk | null;
  readonly rest: readonly Word[];
} {
  const { found, rest } = takePhrases(words, ALL);
  const isTalkOnly = rest.every((word) => isLittle(word) || COMPANIONS.has(word.key));
  const talk = TALKS.find(([, table]) => found.some((phrase) => table.includes(phrase)));
  return { talk: isTalkOnly ? (talk?.[0] ?? null) : null, rest };
}
