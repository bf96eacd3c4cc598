/**
 * Is it a question at all? Told in German and English from how it begins and ends.
 *
 * It decides only whether a reply to one of the bot's answers in a group is meant for the bot: "und wann?" is, "haha stimmt" is not.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** They may stand before a question and say nothing about it. */
const openers = words(
  "und aber ok okay ah hm hmm ach achso danke and but so well thanks then wow äh",
);
const prepositions = words(
  "ab an auf aus bei bis durch für gegen in mit nach seit über um von vor zu at by for from since to until with",
);

const questionWords = words(
  `wer was wann wo warum wieso weshalb wie welche welcher welches welchen welchem wem wen wessen woher wohin worum
  worüber womit wozu wovon wofür woran wieviel wieviele inwiefern
  who what when where why how which whose whom whats what's who's whos where's how's`,
);
/** "wie schade", "how nice". */
const exclaimed = words(
  "geil cool schön krass toll nice great blöd dumm schade lustig funny sad süß cute",
);

const verbs = words(
  `ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können könnte könnten soll sollen sollte darf
  muss müssen will wollen gibt gibts geht gehts weiß weißt kennst bedeutet heißt stimmt liefert sagt sagte macht machte
  kommt steht glaubt meint plant
  is are were am do does did has have had can could will would should may must isn't aren't didn't doesn't`,
);
/** "ist ja klar", "is fine": a verb first, and yet no question. */
const agreement = words(
  "ja klar doch mir egal wahr gut ok okay so echt halt eben nicht ich true right fine good great nice cool",
);

const imperatives = words(
  `erklär erkläre sag sage zeig zeige nenn nenne erzähl erzähle beschreib beschreibe fass fasse gib such suche verrate
  explain tell show give describe summarize summarise list find name`,
);
/** "sag ich doch", "sag bloß". */
const notAsked = words("ich bloß nur nichts");

export function isQuestion(text: string): boolean {
  if (!/\p{L}/u.test(text)) return false;
  if (/[?？؟]/u.test(text)) return true;
  const all = text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const start = all.findIndex((word) => !openers.has(word));
  return start >= 0 && beginsAsQuestion(all.slice(start), text.trimEnd().endsWith("!"));
}

/** "fass das zusammen", "was ist auf dem Bild?" below a picture or a file: about that, and not about the articles. */
export function isAboutFile(text: string): boolean {
  const all = text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  const others = all.filter((word) => !filePointers.has(word) && !aroundPointers.has(word));
  return others.length === 0 && all.some((word) => filePointers.has(word));
}

const filePointers = words(
  `das dies diese dieses diesen dieser den davon daraus darauf drauf drin darin hier zusammen zusammenfassen übersetzen übersetze
  bild bildes bilder bildern foto fotos datei dateien dokument pdf anhang screenshot text seite video
  this that these it here summarize summarise translate
  picture pictures photo photos image images file files document attachment page`,
);
const aroundPointers = words(
  `fass fasse mal bitte kurz was wer wo wie welche welches welcher ist sind steht stehen zeigt siehst du erkennst kannst könntest
  lies lesen sagt bedeutet heißt da in im auf aus dem der die ein eine einen mir uns zu sehen man es um geht worum wofür von und
  ins deutsche englische
  sum up can could you please what who where is are s does say says mean in on of the a an to me us read show shows shown see
  about tell into english german and`,
);

function beginsAsQuestion(
  [first = "", second = "", ...more]: readonly string[],
  isExclaimed: boolean,
): boolean {
  if (imperatives.has(first)) return second !== "" && !notAsked.has(second);
  if (isExclaimed) return false;
  if (questionWords.has(first)) return !isExclamation(first, second, more.length);
  if (prepositions.has(first)) return questionWords.has(second);
  return verbs.has(first) && second !== "" && !agreement.has(second);
}

/** "was für ein Quatsch", "what a mess": too short for a question that begins so. */
function isExclamation(first: string, second: string, others: number): boolean {
  const begins = `${first} ${second}`;
  return exclaimed.has(second) || ((begins === "was für" || begins === "what a") && others <= 2);
}
