/**
 * Chats and people in the log: the same one always under the same name, which without the key leads to nobody.
 */
import { createHmac, createSecretKey } from "node:crypto";

const LENGTH = 10;

/** The names, of `[A-Za-z0-9_-]`, mean something only beside others made with the same key. */
export function createPseudonyms(key: Buffer): (id: number) => string {
  const secret = createSecretKey(key);
  return (id) =>
    createHmac("sha256", secret).update(`log ${id}`).digest("base64url").slice(0, LENGTH);
}
