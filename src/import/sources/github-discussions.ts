import { isRecord } from '../../record.js';
import { fieldOf, dayOf, digestOf, idOf, recordsOf, textOf } from '../fields.js';
import { jsonValues } from '../json-values.js';
import { type Found, foundFault, type ImportedMessage, type Source } from '../model.js';
import { labelsOf, messageOf, repositoryIn, threadName } from './github.js';

type Discussion = Readonly<Record<string, unknown>>;

/** Fields of a discussion and of no other record; a query may ask for some of them. */
const DISCUSSION_FIELDS = ['answer', 'isAnswered', 'answerChosenAt'];

/** Levels of a response in which discussions may stand: `data.repository.discussions.nodes`, and some around it. */
const MOST_LEVELS = 8;

/** GitHub Discussions, as `gh api graphql --paginate` prints the answers of the GraphQL API. */
export const githubDiscussions: Source = {
  kind: 'github-discussions',
  title: 'GitHub Discussions',
  platform: 'github',
  isMarked: true,
  confidence: 1,
  accepts: (name) => /\.jsonl?$/i.test(name),
  async *threads(path, options) {
    for await (const item of jsonValues(path, options)) {
      if (item.kind === 'fault') yield item;
      else {
        const found = [...discussionsIn(item.value, MOST_LEVELS)];
        for (const discussion of found) yield await threadOf(discussion);
        const message = faultOf(item.value, found.length);
        if (message !== undefined) yield foundFault(options.name, item.line, 'kind', message);
      }
    }
  },
};

/** What GitHub complained of, or that the value is something else. A page may be empty. */
function faultOf(value: unknown, found: number): string | undefined {
  const [error] = recordsOf(fieldOf(value, 'errors'));
  if (error !== undefined) return `GitHub answered with an error: ${textOf(error['message']) ?? 'unnamed'}`;
  return found > 0 || isRecord(fieldOf(value, 'data')) ? undefined : 'no discussions of the GraphQL API';
}

function* discussionsIn(value: unknown, levels: number): Generator<Discussion> {
  if (!isRecord(value) || levels === 0) return;
  if (!Array.isArray(value) && 'title' in value && DISCUSSION_FIELDS.some((name) => name in value))
    yield value;
  else for (const inner of Object.values(value)) yield* discussionsIn(inner, levels - 1);
}

async function threadOf(discussion: Discussion): Promise<Found> {
  // A poll or an announcement takes no answer.
  if (fieldOf(discussion, 'category', 'isAnswerable') === false) return { kind: 'left-out', reason: 'other' };
  const url = textOf(discussion['url']);
  const name = threadName(url, 'discussions');
  const answer = discussion['answer'];
  const marked = isRecord(answer) ? answer : undefined;
  const comments = await Promise.all(commentsOf(discussion, marked));
  const isThere = comments.some(({ isAnswer }) => isAnswer);
  const began = textOf(discussion['createdAt']);
  return {
    kind: 'thread',
    thread: {
      id: `github-discussion:${name ?? idOf(discussion['id'], url) ?? digestOf(discussion['title'], discussion['body'])}`,
      title: textOf(discussion['title']),
      url: textOf(marked?.['url']) ?? url,
      date: dayOf(began),
      project: name === undefined ? undefined : repositoryIn(name),
      tags: [
        ...labelsOf(discussion),
        ...[textOf(fieldOf(discussion, 'category', 'name'))].filter((tag) => tag !== undefined),
      ],
      messages: [
        await messageOf(discussion, false),
        ...comments,
        ...(marked === undefined || isThere ? [] : [await messageOf(marked, true)]),
      ],
    },
  };
}

/** Comments and the replies to them, in the order in which they are read. */
function commentsOf(
  discussion: Discussion,
  answer: Discussion | undefined,
): readonly Promise<ImportedMessage>[] {
  const isAnswer = (post: Discussion): boolean =>
    post['isAnswer'] === true || (answer?.['id'] !== undefined && answer['id'] === post['id']);
  return recordsOf(discussion['comments']).flatMap((comment) => [
    messageOf(comment, isAnswer(comment)),
    ...recordsOf(comment['replies']).map((reply) => messageOf(reply, isAnswer(reply))),
  ]);
}
