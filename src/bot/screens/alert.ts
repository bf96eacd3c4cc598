/**
 * The answer to a tap that comes to nothing: a box that the person closes.
 */
import type { Context } from "grammy";

export async function alert(ctx: Context, text: string): Promise<void> {
  await ctx.answerCallbackQuery({ text, show_alert: true });
}
