/**
 * Ends a stream in which nothing comes any more: the SDK's own timeout is over when the headers are there.
 */

/** So long may nothing come. */
const IDLE_MS = 20_000;

/** Runs something later, unless the function it returns is called before. */
export type After = (milliseconds: number, run: () => void) => () => void;

export interface IdleWatch {
  /** Aborts when nothing came for too long. */
  readonly signal: AbortSignal;
  /** Something came. */
  seen(): void;
  end(): void;
}

export function watchIdle(after: After = startTimer): IdleWatch {
  const controller = new AbortController();
  const start = () => after(IDLE_MS, () => controller.abort());
  let end = start();
  return {
    signal: controller.signal,
    seen() {
      end();
      end = start();
    },
    end: () => end(),
  };
}

function startTimer(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
