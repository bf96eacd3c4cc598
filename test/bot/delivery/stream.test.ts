import { GrammyError } from "grammy";
import { expect, test } from "vitest";

import { createStreams } from "../../../src/bot/delivery/stream.ts";
import type { Store } from "../../../src/store/store.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";

const PRIVATE = { chat: 101, isPrivate: true, thread: null, replyTo: null };
const GROUP = { chat: -5, isPrivate: false, thread: 7, replyTo: 3 };

type Stops = Store["stops"];

interface Call {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly method: string;
  readonly text?: string;
  readonly draft?: number;
}

/** As where one process writes all answers. */
const ALONE: Stops = { areShared: false, ask: async () => {}, wasAsked: async () => false };

/** Streams on a clock of the test's; `refuse` throws in place of Telegram, `hang` never answers. */
function startStreams({
  refuse = () => {},
  hang = false,
  stops = ALONE,
}: { refuse?: (call: number) => void; hang?: boolean; stops?: Stops } = {}) {
  const clock = createTestClock();
  const start = clock.now();
  const calls: Call[] = [];
  const note = async (call: Omit<Call, "at">): Promise<true> => {
    calls.push({ ...call, at: clock.now() - start });
    refuse(calls.length);
    if (hang) await new Promise(() => {});
    return true;
  };
  const warned: string[] = [];
  const streams = createStreams({
    api: {
      sendMessageDraft: (_, draft, text) =>
        note({ method: "sendMessageDraft", draft, text: text ?? "" }),
      sendChatAction: () => note({ method: "sendChatAction" }),
    },
    stops,
    clock,
    log: {
      debug() {},
      info() {},
      warn: (__, words) => void warned.push(words),
      error: (__, words) => void warned.push(words),
    },
  });
  return { streams, clock, calls, warned };
}

function refusal(error_code: number, retry_after?: number): GrammyError {
  const parameters = retry_after === undefined ? {} : { retry_after };
  const description = "refused";
  return new GrammyError("no", { ok: false, error_code, description, parameters }, "m", {});
}

const shown = (calls: readonly Call[]) => calls.map(({ at, text }) => [at, text]);

test("a private draft begins at once, and shows the newest text once a second", async () => {
  const { streams, clock, calls } = startStreams();
  const stream = streams.open(PRIVATE);
  for (const text of ["", "a", "a b", "a b c"]) {
    stream.onDraft(text);
    await clock.wind(400);
  }
  await clock.wind(5000);
  expect(shown(calls)).toEqual([
    [0, ""],
    [1000, "a b"],
    [2000, "a b c"],
  ]);
});

test("a draft that does not grow is shown again before Telegram takes it away", async () => {
  const { streams, clock, calls } = startStreams();
  streams.open(PRIVATE).onDraft("a");
  await clock.wind(65_000);
  expect(shown(calls)).toEqual([
    [0, "a"],
    [20_000, "a"],
    [40_000, "a"],
    [60_000, "a"],
  ]);
});

test("each answer has a draft of its own, with Stop, in the topic it belongs to", async () => {
  const sent: unknown[][] = [];
  const streams = createStreams({
    api: {
      sendMessageDraft: async (...args: unknown[]) => {
        sent.push(args);
        return true as const;
      },
      sendChatAction: async () => true,
    },
    stops: ALONE,
    clock: createTestClock(),
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  streams.open(PRIVATE).onDraft("a");
  streams.open({ ...PRIVATE, thread: 9 }).onDraft("b");
  const drafts = sent.map(([, draft]) => draft);
  expect(new Set(drafts).size).toBe(2);
  expect(drafts).not.toContain(0);
  expect(sent.map(([chat, , text, other]) => [chat, text, other])).toEqual([
    [101, "a", { can_stop: true }],
    [101, "b", { can_stop: true, message_thread_id: 9 }],
  ]);
});

test("after the end no frame is sent any more, whatever still comes", async () => {
  const { streams, clock, calls } = startStreams();
  const stream = streams.open(PRIVATE);
  stream.onDraft("a");
  await clock.wind(100);
  stream.onDraft("a b");
  await stream.end();
  stream.onDraft("a b c");
  await clock.wind(60_000);
  expect(shown(calls)).toEqual([[0, "a"]]);
});

test("the end waits for a frame that is on its way, but not for ever", async () => {
  const { streams, clock } = startStreams({ hang: true });
  const stream = streams.open(PRIVATE);
  stream.onDraft("a");
  let ended = false;
  const end = async () => {
    await stream.end();
    ended = true;
  };
  void end();
  await clock.wind(1000);
  expect(ended).toBe(false);
  await clock.wind(2000);
  expect(ended).toBe(true);
});

test("while one frame is on its way no other is sent", async () => {
  const { streams, clock, calls } = startStreams({ hang: true });
  const stream = streams.open(PRIVATE);
  stream.onDraft("a");
  stream.onDraft("a b");
  await clock.wind(30_000);
  expect(shown(calls)).toEqual([[0, "a"]]);
});

test("a frame that Telegram has no room for is dropped; the next one comes when it may", async () => {
  const { streams, clock, calls, warned } = startStreams({
    refuse: (call) => {
      if (call === 2) throw refusal(429, 5);
    },
  });
  const stream = streams.open(PRIVATE);
  for (const text of ["a", "a b", "a b c"]) {
    stream.onDraft(text);
    await turns(1);
    await clock.wind(1000);
  }
  await clock.wind(10_000);
  expect([shown(calls), warned]).toEqual([
    [
      [0, "a"],
      [1000, "a b"],
      [7000, "a b c"],
    ],
    [],
  ]);
});

test.each([
  ["refused", refusal(400)],
  ["lost", new TypeError("fetch failed")],
])("case 26: when a draft is %s the drafts end quietly", async (_, error) => {
  const { streams, clock, calls, warned } = startStreams({
    refuse: () => {
      throw error;
    },
  });
  const stream = streams.open(PRIVATE);
  stream.onDraft("a");
  await clock.wind(1500);
  stream.onDraft("a b");
  await clock.wind(60_000);
  await stream.end();
  expect([shown(calls), warned]).toEqual([[[0, "a"]], []]);
});

test("Stop ends the answer whose draft it stands under, and no frame follows", async () => {
  const { streams, clock, calls } = startStreams();
  const [one, other] = [streams.open(PRIVATE), streams.open(PRIVATE)];
  one.onDraft("a");
  other.onDraft("b");
  await clock.wind(100);
  one.onDraft("a b");
  await streams.stop(PRIVATE.chat, calls[0]?.draft ?? 0);
  expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false]);
  await clock.wind(30_000);
  expect(calls.map(({ text }) => text)).toEqual(["a", "b", "b"]);
});

test("Stop for a draft of another chat, or of an answer that is there, does nothing", async () => {
  const { streams, calls } = startStreams();
  const stream = streams.open(PRIVATE);
  stream.onDraft("a");
  const draft = calls[0]?.draft ?? 0;
  await streams.stop(102, draft);
  await stream.end();
  await streams.stop(PRIVATE.chat, draft);
  expect(stream.signal.aborted).toBe(false);
});

test("a text longer than a message is shown up to there, without half an emoji", async () => {
  const { streams, calls } = startStreams();
  streams.open(PRIVATE).onDraft(`${"a".repeat(4095)}😀`);
  expect(calls[0]?.text).toBe(`${"a".repeat(4095)}\uFFFD`);
});

test("in a group the bot types every 4.5 s until the answer is there, and shows nothing of it", async () => {
  const { streams, clock, calls } = startStreams();
  const stream = streams.open(GROUP);
  await clock.wind(1000);
  expect(calls).toEqual([]);
  for (const text of ["", "a", "a b"]) {
    stream.onDraft(text);
    await clock.wind(2900);
  }
  await stream.end();
  await clock.wind(30_000);
  expect(calls).toEqual([
    { at: 1000, method: "sendChatAction" },
    { at: 5500, method: "sendChatAction" },
  ]);
});

test("typing that is refused is tried again, and nobody hears of it", async () => {
  const { streams, clock, calls, warned } = startStreams({
    refuse: () => {
      throw refusal(429, 1);
    },
  });
  streams.open(GROUP).onDraft("");
  await clock.wind(5000);
  await turns(3);
  expect([calls.length, warned]).toEqual([2, []]);
});

test("for an answer that is edited the bot types in private too", async () => {
  const { streams, calls } = startStreams();
  streams.openForEdit(PRIVATE).onDraft("a");
  expect(calls.map(({ method }) => method)).toEqual(["sendChatAction"]);
});

test("a Stop that another process got ends the answer within a second, and only this one", async () => {
  const asked = new Set<string>();
  const stops = {
    areShared: true,
    ask: async (chat: number, draft: number) => void asked.add(`${chat}/${draft}`),
    wasAsked: async (chat: number, draft: number) => asked.has(`${chat}/${draft}`),
  };
  const { streams, clock, calls } = startStreams({ stops });
  const other = startStreams({ stops });
  const stream = streams.open(PRIVATE);
  const second = streams.open(PRIVATE);
  stream.onDraft("a");
  await clock.wind(2000);
  expect(stream.signal.aborted).toBe(false);
  await other.streams.stop(PRIVATE.chat, calls[0]?.draft ?? 0);
  await clock.wind(1100);
  expect([stream.signal.aborted, second.signal.aborted]).toEqual([true, false]);
});
