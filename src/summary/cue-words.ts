/**
 * German and English words by which a message of a group is known to agree, to settle something, to ask, to put off, or
 * only to chat.
 *
 * One list for both languages, for groups mix them. Single words and pairs of words, in lower case; of a word with an
 * apostrophe only what stands before it.
 */

/** Said to agree: "ok", "mach ich". */
export const ASSENT = listed(
  `ok, okay, okey, oki, ja, jaa, jaaa, jap, jep, jo, jup, yes, jawohl, klar, alles klar, gut, super, passt, perfekt, top,
  gerne, gern, deal, einverstanden, abgemacht, genau, prima, geht, läuft, dabei, kann, kommt, mach ich, mache ich, toll,
  fein, klasse, großartig, mega, respekt, stark, stimmt, sehe ich, seh ich, von mir, danke`,
  `yesss, yep, yeah, yup, aye, sure, course, good, great, sounds good, perfect, fine, agree, agreed, cool, nice, lovely,
  brilliant, done, works, same, me too, in, on it, will do, noted, sent, please, ty, thanks, thank`,
);

/** Said to settle something: "bleibt bei", "booked". */
export const DECISION = listed(
  `machen wir, machen wirs, machen das, bleibt bei, bleibt es, nehmen wir, wir nehmen, halten wir, treffen uns,
  treffen wir, statt, abgemacht, vereinbart, einigen, geeinigt, einverstanden, beschlossen, entschieden, entscheidung,
  festgelegt, steht fest, fix, gilt, gebucht, bestellt, reserviert, verkauft, verschoben, verlegt, vorgezogen,
  vorziehen, abgesagt`,
  `let, lets, we take, we run, go with, going with, deal, agreed, decided, settled, final, confirmed, sorted, done,
  booked, booking, ordered, ordering, instead, stays, moved, change, changed, cancelled, must, dont run`,
);

/** Said before what was settled: "dann Freitag um 19 Uhr". */
export const CONCLUSION = listed(`also, dann, damit`, `so, then, it is`);

/** Said to ask: "wer", "anyone". */
export const ASKING = listed(
  `wer, wann, wo, wohin, wie, was, welche, welcher, welches, warum, wieso, wieviel, ob, oder, jemand, hat wer, weiß wer`,
  `who, whos, when, where, what, which, why, how, anyone, anybody, someone, should we, shall we, is, do we`,
);

/** In what answers no question: "keine ahnung", "ich frag". */
export const NO_ANSWER = listed(
  `nein, ne, nee, nö, nicht, kein, keine, keiner, keinen, niemand, weiß nicht, weiss nicht, keine ahnung, hm, hmm, hmmm,
  puh, leider, mist, egal, vielleicht, vllt, evtl, mal sehen, kommt drauf, ich frag, ich frage, frag ich, frage ich,
  ich schau, schau ich, ich guck, guck ich, ich überleg, überleg ich, ich denk, klären, kläre, bescheid, warten, wart, weg`,
  `no, nope, nah, not, none, nobody, dont, don, dunno, idk, no idea, maybe, depends, sorry, let see, will look, will ask,
  i ask, ill ask, asking, will check, ill check, checking, will think, think about, away, im off`,
);

/** What an answer begins with: "ich", "at". */
export const ANSWER = listed(
  `ich, wir, hab, habe, bei, hier, im, am, um, die, der, das, es`,
  `i, we, me, mine, there, at, on, it, the, my`,
);

/** Greetings, thanks and what stands beside them. */
export const SMALL_TALK = listed(
  `hi, hallo, hey, moin, servus, guten, gute, morgen, abend, tag, nacht, tschüss, tschüs, ciao, bis, bald, dann, später,
  danke, dankeschön, dank, vielen, lieben, liebe, lieb, bitte, euch, dir, ihr, allen, alle, alles, zusammen,
  leute, mal, und, auch, schön, schönes, schönen, wochenende, lg, vg, super, toll, klasse, herzlichen, glückwunsch,
  geburtstag, zum, gratuliere, gratulation, besserung, prost`,
  `hello, morning, good, evening, night, afternoon, bye, cheers, thanks, thank, thx, ty, you, u, so, much, very,
  a, lot, all, everyone, guys, folks, please, welcome, see, later, soon, lovely, great, nice, well, done, happy,
  birthday, congrats, congratulations, weekend, have, the, and, too, x, xx, xxx`,
);

function listed(german: string, english: string): ReadonlySet<string> {
  return new Set([german, english].flatMap((words) => words.trim().split(/\s*,\s*/u)));
}
