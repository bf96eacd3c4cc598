/**
 * A small article in a folder of its own, for tests that start the project's programs on it.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Its file's name without the ending. */
export const ARTICLE_ID = "2023-05-bruecke-von-lindau";

const ARTICLE = `---
title: Die Brücke von Lindau
date: 2023-05
source: Stadtblatt
language: de
---
Die alte Holzbrücke am Hafen von Lindau ist seit Montag gesperrt. Gutachter fanden morsche Balken.

## Was die Stadt plant

Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten. Die Hälfte davon trägt das Land Bayern.

Fußgänger müssen bis zum Herbst einen Umweg über den Kirchplatz nehmen. Ein Pendelbus fährt alle zehn Minuten.

> Wir haben zu lange gewartet, und jetzt zahlen alle dafür.
>
> — Ines Halder, Bürgermeisterin

## Was die Händler sagen

„Im Mai kamen halb so viele Gäste wie sonst“, sagte der Eisverkäufer Paul Reiter. Andere Läden schließen früher.
`;

export interface ArticleFolder {
  /** Holds `corpus/` with the article in it, and an empty folder `empty/`. */
  readonly path: string;
  remove(): Promise<void>;
}

export async function makeArticleFolder(): Promise<ArticleFolder> {
  const path = await mkdtemp(join(tmpdir(), "fundstelle-programs-"));
  await mkdir(join(path, "empty"));
  await mkdir(join(path, "corpus"));
  await writeFile(join(path, "corpus", `${ARTICLE_ID}.md`), ARTICLE);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
