/**
 * A chat's settings: one JSON a chat, checked against a schema when it is read.
 */
import { z } from "zod";

/** The chat's last summary in a topic. */
const lastSummary = z.object({
  /** In which chat, before it became another one. */
  chat: z.int(),
  at: z.int(),
  /** When the first message it is about was written; unknown of older ones. */
  from: z.int().optional(),
  /** The last message it is about, and when that was written. */
  covered: z.int(),
  coveredAt: z.int(),
  /** The summary itself; 0 when it is not known. */
  message: z.int(),
});

const chatSettings = z.object({
  /** By topic; "all" is every topic, "" outside of topics. */
  lastSummary: z.record(z.string(), lastSummary).optional(),
  /** When somebody was last told that the bot had been away, and on which update. */
  toldAway: z.object({ at: z.int(), update: z.int() }).optional(),
  summaryBegunAt: z.int().optional(),
});

export type LastSummary = Readonly<z.infer<typeof lastSummary>>;
export type ChatSettings = Readonly<z.infer<typeof chatSettings>>;

/** Settings of another form count as none. */
export function parseSettings(json: string | null): ChatSettings {
  if (json === null) return {};
  const { data } = chatSettings.safeParse(JSON.parse(json));
  return data ?? {};
}
