/** A reader that says that it begins, and never ends: it waits for more messages. */
process.on("message", () => process.send?.("begun"));
process.send?.("ready");
