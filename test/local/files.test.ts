import type { ApiResponse, File as TelegramFile } from "grammy/types";
import { expect, test } from "vitest";
import { callMethod, createCheckedTelegram, takeUpdates } from "../support/bot-api.ts";
import { ANNA } from "./scene.ts";

const BYTES = Buffer.from([0, 255, 128, 10]);

function startWithAnna() {
  const telegram = createCheckedTelegram({ now: Date.now });
  telegram.openPrivateChat(ANNA);
  const fetchFile = (path: string, token = "1:token") =>
    telegram.fetch(`https://api.telegram.org/file/bot${token}/${path}`);
  return { telegram, fetchFile };
}

test("a file arrives as a document, and is fetched by the path that getFile names", async () => {
  const { telegram, fetchFile } = startWithAnna();
  const file = { name: "Größe.md", bytes: BYTES, type: "text/markdown" };
  telegram.say({ chat: ANNA.id, from: ANNA.id, file, caption: "Lies das" });
  const [update] = await takeUpdates(telegram);
  expect(update?.message).toMatchObject({
    caption: "Lies das",
    document: { file_name: "Größe.md", file_size: 4, mime_type: "text/markdown" },
  });
  const answer = (await callMethod(telegram, "getFile", {
    file_id: update?.message?.document?.file_id ?? "",
  })) as ApiResponse<TelegramFile>;
  if (!answer.ok) throw new Error(answer.description);
  expect(answer.result.file_path).toMatch(/^documents\/\S+\.md$/u);
  const response = await fetchFile(answer.result.file_path ?? "");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES);
});

test("a file that nobody sent, and one over 20 MB, are refused in Telegram's words", async () => {
  const { telegram } = startWithAnna();
  const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
  telegram.say({ chat: ANNA.id, from: ANNA.id, file: { name: "a.pdf", bytes } });
  const [update] = await takeUpdates(telegram);
  const id = update?.message?.document?.file_id ?? "";
  expect(await callMethod(telegram, "getFile", { file_id: id })).toMatchObject({
    error_code: 400,
    description: "Bad Request: file is too big",
  });
  expect(await callMethod(telegram, "getFile", { file_id: "made-up" })).toMatchObject({
    error_code: 400,
    description: "Bad Request: wrong file_id or the file is temporarily unavailable",
  });
});

test("a path that is none, and a token that is none, get no file", async () => {
  const { fetchFile } = startWithAnna();
  expect((await fetchFile("documents/none.md")).status).toBe(404);
  expect((await fetchFile("documents/none.md", "token")).status).toBe(401);
});

test("what is forwarded says where it was first posted", async () => {
  const { telegram } = startWithAnna();
  const chat = { id: -1_000_555, type: "channel", title: "Hafenblatt" } as const;
  const origin = { type: "channel", date: 1_790_000_000, chat, message_id: 12 } as const;
  telegram.say({ chat: ANNA.id, from: ANNA.id, text: "Neu.", origin });
  const [update] = await takeUpdates(telegram);
  expect(update?.message).toMatchObject({ text: "Neu.", forward_origin: origin });
});
