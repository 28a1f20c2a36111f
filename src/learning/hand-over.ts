/** Questions that go to the maintainers. The same question is one item, however many ask it and wherever. */

import type { Press, Reply } from '../contract.js';
import { notice } from '../bot/compose.js';
import { likeness, sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import { type Context, UNKNOWN_PLATFORM, type Waiting } from './context.js';
import { formReply } from './forms.js';
import type { Items } from './review/items.js';
import { idOf, type OpenQuestion, type Shown } from './records.js';
import { tokenFor } from './tokens.js';

export interface HandOver {
  /** The form in which the question is checked before it goes. */
  form(id: string, shown: Shown): Reply;
  open(shown: Shown, press: Press): Promise<Reply>;
  /** The open question that this text is, if it is one. */
  same(text: string): Promise<string | undefined>;
}

/** Characters of a question that is handed over. */
const MOST_CHARACTERS = 1000;

/** Questions that one person can have open: more is somebody who tries the maintainers' patience. */
const MOST_OPEN = 10;

/** Two wordings with so much in common, and the same names and numbers, are one question. */
const SAME = 0.8;

export function createHandOver(context: Context, items: Items): HandOver {
  const { records, platforms, logger, now } = context;

  const same = async (text: string): Promise<string | undefined> => {
    const id = idOf(sameForm(text));
    if ((await records.questions.get(id))?.status === 'open') return id;
    const open = (await records.questions.list()).filter(([, { status }]) => status === 'open');
    return open.find(([, other]) => likeness(other.text, text) >= SAME)?.[0];
  };

  /** Another platform's maintainers will do where the own one has no channel for them. */
  const tell = async (platform: string, reply: Reply): Promise<void> => {
    const names = platforms.names().toSorted((a, b) => Number(b === platform) - Number(a === platform));
    for (const name of names) {
      try {
        if (await platforms.tellMaintainers(name, reply)) return;
      } catch (error) {
        logger.error(`the maintainers could not be told on ${name}; the question waits in the review`, {
          error,
        });
      }
    }
  };

  return {
    same,
    form: (id, { language, question }) =>
      formReply(language, 'ask.text', {
        title: 'ask.title',
        token: tokenFor('asked', 'r', id),
        fields: [
          {
            name: 'question',
            label: 'ask.question',
            lines: 'many',
            required: true,
            value: question.slice(0, MOST_CHARACTERS),
          },
        ],
      }),
    async open(shown, press) {
      const { language, near, project, entry } = shown;
      const { asker, place, link, platform = UNKNOWN_PLATFORM } = press;
      const text = (press.fields?.['question'] ?? '').slice(0, MOST_CHARACTERS).trim();
      if (sameForm(text) === '') return notice(language, texts(language, 'ask.empty'));
      const vault = await context.vault();
      const id = (await same(text)) ?? idOf(sameForm(text));
      const hash = vault.person(platform, asker);
      const theirs = (await records.askers.list()).filter(([key]) => key.endsWith(`/${hash}`));
      const person = `${id}/${hash}`;
      const isFirst = theirs.every(([key]) => key !== person);
      if (isFirst && theirs.length >= MOST_OPEN) {
        return notice(language, texts(language, 'ask.tooMany', { count: theirs.length }));
      }
      let isNew = false;
      const fresh: OpenQuestion = {
        text,
        language,
        near,
        status: 'open',
        at: now(),
        refused: [],
        ...(link === undefined ? {} : { link: vault.seal(link) }),
        project,
      };
      const question = await records.questions.update(id, (before) => {
        isNew = before?.status !== 'open';
        const open = before === undefined || isNew ? fresh : before;
        if (entry === undefined || open.refused.includes(entry)) return isNew ? open : undefined;
        return { ...open, refused: [...open.refused, entry] };
      });
      const waiting: Waiting = { platform, place, asker, language };
      await records.askers.put(person, { sealed: vault.seal(JSON.stringify(waiting)) });
      if (isFirst) {
        context.count({
          kind: 'handed-over',
          platform,
          project,
        });
      }
      if (isNew && question !== undefined) {
        const item = await items.question(id, question, language);
        const lead = texts(language, 'asked.lead', { platform });
        await tell(platform, { ...item, lead, audience: 'everyone' });
      }
      // Their own question, sent once more, is no other person's.
      const [own, joined] = platforms.canDeliver(platform)
        ? (['ask.done', 'ask.joined'] as const)
        : (['ask.doneSilently', 'ask.joinedSilently'] as const);
      return notice(language, texts(language, isNew || !isFirst ? own : joined));
    },
  };
}
