/**
 * What a scene is, and the commonest kind: questions that have nothing to do with one another.
 */
import type { Stage, StageOptions, Words } from "./stage.ts";

export interface Scene extends StageOptions {
  readonly play: (stage: Stage) => Promise<void>;
}

/** By the name of the file that holds what is seen in it. */
export type Scenes = Readonly<Record<string, Scene>>;

/** After which nothing is followed up any more. */
const HOUR_MS = 61 * 60_000;

export function asks(questions: readonly Words[], options: StageOptions = {}): Scene {
  return { ...options, play: (stage) => askAll(stage, questions) };
}

/** In private, an hour between them. */
export async function askAll(stage: Stage, questions: readonly Words[]): Promise<void> {
  for (const question of questions) {
    await stage.say(question);
    stage.clock.jump(HOUR_MS);
  }
}

/** In the group, by /ask. */
export function asksInGroup(questions: readonly Words[], options: StageOptions = {}): Scene {
  return {
    ...options,
    async play(stage) {
      for (const question of questions) {
        await stage.say(`/ask ${stage.tell(question)}`, { in: stage.group });
        stage.clock.jump(HOUR_MS);
      }
    },
  };
}
