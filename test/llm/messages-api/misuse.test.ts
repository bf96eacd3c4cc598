import { APIError } from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { startMessagesApi, type MessagesApi } from "../../support/messages-api.ts";
import { ask, connect, PRESS } from "./asking.ts";
import type { Script } from "../../support/messages-api/script.ts";

type Request = ReturnType<typeof ask>;

/** Asks as one who passes over every error. */
async function askAnyway(api: MessagesApi, request: Request = ask(PRESS)): Promise<unknown> {
  return await connect(api)
    .messages.stream(request)
    .done()
    .catch((error: unknown) => error);
}

test.fails("a test fails where a fault was found, though nobody noticed", async () => {
  const api = await startMessagesApi();
  expect(await askAnyway(api, { ...ask(PRESS), max_tokens: 0 })).toBeInstanceOf(APIError);
});

test.fails("a test fails when an expected refusal did not come", async () => {
  const api = await startMessagesApi();
  api.expectRefusal();
  expect(api.requests).toEqual([]);
});

async function listFaults(
  scripts: readonly Script[],
  request?: Request,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const api = await startMessagesApi({ onFault: (fault) => faults.push(String(fault)) });
  api.next(...scripts);
  await askAnyway(api, request);
  return faults;
}

test("a request without a script is a fault", async () => {
  expect(await listFaults([])).toEqual(["Error: No script for request 1"]);
});

test("a request that is refused for what it sends is a fault", async () => {
  expect(await listFaults([{ say: ["a"] }], { ...ask(PRESS), model: "gpt" })).toEqual([
    "Error: Refused with 404: model: gpt",
  ]);
});

test("a script that refuses is none", async () => {
  expect(await listFaults([{ status: 404 }])).toEqual([]);
});

const UNFIT: readonly (readonly [string, Script, string])[] = [
  [
    "cites what was not sent",
    { say: [{ text: "a", cites: ["Straßburg"] }] },
    'The script cites what was not sent: "Straßburg"',
  ],
  [
    "cites more blocks than there are",
    { say: [{ text: "a", cites: [{ source: "press", from: 2 }] }] },
    "press has 2 blocks, not 2 to 3",
  ],
  [
    "makes an event the SDK does not know",
    { say: ["a"], stop: "tired" as "end_turn" },
    "No event of the Messages API: message_delta: delta.stop_reason",
  ],
  [
    "makes an error the SDK does not know",
    { status: 429, errorCode: "tired" },
    "No error of the API: error_code",
  ],
  [
    "goes wrong after more deltas than there are",
    { say: ["a"], fault: { kind: "cut", afterDeltas: 9 } },
    "The fault comes after 9 deltas, but there are 1",
  ],
];

test.each(UNFIT)("a script that %s is a fault", async (_, script, message) => {
  expect(await listFaults([script])).toEqual([expect.stringContaining(message)]);
});

test("a script that cites where citations are off is a fault", async () => {
  const silent = { ...PRESS, citations: { enabled: false } };
  const script = { say: [{ text: "a", cites: ["in Mainz"] }] };
  expect(await listFaults([script], ask(silent))).toEqual([
    "Error: Citations of press were not asked for",
  ]);
});
