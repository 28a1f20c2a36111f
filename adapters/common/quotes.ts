/** Lines that quote another message, as Slack (which escapes the mark) and Discord write them; three marks quote all that follows. */
const QUOTED_LINE = /^[ \t]*(?:>|&gt;).*$/gm;
const QUOTED_TO_END = /^[ \t]*(?:>|&gt;){3}[\s\S]*/m;
/** Nothing inside is a mention. */
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** A message as it was typed, without what it quotes and without code: who is mentioned there is not addressed. */
export function outsideQuotes(typed: string): string {
  return typed.replace(CODE, '').replace(QUOTED_TO_END, '').replace(QUOTED_LINE, '');
}
