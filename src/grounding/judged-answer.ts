/**
 * Judges an answer sentence by sentence while it is written: each as soon as it is whole, in the order written.
 */
import { checkAnswer, type Checked, type Draft } from "./check-answer.ts";
import type { Claim, Judge, Verdict } from "./judge.ts";

interface JudgedAnswer {
  /** What may be shown of a growing text: its first sentences, up to the first that waits for its verdict. */
  soFar(draft: Draft): Checked;
  /** When every sentence has its verdict. */
  whole(draft: Draft): Promise<Checked>;
}

/** `onVerdict`: more may be shown now. */
export function createJudgedAnswer(judge: Judge | null, onVerdict: () => void): JudgedAnswer {
  const verdicts = new Map<string, Verdict | null>();
  const asked: Promise<void>[] = [];

  function verdictOf(claim: Claim): Verdict | null {
    if (judge === null) return "ok";
    const key = JSON.stringify([claim.text, claim.cited]);
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    verdicts.set(key, null);
    asked.push(ask(judge, claim, key));
    return null;
  }

  async function ask(asks: Judge, claim: Claim, key: string): Promise<void> {
    verdicts.set(key, await asks(claim));
    onVerdict();
  }

  return {
    soFar: (draft) => checkAnswer(draft, verdictOf),
    async whole(draft) {
      for (;;) {
        const checked = checkAnswer(draft, verdictOf);
        if (!checked.isWaiting) return checked;
        await Promise.all(asked);
      }
    },
  };
}
