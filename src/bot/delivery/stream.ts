/**
 * What a person sees while an answer is written: in private a draft that grows, with Stop; else that the bot types.
 *
 * A draft is only a preview, which Telegram takes away after 30 seconds or with the next message.
 */
import { randomInt } from "node:crypto";

import { GrammyError, type Api } from "grammy";

import type { Reader } from "../../answer/answer.ts";
import type { Store } from "../../store/store.ts";
import { sleepBy, type Clock } from "../clock.ts";
import type { Place } from "../incoming/incoming.ts";
import { describeError, type Log } from "../log.ts";
import { MESSAGE_LIMIT } from "./split.ts";

export interface Streams {
  /** Shows nothing before its first draft. */
  open(place: Place): Stream;
  /** The same without a draft: no new message follows that would take one away. */
  openForEdit(place: Place): Stream;
  /** Somebody has read enough of this draft: what is there by then is the answer. */
  stop(chat: number, draft: number): Promise<void>;
}

export interface Stream extends Reader {
  /** Shows nothing more; settles when nothing of it is on its way. */
  end(): Promise<void>;
}

interface StreamParts {
  readonly api: Pick<Api, "sendMessageDraft" | "sendChatAction">;
  /** Where processes tell one another of a Stop. */
  readonly stops: Store["stops"];
  readonly clock: Clock;
  readonly log: Log;
}

const FRAME_MS = 1000;
/** Before Telegram takes the draft away. */
const REFRESH_MS = 20_000;
/** "typing" is shown for five seconds. */
const TYPING_MS = 4500;
/** What hangs longer is not waited for: the answer is there. */
const PATIENCE_MS = 2000;

const nothing = () => {};

export function createStreams(parts: StreamParts): Streams {
  const open = new Map<string, AbortController>();
  const openForEdit = (place: Place) => showTyping(parts, place, new AbortController().signal);
  return {
    openForEdit,
    open(place) {
      if (!place.isPrivate) return openForEdit(place);
      const controller = new AbortController();
      const draft = randomInt(1, 2 ** 31);
      const key = `${place.chat}/${draft}`;
      open.set(key, controller);
      const stream = showDrafts(parts, { place, draft, signal: controller.signal });
      const endWatch = watchStop(parts, { chat: place.chat, draft, controller });
      return {
        ...stream,
        end() {
          open.delete(key);
          endWatch();
          return stream.end();
        },
      };
    },
    async stop(chat, draft) {
      const own = open.get(`${chat}/${draft}`);
      if (own !== undefined) own.abort();
      else if (parts.stops.areShared) await parts.stops.ask(chat, draft);
    },
  };
}

interface Watched {
  readonly chat: number;
  readonly draft: number;
  readonly controller: AbortController;
}

/** Looks whether another process was told to stop it. Returns what ends that. */
function watchStop({ stops, clock, log }: StreamParts, { chat, draft, controller }: Watched) {
  if (!stops.areShared) return nothing;
  let cancel = clock.after(FRAME_MS, () => void look());
  let isOver = false;

  async function look(): Promise<void> {
    try {
      if (await stops.wasAsked(chat, draft)) controller.abort();
      else if (!isOver) cancel = clock.after(FRAME_MS, () => void look());
    } catch (error) {
      // The answer comes whole, then.
      log.warn({ error: describeError(error) }, "Whether an answer was stopped is not known");
    }
  }

  return () => {
    isOver = true;
    cancel();
  };
}

interface Shown {
  readonly place: Place;
  readonly draft: number;
  readonly signal: AbortSignal;
}

function showDrafts({ api, clock, log }: StreamParts, { place, draft, signal }: Shown): Stream {
  const other = { ...threadOf(place), can_stop: true };
  let wanted: string | null = null;
  let shown: string | null = null;
  let shownAt = -Infinity;
  let isOver = false;
  let underWay: Promise<void> | null = null;
  let cancel = nothing;

  function schedule(): void {
    cancel();
    if (isOver || signal.aborted || underWay !== null || wanted === null) return;
    const due = shownAt + (wanted === shown ? REFRESH_MS : FRAME_MS);
    if (due <= clock.now()) underWay = sendFrame(wanted);
    else cancel = clock.after(due - clock.now(), schedule);
  }

  async function sendFrame(text: string): Promise<void> {
    shown = text;
    shownAt = clock.now();
    try {
      await api.sendMessageDraft(place.chat, draft, text, other);
    } catch (error) {
      if (isFlood(error)) {
        shown = null;
        shownAt = clock.now() + (error.parameters.retry_after ?? 0) * 1000;
      } else {
        isOver = true;
        log.debug({ error: describeError(error) }, "No draft can be shown");
      }
    } finally {
      underWay = null;
      schedule();
    }
  }

  return {
    signal,
    onDraft(text) {
      wanted = text.slice(0, MESSAGE_LIMIT).toWellFormed();
      schedule();
    },
    async end() {
      isOver = true;
      cancel();
      if (underWay !== null) await Promise.race([underWay, sleepBy(clock, PATIENCE_MS)]);
    },
  };
}

function isFlood(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 429;
}

function showTyping({ api, clock }: StreamParts, place: Place, signal: AbortSignal): Stream {
  let isTyping = false;
  let cancel = nothing;
  function type(): void {
    // It is only a sign; the answer comes without it as well.
    api.sendChatAction(place.chat, "typing", threadOf(place)).catch(() => {});
    cancel = clock.after(TYPING_MS, type);
  }
  return {
    signal,
    onDraft() {
      if (!isTyping) type();
      isTyping = true;
    },
    async end() {
      cancel();
    },
  };
}

function threadOf({ thread, isDirect = false }: Place): { message_thread_id?: number } {
  return thread === null || isDirect ? {} : { message_thread_id: thread };
}
