/**
 * Sentences that point back: whoever reads one alone does not know of whom or what it speaks.
 */

const POINTERS =
  /^[\s„“"»«(]*(?:er|sie|ihn|ihm|ihnen|ihre?[mnrs]?|seine?[mnrs]?|dies\p{L}*|dazu|dabei|dafür|dagegen|damit|danach|daher|darum|deshalb|dadurch|davon|darüber|dort|dann|dem|beide|letztere\p{L}*|he|she|they|his|her|their|this|that|these|those|both|then)(?!\p{L})/iu;

/** "Das zeigt …" and "Das machte Eindruck", but not "Das alte Bad". */
const DAS_AND_VERB =
  /^[\s„“"»«(]*[Dd]as (?:\p{Ll}+(?:t|en)|war|wird|wäre|sei|kann|soll|will|darf|muss|gab|ging|kam|lag|fiel|\p{Ll}+e(?= (?!\p{Lu})))(?= |,)/u;

/** "Es gibt …", "Es ist Putins erste Visite": there "es" stands for nothing. */
const EMPTY_ES =
  /^[\s„“"»«(]*es (?:ist|war|sei|wäre|gibt|gab|gebe|geht|ging|gehe|handelt|heißt|hieß|scheint|schien|fehlt|fehlte|bleibt|blieb|kommt zu|kam zu)(?!\p{L})/iu;
const EMPTY_IT =
  /^[\s„“"»«(]*it (?:is|was|remains|seems) (?:not )?(?:un)?(?:clear|likely|possible|expected|believed|said|reported|hoped|feared|important|known|the first|the last)(?!\p{L})/iu;
const ES_OR_IT = /^[\s„“"»«(]*(?:es|it)(?!\p{L})/iu;

/** True for "Er umfasst …", "Das kostet …", "It was built …". */
export function pointsBack(sentence: string): boolean {
  if (ES_OR_IT.test(sentence)) return !EMPTY_ES.test(sentence) && !EMPTY_IT.test(sentence);
  return POINTERS.test(sentence) || DAS_AND_VERB.test(sentence);
}
