/**
 * What /stats shows the owners: today, and in brackets the last seven days.
 */
import type { BotContext } from "../context.ts";
import { say } from "../delivery/reply.ts";
import type { Written } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import { isByOwner, type Admitted } from "./admission.ts";
import { joined, styled, type RichText } from "../screens/screen.ts";
import { unknownCommand } from "../screens/help.ts";
import type { Counts, Outcome, Period, Stats } from "./stats.ts";
import { texts } from "../screens/texts/texts.ts";

/** As they are listed; `refused` stands by itself. */
const OUTCOMES: readonly Exclude<Outcome, "refused">[] = [
  "written",
  "quotes",
  "fallback",
  "declined",
  "overview",
  "facts",
  "small-talk",
  "stopped",
];
const MICRO = 1_000_000;

/** /stats, for owners alone; others are told that there is no such command. */
export async function showStats(
  ctx: BotContext<Written>,
  { admitted, stats }: { readonly admitted: Admitted; readonly stats: Stats },
): Promise<void> {
  if (isByOwner(ctx.incoming, admitted)) say(ctx, wordsOf(await stats.read(), ctx.language));
  else unknownCommand(ctx);
}

function wordsOf({ today, week }: Counts, language: Language): RichText {
  const own = texts[language].stats;
  const line = (label: string, of: (period: Period) => string | number) =>
    `${label}: ${of(today)} (${of(week)})`;
  const shown = OUTCOMES.filter((outcome) => count(outcome)(week) > 0);
  const lines = [
    line(own.questions, questionsOf),
    ...shown.map((outcome) => `• ${line(own.outcomes[outcome], count(outcome))}`),
    line(own.refused, count("refused")),
    line(own.summaries, ({ summaries }) => summaries),
    line(own.cost, ({ cost }) => inDollars(cost, language)),
  ];
  return joined([styled("bold", own.head), ...lines]);
}

function count(outcome: Outcome): (period: Period) => number {
  return ({ outcomes }) => outcomes[outcome] ?? 0;
}

/** Refused ones are among them. */
function questionsOf({ outcomes }: Period): number {
  return Object.values(outcomes).reduce((sum, one) => sum + one, 0);
}

function inDollars(microDollars: number, language: Language): string {
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });
  return format.format(microDollars / MICRO);
}
