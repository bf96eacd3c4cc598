/**
 * A questions file → questions with known passages: JSON Lines, one question a line.
 */
import { readFile } from "node:fs/promises";

import { z } from "zod";

const schema = z.object({
  question: z.string().min(1),
  language: z.string().default("?"),
  /** A passage that contains one of these is right; none: the articles do not answer. */
  passages: z.array(z.string()),
  /** One of these stands in a right answer. */
  answer: z.array(z.string()),
  /** Of an unanswerable question: whether it is close to the subject. */
  near: z.boolean().optional(),
});

export type KnownQuestion = z.infer<typeof schema>;

/** Throws an Error that names the line which is no question. */
export async function readQuestions(path: string): Promise<KnownQuestion[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new Error(`${path}: there is no such file of questions`, { cause: error });
  });
  const lines = text.split("\n");
  return lines.flatMap((line, i) =>
    line.trim() === "" ? [] : [parseLine(line, `${path}:${i + 1}`)],
  );
}

function parseLine(line: string, place: string): KnownQuestion {
  const result = schema.safeParse(parseJson(line, place));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(
    `${place}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is no question"}`,
  );
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${place}: is not JSON`, { cause: error });
  }
}
