/**
 * Texts sealed at rest: AES-256-GCM under a random key a chat, itself sealed by STORE_KEY.
 *
 * A sealed text begins with the id of its key and is bound to the row it stands in: elsewhere it does not open.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";

export const KEY_BYTES = 32;
const ID_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** How a text is turned into bytes; UTF-8 cannot express half of a surrogate pair, which Telegram has sent. */
const UTF_8 = 1;
const UTF_16 = 2;

export interface ChatKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Table, column and ids: where the text stands. */
export type Spot = readonly (string | number)[];

/** Names a STORE_KEY without giving it away. */
export function fingerprint(storeKey: KeyObject): string {
  return createHmac("sha256", storeKey).update("fundstelle store key").digest("hex").slice(0, 16);
}

export function makeChatKey(): ChatKey {
  const key = createSecretKey(randomBytes(KEY_BYTES));
  return { id: randomBytes(ID_BYTES).toString("hex"), key };
}

export function wrapChatKey({ id, key }: ChatKey, storeKey: KeyObject): Buffer {
  return encrypt(key.export(), storeKey, ["chat_key", id]);
}

/** Null when it was wrapped by another STORE_KEY, or is damaged. */
export function unwrapChatKey(
  id: string,
  wrapped: Uint8Array,
  storeKey: KeyObject,
): ChatKey | null {
  const key = decrypt(wrapped, storeKey, ["chat_key", id]);
  return key === null ? null : { id, key: createSecretKey(key) };
}

export function sealText(text: string, { id, key }: ChatKey, spot: Spot): Buffer {
  const bytes = text.isWellFormed()
    ? Buffer.concat([Buffer.of(UTF_8), Buffer.from(text, "utf8")])
    : Buffer.concat([Buffer.of(UTF_16), Buffer.from(text, "utf16le")]);
  return Buffer.concat([Buffer.from(id, "hex"), encrypt(bytes, key, spot)]);
}

/** The id of the key that opens it. */
export function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(0, ID_BYTES)).toString("hex");
}

/** Null when it is damaged, stands elsewhere, or the key is another. */
export function openText(sealed: Uint8Array, { key }: ChatKey, spot: Spot): string | null {
  const bytes = decrypt(sealed.subarray(ID_BYTES), key, spot);
  if (bytes === null) return null;
  return bytes.toString(bytes[0] === UTF_16 ? "utf16le" : "utf8", 1);
}

function encrypt(bytes: Uint8Array, key: KeyObject, spot: Spot): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(spot)));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Uint8Array, key: KeyObject, spot: Spot): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(JSON.stringify(spot)));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    return null;
  }
}
