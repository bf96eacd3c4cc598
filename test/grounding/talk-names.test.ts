import { expect, test } from "vitest";

import { talkHasNames } from "../../src/grounding/talk-names.ts";

test.each([
  ["en", "Nakamura brings the projector.", "projector is coming, i'll see to it"],
  ["en", "Beatrix says the bridge is closed.", "bridge closed till friday"],
  ["en", "Wilko sells the mugs.", "the mugs are sold out there"],
  ["en", "The bridge is closed, buses via Elm Road.", "bridge closed, buses via mill rd"],
  ["de", "Torben am Sonntag in der Kirche.", "sonntag in der kirche"],
  ["de", "Wolfsburg am Sonntag, Abfahrt um 9.", "sonntag abfahrt um 9"],
  ["de", "Die Halle bleibt zu, laut Dr. Lindner.", "die halle bleibt zu"],
  ["de", "Castrop-Rauxel ist das Ziel.", "das ziel steht jetzt fest"],
  ["de", "Nina Hartung hat zugesagt.", "sie hat zugesagt"],
])("%s: a name that no message has is missed: %s", (language, sentence, message) => {
  expect(talkHasNames(sentence, [message], language)).toBe(false);
});

test.each([
  ["en", "Buses go via Mill Road.", "buses via mill rd"],
  ["en", "Nakamura brings the projector.", "nakamura has a projector"],
  ["de", "Adventsbasar am Sonntag ab 14 Uhr.", "dann sonntag ab 14 uhr"],
  ["de", "Flohmarkt Sonntag, Aufbau ab 12.", "sonntag, aufbau ab 12"],
  ["de", "Mo und Mi kleine Halle der Grundschule.", "kleine halle mo + mi, grundschule"],
  ["de", "Haus in Bohinj gebucht.", "gebucht. haus in bohinj"],
  ["de", "P. Brandt von Verdi kommt nach Spanien.", "p. brandt von verdi kommt nach spanien"],
])(
  "%s: a name is found however it is typed, and a noun is none: %s",
  (language, sentence, message) => {
    expect(talkHasNames(sentence, [message], language)).toBe(true);
  },
);
