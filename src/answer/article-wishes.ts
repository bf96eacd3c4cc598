/**
 * What is wished of an article as a whole: what it is about, or a fact about the article itself.
 */
import type { Fact } from "./answer.ts";
import { keysOf, phrases, type Phrase } from "./phrases.ts";

/** What an article is called; in the phrases below, "artikel" stands for all of these. */
export const ARTICLE = keysOf(`
  artikel artikels artikeln text texte textes texts beitrag beitrags bericht berichts meldung nachricht nachrichten
  geschichte info infos story article articles piece report news post`);

/** Wishes for an overview that may say of which article: "worum geht es im Derby". */
export const OVERVIEW_OF = phrases(`
  worum geht, worum es geht, worum ging, worum dreht, worum handelt, um was geht, um was es geht, um was ging,
  um was dreht, um was handelt, wovon handelt, von was handelt, wovon erzählt artikel, wovon berichtet artikel,
  worüber geht, worüber schreibt artikel, worüber berichtet artikel, fass … zusammen, fasse … zusammen,
  fasst … zusammen, zusammen fassen, zusammenfassen, zusammengefasst, zusammenfassung, kurzfassung, kurzversion,
  überblick, übersicht, inhalt, inhaltsangabe, tldr, tl dr,
  what is … about, what was … about, summary, summarize, summarise, summarized, summarised, sum … up, recap, overview,
  gist, nutshell, main points, key points, key takeaways, brief overview, brief summary,
  zwei sätzen, drei sätzen, vier sätzen, fünf sätzen, 2 sätzen, 3 sätzen, 4 sätzen, 5 sätzen, wenigen sätzen,
  wenigen worten, two sentences, three sentences, 2 sentences, 3 sentences, five sentences, 5 sentences`);

/** Wishes for an overview only when nothing more is said: "was steht im Artikel über Putin" is a question. */
export const OVERVIEW_ALONE = phrases(`
  was steht, was steht drin, was sagt artikel, was schreibt artikel, was schreiben artikel, was berichtet artikel,
  erzähl von artikel, erzähl mir von artikel, erzähl mir was artikel, erzähl mir über artikel,
  was ist passiert, was ist geschehen, was ist los, was ist thema, thema, um welches thema geht,
  das wichtigste, das wesentliche, wichtigsten punkte, wichtigsten infos, wichtigsten fakten, wichtigsten aussagen,
  hauptaussage, kernaussage, kernaussagen,
  what happened, what is happening, what is going on, topic, what does it say, what does artikel say,
  what is in artikel, tell me about artikel, most important points, most important facts, main point, key point,
  main idea, main topic`);

/** How an overview is asked for. */
export const OVERVIEW_MANNER = keysOf(`
  kannst könntest du mir uns ich hätte gern gerne will möchte brauche gib gibt machen mach mache haben
  was sind ist wie lautet kurz kürze knapp schnell drin drinnen alles ganze ganzen ganzes
  satz worten punkten stichpunkten für und
  can could would you give me us i want need like do make what is are all whole entire quick quickly short briefly
  words few for one sentence tell get got there pls plz`);

/** Questions about the article itself; with an article's title, only those that speak of an article. */
export const FACTS: readonly (readonly [Fact, readonly Phrase[]])[] = [
  [
    "author",
    phrases(`
      wer hat … geschrieben, wer hat … verfasst, wer schrieb, wer verfasste, von wem ist, von wem stammt, von wem kommt,
      von wem wurde … geschrieben, von wem wurde … verfasst, von wem geschrieben, autor, autorin, autoren, verfasser,
      verfasserin, journalist, redakteur, who wrote, who has written, who is … by, written by, author, authors,
      who is … journalist`),
  ],
  [
    "date",
    phrases(`
      von wann, wann wurde … geschrieben, wann wurde … verfasst, wann wurde … veröffentlicht, wann ist … erschienen,
      wann erschien, wann erschienen, wann veröffentlicht, wann geschrieben, wann hat … artikel geschrieben,
      wie alt ist artikel, wie aktuell, ist artikel aktuell, ist artikel noch aktuell, ist das aktuell, ist das noch aktuell,
      ist artikel neu, ist artikel alt, datum, erscheinungsdatum, veröffentlichungsdatum, aus welchem jahr ist artikel,
      when was … published, when was … written, when did artikel come out, how old is artikel, how recent is, how current is,
      is artikel current, is artikel recent, is artikel up to date, is it up to date, is this up to date, date,
      publication date, what date, from when is artikel`),
  ],
  [
    "source",
    phrases(`
      quelle, quellen, quellenangabe, welche quelle hat artikel, welche quellen hat artikel,
      hat artikel … quelle, woher kommt, woher stammt, woher ist artikel, woher hast du, woher weißt du,
      von wo ist artikel, welche zeitung, welcher zeitung, welche agentur, welcher agentur, welches medium, welcher seite,
      wer hat … veröffentlicht, wo ist … erschienen, wo wurde … veröffentlicht,
      source, sources, where does artikel come from, where does this come from, where is artikel from,
      where is this from, where did you get, where was … published, which newspaper, which paper, what newspaper,
      which agency, who published`),
  ],
  [
    "link",
    phrases(`
      link, links, url, webadresse, original, originalartikel, originaltext, wo kann ich … artikel, wo kann man … artikel,
      wo finde ich … artikel, wo gibt es … artikel, wo steht artikel, wo kann ich das lesen, wo kann ich das nachlesen,
      where can i … artikel, where can i read, where do i find artikel, where is artikel`),
  ],
  [
    "title",
    phrases(`
      titel, überschrift, schlagzeile, wie heißt artikel, wie hieß artikel, wie nennt sich artikel, title, headline, what is artikel called,
      what is … name of artikel`),
  ],
];

/** How a fact is asked for. */
export const FACT_MANNER = keysOf(`
  was wer wie wo welche welcher welches welchen ist sind war lautet gibt hast du kannst mir gib zeig schick nenn sag für
  nachlesen lesen finden finde ich man ganzen vollständigen komplette kommt stammt steht her und haben
  what who which where is are was there do does have can could you me give show send tell read find full whole come
  for i get pls plz`);
