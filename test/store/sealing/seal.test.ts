import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";

import {
  fingerprint,
  makeChatKey,
  openText,
  sealText,
  unwrapChatKey,
  wrapChatKey,
} from "../../../src/store/sealing/seal.ts";

const STORE_KEY = createSecretKey(Buffer.alloc(32, 1));
const OTHER_STORE_KEY = createSecretKey(Buffer.alloc(32, 2));
const SPOT = ["job", "body", 1];

test("a sealed text opens with its key in its place", () => {
  const key = makeChatKey();
  expect(openText(sealText("Wer?", key, SPOT), key, SPOT)).toBe("Wer?");
});

test("the same text is never sealed to the same bytes", () => {
  const key = makeChatKey();
  expect(sealText("Wer?", key, SPOT).equals(sealText("Wer?", key, SPOT))).toBe(false);
});

test("a sealed text opens neither with another key, nor elsewhere, nor changed in any byte", () => {
  const key = makeChatKey();
  const sealed = sealText("Wer?", key, SPOT);
  expect(openText(sealed, { ...makeChatKey(), id: key.id }, SPOT)).toBeNull();
  expect(openText(sealed, key, ["job", "body", 2])).toBeNull();
  expect(openText(sealed, key, ["job", "reply", 1])).toBeNull();
  expect(openText(sealed.subarray(0, 30), key, SPOT)).toBeNull();
  // What comes first names the key, and is not part of the text.
  for (let index = 16; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(openText(changed, key, SPOT)).toBeNull();
  }
});

test("a chat's key is unwrapped by the STORE_KEY that wrapped it, under its own id only", () => {
  const key = makeChatKey();
  const wrapped = wrapChatKey(key, STORE_KEY);
  const unwrapped = unwrapChatKey(key.id, wrapped, STORE_KEY);
  expect(unwrapped?.id).toBe(key.id);
  expect(unwrapped?.key.equals(key.key)).toBe(true);
  expect(unwrapChatKey(key.id, wrapped, OTHER_STORE_KEY)).toBeNull();
  expect(unwrapChatKey(makeChatKey().id, wrapped, STORE_KEY)).toBeNull();
});

test("a fingerprint tells two keys apart and does not contain the key", () => {
  expect(fingerprint(STORE_KEY)).not.toBe(fingerprint(OTHER_STORE_KEY));
  expect(STORE_KEY.export().toString("hex")).not.toContain(fingerprint(STORE_KEY));
});
