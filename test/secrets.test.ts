import { text } from "node:stream/consumers";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";

import { serveHttp } from "../bench/telegram/serve.ts";
import type { LocalTelegram } from "../src/local/telegram.ts";
import { methodOf } from "./support/bot-api.ts";
import {
  holdableTelegram,
  makeDatabase,
  makeDataDir,
  readiness,
  serve,
  startBotProcess,
  STORE_KEY,
  TOKEN,
} from "./support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import type { Ended } from "./support/project-process.ts";

const PERSON = { id: 7, is_bot: false, first_name: "Theodora", language_code: "de" };
const TITLE = "Familie Kaltwasser";
const QUESTION = "Was kostet der Neubau der Brücke?";
const PASSWORD = "streng-geheimes-passwort";
const API_KEY = "sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWxYz";
const FILE = { name: "vertraulich.md", bytes: Buffer.from("Die Brücke bleibt gesperrt.") };
/** Whole, and the parts by which each could still be told. */
const NEVER_PRINTED = [
  TOKEN,
  TOKEN.slice(10, 30),
  STORE_KEY,
  PASSWORD,
  API_KEY.slice(12),
  QUESTION,
  "Neubau der Brücke",
  "3,2 Millionen",
  PERSON.first_name,
  TITLE,
  "/file/bot",
  "documents/file",
  FILE.name,
];
const LIMIT_MS = 40_000;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function expectNoSecrets({ stdout, stderr }: Ended): void {
  for (const secret of NEVER_PRINTED) {
    expect(stdout).not.toContain(secret);
    expect(stderr).not.toContain(secret);
  }
}

/** What goes wrong with every other call of a method, one after the other; in the end all go well. */
const FAULTS: readonly ((url: string) => Response)[] = [
  (url) => {
    throw new Error(`reset: ${url} ${QUESTION}`);
  },
  () => new Response("<html>502 Bad Gateway</html>", { status: 502 }),
  () => refusal(429, "Too Many Requests: retry after 1", { retry_after: 1 }),
  () => new Response('{"ok":true,"resu'),
];

function refusal(error_code: number, description: string, parameters = {}): Response {
  return new Response(JSON.stringify({ ok: false, error_code, description, parameters }));
}

/** Of all methods but `getMe`; and how often each was called. */
function withFaults(telegram: LocalTelegram): Pick<LocalTelegram, "fetch"> & {
  readonly calls: ReadonlyMap<string, number>;
} {
  const calls = new Map<string, number>();
  return {
    calls,
    async fetch(address, init) {
      const method = methodOf(address);
      const call = calls.get(method) ?? 0;
      calls.set(method, call + 1);
      const fault = faultOf(method, call);
      return fault === undefined
        ? telegram.fetch(address, init)
        : fault(`http://telegram/bot${TOKEN}/${method}`);
    },
  };
}

/** Every other call fails, and of an inline query's answers the first two, for it is given once more. */
function faultOf(method: string, call: number): (typeof FAULTS)[number] | undefined {
  if (method === "getMe") return undefined;
  if (method === "answerInlineQuery") return call < 2 ? FAULTS[call] : undefined;
  return call % 2 === 1 ? undefined : FAULTS[call / 2];
}

/** A model that takes nobody's key, and says so with the key and the question. */
async function serveRefusingModel(): Promise<string> {
  const served = await serveHttp(async (request, response) => {
    const message = `invalid x-api-key ${API_KEY}: ${await text(request)}`;
    const refused = { type: "error", error: { type: "authentication_error", message } };
    response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify(refused));
  });
  onTestFinished(() => served.close());
  return served.url;
}

/** Loaded before the program: at a signal it fails with everything that must not be told. */
function failing(): string {
  const message = JSON.stringify(NEVER_PRINTED.join(" "));
  const program = `process.on("SIGUSR2", () => { throw new Error(${message}); })`;
  return `--import=data:text/javascript;base64,${Buffer.from(program).toString("base64")}`;
}

/** A role of its own, with a password that nothing else could print. */
async function withPassword(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const own = new URL(databaseUrl);
  const role = own.pathname.slice(1);
  await client.query(`create role ${role} login superuser password '${PASSWORD}'`);
  await client.end();
  own.username = role;
  own.password = PASSWORD;
  return own.href;
}

function levelsOf({ stdout }: Ended): string[] {
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => (JSON.parse(line) as { level: string }).level);
}

test.skipIf("reason" in inject("postgres"))(
  "case 58: of a run with every fault there is nothing that is printed holds a secret, a name or what anybody wrote",
  { timeout: LIMIT_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const { telegram } = holdableTelegram();
    const chat = telegram.openPrivateChat(PERSON).id;
    const group = telegram.openGroup({ title: TITLE, members: [PERSON] }).id;
    const databaseUrl = await withPassword(await makeDatabase(postgres.url));
    const faulty = withFaults(telegram);
    const main = startBotProcess(folder.path, {
      TELEGRAM_API_ROOT: await serve(faulty),
      DATABASE_URL: databaseUrl,
      NODE_OPTIONS: failing(),
      ANTHROPIC_API_KEY: API_KEY,
      ANTHROPIC_BASE_URL: await serveRefusingModel(),
      OWNER_IDS: String(PERSON.id),
      LOG_LEVEL: "trace",
    });
    await readiness(main);
    telegram.say({ chat: group, from: PERSON.id, text: `/ask ${QUESTION}` });
    telegram.deliver({ message: { text: QUESTION, chat: { id: chat } } as never });
    const failed = telegram.ask(QUESTION, { from: PERSON.id }).catch(() => null);
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
    );
    await client.end();
    await telegram.nextMessage(group);
    telegram.say({ chat, from: PERSON.id, text: QUESTION });
    await telegram.nextMessage(chat);
    await failed;
    telegram.say({ chat, from: PERSON.id, file: FILE });
    // It failed to fetch the file, and says so before it tries anew.
    await expect.poll(() => faulty.calls.get("getFile"), { timeout: LIMIT_MS }).toBe(3);
    main.kill("SIGUSR2");
    const all = await main.ended;
    expect(all.code).toBe(1);
    expect(levelsOf(all)).toEqual(
      expect.arrayContaining(["debug", "info", "warn", "error", "fatal"]),
    );
    expectNoSecrets(all);
  },
);

test.skipIf("reason" in inject("postgres"))(
  "case 58: a start with a wrong password, and one without a server, tell neither password nor key",
  { timeout: LIMIT_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const wrong = new URL(postgres.url);
    wrong.password = PASSWORD;
    const nowhere = new URL(wrong);
    nowhere.port = "1";
    for (const { href } of [wrong, nowhere]) {
      const main = startBotProcess(folder.path, { DATABASE_URL: href, LOG_LEVEL: "trace" });
      const all = await main.ended;
      expect(all).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^PostgreSQL, /u) as string,
      });
      expectNoSecrets(all);
    }
  },
);

test(
  "case 58: a token that Telegram refuses and a store that cannot be written are told without them",
  { timeout: LIMIT_MS },
  async () => {
    const url = await serve({ fetch: async () => refusal(401, `Unauthorized: ${TOKEN}`) });
    const dataDir = await makeDataDir();
    for (const place of [dataDir, "/dev/null/data"]) {
      const env = { TELEGRAM_API_ROOT: url, DATA_DIR: place, LOG_LEVEL: "trace" };
      const all = await startBotProcess(folder.path, env).ended;
      expect(all.stderr).not.toBe("");
      expectNoSecrets(all);
    }
  },
);
