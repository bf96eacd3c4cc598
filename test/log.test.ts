import { BotError, GrammyError, HttpError } from "grammy";
import type { Context } from "grammy";
import { expect, test } from "vitest";
import { createLog, redact } from "../src/log.ts";
import type { Log } from "../src/log.ts";

const TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ";
const KEY = "sk-ant-api03-AbC_dEf-123";
const DATABASE = 'postgres://bot:pa/ss@wo"rd@db.example:5432/bot';
const SECRETS = [TOKEN, "AAbbCC", KEY, "pa/ss", 'wo\\"rd', 'wo"rd'];

/** Everything that `write` makes the log print, line by line. */
function printed(write: (log: Log) => void): string[] {
  const lines: string[] = [];
  write(createLog("debug", { write: (line) => void lines.push(line) }));
  return lines;
}

function expectNoSecrets(lines: readonly string[]): void {
  for (const secret of SECRETS) expect(lines.join("")).not.toContain(secret);
}

test("an event is one line of JSON with its time, level and fields", () => {
  const lines = printed((log) =>
    log.info({ articles: 1, nested: { port: 8080 } }, "started\nwell"),
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  const { time, ...event } = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
  expect(new Date(String(time)).toISOString()).toBe(time);
  expect(event).toEqual({
    level: "info",
    articles: 1,
    nested: { port: 8080 },
    msg: "started\nwell",
  });
});

test("what is below the level is not printed", () => {
  const lines: string[] = [];
  createLog("warn", { write: (line) => void lines.push(line) }).info("quiet");
  expect(lines).toEqual([]);
});

test("keys of other model servers are known by the headers they stand in", () => {
  const key = "gw_0123456789abcdefXYZ";
  const lines = printed((log) => {
    log.info(`authorization: Bearer ${key}`);
    log.info({ headers: { authorization: `Bearer ${key}`, "x-api-key": key } });
    log.info("the bearer of bad news");
  });
  expect(lines.join("")).not.toContain(key);
  expect(lines[2]).toContain("the bearer of bad news");
});

test("secrets are taken out of messages, fields, arrays and children's fields", () => {
  const lines = printed((log) => {
    log.info(`token ${TOKEN} key ${KEY} at ${DATABASE}`);
    log.info(
      {
        token: TOKEN,
        list: [{ url: `https://api.telegram.org/bot${TOKEN}/getMe` }],
        database: DATABASE,
      },
      "start %s",
      KEY,
    );
    log.child({ token: TOKEN }).info({ url: new URL(`https://api.telegram.org/bot${TOKEN}/x`) });
  });
  expectNoSecrets(lines);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toHaveLength(3);
  expect(lines[0]).toContain("postgres://[password]@db.example:5432/bot");
  expect(lines[1]).toContain("https://api.telegram.org/bot[token]/getMe");
});

test("an error keeps its name, message, stack and causes, without secrets", () => {
  const cause = Object.assign(new Error(`connect ${DATABASE}`), {
    code: "ECONNREFUSED",
    config: { text: "written by a person" },
  });
  const error = new TypeError(`fetch failed for ${TOKEN}`, {
    cause: new AggregateError([cause], `with ${KEY}`),
  });
  const lines = printed((log) => {
    log.error(error);
    log.error({ err: error }, "failed");
    log.error({ event: "failed", inside: { deep: [error] } });
    log.error("failed: %o", error);
    log.child({ err: error }).error("failed");
  });
  expectNoSecrets(lines);
  expect(lines.join("")).not.toContain("written by a person");
  for (const line of lines.slice(0, 3)) expect(line).toContain("ECONNREFUSED");
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    msg: "failed",
    err: {
      type: "TypeError",
      message: "fetch failed for [token]",
      cause: { type: "AggregateError", errors: [{ code: "ECONNREFUSED" }] },
    },
  });
});

const refused = new GrammyError(
  "Call to 'sendMessage' failed!",
  { ok: false, error_code: 400, description: "Bad Request: chat not found", parameters: {} },
  "sendMessage",
  { chat_id: 1, text: "what a person wrote" },
);
const unreachable = new HttpError(
  "Network request for 'getMe' failed!",
  new Error(`request to https://api.telegram.org/bot${TOKEN}/getMe failed`),
);
const thrown = new BotError(refused, {
  update: { message: { text: "what a person wrote" } },
} as unknown as Context);

test.each([
  ["GrammyError", refused],
  ["HttpError", unreachable],
  ["BotError", thrown],
])("of a %s neither the call nor the address is printed", (name, error) => {
  const lines = printed((log) => {
    log.error(error);
    log.error({ err: error }, "failed");
    log.error({ why: { error } });
    log.error("failed: %o", error);
  });
  expectNoSecrets(lines);
  expect(lines.join("")).not.toContain("what a person wrote");
  expect(lines.join("")).not.toContain("request to");
  for (const line of lines) expect(line).toContain(name);
});

test("a refused call is logged with its method and code", () => {
  const [line = ""] = printed((log) => log.error({ err: thrown }));
  expect(JSON.parse(line)).toMatchObject({
    err: { type: "BotError", cause: { method: "sendMessage", error_code: 400 } },
  });
});

test("circles, depth and bytes do not stop the log", () => {
  const circle: Record<string, unknown> = { bytes: Buffer.alloc(1000), big: 10n, lone: "\ud800" };
  circle["self"] = circle;
  const lines = printed((log) => log.info(circle));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ bytes: "1000 bytes", big: "10" });
});

test("what is no secret stays", () => {
  const text =
    "at 12:30 in chat -1001234567890, see https://example.org/a@b and node_modules/@hono/node-server";
  expect(redact(text)).toBe(text);
});
