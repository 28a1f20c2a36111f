import { exportThread } from '../../src/knowledge/export.js';
import type { Document } from '../../src/knowledge/model.js';
import { htmlToMarkdown } from '../../src/knowledge/readers/html/to-markdown.js';
import { readMarkdown } from '../../src/knowledge/readers/markdown.js';

/** Reads a text as the post `post.md`. */
export function readPost(text: string, path = 'post.md'): Document {
  return readMarkdown({ path, post: path.replace(/\.md$/, ''), text }, htmlToMarkdown);
}

export interface Compact {
  readonly asker: string | null;
  readonly project: string | null;
  readonly turns: readonly (readonly [question: string, answer: string | null])[];
}

/** The threads of a weekly post without what a test of shapes does not look at; white space is evened. */
export function threadsOf(text: string): readonly Compact[] {
  return readPost(`---\nformat: weekly\n---\n${text}`).threads.map((thread) => {
    const { asker, project, turns } = exportThread(thread);
    return {
      asker,
      project,
      turns: turns.map(
        ({ question, answer }) => [even(question), answer === null ? null : even(answer)] as const,
      ),
    };
  });
}

function even(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
