/**
 * A conversation of three people who read the article together, to load into the local chat's group.
 *
 * It gives the bot's commands for groups something to work on. None of the messages speaks to the bot.
 */
export interface CircleLine {
  readonly from: "anna" | "ben" | "cem";
  readonly text: string;
  /** The line it replies to, counted from 0. */
  readonly replyTo?: number;
}

export const READING_CIRCLE: readonly CircleLine[] = [
  {
    from: "anna",
    text: "Hallo ihr zwei! Der Artikel über Putins Besuch in Nordkorea ist da. Wann treffen wir uns?",
  },
  { from: "ben", text: "Ich könnte Donnerstag oder Freitag, jeweils ab 18 Uhr." },
  { from: "cem", text: "Donnerstag bin ich beim Training. Freitag passt, aber erst um sieben." },
  { from: "anna", text: "Gut, dann Freitag um 19 Uhr. Wieder im Café Central?", replyTo: 2 },
  {
    from: "ben",
    text: "Gern. Beim letzten Mal war es dort ziemlich laut, vielleicht nehmen wir den hinteren Raum.",
  },
  {
    from: "anna",
    text: "Ich rufe heute noch an und reserviere den hinteren Raum für drei.",
    replyTo: 4,
  },
  { from: "cem", text: "Wer hat den Artikel schon gelesen?" },
  {
    from: "ben",
    text: "Ich zur Hälfte. Den Teil über den Vertrag fand ich erstaunlich dünn.",
    replyTo: 6,
  },
  {
    from: "anna",
    text: "Mich würde interessieren, was davon belegt ist und was nur vermutet wird. Lasst uns darauf achten.",
  },
  {
    from: "cem",
    text: "Gute Idee. Ich drucke den Artikel aus und bringe vier Exemplare mit.",
    replyTo: 8,
  },
  { from: "ben", text: "Vier? Kommt noch jemand?", replyTo: 9 },
  {
    from: "cem",
    text: "Meine Schwester Dilan will sich das einmal anhören, wenn ihr nichts dagegen habt.",
  },
  {
    from: "anna",
    text: "Im Gegenteil, sie ist herzlich willkommen! Der Tisch ist reserviert, jetzt für vier.",
  },
  { from: "ben", text: "Schön. Eine Frage ist noch offen: Wer schreibt diesmal das Protokoll?" },
];
