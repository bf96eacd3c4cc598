/**
 * Which day it is where the bot is: the window of what is counted by the day.
 */

/** Moment → the day's date there, as the milliseconds at which that date began in Greenwich. The zone is IANA, "Europe/Berlin". */
export function createDays(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  return (at) => {
    const parts = format.formatToParts(at);
    const part = (wanted: "year" | "month" | "day") =>
      Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
    return Date.UTC(part("year"), part("month") - 1, part("day"));
  };
}
