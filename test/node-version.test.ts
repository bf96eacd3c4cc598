import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { pathOf } from "./support/project-process.ts";

interface Loaded {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Loads the check as `npm start` does, in a Node.js that says it is this version. */
async function loadOn(version: string): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-version-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const disguise = join(folder, "disguise.cjs");
  await writeFile(
    disguise,
    `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });`,
  );
  const args = ["-r", disguise, "-r", pathOf("src/node-version.cjs"), "-p", "'started'"];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env: {} }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

test("an old Node.js ends with one line that says which version is needed and which was found", async () => {
  const { code, stdout, stderr } = await loadOn("20.19.2");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^.*needs Node\.js 24\.12 or newer.* found 20\.19\.2.*\n$/);
});

test.each([
  ["24.11.9", 1],
  ["24.12.0", 0],
  ["24.21.0", 0],
  ["26.0.0", 0],
])("on Node.js %s it ends with code %i", async (version, code) => {
  expect((await loadOn(version)).code).toBe(code);
});
