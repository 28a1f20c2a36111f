/** Comments of issues that a dump of GitHub's REST API holds apart from them, in whatever order. */

import { addTo } from '../../group-by.js';
import { isRecord } from '../../record.js';
import { textOf } from '../fields.js';
import { openShelf } from '../shelf.js';
import type { GithubRecord } from './github.js';

interface CommentsApart {
  addIssue(issue: GithubRecord): void;
  addComment(comment: GithubRecord): void;
  /** The issues with their comments, each once. */
  joined(): Generator<GithubRecord>;
  /** Call it in any case. */
  close(): void;
}

/** `GET /repos/O/R/issues/comments` names the issue by its address. */
export const isComment = (value: unknown): value is GithubRecord =>
  isRecord(value) && typeof value['issue_url'] === 'string' && 'body' in value;

/** `GET /repos/O/R/issues` says how many there are. */
export const hasCommentsApart = ({ comments }: GithubRecord): boolean =>
  typeof comments === 'number' && comments > 0;

export function openCommentsApart(): CommentsApart {
  const shelf = openShelf((value): GithubRecord => (isRecord(value) ? value : {}));
  const issues: { readonly id: number; readonly url: string }[] = [];
  const comments = new Map<string, number[]>();
  let last = 0;
  const lay = (record: GithubRecord): number => {
    last += 1;
    shelf.put(last, record);
    return last;
  };
  return {
    addIssue: (issue) => void issues.push({ id: lay(issue), url: textOf(issue['url']) ?? '' }),
    addComment: (comment) => addTo(comments, textOf(comment['issue_url']) ?? '', lay(comment)),
    *joined() {
      for (const { id, url } of issues) {
        const found = (comments.get(url) ?? []).map((comment) => shelf.take(comment));
        yield { ...shelf.take(id), comments: found.filter((comment) => comment !== undefined) };
      }
    },
    close: () => shelf.close(),
  };
}
