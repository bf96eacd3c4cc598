/**
 * Reads and replaces the file of foreseen questions beside an article.
 */
import { readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { formatForeseen, parseForeseen, type Foreseen } from "../corpus/foreseen.ts";

/** Empty where there is no file. Throws where a line cannot be read, for replacing the file would lose that line. */
export async function readForeseenFile(file: string): Promise<Foreseen> {
  const text = await readFile(file, "utf8").catch(() => "");
  const { foreseen, fault } = parseForeseen(text);
  if (fault !== null) throw new Error(`${file}: ${fault}. Mend or remove it first.`);
  return foreseen;
}

/** Replaces the file at once, by a rename: the bot may be reading it. */
export async function replaceForeseenFile(file: string, foreseen: Foreseen): Promise<void> {
  // A name that begins with a dot is not read as part of the corpus.
  const draft = join(dirname(file), `.${basename(file)}`);
  await writeFile(draft, formatForeseen(foreseen));
  await rename(draft, file);
}
