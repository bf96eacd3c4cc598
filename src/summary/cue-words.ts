/**
 * Words and pairs of words that tell what a message of a group does: it agrees, settles, asks, puts off, or only chats.
 */
import type { Talk } from "./summary.ts";

export interface CueWords {
  /** "ok", "mach ich": what is said to agree. */
  readonly assent: ReadonlySet<string>;
  /** "bleibt bei", "booked": what is said to settle something. */
  readonly decision: ReadonlySet<string>;
  /** "also", "then": what is often said before it. */
  readonly conclusion: ReadonlySet<string>;
  /** "wer", "anyone": what is said to ask. */
  readonly asking: ReadonlySet<string>;
  /** "nope", "ich frag": what answers no question. */
  readonly noAnswer: ReadonlySet<string>;
  /** "ich", "bei": what an answer begins with. */
  readonly answer: ReadonlySet<string>;
  /** Greetings, thanks and what stands beside them. */
  readonly smallTalk: ReadonlySet<string>;
}

/** In lower case; of words with an apostrophe only what stands before it. */
export const CUE_WORDS: Readonly<Record<Talk["language"], CueWords>> = {
  de: {
    assent: listed(`
      ok, okay, okey, oki, ja, jaa, jaaa, jap, jep, jo, jup, yes, jawohl, klar, alles klar, gut, super, passt, perfekt,
      top, gerne, gern, deal, einverstanden, abgemacht, genau, prima, geht, läuft, dabei, kann, kommt, mach ich, mache ich,
      toll, fein, klasse, großartig, mega, respekt, stark, stimmt, sehe ich, seh ich, von mir, danke`),
    decision: listed(`
      machen wir, machen wirs, machen das, bleibt bei, bleibt es, nehmen wir, wir nehmen, halten wir, treffen uns,
      treffen wir, statt, abgemacht, vereinbart, einigen, geeinigt, einverstanden, beschlossen, entschieden, entscheidung,
      festgelegt, steht fest, fix, gilt, gebucht, bestellt, reserviert, verkauft, verschoben, verlegt, vorgezogen,
      vorziehen, abgesagt`),
    conclusion: listed(`also, dann, damit`),
    asking: listed(`
      wer, wann, wo, wohin, wie, was, welche, welcher, welches, warum, wieso, wieviel, ob, oder, jemand, hat wer, weiß wer`),
    noAnswer: listed(`
      nein, ne, nee, nö, nicht, kein, keine, keiner, keinen, niemand, weiß nicht, weiss nicht, keine ahnung, hm, hmm, hmmm,
      puh, leider, mist, egal, vielleicht, vllt, evtl, mal sehen, kommt drauf, ich frag, ich frage, frag ich, frage ich,
      ich schau, schau ich, ich guck, guck ich, ich überleg, überleg ich, ich denk, klären, kläre, bescheid, warten, wart, weg`),
    answer: listed(`ich, wir, hab, habe, bei, hier, im, am, um, die, der, das, es`),
    smallTalk: listed(`
      hi, hallo, hey, moin, servus, guten, gute, morgen, abend, tag, nacht, tschüss, tschüs, ciao, bis, bald, dann, später,
      danke, dankeschön, dank, vielen, lieben, liebe, lieb, bitte, euch, dir, ihr, allen, alle, alles, zusammen,
      leute, mal, und, auch, schön, schönes, schönen, wochenende, lg, vg, super, toll, klasse, herzlichen, glückwunsch,
      geburtstag, zum, gratuliere, gratulation, besserung, prost`),
  },
  en: {
    assent: listed(`
      ok, okay, yes, yesss, yep, yeah, yup, aye, sure, course, good, great, sounds good, perfect, fine, agree, agreed, deal,
      cool, nice, lovely, brilliant, done, works, same, me too, in, on it, will do, noted, sent, please, ty, thanks, thank`),
    decision: listed(`
      let, lets, we take, we run, go with, going with, deal, agreed, decided, settled, final, confirmed, sorted, done,
      booked, booking, ordered, ordering, instead, stays, moved, change, changed, cancelled, must, dont run`),
    conclusion: listed(`so, then, it is`),
    asking: listed(`
      who, whos, when, where, what, which, why, how, anyone, anybody, someone, should we, shall we, is, do we`),
    noAnswer: listed(`
      no, nope, nah, not, none, nobody, dont, don, dunno, idk, no idea, maybe, depends, sorry, hm, hmm, hmmm, let see,
      will look, will ask, i ask, ill ask, asking, will check, ill check, checking, will think, think about, away, im off`),
    answer: listed(`i, we, me, mine, there, at, on, it, the, my`),
    smallTalk: listed(`
      hi, hello, hey, morning, good, evening, night, afternoon, bye, cheers, thanks, thank, thx, ty, you, u, so, much, very,
      a, lot, all, everyone, guys, folks, please, welcome, see, later, soon, lovely, great, nice, well, done, happy,
      birthday, congrats, congratulations, weekend, have, the, and, too, x, xx, xxx`),
  },
};

function listed(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s*,\s*/u));
}
