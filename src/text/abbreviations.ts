/**
 * Words that decide whether a full stop ends a sentence: abbreviations, and words that begin one.
 *
 * Abbreviations stand without white space and without their last full stop: "z.B", "Dr".
 */

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ""));
}

/** Titles that are written so in many languages; a name always follows. */
const TITLES = listed("Dr Prof Mr Mrs Ms Messrs Mme Mlle Sr Sra Srta Dra Dott St Hl Dipl Ing");

/** German and English: something always follows. */
const ALWAYS_FOLLOWED = listed(`
  Mag Hr Hrn Frl Nr Nrn Sig Univ Priv Col Lt Capt Cpt Sgt Maj Sen Rep Gov Rev Hon Pres Präs
  bzw ca vgl sog sogen evtl ggf gegr geb gest insb insbes inkl exkl einschl zzgl abzgl zzt
  stv ehem verw gez rd Fa Abg Bhf Pl Ortst Hptm Obst Gefr Hd bzgl gem lt rer nat med jur phil habil
  Th Ph Joh Jos Wilh Friedr incl est Supt
  z.B d.h u.U o.g s.o s.u i.d.R i.S.d i.S.v m.E u.E z.T z.Zt v.a e.g i.e cf viz vs approx esp
`);

/** Abbreviations only before a number: "Art. 5", "No. 10", but "dieser Art. Der", "No. He left." */
const BEFORE_NUMBERS = listed(`
  No Nos Art Abs Abb Tab Kap Bd Bde Fig Figs Eq Eqs Vol Ch Sec p pp S Z Ziff Par Rn Az Jg Kl Gr Anm Anl Bl Buchst lit
  Fax Mob Tel Std Beschl ft Mo Di Mi Do Fr Sa So Mon Tue Tues Wed Thu Thurs Fri Sat Sun
  Jan Feb Mar Mär Apr Jun Jul Aug Sep Sept Okt Oct Nov Dez Dec
`);

/** End a sentence only where the next word begins one: "3 Mio. Euro", but "3 Mio. Der". */
const SOMETIMES_LAST = listed(`
  Red Ztg Mio Mrd Tsd Std Min Sek Str Tel Abt Jh Jhd Jhdt Hrsg Aufl Gen Co Inc Ltd Corp Bros Jr Ave Blvd Rd Dept Mt Ft
  Fr Mon Tue Tues Wed Thu Thurs Fri Sat Jan Jun Jul
  Ala Ariz Ark Calif Colo Conn Fla Ill Kan Mass Mich Minn Mont Neb Nev Okla Ore Penn Tenn Tex Wash Wis
  Feb Apr Aug Sep Sept Okt Oct Nov Dez Dec Chr al f max min mind allg staatl engl franz lat
`);

/** Words that begin a sentence far more often than they are a name or a noun. */
const BEGINNERS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: listed(`
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Du Man Dies Diese Dieser Dieses Diesen Diesem
    Jede Jeder Jedes Im In Am An Auf Aus Bei Bis Mit Nach Von Vor Zu Zum Zur Für Gegen Ohne Um Unter Über Während Wegen Seit
    Durch Und Oder Aber Doch Denn Sondern Wenn Weil Als Ob Dass Dann Dort Hier Danach Daher Damit Dabei Dazu Darauf Dagegen
    Deshalb Deswegen Nun Jetzt So Auch Noch Nur Schon Nicht Kein Keine Sein Seine Ihre Unsere Beide Alle Viele Einige Manche
    Was Wer Wie Wo Warum Wann Welche Zwar Zudem Außerdem Allerdings Jedoch Trotzdem Inzwischen Mittlerweile Später Zuvor
    Niemand Nichts Jemand Alles Mehr Siehe Sonst Zuletzt Damals Bald Bisher Künftig Anschließend Schließlich Sobald Falls Obwohl
    Seitdem Davor Trotz Statt Insgesamt Rund Etwa Fast Derzeit Unser Mein Solche Keiner Einer Andere
    Bereits Laut Gestern Heute Morgen Ist Sind War Hat Haben Wird Werden Kann Soll
  `),
  en: listed(`
    The A An He She It We They You I This That These Those There Here In On At By For From With Without After Before When
    While If As But And Or So Yet However Meanwhile Its His Her Their Our My Your What Who Why How Where Which Not Some Many
    Most All Both Each Every Another Other Such Then Now Since Although Though Because Until Once Despite During Under Over
    Nothing Nobody Everyone Everybody Somebody Someone Few More Several
    According To Is Are Was Were Has Have Will Can No
  `),
};

/** What stands before a full stop, as far as it may be an abbreviation: "J", "U.S", "z. B", "Dr". */
const BEFORE_STOP =
  /(?:^|[^\p{L}\p{M}\p{N}.])((?:\p{L}\p{M}*\.\s?)+\p{L}\p{M}*|\p{L}[\p{L}\p{M}.-]*)\.$/u;

/** "J", "J.K", "U.S", "A.-M" */
const INITIALS = /^(?:\p{Lu}\.-?)*\p{Lu}$/u;
/** "v", "p.m", "Ph.D" */
const DOTTED = /^(?:\p{L}{1,2}\.)*\p{L}$/u;

/** Whether it is known here which words begin a sentence in `language`. */
export function knowsBeginners(language: string): boolean {
  return language in BEGINNERS;
}

/** False for every word of a language that is not known here. */
export function isBeginner(word: string, language: string): boolean {
  return BEGINNERS[language]?.has(word) ?? false;
}

/**
 * What the full stop at the end of `left` does: it ends no sentence ("never"), or only where the next word begins
 * one ("before-beginner"); null where it belongs to no abbreviation.
 */
export function readAbbreviation(
  left: string,
  right: string,
  language: string,
): "never" | "before-beginner" | null {
  const found = BEFORE_STOP.exec(left)?.[1]?.replace(/\s/g, "");
  if (found === undefined) return null;
  // Between the letters of "z. B." and "J. K.".
  if (found.length === 1 && /^\p{L}\./u.test(right)) return "never";
  if (TITLES.has(found)) return "never";
  if (knowsBeginners(language)) return readListed(found, right);
  return INITIALS.test(found) ? "before-beginner" : null;
}

/** No word is written without vowels: "Bhf", "Hptm". */
const NO_VOWELS = /^(?=.*\p{Ll})[^aeiouyäöüAEIOUYÄÖÜ\P{L}]{2,5}$/u;

/** A German word with one of these endings has a number: "Hausnr. 7", "Lindenstr. 5". */
const NUMBERED = /(?:nr|str)$/u;

function readListed(found: string, right: string): "never" | "before-beginner" | null {
  // "Ca" at the beginning of a sentence; "Mo.-Fr", "Dipl.-Ing"
  const forms = [
    found,
    found.charAt(0).toLowerCase() + found.slice(1),
    found.split("-").at(-1) ?? "",
  ];
  const isIn = (list: ReadonlySet<string>): boolean => forms.some((form) => list.has(form));
  if (isIn(ALWAYS_FOLLOWED) || isIn(TITLES)) return "never";
  if (/^\p{N}/u.test(right) && (isIn(BEFORE_NUMBERS) || NUMBERED.test(found))) return "never";
  const isShort = [DOTTED, INITIALS, NO_VOWELS].some((pattern) => pattern.test(found));
  return isShort || isIn(SOMETIMES_LAST) ? "before-beginner" : null;
}
