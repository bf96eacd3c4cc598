/**
 * Scenes of an owner who sends articles, and of somebody else who tries to.
 */
import type { SentFile } from "../../../../src/local/clients.ts";
import type { Scenes } from "./scene.ts";

const OWNED = { allowed: [], owners: [101] };
const POOL = `---
title: Das Freibad
date: bald
source: Hafenblatt
language: de
---

Das Freibad öffnet im Mai.

## Preise

Eine Karte kostet vier Euro.
`;
const FORWARDED = {
  type: "channel",
  date: 1_790_000_000,
  chat: { id: -1_000_555, type: "channel", title: "Hafenblatt", username: "hafen" },
  message_id: 12,
} as const;

function file(name: string, text: string): SentFile {
  return { name, bytes: Buffer.from(text) };
}

export const articles: Scenes = {
  "owner-adds": {
    admitted: OWNED,
    takesIn: true,
    async play({ say, tap }) {
      await say("", { file: file("freibad.md", POOL) });
      await tap(["Aufnehmen", "Add"]);
      await say(["was kostet eine karte", "was kostet eine karte im freibad"]);
      await say("", { file: file("freibad-2.md", POOL) });
      await say("/sources");
      await tap(["Entfernen", "Remove"]);
      await tap(["Entfernen", "Remove"]);
      await tap(["Wieder aufnehmen", "Add again"]);
    },
  },
  "owner-discards": {
    admitted: OWNED,
    takesIn: true,
    async play({ say, tap }) {
      await say("Das Freibad öffnet erst im Juni.", { origin: FORWARDED });
      await tap(["Verwerfen", "Discard"]);
      await tap("", { data: "o-add-a-b_C9-_xyz01234" });
      const title = "---\ntitle: Putin in Nordkorea\n---\n\n";
      await say("", { file: file("a.md", `${title}Ein anderer Text auf Deutsch.`) });
    },
  },
  "owner-refused": {
    admitted: OWNED,
    async play({ say }) {
      await say("", { file: file("bild.jpg", "x") });
      await say("", { file: file("leer.md", "") });
      await say("", { media: "document" });
      await say("https://hafenblatt.example/freibad");
    },
  },
  "owner-help": {
    admitted: OWNED,
    async play({ say, group }) {
      await say("/help");
      await say("/help", { in: group });
    },
  },
  "nobody-adds": {
    admitted: OWNED,
    async play({ say, tap }) {
      await say("", { by: "Ben", file: file("freibad.md", POOL) });
      await say("/sources", { by: "Ben" });
      await tap("", { by: "Ben", data: "o-add-a-b_C9-_xyz01234" });
      await tap("", { by: "Ben", data: "o-drop-a-b_C9-_xyz01234" });
      await tap("", { by: "Ben", data: "o-out--Zr5_t6Zu7i8" });
    },
  },
};
