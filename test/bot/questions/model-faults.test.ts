/** What goes wrong between the bot and the model, and what a person is told: over HTTP, with nothing left out. */
import { expect, test, vi } from "vitest";

import {
  AT_ONCE,
  COST,
  INCOMPLETE,
  LONG,
  OPEN,
  outcomeOf,
  PASSAGES,
  says,
  searches,
  startAsking,
  told,
  WELL,
  WHOLE,
  type Case,
} from "../../support/asking-model.ts";
import { BRIDGE } from "../../support/fake-library.ts";
import type { Fault, Reply } from "../../support/messages-api/script.ts";

/** On a busy machine what is loaded at first takes seconds. */
vi.setConfig({ testTimeout: 30_000 });

/** Deltas: inside the first sentence of `[COST, OPEN]`, and inside the second. */
const EARLY = 3;
const LATE = 15;

function breaksOff(kind: Fault["kind"], afterDeltas: number): Reply {
  return { ...says(COST, OPEN), fault: { kind, afterDeltas } };
}

function endsEarly(name: string, kind: Fault["kind"]): readonly Case[] {
  return [
    [`${name}, nothing shown: it is tried again`, [breaksOff(kind, EARLY), WELL], [WHOLE, 2, 2]],
    [
      `${name}, twice: the passages`,
      [breaksOff(kind, EARLY), breaksOff(kind, EARLY)],
      [PASSAGES, 2, 2],
    ],
    [
      `${name}, behind a checked sentence: that, as incomplete`,
      [breaksOff(kind, LATE)],
      [INCOMPLETE, 1, 1],
    ],
  ];
}

const FAULTS: readonly Case[] = [
  ...endsEarly("case 27: a stream that is cut", "cut"),
  ...endsEarly("case 29: a stream that ends without saying so", "end"),
  ...endsEarly("case 29: an error event in the middle", "error"),
  ...endsEarly("case 29: an event that breaks off", "broken-json"),
  [
    "case 27: a stream that is cut behind a search and a checked sentence: that, as incomplete",
    [searches("Brücke"), breaksOff("cut", LATE)],
    [INCOMPLETE, 2, 2],
    { articles: [BRIDGE, LONG] },
  ],
  [
    "case 28: a stream that stalls, nothing shown: it is tried again",
    [breaksOff("stall", 2), WELL],
    [WHOLE, 2, 2],
    { idleMs: 1000 },
  ],
  [
    "case 28: a stream that stalls behind a checked sentence: that, as incomplete",
    [breaksOff("stall", LATE)],
    [INCOMPLETE, 1, 1],
    { idleMs: 1000 },
  ],
  [
    "case 30: max_tokens in mid-sentence: without the open sentence and its marks, as incomplete",
    [{ ...says(COST, { text: OPEN, cites: ["die Hälfte davon"] }), stop: "max_tokens" }],
    [INCOMPLETE, 1, 1],
  ],
  [
    "case 30: max_tokens in the first sentence, twice: the passages",
    [{ ...says(OPEN), stop: "max_tokens" }],
    [PASSAGES, 2, 2],
  ],
  [
    "case 31: a refusal: the passages",
    [{ ...says(), stop: "refusal", refusal: { category: null, explanation: null } }],
    [PASSAGES, 1, 1],
  ],
  [
    "case 31: a refusal behind a part of an answer: nothing of that, the passages",
    [{ ...says(COST, " Mehr darf ich"), stop: "refusal" }],
    [PASSAGES, 1, 1],
  ],
  ["case 31: an empty text, twice: the passages", [says()], [PASSAGES, 2, 2]],
  [
    "case 32: 429 that asks to wait for long: the passages, at once",
    [{ status: 429, headers: { "retry-after": "300" } }],
    [PASSAGES, 1, 0],
  ],
  ["case 32: 529 for ever: the passages", [{ status: 529, headers: AT_ONCE }], [PASSAGES, 2, 0]],
  ["429, then an answer", [{ status: 429, headers: AT_ONCE }, WELL], [WHOLE, 2, 1]],
  [
    "429 for the account's spending limit: the passages, at once",
    [{ status: 429, errorCode: "enforced_spend_limit_reached", headers: { "retry-after": "60" } }],
    [PASSAGES, 1, 0],
  ],
  ...([400, 401, 403, 404, 413] as const).map((status): Case => [
    `case 33: ${status}: the passages, nothing is tried again`,
    [{ status }],
    [PASSAGES, 1, 0],
  ]),
  [
    "200 with a page in place of an answer: the passages",
    [{ html: "<h1>Log in to the network</h1>" }],
    [PASSAGES, 2, 0],
  ],
];

test.for(FAULTS)("%s", async ([, scripts, expected, options]) => {
  expect(await outcomeOf(scripts, options)).toEqual(expected);
});

const never = new Promise(() => {});

test("case 28: a server that never begins is left at the deadline, and reckoned to have read the question", async () => {
  const { api, ask, spent } = await startAsking({ timeoutMs: 500 });
  api.next({ ...WELL, headersAfter: never });
  expect(told(await ask())).toBe(PASSAGES);
  expect(await api.requests[0]?.ended).toBe("client");
  expect([api.requests.length, (await spent()) > 0]).toEqual([1, true]);
});

test("case 28: at the deadline what was checked is the answer, as incomplete", async () => {
  const { api, ask } = await startAsking({ timeoutMs: 1500 });
  api.next(says(COST, OPEN, never));
  expect(told(await ask())).toBe(INCOMPLETE);
  expect(api.requests).toHaveLength(1);
});

test("case 32: after three failures nobody waits for the model, and the passages answer at once", async () => {
  const { api, ask, spent } = await startAsking();
  api.always({ status: 503, headers: AT_ONCE });
  for (const _ of "123") await ask();
  const before = api.requests.length;
  expect(told(await ask())).toBe(PASSAGES);
  expect([api.requests.length - before, await spent()]).toEqual([0, 0]);
});

test("after Stop the call ends within a second, what it wrote is paid for, and nothing is asked again", async () => {
  const { api, ask, telegram, spent } = await startAsking();
  api.next(says(COST, OPEN, never));
  let stoppedAt = Infinity;
  const end = telegram.onChange((change) => {
    if (change.kind !== "draft" || change.text !== COST.text) return;
    end();
    stoppedAt = performance.now();
    telegram.stop(change.chat, change.draft);
  });
  expect(told(await ask())).toBe(INCOMPLETE);
  expect(await api.requests[0]?.ended).toBe("client");
  expect(performance.now() - stoppedAt).toBeLessThan(1000);
  expect([api.requests.length, (await spent()) > 0]).toEqual([1, true]);
});
