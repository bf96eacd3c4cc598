/**
 * The words by which German and English say that something is somebody's claim.
 */
const WORD_START = String.raw`(?<!\p{L})`;
const WORD_END = String.raw`(?!\p{L})`;

function anyOf(forms: string, flags: string): RegExp {
  return new RegExp(
    `${WORD_START}(?:${forms
      .trim()
      .split(/\s*\n\s*/)
      .join("|")})${WORD_END}`,
    flags,
  );
}

/** They report wherever they stand. */
export const REPORTING = anyOf(
  String.raw`
  sagt|sagten?|gesagt|schrieb(?:en)?|schreib(?:t|en)|geschrieben|erklärten?|erklärt|beton(?:t|te|ten)|berichte(?:t|te|ten)
  äußer(?:t|te|ten)|mein(?:t|te|ten)|forder(?:t|te|ten)|warnten?|kündig(?:t|te|ten)(?=.{0,300} an(?!\p{L}))|ankündig(?:t|te|ten)
  bekräftig(?:t|te|ten)|behaupte(?:t|te|ten)|versicher(?:t|te|ten)|kritisier(?:t|te|ten)|teil(?:t|te|ten) (?=.{0,300}mit)|mitteilten?|mitgeteilt
  fügten?(?=.{0,300}hinzu)|ergänz(?:t|te|ten)|verkünde(?:t|te|ten)|nann(?:te|ten)|nennt|lob(?:t|te|ten)|gelobt|machten? (?=.{0,300}deutlich)
  räum(?:t|te|ten) (?=.{0,300}ein)|zitier(?:t|te|ten)|vermut(?:et|ete|eten|en)|glaub(?:t|te|ten)|w[ai]rf(?:t|en)? (?=.{0,300}vor)|werfen (?=.{0,300}vor)
  wies(?:en)? (?=.{0,300}zurück)|weis(?:t|en) (?=.{0,300}zurück)|bestritt(?:en)?|bestreitet|dementier(?:t|te|ten)|widersprach(?:en)?|widerspricht
  leugne(?:t|te|ten)|bezweifel(?:t|te|ten)|bedauer(?:t|te|ten)(?=,)|beklag(?:t|te|ten)
  said|says|say|told|wrote|writes|stated|claimed|argue[ds]|announced|warned|insist(?:ed|s)|suggested|believes?|suspects?|accuse[ds]|praise[ds]|den(?:ied|ies)|explained|alleged
  `,
  "giu",
);

/** They report behind or before a quotation, and where a clause in the subjunctive or with "dass" shows it. */
export const OFTEN_REPORTING = anyOf(
  String.raw`
  rief(?:en)?|klag(?:t|te|ten)|schimpf(?:t|te|ten)|entgegne(?:t|te|ten)|freute|freuten|antworte(?:t|te|ten)|erwider(?:t|te|ten)|frag(?:t|te|ten)|stell(?:t|te|ten)
  jubel(?:t|te|ten)|spottete|scherzte|murmelte|flüsterte|stöhnte|seufzte|brüllte|höhnte|witzelte|schwärm(?:t|te|ten)|urteil(?:t|te|ten)|mahn(?:t|te|ten)|befand(?:en)?|befürchte(?:t|te|ten)|hoff(?:t|te|ten)|rechne(?:t|te|ten)|erzähl(?:t|te|ten)|schilder(?:t|te|ten)|erinner(?:t|te|ten)|sprach(?:en)?|bilanzier(?:t|te|ten)|lautet(?:e|en)?|resümier(?:t|te|ten)|konter(?:t|te|ten)|gab(?:en)?|gesteht|gestand(?:en)?|bestätig(?:t|te|ten)|prognostizier(?:t|te|ten)
  added|adds|called|calls|reported|reports|states|claims|warns|noted|notes|continued|asked|asks|replied|replies|recalled|joked|shouted|cried|answered|complained|concluded|admitted|confirmed|predicted|hoped|observed|remarked
  `,
  "giu",
);

/** Without anyone who says it. */
export const IMPERSONAL = /(?<!\p{L})(?:hieß es|heißt es|heiße es|es (?:hieß|heißt))(?!\p{L})/iu;

/** Whose claim it is stands behind these. */
export const SOURCE_BEFORE_NAME =
  /(?<!\p{L})(?:laut(?= \p{Lu}| d)|gemäß(?= \p{Lu}| d)|nach (?:\p{L}+ )?(?:Angaben?|Auffassung|Ansicht|Einschätzung|Erkenntnissen|Worten|Darstellung|Informationen|Meinung|Aussagen?)|aus (?:der )?Sicht|aus Sicht|according to|in the words of)(?!\p{L})|(?<=, )so (?=d(?:er|ie|as)(?!\p{L})|\p{Lu})/iu;

/** And before these. */
export const SOURCE_BEHIND_NAME = /(?<!\p{L})zufolge(?!\p{L})/iu;
