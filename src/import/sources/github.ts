/** What discussions and issues of GitHub share. */

import { fieldOf, idOf, numberOf, recordsOf, textOf, withoutComments } from '../fields.js';
import { markdownOf } from '../html.js';
import type { ImportedMessage } from '../model.js';

/** What GitHub sends of a post, by whichever of its interfaces. */
export type GithubRecord = Readonly<Record<string, unknown>>;

/** Who may close and answer for a project: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation */
const MAINTAINERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** A post of GraphQL, of `gh ... --json` or of REST. */
export async function messageOf(post: GithubRecord, isAnswer: boolean): Promise<ImportedMessage> {
  return {
    id: idOf(post['id'], post['databaseId']) ?? '',
    author: authorOf(post),
    isMaintainer: isByMaintainer(post),
    text: withoutComments(await bodyOf(post)),
    at: createdOf(post),
    isAnswer,
    votes: votesOf(post),
  };
}

/** Whether an owner, a member or a collaborator wrote it. */
export const isByMaintainer = (post: GithubRecord): boolean => {
  const association = post['authorAssociation'] ?? post['author_association'];
  return typeof association === 'string' && MAINTAINERS.has(association);
};

export const createdOf = (post: GithubRecord): string | undefined =>
  textOf(post['createdAt']) ?? textOf(post['created_at']);

/** As GitHub renders a post: the field `bodyHTML`, which some exports call `body`. */
const RENDERED = /^<(?:p|div|ul|ol|h[1-6]|pre|blockquote) (?:dir|class)="/;

async function bodyOf(post: GithubRecord): Promise<string> {
  const body = textOf(post['body']) ?? textOf(post['bodyHTML']) ?? '';
  const isRendered = post['body'] === undefined || RENDERED.test(body);
  return body !== '' && isRendered
    ? ((await markdownOf(body)) ?? '')
    : body || (textOf(post['bodyText']) ?? '');
}

export function authorOf(post: GithubRecord): string | undefined {
  const names = ['author', 'user'].flatMap((by) => [fieldOf(post, by, 'login'), fieldOf(post, by, 'name')]);
  return names.map(textOf).find((name) => name !== undefined);
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
