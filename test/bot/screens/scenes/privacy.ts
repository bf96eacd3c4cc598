/**
 * Scenes of everyone's right to what is kept of them: told, left out, deleted, shown.
 */
import { fakeLibrary } from "../../../support/fake-library.ts";
import type { Scenes } from "./scene.ts";
import type { Stage, StageOptions, Words } from "./stage.ts";

const ON: StageOptions = { library: () => fakeLibrary(), isRecorded: true };
const YES: Words = ["Ja, löschen", "Yes, delete"];

/** Two messages of Cem's and one of Anna's are kept. */
async function talk({ say, group, clock, offstage }: Stage): Promise<void> {
  await offstage(async () => {
    await say(["eins", "one"], { by: "Cem", in: group });
    clock.jump(60_000);
    await say(["zwei", "two"], { by: "Anna", in: group });
    clock.jump(60_000);
    await say("", { by: "Cem", in: group, media: "photo" });
  });
}

export const privacy: Scenes = {
  "privacy-recorded": {
    ...ON,
    async play(stage) {
      const { say, tap, follow, group } = stage;
      await talk(stage);
      await say("/privacy", { in: group });
      await tap(["Nicht mehr mitspeichern", "Stop keeping mine"], { in: group, by: "Cem" });
      await say("/privacy", { in: group, by: "Cem" });
      await tap(["Wieder mitspeichern", "Keep mine again"], { in: group, by: "Cem" });
      await follow(["Mehr ↗", "More ↗"], { in: group });
      await follow(["Meine zeigen ↗", "Show mine ↗"], { in: group });
      await follow(["Meine löschen ↗", "Delete mine ↗"], { in: group });
      await tap(YES);
      await tap(["Alle löschen (Admins)", "Delete all (admins)"], { in: group, by: "Ben" });
      await tap(["Alle löschen (Admins)", "Delete all (admins)"], { in: group });
      await tap("unknown", { in: group, data: "g-nonsense" });
    },
  },
  "privacy-not-recorded": {
    library: () => fakeLibrary(),
    async play({ say, group }) {
      await say("/privacy", { in: group });
      for (const command of ["/optout", "/optin", "/forget", "/mydata"])
        await say(command, { in: group });
    },
  },
  "privacy-in-private": {
    ...ON,
    async play(stage) {
      const { say, tap } = stage;
      await talk(stage);
      await say("/privacy", { by: "Cem" });
      await tap(["Meine zeigen", "Show mine"], { by: "Cem" });
      await tap(["Meine löschen", "Delete mine"], { by: "Cem" });
      await tap(YES, { by: "Cem" });
      await tap(["Nicht mehr mitspeichern", "Stop keeping mine"], { by: "Cem" });
      await say("/privacy", { by: "Cem" });
      await tap(["Wieder mitspeichern", "Keep mine again"], { by: "Cem" });
      await tap(["Mehr", "More"], { by: "Cem" });
    },
  },
  optout: {
    ...ON,
    async play(stage) {
      const { say, group } = stage;
      await talk(stage);
      await say("/optout", { by: "Cem", in: group });
      await say("/optout", { by: "Cem", in: group });
      await say("/optin", { by: "Cem", in: group });
      await say("/optout");
      await say("/optin");
      await say("/optout", { in: group, by: null });
    },
  },
  forget: {
    ...ON,
    async play(stage) {
      const { say, tap, group } = stage;
      await talk(stage);
      await say("/forget", { by: "Cem", in: group });
      await tap(YES, { in: group });
      await tap(YES, { by: "Cem", in: group });
      await say("/forget");
      await tap(YES);
      await say("/forget", { in: group, by: null });
    },
  },
  mydata: {
    ...ON,
    async play(stage) {
      const { say, follow, group } = stage;
      await talk(stage);
      await say("/mydata", { by: "Cem", in: group });
      await follow(["Privat ansehen ↗", "See it in private ↗"], { in: group, by: "Cem" });
      await say("/mydata", { by: "Ben" });
      await say("/mydata", { in: group, by: null });
    },
  },
  "forget-chat": {
    ...ON,
    async play(stage) {
      const { say, tap, group } = stage;
      await talk(stage);
      await say("/forget_chat", { by: "Cem", in: group });
      await say("/forget_chat", { in: group });
      await tap(YES, { by: "Cem", in: group });
      await tap(YES, { in: group });
      await say("/forget_chat");
      await tap(YES);
    },
  },
};
