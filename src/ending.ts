/**
 * How the process ends: at a signal after its parts have stopped, at a fault at once.
 */

/** A stop that takes longer is no clean one. */
const STOP_TIMEOUT_MS = 10_000;

export interface Stops {
  /** To be called at the first signal; what was added last stops first. */
  add(stop: () => Promise<void>): void;
}

/** The first SIGTERM or SIGINT lets running work finish, the second ends the process at once. */
export function stopOnSignals(): Stops {
  const stops: (() => Promise<void>)[] = [];
  let isStopping = false;
  const stopAll = async () => {
    for (const stop of stops.toReversed()) await stop();
    process.exit(0);
  };
  const onSignal = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    void stopAll();
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  return { add: (stop) => void stops.push(stop) };
}

/** After an error that nobody caught the state is unknown; what was begun is taken up at the next start. */
export function exitOnFaults(tell: (error: unknown) => void): void {
  const exit = (error: unknown) => {
    tell(error);
    process.exit(1);
  };
  process.on("uncaughtException", exit).on("unhandledRejection", exit);
}
