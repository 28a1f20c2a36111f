import type { Document, Thread, Turn } from '../../model.js';

/** Tags that exports of help desks put into cells. */
const TAG = /<\/(?:p|div|span|ul|ol|li|h[1-6]|pre|code|table|a|b|strong|i|em|u|blockquote)>|<br ?\/?>|<p>/i;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27);/i;

/** A cell with Markdown of its own is none of HTML, whatever tags it holds. */
export const isHtml = (text: string): boolean =>
  !/`|\*\*/.test(text) && (TAG.test(text) || (ENTITY.test(text) && !text.includes('\n')));

/** The threads of a table with Markdown in place of the HTML of its cells. The parser is loaded for a table that needs it. */
export async function withoutHtml(document: Document): Promise<Document> {
  const isPlain = document.threads.every(({ turns }) =>
    turns.every(({ question, answer = '' }) => !isHtml(question) && !isHtml(answer)),
  );
  if (isPlain) return document;
  const { htmlExcess } = await import('../html/bounds.js');
  const { htmlToMarkdown } = await import('../html/to-markdown.js');
  const { textOfRows } = await import('../rows.js');
  const markdownOf = (text: string): string => {
    if (!isHtml(text) || htmlExcess(text) !== undefined) return text;
    const markdown = textOfRows(htmlToMarkdown(text)).replace(/^<\/?details>$|<\/?summary>/gm, '');
    return markdown.replace(/\n{3,}/g, '\n\n').trim() || text;
  };
  const turnOf = (turn: Turn): Turn => ({
    ...turn,
    question: markdownOf(turn.question),
    answer: turn.answer === undefined ? undefined : markdownOf(turn.answer),
  });
  const threadOf = (thread: Thread): Thread => ({ ...thread, turns: thread.turns.map(turnOf) });
  return { ...document, threads: document.threads.map(threadOf) };
}
