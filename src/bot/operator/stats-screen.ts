/**
 * What /stats shows the owners: today, and in brackets the last seven days.
 */
import type { Language } from "../incoming/language.ts";
import type { Fate } from "./fate.ts";
import { joined, rich, styled } from "../screens/rich.ts";
import type { Screen, View } from "../screens/screen.ts";
import type { Counts, Period } from "./stats.ts";
import { texts } from "../screens/texts/texts.ts";

/** As they are listed; `refused` stands by itself. */
const FATES: readonly Exclude<Fate, "refused">[] = [
  "written",
  "quotes",
  "stand-in",
  "declined",
  "overview",
  "facts",
  "small-talk",
  "stopped",
];
const MICRO = 1_000_000;

export function statsScreen({ today, week }: Counts, { language }: View): Screen {
  const own = texts[language].stats;
  const line = (label: string, of: (period: Period) => string | number) =>
    `${label}: ${of(today)} (${of(week)})`;
  const shown = FATES.filter((fate) => count(fate)(week) > 0);
  const lines = [
    line(own.questions, questionsOf),
    ...shown.map((fate) => `• ${line(own.fates[fate], count(fate))}`),
    line(own.refused, count("refused")),
    line(own.summaries, ({ summaries }) => summaries),
    line(own.cost, ({ cost }) => inDollars(cost, language)),
  ];
  return { text: joined([styled("bold", own.head), rich(lines.join("\n"))]), buttons: [] };
}

function count(fate: Fate): (period: Period) => number {
  return ({ fates }) => fates[fate] ?? 0;
}

/** Refused ones are among them. */
function questionsOf({ fates }: Period): number {
  return Object.values(fates).reduce((sum, one) => sum + one, 0);
}

function inDollars(microDollars: number, language: Language): string {
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });
  return format.format(microDollars / MICRO);
}
