import { isRecord } from '../../record.js';
import { fieldOf, dayOf, digestOf, idOf, numberOf, recordsOf, textOf } from '../fields.js';
import { markdownOf } from '../html.js';
import { jsonValues } from '../json-values.js';
import { MOST_AROUND } from '../pair.js';
import { type Found, foundFault, type ImportedMessage, type Source } from '../model.js';

type DiscourseRecord = Readonly<Record<string, unknown>>;

/** A like, among the actions on a post. */
const LIKE = 2;
/** A post by a person; others tell that a topic was closed or moved. */
const REGULAR = 1;

/**
 * Discourse: topics as `/t/ID.json` gives them, one a file, several in an array or one a line; and exports that hold `raw` Markdown, with the
 * posts in `post_stream.posts` or in `posts`.
 */
export const discourse: Source = {
  kind: 'discourse',
  title: 'Discourse',
  platform: 'discourse',
  isMarked: true,
  confidence: 1,
  accepts: (name) => /\.jsonl?$/i.test(name),
  async *threads(path, options) {
    for await (const item of jsonValues(path, options)) {
      if (item.kind === 'fault') yield item;
      else {
        const topics = topicsIn(item.value);
        for (const topic of topics) yield await threadOf(topic, options.site);
        if (topics.length === 0) yield foundFault(options.name, item.line, 'kind', 'no topic with its posts');
      }
    }
  },
};

/** The topic itself, or those of an export of categories. */
function topicsIn(value: unknown): readonly DiscourseRecord[] {
  const all = [...(isRecord(value) ? [value] : []), ...recordsOf(fieldOf(value, 'topics'))];
  return all.filter((topic) => postsOf(topic).length > 0);
}

function postsOf(topic: DiscourseRecord): readonly DiscourseRecord[] {
  const stream = recordsOf(fieldOf(topic, 'post_stream', 'posts'));
  return stream.length > 0 ? stream : recordsOf(topic['posts']);
}

async function threadOf(topic: DiscourseRecord, site: string | undefined): Promise<Found> {
  if (topic['archetype'] !== undefined && topic['archetype'] !== 'regular')
    return { kind: 'left-out', reason: 'other' };
  const base = site?.replace(/\/$/, '');
  const posts = postsOf(topic)
    .filter((post) => (numberOf(post['post_type']) ?? REGULAR) === REGULAR)
    .filter((post) => post['hidden'] !== true && post['user_deleted'] !== true)
    .toSorted((a, b) => (numberOf(a['post_number']) ?? 0) - (numberOf(b['post_number']) ?? 0));
  const accepted = acceptedNumber(topic);
  const isAnswer = (post: DiscourseRecord): boolean =>
    post['accepted_answer'] === true || (accepted !== undefined && post['post_number'] === accepted);
  const answered = posts.find(isAnswer);
  if (answered === undefined)
    return { kind: 'left-out', reason: posts.length > 1 ? 'unmarked' : 'no-answer' };
  const shown = posts.filter((post, place) => place <= MOST_AROUND || isAnswer(post));
  const messages = await Promise.all(shown.map((post) => messageOf(post, isAnswer(post), base)));
  const id =
    idOf(topic['id'], topic['topic_id'], fieldOf(posts[0], 'topic_id'), topic['slug']) ??
    digestOf(topic['title'], fieldOf(posts[0], 'created_at'));
  const path = `${id}/${idOf(answered['post_number']) ?? ''}`;
  return {
    kind: 'thread',
    thread: {
      id: `discourse:${base === undefined ? '' : `${base.replace(/^\w+:\/\//, '')}/`}${id}`,
      title: textOf(topic['title']) ?? textOf(topic['fancy_title']),
      url: base === undefined ? undefined : `${base}/t/${path}`,
      date: dayOf(textOf(topic['created_at'])),
      tags: tagsOf(topic['tags']),
      messages,
    },
  };
}

/** Of the plug-in discourse-solved: the topic tells the number of the accepted post, or each post for itself. */
function acceptedNumber(topic: DiscourseRecord): number | undefined {
  const accepted = topic['accepted_answer'] ?? topic['accepted_answer_post'];
  return numberOf(fieldOf(accepted, 'post_number')) ?? numberOf(topic['accepted_answer_post_number']);
}

/** Texts, or records with a name in newer versions. */
function tagsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .map((tag: unknown) => textOf(tag) ?? textOf(fieldOf(tag, 'name')))
    .filter((tag) => tag !== undefined);
}

async function messageOf(
  post: DiscourseRecord,
  isAnswer: boolean,
  base: string | undefined,
): Promise<ImportedMessage> {
  const likes = recordsOf(post['actions_summary']).find(({ id }) => id === LIKE);
  const raw = textOf(post['raw']);
  const replyTo = numberOf(post['reply_to_post_number']);
  return {
    id: idOf(post['post_number'], post['id']) ?? '',
    author: textOf(post['username']),
    isMaintainer: post['staff'] === true || post['moderator'] === true || post['admin'] === true,
    text: raw ?? (await markdownOf(textOf(post['cooked']) ?? '', base)) ?? '',
    at: textOf(post['created_at']),
    isAnswer,
    votes: numberOf(likes?.['count']) ?? numberOf(post['like_count']) ?? 0,
    replyTo: replyTo === undefined ? undefined : String(replyTo),
  };
}
