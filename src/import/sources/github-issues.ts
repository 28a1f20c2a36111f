import { isRecord } from '../../record.js';
import { dayOf, digestOf, idOf, recordsOf, textOf } from '../fields.js';
import { inputsOf } from '../inputs.js';
import { jsonValues } from '../json-values.js';
import { type Found, foundFault, type ImportedMessage, type Reason, type Source } from '../model.js';
import { hasCommentsApart, isComment, openCommentsApart } from './github-comments.js';
import {
  authorOf,
  createdOf,
  type GithubRecord,
  isByMaintainer,
  labelsOf,
  messageOf,
  repositoryIn,
  threadName,
} from './github.js';

type Issue = GithubRecord;

/**
 * Milliseconds between a comment and the closing that it explains. "Close with comment" does both at once; some write first and close
 * then.
 */
const CLOSING_MILLISECONDS = 10 * 60_000;
/** Characters up to which a closing remark is one of these, and no answer. */
const REMARK_LENGTH = 120;
const REMARK =
  /^(?:closing|closed|clos(?:e|ing) (?:as|this|for)|duplicate|dupe?\b|fixed|done|released|stale|same as|see #?\d+|merged|completed|重复|已修复|已关闭)/i;

/**
 * GitHub issues, as `gh issue list --json ...` prints them, or a dump of the REST API: comments within their issues, or as records of their
 * own beside them, in the same file or folder. The answer is the maintainer's comment that closed the issue. Nobody marked it, so it always
 * goes into the review.
 */
export const githubIssues: Source = {
  kind: 'github-issues',
  title: 'GitHub issues',
  platform: 'github',
  isMarked: false,
  confidence: 0.6,
  async *threads(path, options) {
    const { files, faults } = await inputsOf(path, { accepts: (name) => /\.jsonl?$/i.test(name) });
    yield* faults;
    const apart = openCommentsApart();
    try {
      for (const file of files) {
        for await (const item of jsonValues(file.path, { ...options, name: file.name })) {
          if (item.kind === 'fault') yield item;
          else if (isComment(item.value)) apart.addComment(item.value);
          else if (!isIssue(item.value))
            yield foundFault(file.name, item.line, 'kind', 'no issue with a title and comments');
          else if (hasCommentsApart(item.value)) apart.addIssue(item.value);
          else yield await threadOf(item.value, options.maintainers);
        }
      }
      for (const issue of apart.joined()) yield await threadOf(issue, options.maintainers);
    } finally {
      apart.close();
    }
  },
};

const isIssue = (value: unknown): value is Issue =>
  isRecord(value) && typeof value['title'] === 'string' && 'number' in value;

async function threadOf(issue: Issue, maintainers: ReadonlySet<string> | undefined): Promise<Found> {
  const reason = reasonAgainst(issue);
  if (reason !== undefined) return { kind: 'left-out', reason };
  const url = textOf(issue['html_url']) ?? textOf(issue['url']);
  const name = threadName(url, 'issues');
  const first = await messageOf(issue, false);
  const comments = recordsOf(issue['comments']).filter((comment) => !isMachine(comment));
  const answer = closingComment(issue, first, comments, maintainers);
  const began = first.at;
  return {
    kind: 'thread',
    thread: {
      id: `github-issue:${name ?? idOf(issue['id'], url) ?? digestOf(issue['title'], issue['body'])}`,
      title: textOf(issue['title']),
      url: textOf(answer?.['html_url']) ?? textOf(answer?.['url']) ?? url,
      date: dayOf(began),
      project: name === undefined ? undefined : repositoryIn(name),
      tags: labelsOf(issue),
      messages: [first, ...(await Promise.all(comments.map((one) => messageOf(one, one === answer))))],
    },
  };
}

function reasonAgainst(issue: Issue): Reason | undefined {
  if (isRecord(issue['pull_request'])) return 'other';
  const state = textOf(issue['state'])?.toLowerCase() ?? 'closed';
  if (state !== 'closed') return 'no-answer';
  const why = textOf(issue['stateReason']) ?? textOf(issue['state_reason']) ?? '';
  return /^(?:not_planned|duplicate)$/i.test(why) ? 'closed' : undefined;
}

function isMachine(comment: Issue): boolean {
  const author = authorOf(comment) ?? '';
  return /\[bot\]$|^(?:stale|github-actions|dependabot)$/i.test(author) || comment['isMinimized'] === true;
}

/** The last comment of a maintainer who did not ask, where the issue was closed right with it. */
function closingComment(
  issue: Issue,
  first: ImportedMessage,
  comments: readonly Issue[],
  maintainers: ReadonlySet<string> = new Set(),
): Issue | undefined {
  const closed = Date.parse(textOf(issue['closedAt']) ?? textOf(issue['closed_at']) ?? '');
  return comments.findLast((comment) => {
    const author = authorOf(comment);
    const text = textOf(comment['body']) ?? '';
    const isNear = Math.abs(Date.parse(createdOf(comment) ?? '') - closed) <= CLOSING_MILLISECONDS;
    const isRemark = text.length <= REMARK_LENGTH && REMARK.test(text.trim());
    const isTheirs = isByMaintainer(comment) || maintainers.has(author?.toLowerCase() ?? '');
    return isTheirs && author !== first.author && isNear && !isRemark;
  });
}
