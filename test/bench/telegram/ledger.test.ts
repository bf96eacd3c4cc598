import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import { createLedger } from "../../../bench/telegram/ledger.ts";

/** A ledger of one group with three questions, and what the bot answered. */
function ledgerOf(answers: readonly number[], lostWords: readonly number[] = []) {
  const ledger = createLedger(() => 0);
  const chat = { id: -1, type: "supergroup", title: "G" } as const;
  const said = (message_id: number) => ({ chat, message_id, date: 0 }) as Message;
  for (const id of [1, 2, 3]) ledger.asked(said(id));
  for (const id of lostWords) ledger.lostWord(-1, id);
  for (const id of answers) ledger.answered({ chat, reply_to_message: said(id) });
  return ledger.figures();
}

test.each([
  ["a question without an answer is lost", [1, 2], [], { lost: 1 }],
  ["an answer before an earlier one is out of order", [2, 1, 3], [], { outOfOrder: 1, lost: 0 }],
  ["a second answer is a repetition", [1, 2, 2, 3], [], { repeated: 1, outOfOrder: 0 }],
  [
    "but not the bot's own, where the first one's confirmation was lost",
    [1, 2, 2, 3],
    [2],
    { repeated: 0, repeatedForLostWord: 1 },
  ],
])("the ledger tells: %s", (_, answers, lostWords, figures) => {
  expect(ledgerOf(answers, lostWords)).toMatchObject(figures);
});
