/** What discussions and issues of GitHub share. */

import { fieldOf, idOf, numberOf, recordsOf, textOf, withoutComments } from '../fields.js';
import type { ImportedMessage } from '../model.js';

type GithubRecord = Readonly<Record<string, unknown>>;

/** Who may close and answer for a project: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation */
const MAINTAINERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** A post of GraphQL, of `gh ... --json` or of REST. */
export function messageOf(post: GithubRecord, isAnswer: boolean): ImportedMessage {
  const association = post['authorAssociation'] ?? post['author_association'];
  return {
    id: idOf(post['id'], post['databaseId']) ?? '',
    author: authorOf(post),
    isMaintainer: typeof association === 'string' && MAINTAINERS.has(association),
    text: withoutComments(textOf(post['body']) ?? textOf(post['bodyText']) ?? ''),
    at: textOf(post['createdAt']) ?? textOf(post['created_at']),
    isAnswer,
    votes: votesOf(post),
  };
}

export function authorOf(post: GithubRecord): string | undefined {
  return textOf(fieldOf(post, 'author', 'login')) ?? textOf(fieldOf(post, 'user', 'login'));
}

/** Upvotes, or thumbs up, whichever are more. */
function votesOf(post: GithubRecord): number {
  const groups = recordsOf(post['reactionGroups']);
  const thumbs = groups.find(({ content }) => content === 'THUMBS_UP');
  return Math.max(
    numberOf(post['upvoteCount']) ?? 0,
    numberOf(fieldOf(thumbs, 'users', 'totalCount')) ?? 0,
    numberOf(fieldOf(thumbs, 'reactors', 'totalCount')) ?? 0,
    numberOf(fieldOf(post, 'reactions', '+1')) ?? 0,
  );
}

export function labelsOf(post: GithubRecord): readonly string[] {
  const labels = post['labels'];
  const names = Array.isArray(labels) ? labels.map((label: unknown) => textOf(label)) : [];
  return [...names, ...recordsOf(labels).map(({ name }) => textOf(name))].filter(
    (name) => name !== undefined,
  );
}

/**
 * `owner/repo/12` of a page's address, on GitHub or a server of one's own.
 * @param kind the part of the address before the number
 */
export function threadName(url: string | undefined, kind: 'discussions' | 'issues'): string | undefined {
  const parts = (url ?? '').split(/[?#]/, 1)[0]?.split('/') ?? [];
  const place = parts.lastIndexOf(kind);
  const [owner, repository, number] = [parts[place - 2], parts[place - 1], parts[place + 1]];
  return place < 2 || !/^\d+$/.test(number ?? '') ? undefined : `${owner}/${repository}/${number}`;
}

/** `repo` of `owner/repo/12`. */
export const repositoryIn = (name: string): string | undefined => name.split('/').at(-2);
