import { expect, test } from "vitest";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";

const library = fakeLibrary();

test("whoever is not listed gets one sentence with the id to pass on", async () => {
  const { telegram } = startBot({ library, admitted: { allowed: [BEN.id], owners: [] } });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "Wo steht die Brücke?" });
  expect((await telegram.nextMessage(chat)).text).toBe(
    `Ich bin hier noch nicht freigeschaltet. Wer mich betreibt, braucht dafür diese Nummer: ${ANNA.id}`,
  );
});

test("a listed person and an owner are answered", async () => {
  const { telegram } = startBot({ library, admitted: { allowed: [BEN.id], owners: [ANNA.id] } });
  for (const person of [ANNA, BEN]) {
    const chat = telegram.openPrivateChat(person).id;
    telegram.say({ chat, from: person.id, text: "/help" });
    expect((await telegram.nextMessage(chat)).text).toContain("/sources");
  }
});

test("in a group that is not listed the bot is silent until it is called", async () => {
  const { telegram, settled } = startBot({
    library,
    admitted: { allowed: [1], owners: [] },
    me: { can_read_all_group_messages: true },
  });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  telegram.say({ chat: group, from: ANNA.id, text: "Kommt ihr am Freitag?" });
  telegram.say({ chat: group, from: ANNA.id, text: "/ask Wo steht die Brücke?" });
  expect((await telegram.nextMessage(group)).text).toContain(String(group));
  await settled();
  expect(telegram.history(group).filter(({ from }) => from?.id === telegram.me.id)).toHaveLength(1);
});

test("an inline query of someone not listed finds nothing and leads into the chat", async () => {
  const { telegram } = startBot({ library, admitted: { allowed: [1], owners: [] } });
  telegram.openPrivateChat(BEN);
  const answer = await telegram.ask("Brücke", { from: BEN.id });
  expect(answer.results).toEqual([]);
  expect(answer.button?.text).toBe("Not enabled yet – more in chat");
});
