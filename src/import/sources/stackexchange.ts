import { createReadStream } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import sax from 'sax';
import { reasonOf } from '../../errors.js';
import { isRecord } from '../../record.js';
import { textOf } from '../fields.js';
import { markdownOf } from '../html.js';
import { openShelf, type Shelf } from '../shelf.js';
import {
  type Found,
  type FoundFault,
  foundFault,
  type ImportedMessage,
  type Source,
  type SourceOptions,
} from '../model.js';

type Row = Readonly<Record<string, string>>;

/** https://meta.stackexchange.com/questions/2677: kinds of posts in a dump. */
const QUESTION = '1';
const ANSWER = '2';

/** Characters of one attribute. The site takes 30,000 of Markdown, which its HTML may double. */
const MOST_CHARACTERS = 1024 * 1024;
Object.assign(sax, { MAX_BUFFER_LENGTH: MOST_CHARACTERS });

/**
 * The company adds a made-up question and answer to each dump, under ids that no site has reached
 * (https://meta.stackexchange.com/questions/412018).
 */
const MADE_UP_FROM = 1_000_000_000;

/** Characters that are kept of a question's text until its answer comes: what the review shows of it. */
const KEPT_CHARACTERS = 1_500;

/**
 * Posts.xml of a data dump of Stack Exchange. An answer usually comes after its question, so questions with an accepted answer are laid aside
 * until it comes; where the file is in another order, it is read once more for the answers that came first.
 */
export const stackExchange: Source = {
  kind: 'stackexchange',
  title: 'Stack Exchange',
  platform: 'stackexchange',
  isMarked: true,
  confidence: 1,
  accepts: (name) => /(?:^|[/.-])posts\.xml$/i.test(name),
  async *threads(path, options) {
    const site = hostOf(options.site ?? basename(dirname(resolve(path))));
    /** By the id of the accepted answer. */
    const waiting = openShelf(rowFrom);
    try {
      let newest = 0;
      let isDisordered = false;
      for await (const row of rowsOf(path, options)) {
        if (row instanceof Fault) yield row.found;
        else if (Number(row['Id']) >= MADE_UP_FROM) continue;
        else if (row['PostTypeId'] === QUESTION) {
          newest = Math.max(newest, Number(row['Id']));
          if (row['AcceptedAnswerId'] !== undefined)
            waiting.put(Number(row['AcceptedAnswerId']), keptOf(row));
          else
            yield {
              kind: 'left-out',
              reason: Number(row['AnswerCount'] ?? 0) > 0 ? 'unmarked' : 'no-answer',
            };
        } else if (row['PostTypeId'] === ANSWER) {
          isDisordered ||= Number(row['ParentId']) > newest;
          yield* answered(waiting, row, site);
        }
      }
      if (isDisordered && waiting.size > 0)
        for await (const row of rowsOf(path, { ...options, read: () => {} }))
          if (!(row instanceof Fault)) yield* answered(waiting, row, site);
      for (let left = waiting.size; left > 0; left -= 1) yield { kind: 'left-out', reason: 'no-answer' };
    } finally {
      waiting.close();
    }
  },
};

/** `dba.stackexchange.com` of an address or of the folder that a dump unpacks to; `undefined` for another folder. */
function hostOf(given: string): string | undefined {
  const [host = ''] = given.replace(/^https?:\/\//i, '').split(/\/|-Posts/, 1);
  return /^[\w-]+(?:\.[\w-]+)+$/.test(host) ? host : undefined;
}

/** The thread that an accepted answer completes. */
async function* answered(waiting: Shelf<Row>, answer: Row, site: string | undefined): AsyncGenerator<Found> {
  const id = answer['Id'] ?? '';
  const question = waiting.take(Number(id));
  if (question === undefined) return;
  const [asked, said] = [await messageOf(question, false, site), await messageOf(answer, true, site)];
  yield {
    kind: 'thread',
    thread: {
      id: `stackexchange:${site === undefined ? '' : `${site}/`}${question['Id'] ?? ''}`,
      title: question['Title'],
      url: site === undefined ? undefined : `https://${site}/a/${id}`,
      tags: (question['Tags'] ?? '').split(/[<>|]+/).filter((tag) => tag !== ''),
      messages: [asked, said],
    },
  };
}

async function messageOf(row: Row, isAnswer: boolean, site: string | undefined): Promise<ImportedMessage> {
  const base = site === undefined ? undefined : `https://${site}`;
  return {
    id: row['Id'] ?? '',
    author: textOf(row['OwnerUserId']),
    text: (await markdownOf(row['Body'] ?? '', base)) ?? '',
    at: textOf(row['CreationDate']),
    isAnswer,
    votes: Number(row['Score'] ?? 0) || 0,
  };
}

const KEPT = ['Id', 'Title', 'Tags', 'OwnerUserId', 'CreationDate', 'Body'];

const keptOf = (row: Row): Row =>
  Object.fromEntries(KEPT.map((name) => [name, (row[name] ?? '').slice(0, KEPT_CHARACTERS)]));

const rowFrom = (value: unknown): Row =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, String(cell)]))
    : {};

/** A row may have whatever attributes; only its class tells a fault from it. */
class Fault {
  readonly found: FoundFault;

  constructor(...fault: Parameters<typeof foundFault>) {
    this.found = foundFault(...fault);
  }
}

/** The attributes of each row. What is wrong ends the reading, and what was read before stays. */
async function* rowsOf(path: string, { name, read }: SourceOptions): AsyncGenerator<Row | Fault> {
  const parser = sax.parser(true, {});
  let rows: Row[] = [];
  let problem: string | undefined;
  let root: string | undefined;
  parser.onopentag = ({ name: tag, attributes }) => {
    root ??= tag;
    if (tag === 'row' && problem === undefined)
      rows.push(Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])));
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the parser takes no other
  parser.onerror = (error) => {
    problem ??= error.message.split('\n', 1)[0] ?? '';
  };
  const stream = createReadStream(path, 'utf8');
  let before = 0;
  for await (const chunk of stream) {
    read(stream.bytesRead - before);
    before = stream.bytesRead;
    try {
      parser.write(String(chunk));
    } catch (error) {
      // The parser stumbles over some names of attributes, such as those of every object.
      problem ??= reasonOf(error);
    }
    yield* rows;
    rows = [];
    if (problem !== undefined) {
      yield new Fault(name, parser.line + 1, 'xml-syntax', problem);
      return;
    }
    if (root !== undefined && root !== 'posts') {
      yield new Fault(name, 1, 'kind', `no Posts.xml: it holds <${root}>`);
      return;
    }
  }
  const last = parser.line + 1;
  parser.close();
  if (problem !== undefined) yield new Fault(name, last, 'file-cut', 'the file ends in the middle');
}
