import { expect, test } from "vitest";
import { createReader } from "../../../src/corpus/files/reader.ts";

const HANGING = new URL("hanging-reader.ts", import.meta.url);

test("a file on which the process hangs is given up after the time for one, and the next gets a new process", async () => {
  const read = createReader({ timeoutMs: 50, program: HANGING });
  const slow = { kind: "refused", fault: { name: "slow" } };
  expect(await read({ name: "a.pdf", bytes: Buffer.from("%PDF") })).toMatchObject(slow);
  expect(await read({ name: "b.pdf", bytes: Buffer.from("%PDF") })).toMatchObject(slow);
});
