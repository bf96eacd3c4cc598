/**
 * Estimates tokens by characters, since the API's own tokenizer is not published.
 */
import { createHash } from "node:crypto";

/** Of German text, for models since 4.7. */
const CHARACTERS_PER_TOKEN = 2.2;

/** Fields that hold no text of the prompt; cited text that is sent back costs nothing. */
const FREE = new Set(["type", "role", "cache_control", "citations", "signature"]);

function countCharacters(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, part]) => (FREE.has(key) ? sum : sum + countCharacters(part)),
    0,
  );
}

/** Of a prompt's parts, or of a text that was written. */
export function countTokens(...parts: readonly unknown[]): number {
  return Math.ceil(countCharacters(parts) / CHARACTERS_PER_TOKEN);
}

/** What proves that a thinking block is sent back as it was written. */
export function sign(thinking: string): string {
  return createHash("sha256").update(thinking).digest("base64");
}
