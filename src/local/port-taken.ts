/**
 * The port of the local chat cannot be opened; the message is for the operator.
 *
 * Apart from the server, which a bot on Telegram need not load to know this error.
 */
export class PortTakenError extends Error {
  override name = "PortTakenError";
}
