/** Votes, and the wordings that members confirm with them. */

import { MAX_FIELD_LENGTH, type Press, type Reply } from '../contract.js';
import { notice } from '../bot/compose.js';
import type { Entry } from '../knowledge/model.js';
import { savedId } from '../knowledge/saved-answer-id.js';
import { withoutOpening } from '../text/opening.js';
import { sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import { type Context, UNKNOWN_PLATFORM } from './context.js';
import { formReply } from './forms.js';
import type { Items } from './review/items.js';
import { idOf, part, type Saved, type Shown, type Vote } from './records.js';
import { tokenFor } from './tokens.js';

export interface Feedback {
  vote(id: string, shown: Shown, value: Vote['value'], press: Press): Promise<Reply>;
  /** The reason for a vote that was cast. */
  reason(shown: Shown, press: Press): Promise<Reply>;
}

/** Letters of a question that can stand for an entry by itself; shorter ones mean too much. */
const LEAST_LETTERS = 4;
/** Characters of a question that can be a wording; a longer one tells a story. */
const MOST_CHARACTERS = 300;

/** What a member's question adds to the wordings of an entry; `undefined` where it adds none. */
export function wordingOf({ question, isFollowUp }: Shown, entry: Entry): string | undefined {
  const text = withoutOpening(question).replace(/\s+/g, ' ').trim();
  const form = sameForm(text);
  const isTelling = !isFollowUp && form.length >= LEAST_LETTERS && text.length <= MOST_CHARACTERS;
  const isNew = ![entry.question, ...entry.alternates].some((known) => sameForm(known) === form);
  return isTelling && isNew ? text : undefined;
}

/** What a vote says of a wording. */
interface Settling {
  readonly isMaintainer: boolean;
  /** Whether who votes had confirmed it, and does not any more. */
  readonly isTakenBack: boolean;
}

export function createFeedback(context: Context, items: Items): Feedback {
  const { records, parts, now } = context;

  const personOf = async ({ platform = UNKNOWN_PLATFORM, asker }: Press): Promise<string> =>
    (await context.vault()).person(platform, asker);

  /** Makes a wording live where enough people, or a maintainer, say so and nothing speaks against it. */
  const settle = async (id: string, entry: string, vote: Settling): Promise<void> => {
    const { isMaintainer, isTakenBack } = vote;
    const confirmed = (await records.confirmations.list(`${id}/`)).length;
    const isEnough = (isMaintainer && !isTakenBack) || confirmed >= context.confirmations;
    const isDisputed = !isMaintainer && isEnough && (await disputes(id, entry));
    let hasChanged = false;
    await records.wordings.update(id, (before) => {
      hasChanged = false;
      if (before === undefined || before.status === 'rejected') return undefined;
      if (isEnough && !isDisputed && before.status === 'pending') {
        hasChanged = true;
        return { ...before, status: 'live', by: isMaintainer ? 'maintainer' : 'members' };
      }
      // Taken back by one who confirmed it, it waits again. What a maintainer decided, a maintainer alone takes back, and that
      // confirmations have grown too old to be kept takes nothing back.
      const mayTakeBack = isTakenBack && (isMaintainer || before.by === 'members');
      if (!isEnough && mayTakeBack && before.status === 'live') {
        hasChanged = true;
        return { ...before, status: 'pending' };
      }
      return undefined;
    });
    if (hasChanged) await context.changed();
  };

  /** Whether somebody voted against the wording, or it counts for another entry: then a maintainer decides. */
  const disputes = async (id: string, entry: string): Promise<boolean> => {
    if ((await records.objections.list(`${id}/`)).length > 0) return true;
    const own = await records.wordings.get(id);
    const form = sameForm(own?.text ?? '');
    const wordings = await records.wordings.list();
    return wordings.some(
      ([, other]) => other.status === 'live' && other.entry !== entry && sameForm(other.text) === form,
    );
  };

  const savedOf = async (entry: string): Promise<readonly [string, Saved] | undefined> => {
    const id = savedId(entry);
    const saved = id === undefined ? undefined : await records.saved.get(id);
    return id === undefined || saved?.status !== 'accepted' ? undefined : [id, saved];
  };

  return {
    async vote(id, shown, value, press) {
      const { language } = shown;
      const entry = shown.entry === undefined ? undefined : parts.entries.get(shown.entry);
      if (entry === undefined) return notice(language, texts(language, 'press.expired'));
      const person = await personOf(press);
      const text = wordingOf(shown, entry);
      const wording = text === undefined ? undefined : idOf(entry.id, sameForm(text));
      const key = `${part(entry.id)}/${person}`;
      const before = await records.votes.get(key);
      // Pressed again, it is the same vote with the same reason.
      const event =
        before?.value === value && before.event !== undefined
          ? before.event
          : context.count(
              {
                kind: value,
                platform: press.platform ?? UNKNOWN_PLATFORM,
                entry: entry.id,
                project: entry.project,
              },
              before?.event,
            );
      await records.votes.update(key, (known) => {
        const reason = known?.value === value ? known.reason : undefined;
        return {
          value,
          event,
          at: now(),
          wording,
          reason,
        };
      });
      if (wording !== undefined && text !== undefined) {
        const confirmation = `${wording}/${person}`;
        const isTakenBack =
          value === 'unhelpful' && (await records.confirmations.get(confirmation)) !== undefined;
        if (value === 'helpful') {
          await records.wordings.update(wording, (known) =>
            known === undefined ? { entry: entry.id, text, status: 'pending', at: now() } : undefined,
          );
          await records.confirmations.put(confirmation, {});
          await records.objections.delete(confirmation);
        } else {
          await records.confirmations.delete(confirmation);
          await records.objections.put(confirmation, {});
        }
        if (value === 'helpful' || isTakenBack) {
          await settle(wording, entry.id, { isMaintainer: press.maintainer === true, isTakenBack });
        }
      }
      if (value === 'helpful') return notice(language, texts(language, 'feedback.thanks'));
      const saved = press.maintainer === true ? await savedOf(entry.id) : undefined;
      // A maintainer who finds it wrong can mend it on the spot.
      if (saved !== undefined) return items.saved(...saved, language);
      return formReply(language, 'feedback.sorry', {
        title: 'feedback.reason.title',
        token: tokenFor('reason', 'r', id),
        fields: [{ name: 'reason', label: 'feedback.reason.label', lines: 'many', required: false }],
      });
    },
    async reason(shown, press) {
      const { language, entry } = shown;
      const reason = press.fields?.['reason']?.slice(0, MAX_FIELD_LENGTH).trim() ?? '';
      if (entry !== undefined && reason !== '') {
        const key = `${part(entry)}/${await personOf(press)}`;
        await records.votes.update(key, (before) =>
          before?.value === 'unhelpful' ? { ...before, reason } : undefined,
        );
      }
      return notice(language, texts(language, reason === '' ? 'feedback.thanks' : 'feedback.noted'));
    },
  };
}
